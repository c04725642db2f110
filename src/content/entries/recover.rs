//! Sees to it that no word of an article is lost, however it was cut.
//!
//! What Markdown means depends on what stands around it: a part that is cut out may turn
//! text into a fence's label or a link's definition, which nobody sees. Splitting avoids
//! what authors really write; this catches the rest. Words that the whole article shows
//! and no entry does are put back as plain text, in the entry that they stand in.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::label;
use crate::content::markdown::text::{plain, plain_with_places};
use crate::model::article::Entry;

/// Puts lost words back. `text` is the whole body; `elsewhere` is a part of it that no entry
/// has to hold. The entries come in order with the stretch of text they were made of.
pub(crate) fn recover_lost_text(
    text: &str,
    title: &str,
    elsewhere: Option<&Range<usize>>,
    entries: &mut [(Range<usize>, Entry)],
) {
    let (shown, places) = plain_with_places(text);
    let answers: Vec<String> = entries
        .iter()
        .map(|(_, entry)| plain(&entry.answer))
        .collect();
    let texts = || {
        let entries = entries.iter().zip(&answers);
        let texts = entries.flat_map(|((_, entry), answer)| {
            let headings = entry.section.iter().map(String::as_str);
            headings.chain([answer.as_str(), entry.question.as_str()])
        });
        texts.chain([title])
    };
    // Nearly always every line is kept as it is, which is quicker to see than that its
    // words are.
    let whole: HashSet<&str> = texts().flat_map(str::lines).collect();
    let changed: Vec<(usize, &str)> = lines(&shown, &places)
        .filter(|(at, line)| {
            !whole.contains(line) && elsewhere.is_none_or(|range| !range.contains(at))
        })
        .collect();
    if changed.is_empty() {
        return;
    }
    let mut kept: HashSet<&str> = texts().flat_map(words).collect();
    let mut lost: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (at, line) in changed {
        // The head of a table whose rows are questions says no more than labels do.
        let is_head =
            words(line).any(label::names_questions) && words(line).any(label::names_answers);
        let says_nothing = |word| is_head && label::names_column(word) || is_label(line, word);
        if words(line).any(|word| !kept.contains(word) && !says_nothing(word)) {
            let index = entries.partition_point(|(span, _)| span.start <= at);
            let lines = lost.entry(index.saturating_sub(1)).or_default();
            lines.push(escaped(line.trim()));
            kept.extend(words(line));
        }
    }
    for (index, lines) in lost {
        if let Some((_, entry)) = entries.get_mut(index) {
            // In front, where nothing can be open that would swallow it.
            let before = lines.join("\n");
            entry.answer = if entry.answer.is_empty() {
                before
            } else {
                format!("{before}\n\n{}", entry.answer)
            };
        }
    }
}

/// Returns the lines of a text that was read, each with the place it comes from.
fn lines<'a>(
    shown: &'a str,
    places: &'a [(usize, usize)],
) -> impl Iterator<Item = (usize, &'a str)> {
    let mut start = 0;
    shown.split_inclusive('\n').map(move |line| {
        let after = places.partition_point(|(at, _)| *at <= start);
        let place = after.checked_sub(1).and_then(|index| places.get(index));
        start += line.len();
        (
            place.map_or(0, |(_, source)| *source),
            line.trim_end_matches('\n'),
        )
    })
}

/// Returns whether a word of a line labels what follows, or numbers the label: it says nothing
/// once question and answer are known. `word` is a part of `line`.
fn is_label(line: &str, word: &str) -> bool {
    let at = word.as_ptr() as usize - line.as_ptr() as usize;
    let after = line.get(at + word.len()..).unwrap_or_default();
    // `【Q】`, and words whose signs for vowels are no letters.
    let before = line.get(..at).unwrap_or_default();
    let blanks = before.rmatch_indices(char::is_whitespace).map(|(at, _)| at);
    let begins = |start: usize| {
        let label = label::read(line.get(start..).unwrap_or_default());
        let label = label.filter(label::Labelled::is_known);
        label.is_some_and(|label| label.rest.len() <= after.len())
    };
    if blanks.take(2).any(begins) || begins(0) {
        return true;
    }
    if after.starts_with([':', '：', '.', '．', '、', ')', '）', ' ', '\u{a0}']) {
        return label::is_word(word)
            || word.chars().all(char::is_numeric)
                && words(line.get(..at).unwrap_or_default())
                    .last()
                    .is_some_and(label::is_word);
    }
    false
}

/// Returns the words of a text: its runs of letters and digits.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Returns Markdown that shows a line as it is.
fn escaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        if c.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::sample;

    #[test]
    fn only_what_no_entry_shows_is_put_back() {
        let text = "# T\n\n*For: x*\n\nfirst\n\n1. second & third*\n";
        let article = sample::article("a", "en", &["t", "u"]);
        let mut entries: Vec<_> = [0..5, 5..text.len()]
            .into_iter()
            .zip(article.entries)
            .collect();
        entries[0].1.answer = String::new();
        entries[1].1.answer = "first <third>".to_owned();
        recover_lost_text(text, "T", Some(&(5..14)), &mut entries);
        assert_eq!(entries[0].1.answer, "");
        assert_eq!(entries[1].1.answer, "second \\& third\\*\n\nfirst <third>");
        recover_lost_text(text, "T", None, &mut entries);
        assert_eq!(entries[1].1.answer.lines().next(), Some("For\\: x"));
        entries[0].1.question.clear();
        recover_lost_text(text, "", None, &mut entries);
        assert_eq!(entries[0].1.answer, "T");
    }
}
