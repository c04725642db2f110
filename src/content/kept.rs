//! Sees to it that no word of an article is lost, however it was cut.
//!
//! What Markdown means depends on what stands around it: a part that is cut out may turn
//! text into a fence's label or a link's definition, which nobody sees. Splitting avoids
//! what authors really write; this is the net below it. Words that the whole article shows
//! and no entry does are put back as plain text, in the entry that they stand in.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::model::Entry;
use super::text::{plain, plain_with_places};

/// Puts lost words back. `text` is the whole body; `elsewhere` is a part of it that no entry
/// has to hold. The entries come in order with the stretch of text they were made of.
pub(super) fn put_back(
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
    let mut kept: HashSet<&str> = words(title).collect();
    for ((_, entry), answer) in entries.iter().zip(&answers) {
        kept.extend(words(answer));
        kept.extend(words(&entry.question));
        kept.extend(entry.section.iter().flat_map(|heading| words(heading)));
    }
    let mut lost: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut start = 0;
    for line in shown.split_inclusive('\n') {
        if words(line).any(|word| !kept.contains(word)) {
            let place = places.partition_point(|(at, _)| *at <= start);
            let source = place.checked_sub(1).and_then(|place| places.get(place));
            let source = source.map_or(0, |(_, source)| *source);
            if elsewhere.is_none_or(|range| !range.contains(&source)) {
                let index = entries.partition_point(|(span, _)| span.start <= source);
                let lines = lost.entry(index.saturating_sub(1)).or_default();
                lines.push(escaped(line.trim()));
                kept.extend(words(line));
            }
        }
        start += line.len();
    }
    drop(kept);
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

/// Runs of letters and digits.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Markdown that shows a line as it is.
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
        put_back(text, "T", Some(&(5..14)), &mut entries);
        assert_eq!(entries[0].1.answer, "");
        assert_eq!(entries[1].1.answer, "second \\& third\\*\n\nfirst <third>");
        put_back(text, "T", None, &mut entries);
        assert_eq!(entries[1].1.answer.lines().next(), Some("For\\: x"));
        entries[0].1.question.clear();
        put_back(text, "", None, &mut entries);
        assert_eq!(entries[0].1.answer, "T");
    }
}
