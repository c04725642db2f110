//! Queries for the forms of words: single terms, and terms side by side.

use std::collections::BTreeMap;

use serde_json::{Value, json};

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
        let forms = field.forms.iter();
        forms.map(|(form, _)| (field.field, form.as_slice()))
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

/// Makes the scored query for a word in a field. Of its forms the best one counts: the first `most`
/// are scored one by one, further terms count alike.
pub(super) fn scored(wanted: &WantedField, most: usize) -> Value {
    let name = wanted.field.name();
    let mut clauses = Vec::new();
    let mut further = Vec::new();
    let mut least = f32::MAX;
    let mut forms: Vec<_> = wanted.forms.iter().collect();
    forms.sort_by(|a, b| b.1.total_cmp(&a.1));
    for (form, worth) in forms {
        let boost = worth.max(f32::MIN_POSITIVE);
        match form.as_slice() {
            [term] if clauses.len() >= most => {
                further.push(term);
                least = least.min(boost);
            }
            [term] => clauses.push(json!({"term": {name: {"value": term, "boost": boost}}})),
            _ if clauses.len() >= most => {}
            terms => clauses.push(phrase(wanted.field, terms, boost)),
        }
    }
    if !further.is_empty() {
        clauses.push(json!({"constant_score": {
            "filter": {"terms": {name: further}}, "boost": least,
        }}));
    }
    match clauses.len() {
        0 => json!({"match_none": {}}),
        1 => clauses.remove(0),
        _ => json!({"dis_max": {"queries": clauses}}),
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
