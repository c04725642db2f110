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

/// Returns the value with the named fields, at any depth, replaced by their type: those that differ
/// from run to run, such as times, and figures that other tests measure.
#[must_use]
pub fn redacted(mut value: Value, fields: &[&str]) -> Value {
    match &mut value {
        Value::Array(items) => {
            for item in items {
                *item = redacted(item.take(), fields);
            }
        }
        Value::Object(object) => {
            for (name, field) in object {
                *field = if fields.contains(&name.as_str()) {
                    Value::String(format!("[{}]", type_name(field)))
                } else {
                    redacted(field.take(), fields)
                };
            }
        }
        _ => {}
    }
    value
}

/// Returns the name of a value's type.
fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_u64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
