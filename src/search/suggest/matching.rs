//! Questions of one language that hold the pieces of what was typed.
//!
//! Owns which entries match and how well. It works on the dictionary and the postings of the
//! questions. Of each entry it keeps, as a bit for each position, where the pieces may stand.

use super::automaton::PrefixAutomaton;
use super::typed::Piece;
use crate::analysis::EXACT_PREFIX;
use crate::analysis::scripts::kana;
use crate::index::IndexError;
use crate::search::retrieve::dictionary::{Dictionary, TermEntry};
use crate::search::retrieve::positions::PositionCursor;

/// Number of words that are looked up for one piece: those that most questions hold. A single letter
/// begins thousands, and a page of suggestions needs few.
const MAX_TERMS: usize = 32;

/// Shortest piece in which a mistake is forgiven, in characters.
const MIN_CHARS_FOR_MISTAKE: usize = 4;

/// How well a question matches, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// It begins with what was typed.
    Begins,
    /// The words stand side by side.
    Together,
    /// It holds the words.
    Holds,
}

/// A word that completes the last piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Completion {
    /// The word in lower case.
    pub word: String,
    /// The number of questions that hold it with the other pieces.
    pub questions: u32,
    /// The first document that holds it.
    pub doc: u32,
}

/// The matches in one language.
#[derive(Default)]
pub(super) struct Matches {
    /// The documents with their fit, in no particular order.
    pub documents: Vec<(u32, Fit)>,
    /// The words for the last piece, in no particular order.
    pub completions: Vec<Completion>,
}

/// Returns whether a mistake could be forgiven in one of the pieces.
#[must_use]
pub(super) fn may_be_misspelt(pieces: &[Piece]) -> bool {
    pieces.iter().any(forgives)
}

/// Returns whether a piece is long enough for a mistake.
fn forgives(piece: &Piece) -> bool {
    !piece.character && piece.text.chars().count() >= MIN_CHARS_FOR_MISTAKE
}

/// Finds the words of a field that a piece may stand for, each with its term.
///
/// # Errors
/// The index is damaged.
pub(super) fn words(
    dictionary: Dictionary<'_>,
    piece: &Piece,
    mistake: bool,
) -> Result<Vec<(String, TermEntry)>, IndexError> {
    if piece.character {
        let mut found = Vec::new();
        for text in [
            Some(piece.text.clone()),
            kana::in_the_other_kana(&piece.text),
        ] {
            let Some(text) = text else { continue };
            let entry = dictionary.get(&text)?;
            found.extend(entry.map(|entry| (text, entry)));
        }
        return Ok(found);
    }
    let mistake = mistake && forgives(piece);
    let mut found: Vec<(String, TermEntry)> = Vec::new();
    // Words in fewer questions are none of those that most hold.
    let mut least = 0;
    let mut sign = [0; 4];
    let sign = EXACT_PREFIX.encode_utf8(&mut sign);
    // Numbers, and words of scripts without spaces, are terms as they stand.
    let plain = !piece.exact_forms || piece.text.chars().any(|c| c.is_ascii_digit());
    for exact_forms in [true, false] {
        if !exact_forms && !plain {
            // Particles that lost their vowel have no exact form either.
            let entry = dictionary.get(&piece.text)?;
            found.extend(entry.map(|entry| (piece.text.clone(), entry)));
            continue;
        }
        let mut automaton = PrefixAutomaton::new(&piece.text, exact_forms, mistake);
        if piece.open {
            automaton = automaton.while_composing();
        }
        let from = if exact_forms { &*sign } else { "" };
        dictionary.accepted_by(&automaton, from, None, |term, entry| {
            if entry.documents() < least {
                return;
            }
            if exact_forms == term.starts_with(EXACT_PREFIX) {
                let word = term.trim_start_matches(EXACT_PREFIX).to_string();
                found.push((word, entry.clone()));
            }
            // Which words a mistake leads to is settled when all are known.
            if !mistake && found.len() >= 4 * MAX_TERMS {
                least = cut(&mut found);
            }
        })?;
    }
    // The first letter is rarely wrong; swapped with its neighbour it is the second.
    if mistake {
        let first = piece.text.chars().next();
        let second = piece.text.chars().nth(1);
        let likely = |(word, _): &(String, TermEntry)| {
            let letter = word.chars().next();
            letter == first || letter == second
        };
        if found.iter().any(likely) {
            found.retain(likely);
        }
    }
    cut(&mut found);
    Ok(found)
}

/// Keeps the words that most questions hold. Returns how many hold the last of them; 0 if nothing
/// was cut.
fn cut(found: &mut Vec<(String, TermEntry)>) -> u32 {
    if found.len() <= MAX_TERMS {
        return 0;
    }
    let (_, last, _) = found.select_nth_unstable_by(MAX_TERMS - 1, |a, b| {
        let by_documents = b.1.documents().cmp(&a.1.documents());
        by_documents.then_with(|| a.0.cmp(&b.0))
    });
    let least = last.1.documents();
    found.truncate(MAX_TERMS);
    least
}

/// Finds the entries whose question holds all pieces.
///
/// # Errors
/// The index is damaged.
pub(super) fn matches(
    dictionary: Dictionary<'_>,
    documents: u32,
    pieces: &[Piece],
    mistake: bool,
) -> Result<Matches, IndexError> {
    let size = documents as usize;
    // By document: how many pieces it holds, and where the last of them may stand so that
    // all before it stand in front.
    let several = if pieces.len() > 1 { size } else { 0 };
    let (mut held, mut chain) = (vec![0_u8; several], vec![0_u64; several]);
    let mut places = vec![0_u64; size];
    let mut touched: Vec<u32> = Vec::new();
    let mut completions = Vec::new();
    let mut positions = Vec::new();
    let mut last_position = 0;
    for (number, piece) in (0_u8..).zip(pieces) {
        let is_last = usize::from(number) + 1 == pieces.len();
        touched.clear();
        for (word, entry) in words(dictionary, piece, mistake)? {
            let mut questions = 0;
            let mut first = None;
            let mut cursor = dictionary.positions(&entry)?;
            while cursor.doc() != PositionCursor::END {
                let doc = cursor.doc();
                let at = doc as usize;
                let holds_those_before = number == 0 || held.get(at) == Some(&number);
                if holds_those_before && let Some(places) = places.get_mut(at) {
                    if *places == 0 {
                        touched.push(doc);
                    }
                    questions += 1;
                    first.get_or_insert(doc);
                    cursor.positions(&mut positions);
                    for &position in &positions {
                        *places |= 1 << position.min(63);
                    }
                }
                cursor.advance();
            }
            if let Some(doc) = first
                && is_last
                && piece.open
                && piece.exact_forms
            {
                completions.push(Completion {
                    word,
                    questions,
                    doc,
                });
            }
        }
        if pieces.len() == 1 {
            chain = std::mem::take(&mut places);
            break;
        }
        let distance = piece.position.saturating_sub(last_position).min(63);
        last_position = piece.position;
        for &doc in &touched {
            let at = doc as usize;
            let (Some(held), Some(chain), Some(places)) =
                (held.get_mut(at), chain.get_mut(at), places.get_mut(at))
            else {
                continue;
            };
            *chain = match number {
                0 => *places,
                _ => (*chain << distance) & *places,
            };
            *places = 0;
            // Characters of one run belong together; words may stand apart.
            if number == 0 || !piece.character || *chain != 0 {
                *held = number + 1;
            }
        }
    }
    let first_position = pieces.first().map_or(0, |piece| piece.position);
    let begins = 1_u64 << last_position.saturating_sub(first_position).min(63);
    let fit = |doc: u32| {
        let chain = chain.get(doc as usize).copied().unwrap_or(0);
        if chain & begins != 0 {
            Fit::Begins
        } else if chain != 0 {
            Fit::Together
        } else {
            Fit::Holds
        }
    };
    let complete = |doc: &u32| {
        let held = held.get(*doc as usize).copied().map(usize::from);
        pieces.len() == 1 || held == Some(pieces.len())
    };
    Ok(Matches {
        documents: touched
            .iter()
            .filter(|doc| complete(doc))
            .map(|&doc| (doc, fit(doc)))
            .collect(),
        completions,
    })
}
