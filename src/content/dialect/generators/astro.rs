//! Astro with Starlight: MDX with asides, identifiers as GitHub makes them.
//!
//! Read: `packages/markdown/remark/src/rehype-collect-headings.ts` of withastro/astro
//! (github-slugger on the rendered text; an `id` that is there stays).

use super::generator::{Generator, Numbering};
use super::heading_text;
use crate::content::dialect::contract::Expressions;
use crate::content::dialect::filled;
use crate::content::dialect::github;
use crate::content::dialect::markup::Markup;
use crate::content::dialect::slug::{PageEnd, Pages};

pub(in crate::content::dialect) const ASTRO: Generator = Generator {
    name: "astro",
    heading_id: github::heading_id,
    id_of_source: Some(id_of_source),
    other_id: None,
    numbering: Numbering::Dash,
    reserves_stated: false,
    names_html: false,
    names_terms: false,
    names_pictures: false,
    drops_emoji: false,
    pages: Pages {
        end: PageEnd::Slash,
        indexes: &["index"],
        folders: &["src/content/docs/"],
        drops_numbers: false,
        has_ids: false,
    },
    expressions: Expressions::Filled,
    values: filled::OF_MDX,
    markup: &[
        Markup::Mdx,
        Markup::Containers,
        Markup::HeadingIds,
        Markup::AttributeLists,
        Markup::Navigation,
        Markup::Foreign,
    ],
};

/// Returns the identifier of a heading, in which two dashes have become a sign: `smartypants`, which
/// is on where nothing else is said.
fn id_of_source(rendered: &str, source: &str) -> String {
    let text = heading_text::of_line(rendered, source, false, |read, _| without_pairs(read));
    github::heading_id(&text)
}

/// Returns a text without its runs of two dashes.
fn without_pairs(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('-') {
        let (before, tail) = rest.split_at(at);
        let after = tail.trim_start_matches('-');
        let (run, after) = tail.split_at(tail.len() - after.len());
        out.push_str(before);
        if run.len() != 2 {
            out.push_str(run);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_dashes_are_a_sign() {
        // Run: @astrojs/markdown-remark 7.
        for (source, expected) in [
            ("a -- b", "a--b"),
            ("a--`x--y`", "ax--y"),
            ("a --- b", "a-----b"),
            ("![a](x) b", "-b"),
        ] {
            assert_eq!(id_of_source(source, source), expected, "{source}");
        }
    }
}
