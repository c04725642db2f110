//! mdBook: plain Markdown with includes, identifiers of all that is alphanumeric.
//!
//! Read: `crates/mdbook-html/src/utils.rs` of rust-lang/mdBook 0.5 (`id_from_content`, `unique_id`).
//! Before 0.5 only ASCII letters were put in lower case: such identifiers are aliases.

use super::generator::{Generator, Numbering};
use crate::content::dialect::contract::Expressions;
use crate::content::dialect::markup::Markup;
use crate::content::dialect::slug::{PageEnd, Pages};

pub(in crate::content::dialect) const MDBOOK: Generator = Generator {
    name: "mdbook",
    heading_id,
    id_of_source: None,
    other_id: Some(earlier_id),
    numbering: Numbering::Dash,
    reserves_stated: false,
    names_html: false,
    names_terms: true,
    names_pictures: false,
    drops_emoji: false,
    pages: Pages {
        end: PageEnd::Html,
        indexes: &["readme"],
        folders: &["src/"],
        drops_numbers: false,
        has_ids: false,
    },
    expressions: Expressions::Shown,
    values: &[],
    markup: &[
        Markup::Snippets,
        Markup::Foreign,
        Markup::HeadingIds,
        Markup::AttributeLists,
        Markup::Navigation,
    ],
};

/// Returns the identifier of a heading.
fn heading_id(rendered: &str) -> String {
    let id = kept(&rendered.to_lowercase());
    // What has only signs is called so.
    if id.is_empty() {
        "section".to_owned()
    } else {
        id
    }
}

/// Returns the identifier that earlier versions gave.
fn earlier_id(rendered: &str) -> String {
    kept(&rendered.to_ascii_lowercase())
}

fn kept(text: &str) -> String {
    let chars = text.trim().chars();
    chars
        .filter_map(|c| match c {
            '_' | '-' => Some(c),
            _ if c.is_alphanumeric() => Some(c),
            _ if c.is_whitespace() => Some('-'),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_alphanumeric_stays() {
        assert_eq!(heading_id("`--x`: Ärger m² "), "--x-ärger-m²");
        assert_eq!(earlier_id("`--x`: Ärger m² "), "--x-Ärger-m²");
        assert_eq!(heading_id("::"), "section");
    }
}
