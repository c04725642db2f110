//! What the beginning of a JSON file tells of the articles in it.
//!
//! The rest of the file is not there, so no parser can read it: the objects are found by their
//! brackets, with the keys of those that may be articles.

use std::collections::HashMap;

/// How much of a text is kept, in characters: enough to see whether it begins with a tag.
const KEPT: usize = 80;

/// An object that may be an article: the document itself, an element of its list, or what stands
/// under a key of the document.
#[derive(Debug, Default)]
pub(super) struct Object {
    /// The key of the document; empty where it has none.
    pub(super) under: String,
    pub(super) is_listed: bool,
    /// The keys; with the beginning of the value, where that is a text.
    keys: HashMap<String, Option<String>>,
}

impl Object {
    pub(super) fn has(&self, key: &str) -> bool {
        self.keys.contains_key(key)
    }

    /// Returns the beginning of a text, as it is written.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        let text = self.keys.get(key)?.as_deref()?.trim_start();
        (!text.is_empty()).then_some(text)
    }
}

/// An object or a list that is not closed yet.
#[derive(Default)]
struct Open {
    is_list: bool,
    key: String,
    object: Option<Object>,
}

/// Returns the objects that may be articles, as far as their beginning is there.
pub(super) fn objects(head: &[u8]) -> Vec<Object> {
    let text = String::from_utf8_lossy(head);
    let mut rest = text.as_ref();
    let mut found = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    while let Some(first) = rest.chars().next() {
        rest = rest.get(first.len_utf8()..).unwrap_or_default();
        match first {
            '{' | '[' => {
                note(&mut open, None);
                let object = (first == '{').then(|| place(&open)).flatten();
                open.push(Open {
                    is_list: first == '[',
                    object,
                    ..Open::default()
                });
            }
            '}' | ']' => found.extend(open.pop().and_then(|closed| closed.object)),
            '"' => {
                let (text, after) = string(rest);
                rest = after;
                if after.trim_start().starts_with(':') {
                    if let Some(innermost) = open.last_mut() {
                        text.clone_into(&mut innermost.key);
                        note(&mut open, None);
                    }
                } else {
                    note(&mut open, Some(text));
                }
            }
            _ => {}
        }
    }
    found.extend(open.into_iter().filter_map(|open| open.object));
    found
}

/// Returns an object that begins now, if one in this place may be an article.
fn place(open: &[Open]) -> Option<Object> {
    let (under, is_listed) = match open {
        [] => ("", false),
        [list] if list.is_list => ("", true),
        [document] => (document.key.as_str(), false),
        [document, list] if list.is_list && !document.is_list => (document.key.as_str(), true),
        _ => return None,
    };
    Some(Object {
        under: under.to_owned(),
        is_listed,
        ..Object::default()
    })
}

/// Notes a value of the innermost object: a text, or something else.
fn note(open: &mut [Open], text: Option<&str>) {
    let innermost = open.last_mut().filter(|innermost| !innermost.is_list);
    if let Some(Open {
        key,
        object: Some(object),
        ..
    }) = innermost
    {
        let text = text.map(|text| text.chars().take(KEPT).collect());
        object.keys.insert(key.clone(), text);
    }
}

/// Splits behind the end of a text in quotes, the first of which is gone.
pub(in crate::content::format) fn string(rest: &str) -> (&str, &str) {
    let mut is_escaped = false;
    for (at, c) in rest.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => {
                let (text, after) = rest.split_at(at);
                return (text, after.get(1..).unwrap_or_default());
            }
            _ => {}
        }
    }
    (rest, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lists the place of each object, with its `t`.
    fn found(json: &str) -> Vec<String> {
        let objects = objects(json.as_bytes());
        let mut found: Vec<String> = objects
            .iter()
            .map(|one| {
                let text = one.text("t").unwrap_or_default();
                format!("{}/{} {text}", one.under, one.is_listed)
            })
            .collect();
        found.sort();
        found
    }

    #[test]
    fn objects_are_known_by_their_place() {
        assert_eq!(
            found("{\"t\": \"a\"}{\"t\":\"b\"}"),
            ["/false a", "/false b"]
        );
        assert_eq!(
            found("[{\"t\": \"a \\\"{b\", \"x\": {\"t\": \"c\"}}"),
            ["/true a \\\"{b"]
        );
        let json = "{\"n\": 1, \"all\": [{\"x\": [{}], \"t\": \"a\"}], \"one\": {\"t\": \"cut";
        assert_eq!(found(json), ["/false ", "all/true a", "one/false cut"]);
    }

    #[test]
    fn anything_is_read_to_its_end() {
        for json in ["", "}]", "\"", "\"\\", "{\"t\"", "{\"t\":", "[[[[{\"t\":1"] {
            objects(json.as_bytes());
        }
        assert_eq!(objects("{\"a\":[".repeat(10_000).as_bytes()).len(), 2);
    }
}
