//! Makes the entries of a page, section by section.
//!
//! Owns where an answer begins and ends, and which fragments lead to it. Roles of sections
//! are decided in [`classify`].

use std::ops::Range;

use super::answer::{self, Following, Margin};
use super::classify::{self, Facts};
use super::extract::{Edit, extract, trim_blank_lines};
use super::inline::{self, Candidates, Grouping, Inline};
use super::label;
use super::lead::Place;
use super::page::{Ordinals, Page, unique};
use super::question;
use super::section::{self, Role, Section};
use crate::content::markdown::contents;
use crate::content::markdown::footnote::Footnotes;
use crate::content::markdown::outline::Identifiers;
use crate::content::markdown::text::plain;
use crate::content::source::limits::{shortened, too_long};
use crate::model::article::{Entry, Kind};

pub(super) struct Splitter<'a> {
    page: Page<'a>,
    ordinals: &'a mut Ordinals,
    /// The ordinal of each heading, nested ones included: the same in every translation.
    pub(super) reserved: Vec<Option<u32>>,
    candidates: Candidates<'a>,
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

/// The heading that an entry stands at or under.
#[derive(Clone, Copy)]
struct EntryPosition<'p> {
    published: &'p str,
    base: &'p str,
    /// The ordinal reserved by the heading, until an entry takes it.
    ordinal: Option<u32>,
}

/// Questions without headings that stand in one section.
struct InlineGroup<'a, 'p> {
    position: EntryPosition<'p>,
    questions: Vec<Inline<'a>>,
    /// Where the section ends.
    end: usize,
    /// The headings above the questions, outermost first.
    section: Vec<String>,
    is_navigation: bool,
}

/// A stretch of the text and the entry that it becomes.
struct EntryDraft {
    kind: Kind,
    /// All of it, the question included.
    span: Range<usize>,
    /// The parts of it that are questions of their own.
    without: Vec<Range<usize>>,
    question: String,
    answer: String,
    section: Vec<String>,
    is_navigation: bool,
}

impl<'a> Splitter<'a> {
    /// Starts a page.
    pub(super) fn new(
        page: Page<'a>,
        candidates: Candidates<'a>,
        ids: &Identifiers,
        ordinals: &'a mut Ordinals,
    ) -> Self {
        let outline = page.outline;
        let footnotes = Footnotes::of(outline);
        let mut edits = outline.edits.clone();
        edits.extend(footnotes.ranges().map(Edit::separate));
        edits.sort_by_key(Edit::order);
        let headings = outline.headings.iter().zip(&ids.headings);
        let mut fragments: Vec<(usize, String)> = headings
            .map(|(mark, id)| (mark.range.start, id.published.clone()))
            .chain(ids.terms.iter().cloned())
            .chain(outline.fragments.iter().cloned())
            .collect();
        fragments.sort_by_key(|(at, _)| *at);
        Self {
            page,
            ordinals,
            reserved: Vec::new(),
            candidates,
            fragments,
            others: outline
                .headings
                .iter()
                .filter_map(|mark| Some((mark.range.start, mark.alias.clone()?)))
                .collect(),
            edits,
            footnotes,
            entries: Vec::new(),
            root: None,
        }
    }

    /// Makes the entries of all sections.
    pub(super) fn make_entries(&mut self, sections: &mut [Section]) {
        let len = self.page.text.text().len();
        let first = sections
            .first()
            .map_or(len, |section| section.mark.range.start);
        let facts = Facts {
            is_faq: self.page.traits.is_faq,
            has_text: &|range| has_words(&self.extract(range)),
            is_contents: &|range| contents::is_contents(&self.extract(range)),
            groups_inline: &|section| self.groups_inline(section),
        };
        classify::classify(sections, &facts);
        let is_question = |section: &Section| section.role == Role::Question;
        let mut asked = sections.iter().any(is_question);
        if !asked {
            let own = sections.iter().filter(|section| !section.pointer);
            // What only folds the answer to a heading away is no question.
            let own = own.filter(|section| !self.folds_answer(section));
            let stretches = std::iter::once(0..first).chain(own.map(Section::own));
            let inline: usize = stretches.map(|stretch| self.inline(&stretch).len()).sum();
            let leaves = sections.iter().enumerate();
            let leaves = leaves
                .filter(|(index, section)| section.is_leaf(*index))
                .count();
            // A bold question or two in a text make none of its headings less of a question.
            if facts.is_faq && inline * 3 <= leaves && !self.title_asks(sections) {
                classify::classify_by_structure(sections, &facts);
            }
            asked = inline > 0 || sections.iter().any(is_question);
        }
        self.preamble(0..first, sections.is_empty());
        for index in 0..sections.len() {
            self.section(sections, index, asked);
        }
        if self.entries.is_empty() {
            let position = EntryPosition {
                published: "",
                base: "",
                ordinal: None,
            };
            self.push(
                position,
                self.title_draft(Kind::Section, 0..len, String::new()),
            );
        }
    }

    /// Returns whether the article itself is the question.
    fn title_asks(&self, sections: &[Section]) -> bool {
        let title = sections.first().filter(|first| first.role == Role::Title);
        self.asks(title.map_or(self.page.title, |title| &title.mark.text))
    }

    fn asks(&self, text: &str) -> bool {
        let traits = self.page.traits;
        question::has_question_mark(text)
            || traits.is_faq && question::opens_like_question(text, traits.openers)
    }

    /// Makes entries of the text before the first heading.
    fn preamble(&mut self, stretch: Range<usize>, is_all: bool) {
        let questions = self.inline(&stretch);
        let answer = self.rest(&stretch, &questions);
        let position = EntryPosition {
            published: "",
            base: "",
            ordinal: None,
        };
        if has_words(&answer) {
            // One file for each question, the question being its title.
            let asks = is_all && self.asks(self.page.title);
            let kind = if asks { Kind::Question } else { Kind::Section };
            self.push(position, self.title_draft(kind, stretch.clone(), answer));
        }
        self.inline_entries(&InlineGroup {
            position,
            questions,
            end: stretch.end,
            section: Vec::new(),
            is_navigation: false,
        });
    }

    fn title_draft(&self, kind: Kind, span: Range<usize>, answer: String) -> EntryDraft {
        EntryDraft {
            kind,
            span,
            without: Vec::new(),
            question: self.page.title.to_owned(),
            answer,
            section: Vec::new(),
            is_navigation: false,
        }
    }

    fn section(&mut self, sections: &[Section], index: usize, asked: bool) {
        let Some(section) = sections.get(index) else {
            return;
        };
        let mut position = EntryPosition {
            published: &section.anchor.published,
            base: &section.anchor.base,
            ordinal: self.reserved.get(section.heading).copied().flatten(),
        };
        let start = section.mark.range.start;
        let own = section.mark.range.end..section.own_end;
        let breadcrumb = self.breadcrumb(sections, section);
        match section.role {
            Role::Inside => {}
            Role::Question => {
                let without = section::own_questions(sections, index);
                let answer = self.without(section.mark.range.end..section.end, &without);
                let answer =
                    label::without_answer_label(&answer, &section.mark.text).unwrap_or(answer);
                let draft = EntryDraft {
                    kind: Kind::Question,
                    span: start..section.end,
                    without,
                    question: section.mark.text.clone(),
                    answer,
                    section: breadcrumb,
                    is_navigation: false,
                };
                self.push(position, draft);
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
                        && self.asks(&section.mark.text)
                        && !(self.page.traits.is_faq && asked);
                    let draft = EntryDraft {
                        kind: if asks { Kind::Question } else { Kind::Section },
                        span: start..section.own_end,
                        without: Vec::new(),
                        question: section.mark.text.clone(),
                        answer,
                        section: breadcrumb.clone(),
                        is_navigation: section.pointer,
                    };
                    self.push(position, draft);
                    position.ordinal = None;
                } else if is_title && section.mark.text != self.page.title {
                    self.root = Some(section.mark.text.clone());
                }
                let mut below = breadcrumb;
                if is_title {
                    below.extend(self.root.clone());
                } else {
                    below.push(shortened(&section.mark.text));
                }
                self.inline_entries(&InlineGroup {
                    position,
                    questions,
                    end: own.end,
                    section: below,
                    is_navigation: section.pointer,
                });
            }
        }
    }

    /// Returns the headings above a section, outermost first. The title is left out where an entry
    /// has it.
    fn breadcrumb(&self, sections: &[Section], section: &Section) -> Vec<String> {
        let mut above = Vec::new();
        let mut parent = section.parent;
        while let Some(around) = parent.and_then(|parent| sections.get(parent)) {
            match around.role {
                Role::Title => above.extend(self.root.clone()),
                Role::Section => above.push(shortened(&around.mark.text)),
                // Only a question below another one needs to be told what it is about.
                Role::Question | Role::Inside if section.role == Role::Question => {
                    above.push(shortened(&around.mark.text));
                }
                Role::Question | Role::Inside => {}
            }
            parent = around.parent;
        }
        above.reverse();
        above
    }

    fn inline(&self, stretch: &Range<usize>) -> Vec<Inline<'a>> {
        self.candidates
            .within(stretch, |range| has_words(&self.extract(range)))
    }

    /// Returns whether a section is there for the questions in its text, and not one itself.
    fn groups_inline(&self, section: &Section) -> bool {
        let own = section.own();
        let questions = self.inline(&own);
        let heading = &section.mark.text;
        match inline::grouping(&questions, heading, |text| self.asks(text)) {
            Grouping::Always => true,
            Grouping::AtOnce => questions
                .first()
                .is_some_and(|first| !has_words(&self.extract(own.start..first.start()))),
            Grouping::Never => false,
        }
    }

    /// Returns whether all that a section has is its answer, folded away.
    fn folds_answer(&self, section: &Section) -> bool {
        let own = section.own();
        let questions = self.inline(&own);
        matches!(questions.as_slice(), [Inline::Details(_)])
            && !self.groups_inline(section)
            && !has_words(&self.rest(&own, &questions))
    }

    /// Extracts the text of a stretch that belongs to none of the questions in it.
    fn rest(&self, stretch: &Range<usize>, questions: &[Inline]) -> String {
        let mut taken: Vec<Range<usize>> = Vec::new();
        if let Some((range, _)) = &self.page.outline.applies_to
            && stretch.contains(&range.start)
        {
            taken.push(range.clone());
        }
        for (index, question) in questions.iter().enumerate() {
            taken.push(inline::range_of(questions, index, question, stretch.end));
        }
        self.without(stretch.clone(), &taken)
    }

    /// Extracts the text of a stretch but for some parts of it.
    fn without(&self, stretch: Range<usize>, taken: &[Range<usize>]) -> String {
        let mut taken = taken.to_vec();
        taken.sort_by_key(|range| range.start);
        let mut parts = Vec::new();
        let mut from = stretch.start;
        for range in taken {
            if from < range.start {
                parts.push(self.extract(from..range.start));
            }
            from = from.max(range.end);
        }
        if from < stretch.end {
            parts.push(self.extract(from..stretch.end));
        }
        parts.retain(|part| !part.trim().is_empty());
        parts.join("\n\n")
    }

    /// Makes an entry of each question without a heading.
    fn inline_entries(&mut self, group: &InlineGroup) {
        let mut position = group.position;
        for (index, question) in group.questions.iter().enumerate() {
            let span = inline::range_of(&group.questions, index, question, group.end);
            let answer = self.inline_answer(question, span.end);
            let draft = EntryDraft {
                kind: Kind::Question,
                span,
                without: Vec::new(),
                question: question.text_shown(),
                answer,
                section: group.section.clone(),
                is_navigation: group.is_navigation,
            };
            if let Some(own) = self.own_anchor(question) {
                let own = EntryPosition {
                    published: &own,
                    base: &own,
                    ordinal: None,
                };
                self.push(own, draft);
            } else {
                self.push(position, draft);
                position.ordinal = None;
            }
        }
    }

    /// Returns the fragment that leads to a question without a heading itself.
    fn own_anchor(&self, question: &Inline) -> Option<String> {
        if let Some(own) = question.anchor() {
            return Some(own.to_owned());
        }
        let start = question.start();
        let from = self.fragments.partition_point(|(at, _)| *at < start);
        let (at, name) = self.fragments.get(from)?;
        (*at < question.answer_from()).then(|| name.clone())
    }

    /// Extracts the answer of a question without a heading, without its label.
    fn inline_answer(&self, question: &Inline, end: usize) -> String {
        let after = |from, block_end, margin| {
            let place = Following {
                from,
                block_end,
                margin,
                end,
            };
            answer::following(self.page.text.text(), &self.edits, place)
        };
        let (answer, source) = match question {
            Inline::Bold(line) => {
                let margin = Margin::Columns(line.indent);
                (after(line.after, line.end, margin), &line.text)
            }
            Inline::Details(details) => {
                let body = extract(self.page.text.text(), details.body.clone(), &self.edits);
                (details.answer(&body), &details.summary)
            }
            Inline::Lead(lead) => {
                let answer = match &lead.place {
                    Place::Within { body, .. } => self.extract(body.clone()),
                    Place::After {
                        from,
                        block_end,
                        margin,
                    } => after(*from, *block_end, *margin),
                };
                (answer, &lead.source)
            }
        };
        let answer = label::without_answer_label(&answer, source).unwrap_or(answer);
        match question {
            Inline::Lead(lead) if !lead.more.is_empty() => format!("{answer}\n\n{}", lead.more),
            _ => answer,
        }
    }

    fn extract(&self, range: Range<usize>) -> String {
        trim_blank_lines(&extract(self.page.text.text(), range, &self.edits)).to_owned()
    }

    /// Returns the entries with the stretch of text each came from, footnotes added, and all
    /// fragments of the page. Both are in order.
    pub(super) fn finish(mut self) -> (Vec<(Range<usize>, Entry)>, Vec<String>) {
        self.footnotes
            .append(self.page.text.text(), &mut self.entries);
        let fragments = self.fragments.into_iter().map(|(_, name)| name);
        (self.entries, fragments.collect())
    }

    fn push(&mut self, position: EntryPosition, draft: EntryDraft) {
        let ordinal = position
            .ordinal
            .unwrap_or_else(|| self.ordinals.next(position.base));
        let names = |names: &[(usize, String)]| -> Vec<String> {
            let from = names.partition_point(|(at, _)| *at < draft.span.start);
            let to = names.partition_point(|(at, _)| *at < draft.span.end);
            let inside = names.get(from..to).unwrap_or_default().iter();
            let elsewhere = |at: &usize| draft.without.iter().any(|part| part.contains(at));
            let own = inside.filter(|(at, _)| !elsewhere(at));
            own.map(|(_, name)| name.clone()).collect()
        };
        let inside = names(&self.fragments)
            .into_iter()
            .chain(names(&self.others));
        let aliases = unique(inside.filter(|name| name != position.published));
        let text = self.page.text.text();
        let skipped = text
            .get(draft.span.clone())
            .map_or(0, |span| span.len() - span.trim_start().len());
        let line = self.page.text.line(draft.span.start + skipped);
        let entry = Entry {
            anchor: position.published.to_owned(),
            aliases,
            base_anchor: position.base.to_owned(),
            ordinal,
            section: draft.section,
            is_navigation: draft.is_navigation,
            ..Entry::new(draft.kind, line, draft.question, draft.answer)
        };
        self.entries.push((draft.span, entry));
    }
}

/// Returns whether Markdown shows anything.
fn has_words(markdown: &str) -> bool {
    plain(markdown).contains(|c: char| !c.is_whitespace())
}
