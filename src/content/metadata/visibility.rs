//! Whether an article's front matter keeps it out of the search.
//!
//! Owns the fields that do so. What is left out is reported, see
//! [`rule::LEFT_OUT`](crate::model::rule::LEFT_OUT).

use super::front_matter::Fields;

/// A field that keeps an article out of the search where it has one of some values.
struct Switch {
    /// Name of the field in lower case; nested keys are joined with dots.
    field: &'static str,
    /// Whether the field keeps the article out when it is true, or when it is false.
    leaves_out_if: bool,
}

/// The switches of common generators: Jekyll (`published`), Hugo and Docusaurus (`draft`,
/// `unlisted`), Material for `MkDocs` (`search.exclude`), Just the Docs (`search_exclude`), Docsy
/// (`exclude_search`), Blowfish (`excludeFromSearch`), Hugo Book (`bookSearchExclude`), Zola
/// (`in_search_index`), Starlight (`pagefind`), Sphinx (`nosearch`), `VuePress` (`search`).
const SWITCHES: [Switch; 14] = [
    Switch::new("draft", true),
    Switch::new("unlisted", true),
    Switch::new("noindex", true),
    Switch::new("nosearch", true),
    Switch::new("search.exclude", true),
    Switch::new("search_exclude", true),
    Switch::new("exclude_search", true),
    Switch::new("excludefromsearch", true),
    Switch::new("booksearchexclude", true),
    Switch::new("published", false),
    Switch::new("search", false),
    Switch::new("searchable", false),
    Switch::new("in_search_index", false),
    Switch::new("pagefind", false),
];

impl Switch {
    const fn new(field: &'static str, leaves_out_if: bool) -> Self {
        Self {
            field,
            leaves_out_if,
        }
    }
}

/// Returns why an article, or a record, is left out of the search; none if it is searched. Names of
/// fields and values are compared without regard to case.
pub(crate) fn left_out(fields: &Fields) -> Option<String> {
    fields.iter().find_map(|(name, values)| {
        let field = name.to_lowercase();
        let mut values = values.iter();
        let value = if field == "robots" {
            values.find(|value| is_noindex(value))
        } else {
            let switch = SWITCHES.iter().find(|switch| switch.field == field)?;
            values.find(|value| truth(value) == Some(switch.leaves_out_if))
        };
        value.map(|value| format!("it says `{name}: {}`", value.trim()))
    })
}

/// Returns the truth value of a text in YAML 1.1, which people write whatever their parser reads.
fn truth(value: &str) -> Option<bool> {
    match value.trim().to_lowercase().as_str() {
        "true" | "yes" | "on" | "1" => Some(true),
        "false" | "no" | "off" | "0" => Some(false),
        _ => None,
    }
}

/// Returns whether directives for robots keep a page out of search engines: `noindex`, or `none`,
/// which includes it.
fn is_noindex(directives: &str) -> bool {
    directives
        .split([',', ' '])
        .map(str::trim)
        .any(|one| one.eq_ignore_ascii_case("noindex") || one.eq_ignore_ascii_case("none"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::metadata::front_matter;
    use crate::content::problems::Problems;

    fn reason(lines: &str) -> Option<String> {
        let text = format!("---\ntitle: Ovens\n{lines}\n---\n");
        left_out(&front_matter::read(&text, &mut Problems::new(0, "a.md")).0)
    }

    #[test]
    fn switches_of_every_shape_leave_an_article_out() {
        for lines in [
            "draft: true",
            "Draft: yes",
            "search: false",
            "search:\n  exclude: true",
            "search: {exclude: 'true'}",
            "search.exclude: true",
            "ROBOTS: NOINDEX",
            "robots: noindex,nofollow",
            "Robots: nofollow, NoIndex",
            "robots: [noindex, nofollow]",
            "published: false",
            "in_search_index: off",
        ] {
            assert!(reason(lines).is_some(), "{lines}");
        }
        for lines in [
            "draft: false",
            "search: true",
            "search: {exclude: false, boost: 2}",
            "search: ovens",
            "robots: nofollow",
            "robots: index",
            "published: 2024-05-01",
            "draft: 3",
        ] {
            assert_eq!(reason(lines), None, "{lines}");
        }
        let said = reason("ROBOTS: NOINDEX").unwrap();
        assert_eq!(said, "it says `ROBOTS: NOINDEX`");
    }
}
