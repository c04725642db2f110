//! What is said about a file of the wrong shape: in TOML's terms, with the name that was meant.

use std::ops::Range;

/// How serde names things, and what they are called in TOML.
const TERMS: [(&str, &str); 10] = [
    ("a sequence", "an array"),
    ("sequence", "array"),
    ("a map", "a table"),
    ("map", "table"),
    ("string", "a string"),
    ("boolean", "a boolean"),
    ("integer", "a number"),
    ("floating point", "a number"),
    ("i64", "a number"),
    ("f64", "a number"),
];

/// Rewrites a message of serde in the terms of TOML.
pub(super) fn in_terms_of_toml(message: &str) -> String {
    let mut names = message.split('`').skip(1).step_by(2);
    if message.starts_with("unknown field")
        && let Some(name) = names.next()
    {
        // serde goes on with the fields that it knows.
        let known: Vec<&str> = names.collect();
        let advice = nearest(name, &known).map_or_else(
            || format!("known keys are `{}`", known.join("`, `")),
            |nearest| format!("did you mean `{nearest}`?"),
        );
        return format!("unknown key `{name}`; {advice}");
    }
    if message.starts_with("missing field")
        && let Some(name) = names.next()
    {
        return format!("`{name}` is missing");
    }
    let rest = message.strip_prefix("invalid type: ");
    let rest = rest.or_else(|| message.strip_prefix("invalid value: "));
    if let Some((found, expected)) = rest.and_then(|rest| rest.rsplit_once(", expected ")) {
        return format!("expected {}, found {}", term(expected), term(found));
    }
    message.to_owned()
}

/// Returns what TOML calls something that serde names. A value that follows is left out: it may be
/// a password at the wrong place.
fn term(name: &str) -> &str {
    let value = name.find(['`', '"']).unwrap_or(name.len());
    let name = name.get(..value).unwrap_or(name).trim_end();
    let known = TERMS.into_iter().find(|(serde, _)| *serde == name);
    known.map_or(name, |(_, toml)| toml)
}

/// Returns the known name with the fewest edits from `name`, if there are few enough for a slip:
/// at most one edit in two characters. Of two equally near ones it is the earlier.
pub(super) fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let distances = known
        .iter()
        .map(|candidate| (strsim::levenshtein(name, candidate), *candidate));
    let (distance, candidate) = distances.min_by_key(|(distance, _)| *distance)?;
    (distance * 2 <= candidate.chars().count()).then_some(candidate)
}

/// What is wrong, and where in the text.
pub(super) struct Fault {
    pub(super) span: Range<usize>,
    pub(super) message: String,
}

impl Fault {
    /// Makes a fault at a range of bytes. Who asks, and with which password, is left out of
    /// addresses in the message.
    pub(super) fn new(span: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            span,
            message: without_secrets(&message.into()),
        }
    }
}

/// Leaves out what stands before the host in addresses of a text.
fn without_secrets(text: &str) -> String {
    let mut parts = text.split("://");
    let mut shown = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let end = part.find(|c: char| c.is_whitespace() || matches!(c, '`' | '"'));
        let address = part.get(..end.unwrap_or(part.len())).unwrap_or_default();
        let secrets = address.rfind('@').map_or(0, |at| at + 1);
        shown.push_str("://");
        shown.push_str(part.get(secrets..).unwrap_or_default());
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_is_shown() {
        for (text, shown) in [
            (
                "`ftp://me:p@ss@host/faq` is none",
                "`ftp://host/faq` is none",
            ),
            (
                "string \"http://me:pass@host\", twice",
                "string \"http://host\", twice",
            ),
            ("`http://host` at a@b", "`http://host` at a@b"),
            ("nothing to hide", "nothing to hide"),
        ] {
            assert_eq!(Fault::new(0..0, text).message, shown);
        }
    }

    #[test]
    fn no_value_of_a_wrong_type_is_shown() {
        for (message, shown) in [
            (
                "invalid type: string \"s3\\\"cret, expected x\", expected a sequence",
                "expected an array, found a string",
            ),
            (
                "invalid type: integer `1234`, expected a string",
                "expected a string, found a number",
            ),
            (
                "invalid value: string \"s3cret\", expected i64",
                "expected a number, found a string",
            ),
            (
                "invalid type: boolean `true`, expected a map",
                "expected a table, found a boolean",
            ),
        ] {
            assert_eq!(in_terms_of_toml(message), shown);
        }
    }

    #[test]
    fn only_slips_are_corrected() {
        let known = ["language", "languages", "content", "synonyms", "url"];
        for (name, expected) in [
            ("lnaguage", Some("language")),
            ("langages", Some("languages")),
            ("synonym", Some("synonyms")),
            ("uri", Some("url")),
            ("ranking", None),
            ("", None),
        ] {
            assert_eq!(nearest(name, &known), expected, "{name}");
        }
        assert_eq!(nearest("x", &[]), None);
    }
}
