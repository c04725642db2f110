//! Jekyll: kramdown with its GFM parser, and Liquid.
//!
//! Read: `lib/kramdown/parser/gfm.rb` of kramdown/parser-gfm (`update_raw_text`,
//! `generate_gfm_header_id`). Identifiers are made of the rendered text after kramdown has made
//! typographic signs of `--`, `...` and quotes. Stated ones use up no automatic one.

use super::generator::{Generator, Numbering};
use crate::content::dialect::contract::{Expressions, Place};
use crate::content::dialect::github;
use crate::content::dialect::markup::Markup;
use crate::content::dialect::markup::fences::spans;
use crate::content::dialect::slug::{PageEnd, Pages};

pub(in crate::content::dialect) const JEKYLL: Generator = Generator {
    name: "jekyll",
    heading_id,
    id_of_source: Some(id_of_source),
    other_id: None,
    numbering: Numbering::Careless,
    reserves_stated: false,
    names_html: false,
    names_terms: false,
    names_pictures: false,
    drops_emoji: false,
    pages: Pages {
        end: PageEnd::Html,
        indexes: &["index"],
        folders: &[],
        drops_numbers: false,
        has_ids: false,
    },
    expressions: Expressions::Shown,
    values: &[Place {
        open: "{{",
        name: "page",
        close: "}}",
    }],
    markup: &[
        Markup::Snippets,
        Markup::Liquid,
        Markup::Foreign,
        Markup::Abbreviations,
        Markup::HeadingIds,
        Markup::AttributeLists,
        Markup::Navigation,
    ],
};

/// With `input: kramdown` instead of its default, `GFM`.
///
/// Run: kramdown 2.4. Identifiers are made of the heading as it is written.
pub(in crate::content::dialect) const KRAMDOWN: Generator = Generator {
    name: "jekyll-kramdown",
    heading_id: basic_id,
    id_of_source: Some(|_, source| basic_id(source)),
    other_id: Some(heading_id),
    ..JEKYLL
};

/// Returns what `basic_generate_id` makes: from the first letter on, ASCII only.
fn basic_id(source: &str) -> String {
    let kept = source
        .trim()
        .chars()
        .skip_while(|c| !c.is_ascii_alphabetic());
    let kept = kept.filter(|&c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-'));
    let id: String = kept
        .map(|c| {
            if c == ' ' {
                '-'
            } else {
                c.to_ascii_lowercase()
            }
        })
        .collect();
    if id.is_empty() {
        "section".to_owned()
    } else {
        id
    }
}

/// Returns the identifier of a heading in whose source code may stand, which keeps its dashes.
fn id_of_source(rendered: &str, source: &str) -> String {
    let mut text = String::with_capacity(rendered.len());
    let mut rest = rendered;
    spans(source, |span, is_code| {
        let code = span.trim_matches('`').trim();
        if let Some((before, after)) = rest.split_once(code)
            && is_code
            && code.contains("--")
        {
            text.push_str(&without_dashes(before));
            text.push_str(code);
            rest = after;
        }
    });
    text.push_str(&without_dashes(rest));
    github::heading_id(&text.replace('\t', " "))
}

/// Dashes in a row have become signs, which the rule drops.
fn without_dashes(text: &str) -> String {
    text.replace("---", "").replace("--", "")
}

fn heading_id(rendered: &str) -> String {
    id_of_source(rendered, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_in_a_row_are_signs() {
        assert_eq!(heading_id("What -- and why_so?"), "what--and-why_so");
        assert_eq!(
            id_of_source("What -- is --x?", "What -- is `--x`?"),
            "what--is---x"
        );
        assert_eq!(heading_id("C'est où ?"), "cest-où-");
        assert_eq!(
            basic_id("¿Por qué [parpadea](/luz/)?"),
            "por-qu-parpadealuz"
        );
        assert_eq!(basic_id("2. 为什么"), "section");
    }
}
