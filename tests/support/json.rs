//! Parts of JSON values.

use serde_json::Value;

/// Returns the items of an array.
#[track_caller]
pub fn items(array: &Value) -> &[Value] {
    array
        .as_array()
        .unwrap_or_else(|| panic!("no array: {array}"))
}

/// Returns a field of each value: strings as they are, others as JSON.
pub fn column(values: &[Value], field: &str) -> Vec<String> {
    values
        .iter()
        .map(|value| match &value[field] {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        })
        .collect()
}
