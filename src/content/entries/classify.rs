//! Decides what each section of an article is: a question, a group, plain text.
//!
//! Structure comes first, wording second; see `question` for the wording.

use std::ops::Range;

use super::question::{self, QuestionEvidence};
use crate::content::dialect::heading_ids::HeadingId;
use crate::content::markdown::bold::BoldLine;
use crate::content::markdown::comment::containing;
use crate::content::markdown::details::Details;
use crate::content::markdown::outline::{HeadingMark, MarkdownOutline};

/// What a section is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The article's own heading.
    Title,
    /// A question; what lies below belongs to its answer.
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
    last: usize,
    likeness: QuestionEvidence,
}

impl Section<'_> {
    /// Returns whether no other section lies below.
    pub(crate) fn is_leaf(&self, index: usize) -> bool {
        self.last == index + 1
    }
}

/// What is known about the article as a whole.
#[derive(Clone, Copy)]
pub(crate) struct ArticleTraits {
    /// Whether it calls itself a FAQ.
    pub(crate) is_faq: bool,
    /// Whether its text is in another language than English.
    pub(crate) is_translated: bool,
}

/// A question without a heading.
pub(crate) enum Inline<'a> {
    Bold(&'a BoldLine),
    Details(&'a Details),
}

impl Inline<'_> {
    pub(crate) fn start(&self) -> usize {
        match self {
            Self::Bold(line) => line.start,
            Self::Details(details) => details.range.start,
        }
    }
}

/// Returns the `<details>` that count as questions where no answer surrounds them.
pub(crate) fn asking_details(outline: &MarkdownOutline, traits: ArticleTraits) -> Vec<&Details> {
    outline
        .details
        .iter()
        .filter(|details| traits.is_faq || question::has_question_mark(&details.summary))
        .collect()
}

/// Returns the sections of an article, in order, each with its role. `anchors` are those of all
/// headings, in order.
pub(crate) fn sections<'a>(
    outline: &'a MarkdownOutline,
    anchors: &'a [HeadingId],
    details: &[&Details],
    text_len: usize,
    traits: ArticleTraits,
) -> Vec<Section<'a>> {
    let folded: Vec<Range<usize>> = details
        .iter()
        .map(|details| details.range.clone())
        .collect();
    let english_names = traits.is_translated && mostly_explicit(outline);
    let mut sections: Vec<Section> = Vec::new();
    // The open sections, outermost first.
    let mut open: Vec<usize> = Vec::new();
    for (heading, (mark, anchor)) in outline.headings.iter().zip(anchors).enumerate() {
        // A heading without words divides nothing: what follows belongs to the part above.
        if mark.nested || mark.text.is_empty() || containing(&folded, mark.range.start).is_some() {
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
            likeness: likeness(mark, anchor, traits.is_faq, english_names),
        });
        open.push(index);
    }
    let count = sections.len();
    for section in &mut sections {
        section.last = section.last.min(count);
    }
    mark_title(&mut sections);
    mark_questions(&mut sections, traits.is_faq);
    settle_answers(&mut sections);
    sections
}

/// Takes the innermost headings for questions, in a FAQ where nothing looks like one.
pub(crate) fn mark_leaves(sections: &mut [Section]) {
    for (index, section) in sections.iter_mut().enumerate() {
        if section.is_leaf(index) && section.role == Role::Section && !never_asks(section) {
            section.role = Role::Question;
        }
    }
}

/// Questions without headings in a stretch of text that belongs to no heading's answer.
/// `has_text` tells whether a stretch holds readable text.
pub(crate) fn inline_questions<'a>(
    outline: &'a MarkdownOutline,
    details: &[&'a Details],
    stretch: &Range<usize>,
    traits: ArticleTraits,
    has_text: impl Fn(Range<usize>) -> bool,
) -> Vec<Inline<'a>> {
    let asks = |text: &str| {
        if traits.is_faq {
            question::ends_like_question(text)
        } else {
            question::has_question_mark(text)
        }
    };
    let from = outline
        .bold_lines
        .partition_point(|line| line.start < stretch.start);
    let to = outline
        .bold_lines
        .partition_point(|line| line.start < stretch.end);
    let lines = outline.bold_lines.get(from..to).unwrap_or_default();
    let answered = |candidates: Vec<&'a BoldLine>| -> Vec<&'a BoldLine> {
        let ends = candidates
            .iter()
            .skip(1)
            .map(|next| next.start)
            .chain([stretch.end]);
        let answered: Vec<bool> = candidates
            .iter()
            .zip(ends)
            .map(|(line, end)| has_text(line.after..end))
            .collect();
        candidates
            .into_iter()
            .zip(answered)
            .filter_map(|(line, answered)| answered.then_some(line))
            .collect()
    };
    // In a list one question makes questions of the others, which may have lost their mark.
    let mut bold = answered(lines.iter().filter(|line| line.in_list).collect());
    let asking = bold.iter().filter(|line| asks(&line.text)).count();
    if bold.len() < 2 || asking == 0 || (!traits.is_faq && asking * 2 < bold.len()) {
        // Elsewhere a bold line is as often a caption, unless questions are numbered and it is,
        // too.
        let outside = || lines.iter().filter(|line| !line.in_list);
        let numbered = traits.is_faq
            && outside().any(|line| asks(&line.text) && question::is_numbered(&line.text));
        bold = answered(
            outside()
                .filter(|line| asks(&line.text) || numbered && question::is_numbered(&line.text))
                .collect(),
        );
        if bold.len() < 2 {
            bold.clear();
        }
    }
    let from = details.partition_point(|details| details.range.start < stretch.start);
    let to = details.partition_point(|details| details.range.end <= stretch.end);
    let details = details.get(from..to).unwrap_or_default().iter().copied();
    let mut found: Vec<Inline> = bold.into_iter().map(Inline::Bold).collect();
    found.extend(details.map(Inline::Details));
    found.sort_by_key(Inline::start);
    found
}

/// Returns whether nearly all headings carry a name that is not their own text's: the mark of a
/// translation that keeps the English names.
fn mostly_explicit(outline: &MarkdownOutline) -> bool {
    let headings = outline.headings.iter().filter(|mark| !mark.nested);
    let (mut all, mut explicit, mut foreign) = (0, 0, 0);
    for mark in headings {
        all += 1;
        if let Some(name) = &mark.explicit {
            explicit += 1;
            foreign += usize::from(*name != mark.id);
        }
    }
    explicit * 5 >= all * 4 && foreign * 2 >= explicit && explicit > 0
}

fn likeness(
    mark: &HeadingMark,
    anchor: &HeadingId,
    faq: bool,
    english_names: bool,
) -> QuestionEvidence {
    let asks = if faq {
        question::ends_like_question(&mark.text)
    } else {
        question::has_question_mark(&mark.text)
    };
    if asks {
        QuestionEvidence::Text
    } else if faq && english_names && anchor.explicit && question::anchor_asks(&anchor.base) {
        QuestionEvidence::HeadingId
    } else {
        QuestionEvidence::None
    }
}

fn never_asks(section: &Section) -> bool {
    section.pointer || question::never_asks(&section.anchor.base, &section.mark.text)
}

/// Makes the first heading the article's title if it is the only one of level 1, or asks
/// nothing.
fn mark_title(sections: &mut [Section]) {
    let tops = sections
        .iter()
        .filter(|section| section.mark.level == 1)
        .count();
    if let Some(first) = sections.first_mut()
        && first.mark.level == 1
        && (tops == 1 || first.likeness != QuestionEvidence::Text)
    {
        first.role = Role::Title;
    }
}

fn mark_questions(sections: &mut [Section], faq: bool) {
    // For each section, the surest likeness among those below it.
    let mut deepest = vec![QuestionEvidence::None; sections.len()];
    for (index, section) in sections.iter().enumerate().rev() {
        let under = deepest
            .get(index)
            .copied()
            .unwrap_or(QuestionEvidence::None);
        if let Some(slot) = section.parent.and_then(|parent| deepest.get_mut(parent)) {
            *slot = (*slot).max(section.likeness).max(under);
        }
    }
    let mut asking_siblings = std::collections::HashSet::new();
    let mut answer_until = 0;
    for (index, section) in sections.iter_mut().enumerate() {
        let under = deepest
            .get(index)
            .copied()
            .unwrap_or(QuestionEvidence::None);
        let asks = match section.likeness {
            QuestionEvidence::Text => true,
            // A heading known by its anchor only yields to questions below it that are sure.
            QuestionEvidence::HeadingId => under != QuestionEvidence::Text,
            QuestionEvidence::None => false,
        };
        if index >= answer_until && section.role == Role::Section && asks && !never_asks(section) {
            section.role = Role::Question;
            answer_until = section.last;
            asking_siblings.insert((section.parent, section.mark.level));
        }
    }
    if !faq {
        return;
    }
    for (index, section) in sections.iter_mut().enumerate() {
        let group = deepest
            .get(index)
            .copied()
            .unwrap_or(QuestionEvidence::None)
            != QuestionEvidence::None;
        if section.role == Role::Section
            && !group
            && !never_asks(section)
            && asking_siblings.contains(&(section.parent, section.mark.level))
        {
            section.role = Role::Question;
        }
    }
}

/// Gives what lies below a question to its answer, but for a last "See also".
pub(crate) fn settle_answers(sections: &mut [Section]) {
    let mut index = 0;
    while index < sections.len() {
        let Some((question, below)) = sections.get_mut(index..).and_then(<[_]>::split_first_mut)
        else {
            return;
        };
        index += 1;
        if question.role != Role::Question {
            continue;
        }
        let count = question.last.saturating_sub(index).min(below.len());
        let mut inside = count;
        while let Some(cut) =
            last_pointer(below.get(..inside).unwrap_or_default(), index, question.end)
        {
            inside = cut;
            question.end = below
                .get(cut)
                .map_or(question.end, |pointer| pointer.mark.range.start);
        }
        for section in below.iter_mut().take(inside) {
            section.role = Role::Inside;
        }
        index += inside;
    }
}

/// Returns the outermost section that points elsewhere and reaches to `end`, among those below a
/// question; `first` is the index of the first of them among all.
fn last_pointer(below: &[Section], first: usize, end: usize) -> Option<usize> {
    let mut found = None;
    let mut index = below.len().checked_sub(1)?;
    // Climb from the last section to those around it.
    loop {
        let section = below.get(index).filter(|section| section.end >= end)?;
        if section.pointer {
            found = Some(index);
        }
        match section.parent.and_then(|parent| parent.checked_sub(first)) {
            Some(around) => index = around,
            None => return found,
        }
    }
}
