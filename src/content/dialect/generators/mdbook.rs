//! mdBook: plain Markdown with includes, identifiers of all that is alphanumeric.
//!
//! Read: `crates/mdbook-html/src/utils.rs` of rust-lang/mdBook (`id_from_content`).

use super::generator::{Generator, Numbering};
use crate::content::dialect::markup::Markup;
use crate::content::dialect::slug::{PageEnd, Pages};

pub(in crate::content::dialect) const MDBOOK: Generator = Generator {
    name: "mdbook",
    heading_id,
    id_of_source: None,
    other_id: None,
    numbering: Numbering::Dash,
    reserves_stated: true,
    pages: Pages {
        end: PageEnd::Html,
        indexes: &["readme"],
        folders: &["src/"],
        drops_numbers: false,
        has_ids: false,
    },
    markup: &[
        Markup::Snippets,
        Markup::Foreign,
        Markup::HeadingIds,
        Markup::AttributeLists,
        Markup::Navigation,
    ],
};

/// Returns the identifier of a heading; only ASCII letters are put in lower case.
fn heading_id(rendered: &str) -> String {
    let chars = rendered.trim().chars();
    chars
        .filter_map(|c| match c {
            '_' | '-' => Some(c),
            _ if c.is_alphanumeric() => Some(c.to_ascii_lowercase()),
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
        assert_eq!(heading_id("`--x`: Ärger m² "), "--x-Ärger-m²");
    }
}
