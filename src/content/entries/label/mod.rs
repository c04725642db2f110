//! The labels before a question and before its answer: `Q:`, `**A.**`, `问：`, `Frage 3:`.
//!
//! Owns which words are labels. Whether a labelled line is a question where it stands is decided
//! in `inline` and `classify`.

mod words;

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use self::words::{ANSWER_COLUMNS, ANSWER_WORDS, LETTERS, QUESTION_COLUMNS, QUESTION_WORDS};

/// Longest label in bytes.
const LONGEST: usize = 48;

/// Brackets around a label, as `【Q】` has them.
const BRACKETS: [(char, char); 4] = [('【', '】'), ('〔', '〕'), ('「', '」'), ('[', ']')];

/// A label at the beginning of some text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Labelled<'t> {
    /// The label in lower case, without number and marks.
    word: String,
    /// Whether its mark does not suffice to tell it from a list: `A. first, B. second`.
    is_weak: bool,
    /// The emphasis that goes on after the label.
    pub(crate) open: &'t str,
    /// What follows the label, without the blanks and the emphasis that close it.
    pub(crate) rest: &'t str,
}

impl Labelled<'_> {
    /// Returns whether the label says by itself that a question follows.
    pub(crate) fn asks(&self) -> bool {
        !self.is_weak && self.means_question()
    }

    /// Returns whether the word is one for a question, whatever mark follows it.
    pub(crate) fn means_question(&self) -> bool {
        QUESTION_WORDS.contains(&self.word.as_str())
    }

    /// Returns whether the label says by itself that an answer follows.
    pub(crate) fn answers(&self) -> bool {
        !self.is_weak && ANSWER_WORDS.contains(&self.word.as_str())
    }

    /// Returns whether the label is that of a question or an answer in some language, perhaps.
    pub(crate) fn is_known(&self) -> bool {
        is_word(&self.word)
    }

    /// Returns whether this label is that of a question and `other` that of its answer.
    pub(crate) fn is_answered_by(&self, other: &Labelled) -> bool {
        let (own, other) = (self.word.as_str(), other.word.as_str());
        self.means_question() && ANSWER_WORDS.contains(&other) || LETTERS.contains(&(own, other))
    }
}

/// Reads the label that a text begins with. The text may have Markdown's emphasis around it.
pub(crate) fn read(text: &str) -> Option<Labelled<'_>> {
    let inner = text.trim_start_matches(['*', '_', ' ', '\u{a0}']);
    let bracket = BRACKETS.iter().find(|(open, _)| inner.starts_with(*open));
    let inner_word = bracket.map_or(inner, |(open, _)| inner.trim_start_matches(*open));
    let word_end = inner_word
        .find(|c: char| !c.is_alphabetic() && !is_mark_of_letter(c) && c != ' ')
        .unwrap_or(inner_word.len());
    let (word, after_word) = inner_word.split_at(word_end);
    let word = word.trim();
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    // `Question 3:`, `Q3.`
    let after = after_word.trim_start_matches(char::is_numeric);
    let closed = after.trim_start_matches(['*', '_', ' ', '\u{a0}', '\u{202f}']);
    // `A. first, B. second` is a list; `**A**.` and `A1.` are answers.
    let is_numbered = after.len() < after_word.len();
    let is_marked = inner.len() < text.len() && text.trim_start().starts_with(['*', '_']);
    let (rest, is_weak) = match bracket {
        Some((_, close)) => (closed.strip_prefix(*close)?, false),
        None => after_mark(closed, is_numbered || is_marked)?,
    };
    let rest = match bracket {
        Some(_) => rest.trim_start_matches([':', '：']),
        None => rest,
    };
    if rest.starts_with("//") || rest.starts_with('(') && bracket.is_some() {
        return None;
    }
    let is_closed = closed.len() < after.trim_start().len()
        && after.trim_start().starts_with(['*', '_'])
        || rest.starts_with(['*', '_']);
    let open = text.trim_start();
    let open = open.get(..open.len() - open.trim_start_matches(['*', '_']).len());
    let rest = rest
        .trim_start_matches(['*', '_'])
        .trim_start_matches([' ', '\t', '\u{a0}', '\u{3000}']);
    Some(Labelled {
        word: word.to_lowercase().chars().map(half_width).collect(),
        is_weak,
        open: open.filter(|_| !is_closed).unwrap_or_default(),
        rest,
    })
}

/// Returns what follows the mark after a label, and whether the mark says little. `is_distinct`
/// tells whether something else says that it is a label.
fn after_mark(closed: &str, is_distinct: bool) -> Option<(&str, bool)> {
    let mut marks = closed.chars();
    let mark = marks.next()?;
    let rest = marks.as_str();
    match mark {
        ':' | '：' => Some((rest, false)),
        '.' | '．' | '、' | ')' | '）' | '｡' => Some((rest, !is_distinct)),
        '-' | '–' | '—' if rest.starts_with(' ') => Some((rest, true)),
        _ => None,
    }
}

/// Returns the usual form of a letter that takes the width of a Chinese character: `Ｑ`.
fn half_width(c: char) -> char {
    match c {
        'ａ'..='ｚ' => char::from_u32(c as u32 - 'ａ' as u32 + 'a' as u32).unwrap_or(c),
        _ => c,
    }
}

/// Returns whether the label of a text says that it is a question, by itself or by that of what
/// comes after it.
pub(crate) fn is_question(text: &str, after: &str) -> bool {
    read(text).is_some_and(|label| {
        label.asks() || read(after.trim_start()).is_some_and(|answer| label.is_answered_by(&answer))
    })
}

/// Returns an answer without its label.
pub(crate) fn without_answer_label(answer: &str, question: &str) -> Option<String> {
    let label = read(answer)?;
    let paired = || read(question).is_some_and(|question| question.is_answered_by(&label));
    (label.answers() || paired()).then(|| format!("{}{}", label.open, label.rest))
}

/// Returns whether a word may be a label, perhaps with a number: `Q`, `A12`, `Frage`.
pub(crate) fn is_word(word: &str) -> bool {
    let word = word.trim_end_matches(char::is_numeric).to_lowercase();
    let word = word.as_str();
    QUESTION_WORDS.contains(&word)
        || ANSWER_WORDS.contains(&word)
        || LETTERS.iter().any(|(q, a)| *q == word || *a == word)
}

/// Returns whether the head of a column says that it holds questions.
pub(crate) fn names_questions(head: &str) -> bool {
    names(head, QUESTION_WORDS, QUESTION_COLUMNS)
}

/// Returns whether the head of a column says that it holds answers.
pub(crate) fn names_answers(head: &str) -> bool {
    names(head, ANSWER_WORDS, ANSWER_COLUMNS)
}

/// Returns whether a head says that its column holds questions or answers.
pub(crate) fn names_column(head: &str) -> bool {
    names_questions(head) || names_answers(head)
}

fn names(head: &str, words: &[&str], columns: &[&str]) -> bool {
    let head = head.to_lowercase();
    let head = head.trim_matches(|c: char| !c.is_alphabetic());
    let singular = head.strip_suffix('s').unwrap_or(head);
    [head, singular]
        .iter()
        .any(|head| words.contains(head) || columns.contains(head))
}

/// Returns a text without a label before it.
pub(crate) fn without_label(text: &str) -> &str {
    let label = read(text).filter(Labelled::is_known);
    label.map_or(text, |label| label.rest)
}

/// Returns whether a character goes on a word without being a letter: accents and vowel signs.
fn is_mark_of_letter(c: char) -> bool {
    c.general_category_group() == GeneralCategoryGroup::Mark
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_with_numbers_and_emphasis() {
        for (text, rest) in [
            ("Q: Why?", "Why?"),
            ("**Q:** Why?", "Why?"),
            ("**Q**. Why?", "Why?"),
            ("**Q: Why?**", "Why?**"),
            ("Q12. Why?", "Why?"),
            ("Frage 3: Warum?", "Warum?"),
            ("Question : Pourquoi ?", "Pourquoi ?"),
            ("问：为什么", "为什么"),
            ("【Q1】なぜ？", "なぜ？"),
            ("Ｑ：なぜ？", "なぜ？"),
            ("प्रश्न: क्यों?", "क्यों?"),
            ("Pertanyaan 2: Mengapa?", "Mengapa?"),
        ] {
            let found = read(text);
            assert!(found.as_ref().is_some_and(Labelled::asks), "{text}");
            assert_eq!(found.map(|found| found.rest), Some(rest), "{text}");
        }
        for text in ["_A:_ Because.", "答： 因为", "A：是", "Réponse : oui"] {
            assert!(read(text).is_some_and(|found| found.answers()), "{text}");
        }
    }

    #[test]
    fn letters_count_in_pairs() {
        let pair = |question, answer| {
            let (question, answer) = (read(question), read(answer));
            question.is_some_and(|q| answer.is_some_and(|a| q.is_answered_by(&a)))
        };
        assert!(pair("В: Почему?", "О: Потому."));
        assert!(pair("**P:** ¿Por qué?", "**R:** Porque sí."));
        assert!(pair("F1. Warum?", "A1. Darum."));
        assert!(pair("Q. なぜ？", "A. だから。"));
        assert!(pair("Q - Why?", "A - Because."));
        assert!(!pair("C: drive", "D: drive"));
        assert!(!pair("A: first", "Q: second"));
    }

    #[test]
    fn what_only_looks_like_a_label_is_text() {
        for text in ["A. first choice", "A) first", "Q. E. D."] {
            assert!(read(text).is_some_and(|it| !it.asks() && !it.answers()));
        }
        for text in [
            "a://b",
            "Q and more",
            "Q-learning",
            "[Q](#q)",
            "3: x",
            "",
            ": x",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        let note = read("Note: see below");
        assert!(note.is_some_and(|note| !note.asks() && !note.answers()));
    }
}
