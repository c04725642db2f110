//! One pass over a cleaned article that notes everything splitting needs.
//!
//! Headings, anchors, bold lines, `<details>`, footnotes, links, the applies-to
//! line, and the edits that make a part of the text stand on its own. Owns where
//! things are; what they mean is decided in `split`.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::blocks::{BlockReader, Blocks};
use super::bold::{BoldLine, BoldLines, Nesting};
use super::comment::containing;
use super::details::{self, Details};
pub(crate) use super::heading::HeadingMark;
use super::html;
use super::html_heading::HtmlHeadings;
use super::own_anchor;
use super::reference::References;
use super::terms;
use super::text::{inline, one_line, parser_options, words};
use crate::content::dialect::Dialect;
use crate::content::dialect::applies_to::AppliesTo;
use crate::content::dialect::heading_ids::{Explicit, HeadingId, HeadingIds};
use crate::content::dialect::heading_names::kept;
use crate::content::dialect::markup::heading_ids::stated;
use crate::content::entries::extract::Edit;

/// A footnote's definition.
#[derive(Debug)]
pub(crate) struct Footnote {
    pub(crate) label: String,
    pub(crate) range: Range<usize>,
}

/// Everything noted. All lists are in document order.
#[derive(Debug, Default)]
pub(crate) struct MarkdownOutline {
    pub(crate) headings: Vec<HeadingMark>,
    /// Fragments offered by tags (`<a name>`, `id=`) that are no heading's identifier.
    pub(crate) fragments: Vec<(usize, String)>,
    pub(crate) bold_lines: Vec<BoldLine>,
    pub(crate) blocks: Blocks,
    pub(crate) details: Vec<Details>,
    /// Terms that have an identifier, by the dialect's rule; before duplicates are numbered.
    terms: Vec<(usize, String)>,
    pub(crate) footnotes: Vec<Footnote>,
    /// Label and place of each reference to a footnote.
    pub(crate) footnote_references: Vec<(usize, String)>,
    /// Destination and place of each link and image.
    pub(crate) links: Vec<(usize, String)>,
    /// The applies-to paragraph and what it says after the colon.
    pub(crate) applies_to: Option<(Range<usize>, String)>,
    /// What to change when a part is cut out; sorted, not overlapping.
    pub(crate) edits: Vec<Edit>,
}

/// The identifiers of a page that are made of its text.
pub(crate) struct Identifiers {
    /// Those of all headings, in order.
    pub(crate) headings: Vec<HeadingId>,
    /// Those of terms, with where they stand.
    pub(crate) terms: Vec<(usize, String)>,
}

impl MarkdownOutline {
    /// Reads a cleaned text once. The dialect says what the headings' identifiers are.
    pub(crate) fn of(text: &str, dialect: &dyn Dialect) -> Self {
        let parser = Parser::new_ext(text, parser_options());
        let mut definitions: Vec<Range<usize>> = parser
            .reference_definitions()
            .iter()
            .map(|(_, definition)| definition.span.clone())
            .collect();
        definitions.sort_by_key(|span| span.start);
        let mut reader = Reader::new(text, dialect);
        for (event, range) in parser.into_offset_iter() {
            reader.event(event, range);
        }
        let mut outline = reader.finish();
        outline.terms = terms::terms(text, dialect);
        outline.edits.extend(
            definitions
                .into_iter()
                .filter(|span| ends_block(text, span.end))
                .map(Edit::remove),
        );
        outline.edits.sort_by_key(Edit::order);
        outline
    }

    /// Returns the identifiers of the page. A heading that has none is reached by that of the heading
    /// above it.
    pub(crate) fn identifiers(&self, ids: &mut HeadingIds) -> Identifiers {
        let mut given: Vec<HeadingId> = Vec::with_capacity(self.headings.len());
        let mut references = self.references_in_text().peekable();
        let mut terms = Vec::with_capacity(self.terms.len());
        let mut open_terms = self.terms.iter().peekable();
        for mark in &self.headings {
            while references.next_if(|at| *at < mark.range.start).is_some() {
                ids.pass_reference();
            }
            while let Some((at, id)) = open_terms.next_if(|(at, _)| *at < mark.range.start) {
                terms.push((*at, ids.next(id, None).published));
            }
            let id = match given.last() {
                Some(above) if mark.bare => HeadingId {
                    explicit: false,
                    ..above.clone()
                },
                None if mark.bare => HeadingId::none(),
                _ => ids.next(&mark.id, mark.explicit.as_ref()),
            };
            given.push(id);
        }
        terms.extend(open_terms.map(|(at, id)| (*at, ids.next(id, None).published)));
        Identifiers {
            headings: given,
            terms,
        }
    }

    /// Returns the places of the references to footnotes, those in footnotes aside.
    fn references_in_text(&self) -> impl Iterator<Item = usize> {
        let definitions: Vec<Range<usize>> = self
            .footnotes
            .iter()
            .map(|note| note.range.clone())
            .collect();
        let places = self.footnote_references.iter().map(|(at, _)| *at);
        places.filter(move |at| containing(&definitions, *at).is_none())
    }

    /// Returns the first heading of level 1 that has words and stands in no other block.
    pub(crate) fn title(&self) -> Option<&HeadingMark> {
        let mut headings = self.headings.iter();
        headings.find(|mark| mark.level == 1 && !mark.nested && !mark.text.is_empty())
    }
}

/// Returns whether a blank line, another definition or nothing follows a link definition. What else
/// follows could become a list or heading without it, so there it stays; nobody sees it.
fn ends_block(text: &str, end: usize) -> bool {
    let mut lines = text.get(end..).unwrap_or_default().split('\n');
    // What is left of the definition's own line, if it has not ended.
    let own = lines.next().unwrap_or_default();
    let next = if end > 0 && text.as_bytes().get(end - 1) == Some(&b'\n') {
        own
    } else {
        lines.next().unwrap_or_default()
    };
    let next = next.trim_matches([' ', '\t', '>']);
    next.is_empty() || (next.starts_with('[') && next.contains("]:"))
}

struct Reader<'a> {
    text: &'a str,
    dialect: &'a dyn Dialect,
    out: MarkdownOutline,
    nesting: Nesting,
    heading: Option<(u8, Range<usize>)>,
    /// The events of the open heading.
    inline: Vec<Event<'a>>,
    /// A `<a name>` seen just before: its `</a>` goes with it.
    open_anchor: Option<Range<usize>>,
    bold_lines: BoldLines<'a>,
    blocks: BlockReader,
    html_headings: HtmlHeadings,
    references: References<'a>,
    details: details::Marks,
    applies_to: AppliesTo,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, dialect: &'a dyn Dialect) -> Self {
        Self {
            text,
            dialect,
            out: MarkdownOutline::default(),
            nesting: Nesting::default(),
            heading: None,
            inline: Vec::new(),
            open_anchor: None,
            bold_lines: BoldLines::new(text),
            blocks: BlockReader::default(),
            html_headings: HtmlHeadings::default(),
            references: References::new(text),
            details: details::Marks::default(),
            applies_to: AppliesTo::default(),
        }
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        self.applies_to
            .follow(&event, &range, self.nesting.containers == 0);
        self.bold_lines.follow(&event, &range, self.nesting);
        self.blocks.follow(&event, &range, self.nesting);
        self.references.follow(&event, &range);
        let anchor_before = self.open_anchor.take();
        match &event {
            Event::Start(Tag::Heading { level, .. }) => {
                self.heading = Some((*level as u8, range.clone()));
                self.inline.clear();
            }
            Event::End(TagEnd::Heading(_)) => self.end_heading(),
            Event::Start(tag) => self.start(tag, &range),
            Event::End(tag) => self.end(*tag),
            Event::InlineHtml(source) => {
                if source.starts_with("<!--") {
                    self.out.edits.push(Edit::remove(range.clone()));
                } else if source.as_ref() == "</a>" {
                    if let Some(open) = anchor_before {
                        self.out.edits.push(Edit::remove(open.start..range.end));
                    }
                } else {
                    self.note_tags(&range);
                    let is_own = stated(source).is_some() || kept(source).is_some();
                    if is_own || self.dialect.explicit_id(source).is_some() {
                        self.open_anchor = Some(range.clone());
                    }
                }
            }
            Event::FootnoteReference(label) => {
                self.out
                    .footnote_references
                    .push((range.start, label.to_string()));
            }
            _ => {}
        }
        if self.heading.is_some() {
            self.inline.push(event);
        }
    }

    fn start(&mut self, tag: &Tag, range: &Range<usize>) {
        match tag {
            Tag::HtmlBlock => self.note_tags(range),
            Tag::BlockQuote(_) => self.nesting.quotes += 1,
            Tag::List(_) => self.nesting.lists += 1,
            Tag::FootnoteDefinition(label) => {
                self.out.footnotes.push(Footnote {
                    label: label.to_string(),
                    range: range.clone(),
                });
            }
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.out.links.push((range.start, dest_url.to_string()));
            }
            _ => {}
        }
        if is_container(tag) {
            self.nesting.containers += 1;
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) => self.nesting.quotes = self.nesting.quotes.saturating_sub(1),
            TagEnd::List(_) => self.nesting.lists = self.nesting.lists.saturating_sub(1),
            _ => {}
        }
        if is_container_end(tag) {
            self.nesting.containers = self.nesting.containers.saturating_sub(1);
        }
    }

    fn end_heading(&mut self) {
        let Some((level, range)) = self.heading.take() else {
            return;
        };
        let events = std::mem::take(&mut self.inline);
        // The first event is the heading's own start.
        let parts = events.get(1..).unwrap_or_default();
        let explicit = match parts {
            [Event::InlineHtml(open), Event::InlineHtml(close), _, ..]
                if close.as_ref() == "</a>" =>
            {
                let stated = stated(open).map(|name| Explicit::Stated(name.to_owned()));
                let tag = || self.dialect.explicit_id(open);
                stated.or_else(|| tag().map(|name| Explicit::Tag(name.to_owned())))
            }
            // GitBook writes the identifier behind the text.
            [.., Event::InlineHtml(open), Event::InlineHtml(close)]
                if close.as_ref() == "</a>" && !self.dialect.tag_replaces() =>
            {
                link_to_itself(open).map(|name| Explicit::Tag(name.to_owned()))
            }
            _ => None,
        };
        if let Some(Explicit::Tag(name)) = &explicit {
            // Noted as a fragment when its tag was read; it is the heading's own.
            if self
                .out
                .fragments
                .last()
                .is_some_and(|(_, last)| last == name)
            {
                self.out.fragments.pop();
            }
        }
        let source = self.text.get(range.clone()).unwrap_or_default();
        let (id, alias) = match &explicit {
            None => {
                let own = match parts {
                    [Event::InlineHtml(tag), ..] => kept(tag),
                    _ => None,
                };
                if let Some(source) = own {
                    let line = format!("# {source}");
                    let events: Vec<Event> = Parser::new_ext(&line, parser_options()).collect();
                    self.dialect.published_ids(&self.rendered(&events), &source)
                } else {
                    let source = heading_source(source);
                    self.dialect.published_ids(&self.rendered(parts), source)
                }
            }
            Some(explicit) => {
                let id = self.dialect.heading_id(&self.rendered(parts));
                let is_tag = matches!(explicit, Explicit::Tag(_));
                let both = is_tag && !self.dialect.tag_replaces() || self.dialect.numbers_all();
                let alias = (both && !id.is_empty()).then(|| id.clone());
                (id, alias)
            }
        };
        self.out.headings.push(HeadingMark {
            level,
            range,
            text: inline(parts),
            id,
            explicit,
            alias,
            nested: self.nesting.containers > 0,
            bare: false,
        });
    }

    /// Returns the text of a heading that makes its identifier, as generators render it without
    /// HTML: line breaks come out as line ends, which slugs drop.
    fn rendered(&self, events: &[Event]) -> String {
        let mut out = String::new();
        let mut pictures = 0_usize;
        for event in events {
            match event {
                Event::Start(Tag::Image { .. }) => pictures += 1,
                Event::End(TagEnd::Image) => pictures = pictures.saturating_sub(1),
                _ if pictures > 0 && !self.dialect.names_pictures() => {}
                Event::Text(text) | Event::Code(text) => out.push_str(text),
                Event::SoftBreak | Event::HardBreak => out.push('\n'),
                _ => {}
            }
        }
        out
    }

    /// Notes the fragments, links and `<details>` of some HTML.
    fn note_tags(&mut self, range: &Range<usize>) {
        let source = self.text.get(range.clone()).unwrap_or_default();
        for tag in html::tags(source) {
            let at = range.start + tag.range.start..range.start + tag.range.end;
            if let Some(fragment) = tag.fragment() {
                self.out.fragments.push((at.start, fragment.to_owned()));
            }
            if let Some(target) = tag
                .attribute("href")
                .filter(|_| tag.is("a") && !tag.closing)
            {
                self.out.links.push((at.start, target.to_owned()));
            }
            if self.nesting.containers == 0 {
                self.blocks.note_tag(&tag, &at);
                if let Some(mut heading) = self.html_headings.note(&tag, &at, self.text) {
                    if heading.bare && self.dialect.names_html_headings() {
                        heading.bare = false;
                        heading.id = self.id_of_html(&heading);
                    }
                    self.out.headings.push(heading);
                }
            }
            if self.nesting.quotes == 0 && (self.nesting.lists > 0 || self.nesting.containers == 0)
            {
                self.details.note(&tag, at);
            }
        }
    }

    /// Returns the identifier of a heading that is written in HTML.
    fn id_of_html(&self, heading: &HeadingMark) -> String {
        let source = self.text.get(heading.range.clone()).unwrap_or_default();
        let words = match self.dialect.names_pictures() {
            true => String::new(),
            false => self.dialect.heading_id(&one_line(&words(source.trim()))),
        };
        // Of a picture alone its alternative text is all there is.
        if words.is_empty() {
            self.dialect.heading_id(&heading.text)
        } else {
            words
        }
    }

    fn finish(self) -> MarkdownOutline {
        let mut out = self.out;
        out.details = self.details.matched(self.text);
        out.bold_lines = self.bold_lines.found;
        out.blocks = self.blocks.finish();
        out.edits.extend(self.references.edits);
        out.applies_to = self.applies_to.found(self.text);
        let headings = out.headings.iter().map(|mark| mark.range.start);
        let bold = out.bold_lines.iter().map(|line| line.start);
        let details = out.details.iter().map(|details| details.range.start);
        for starts in [
            headings.collect(),
            bold.collect(),
            details.collect::<Vec<_>>(),
        ] {
            own_anchor::give_to(starts.into_iter(), self.text, &mut out.fragments);
        }
        for line in &mut out.bold_lines {
            line.anchor = own_anchor::last_in(&out.fragments, line.start, line.bold);
        }
        for details in &mut out.details {
            let (from, to) = (details.range.start, details.body.start);
            let own = own_anchor::last_in(&out.fragments, from, to);
            details.anchor = own.or_else(|| stated_inside(self.text, &out.headings, &details.body));
        }
        out
    }
}

/// Returns the identifier of a tag that links to itself: `<a href="#x" id="x">`.
fn link_to_itself(tag: &str) -> Option<&str> {
    let tag = html::tags(tag).next()?;
    let target = tag.attribute("href")?;
    let name = tag.fragment()?;
    (target.strip_prefix('#') == Some(name)).then_some(name)
}

/// Returns the identifier that the heading states with which a part of a text begins.
fn stated_inside(text: &str, headings: &[HeadingMark], part: &Range<usize>) -> Option<String> {
    let first = headings.partition_point(|mark| mark.range.start < part.start);
    let mark = headings
        .get(first)
        .filter(|mark| mark.range.end <= part.end)?;
    let before = text.get(part.start..mark.range.start)?;
    let name = mark
        .explicit
        .as_ref()
        .filter(|_| before.trim().is_empty())?;
    Some(name.name().to_owned())
}

/// Returns the source of a heading's text: without the marks around it.
fn heading_source(source: &str) -> &str {
    let line = source.trim().lines().next().unwrap_or_default();
    let text = line.trim_start_matches('#');
    if text.len() == line.len() {
        line
    } else {
        text.trim_end_matches('#').trim()
    }
}

fn is_container(tag: &Tag) -> bool {
    matches!(
        tag,
        Tag::BlockQuote(_) | Tag::List(_) | Tag::Item | Tag::FootnoteDefinition(_) | Tag::Table(_)
    )
}

fn is_container_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::Table
    )
}
