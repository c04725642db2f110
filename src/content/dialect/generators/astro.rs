//! Astro with Starlight: MDX with asides, identifiers as GitHub makes them.
//!
//! Read: `packages/markdown/remark/src/rehype-collect-headings.ts` of withastro/astro
//! (github-slugger on the rendered text; an `id` that is there stays).

use super::generator::{Generator, Numbering};
use crate::content::dialect::filled;
use crate::content::dialect::github;
use crate::content::dialect::markup::Markup;
use crate::content::dialect::slug::{PageEnd, Pages};

pub(in crate::content::dialect) const ASTRO: Generator = Generator {
    name: "astro",
    heading_id: github::heading_id,
    id_of_source: None,
    other_id: None,
    numbering: Numbering::Dash,
    reserves_stated: false,
    names_html: false,
    names_pictures: false,
    drops_emoji: false,
    pages: Pages {
        end: PageEnd::Slash,
        indexes: &["index"],
        folders: &["src/content/docs/"],
        drops_numbers: false,
        has_ids: false,
    },
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
