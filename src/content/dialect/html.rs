//! Markdown that was made from HTML: there is no syntax beyond it, and no identifier but those that
//! the page states.

use super::contract::Dialect;
use crate::content::markdown::html;
use crate::content::problems::Problems;
use crate::content::source::include::Includes;
use crate::content::source::line_map::MappedText;

/// The dialect of pages that were HTML.
#[derive(Debug)]
pub(crate) struct Html;

impl Dialect for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn clean(&self, text: MappedText, _: &mut Includes, _: &mut Problems) -> MappedText {
        text
    }

    fn heading_id(&self, _: &str) -> String {
        String::new()
    }

    fn published_ids(&self, _: &str, _: &str) -> (String, Option<String>) {
        (String::new(), None)
    }

    fn explicit_id<'t>(&self, tag: &'t str) -> Option<&'t str> {
        html::tags(tag).next()?.fragment()
    }

    fn tag_replaces(&self) -> bool {
        true
    }

    fn numbered(&self, id: &str, number: u32) -> String {
        format!("{id}-{number}")
    }
}
