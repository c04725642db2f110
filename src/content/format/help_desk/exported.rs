//! An article as a help desk exports it, and how its values are read.

use std::collections::HashSet;

use serde_json::{Map, Value};

/// An article as a help desk exports it, in one language.
#[derive(Clone, Debug, Default)]
pub(super) struct Exported {
    /// What its translations share.
    pub(super) id: String,
    pub(super) title: String,
    /// HTML.
    pub(super) body: String,
    pub(super) language: Option<String>,
    pub(super) url: Option<String>,
    pub(super) section: Vec<String>,
    pub(super) keywords: Vec<String>,
    pub(super) date: Option<String>,
    /// Why it is not shown to everyone, which follows "left out: ".
    pub(super) hidden: Option<&'static str>,
}

/// Returns the keys that stand in the beginning of a JSON file.
pub(in crate::content::format) fn keys(head: &[u8]) -> HashSet<String> {
    let text = String::from_utf8_lossy(head);
    let mut keys = HashSet::new();
    let mut parts = text.split('"').peekable();
    while let Some(part) = parts.next() {
        if parts
            .peek()
            .is_some_and(|after| after.trim_start().starts_with(':'))
        {
            keys.insert(part.to_owned());
        }
    }
    keys
}

/// Returns a value as text: numbers too.
pub(super) fn text(object: &Map<String, Value>, key: &str) -> Option<String> {
    match object.get(key)? {
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Returns the texts of a list.
pub(super) fn texts(object: &Map<String, Value>, key: &str) -> Vec<String> {
    let items = object.get(key).and_then(Value::as_array);
    let texts = items.into_iter().flatten().filter_map(Value::as_str);
    texts.map(str::to_owned).collect()
}

/// Returns whether a value is true.
pub(super) fn is_true(object: &Map<String, Value>, key: &str) -> bool {
    object.get(key).and_then(Value::as_bool).unwrap_or_default()
}
