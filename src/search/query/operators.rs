//! The operators of a query: `"a phrase"`, `-word`, `-"a phrase"`, `word*`.
//!
//! Owns what counts as an operator and what is text. A dash within a word, before a number, before
//! one letter (an option) or before another dash is text, and so is a mark that is not closed. Knows
//! nothing of the index.

use crate::analysis::{is_of_word, is_unspaced};
use crate::model::response::Operators;

/// How many operators a query may have; the rest of it is text.
const MOST: usize = 16;

/// Marks that open a phrase, each with those that close it.
const QUOTES: [(char, &str); 9] = [
    ('"', "\"”“"),
    ('“', "”\"“"),
    ('”', "”"),
    ('„', "“”\""),
    ('«', "»"),
    ('»', "«»"),
    ('「', "」"),
    ('『', "』"),
    ('＂', "＂"),
];

/// Signs for "without" before a word.
const MINUS: [char; 3] = ['-', '\u{2212}', '\u{ff0d}'];

/// Returns the words of a query that are searched, and its operators. A query that has nothing but
/// exclusions is all text: there is nothing to leave them out of.
pub(crate) fn parse(query: &str) -> (String, Operators) {
    let mut operators = Operators::default();
    let mut words = String::with_capacity(query.len());
    let mut rest = query;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let starts = before.is_whitespace() || before == '(' || is_unspaced(before);
        let is_free = starts && operators.len() < MOST;
        let after_minus = rest.strip_prefix(MINUS).filter(|_| before.is_whitespace());
        let taken = if !is_free {
            None
        } else if let Some(excluded) = after_minus {
            excluded_part(excluded).map(|(part, length)| {
                operators.excluded.push(part);
                c.len_utf8() + length
            })
        } else if let Some((phrase, length)) = quoted(rest) {
            words.push_str(phrase);
            words.push(' ');
            operators.phrases.push(phrase.trim().to_owned());
            Some(length)
        } else {
            prefix(rest).map(|(prefix, length)| {
                words.push_str(prefix);
                operators.prefixes.push(prefix.to_owned());
                length
            })
        };
        let length = taken.unwrap_or(c.len_utf8());
        let (part, next) = rest.split_at(length);
        if taken.is_none() {
            words.push_str(part);
        }
        before = part.chars().next_back().unwrap_or(' ');
        rest = next;
    }
    if !words.chars().any(char::is_alphanumeric) {
        return (query.to_owned(), Operators::default());
    }
    let words = if operators.is_empty() {
        query.to_owned()
    } else {
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    (words, operators)
}

/// Returns what is excluded by a minus before `text`, and its length in bytes.
fn excluded_part(text: &str) -> Option<(String, usize)> {
    if let Some((phrase, length)) = quoted(text) {
        return Some((phrase.trim().to_owned(), length));
    }
    let length = text.find(char::is_whitespace).unwrap_or(text.len());
    let word = text.get(..length)?;
    let word = word.trim_end_matches(|c: char| !is_of_word(c) && !matches!(c, '+' | '#'));
    let first = word.chars().next()?;
    // "-l" is an option, "-5" a number, "--force" an option as well.
    let is_word = first.is_alphabetic() && (word.chars().nth(1).is_some() || is_unspaced(first));
    is_word.then(|| (word.to_owned(), length))
}

/// Returns a phrase in quotation marks that begins with `text`, and its length with the marks.
fn quoted(text: &str) -> Option<(&str, usize)> {
    let first = text.chars().next()?;
    let (_, closing) = QUOTES.iter().find(|(opening, _)| *opening == first)?;
    let inside = text.get(first.len_utf8()..)?;
    let end = inside.find(|c| closing.contains(c))?;
    let phrase = inside.get(..end)?;
    let mark = inside.get(end..)?.chars().next()?;
    let length = first.len_utf8() + end + mark.len_utf8();
    phrase
        .contains(char::is_alphanumeric)
        .then_some((phrase, length))
}

/// Returns the beginning of a word with a star after it, and its length with the star.
fn prefix(text: &str) -> Option<(&str, usize)> {
    let end = text.find(|c: char| !is_of_word(c) && !matches!(c, '_' | '-' | '\''))?;
    let (word, after) = text.split_at_checked(end)?;
    let after = after.strip_prefix('*')?;
    let is_end = |c: char| !is_of_word(c) && c != '*';
    let is_long = word.chars().count() > 1 || word.chars().all(is_unspaced);
    let is_prefix = is_long && word.ends_with(is_of_word) && !word.is_empty();
    (is_prefix && after.chars().next().is_none_or(is_end)).then_some((word, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(query: &str) -> (String, Vec<String>, Vec<String>, Vec<String>) {
        let (words, operators) = parse(query);
        let Operators {
            phrases,
            excluded,
            prefixes,
        } = operators;
        (words, phrases, excluded, prefixes)
    }

    #[test]
    fn phrases_have_the_marks_of_every_language() {
        for query in [
            "\"open sea\"",
            "“open sea”",
            "„open sea“",
            "«open sea»",
            "« open sea »",
            "»open sea«",
            "»open sea»",
            "「open sea」",
        ] {
            let (words, phrases, ..) = parsed(query);
            assert_eq!(
                (words.as_str(), phrases[0].as_str()),
                ("open sea", "open sea")
            );
        }
        assert_eq!(parsed("海の「港の船」は").1, ["港の船"]);
    }

    #[test]
    fn words_and_phrases_are_excluded() {
        let (words, _, excluded, _) = parsed("sail -storm -\"high sea\" boat −Wind");
        assert_eq!(words, "sail boat");
        assert_eq!(excluded, ["storm", "high sea", "Wind"]);
        assert_eq!(parsed("船 -港").2, ["港"]);
        assert_eq!(parsed("лодка -буря").2, ["буря"]);
        // Marks that are no letters belong to the word they end.
        assert_eq!(parsed("เรือ -โปรเจกต์").2, ["โปรเจกต์"]);
        assert_eq!(parsed("नाव -बन्द्").2, ["बन्द्"]);
    }

    #[test]
    fn a_word_with_a_star_is_a_beginning() {
        assert_eq!(parsed("har* boats").3, ["har"]);
        assert_eq!(parsed("har* boats").0, "har boats");
        assert_eq!(parsed("港*").3, ["港"]);
        assert_eq!(parsed("เรื่อ*").3, ["เรื่อ"]);
        assert_eq!(parsed("सर्वि*").3, ["सर्वि"]);
    }

    #[test]
    fn everything_else_is_text() {
        for query in [
            "at -5 °C",
            "git push --force",
            "ls -l",
            "e-mail sign-in",
            "a - b",
            "24\" sail and 12\" mast",
            "an \"open end",
            "צה\"ל דו\"ח",
            "search by A*",
            "2*3 and **bold**",
            "-storm",
            "it's \"\" nothing",
        ] {
            let (words, phrases, excluded, prefixes) = parsed(query);
            assert_eq!(words, query);
            assert!(
                phrases.is_empty() && excluded.is_empty() && prefixes.is_empty(),
                "{query}"
            );
        }
    }
}
