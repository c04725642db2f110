//! How much a query may hold: a node refuses one of more than 1,024 clauses.
//!
//! Lucene counts each term, each phrase and each set of terms, wherever it stands.

use serde_json::Value;

/// The most clauses of a query; the rest is for what a node makes of it.
pub(super) const MOST_CLAUSES: usize = 960;

/// Forms of a word that are told apart in a field, where there is room for so many.
const MOST_FORMS: usize = 1024;

/// Makes a query with as many forms told apart as it may hold. `make` is given the most of each word
/// in each field; the others make one set of terms, and phrases among them are left out.
pub(super) fn fitting(make: impl Fn(usize) -> Value) -> Value {
    let mut most = MOST_FORMS;
    loop {
        let query = make(most);
        let found = clauses(&query);
        if most == 0 || found <= MOST_CLAUSES {
            return query;
        }
        // Words with few forms do not become fewer clauses.
        most = (most * MOST_CLAUSES / found).clamp(most / 4, most * 3 / 4);
    }
}

/// Returns how many clauses a query has.
pub(super) fn clauses(query: &Value) -> usize {
    match query {
        Value::Object(parts) => parts
            .iter()
            .map(|(name, part)| match name.as_str() {
                "term" | "terms" | "match" | "match_phrase" | "span_term" | "range" => 1,
                _ => clauses(part),
            })
            .sum(),
        Value::Array(all) => all.iter().map(clauses).sum(),
        _ => 0,
    }
}
