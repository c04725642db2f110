//! Sphinx with `MyST`: labels, directives, roles.
//!
//! Read and run: `docutils.nodes.make_id`, Sphinx 9 with myst-parser 5. Sites that set
//! `myst_heading_anchors` have GitHub's identifiers besides; these are aliases.

use icu_normalizer::DecomposingNormalizerBorrowed;

use super::generator::{Generator, Numbering};
use crate::content::dialect::github;
use crate::content::dialect::markup::Markup;
use crate::content::dialect::slug::{PageEnd, Pages};

pub(in crate::content::dialect) const MYST: Generator = Generator {
    name: "myst",
    heading_id,
    id_of_source: None,
    other_id: Some(github::heading_id),
    numbering: Numbering::Counter,
    reserves_stated: true,
    names_html: false,
    drops_emoji: false,
    pages: Pages {
        end: PageEnd::Html,
        indexes: &[],
        folders: &["docs/", "source/"],
        drops_numbers: false,
        has_ids: false,
    },
    markup: &[
        Markup::Snippets,
        Markup::Directives,
        Markup::Foreign,
        Markup::HeadingIds,
        Markup::AttributeLists,
        Markup::Navigation,
    ],
};

/// Returns the identifier of a heading: ASCII letters and digits, everything between them one dash,
/// no digit in front.
fn heading_id(rendered: &str) -> String {
    let lower = rendered.to_lowercase();
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize(&lower);
    let mut id = String::with_capacity(decomposed.len());
    let joined = decomposed.split_whitespace().collect::<Vec<_>>().join(" ");
    for c in joined.chars().filter(char::is_ascii) {
        if c.is_ascii_alphanumeric() {
            id.push(c);
        } else if !id.ends_with('-') {
            id.push('-');
        }
    }
    let id = id.trim_start_matches(|c: char| c == '-' || c.is_ascii_digit());
    id.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_become_dashes_and_nothing_else_stays() {
        for (text, expected) in [
            ("What's new?", "what-s-new"),
            ("2. Été", "ete"),
            ("为什么？", ""),
        ] {
            assert_eq!(heading_id(text), expected, "{text}");
        }
    }
}
