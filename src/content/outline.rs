//! One pass over a cleaned article that notes everything splitting needs.
//!
//! Headings, anchors, bold lines, `<details>`, footnotes, links, the applies-to
//! line, and the edits that make a part of the text stand on its own. Owns where
//! things are; what they mean is decided in `split`.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::anchor;
use super::cut::Edit;
use super::html;
use super::text::{dialect, inline, plain};

/// A heading as written.
#[derive(Debug)]
pub(super) struct HeadingMark {
    /// 1 to 6.
    pub(super) level: u8,
    /// The whole heading, its underline included.
    pub(super) range: Range<usize>,
    /// Plain text on one line.
    pub(super) text: String,
    /// The automatic identifier, duplicates not numbered.
    pub(super) slug: String,
    /// The name written in front of the text.
    pub(super) explicit: Option<String>,
    /// Inside a list, a quote or another block: not a place to split at.
    pub(super) nested: bool,
}

/// A bold run that is the whole first line of a list item or paragraph.
#[derive(Debug)]
pub(super) struct BoldLine {
    /// Start of the list item or paragraph.
    pub(super) start: usize,
    /// Where the text after the bold line begins.
    pub(super) after: usize,
    pub(super) text: String,
    pub(super) in_list: bool,
    /// Columns that a list item's content is indented by.
    pub(super) indent: usize,
}

/// A `<details>` element with a summary.
#[derive(Debug)]
pub(super) struct Details {
    pub(super) range: Range<usize>,
    /// Between `</summary>` and `</details>`.
    pub(super) body: Range<usize>,
    pub(super) summary: String,
}

/// A footnote's definition.
#[derive(Debug)]
pub(super) struct Footnote {
    pub(super) label: String,
    pub(super) range: Range<usize>,
}

/// Everything noted. All lists are in document order.
#[derive(Debug, Default)]
pub(super) struct Outline {
    pub(super) headings: Vec<HeadingMark>,
    /// Fragments offered by tags (`<a name>`, `id=`) other than explicit heading names.
    pub(super) fragments: Vec<(usize, String)>,
    pub(super) bold_lines: Vec<BoldLine>,
    pub(super) details: Vec<Details>,
    pub(super) footnotes: Vec<Footnote>,
    /// Label and place of each reference to a footnote.
    pub(super) footnote_references: Vec<(usize, String)>,
    /// Destination and place of each link and image.
    pub(super) links: Vec<(usize, String)>,
    /// The applies-to paragraph and what it says after the colon.
    pub(super) applies_to: Option<(Range<usize>, String)>,
    /// What to change when a part is cut out; sorted, not overlapping.
    pub(super) edits: Vec<Edit>,
}

impl Outline {
    pub(super) fn of(text: &str) -> Self {
        let parser = Parser::new_ext(text, dialect());
        let mut definitions: Vec<Range<usize>> = parser
            .reference_definitions()
            .iter()
            .map(|(_, definition)| definition.span.clone())
            .collect();
        definitions.sort_by_key(|span| span.start);
        let mut reader = Reader::new(text);
        for (event, range) in parser.into_offset_iter() {
            reader.event(event, range);
        }
        let mut outline = reader.finish();
        for span in definitions {
            outline.edits.push(Edit::remove(span));
        }
        outline.edits.sort_by_key(Edit::order);
        outline
    }
}

/// What a candidate for a bold line has shown so far.
enum Bold {
    /// A list item or paragraph has begun and nothing readable has followed.
    Begun {
        start: usize,
        in_list: bool,
    },
    /// Inside the bold run.
    Open {
        start: usize,
        in_list: bool,
        from: usize,
    },
    /// After it; only a line's end may follow.
    Closed(BoldLine),
    None,
}

/// An open link or image whose destination is defined elsewhere.
struct Reference {
    destination: String,
    range: Range<usize>,
    /// Where its text ends.
    text_end: usize,
}

struct Reader<'a> {
    text: &'a str,
    out: Outline,
    /// Open blocks that a split must not cut through.
    containers: usize,
    lists: usize,
    quotes: usize,
    heading: Option<(u8, Range<usize>)>,
    /// The events of the open heading or bold run.
    inline: Vec<Event<'a>>,
    bold: Bold,
    references: Vec<Option<Reference>>,
    /// A `<a name>` seen just before: its `</a>` goes with it.
    open_anchor: Option<Range<usize>>,
    html: Vec<(Range<usize>, HtmlMark)>,
    applies: Applies,
}

#[derive(Clone, Copy)]
enum HtmlMark {
    Details,
    DetailsEnd,
    Summary,
    SummaryEnd,
}

/// The search for the applies-to line.
enum Applies {
    /// No level-1 heading has ended yet.
    Waiting,
    /// One has just ended.
    Next,
    /// In the paragraph after it.
    Paragraph {
        range: Range<usize>,
        emphasis: usize,
        outside: bool,
    },
    Done,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            out: Outline::default(),
            containers: 0,
            lists: 0,
            quotes: 0,
            heading: None,
            inline: Vec::new(),
            bold: Bold::None,
            references: Vec::new(),
            open_anchor: None,
            html: Vec::new(),
            applies: Applies::Waiting,
        }
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        self.follow_applies_to(&event, &range);
        self.follow_bold(&event, &range);
        self.follow_references(&event, &range);
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
                    if anchor::explicit_name(source).is_some() {
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
        if self.heading.is_some() || matches!(self.bold, Bold::Open { .. }) {
            self.inline.push(event);
        }
    }

    fn start(&mut self, tag: &Tag, range: &Range<usize>) {
        match tag {
            Tag::HtmlBlock => self.note_tags(range),
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::List(_) => self.lists += 1,
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
            self.containers += 1;
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
            TagEnd::List(_) => self.lists = self.lists.saturating_sub(1),
            _ => {}
        }
        if is_container_end(tag) {
            self.containers = self.containers.saturating_sub(1);
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
                anchor::explicit_name(open).map(str::to_owned)
            }
            _ => None,
        };
        if let Some(name) = &explicit {
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
        self.out.headings.push(HeadingMark {
            level,
            range,
            text: inline(parts),
            slug: anchor::slug(&rendered(parts)),
            explicit,
            nested: self.containers > 0,
        });
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
            let mark = match (tag.is("details"), tag.is("summary"), tag.closing) {
                (true, _, false) => HtmlMark::Details,
                (true, _, true) => HtmlMark::DetailsEnd,
                (_, true, false) => HtmlMark::Summary,
                (_, true, true) => HtmlMark::SummaryEnd,
                _ => continue,
            };
            if self.containers == 0 {
                self.html.push((at, mark));
            }
        }
    }

    /// Rewrites links by reference so that they do not need their definition.
    fn follow_references(&mut self, event: &Event, range: &Range<usize>) {
        match event {
            Event::Start(
                tag @ (Tag::Link {
                    link_type,
                    dest_url,
                    title,
                    ..
                }
                | Tag::Image {
                    link_type,
                    dest_url,
                    title,
                    ..
                }),
            ) => {
                let by_reference = matches!(
                    link_type,
                    LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut
                );
                let opening = if matches!(tag, Tag::Image { .. }) {
                    2
                } else {
                    1
                };
                self.references.push(by_reference.then(|| Reference {
                    destination: inline_destination(dest_url, title),
                    range: range.clone(),
                    text_end: range.start + opening,
                }));
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if let Some(Some(reference)) = self.references.pop() {
                    self.out.edits.push(Edit {
                        range: reference.text_end..reference.range.end,
                        replacement: reference.destination,
                    });
                }
                self.extend_reference(range.end);
            }
            _ => self.extend_reference(range.end),
        }
    }

    fn extend_reference(&mut self, end: usize) {
        if let Some(Some(reference)) = self.references.last_mut() {
            if end < reference.range.end {
                reference.text_end = reference.text_end.max(end);
            }
        }
    }

    fn follow_bold(&mut self, event: &Event, range: &Range<usize>) {
        let state = std::mem::replace(&mut self.bold, Bold::None);
        self.bold = match (state, event) {
            (_, Event::Start(Tag::Item)) if self.lists == 1 && self.quotes == 0 => Bold::Begun {
                start: range.start,
                in_list: true,
            },
            (
                Bold::Begun {
                    start,
                    in_list: true,
                },
                Event::Start(Tag::Paragraph),
            ) => Bold::Begun {
                start,
                in_list: true,
            },
            // `<a name="q1"></a>**Question?**`
            (Bold::Begun { start, in_list }, Event::InlineHtml(_)) => {
                Bold::Begun { start, in_list }
            }
            (_, Event::Start(Tag::Paragraph)) if self.containers == 0 => Bold::Begun {
                start: range.start,
                in_list: false,
            },
            (Bold::Begun { start, in_list }, Event::Start(Tag::Strong)) => {
                self.inline.clear();
                Bold::Open {
                    start,
                    in_list,
                    from: range.start,
                }
            }
            (
                Bold::Open {
                    start,
                    in_list,
                    from,
                },
                Event::End(TagEnd::Strong),
            ) if range.start == from => Bold::Closed(BoldLine {
                start,
                after: range.end,
                text: inline(&std::mem::take(&mut self.inline)),
                in_list,
                indent: if in_list { self.column(from) } else { 0 },
            }),
            (open @ Bold::Open { .. }, _) => open,
            (Bold::Closed(line), Event::Text(text)) if text.trim().is_empty() => Bold::Closed(line),
            (Bold::Closed(line), Event::InlineHtml(html)) if html.starts_with("<!--") => {
                Bold::Closed(line)
            }
            (Bold::Closed(line), event) => {
                self.end_bold_line(line, event, range);
                Bold::None
            }
            _ => Bold::None,
        };
    }

    /// Bytes between the start of a line and an offset in it.
    fn column(&self, offset: usize) -> usize {
        let before = self.text.get(..offset).unwrap_or_default();
        before.rfind('\n').map_or(offset, |end| offset - end - 1)
    }

    fn end_bold_line(&mut self, mut line: BoldLine, event: &Event, range: &Range<usize>) {
        let ends = match event {
            Event::SoftBreak | Event::HardBreak => {
                line.after = range.end;
                true
            }
            Event::InlineHtml(html) => {
                line.after = range.end;
                html::tags(html).next().is_some_and(|tag| tag.is("br"))
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item)
            | Event::Start(
                Tag::Paragraph
                | Tag::List(_)
                | Tag::CodeBlock(_)
                | Tag::BlockQuote(_)
                | Tag::Table(_)
                | Tag::HtmlBlock,
            ) => true,
            _ => false,
        };
        if ends && !line.text.is_empty() {
            self.out.bold_lines.push(line);
        }
    }

    fn follow_applies_to(&mut self, event: &Event, range: &Range<usize>) {
        let state = std::mem::replace(&mut self.applies, Applies::Done);
        self.applies = match (state, event) {
            (Applies::Waiting, Event::End(TagEnd::Heading(level)))
                if *level as u8 == 1 && self.containers == 0 =>
            {
                Applies::Next
            }
            (Applies::Waiting, _) => Applies::Waiting,
            (Applies::Next, Event::Start(Tag::Paragraph)) => Applies::Paragraph {
                range: range.clone(),
                emphasis: 0,
                outside: false,
            },
            (
                Applies::Paragraph {
                    range: whole,
                    emphasis,
                    outside,
                },
                event,
            ) => {
                let step = match event {
                    Event::Start(Tag::Emphasis) => Some((emphasis + 1, outside)),
                    Event::End(TagEnd::Emphasis) => Some((emphasis.saturating_sub(1), outside)),
                    Event::Text(text) | Event::Code(text) => Some((
                        emphasis,
                        outside || (emphasis == 0 && !text.trim().is_empty()),
                    )),
                    Event::End(TagEnd::Paragraph) => None,
                    _ => Some((emphasis, outside)),
                };
                match step {
                    Some((emphasis, outside)) => Applies::Paragraph {
                        range: whole,
                        emphasis,
                        outside,
                    },
                    None => {
                        if !outside {
                            self.out.applies_to = self.applies_to(whole);
                        }
                        Applies::Done
                    }
                }
            }
            _ => Applies::Done,
        };
    }

    fn applies_to(&self, range: Range<usize>) -> Option<(Range<usize>, String)> {
        let line = super::text::one_line(&plain(self.text.get(range.clone())?));
        let (_, value) = line.split_once([':', '：'])?;
        let value = value.trim();
        (!value.is_empty()).then(|| (range, value.to_owned()))
    }

    fn finish(mut self) -> Outline {
        self.out.details = self.match_details();
        self.out
    }

    /// The outermost `<details>` that are closed and begin with a summary.
    fn match_details(&self) -> Vec<Details> {
        let mut found = Vec::new();
        let mut depth = 0_usize;
        let mut start = 0;
        let mut summary_from = None;
        let mut summary: Option<Range<usize>> = None;
        for (range, mark) in &self.html {
            match mark {
                HtmlMark::Details => {
                    depth += 1;
                    if depth == 1 {
                        start = range.start;
                        summary = None;
                        summary_from = None;
                    }
                }
                HtmlMark::Summary if depth == 1 && summary.is_none() => {
                    summary_from = Some(range.end)
                }
                HtmlMark::SummaryEnd if depth == 1 && summary.is_none() => {
                    summary = summary_from.map(|from| from..range.start);
                    // The body starts behind the tag: keep its end by widening the range's end below.
                    if let Some(from) = summary_from.take() {
                        found.push(Details {
                            range: start..range.end,
                            body: range.end..range.end,
                            summary: super::text::one_line(&plain(
                                self.text.get(from..range.start).unwrap_or_default().trim(),
                            )),
                        });
                    }
                }
                HtmlMark::DetailsEnd => {
                    if depth == 1 && summary.take().is_some() {
                        if let Some(details) = found.last_mut() {
                            details.body.end = range.start;
                            details.range.end = range.end;
                        }
                    }
                    depth = depth.saturating_sub(1);
                }
                HtmlMark::Summary | HtmlMark::SummaryEnd => {}
            }
        }
        if summary.is_some() {
            found.pop();
        }
        found
    }
}

/// A heading's text as markdig renders it without HTML: line breaks come out as
/// line ends, which the slug drops.
fn rendered(events: &[Event]) -> String {
    let mut out = String::new();
    for event in events {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(text),
            Event::SoftBreak | Event::HardBreak => out.push('\n'),
            _ => {}
        }
    }
    out
}

/// `](destination "title")`, escaped so that any destination survives.
fn inline_destination(destination: &str, title: &str) -> String {
    let simple = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(c);
    let mut out = String::from("](");
    if !destination.is_empty() && destination.chars().all(simple) {
        out.push_str(destination);
    } else {
        out.push('<');
        for c in destination.chars() {
            match c {
                '<' | '>' | '\\' => out.extend(['\\', c]),
                '\n' => out.push_str("%0A"),
                _ => out.push(c),
            }
        }
        out.push('>');
    }
    if !title.is_empty() {
        out.push_str(" \"");
        for c in title.chars() {
            match c {
                '"' | '\\' => out.extend(['\\', c]),
                '\n' => out.push(' '),
                _ => out.push(c),
            }
        }
        out.push('"');
    }
    out.push(')');
    out
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
