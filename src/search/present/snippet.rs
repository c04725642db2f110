//! Snippets: the part of an answer that shows why it was found.
//!
//! Owns the line that an answer becomes, and choosing whole sentences of it around the words of a
//! query. Lengths and highlights count Unicode scalar values.

use std::ops::Range;

use super::marks::{Marks, Place, Words};
use crate::analysis::{Analyzer, Tokens, sentences};
use crate::model::embedding::TextEncoder;
use crate::model::response::Snippet;
use crate::search::query::parse::truncate_at_char;
use crate::search::query::term::QueryTerm;

/// Most characters of a snippet.
const MAX_CHARS: usize = 240;

/// Sentences among which the nearest in meaning is chosen.
const MAX_SENTENCES: usize = 24;

/// Bytes of an answer that are searched for a good place; what lies beyond is
/// in the whole answer anyway.
const MAX_BYTES: usize = 8 * 1024;

/// What stands between the cells of a table row, and between lines that do not end as sentences do:
/// items of a list, rows, headings.
const BETWEEN_CELLS: &str = " | ";
const BETWEEN_LINES: &str = " · ";

/// Marks the words of one query in questions and answers of one language.
pub(crate) struct Highlighter<'a> {
    analyzer: &'a Analyzer,
    marks: Marks,
    /// Working memory: what it learnt of one text makes the next one cheaper.
    tokens: Tokens,
}

impl<'a> Highlighter<'a> {
    /// Looks for the words that tell something; for all words where none does.
    pub(crate) fn new<'w>(
        analyzer: &'a Analyzer,
        words: impl Iterator<Item = &'w QueryTerm> + Clone,
    ) -> Self {
        let marks = Marks::of(words);
        Self {
            tokens: Tokens::seeking(marks.terms()),
            analyzer,
            marks,
        }
    }

    /// Returns the question with the query's words marked, and the part of the answer
    /// that says most to the reader.
    ///
    /// Where the question holds all the words of the query, that is how the
    /// answer begins. Else it is the run of sentences within the length limit
    /// that holds most of the words the question lacks; of several, the one with a sentence that
    /// holds most of them alone, then the earliest.
    /// Where the answer holds no word of the query at all, what is `meant` chooses the sentence.
    pub(crate) fn highlight(
        &mut self,
        question: &str,
        answer: &str,
        meant: Option<Meant<'_>>,
    ) -> (Snippet, Snippet) {
        let Self {
            analyzer,
            marks,
            tokens,
        } = self;
        analyzer.analyze(question, tokens);
        let places = marks.places(tokens);
        let marked = in_characters(question, 0..question.len(), &places, ["", ""]);
        let held = places.iter().fold(0, |words, place| words | place.words);
        let lacking = marks.all & !held;
        // The beginning needs no more text than a snippet holds.
        let (bytes, enough) = if lacking == 0 {
            (MAX_CHARS * 8, MAX_CHARS * 4)
        } else {
            (MAX_BYTES, usize::MAX)
        };
        let head = truncate_at_char(answer, bytes);
        let Flow {
            text,
            sentences,
            is_cut,
        } = Flow::of(head, enough);
        let (from, to, places) = if lacking == 0 {
            let (from, to) = best_window(&text, &sentences, &[], lacking);
            analyzer.analyze(&text[from..to], tokens);
            let places = marks.places(tokens).into_iter().map(|place| Place {
                from: from + place.from,
                to: from + place.to,
                ..place
            });
            (from, to, places.collect())
        } else {
            analyzer.analyze(&text, tokens);
            let places = marks.places(tokens);
            let nearest = meant.filter(|_| places.is_empty());
            let (from, to) = match nearest.and_then(|meant| meant.nearest(&text, &sentences)) {
                Some(number) => window_from(&text, &sentences, number),
                None => best_window(&text, &sentences, &places, lacking),
            };
            (from, to, places)
        };
        let before = if from > 0 { "… " } else { "" };
        let is_cut = is_cut || to < text.trim_end().len() || head.len() < answer.len();
        let after = if is_cut { " …" } else { "" };
        let snippet = in_characters(&text, from..to, &places, [before, after]);
        (marked, snippet)
    }
}

/// What a query means, and the model that knows it.
#[derive(Clone, Copy)]
pub(crate) struct Meant<'a> {
    pub(crate) model: &'a dyn TextEncoder,
    pub(crate) query: &'a str,
}

impl Meant<'_> {
    /// Returns the number of the sentence that is nearest in meaning, unless all are shown anyway.
    fn nearest(&self, text: &str, sentences: &[(usize, usize)]) -> Option<usize> {
        if text.chars().count() <= MAX_CHARS {
            return None;
        }
        let looked_at = sentences.iter().take(MAX_SENTENCES);
        let parts: Vec<&str> = looked_at.map(|&(from, to)| &text[from..to]).collect();
        let scores = self.model.match_pieces(self.query, &parts);
        // Of several that are equally near it is the first.
        let scores = scores.into_iter().enumerate().rev();
        let best = scores.max_by(|a, b| a.1.total_cmp(&b.1));
        best.map(|(number, _)| number)
    }
}

/// An answer on one line.
#[derive(Default)]
struct Flow {
    text: String,
    /// Where its sentences, items and rows are, in bytes.
    sentences: Vec<(usize, usize)>,
    /// Whether lines were left out at the end.
    is_cut: bool,
}

impl Flow {
    /// Puts the lines of a text in a row, until there are `enough` bytes. They are told apart where
    /// no mark ends them.
    fn of(lines: &str, enough: usize) -> Self {
        let mut flow = Self::default();
        for line in lines.lines() {
            if flow.text.len() > enough {
                flow.is_cut = true;
                break;
            }
            flow.push(line);
        }
        flow
    }

    /// Adds a line, whose cells are parted by tabs.
    fn push(&mut self, line: &str) {
        let mut start = None;
        for cell in line.split('\t') {
            let mut words = cell.split_whitespace();
            let Some(first) = words.next() else { continue };
            if start.is_some() {
                self.text.push_str(BETWEEN_CELLS);
            } else {
                if !self.text.is_empty() {
                    let is_ended = ends_a_sentence(&self.text);
                    self.text
                        .push_str(if is_ended { " " } else { BETWEEN_LINES });
                }
                start = Some(self.text.len());
            }
            self.text.push_str(first);
            for word in words {
                self.text.push(' ');
                self.text.push_str(word);
            }
        }
        if let Some(start) = start {
            let line = self.text.get(start..).unwrap_or_default();
            let within = sentences(line).into_iter();
            let within = within.map(|(from, to)| (start + from, start + to));
            self.sentences.extend(within);
        }
    }
}

/// Returns whether a text ends in a mark after which another sentence may follow.
fn ends_a_sentence(text: &str) -> bool {
    let closed = |c: char| matches!(c, '"' | '\'' | ')' | ']' | '»' | '”' | '’' | '」' | '）');
    text.trim_end_matches(closed).ends_with([
        '.', '!', '?', '…', ':', ';', ',', '。', '！', '？', '：', '；', '、', '．', '｡', '।', '۔',
        '؟', '،', '؛',
    ])
}

/// Chooses whole sentences, or a piece of one that is too long.
fn best_window(
    text: &str,
    sentences: &[(usize, usize)],
    places: &[Place],
    lacking: Words,
) -> (usize, usize) {
    let words_of = |&(from, to): &(usize, usize)| -> Words {
        let first = places.partition_point(|place| place.from < from);
        let within = places.iter().skip(first).take_while(|place| place.to <= to);
        within.fold(0, |words, place| words | place.words) & lacking
    };
    let held: Vec<Words> = sentences.iter().map(words_of).collect();
    let mut best = (0, 0);
    let mut best_worth = None;
    for (number, &(from, first_end)) in sentences.iter().enumerate() {
        let rest = held.get(number..).unwrap_or_default();
        // Sentences without a word start no window, except the first.
        if number > 0 && rest.first().is_none_or(|words| *words == 0) {
            continue;
        }
        let mut to = first_end;
        let (mut words, mut most) = (0, 0);
        for (&(_, end), own) in sentences.iter().skip(number).zip(rest) {
            if end > first_end && text[from..end].chars().count() > MAX_CHARS {
                break;
            }
            to = end;
            words |= own;
            most = own.count_ones().max(most);
        }
        let worth = (words.count_ones(), most);
        if best_worth.is_none_or(|known| worth > known) {
            best_worth = Some(worth);
            best = (from, to);
        }
    }
    let first = places.iter().filter(|place| place.words & lacking != 0);
    let first = first.map(|place| place.from);
    shorten(text, best.0, best.1, first)
}

/// Returns the whole sentences from one on for which there is room, or a piece of it.
fn window_from(text: &str, sentences: &[(usize, usize)], number: usize) -> (usize, usize) {
    let mut rest = sentences.iter().skip(number);
    let (from, mut to) = rest.next().copied().unwrap_or_default();
    for &(_, end) in rest {
        if text[from..end].chars().count() > MAX_CHARS {
            break;
        }
        to = end;
    }
    shorten(text, from, to, std::iter::empty())
}

/// Cuts a sentence that is longer than a snippet around its first match, at spaces.
fn shorten(
    text: &str,
    from: usize,
    to: usize,
    mut matches: impl Iterator<Item = usize>,
) -> (usize, usize) {
    let window = &text[from..to];
    if window.chars().count() <= MAX_CHARS {
        return (from, to);
    }
    let first = matches.find(|&start| start >= from && start < to);
    let first = first.unwrap_or(from);
    // A third of the room goes before the match.
    let mut start = first;
    for (at, _) in text[from..first].char_indices().rev().take(MAX_CHARS / 3) {
        start = from + at;
    }
    if start > from
        && let Some(space) = text[start..first].find(' ')
    {
        start += space + 1;
    }
    let mut end = start;
    for (at, character) in text[start..to].char_indices().take(MAX_CHARS) {
        end = start + at + character.len_utf8();
    }
    if end < to
        && let Some(space) = text[start..end].rfind(' ')
        && start + space > first
    {
        end = start + space;
    }
    (start, end)
}

/// Cuts out a byte range, converts the matches inside it to characters, and puts the marks of what
/// was left out before and after it.
fn in_characters(
    text: &str,
    range: Range<usize>,
    places: &[Place],
    [before, after]: [&str; 2],
) -> Snippet {
    let from = range.start;
    let body = text[range].trim_end();
    let to = from + body.len();
    let mut highlights = Vec::new();
    let mut at = from;
    let mut count = before.chars().count();
    let within = |place: &&Place| place.from >= from && place.to <= to;
    for &Place {
        from: start,
        to: end,
        ..
    } in places.iter().filter(within)
    {
        count += text[at..start].chars().count();
        let length = text[start..end].chars().count();
        highlights.push((count, count + length));
        count += length;
        at = end;
    }
    Snippet {
        text: format!("{before}{body}{after}"),
        highlights,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::parameters::TermParameters;
    use crate::search::query::parse::terms;

    fn cut(language: &str, query: &str, question: &str, answer: &str) -> (String, Vec<String>) {
        let analyzer = Analyzer::for_language(language);
        let words = terms(&analyzer, query, &TermParameters::default());
        let (_, found) =
            Highlighter::new(&analyzer, words.iter()).highlight(question, answer, None);
        let characters: Vec<char> = found.text.chars().collect();
        let marked = found
            .highlights
            .iter()
            .map(|&(from, to)| characters[from..to].iter().collect())
            .collect();
        (found.text, marked)
    }

    #[test]
    fn a_question_that_holds_the_words_shows_how_its_answer_begins() {
        let filler = "Nothing of interest is said here at all, and at some length. ".repeat(6);
        let answer = format!("No. {filler}Routers are old.");
        let (text, _) = cut("en", "router", "Do I need a router?", &answer);
        assert!(text.starts_with("No. Nothing"), "{text}");
        let (text, marked) = cut("en", "router", "What about VPN?", &answer);
        assert!(text.contains("Routers are old."), "{text}");
        assert_eq!(marked, ["Routers"]);
    }

    #[test]
    fn cells_and_items_are_told_apart() {
        let (text, _) = cut(
            "en",
            "x",
            "",
            "Codes\n0\tdone\n3\tno index\nRun this:\nfirst\nsecond.",
        );
        assert_eq!(
            text,
            "Codes · 0 | done · 3 | no index · Run this: first · second."
        );
    }

    #[test]
    fn a_table_shows_the_row_that_was_sought() {
        let rows: String = (1..200)
            .map(|n| format!("{n}\tcode {n} of the list\n"))
            .collect();
        let table = format!("Code\tMeaning\n{rows}200\tgateway asleep\n{rows}");
        let (text, marked) = cut("en", "gateway asleep", "What do codes mean?", &table);
        assert!(
            text.starts_with("… 200 | gateway asleep · 1 | code 1"),
            "{text}"
        );
        assert_eq!(marked, ["gateway", "asleep"]);
    }

    #[test]
    fn one_sentence_with_the_words_is_better_than_several() {
        let filler = "Nothing of interest is said here at all, and at some length. ".repeat(6);
        let answer = format!("Lids are red. Oil is hot. {filler}Oil the lids of ovens. {filler}");
        let (text, marked) = cut("en", "oil lids", "What now?", &answer);
        assert!(text.starts_with("… Oil the lids of ovens."), "{text}");
        assert_eq!(marked, ["Oil", "lids"]);
    }

    #[test]
    fn parts_of_a_name_are_marked_side_by_side_only() {
        for (query, answer, expected) in [
            ("i18n", "The n of l10n, i18n and i.", vec!["i18n"]),
            (
                "my_special_func",
                "Call my_special_func on MyType, or a special one.",
                vec!["my_special_func"],
            ),
            (
                "ExpressRoute",
                "Take the express route, the route is express.",
                vec!["express", "route"],
            ),
        ] {
            assert_eq!(cut("en", query, "", answer).1, expected, "{query}");
        }
    }

    #[test]
    fn highlights_count_characters_not_bytes() {
        let (_, marked) = cut("ja", "証明書", "何", "クライアントには証明書が必要です。");
        assert_eq!(marked.concat(), "証明書");
        let (_, marked) = cut("fr", "sécurité", "", "Où ça ? « La sécurité » d’été.");
        assert_eq!(marked, ["sécurité"]);
    }

    #[test]
    fn a_sentence_without_end_is_cut_around_the_match() {
        let answer = format!("{}needle {}", "word ".repeat(1_000), "word ".repeat(2_000));
        let (text, marked) = cut("en", "needle", "", &answer);
        assert_eq!(marked, ["needle"]);
        assert!(text.chars().count() <= MAX_CHARS + 4, "{text}");
        assert!(text.starts_with("… ") && text.ends_with(" …"), "{text}");
        let unspaced = "語".repeat(5_000);
        assert!(cut("ja", "x", "", &unspaced).0.chars().count() <= MAX_CHARS + 4);
    }
}
