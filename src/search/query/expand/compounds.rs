//! Compounds of the index that a word of the query is a part of: "Zertifikat" is the end
//! of "Clientzertifikat", "Client" its beginning.
//!
//! Owns the choice of compounds. Taking a compound of the query apart is
//! [`super::decompound`]'s.

use tantivy::TantivyError;

use super::decompound::{LINKS, known};
use super::function_words::FunctionWords;
use crate::analysis::Analyzer;
use crate::index::reversed_terms;
use crate::index::store::schema::REVERSED_TERM;
use crate::index::{IndexError, LanguageIndex};
use crate::search::query::parse::{QueryTerm, VariantKind};
use crate::search::retrieve::lookup::Fields;

/// What an occurrence of a compound is worth.
const COMPOUND_WEIGHT: f32 = 0.25;

/// Shortest stem that is looked for in compounds, and shortest end of one, in characters:
/// "Ei" is no part of "Polizei".
const MIN_PART: usize = 4;

/// Shortest beginning of a compound, in characters: "Weg" of "Wegbeschreibung".
const MIN_HEAD: usize = 3;

/// An end and a beginning so long, in characters, make a compound though nothing else is
/// known of the beginning. "Transport" has too short an end to be a sport.
const CERTAIN_END: usize = 6;
const CERTAIN_HEAD: usize = 4;

/// Most letters between a stem at the beginning and what follows: "arbetsgiv", "ar", "avgift".
const MAX_BETWEEN: usize = 3;

/// Compounds added for each side of a word: those that most entries hold.
const MAX_COMPOUNDS: usize = 16;

/// Compounds whose other part is looked up, for each side of a word.
const MAX_CHECKED: usize = 64;

/// Words of the index looked at for each side of a word.
const MAX_READ: usize = 256;

/// A compound that more entries hold is a word of its own: a "Registerkarte" is no card.
const MAX_DOCUMENTS: u32 = 256;

/// Stems with the number of entries that hold them.
type Stems = Vec<(String, u32)>;

/// Adds compounds of the index as variants. Returns whether there were any.
///
/// # Errors
/// The index is damaged.
pub fn add<'f>(
    index: &LanguageIndex,
    vocabulary: &Vocabulary<'_, impl Fn() -> &'f FunctionWords>,
    word: &mut QueryTerm,
) -> Result<bool, IndexError> {
    let letters = word.surface.chars().all(char::is_alphabetic);
    if !vocabulary.analyzer.writes_compounds() || word.exact.is_none() || !letters {
        return Ok(false);
    }
    let own: Vec<String> = word
        .variants
        .iter()
        .filter(|one| one.kind == VariantKind::Word)
        .filter_map(|one| one.terms.first())
        .filter(|term| term.chars().count() >= MIN_PART)
        .cloned()
        .collect();
    let before = word.variants.len();
    for part in &own {
        let ending = ending_in(index, part)?;
        for compound in chosen(ending, |compound| vocabulary.ends_in(compound, part))? {
            word.add(vec![compound], COMPOUND_WEIGHT, VariantKind::Compound);
        }
        let beginning = vocabulary.terms_with_prefix(part)?;
        for compound in chosen(beginning, |compound| vocabulary.begins_with(compound, part))? {
            word.add(vec![compound], COMPOUND_WEIGHT, VariantKind::Compound);
        }
    }
    Ok(word.variants.len() > before)
}

/// Long stems of the index that end so.
fn ending_in(index: &LanguageIndex, part: &str) -> Result<Stems, IndexError> {
    let engine = |error: TantivyError| IndexError::engine(&index.summary.tag)(error);
    let reader = index
        .segment
        .inverted_index(REVERSED_TERM)
        .map_err(engine)?;
    reversed_terms::terms_with_suffix(reader.terms(), part, MAX_READ)
        .map_err(|error| engine(error.into()))
}

/// The most frequent of the candidates that are compounds; of equals the first by letters.
fn chosen(
    mut candidates: Stems,
    is_compound: impl Fn(&str) -> Result<bool, IndexError>,
) -> Result<Vec<String>, IndexError> {
    candidates.retain(|(_, documents)| *documents <= MAX_DOCUMENTS);
    candidates.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let mut chosen = Vec::new();
    for (candidate, _) in candidates.into_iter().take(MAX_CHECKED) {
        if chosen.len() >= MAX_COMPOUNDS {
            break;
        }
        if is_compound(&candidate)? {
            chosen.push(candidate);
        }
    }
    Ok(chosen)
}

/// Which words a language's index knows, to tell compounds from words that end alike.
pub struct Vocabulary<'v, F> {
    /// The words of the entries.
    pub fields: &'v Fields,
    /// Makes terms of words.
    pub analyzer: &'v Analyzer,
    /// Gives the function words, which are set up only when asked for.
    pub function_words: F,
}

impl<'f, F: Fn() -> &'f FunctionWords> Vocabulary<'_, F> {
    /// Whether what stands before this end is a word, with or without a linking sound. A function
    /// word is none: an "Aufzeichnung" is no "Zeichnung".
    fn ends_in(&self, compound: &str, end: &str) -> Result<bool, IndexError> {
        let Some(before) = compound.strip_suffix(end) else {
            return Ok(false);
        };
        for link in LINKS {
            let Some(head) = before
                .strip_suffix(link)
                .filter(|head| head.chars().count() >= MIN_HEAD)
            else {
                continue;
            };
            // Most heads are their own stems, which saves the analysis.
            let term = if self.fields.document_frequency(head)? > 0 {
                Some(head.to_string())
            } else {
                known(self.fields, self.analyzer, head)?.map(|(term, _)| term)
            };
            if let Some(term) = term {
                return Ok(!(self.function_words)().may_be(&term));
            }
        }
        Ok(end.chars().count() >= CERTAIN_END && before.chars().count() >= CERTAIN_HEAD)
    }

    /// Whether what follows this beginning is a stem, after at most the ending that the beginning
    /// lost as a stem and a linking sound.
    fn begins_with(&self, compound: &str, beginning: &str) -> Result<bool, IndexError> {
        let Some(after) = compound.strip_prefix(beginning) else {
            return Ok(false);
        };
        for (at, _) in after.char_indices().take(MAX_BETWEEN + 1) {
            let tail = after.get(at..).unwrap_or_default();
            if tail.chars().count() >= MIN_PART && self.fields.document_frequency(tail)? > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Stems of the index that begin so and go on for at least another part.
    fn terms_with_prefix(&self, part: &str) -> Result<Stems, IndexError> {
        let mut found = self.fields.terms_with_prefix(part, MAX_READ)?;
        found.retain(|stem, _| {
            stem.len() >= part.len() + MIN_PART && stem.chars().all(char::is_alphabetic)
        });
        Ok(found.into_iter().collect())
    }
}
