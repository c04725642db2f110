//! Decides what each section of an article is: a question, a group, plain text.
//!
//! Structure comes first, wording second; see `question` for the wording.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::label;
use super::question::{self, QuestionEvidence};
use super::section::{Role, Section, children};
use crate::content::dialect::heading_ids::HeadingId;
use crate::content::markdown::outline::{HeadingMark, MarkdownOutline};

/// What is known about the article as a whole.
#[derive(Clone, Copy)]
pub(crate) struct ArticleTraits {
    /// Whether it is a FAQ by what it says or by where it lies.
    pub(crate) is_faq: bool,
    /// Whether it calls itself a FAQ: by its file name, title or front matter.
    pub(crate) is_named_faq: bool,
    /// Whether its text is in another language than English.
    pub(crate) is_translated: bool,
    /// The words that open questions in its language.
    pub(crate) openers: &'static str,
}

/// What the decisions need to know of the article besides its sections.
pub(crate) struct Facts<'f> {
    pub(crate) is_faq: bool,
    /// Whether a stretch of the text shows anything.
    pub(crate) has_text: &'f dyn Fn(Range<usize>) -> bool,
    /// Whether a stretch is a list of links to the page itself and nothing more.
    pub(crate) is_contents: &'f dyn Fn(Range<usize>) -> bool,
    /// Whether a section is there for the questions without headings in it.
    pub(crate) groups_inline: &'f dyn Fn(&Section) -> bool,
}

/// Returns the evidence by which a heading asks.
pub(crate) fn evidence_of<'t>(
    text: &'t str,
    outline: &MarkdownOutline,
    traits: ArticleTraits,
) -> impl Fn(&HeadingMark, &HeadingId) -> QuestionEvidence + use<'t> {
    let english_names = traits.is_translated && mostly_explicit(outline);
    move |mark, anchor| {
        let faq = traits.is_faq;
        let asks = if faq {
            question::ends_like_question(&mark.text)
        } else {
            question::has_question_mark(&mark.text)
        };
        let after = text.get(mark.range.end..).unwrap_or_default();
        if asks || label::is_question(&mark.text, after) {
            QuestionEvidence::Text
        } else if faq && question::opens_like_question(&mark.text, traits.openers) {
            QuestionEvidence::Opening
        } else if faq && english_names && anchor.explicit && question::anchor_asks(&anchor.base) {
            QuestionEvidence::HeadingId
        } else {
            QuestionEvidence::None
        }
    }
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
            foreign += usize::from(name.name() != mark.id);
        }
    }
    explicit * 5 >= all * 4 && foreign * 2 >= explicit && explicit > 0
}

/// Gives every section its role.
pub(crate) fn classify(sections: &mut [Section], facts: &Facts) {
    mark_title(sections);
    mark_asking(sections, facts);
    if facts.is_faq || mostly_asks(sections) {
        mark_among_questions(sections, facts);
    }
    settle_answers(sections);
}

/// Makes questions of headings that name things, in a FAQ where nothing looks like a question.
/// The outermost headings that hold text do, unless they only introduce those below them.
pub(crate) fn classify_by_structure(sections: &mut [Section], facts: &Facts) {
    let title = sections
        .iter()
        .position(|section| section.role == Role::Title);
    let outermost = children(sections, None);
    let mut levels: Vec<Vec<usize>> = match title {
        // Parts of equal rank as the title are groups below it.
        Some(title) => vec![
            children(sections, Some(title)),
            outermost.into_iter().filter(|&top| top != title).collect(),
        ],
        None => vec![outermost],
    };
    while let Some(siblings) = levels.pop() {
        let candidates: Vec<usize> = siblings
            .iter()
            .copied()
            .filter(|&index| is_candidate(sections, index, facts))
            .collect();
        let asking: HashSet<usize> = asking_by_structure(sections, &candidates, facts)
            .into_iter()
            .collect();
        for &index in candidates.iter().filter(|index| asking.contains(index)) {
            if let Some(section) = sections.get_mut(index) {
                section.role = Role::Question;
            }
        }
        let groups = siblings.iter().filter(|index| !asking.contains(index));
        levels.extend(groups.map(|&index| children(sections, Some(index))));
    }
    settle_answers(sections);
}

/// Returns which of some siblings are questions by their structure. The others group.
fn asking_by_structure(sections: &[Section], siblings: &[usize], facts: &Facts) -> Vec<usize> {
    let parts = |index: usize| children(sections, Some(index)).len();
    let has_text = |index: usize| {
        sections
            .get(index)
            .is_some_and(|section| (facts.has_text)(section.own()))
    };
    // One heading around everything else is the page's name.
    if let [only] = siblings
        && parts(*only) > 0
    {
        return Vec::new();
    }
    let divided: Vec<usize> = siblings
        .iter()
        .copied()
        .filter(|&index| parts(index) > 0)
        .collect();
    let grouping = divided.iter().filter(|&&index| !has_text(index)).count();
    let level_groups = grouping * 2 > divided.len();
    siblings
        .iter()
        .copied()
        .filter(|&index| parts(index) == 0 || (!level_groups && has_text(index)))
        .collect()
}

/// Returns whether a section may be a question though its words do not ask.
fn is_candidate(sections: &[Section], index: usize, facts: &Facts) -> bool {
    sections.get(index).is_some_and(|section| {
        section.role == Role::Section
            && !section.never_asks()
            && !question::names_faq(&section.mark.text)
            && !(facts.is_contents)(section.own())
            && !(facts.groups_inline)(section)
    })
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
        && (tops == 1 || first.evidence < QuestionEvidence::Opening)
    {
        first.role = Role::Title;
    }
}

/// Makes questions of the headings that ask. Below a question only what asks for sure is one of
/// its own; a heading whose parts all ask, and that says nothing itself, groups them.
fn mark_asking(sections: &mut [Section], facts: &Facts) {
    let deepest = surest_below(sections);
    let mut answer_until = 0;
    for index in 0..sections.len() {
        let under = deepest.get(index).copied();
        let Some(section) = sections.get(index) else {
            return;
        };
        let asks = match section.evidence {
            QuestionEvidence::Text => true,
            QuestionEvidence::Opening => index >= answer_until,
            // A heading known by its anchor only yields to questions below it that are sure.
            QuestionEvidence::HeadingId => {
                index >= answer_until && under != Some(QuestionEvidence::Text)
            }
            QuestionEvidence::None => false,
        };
        let asks = asks
            && section.role == Role::Section
            && !section.never_asks()
            && !(facts.is_faq && (facts.is_contents)(section.own()))
            && !groups_questions(sections, index, facts);
        if asks && let Some(section) = sections.get_mut(index) {
            section.role = Role::Question;
            answer_until = answer_until.max(section.last);
        }
    }
}

/// Returns for each section the surest evidence among those below it.
fn surest_below(sections: &[Section]) -> Vec<QuestionEvidence> {
    let mut deepest = vec![QuestionEvidence::None; sections.len()];
    for (index, section) in sections.iter().enumerate().rev() {
        let under = deepest
            .get(index)
            .copied()
            .unwrap_or(QuestionEvidence::None);
        if let Some(slot) = section.parent.and_then(|parent| deepest.get_mut(parent)) {
            *slot = (*slot).max(section.evidence).max(under);
        }
    }
    deepest
}

/// Returns whether a heading says nothing itself and all its parts ask.
fn groups_questions(sections: &[Section], index: usize, facts: &Facts) -> bool {
    let Some(section) = sections.get(index) else {
        return false;
    };
    let mut parts = children(sections, Some(index))
        .into_iter()
        .filter_map(|part| sections.get(part))
        .filter(|part| !part.pointer)
        .peekable();
    parts.peek().is_some()
        && parts.all(|part| part.evidence >= QuestionEvidence::Opening)
        && !(facts.has_text)(section.own())
}

/// Returns whether an article that does not call itself a FAQ consists of questions all the same.
fn mostly_asks(sections: &[Section]) -> bool {
    let of_level = |level: u8| sections.iter().filter(move |s| s.mark.level == level);
    let asks = |section: &&Section| section.role == Role::Question;
    (1..=6).any(|level| {
        let asking = of_level(level).filter(asks).count();
        asking >= 3 && asking * 4 >= of_level(level).count() * 3
    })
}

/// Makes questions of headings that stand among questions, though their words do not ask.
fn mark_among_questions(sections: &mut [Section], facts: &Facts) {
    let mut siblings = HashSet::new();
    let mut levels: BTreeMap<u8, usize> = BTreeMap::new();
    let mut answer_until = 0;
    for (index, section) in sections.iter().enumerate() {
        if section.role == Role::Question && index >= answer_until {
            siblings.insert((section.parent, section.mark.level));
            *levels.entry(section.mark.level).or_default() += 1;
            answer_until = section.last;
        }
    }
    let at = |level: u8| levels.get(&level).copied().unwrap_or_default();
    let main = levels.iter().max_by_key(|(_, count)| **count);
    let main = main.map(|(&level, _)| level);
    let deepest = surest_below(sections);
    let mut answer_until = 0;
    for index in 0..sections.len() {
        let Some(section) = sections.get(index) else {
            return;
        };
        if section.role == Role::Question {
            answer_until = answer_until.max(section.last);
        }
        if index < answer_until || !is_candidate(sections, index, facts) {
            continue;
        }
        let among = siblings.contains(&(section.parent, section.mark.level));
        let below = sections.get(index + 1..section.last).unwrap_or_default();
        let asking = below.iter().find(|below| below.role == Role::Question);
        let is_question = match asking {
            Some(asking) => {
                among
                    && at(section.mark.level) > at(asking.mark.level)
                    && !all_ask(sections, index)
                    && (facts.has_text)(section.own())
            }
            None if deepest.get(index) > Some(&QuestionEvidence::None) => false,
            None => {
                among
                    || main == Some(section.mark.level)
                        && (section.is_leaf(index) || (facts.has_text)(section.own()))
            }
        };
        if !is_question {
            continue;
        }
        let last = section.last;
        for below in sections.iter_mut().take(last).skip(index + 1) {
            // What asks by its first word only is a part of the answer here.
            if below.evidence < QuestionEvidence::Text && below.role == Role::Question {
                below.role = Role::Section;
            }
        }
        if let Some(section) = sections.get_mut(index) {
            section.role = Role::Question;
            answer_until = last;
        }
    }
}

/// Returns whether every part right below a section is a question.
fn all_ask(sections: &[Section], index: usize) -> bool {
    children(sections, Some(index))
        .into_iter()
        .filter_map(|part| sections.get(part))
        .all(|part| part.role == Role::Question || part.pointer)
}

/// Gives what lies below a question to its answer, but for questions of their own and for a last
/// "See also".
fn settle_answers(sections: &mut [Section]) {
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
            if section.role == Role::Question {
                section.end = section.end.min(question.end);
            } else {
                section.role = Role::Inside;
            }
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
