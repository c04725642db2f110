//! The list of Markdown dialects: syntax beyond `CommonMark`, and identifiers of headings.
//!
//! Each dialect is a file or folder of its own. `markup` rewrites what generators add, `site` and
//! `signs` tell which dialect a file is in, `heading_ids` numbers the identifiers of a page and
//! `heading_names` keeps what makes some of them, `applies_to` finds a line that readers of every
//! dialect may meet.

pub(crate) mod applies_to;
pub(crate) mod choice;
mod contract;
pub(crate) mod docfx;
pub(crate) mod filled;
mod generators;
mod github;
pub(crate) mod heading_ids;
pub(crate) mod heading_names;
pub(crate) mod html;
pub(crate) mod markup;
mod settings;
mod signs;
pub(crate) mod site;
mod slug;

pub(crate) use self::contract::{Dialect, Expressions};

/// Every dialect, the default first.
pub(crate) const DIALECTS: &[&dyn Dialect] = &[
    &docfx::Docfx,
    &github::GitHub,
    &generators::DOCUSAURUS,
    &generators::VITEPRESS,
    &generators::MKDOCS,
    &generators::MKDOCS_SLUGS,
    &generators::MKDOCS_CASED,
    &generators::MKDOCS_SLUGS_ASCII,
    &generators::MKDOCS_SLUGS_FOLD,
    &generators::MKDOCS_UNICODE,
    &generators::HUGO,
    &generators::HUGO_ASCII,
    &generators::HUGO_BLACKFRIDAY,
    &generators::JEKYLL,
    &generators::KRAMDOWN,
    &generators::MDBOOK,
    &generators::WIKIJS,
    &generators::ASTRO,
    &generators::MYST,
];

/// The dialect of content that is read without its surroundings.
pub(crate) const DEFAULT: &dyn Dialect = DIALECTS[0];
