//! Docusaurus: MDX with admonitions, identifiers as GitHub makes them.
//!
//! Read: `packages/docusaurus-mdx-loader/src/remark/headings/index.ts` (github-slugger, a stated
//! identifier uses up no automatic one) and `packages/docusaurus-utils/src/markdownUtils.ts`
//! (`parseMarkdownHeadingId`, `admonitionTitleToDirectiveLabel`).

use super::generator::{Generator, Numbering};
use super::heading_text;
use crate::content::dialect::contract::Expressions;
use crate::content::dialect::filled;
use crate::content::dialect::github;
use crate::content::dialect::markup::Markup;
use crate::content::dialect::slug::{PageEnd, Pages};

pub(in crate::content::dialect) const DOCUSAURUS: Generator = Generator {
    name: "docusaurus",
    heading_id: github::heading_id,
    id_of_source: Some(id_of_source),
    other_id: None,
    numbering: Numbering::Dash,
    reserves_stated: false,
    names_html: false,
    names_terms: false,
    names_pictures: true,
    drops_emoji: false,
    pages: Pages {
        end: PageEnd::Nothing,
        indexes: &["index", "readme"],
        folders: &[],
        drops_numbers: true,
        has_ids: true,
    },
    expressions: Expressions::Written,
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

/// Returns the identifier of a heading, without what remark-directive reads in its text:
/// `:name`, which is shown all the same.
fn id_of_source(rendered: &str, source: &str) -> String {
    let text = heading_text::of_line(rendered, source, true, |read, _| without_directives(read));
    github::heading_id(&text)
}

/// Returns a text without directives: a colon, a name, and no other colon on either side.
fn without_directives(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tail)) = rest.split_once(':') {
        out.push_str(before);
        let end = tail
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')))
            .unwrap_or(tail.len());
        let (name, after) = tail.split_at(end);
        let is_name = name.starts_with(char::is_alphabetic) && !name.ends_with(['-', '_']);
        if is_name && !after.starts_with(':') && !out.ends_with(':') {
            rest = after;
        } else {
            out.push(':');
            rest = tail;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives_in_a_text_have_no_name() {
        // Run: @docusaurus/mdx-loader 3.
        for (source, expected) in [
            ("Spårar VPN:et mig?", "spårar-vpn-mig"),
            ("A :tada: b at 10:30 `x:y` ::c", "a-tada-b-at-1030-xy-c"),
        ] {
            assert_eq!(id_of_source(source, source), expected, "{source}");
        }
    }
}
