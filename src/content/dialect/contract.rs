//! What a dialect of Markdown is.
//!
//! Knows no dialect; the list of them is in [`super::DIALECTS`].

use std::fmt;

use crate::content::problems::Problems;
use crate::content::source::include::Includes;
use crate::content::source::line_map::MappedText;

/// The keys of front matter that mean something to the reader.
#[derive(Debug)]
pub(crate) struct MetadataKeys {
    /// Key of the identifier that an article shares with its translations.
    pub(crate) asset_id: &'static str,
    /// Key of the kind of article, of which `faq` matters.
    pub(crate) topic: &'static str,
    /// Keys of the language, the first that is present counts.
    pub(crate) language: &'static [&'static str],
    /// Key of the date of the last change.
    pub(crate) date: &'static str,
    /// Keys of words by which the article's entries are found besides their text, in lower case.
    pub(crate) keywords: &'static [&'static str],
    /// Key of the sentence that describes the article.
    pub(crate) description: &'static str,
}

/// What a site generator understands beyond `CommonMark`, and how it names headings.
///
/// To add one, write a file with its implementation and name it in [`super::DIALECTS`]. Nothing
/// chooses a dialect yet: all content is read in [`super::DEFAULT`].
pub(crate) trait Dialect: fmt::Debug + Sync {
    /// Rewrites the dialect's own syntax as `CommonMark` and takes in included files. What
    /// stands in code is left alone. Comments have been taken out of `text` already.
    fn clean(
        &self,
        text: MappedText,
        includes: &mut Includes,
        problems: &mut Problems,
    ) -> MappedText;

    /// Returns the identifier of a heading from its rendered text (tags dropped, entities
    /// decoded), before duplicates are numbered.
    fn heading_id(&self, rendered: &str) -> String;

    /// Returns the identifier under which a heading without an explicit one is published, and
    /// another one that may lead there. `source` is the heading's text as written.
    fn published_ids(&self, rendered: &str, source: &str) -> (String, Option<String>);

    /// Returns the identifier that a tag in front of a heading's text states for it.
    fn explicit_id<'t>(&self, tag: &'t str) -> Option<&'t str>;

    /// Returns the identifier of the heading that comes `number` headings after the first one
    /// with the same identifier.
    fn numbered(&self, id: &str, number: u32) -> String;

    /// Returns the keys of front matter that mean something.
    fn metadata_keys(&self) -> &'static MetadataKeys;
}
