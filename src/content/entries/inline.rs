//! Finds the questions that are no headings: bold lines, `<details>`.
//!
//! Owns which of them ask. Where they stand is noted in `markdown`.

use std::ops::Range;

use super::classify::ArticleTraits;
use super::question;
use crate::content::markdown::bold::BoldLine;
use crate::content::markdown::details::Details;
use crate::content::markdown::outline::MarkdownOutline;

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

    /// Returns the identifier of its own, if it has one.
    pub(crate) fn anchor(&self) -> Option<&str> {
        match self {
            Self::Bold(line) => line.anchor.as_deref(),
            Self::Details(details) => details.anchor.as_deref(),
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

/// Returns the questions without headings in a stretch of text that belongs to no heading's answer.
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
