//! Cuts an article into entries.
//!
//! Every readable word of the body ends up in an entry: in its question, its
//! answer or its breadcrumb. What a section is has been decided in `classify`.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::classify::{self, Inline, Role, Section, Traits};
use super::extract::{Edit, as_paragraph, cut, dedent, trim_blank_lines};
use super::question;
use super::recover;
use crate::content::dialect::anchor::{Anchor, Anchors};
use crate::content::markdown::bold::BoldLine;
use crate::content::markdown::details::Details;
use crate::content::markdown::footnote::Footnotes;
use crate::content::markdown::outline::Outline;
use crate::content::markdown::text::plain;
use crate::content::source::limits::{shortened, too_long};
use crate::content::source::line_map::Document;
use crate::model::article::{Entry, Heading, Kind, Link};

/// Counts the entries under each base anchor of an article.
#[derive(Default)]
pub(crate) struct Ordinals(HashMap<String, u32>);

impl Ordinals {
    pub(crate) fn next(&mut self, base: &str) -> u32 {
        let count = self.0.entry(base.to_owned()).or_default();
        *count = count.saturating_add(1);
        *count
    }
}

/// What splitting produces.
#[derive(Default)]
pub(crate) struct Split {
    /// Without ids.
    pub(crate) entries: Vec<Entry>,
    pub(crate) headings: Vec<Heading>,
    pub(crate) anchors: Vec<String>,
    pub(crate) links: Vec<Link>,
    pub(crate) applies_to: Option<String>,
}

/// Splits a cleaned body. `title` is the article's.
pub(crate) fn split(
    document: &Document,
    outline: &Outline,
    title: &str,
    traits: Traits,
    given: &mut Anchors,
    ordinals: &mut Ordinals,
) -> Split {
    let anchors: Vec<Anchor> = outline
        .headings
        .iter()
        .map(|mark| given.next(&mark.slug, mark.explicit.as_deref()))
        .collect();
    let reserved: Vec<u32> = anchors
        .iter()
        .map(|anchor| ordinals.next(&anchor.base))
        .collect();
    let headings = headings(document, outline, &anchors, &reserved);
    let mut splitter = Splitter::new(document, outline, &anchors, title, traits, ordinals);
    splitter.reserved = reserved;
    let details = classify::asking_details(outline, traits);
    let mut sections =
        classify::sections(outline, &anchors, &details, document.text().len(), traits);
    splitter.details = details;
    splitter.make_entries(&mut sections);
    let footnotes = splitter.footnotes;
    footnotes.append(document.text(), &mut splitter.entries);
    let applies_to = outline.applies_to.as_ref();
    recover::put_back(
        document.text(),
        title,
        applies_to.map(|(range, _)| range),
        &mut splitter.entries,
    );
    Split {
        entries: splitter
            .entries
            .into_iter()
            .map(|(_, entry)| entry)
            .collect(),
        headings,
        anchors: unique(splitter.fragments.into_iter().map(|(_, name)| name)),
        links: links(document, outline),
        applies_to: applies_to.map(|(_, text)| text.clone()),
    }
}

struct Splitter<'a> {
    document: &'a Document,
    outline: &'a Outline,
    title: &'a str,
    traits: Traits,
    ordinals: &'a mut Ordinals,
    /// The ordinal of each heading, nested ones included: the same in every translation.
    reserved: Vec<u32>,
    details: Vec<&'a Details>,
    /// Every fragment of the page with its place, in order.
    fragments: Vec<(usize, String)>,
    /// The other identifiers of headings, with their place, in order.
    others: Vec<(usize, String)>,
    edits: Vec<Edit>,
    footnotes: Footnotes<'a>,
    /// With the stretch of text each came from, in order.
    entries: Vec<(Range<usize>, Entry)>,
    /// The title's text, where neither it nor an entry of its own would keep its words.
    root: Option<String>,
}

/// Where an entry hangs.
#[derive(Clone, Copy)]
struct Place<'p> {
    published: &'p str,
    base: &'p str,
    /// The ordinal reserved by the heading, until an entry takes it.
    ordinal: Option<u32>,
}

/// A part of the text with the entry it becomes.
struct Part {
    kind: Kind,
    /// All of it, the question included.
    span: Range<usize>,
    question: String,
    answer: String,
    section: Vec<String>,
    boilerplate: bool,
}

impl<'a> Splitter<'a> {
    fn new(
        document: &'a Document,
        outline: &'a Outline,
        anchors: &[Anchor],
        title: &'a str,
        traits: Traits,
        ordinals: &'a mut Ordinals,
    ) -> Self {
        let footnotes = Footnotes::of(outline);
        let mut edits = outline.edits.clone();
        edits.extend(footnotes.ranges().map(Edit::separate));
        edits.sort_by_key(Edit::order);
        let headings = outline.headings.iter().zip(anchors);
        let mut fragments: Vec<(usize, String)> = headings
            .map(|(mark, anchor)| (mark.range.start, anchor.published.clone()))
            .chain(outline.fragments.iter().cloned())
            .collect();
        fragments.sort_by_key(|(at, _)| *at);
        Self {
            document,
            outline,
            title,
            traits,
            ordinals,
            reserved: Vec::new(),
            details: Vec::new(),
            fragments,
            others: outline
                .headings
                .iter()
                .filter_map(|mark| Some((mark.range.start, mark.other.clone()?)))
                .collect(),
            edits,
            footnotes,
            entries: Vec::new(),
            root: None,
        }
    }

    fn make_entries(&mut self, sections: &mut [Section]) {
        let len = self.document.text().len();
        let first = sections
            .first()
            .map_or(len, |section| section.mark.range.start);
        let stretches = |sections: &[Section]| -> Vec<Range<usize>> {
            let own = sections
                .iter()
                .filter(|section| {
                    matches!(section.role, Role::Title | Role::Section) && !section.pointer
                })
                .map(|section| section.mark.range.end..section.own_end);
            std::iter::once(0..first).chain(own).collect()
        };
        let asked = sections
            .iter()
            .any(|section| section.role == Role::Question)
            || stretches(sections)
                .iter()
                .any(|stretch| !self.inline(stretch).is_empty());
        if self.traits.faq && !asked {
            classify::mark_leaves(sections);
            classify::settle_answers(sections);
        }
        let asked = asked
            || sections
                .iter()
                .any(|section| section.role == Role::Question);
        self.preamble(0..first, sections.is_empty());
        for index in 0..sections.len() {
            self.section(sections, index, asked);
        }
        if self.entries.is_empty() {
            let place = Place {
                published: "",
                base: "",
                ordinal: None,
            };
            self.push(place, self.title_part(Kind::Section, 0..len, String::new()));
        }
    }

    /// The text before the first heading.
    fn preamble(&mut self, stretch: Range<usize>, is_all: bool) {
        let questions = self.inline(&stretch);
        let answer = self.rest(&stretch, &questions);
        let mut place = Place {
            published: "",
            base: "",
            ordinal: None,
        };
        if has_words(&answer) {
            // One file for each question, the question being its title.
            let asks = is_all && question::has_question_mark(self.title);
            let kind = if asks { Kind::Question } else { Kind::Section };
            self.push(place, self.title_part(kind, stretch.clone(), answer));
        }
        self.inline_entries(&mut place, &stretch, &questions, &[], false);
    }

    fn title_part(&self, kind: Kind, span: Range<usize>, answer: String) -> Part {
        Part {
            kind,
            span,
            question: self.title.to_owned(),
            answer,
            section: Vec::new(),
            boilerplate: false,
        }
    }

    fn section(&mut self, sections: &[Section], index: usize, asked: bool) {
        let Some(section) = sections.get(index) else {
            return;
        };
        let mut place = Place {
            published: &section.anchor.published,
            base: &section.anchor.base,
            ordinal: self.reserved.get(section.heading).copied(),
        };
        let start = section.mark.range.start;
        let own = section.mark.range.end..section.own_end;
        let breadcrumb = self.breadcrumb(sections, section);
        match section.role {
            Role::Inside => {}
            Role::Question => {
                let answer = self.cut(section.mark.range.end..section.end);
                let part = Part {
                    kind: Kind::Question,
                    span: start..section.end,
                    question: section.mark.text.clone(),
                    answer,
                    section: breadcrumb,
                    boilerplate: false,
                };
                self.push(place, part);
            }
            Role::Title | Role::Section => {
                let questions = if section.pointer {
                    Vec::new()
                } else {
                    self.inline(&own)
                };
                let answer = self.rest(&own, &questions);
                let leaf = section.is_leaf(index);
                let is_title = section.role == Role::Title;
                if has_words(&answer)
                    || (leaf && questions.is_empty())
                    || too_long(&section.mark.text)
                {
                    let asks = is_title
                        && question::has_question_mark(&section.mark.text)
                        && !(self.traits.faq && asked);
                    let part = Part {
                        kind: if asks { Kind::Question } else { Kind::Section },
                        span: start..section.own_end,
                        question: section.mark.text.clone(),
                        answer,
                        section: breadcrumb.clone(),
                        boilerplate: section.pointer,
                    };
                    self.push(place, part);
                    place.ordinal = None;
                } else if is_title && section.mark.text != self.title {
                    self.root = Some(section.mark.text.clone());
                }
                let mut below = breadcrumb;
                if is_title {
                    below.extend(self.root.clone());
                } else {
                    below.push(shortened(&section.mark.text));
                }
                self.inline_entries(&mut place, &own, &questions, &below, section.pointer);
            }
        }
    }

    /// The headings above a section, outermost first. The title is left out where an entry has it.
    fn breadcrumb(&self, sections: &[Section], section: &Section) -> Vec<String> {
        let mut above = Vec::new();
        let mut parent = section.parent;
        while let Some(around) = parent.and_then(|parent| sections.get(parent)) {
            match around.role {
                Role::Title => above.extend(self.root.clone()),
                Role::Section => above.push(shortened(&around.mark.text)),
                _ => {}
            }
            parent = around.parent;
        }
        above.reverse();
        above
    }

    fn inline(&self, stretch: &Range<usize>) -> Vec<Inline<'a>> {
        classify::inline_questions(self.outline, &self.details, stretch, self.traits, |range| {
            has_words(&self.cut(range))
        })
    }

    /// The text of a stretch that belongs to none of the questions in it.
    fn rest(&self, stretch: &Range<usize>, questions: &[Inline]) -> String {
        let mut taken: Vec<Range<usize>> = Vec::new();
        if let Some((range, _)) = &self.outline.applies_to
            && stretch.contains(&range.start)
        {
            taken.push(range.clone());
        }
        for (index, question) in questions.iter().enumerate() {
            taken.push(question_range(questions, index, question, stretch.end));
        }
        taken.sort_by_key(|range| range.start);
        let mut parts = Vec::new();
        let mut from = stretch.start;
        for range in taken {
            if from < range.start {
                parts.push(self.cut(from..range.start));
            }
            from = from.max(range.end);
        }
        if from < stretch.end {
            parts.push(self.cut(from..stretch.end));
        }
        parts.retain(|part| !part.trim().is_empty());
        parts.join("\n\n")
    }

    fn inline_entries(
        &mut self,
        place: &mut Place,
        stretch: &Range<usize>,
        questions: &[Inline],
        section: &[String],
        boilerplate: bool,
    ) {
        for (index, question) in questions.iter().enumerate() {
            let span = question_range(questions, index, question, stretch.end);
            let (text, answer) = match question {
                Inline::Bold(line) => (&line.text, self.bold_answer(line, span.end)),
                Inline::Details(details) => (&details.summary, self.cut(details.body.clone())),
            };
            let part = Part {
                kind: Kind::Question,
                span,
                question: text.clone(),
                answer,
                section: section.to_vec(),
                boilerplate,
            };
            self.push(*place, part);
            place.ordinal = None;
        }
    }

    /// What follows a bold line, its list item's content at the margin. The first line may
    /// go on in the bold line's paragraph: then its indentation means nothing.
    fn bold_answer(&self, line: &BoldLine, end: usize) -> String {
        let text = self.document.text();
        let item_end = line.end.clamp(line.after, end);
        let mut answer = dedent(&cut(text, line.after..item_end, &self.edits), line.indent);
        let after = cut(text, item_end..end, &self.edits);
        if !after.trim().is_empty() {
            // The next item could not end a paragraph if it opened the list.
            answer.truncate(answer.trim_end().len());
            answer.push_str("\n\n");
            answer.push_str(after.trim_start_matches('\n'));
        }
        let content = answer.trim_start();
        let goes_on = !answer
            .get(..answer.len() - content.len())
            .unwrap_or_default()
            .contains('\n');
        if goes_on {
            as_paragraph(content)
        } else {
            trim_blank_lines(&answer).to_owned()
        }
    }

    fn cut(&self, range: Range<usize>) -> String {
        trim_blank_lines(&cut(self.document.text(), range, &self.edits)).to_owned()
    }

    fn push(&mut self, place: Place, part: Part) {
        let ordinal = place
            .ordinal
            .unwrap_or_else(|| self.ordinals.next(place.base));
        let from = self
            .fragments
            .partition_point(|(at, _)| *at < part.span.start);
        let to = self
            .fragments
            .partition_point(|(at, _)| *at < part.span.end);
        let inside = self.fragments.get(from..to).unwrap_or_default();
        let from = self.others.partition_point(|(at, _)| *at < part.span.start);
        let to = self.others.partition_point(|(at, _)| *at < part.span.end);
        let others = self.others.get(from..to).unwrap_or_default();
        let aliases = unique(
            inside
                .iter()
                .chain(others)
                .map(|(_, name)| name.clone())
                .filter(|name| name != place.published),
        );
        let text = self.document.text();
        let skipped = text
            .get(part.span.clone())
            .map_or(0, |span| span.len() - span.trim_start().len());
        let line = self.document.line(part.span.start + skipped);
        let entry = Entry {
            anchor: place.published.to_owned(),
            aliases,
            base_anchor: place.base.to_owned(),
            ordinal,
            section: part.section,
            boilerplate: part.boilerplate,
            ..Entry::new(part.kind, line, part.question, part.answer)
        };
        self.entries.push((part.span, entry));
    }
}

/// From a question to the next; a `<details>` ends where it says.
fn question_range(
    questions: &[Inline],
    index: usize,
    question: &Inline,
    end: usize,
) -> Range<usize> {
    match question {
        Inline::Details(details) => details.range.clone(),
        Inline::Bold(line) => line.start..questions.get(index + 1).map_or(end, Inline::start),
    }
}

fn has_words(markdown: &str) -> bool {
    plain(markdown).contains(|c: char| !c.is_whitespace())
}

fn headings(
    document: &Document,
    outline: &Outline,
    anchors: &[Anchor],
    ordinals: &[u32],
) -> Vec<Heading> {
    let marks = outline.headings.iter().zip(anchors).zip(ordinals);
    marks
        .map(|((mark, anchor), &ordinal)| Heading {
            level: mark.level,
            line: document.line(mark.range.start),
            base_anchor: anchor.base.clone(),
            ordinal,
            explicit: anchor.explicit,
        })
        .collect()
}

/// The links of an outline with their places in the source.
pub(crate) fn links(document: &Document, outline: &Outline) -> Vec<Link> {
    let places = document.places(outline.links.iter().map(|(at, _)| *at));
    outline
        .links
        .iter()
        .zip(places)
        .map(|((_, target), (line, column))| Link {
            target: target.clone(),
            line,
            column,
        })
        .collect()
}

/// The names in order, each once.
fn unique(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    names.filter(|name| seen.insert(name.clone())).collect()
}
