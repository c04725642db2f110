//! docfx, the generator of Microsoft Learn: GitHub's Markdown with directives and includes.

mod clean;
pub(crate) mod directive;
pub(crate) mod heading_id;

use super::contract::Dialect;
use crate::content::problems::Problems;
use crate::content::source::include::Includes;
use crate::content::source::line_map::MappedText;

/// The dialect of docfx.
#[derive(Debug)]
pub(crate) struct Docfx;

impl Dialect for Docfx {
    fn name(&self) -> &'static str {
        "docfx"
    }

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

    fn tag_replaces(&self) -> bool {
        true
    }

    fn numbered(&self, id: &str, number: u32) -> String {
        format!("{id}-{number}")
    }
}
