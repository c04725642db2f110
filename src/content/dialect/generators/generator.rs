//! A site generator as a dialect: its rule of identifiers, and which markup it understands.
//!
//! Docfx and GitHub have implementations of their own; the other generators differ in these values
//! only, each in a file.

use std::borrow::Cow;

use crate::content::dialect::contract::{Dialect, Expressions, Place};
use crate::content::dialect::markup::{self, Markup};
use crate::content::dialect::slug::Pages;
use crate::content::markdown::html;
use crate::content::metadata::front_matter::Fields;
use crate::content::problems::Problems;
use crate::content::source::include::Includes;
use crate::content::source::line_map::MappedText;

/// A site generator.
#[derive(Debug)]
pub(in crate::content::dialect) struct Generator {
    /// What `faq.toml` calls it.
    pub(super) name: &'static str,
    /// Makes the identifier of a heading from its rendered text.
    pub(super) heading_id: fn(&str) -> String,
    /// Makes it of the rendered text and the source, where that matters.
    pub(super) id_of_source: Option<fn(&str, &str) -> String>,
    /// Makes another identifier that links may use, if there is one.
    pub(super) other_id: Option<fn(&str) -> String>,
    /// How identifiers are kept apart.
    pub(super) numbering: Numbering,
    /// Whether a stated identifier is taken for headings that come later.
    pub(super) reserves_stated: bool,
    /// Whether headings that are written in HTML have identifiers of their own.
    pub(super) names_html: bool,
    /// Whether terms of definition lists have identifiers.
    pub(super) names_terms: bool,
    /// Whether the alternative text of a picture is a part of identifiers.
    pub(super) names_pictures: bool,
    /// Whether short names of emoji (`:tada:`) are no part of identifiers.
    pub(super) drops_emoji: bool,
    /// How pages are called.
    pub(super) pages: Pages,
    /// Which text of a heading with expressions makes its identifier.
    pub(super) expressions: Expressions,
    /// What names values of the front matter.
    pub(super) values: &'static [Place],
    /// What is no `CommonMark`.
    pub(super) markup: &'static [Markup],
}

/// How the second and further headings of the same identifier are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::content::dialect) enum Numbering {
    /// `x`, `x-1`, `x-2`.
    Dash,
    /// The same without regard to identifiers that happen to be called `x-1`: two headings may share
    /// one then, and it leads to the first.
    Careless,
    /// `x`, `x_1`, `x_2`, and `_1` for no identifier at all: Python-Markdown's `unique`.
    Underscore,
    /// `x`, `id1`, `id2`, also for no identifier at all: docutils' `set_id`.
    Counter,
}

impl Dialect for Generator {
    fn name(&self) -> &'static str {
        self.name
    }

    fn clean(
        &self,
        text: MappedText,
        includes: &mut Includes,
        problems: &mut Problems,
    ) -> MappedText {
        markup::clean(text, self.markup, includes, problems)
    }

    fn heading_id(&self, rendered: &str) -> String {
        (self.heading_id)(&self.named(rendered))
    }

    fn published_ids(&self, rendered: &str, source: &str) -> (String, Option<String>) {
        let named = self.named(rendered);
        let rendered = named.as_ref();
        let id = match self.id_of_source {
            Some(id_of_source) => id_of_source(rendered, source),
            None => (self.heading_id)(rendered),
        };
        let other = self.other_id.map(|other| other(rendered));
        let other = other.filter(|other| *other != id && !other.is_empty());
        (id, other)
    }

    fn explicit_id<'t>(&self, tag: &'t str) -> Option<&'t str> {
        let tag = html::tags(tag).next()?;
        let is_anchor = tag.is("a") && tag.attribute("href").is_none();
        tag.fragment().filter(|_| is_anchor)
    }

    fn numbered(&self, id: &str, number: u32) -> String {
        match self.numbering {
            Numbering::Dash | Numbering::Careless => format!("{id}-{number}"),
            Numbering::Underscore => underscored(id, number),
            Numbering::Counter => format!("id{number}"),
        }
    }

    fn slug(&self, path: &str, fields: &Fields) -> String {
        self.pages.slug(path, fields)
    }

    fn is_usable(&self, id: &str) -> bool {
        matches!(self.numbering, Numbering::Dash | Numbering::Careless) || !id.is_empty()
    }

    fn reserves_stated(&self) -> bool {
        self.reserves_stated
    }

    fn links_by_name(&self) -> bool {
        self.numbering == Numbering::Counter
    }

    fn numbers_all(&self) -> bool {
        self.numbering == Numbering::Counter
    }

    fn names_html_headings(&self) -> bool {
        self.names_html
    }

    fn names_terms(&self) -> bool {
        self.names_terms
    }

    fn names_pictures(&self) -> bool {
        self.names_pictures
    }

    fn value_places(&self) -> &'static [Place] {
        self.values
    }

    fn expressions(&self) -> Expressions {
        self.expressions
    }

    fn includes_by_comment(&self) -> bool {
        self.markup.contains(&Markup::Snippets)
    }

    fn keeps_apart(&self) -> bool {
        self.numbering != Numbering::Careless
    }
}

impl Generator {
    /// Returns what of a heading's text makes its identifier.
    fn named<'t>(&self, rendered: &'t str) -> Cow<'t, str> {
        if self.drops_emoji && rendered.contains(':') {
            markup::icons::without_names(rendered).into()
        } else {
            rendered.into()
        }
    }
}

/// Counts on where an identifier ends with a number already: `x_1`, `x_2`.
fn underscored(id: &str, number: u32) -> String {
    let counted = id.rsplit_once('_').and_then(|(stem, digits)| {
        let digits: u32 = digits.parse().ok()?;
        Some(format!("{stem}_{}", digits.saturating_add(number)))
    });
    counted.unwrap_or_else(|| format!("{id}_{number}"))
}
