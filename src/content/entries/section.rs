//! The sections of an article: what each of its headings governs.
//!
//! Owns the tree of sections. What they are is decided in `classify`.

use std::ops::Range;

use super::question::{self, QuestionEvidence};
use crate::content::dialect::heading_ids::HeadingId;
use crate::content::markdown::comment::containing;
use crate::content::markdown::outline::{HeadingMark, MarkdownOutline};

/// What a section is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The article's own heading.
    Title,
    /// A question; what lies below belongs to its answer, but for questions of their own.
    Question,
    /// A group, or text that asks nothing.
    Section,
    /// Part of the answer of a question above.
    Inside,
}

/// A heading that the article can be split at, with what it governs.
pub(crate) struct Section<'a> {
    pub(crate) mark: &'a HeadingMark,
    pub(crate) anchor: &'a HeadingId,
    /// Index among all headings of the article.
    pub(crate) heading: usize,
    /// Index of the section around it.
    pub(crate) parent: Option<usize>,
    /// Where the next heading begins.
    pub(crate) own_end: usize,
    /// Where the next heading of the same or a higher level begins; for a question, where its
    /// answer ends.
    pub(crate) end: usize,
    pub(crate) role: Role,
    /// It, or a section around it, only points elsewhere.
    pub(crate) pointer: bool,
    /// Index after the last section below it.
    pub(super) last: usize,
    pub(super) evidence: QuestionEvidence,
}

impl Section<'_> {
    /// Returns whether no other section lies below.
    pub(crate) fn is_leaf(&self, index: usize) -> bool {
        self.last == index + 1
    }

    /// Returns the text between the heading and the next one.
    pub(crate) fn own(&self) -> Range<usize> {
        self.mark.range.end..self.own_end
    }

    /// Returns whether the section is no question whatever stands around it.
    pub(super) fn never_asks(&self) -> bool {
        self.pointer || question::never_asks(&self.anchor.base, &self.mark.text)
    }
}

/// What is known of an article's headings besides what the outline notes.
#[derive(Clone, Copy)]
pub(crate) struct Headings<'a> {
    /// The identifiers of all headings, in order.
    pub(crate) ids: &'a [HeadingId],
    /// Stretches in which headings divide nothing, in order.
    pub(crate) folded: &'a [Range<usize>],
    pub(crate) text_len: usize,
    /// Whether the article is a FAQ.
    pub(crate) is_faq: bool,
}

/// Returns the sections of an article, in order.
pub(crate) fn sections<'a>(
    outline: &'a MarkdownOutline,
    headings: Headings<'a>,
    evidence: impl Fn(&HeadingMark, &HeadingId) -> QuestionEvidence,
) -> Vec<Section<'a>> {
    let Headings {
        ids,
        folded,
        text_len,
        is_faq,
    } = headings;
    let mut sections: Vec<Section> = Vec::new();
    // The open sections, outermost first.
    let mut open: Vec<usize> = Vec::new();
    for (heading, (mark, anchor)) in outline.headings.iter().zip(ids).enumerate() {
        let evidence = evidence(mark, anchor);
        // What HTML calls a heading is often a card of a portal: it counts where it asks, in a FAQ,
        // or where something may lead to it.
        if mark.bare && evidence == QuestionEvidence::None && !is_faq {
            continue;
        }
        // A heading without words divides nothing: what follows belongs to the part above.
        if mark.nested || mark.text.is_empty() || containing(folded, mark.range.start).is_some() {
            continue;
        }
        let index = sections.len();
        if let Some(previous) = sections.last_mut() {
            previous.own_end = mark.range.start;
        }
        while let Some(around) = open.last().and_then(|&around| sections.get_mut(around)) {
            if around.mark.level < mark.level {
                break;
            }
            around.end = mark.range.start;
            around.last = index;
            open.pop();
        }
        let parent = open.last().copied();
        let around_points = parent
            .and_then(|parent| sections.get(parent))
            .is_some_and(|parent| parent.pointer);
        sections.push(Section {
            mark,
            anchor,
            heading,
            parent,
            own_end: text_len,
            end: text_len,
            role: Role::Section,
            pointer: around_points || question::points_elsewhere(&anchor.base, &mark.text),
            last: usize::MAX,
            evidence,
        });
        open.push(index);
    }
    let count = sections.len();
    for section in &mut sections {
        section.last = section.last.min(count);
    }
    sections
}

/// Returns the indices of the sections right below one, or of the outermost ones.
pub(super) fn children(sections: &[Section], parent: Option<usize>) -> Vec<usize> {
    let from = parent.map_or(0, |parent| parent + 1);
    let to = parent
        .and_then(|parent| sections.get(parent))
        .map_or(sections.len(), |parent| parent.last);
    (from..to)
        .filter(|&index| sections.get(index).is_some_and(|s| s.parent == parent))
        .collect()
}

/// Returns the stretches of the questions below one, the outermost of them.
pub(super) fn own_questions(sections: &[Section], question: usize) -> Vec<Range<usize>> {
    let end = sections.get(question).map_or(0, |section| section.end);
    let mut found: Vec<Range<usize>> = Vec::new();
    for section in sections.get(question + 1..).unwrap_or_default() {
        let start = section.mark.range.start;
        if start >= end {
            break;
        }
        let inside = found.last().is_some_and(|last| start < last.end);
        if section.role == Role::Question && !inside {
            found.push(start..section.end);
        }
    }
    found
}
