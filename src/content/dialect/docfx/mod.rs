//! docfx, the generator of Microsoft Learn: GitHub's Markdown with directives and includes.

mod clean;
mod directive;
pub(crate) mod heading_id;

use super::contract::{Dialect, MetadataKeys};
use crate::content::problems::Problems;
use crate::content::source::include::Includes;
use crate::content::source::line_map::MappedText;

/// The dialect of docfx.
#[derive(Debug)]
pub(crate) struct Docfx;

const METADATA_KEYS: MetadataKeys = MetadataKeys {
    asset_id: "ms.assetid",
    topic: "ms.topic",
    language: &["ms.contentlocale", "lang", "language"],
    date: "ms.date",
    // With those of other generators, which mean the same: Jekyll, Hugo, Docusaurus, MkDocs.
    keywords: &[
        "keyword",
        "keywords",
        "ms.keywords",
        "tag",
        "tags",
        "tags.label",
    ],
    description: "description",
};

impl Dialect for Docfx {
    fn clean(
        &self,
        text: MappedText,
        includes: &mut Includes,
        problems: &mut Problems,
    ) -> MappedText {
        clean::clean(text, includes, problems)
    }

    fn heading_id(&self, rendered: &str) -> String {
        heading_id::heading_id(rendered)
    }

    fn published_ids(&self, rendered: &str, source: &str) -> (String, Option<String>) {
        heading_id::published_ids(rendered, source)
    }

    fn explicit_id<'t>(&self, tag: &'t str) -> Option<&'t str> {
        heading_id::explicit_id(tag)
    }

    fn numbered(&self, id: &str, number: u32) -> String {
        format!("{id}-{number}")
    }

    fn metadata_keys(&self) -> &'static MetadataKeys {
        &METADATA_KEYS
    }
}
