//! Finds for each heading of a translation its counterpart, where one of the two lags behind.
//!
//! Headings pair in order and by level. What they share decides where several pairings are
//! possible: links, numbers and names in the question; in a FAQ else their place does.

use std::collections::{HashMap, HashSet};

use crate::content::entries::question;
use crate::content::view::ArticleView;

/// Pairs of headings that are compared at most; longer articles are paired by level only.
const MOST_PAIRS: usize = 250_000;

/// What something in common is worth, and what it costs that all differs.
const SHARED: f64 = 2.0;
const DISJOINT: f64 = 0.8;
/// What the same identifier is worth.
const SAME_ANCHOR: f64 = 4.0;
/// What it costs that one stands at the beginning, the other at the end of its article.
const APART: f64 = 0.2;

/// Returns for each heading of the translation the heading of the reference, if it has one.
pub(super) fn counterparts(
    reference: &ArticleView<'_>,
    translation: &ArticleView<'_>,
) -> Vec<Option<usize>> {
    let levels = |article: &ArticleView| -> Vec<u8> {
        article
            .headings
            .iter()
            .map(|heading| heading.level)
            .collect()
    };
    let (ours, theirs) = (levels(translation), levels(reference));
    if ours == theirs {
        return (0..ours.len()).map(Some).collect();
    }
    if ours.is_empty() || theirs.is_empty() || ours.len() * theirs.len() > MOST_PAIRS {
        return vec![None; ours.len()];
    }
    let (own, other) = (marks(translation), marks(reference));
    // Where much is missing order says little; and pages at the same path may be about different
    // things unless they are called a FAQ.
    let is_near = ours.len().abs_diff(theirs.len()) * 3 <= ours.len().max(theirs.len())
        && question::names_faq(reference.path);
    let score = |i: usize, j: usize| -> Option<f64> {
        if ours.get(i) != theirs.get(j) {
            return None;
        }
        let (own, other) = (own.get(i)?, other.get(j)?);
        let shared = own.intersection(other).count() > 0;
        let named = same_anchor(translation, i, reference, j);
        if !shared && !named && !is_near {
            return None;
        }
        let place = |at: usize, of: usize| at as f64 / of.saturating_sub(1).max(1) as f64;
        let apart = (place(i, ours.len()) - place(j, theirs.len())).abs();
        let alike = match (shared, own.is_empty() || other.is_empty()) {
            (true, _) => SHARED,
            (false, true) => 0.0,
            (false, false) => -DISJOINT,
        };
        let named = if named { SAME_ANCHOR } else { 0.0 };
        Some(1.0 + alike + named - APART * apart)
    };
    best(ours.len(), theirs.len(), score)
}

/// Returns whether two headings have the same identifier, numbers of duplicates included.
fn same_anchor(ours: &ArticleView<'_>, i: usize, theirs: &ArticleView<'_>, j: usize) -> bool {
    let (Some(own), Some(other)) = (ours.headings.get(i), theirs.headings.get(j)) else {
        return false;
    };
    (&own.base_anchor, own.ordinal) == (&other.base_anchor, other.ordinal)
}

/// Returns the pairs in order whose scores have the greatest sum.
fn best(
    ours: usize,
    theirs: usize,
    score: impl Fn(usize, usize) -> Option<f64>,
) -> Vec<Option<usize>> {
    let width = theirs + 1;
    let at = |i: usize, j: usize| i * width + j;
    // The greatest sum of the headings from `i` and `j` on.
    let mut sums = vec![0.0_f64; (ours + 1) * width];
    let value = |sums: &[f64], i: usize, j: usize| sums.get(at(i, j)).copied().unwrap_or(0.0);
    for i in (0..ours).rev() {
        for j in (0..theirs).rev() {
            let paired = score(i, j).map(|score| score + value(&sums, i + 1, j + 1));
            let skipped = value(&sums, i + 1, j).max(value(&sums, i, j + 1));
            if let Some(sum) = sums.get_mut(at(i, j)) {
                *sum = paired.map_or(skipped, |paired| paired.max(skipped));
            }
        }
    }
    let mut pairs = vec![None; ours];
    let (mut i, mut j) = (0, 0);
    while i < ours && j < theirs {
        let sum = value(&sums, i, j);
        let paired = score(i, j).map(|score| score + value(&sums, i + 1, j + 1));
        if paired.is_some_and(|paired| paired >= sum) {
            if let Some(pair) = pairs.get_mut(i) {
                *pair = Some(j);
            }
            (i, j) = (i + 1, j + 1);
        } else if value(&sums, i + 1, j) >= sum {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// Returns what the part of each heading has that a translation keeps: destinations of links,
/// numbers and words of ASCII letters in the question, as far as few parts have them.
fn marks<'a>(article: &ArticleView<'a>) -> Vec<HashSet<&'a str>> {
    const MOST_PARTS: usize = 2;
    let count = article.headings.len();
    let mut marks: Vec<HashSet<&str>> = vec![HashSet::new(); count];
    let part = |line: u32| {
        let after = article
            .headings
            .partition_point(|heading| heading.line <= line);
        after.checked_sub(1)
    };
    for link in article.links {
        let marks = part(link.line).and_then(|index| marks.get_mut(index));
        if let Some(marks) = marks.filter(|_| !link.target.starts_with('#')) {
            marks.insert(link.target.trim_end_matches('/'));
        }
    }
    for entry in &article.entries {
        let Some(marks) = part(entry.line).and_then(|index| marks.get_mut(index)) else {
            continue;
        };
        let words = entry.question.split(|c: char| !c.is_alphanumeric());
        // A number, or a name in capitals, which translations keep.
        let kept = words.filter(|word| {
            word.len() > 1
                && word.is_ascii()
                && word
                    .bytes()
                    .all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
        });
        marks.extend(kept);
    }
    let mut parts: HashMap<&str, usize> = HashMap::new();
    for mark in marks.iter().flatten() {
        *parts.entry(mark).or_default() += 1;
    }
    for marks in &mut marks {
        marks.retain(|mark| parts.get(mark).is_some_and(|parts| *parts <= MOST_PARTS));
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::sample;

    fn pairs(ours: &[&str], theirs: &[&str]) -> Vec<Option<usize>> {
        let (ours, theirs) = (
            sample::article("de/faq.md", "de", ours),
            sample::article("en/faq.md", "en", theirs),
        );
        counterparts(&ArticleView::from(&theirs), &ArticleView::from(&ours))
    }

    #[test]
    fn one_that_is_missing_leaves_the_others_paired() {
        assert_eq!(pairs(&["x", "y"], &["a", "b", "c"]), [Some(0), Some(2)]);
        assert_eq!(
            pairs(&["x", "y", "z"], &["a", "b"]),
            [Some(0), None, Some(1)]
        );
        assert_eq!(pairs(&["x"], &["a", "b", "c", "d"]), [None]);
        assert_eq!(pairs(&["a", "b"], &["a", "b", "c"]), [Some(0), Some(1)]);
    }

    #[test]
    fn links_tell_which_one_is_missing() {
        let mut ours = sample::article("de/a.md", "de", &["x", "y", "z"]);
        let mut theirs = sample::article("en/a.md", "en", &["a", "b", "c", "d"]);
        // One line below the second and the third, the third and the fourth heading.
        for (article, lines) in [(&mut ours, [21, 31]), (&mut theirs, [31, 41])] {
            article.links = sample::links(&["https://a.example/", "https://b.example"]);
            for (link, line) in article.links.iter_mut().zip(lines) {
                link.line = line;
            }
        }
        let found = counterparts(&ArticleView::from(&theirs), &ArticleView::from(&ours));
        assert_eq!(found, [None, Some(2), Some(3)]);
    }
}
