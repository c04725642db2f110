//! What the environment says about the reader.
//!
//! Paths that the environment names are read with the options that they stand in for.

use std::env;

/// Variables that name the reader's locale, in the order in which POSIX has them decide.
const VARIABLES: [&str; 4] = ["FAQ_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];

/// Returns the reader's locale: the first variable that is set and not empty.
///
/// It may name no language: `C` and `POSIX` do not, and still keep the variables behind them from
/// deciding.
pub(crate) fn locale() -> Option<String> {
    first(|name| env::var(name).ok())
}

fn first(get: impl Fn(&str) -> Option<String>) -> Option<String> {
    VARIABLES
        .into_iter()
        .filter_map(get)
        .find(|value| !value.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::language::LanguageTag;

    #[test]
    fn the_first_variable_that_is_set_decides() {
        let with = |pairs: &[(&str, &str)]| {
            first(|name| {
                pairs
                    .iter()
                    .find(|(key, _)| *key == name)
                    .map(|(_, value)| (*value).to_owned())
            })
            .and_then(|value| LanguageTag::parse(&value))
        };
        assert_eq!(with(&[]), None);
        assert_eq!(with(&[("LANG", "fr_FR.UTF-8")]).as_deref(), Some("fr"));
        assert_eq!(with(&[("LANG", "fr_FR.UTF-8"), ("LC_ALL", "C")]), None);
        assert_eq!(
            with(&[("LANG", "fr_FR.UTF-8"), ("LC_ALL", "")]).as_deref(),
            Some("fr")
        );
        assert_eq!(
            with(&[
                ("LANG", "fr_FR"),
                ("LC_MESSAGES", "de_DE"),
                ("FAQ_LANG", "ja")
            ])
            .as_deref(),
            Some("ja")
        );
    }
}
