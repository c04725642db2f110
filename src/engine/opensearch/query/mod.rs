//! Searches of the cluster for what a query lacks.
//!
//! The cluster is asked for our own terms with our weights, by queries that analyse nothing. Its
//! scores only choose candidates; what they are worth is said by our own ranking.

mod clauses;
mod forms;
#[cfg(test)]
mod tests;

use serde_json::{Value, json};

use self::clauses::{MOST_CLAUSES, fitting};
use self::forms::{any, any_of, holds, scored, selecting};
use super::document::hex;
use crate::index::TextField;
use crate::search::retrieve::remote::{Forms, WantedCandidates, WantedQuestions};

/// What puts a question that is the query itself above all others.
const SAME_QUESTION: f32 = 1e6;

/// How many questions are looked through for completions.
const QUESTIONS: usize = 500;

/// Makes a search that only counts.
pub(super) fn count(query: &Value) -> Value {
    json!({"size": 0, "track_total_hits": true, "query": query})
}

/// Makes the query for entries that hold any of some forms in a field.
pub(super) fn any_form(field: TextField, forms: &Forms) -> Value {
    fitting(|most| any_of(forms.iter().map(|form| (field, form.as_slice())), most))
}

/// Makes the search for candidates.
pub(super) fn candidates(wanted: &WantedCandidates) -> Value {
    let same: Vec<String> = wanted
        .same_questions
        .iter()
        .map(|hash| hex(*hash))
        .collect();
    let query = fitting(|most| {
        let mut selecting = Vec::new();
        let mut adding = Vec::new();
        for word in &wanted.words {
            for field in &word.fields {
                let clause = scored(field, most);
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
        adding.push(json!({"constant_score": {
            "filter": {"terms": {"same": same}}, "boost": SAME_QUESTION,
        }}));
        admitted(wanted, most, any(selecting), adding)
    });
    found(wanted.size, &query)
}

/// Makes the query for what its clauses find and the conditions of the request admit. Some only add
/// to scores.
fn admitted(wanted: &WantedCandidates, most: usize, found: Value, adding: Vec<Value>) -> Value {
    json!({"bool": {
        "must": [found],
        "should": adding,
        "filter": filters(wanted, most),
        "must_not": excluded(wanted, most),
    }})
}

/// Makes the query for what matches, without scores.
fn matching(wanted: &WantedCandidates, most: usize) -> Value {
    let holds = wanted.words.iter().flat_map(selecting);
    admitted(wanted, most, any_of(holds, most), Vec::new())
}

/// Makes the search that counts the translation groups of what matches in several indexes.
pub(super) fn distinct(languages: &[(String, &WantedCandidates)]) -> Value {
    // In each index the others are nothing, before a node counts clauses.
    let each = languages.iter().map(|(index, wanted)| {
        let matching = fitting(|most| matching(wanted, most));
        json!({"bool": {"filter": [{"term": {"_index": index}}, matching]}})
    });
    json!({
        "size": 0,
        "query": any(each.collect()),
        "aggs": {"groups": {"cardinality": {"field": "group", "precision_threshold": 40_000}}},
    })
}

/// Makes the search for the entries that hold most of the query.
pub(super) fn covering(wanted: &WantedCandidates) -> Value {
    let query = fitting(|most| {
        let mut clauses = Vec::new();
        for word in wanted
            .words
            .iter()
            .filter(|word| selecting(word).next().is_some())
        {
            clauses.push(json!({"constant_score": {
                "filter": any_of(selecting(word), most),
                "boost": word.weight.max(f32::MIN_POSITIVE),
            }}));
        }
        admitted(wanted, most, any(clauses), Vec::new())
    });
    found(wanted.covering, &query)
}

/// Makes the search for questions that hold what was typed.
pub(super) fn questions(wanted: &WantedQuestions) -> Value {
    let field = wanted.field.name();
    let mut must = Vec::new();
    let mut spans = Vec::new();
    // Each word counts twice: near the others, and at the beginning.
    let most = MOST_CLAUSES / 2 / wanted.pieces.len().max(1);
    for (_, words) in &wanted.pieces {
        must.push(json!({"terms": {field: words}}));
        let terms = words
            .iter()
            .take(most)
            .map(|word| json!({"span_term": {field: word}}));
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

/// Makes the search for entries with one of these values in a field, and for what is shown of them.
pub(super) fn with_values(field: &str, values: &[String], size: usize) -> Value {
    shown(
        size,
        &json!({"bool": {"filter": [{"terms": {field: values}}]}}),
    )
}

/// Makes the search for what is shown of the entries with these keys.
pub(super) fn with_keys(keys: &[String]) -> Value {
    shown(keys.len(), &json!({"ids": {"values": keys}}))
}

/// Makes a search for the records of entries, and for what is shown of them.
fn shown(size: usize, query: &Value) -> Value {
    let mut search = found(size, query);
    search["docvalue_fields"] = json!(["rank", "shown"]);
    search
}

/// Makes a search for the records of entries. Stored fields lie in blocks that are unpacked as a
/// whole: no document is asked for one, not even for its key.
fn found(size: usize, query: &Value) -> Value {
    json!({
        "size": size,
        "track_total_hits": true,
        "query": query,
        "stored_fields": "_none_",
        "docvalue_fields": ["rank"],
    })
}

fn filters(wanted: &WantedCandidates, most: usize) -> Vec<Value> {
    let mut filters: Vec<Value> = wanted
        .facets
        .iter()
        .map(|facet| json!({"term": {"facet": facet}}))
        .collect();
    if let Some(questions) = wanted.questions {
        filters.push(json!({"term": {"question_kind": questions}}));
    }
    let texts = wanted.texts.iter().filter(|text| !text.excluded);
    filters.extend(texts.map(|text| holds(text, most)));
    filters
}

fn excluded(wanted: &WantedCandidates, most: usize) -> Vec<Value> {
    let texts = wanted.texts.iter().filter(|text| text.excluded);
    texts.map(|text| holds(text, most)).collect()
}
