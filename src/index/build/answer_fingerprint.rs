//! Tells answers that stand in several articles, word for word or nearly so.
//!
//! Owns the fingerprint of an answer, a number that depends on nothing but its article, and when
//! two fingerprints mean the same answer. On disk its column is called `likeness`. What becomes of
//! such answers is not decided here.
//!
//! Case, punctuation and markup make no difference, every word and every sign does (+5 and -5, 5 €
//! and 5 $, C and C#), accents included: "supported"
//! and "unsupported" are one word apart, as are "cote" and "coté". Only long answers to one
//! question may differ a little, and not in numbers, names or link targets; their fingerprint holds
//! a `SimHash` (Charikar, "Similarity Estimation Techniques from Rounding Algorithms", 2002) over
//! runs of words.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::analysis::{is_unspaced, lowercase};
use crate::index::store::stored::question_hash;
use crate::model::article::Entry;
use crate::model::hash::hash64;

/// An answer with fewer words ("Yes.", "See above.") is none without its question.
const FEW_WORDS: usize = 8;

/// From so many words on, one that differs may be a matter of style.
const LONG_WORDS: usize = 64;

/// How many characters of a script without spaces make a word, about.
const CHARACTERS_OF_A_WORD: usize = 2;

/// Words in a run.
const RUN: usize = 3;

/// Of the bits of a long answer's fingerprint, the highest stand for its numbers, names and link
/// targets, those in the middle for all its words in order, the lowest for its runs of words.
const FIXED_BITS: u32 = 12;
const RUN_BITS: u32 = 40;

/// In how many of [`RUN_BITS`] nearly equal answers differ at most. Of answers with one word in a
/// hundred replaced this joins nine in ten, with eight replaced one in six. It errs towards
/// keeping apart: an answer shown twice is a smaller harm than one hidden.
const NEAR: u32 = 5;

/// What an answer is compared by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AnswerFingerprint {
    /// Hash of the folded question.
    pub question: u64,
    /// The fingerprint of the answer.
    pub bits: u64,
}

impl AnswerFingerprint {
    /// Makes the fingerprints of an article's entries. `texts` has what readers see of each answer,
    /// and the destinations of its links.
    ///
    /// An article that gives one answer to several questions, as a table of ports does, means each
    /// of them: there the question is part of the answer.
    #[must_use]
    pub(crate) fn of_article(entries: &[Entry], texts: &[(String, Vec<String>)]) -> Vec<Self> {
        let mut answers: Vec<Self> = entries
            .iter()
            .zip(texts)
            .map(|(entry, (text, destinations))| Self::new(&entry.question, text, destinations))
            .collect();
        let questions: Vec<u64> = entries
            .iter()
            .map(|entry| question_with_signs(&entry.question))
            .collect();
        let mut asked: BTreeMap<u64, (u64, bool)> = BTreeMap::new();
        for (answer, question) in answers.iter().zip(&questions) {
            let (first, several) = asked.entry(answer.bits).or_insert((*question, false));
            *several |= first != question;
        }
        for ((answer, entry), question) in answers.iter_mut().zip(entries).zip(questions) {
            if entry.answer.trim().is_empty() {
                // No answer is like no other.
                answer.bits = hash64(&[&entry.id]);
            } else if let Some((_, true)) = asked.get(&answer.bits) {
                answer.bits = mix(answer.bits ^ question);
            }
        }
        answers
    }

    fn new(question: &str, text: &str, destinations: &[String]) -> Self {
        let asked = question_with_signs(question);
        let words = Words::of(&lowercase(text));
        let targets = destinations.iter().map(|destination| target(destination));
        let targets = hash64(&targets.collect::<Vec<_>>());
        let whole = mix(chain(&words.hashes) ^ targets);
        let bits = if words.length() < FEW_WORDS {
            mix(whole ^ asked)
        } else if words.length() < LONG_WORDS {
            whole
        } else {
            let names = hash64(&names(text).collect::<Vec<_>>());
            let fixed = mix(names ^ signs(text) ^ targets) << (u64::BITS - FIXED_BITS);
            let whole = whole >> (FIXED_BITS + RUN_BITS) << RUN_BITS;
            fixed | whole | simhash(&words.hashes)
        };
        Self {
            question: question_hash(question),
            bits,
        }
    }

    /// Returns whether two answers are equal.
    #[must_use]
    pub(crate) fn equals(self, other: Self) -> bool {
        self.bits == other.bits
    }

    /// Returns whether two answers to one question differ in a few words at most.
    #[must_use]
    pub(crate) fn nearly_equals(self, other: Self) -> bool {
        let runs = |likeness: u64| likeness & ((1 << RUN_BITS) - 1);
        self.question == other.question
            && self.fixed() == other.fixed()
            && (runs(self.bits) ^ runs(other.bits)).count_ones() <= NEAR
    }

    /// Returns the part of the fingerprint that equal and nearly equal answers share.
    #[must_use]
    pub(crate) fn fixed(self) -> u64 {
        self.bits >> (u64::BITS - FIXED_BITS)
    }
}

/// The words of a text.
struct Words {
    /// One for each word and each sign; in scripts without spaces, for each character.
    hashes: Vec<u64>,
    /// How many of them are characters.
    characters: usize,
    /// How many are signs that tell texts apart.
    signs: usize,
}

impl Words {
    /// Hashes the words of a text in lower case.
    fn of(text: &str) -> Self {
        let mut hashes = Vec::with_capacity(text.len() / 5);
        let mut characters = 0;
        let mut signs = 0;
        let mut word = None;
        let mut before = ' ';
        let mut characters_left = text.chars().peekable();
        while let Some(c) = characters_left.next() {
            if is_sign(before, c, characters_left.peek().copied()) {
                hashes.extend(word.take());
                hashes.push(fnv(FNV_BASIS, c));
                signs += 1;
            }
            before = c;
            let is_character = !c.is_ascii() && is_unspaced(c);
            if is_character || !c.is_alphanumeric() {
                hashes.extend(word.take());
            }
            if is_character {
                hashes.push(fnv(FNV_BASIS, c));
                characters += 1;
            } else if c.is_alphanumeric() {
                word = Some(fnv(word.unwrap_or(FNV_BASIS), c));
            }
        }
        hashes.extend(word);
        Self {
            hashes,
            characters,
            signs,
        }
    }

    /// Returns the length of the text in words.
    fn length(&self) -> usize {
        self.hashes.len() - self.characters - self.signs + self.characters / CHARACTERS_OF_A_WORD
    }
}

/// Returns whether a character says something of its own: a mathematical or other symbol, a sign of
/// a name, or a dash or point before a word, as in "-x" and ".NET". `before` and `after` are its
/// neighbours.
fn is_sign(before: char, c: char, after: Option<char>) -> bool {
    match c {
        _ if c.is_alphanumeric() || c.is_whitespace() => false,
        '-' | '\u{2012}' | '\u{2013}' | '\u{2212}' | '.' => {
            before.is_whitespace() && after.is_some_and(char::is_alphanumeric)
        }
        // Before a word it negates, as in programs.
        '!' => before.is_whitespace() && after.is_some_and(char::is_alphanumeric),
        '%' | '\u{2030}' | '\u{2031}' | '\u{66a}' => true,
        '#' | '&' | '@' | '*' => {
            before.is_alphanumeric() || after.is_some_and(char::is_alphanumeric)
        }
        // Accents written as characters of their own, and quotation marks made of them.
        '`' | '\u{b4}' | '^' | '\u{a8}' => false,
        _ if c.is_ascii() => matches!(c, '$' | '+' | '<' | '=' | '>' | '|' | '~'),
        _ => c.general_category_group() == GeneralCategoryGroup::Symbol,
    }
}

/// Returns the hash of the signs of a text, in order; the same for all texts without signs.
fn signs(text: &str) -> u64 {
    let mut hash = 0;
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        if is_sign(before, c, characters.peek().copied()) {
            hash = mix(hash ^ u64::from(u32::from(c)));
        }
        before = c;
    }
    hash
}

/// Returns the hash of a question in which signs count.
fn question_with_signs(question: &str) -> u64 {
    question_hash(question) ^ signs(question)
}

/// Finds numbers, versions, abbreviations and identifiers, which mean something else when they
/// differ: words with a digit, an underscore, or a capital letter after the first.
fn names(text: &str) -> impl Iterator<Item = &str> {
    let is_name = |c: char| c.is_numeric() || c == '_';
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(move |word| word.contains(is_name) || word.chars().skip(1).any(char::is_uppercase))
}

/// Returns the part of a link's destination that is the same from every folder: the file and the
/// fragment.
fn target(destination: &str) -> &str {
    let end = destination.trim_end_matches('/');
    end.rsplit('/').next().unwrap_or(end)
}

/// Returns, bit by bit, what most runs of words have.
fn simhash(words: &[u64]) -> u64 {
    let mut votes = [0_i32; RUN_BITS as usize];
    for run in words.windows(RUN) {
        let hash = chain(run);
        for (bit, vote) in votes.iter_mut().enumerate() {
            *vote += if hash >> bit & 1 == 1 { 1 } else { -1 };
        }
    }
    let bits = votes.iter().rev();
    bits.fold(0, |bits, &vote| bits << 1 | u64::from(vote > 0))
}

/// Combines several hashes into one that depends on their order.
fn chain(hashes: &[u64]) -> u64 {
    hashes.iter().fold(0, |all, hash| mix(all ^ hash))
}

const FNV_BASIS: u64 = 0xcbf2_9ce4_8422_2325;

/// Takes one step of FNV-1a, by characters.
fn fnv(hash: u64, c: char) -> u64 {
    (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3)
}

/// Spreads every bit over all others, with the last steps of `splitmix64`.
fn mix(hash: u64) -> u64 {
    let hash = hash.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let hash = (hash ^ hash >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ hash >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ hash >> 31
}

#[cfg(test)]
mod tests {
    use super::*;

    /// About 90 words.
    const LONG: &str = "The bakery keeps a book of every cake that was ordered, with the name of the \
        guest, the day on which it will be fetched and what shall be written on it. Who wants to change \
        an order tells the shop before the evening of the day before, since the dough is made at night. \
        What is not fetched until we close goes to the kitchen of the school, and the deposit is kept. \
        For weddings we ask you to come by and taste; a table in the back room is free on most afternoons.";

    fn same(a: (&str, &str), b: (&str, &str)) -> bool {
        let [a, b] = [a, b].map(|(question, text)| AnswerFingerprint::new(question, text, &[]));
        a.equals(b) || a.nearly_equals(b)
    }

    #[test]
    fn how_it_is_written_makes_no_difference() {
        let plain = "On weekdays, from six to eighteen; the café rests on Sundays.";
        let other = "on Weekdays from six to eighteen. The cafe\u{301} rests on Sundays!";
        assert!(same(("When?", plain), ("Opening hours", other)));
        assert!(!same(
            ("When?", plain),
            ("When?", &plain.replace("six", "seven"))
        ));
        assert!(!same(("When?", plain), ("When?", &plain.replace('é', "e"))));
        let chinese = "面包店每个工作日早上六点开门,晚上六点关门。";
        assert!(same(
            ("几点?", chinese),
            ("时间", &chinese.replace(',', " "))
        ));
        assert!(!same(
            ("几点?", chinese),
            ("几点?", &chinese.replace("晚上", "下午"))
        ));
    }

    #[test]
    fn signs_make_another_answer() {
        let text =
            |sign: &str| format!("Open a window of the shell and type there mode {sign} now.");
        for (one, other) in [
            ("+w file", "-w file"),
            ("+4 °C", "-4 °C"),
            ("9 €", "9 $"),
            ("< 3 GB", "> 3 GB"),
            ("✓", "✗"),
            ("F#", "F"),
            (".NET", "NET"),
            ("≥ 2", "≤ 2"),
            ("!wrap", "wrap"),
            ("5 %", "5 ‰"),
            ("5 %", "5"),
        ] {
            let [one, other] = [text(one), text(other)];
            assert!(!same(("How?", &one), ("How?", &other)), "{one} {other}");
            let [long, longer] = [&one, &other].map(|text| format!("{LONG} {text}"));
            assert!(!same(("How?", &long), ("How?", &longer)), "{one} {other}");
        }
        assert!(!same(("Is F# free?", "Yes."), ("Is F free?", "Yes.")));
        let [plain, dashed] = ["so", "— so, (so)"].map(text);
        assert!(same(
            ("How?", &plain.replace("so", "so so")),
            ("How?", &dashed)
        ));
    }

    #[test]
    fn a_few_words_are_no_answer_without_the_question() {
        assert!(same(("Is it free?", "Yes."), ("is it free", "Yes")));
        assert!(!same(("Is it free?", "Yes."), ("Is it open?", "Yes.")));
        assert!(!same(
            ("免费吗?", "请参阅上一节。"),
            ("开门吗?", "请参阅上一节。")
        ));
    }

    #[test]
    fn long_answers_to_one_question_may_differ_in_style_only() {
        let ask = "How do I order a cake?";
        let words: Vec<&str> = LONG.split(' ').collect();
        let joined = (0..words.len()).filter(|&place| {
            let mut words = words.clone();
            words[place] = "gladly";
            same((ask, LONG), (ask, &words.join(" ")))
        });
        let joined = joined.count();
        assert!(
            joined * 10 >= words.len() * 8,
            "{joined} of {}",
            words.len()
        );
        let (first_half, _) = LONG.split_at(LONG.len() / 2);
        assert!(!same(
            (ask, LONG),
            (ask, &format!("{first_half}{first_half}"))
        ));
        for (word, other) in [("evening", "18"), ("The bakery", "The ACME")] {
            assert!(
                !same((ask, LONG), (ask, &LONG.replace(word, other))),
                "{other}"
            );
        }
        let edited = LONG.replacen("written", "put", 1);
        assert!(!same((ask, LONG), ("Can I cancel?", &edited)));
        assert!(same((ask, LONG), ("Can I cancel?", LONG)));
    }

    #[test]
    fn links_must_lead_to_the_same_page() {
        let answer = |target: &str| {
            let text = "You will find all that is known about it here.";
            AnswerFingerprint::new("Where?", text, &[target.to_owned()])
        };
        assert!(answer("../a/cakes.md#x").equals(answer("cakes.md#x")));
        assert!(!answer("cakes.md").equals(answer("bread.md")));
    }
}
