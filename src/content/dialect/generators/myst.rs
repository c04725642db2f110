//! Sphinx with `MyST`: labels, directives, roles.
//!
//! Read and run: `docutils.nodes.make_id`, Sphinx 9 with myst-parser 5. Sites that set
//! `myst_heading_anchors` have GitHub's identifiers besides; these are aliases.

use super::generator::{Generator, Numbering};
use crate::content::dialect::contract::Expressions;
use crate::content::dialect::github;
use crate::content::dialect::markup::Markup;
use crate::content::dialect::markup::directives::identifier;
use crate::content::dialect::slug::{PageEnd, Pages};

pub(in crate::content::dialect) const MYST: Generator = Generator {
    name: "myst",
    heading_id: identifier,
    id_of_source: None,
    other_id: Some(github::heading_id),
    numbering: Numbering::Counter,
    reserves_stated: true,
    names_html: false,
    names_terms: false,
    names_pictures: false,
    drops_emoji: false,
    pages: Pages {
        end: PageEnd::Html,
        indexes: &[],
        folders: &["docs/", "source/"],
        drops_numbers: false,
        has_ids: false,
    },
    expressions: Expressions::Shown,
    values: &[],
    markup: &[
        Markup::Snippets,
        Markup::Directives,
        Markup::Foreign,
        Markup::HeadingIds,
        Markup::AttributeLists,
        Markup::Navigation,
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_become_dashes_and_nothing_else_stays() {
        for (text, expected) in [
            ("What's new?", "what-s-new"),
            ("2. Été", "ete"),
            ("为什么？", ""),
            ("faq:Top_level", "faq-top-level"),
        ] {
            assert_eq!(identifier(text), expected, "{text}");
        }
    }
}
