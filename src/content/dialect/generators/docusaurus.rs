//! Docusaurus: MDX with admonitions, identifiers as GitHub makes them.
//!
//! Read: `packages/docusaurus-mdx-loader/src/remark/headings/index.ts` (github-slugger, a stated
//! identifier uses up no automatic one) and `packages/docusaurus-utils/src/markdownUtils.ts`
//! (`parseMarkdownHeadingId`, `admonitionTitleToDirectiveLabel`).

use super::generator::{Generator, Numbering};
use crate::content::dialect::filled;
use crate::content::dialect::github;
use crate::content::dialect::markup::Markup;
use crate::content::dialect::slug::{PageEnd, Pages};

pub(in crate::content::dialect) const DOCUSAURUS: Generator = Generator {
    name: "docusaurus",
    heading_id: github::heading_id,
    id_of_source: None,
    other_id: None,
    numbering: Numbering::Dash,
    reserves_stated: false,
    names_html: false,
    names_pictures: true,
    drops_emoji: false,
    pages: Pages {
        end: PageEnd::Nothing,
        indexes: &["index", "readme"],
        folders: &[],
        drops_numbers: true,
        has_ids: true,
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
