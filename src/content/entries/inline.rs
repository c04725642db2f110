//! Decides which questions without a heading count: bold lines, `<details>`, and what `lead` finds.

use std::ops::Range;

use super::classify::ArticleTraits;
use super::label;
use super::lead::{Lead, Place, Shape};
use super::question;
use crate::content::markdown::bold::BoldLine;
use crate::content::markdown::details::Details;
use crate::content::markdown::outline::MarkdownOutline;

/// A question without a heading.
pub(crate) enum Inline<'a> {
    Bold(&'a BoldLine),
    Details(&'a Details),
    Lead(&'a Lead),
}

impl Inline<'_> {
    pub(crate) fn start(&self) -> usize {
        match self {
            Self::Bold(line) => line.start,
            Self::Details(details) => details.range.start,
            Self::Lead(lead) => lead.start,
        }
    }

    /// Returns where it ends, if it says so; else it goes on to the next question.
    pub(crate) fn end(&self) -> Option<usize> {
        match self {
            Self::Details(details) => Some(details.range.end),
            Self::Lead(lead) => match &lead.place {
                Place::Within { all, .. } => Some(all.end),
                Place::After { .. } => None,
            },
            Self::Bold(_) => None,
        }
    }

    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Bold(line) => &line.text,
            Self::Details(details) => &details.summary,
            Self::Lead(lead) => &lead.text,
        }
    }

    /// Returns its text without a label.
    pub(crate) fn text_shown(&self) -> String {
        let text = self.text();
        let label = label::read(text).filter(|it| it.means_question() && !it.rest.is_empty());
        label.map_or(text, |label| label.rest).to_owned()
    }

    /// Returns where the answer begins.
    pub(crate) fn answer_from(&self) -> usize {
        match self {
            Self::Bold(line) => line.after,
            Self::Details(details) => details.body.start,
            Self::Lead(lead) => match &lead.place {
                Place::Within { body, .. } => body.start,
                Place::After { from, .. } => *from,
            },
        }
    }

    /// Returns the identifier of its own, if it has one.
    pub(crate) fn anchor(&self) -> Option<&str> {
        match self {
            Self::Bold(line) => line.anchor.as_deref(),
            Self::Details(details) => details.anchor.as_deref(),
            Self::Lead(_) => None,
        }
    }
}

/// All that may be a question without a heading in an article.
pub(crate) struct Candidates<'a> {
    pub(crate) outline: &'a MarkdownOutline,
    pub(crate) traits: ArticleTraits,
    /// The `<details>` that count where no answer surrounds them.
    pub(crate) details: Vec<&'a Details>,
    pub(crate) leads: &'a [Lead],
}

impl<'a> Candidates<'a> {
    pub(crate) fn new(
        outline: &'a MarkdownOutline,
        traits: ArticleTraits,
        leads: &'a [Lead],
    ) -> Self {
        Self {
            outline,
            traits,
            details: asking_details(outline, traits),
            leads,
        }
    }

    /// Returns the questions in a stretch of text that belongs to no heading's answer.
    /// `has_text` tells whether a stretch holds readable text.
    pub(crate) fn within(
        &self,
        stretch: &Range<usize>,
        has_text: impl Fn(Range<usize>) -> bool,
    ) -> Vec<Inline<'a>> {
        let from = self
            .details
            .partition_point(|details| details.range.start < stretch.start);
        let to = self
            .details
            .partition_point(|details| details.range.start < stretch.end);
        let details = self.details.get(from..to).unwrap_or_default();
        let inside = details.iter().filter(|one| one.range.end <= stretch.end);
        let mut found: Vec<Inline> = inside.map(|&details| Inline::Details(details)).collect();
        let from = self
            .leads
            .partition_point(|lead| lead.start < stretch.start);
        let to = self.leads.partition_point(|lead| lead.start < stretch.end);
        let leads = self.leads.get(from..to).unwrap_or_default();
        found.extend(self.rows_and_terms(leads));
        found.sort_by_key(Inline::start);
        let open = |start: usize| {
            let index = found.partition_point(|one| one.start() <= start);
            let around = index.checked_sub(1).and_then(|index| found.get(index));
            around.and_then(Inline::end).is_none_or(|end| end <= start)
        };
        let answered = |candidates: Vec<Inline<'a>>| answered(candidates, stretch.end, &has_text);
        let labelled: Vec<Inline> = self
            .labelled(leads)
            .into_iter()
            .filter(|one| open(one.start()))
            .collect();
        let mut following = answered(labelled);
        let labels: Vec<usize> = following.iter().map(Inline::start).collect();
        let lines = self.bold_lines(stretch);
        let lines: Vec<&BoldLine> = lines
            .iter()
            .filter(|line| open(line.start) && labels.binary_search(&line.start).is_err())
            .collect();
        let bold = self.bold(&lines, answered);
        following.extend(bold);
        if following.is_empty() {
            let items = leads.iter().filter(|lead| lead.shape == Shape::Item);
            let items = items.filter(|lead| open(lead.start)).map(Inline::Lead);
            following = answered(items.collect());
        }
        found.extend(following);
        found.sort_by_key(Inline::start);
        found
    }

    fn asks(&self, text: &str) -> bool {
        if self.traits.is_faq {
            question::ends_like_question(text)
                || question::opens_like_question(text, self.traits.openers)
        } else {
            question::has_question_mark(text)
        }
    }

    fn bold_lines(&self, stretch: &Range<usize>) -> &'a [BoldLine] {
        let lines = &self.outline.bold_lines;
        let from = lines.partition_point(|line| line.start < stretch.start);
        let to = lines.partition_point(|line| line.start < stretch.end);
        lines.get(from..to).unwrap_or_default()
    }

    /// Returns the bold lines that ask.
    fn bold(
        &self,
        lines: &[&'a BoldLine],
        answered: impl Fn(Vec<Inline<'a>>) -> Vec<Inline<'a>>,
    ) -> Vec<Inline<'a>> {
        let inline = |lines: Vec<&&'a BoldLine>| {
            let lines = lines.into_iter().map(|line| Inline::Bold(line));
            answered(lines.collect())
        };
        // In a list one question makes questions of the others, which may have lost their mark.
        let listed = inline(lines.iter().filter(|line| line.in_list).collect());
        let asking = listed.iter().filter(|one| self.asks(one.text())).count();
        if listed.len() >= 2 && asking > 0 && (self.traits.is_faq || asking * 2 >= listed.len()) {
            return listed;
        }
        // Elsewhere a bold line is as often a caption, unless questions are numbered and it is,
        // too.
        let outside = || lines.iter().filter(|line| !line.in_list);
        let numbered = self.traits.is_faq
            && outside().any(|line| self.asks(&line.text) && question::is_numbered(&line.text));
        let asks = |line: &&&BoldLine| {
            self.asks(&line.text) || numbered && question::is_numbered(&line.text)
        };
        let found = inline(outside().filter(asks).collect());
        let alone = found
            .iter()
            .all(|one| question::has_question_mark(one.text()));
        if found.len() >= 2 || self.traits.is_faq && alone {
            found
        } else {
            Vec::new()
        }
    }

    /// Returns the labelled lines that ask: in a FAQ, or with a label for the answer as well; and
    /// those that a FAQ lists as its contents.
    fn labelled(&self, leads: &'a [Lead]) -> Vec<Inline<'a>> {
        let counts = |lead: &&Lead| match lead.shape {
            Shape::Labelled { paired } => self.traits.is_faq || paired,
            Shape::Listed => true,
            _ => false,
        };
        leads.iter().filter(counts).map(Inline::Lead).collect()
    }

    /// Returns the rows of tables and the terms of lists that ask. Terms are taken together: where
    /// most ask, all do.
    fn rows_and_terms(&self, leads: &'a [Lead]) -> Vec<Inline<'a>> {
        let terms = || leads.iter().filter(|lead| lead.shape == Shape::Term);
        let asking = terms().filter(|lead| self.asks(&lead.text)).count();
        let most = self.traits.is_faq && asking * 2 >= terms().count();
        let counts = |lead: &&Lead| match lead.shape {
            Shape::Row { headed } => headed || self.traits.is_faq,
            Shape::Term => most || self.asks(&lead.text),
            _ => false,
        };
        leads.iter().filter(counts).map(Inline::Lead).collect()
    }
}

/// Returns those that something follows before the next one, or before the end.
fn answered<'a>(
    candidates: Vec<Inline<'a>>,
    end: usize,
    has_text: &impl Fn(Range<usize>) -> bool,
) -> Vec<Inline<'a>> {
    let starts: Vec<usize> = candidates.iter().map(Inline::start).collect();
    let ends = starts.into_iter().skip(1).chain([end]);
    candidates
        .into_iter()
        .zip(ends)
        .filter(|(one, end)| has_text(one.answer_from()..*end))
        .map(|(one, _)| one)
        .collect()
}

/// Returns the `<details>` that count as questions where no answer surrounds them: the innermost of
/// those that only group, the outermost of the others.
fn asking_details(outline: &MarkdownOutline, traits: ArticleTraits) -> Vec<&Details> {
    let all = &outline.details;
    let asks = |details: &Details| question::has_question_mark(&details.summary);
    let mut found: Vec<&Details> = Vec::new();
    for (index, details) in all.iter().enumerate() {
        if found
            .last()
            .is_some_and(|around| details.range.start < around.range.end)
        {
            continue;
        }
        let inner = all.get(index + 1..).unwrap_or_default();
        let mut inner = inner
            .iter()
            .take_while(|inner| inner.range.start < details.range.end);
        let from = outline
            .headings
            .partition_point(|mark| mark.range.start < details.body.start);
        let headings = outline.headings.get(from..).unwrap_or_default();
        let mut headings = headings
            .iter()
            .take_while(|mark| mark.range.start < details.body.end);
        let groups = !asks(details)
            && (inner.any(asks) || headings.any(|mark| question::has_question_mark(&mark.text)));
        if !groups && (traits.is_faq || asks(details)) {
            found.push(details);
        }
    }
    found
}

/// Whether a heading is there for the questions below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grouping {
    /// Whatever stands above them.
    Always,
    /// If they follow the heading at once.
    AtOnce,
    /// The heading is the question.
    Never,
}

/// Tells whether a heading is there for the questions below it, and not one itself: it has several,
/// or is but a word or two. One that only folds the answer away, as "Answer" does, is no question.
pub(super) fn grouping(
    questions: &[Inline],
    heading: &str,
    asks: impl Fn(&str) -> bool,
) -> Grouping {
    let has_mark = |one: &&Inline| question::has_question_mark(one.text());
    if questions.iter().filter(has_mark).count() >= 2 {
        return Grouping::Always;
    }
    let groups = match questions {
        [] => false,
        [Inline::Details(only)] if !asks(&only.summary) => {
            is_short(heading) && !is_short(&only.summary)
        }
        [Inline::Details(_), ..] => true,
        _ => is_short(heading),
    };
    if groups {
        Grouping::AtOnce
    } else {
        Grouping::Never
    }
}

/// Returns whether a text is no more than a word or two, in any script.
fn is_short(text: &str) -> bool {
    const WORDS: usize = 2;
    const BYTES: usize = 40;
    text.split_whitespace().count() <= WORDS && text.len() <= BYTES
}

/// Returns the range from a question to the next, or to where it says that it ends.
pub(super) fn range_of(
    questions: &[Inline],
    index: usize,
    question: &Inline,
    end: usize,
) -> Range<usize> {
    let end = || questions.get(index + 1).map_or(end, Inline::start);
    question.start()..question.end().unwrap_or_else(end)
}
