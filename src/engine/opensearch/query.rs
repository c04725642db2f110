//! Searches of the cluster for what a query lacks.
//!
//! The cluster is asked for our own terms with our weights, by queries that analyse nothing. Its
//! scores only choose candidates; what they are worth is said by our own ranking.

use serde_json::{Map, Value, json};

use super::document::hex;
use crate::index::{TEXT_FIELDS, TextField};
use crate::search::retrieve::remote::{
    Forms, WantedCandidates, WantedField, WantedQuestions, WantedText, WantedWord,
};

/// Forms of a word that are scored one by one; further ones count alike.
const SCORED_FORMS: usize = 12;

/// What puts a question that is the query itself above all others.
const SAME_QUESTION: f32 = 1e6;

/// How many entries that hold most of a long query are asked for.
const COVERING: usize = 64;

/// How many questions are looked through for completions.
const QUESTIONS: usize = 500;

/// Makes a search that only counts.
pub(super) fn count(query: &Value) -> Value {
    json!({"size": 0, "track_total_hits": true, "query": query})
}

/// Makes the query for entries that hold any of some forms in a field.
pub(super) fn any_form(field: TextField, forms: &Forms) -> Value {
    any(forms.iter().map(|form| occurrence(field, form)).collect())
}

/// Makes the search for candidates.
pub(super) fn candidates(wanted: &WantedCandidates) -> Value {
    let mut selecting = Vec::new();
    let mut adding = Vec::new();
    for word in &wanted.words {
        for field in &word.fields {
            let clause = scored(field);
            match field.selects {
                true => selecting.push(clause),
                false => adding.push(clause),
            }
            if let (Some(exact), Some(boost)) = (&word.exact, field.exact) {
                let name = field.field.name();
                adding.push(json!({"term": {name: {"value": exact, "boost": boost}}}));
            }
        }
    }
    let same: Vec<String> = wanted
        .same_questions
        .iter()
        .map(|hash| hex(*hash))
        .collect();
    adding.push(json!({"constant_score": {
        "filter": {"terms": {"same": same}}, "boost": SAME_QUESTION,
    }}));
    found(wanted.size, &admitted(wanted, any(selecting), adding))
}

/// Makes the query for what its clauses find and the conditions of the request admit. Some only add
/// to scores.
fn admitted(wanted: &WantedCandidates, found: Value, adding: Vec<Value>) -> Value {
    json!({"bool": {
        "must": [found],
        "should": adding,
        "filter": filters(wanted),
        "must_not": excluded(wanted),
    }})
}

/// Makes the queries for what holds a word where that matches, form by form.
fn selecting_forms(word: &WantedWord) -> impl Iterator<Item = Value> {
    let fields = word.fields.iter().filter(|field| field.selects);
    fields.flat_map(|field| {
        let forms = field.forms.iter();
        forms.map(|(form, _)| occurrence(field.field, form))
    })
}

/// Makes the query for what matches, without scores.
fn matching(wanted: &WantedCandidates) -> Value {
    let holds = wanted.words.iter().flat_map(selecting_forms).collect();
    admitted(wanted, any(holds), Vec::new())
}

/// Makes the search that counts the translation groups of what matches in several indexes.
pub(super) fn distinct(languages: &[(String, &WantedCandidates)]) -> Value {
    let each = languages.iter().map(|(index, wanted)| {
        json!({"bool": {"filter": [{"term": {"_index": index}}, matching(wanted)]}})
    });
    json!({
        "size": 0,
        "query": any(each.collect()),
        "aggs": {"groups": {"cardinality": {"field": "group", "precision_threshold": 40_000}}},
    })
}

/// Makes the search for the entries that hold most of the query.
pub(super) fn covering(wanted: &WantedCandidates) -> Value {
    let mut clauses = Vec::new();
    for word in &wanted.words {
        let holds: Vec<Value> = selecting_forms(word).collect();
        if !holds.is_empty() {
            clauses.push(json!({"constant_score": {
                "filter": any(holds), "boost": word.weight.max(f32::MIN_POSITIVE),
            }}));
        }
    }
    found(COVERING, &admitted(wanted, any(clauses), Vec::new()))
}

/// Makes the search for questions that hold what was typed.
pub(super) fn questions(wanted: &WantedQuestions) -> Value {
    let field = wanted.field.name();
    let mut must = Vec::new();
    let mut spans = Vec::new();
    for (_, words) in &wanted.pieces {
        must.push(json!({"terms": {field: words}}));
        let terms = words.iter().map(|word| json!({"span_term": {field: word}}));
        spans.push(json!({"span_or": {"clauses": terms.collect::<Vec<_>>()}}));
    }
    let last = wanted.pieces.last().map_or(0, |(place, _)| *place);
    let first = wanted.pieces.first().map_or(0, |(place, _)| *place);
    let length = last.saturating_sub(first) + 1;
    let mut should = Vec::new();
    if wanted.field.has_positions() && !spans.is_empty() {
        let slop = length.saturating_sub(u32::try_from(spans.len()).unwrap_or(length));
        let near = match spans.len() {
            1 => spans.remove(0),
            _ => json!({"span_near": {"clauses": spans, "slop": slop, "in_order": true}}),
        };
        should.push(json!({"constant_score": {"filter": near, "boost": 1}}));
        let begins = json!({"span_first": {"match": near, "end": length}});
        should.push(json!({"constant_score": {"filter": begins, "boost": 2}}));
    }
    let mut search = found(
        QUESTIONS,
        &json!({"bool": {
            "should": should,
            "filter": must,
            "must_not": [{"range": {"length": {"gte": 512}}}],
        }}),
    );
    if wanted.field == TextField::Answer
        && let Some(query) = search["query"]["bool"].as_object_mut()
    {
        query.remove("must_not");
        search["size"] = json!(1);
    }
    if let Some(search) = search.as_object_mut() {
        search.insert("sort".to_string(), json!(["_score", {"length": "asc"}]));
        search.insert("track_total_hits".to_string(), json!(false));
    }
    search
}

/// Makes the search for entries with one of these values in a field.
pub(super) fn with_values(field: &str, values: &[String], size: usize) -> Value {
    found(
        size,
        &json!({"bool": {"filter": [{"terms": {field: values}}]}}),
    )
}

/// Makes the search for what is shown of entries.
pub(super) fn shown(keys: &[String]) -> Value {
    json!({
        "size": keys.len(),
        "query": {"ids": {"values": keys}},
        "_source": false,
        "stored_fields": ["shown"],
    })
}

/// Makes a search for the records of entries. Stored fields lie beside the texts, in blocks that are
/// unpacked as a whole: no document is asked for one, not even for its key.
fn found(size: usize, query: &Value) -> Value {
    json!({
        "size": size,
        "track_total_hits": true,
        "query": query,
        "stored_fields": "_none_",
        "docvalue_fields": ["rank"],
    })
}

fn any(mut clauses: Vec<Value>) -> Value {
    match clauses.len() {
        0 => json!({"match_none": {}}),
        1 => clauses.remove(0),
        _ => json!({"bool": {"should": clauses, "minimum_should_match": 1}}),
    }
}

/// Makes the query for one form: a term, or several side by side.
fn occurrence(field: TextField, form: &[String]) -> Value {
    match form {
        [term] => json!({"term": {field.name(): {"value": term}}}),
        _ if !field.has_positions() => json!({"match_none": {}}),
        terms => {
            let spans = terms
                .iter()
                .map(|term| json!({"span_term": {field.name(): term}}));
            json!({"span_near": {
                "clauses": spans.collect::<Vec<_>>(), "slop": 0, "in_order": true,
            }})
        }
    }
}

/// Makes the scored query for a word in a field. Of its forms the best one counts.
fn scored(wanted: &WantedField) -> Value {
    let name = wanted.field.name();
    let mut clauses = Vec::new();
    let mut further = Vec::new();
    let mut least = f32::MAX;
    for (form, worth) in &wanted.forms {
        let boost = worth.max(f32::MIN_POSITIVE);
        match form.as_slice() {
            [term] if clauses.len() >= SCORED_FORMS => {
                further.push(term);
                least = least.min(boost);
            }
            [term] => clauses.push(json!({"term": {name: {"value": term, "boost": boost}}})),
            terms => {
                let spans = terms.iter().map(|term| json!({"span_term": {name: term}}));
                let spans: Vec<Value> = spans.collect();
                clauses.push(json!({"span_near": {
                    "clauses": spans, "slop": 0, "in_order": true, "boost": boost,
                }}));
            }
        }
    }
    if !further.is_empty() {
        clauses.push(json!({"constant_score": {
            "filter": {"terms": {name: further}}, "boost": least,
        }}));
    }
    match clauses.len() {
        1 => clauses.remove(0),
        _ => json!({"dis_max": {"queries": clauses}}),
    }
}

fn filters(wanted: &WantedCandidates) -> Vec<Value> {
    let mut filters: Vec<Value> = wanted
        .facets
        .iter()
        .map(|facet| json!({"term": {"facet": facet}}))
        .collect();
    if let Some(questions) = wanted.questions {
        filters.push(json!({"term": {"question_kind": questions}}));
    }
    let texts = wanted.texts.iter().filter(|text| !text.excluded);
    filters.extend(texts.map(holds));
    filters
}

fn excluded(wanted: &WantedCandidates) -> Vec<Value> {
    let texts = wanted.texts.iter().filter(|text| text.excluded);
    texts.map(holds).collect()
}

/// Makes the query for entries that hold, for each word, one of its forms in any text.
fn holds(text: &WantedText) -> Value {
    let words: Vec<Value> = text
        .words
        .iter()
        .map(|forms| {
            let mut clauses = Vec::new();
            for field in TEXT_FIELDS
                .into_iter()
                .filter(|one| *one != TextField::Links)
            {
                let mut single: Vec<&str> = Vec::new();
                for form in forms {
                    match form.as_slice() {
                        [term] => single.push(term),
                        _ => clauses.push(occurrence(field, form)),
                    }
                }
                if !single.is_empty() {
                    let terms: Map<String, Value> =
                        Map::from_iter([(field.name().to_string(), json!(single))]);
                    clauses.push(json!({"terms": terms}));
                }
            }
            any(clauses)
        })
        .collect();
    json!({"bool": {"filter": words}})
}
