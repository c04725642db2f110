//! What a dialect of Markdown is.
//!
//! Knows no dialect; the list of them is in [`super::DIALECTS`].

use std::fmt;

use super::slug;
use crate::content::metadata::front_matter::Fields;
use crate::content::problems::Problems;
use crate::content::source::include::Includes;
use crate::content::source::line_map::MappedText;

/// How a text names the values of the front matter: `{{ page.title }}`.
#[derive(Debug)]
pub(crate) struct Place {
    /// What it begins with; blanks may follow.
    pub(crate) open: &'static str,
    /// What the front matter is called, before the key.
    pub(crate) name: &'static str,
    /// What it ends with.
    pub(crate) close: &'static str,
}

/// Which text of a heading with expressions makes its identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expressions {
    /// What readers see.
    Shown,
    /// That of the file, expressions and all.
    Written,
    /// The same with the values of the front matter.
    Filled,
}

/// What a site generator understands beyond `CommonMark`, and how it names headings.
///
/// To add one, write a file with its implementation and name it in [`super::DIALECTS`]; what tells
/// it goes into `site` and `signs`.
pub(crate) trait Dialect: fmt::Debug + Sync {
    /// Returns the name by which `faq.toml` calls the dialect. No two dialects share one.
    fn name(&self) -> &'static str;

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

    /// Returns the path of the page that a file is published as, by its path and its front matter.
    fn slug(&self, path: &str, fields: &Fields) -> String {
        slug::PLAIN.slug(path, fields)
    }

    /// Returns whether an identifier needs no number although no heading has it yet.
    fn is_usable(&self, _id: &str) -> bool {
        true
    }

    /// Returns whether an identifier that a heading states is taken for those after it.
    fn reserves_stated(&self) -> bool {
        false
    }

    /// Returns whether one counter numbers all of a page: references to footnotes, too, and
    /// headings that state another identifier, which lead there as well as their own.
    fn numbers_all(&self) -> bool {
        false
    }

    /// Returns whether `#name` leads to whatever has that name in the site, or in what it
    /// documents.
    fn links_by_name(&self) -> bool {
        false
    }

    /// Returns what names values of the front matter in a text.
    fn value_places(&self) -> &'static [Place] {
        &[]
    }

    /// Returns which text of a heading with expressions makes its identifier.
    fn expressions(&self) -> Expressions {
        Expressions::Shown
    }

    /// Returns whether comments may stand for files that are taken in.
    fn includes_by_comment(&self) -> bool {
        false
    }

    /// Returns whether a number is passed over with which an identifier would be that of an earlier
    /// heading.
    fn keeps_apart(&self) -> bool {
        true
    }

    /// Returns whether headings that are written in HTML have automatic identifiers, too.
    fn names_html_headings(&self) -> bool {
        false
    }

    /// Returns whether terms of definition lists have automatic identifiers, too.
    fn names_terms(&self) -> bool {
        false
    }

    /// Returns whether the alternative text of a picture is a part of identifiers.
    fn names_pictures(&self) -> bool {
        true
    }

    /// Returns whether a tag in front of a heading's text takes the place of the automatic
    /// identifier; else both lead to the heading.
    fn tag_replaces(&self) -> bool {
        false
    }
}

impl PartialEq for dyn Dialect {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for dyn Dialect {}
