//! Questions of one language that hold the pieces of what was typed.
//!
//! Owns which entries match and how well. It works on the dictionary and the postings of the
//! questions. Where the pieces may stand is kept as a bit for each position, and looked at for those
//! entries only that may be shown.

use super::automaton::PrefixAutomaton;
use super::typed::Piece;
use crate::analysis::EXACT_PREFIX;
use crate::analysis::scripts::kana;
use crate::index::IndexError;
use crate::search::retrieve::dictionary::{Dictionary, TermEntry};
use crate::search::retrieve::filter::DocumentSet;

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

/// Where the pieces are looked for.
pub(super) struct Questions<'a> {
    /// The dictionary of the questions.
    pub(super) dictionary: Dictionary<'a>,
    /// How many entries there are.
    pub(super) documents: u32,
}

/// A piece with the words that it may stand for.
struct Looked {
    words: Vec<TermEntry>,
    /// How far it is from the piece before.
    distance: u32,
}

/// The entries whose questions hold all pieces.
#[derive(Default)]
pub(super) struct Matches {
    /// The documents, ascending.
    pub(super) documents: Vec<u32>,
    /// The words for the last piece, in no particular order.
    pub(super) completions: Vec<Completion>,
    pieces: Vec<Looked>,
    /// A bit for the position of the last piece, where the first stands at the beginning.
    begins: u64,
}

/// Finds the entries whose question holds all pieces.
///
/// # Errors
/// The index is damaged.
pub(super) fn matches(
    questions: &Questions<'_>,
    pieces: &[Piece],
    mistake: bool,
) -> Result<Matches, IndexError> {
    let dictionary = questions.dictionary;
    #[cfg(feature = "opensearch")]
    announce(dictionary, pieces, mistake)?;
    // Characters of one run belong together, so where they stand decides what holds them.
    let by_place = pieces.iter().skip(1).any(|piece| piece.character);
    let mut matches = Matches::default();
    let mut before: Option<DocumentSet> = None;
    let mut chain: Vec<u64> = Vec::new();
    let mut last_position = pieces.first().map_or(0, |piece| piece.position);
    for (number, piece) in pieces.iter().enumerate() {
        let completes = number + 1 == pieces.len() && piece.open && piece.exact_forms;
        let mut here = DocumentSet::new(questions.documents);
        let mut words_here = Vec::new();
        for (word, entry) in words(dictionary, piece, mistake)? {
            let mut held = 0;
            let mut first = None;
            dictionary.documents(&entry, |doc| {
                if before.as_ref().is_none_or(|before| before.contains(doc)) {
                    here.insert(doc);
                    held += 1;
                    first.get_or_insert(doc);
                }
            })?;
            words_here.push(entry);
            if let (true, Some(doc)) = (completes, first) {
                matches.completions.push(Completion {
                    word,
                    questions: held,
                    doc,
                });
            }
        }
        let distance = piece.position.saturating_sub(last_position).min(63);
        last_position = piece.position;
        let looked = Looked {
            words: words_here,
            distance,
        };
        if by_place {
            let mut documents: Vec<u32> = here.iter().collect();
            let old: Vec<u64> = match &before {
                None => vec![u64::MAX; documents.len()],
                // What is here was there before, in the same order.
                Some(before) => before
                    .iter()
                    .zip(&chain)
                    .filter(|(doc, _)| here.contains(*doc))
                    .map(|(_, chain)| *chain)
                    .collect(),
            };
            chain = old;
            looked.follow(dictionary, &documents, &mut chain)?;
            if number > 0 && piece.character {
                let mut held = chain.iter().map(|chain| *chain != 0);
                documents.retain(|_| held.next().unwrap_or(false));
                chain.retain(|chain| *chain != 0);
                here = DocumentSet::of(questions.documents, &documents);
            }
        }
        before = Some(here);
        matches.pieces.push(looked);
    }
    let first_position = pieces.first().map_or(0, |piece| piece.position);
    matches.begins = 1 << last_position.saturating_sub(first_position).min(63);
    matches.documents = before.map_or_else(Vec::new, |all| all.iter().collect());
    Ok(matches)
}

/// Announces which questions are sought, where their postings are kept elsewhere.
#[cfg(feature = "opensearch")]
fn announce(dictionary: Dictionary<'_>, pieces: &[Piece], mistake: bool) -> Result<(), IndexError> {
    if !dictionary.is_remote() {
        return Ok(());
    }
    let found = pieces.iter().map(|piece| words(dictionary, piece, mistake));
    let found: Vec<_> = found.collect::<Result<_, _>>()?;
    dictionary.announce(pieces.iter().zip(&found).map(|(piece, words)| {
        let entries = words.iter().map(|(_, entry)| entry);
        (piece.position, entries.collect())
    }));
    Ok(())
}

impl Matches {
    /// Returns how well the questions of these documents match, which ascend and are among those
    /// that hold all pieces.
    ///
    /// # Errors
    /// The index is damaged.
    pub(super) fn fits(
        &self,
        questions: &Questions<'_>,
        documents: &[u32],
    ) -> Result<Vec<Fit>, IndexError> {
        let mut chain = vec![u64::MAX; documents.len()];
        for piece in &self.pieces {
            piece.follow(questions.dictionary, documents, &mut chain)?;
        }
        let fit = |chain: u64| {
            if chain & self.begins != 0 {
                Fit::Begins
            } else if chain != 0 {
                Fit::Together
            } else {
                Fit::Holds
            }
        };
        Ok(chain.into_iter().map(fit).collect())
    }
}

impl Looked {
    /// Follows chains of pieces to where this one stands: by document, a bit for each position where
    /// the piece before may stand so that all before it stand in front.
    fn follow(
        &self,
        dictionary: Dictionary<'_>,
        documents: &[u32],
        chain: &mut [u64],
    ) -> Result<(), IndexError> {
        let mut places = vec![0_u64; documents.len()];
        let mut positions = Vec::new();
        for entry in &self.words {
            let mut cursor = dictionary.positions(entry)?;
            for (&doc, places) in documents.iter().zip(&mut places) {
                if cursor.advance_to(doc) == doc {
                    cursor.positions(&mut positions);
                    for &position in &positions {
                        *places |= 1 << position.min(63);
                    }
                }
            }
        }
        for (chain, places) in chain.iter_mut().zip(places) {
            *chain = (*chain << self.distance) & places;
        }
        Ok(())
    }
}
