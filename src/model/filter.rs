//! `FIELD=VALUE`, a condition on the front matter of articles, as the command and the API take it.

use std::str::FromStr;

/// A condition on the front matter of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FieldFilter {
    /// Name of the field.
    pub field: String,
    /// The value it must have.
    pub value: String,
}

impl FromStr for FieldFilter {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once('=') {
            Some((field, value)) if !field.trim().is_empty() => Ok(Self {
                field: field.trim().to_owned(),
                value: value.trim().to_owned(),
            }),
            _ => Err("expected FIELD=VALUE, such as author=anna"),
        }
    }
}

impl FieldFilter {
    /// Returns field and value, as a request has them.
    pub(crate) fn into_pair(self) -> (String, String) {
        (self.field, self.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_around_field_and_value_do_not_count() {
        let read = |text: &str| text.parse().map(FieldFilter::into_pair);
        let pair = ("author".to_owned(), "anna = b".to_owned());
        assert_eq!(read(" author = anna = b "), Ok(pair));
        assert_eq!(read("a="), Ok(("a".to_owned(), String::new())));
        assert!(read(" =x").is_err() && read("author").is_err());
    }
}
