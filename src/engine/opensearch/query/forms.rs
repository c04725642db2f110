//! Queries for the forms of words: single terms, and terms side by side.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::engine::opensearch::names::ALTERNATIVE;
use crate::index::{TEXT_FIELDS, TextField};
use crate::search::retrieve::remote::{WantedField, WantedText, WantedWord};

/// Makes the query for what any of some queries finds.
pub(super) fn any(mut clauses: Vec<Value>) -> Value {
    match clauses.len() {
        0 => json!({"match_none": {}}),
        1 => clauses.remove(0),
        _ => json!({"bool": {"should": clauses, "minimum_should_match": 1}}),
    }
}

/// Returns the forms of a word in the fields where it matches.
pub(super) fn selecting(word: &WantedWord) -> impl Iterator<Item = (TextField, &[String])> {
    let fields = word.fields.iter().filter(|field| field.selects);
    fields.flat_map(|field| {
        let forms = field.forms.iter().flat_map(|alike| &alike.forms);
        forms.map(|form| (field.field, form.as_slice()))
    })
}

/// Makes the query for entries that hold any of some forms: one clause for the single terms of a
/// field, and one for each of the first `most` phrases.
pub(super) fn any_of<'f>(
    forms: impl Iterator<Item = (TextField, &'f [String])>,
    most: usize,
) -> Value {
    let mut terms: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut phrases = Vec::new();
    for (field, form) in forms {
        match form {
            [term] => terms.entry(field.name()).or_default().push(term),
            _ if field.has_positions() => phrases.push(phrase(field, form, 1.0)),
            _ => {}
        }
    }
    phrases.truncate(most);
    let terms = terms
        .into_iter()
        .map(|(field, terms)| json!({"terms": {field: terms}}));
    any(terms.chain(phrases).collect())
}

/// Makes the query for terms side by side. The analyzer takes them apart as it took the texts.
fn phrase(field: TextField, terms: &[String], boost: f32) -> Value {
    json!({"match_phrase": {field.name(): {"query": terms.join(" "), "boost": boost}}})
}

/// What further forms of a word add beside the best one: about as much as where occurrences are
/// summed up, in a text of average length.
const BESIDE_THE_BEST: f32 = 0.35;

/// Makes the scored query for a word in a field. The first `most` kinds of its forms are scored
/// apart, further terms count alike.
pub(super) fn scored(wanted: &WantedField, most: usize) -> Value {
    let name = wanted.field.name();
    let mut clauses = Vec::new();
    let mut further: Vec<&str> = Vec::new();
    let mut least = f32::MAX;
    let mut kinds: Vec<_> = wanted.forms.iter().collect();
    kinds.sort_by(|a, b| b.boost.total_cmp(&a.boost));
    for alike in kinds {
        let boost = alike.boost.max(f32::MIN_POSITIVE);
        let terms = || alike.forms.iter().flatten().map(String::as_str);
        match alike.forms.as_slice() {
            [terms] if terms.len() > 1 => {
                if clauses.len() < most {
                    clauses.push(phrase(wanted.field, terms, boost));
                }
            }
            _ if clauses.len() >= most => {
                further.extend(terms());
                least = least.min(boost);
            }
            _ => clauses.push(together(name, &terms().collect::<Vec<_>>(), boost)),
        }
    }
    if !further.is_empty() {
        clauses.push(together(name, &further, least));
    }
    match clauses.len() {
        0 => json!({"match_none": {}}),
        1 => clauses.remove(0),
        _ => json!({"dis_max": {"queries": clauses, "tie_breaker": BESIDE_THE_BEST}}),
    }
}

/// Makes the query for terms whose occurrences count as those of one. The analyzer takes them apart
/// as terms of one place, which the cluster sums up.
fn together(field: &str, terms: &[&str], boost: f32) -> Value {
    match terms {
        [term] => json!({"term": {field: {"value": term, "boost": boost}}}),
        _ => {
            let query = terms.join(&ALTERNATIVE.to_string());
            json!({"match": {field: {"query": query, "boost": boost}}})
        }
    }
}

/// Makes the query for entries that hold, for each word, one of its forms in any text.
pub(super) fn holds(text: &WantedText, most: usize) -> Value {
    let fields = || {
        let all = TEXT_FIELDS.into_iter();
        all.filter(|field| *field != TextField::Links)
    };
    let words = text.words.iter().map(|forms| {
        let forms = forms.iter();
        let everywhere = forms.flat_map(|form| fields().map(move |field| (field, form.as_slice())));
        any_of(everywhere, most)
    });
    json!({"bool": {"filter": words.collect::<Vec<_>>()}})
}
