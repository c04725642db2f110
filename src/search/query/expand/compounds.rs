//! Compounds of the index that a term of the query is a part of: "Zertifikat" is the end of
//! "Clientzertifikat", "Client" its beginning.
//!
//! Owns the choice of compounds. Taking a compound of the query apart is [`super::decompound`]'s.

use super::decompound::LINKS;
use super::rare_term::RareTerm;
use super::vocabulary::Vocabulary;
use crate::analysis::fold;
use crate::analysis::normalize::forms::apart::OWN_STEM;
use crate::index::IndexError;
use crate::search::parameters::CompoundParameters;
use crate::search::query::term::VariantKind;

/// Number of compounds whose other part is looked up, for each side of a word.
const MAX_CHECKED: usize = 64;

/// Number of indexed terms that are read for each side of a word.
const MAX_READ: usize = 256;

/// Stems, each with the number of entries that hold it.
type Stems = Vec<(String, u32)>;

/// Adds compounds of the index as variants.
///
/// # Errors
/// The index is damaged.
pub(crate) fn expand(vocabulary: &Vocabulary<'_>, rare: &mut RareTerm) -> Result<(), IndexError> {
    let parameters = &vocabulary.parameters.expansion.compounds;
    let term = &mut rare.term;
    let letters = term.surface.chars().all(char::is_alphabetic);
    if !vocabulary.analyzer.writes_compounds() || term.exact.is_none() || !letters {
        return Ok(());
    }
    // A stem that is kept from others begins no compound, but the word does.
    let own = term.own_terms().map(|part| match part.ends_with(OWN_STEM) {
        true => fold(&term.surface),
        false => part.to_string(),
    });
    let own: Vec<String> = own
        .filter(|part| part.chars().count() >= parameters.min_part)
        .collect();
    for part in &own {
        let ending = vocabulary.segment.terms_with_suffix(part, MAX_READ)?;
        for compound in chosen(parameters, ending, |compound| {
            ends_with(vocabulary, compound, part)
        })? {
            term.add(vec![compound], parameters.weight, VariantKind::Compound);
        }
        let beginning = longer_stems(vocabulary, part)?;
        for compound in chosen(parameters, beginning, |compound| {
            begins_with(vocabulary, compound, part)
        })? {
            term.add(vec![compound], parameters.weight, VariantKind::Compound);
        }
    }
    Ok(())
}

/// Chooses the most frequent of the candidates that are compounds; of equals the first by letters.
fn chosen(
    parameters: &CompoundParameters,
    mut candidates: Stems,
    is_compound: impl Fn(&str) -> Result<bool, IndexError>,
) -> Result<Vec<String>, IndexError> {
    candidates.retain(|(_, documents)| *documents <= parameters.max_documents);
    candidates.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let mut chosen = Vec::new();
    for (candidate, _) in candidates.into_iter().take(MAX_CHECKED) {
        if chosen.len() >= parameters.max_added {
            break;
        }
        if is_compound(&candidate)? {
            chosen.push(candidate);
        }
    }
    Ok(chosen)
}

/// Returns whether what stands before this end is a word, with or without a linking sound. A
/// function word does not count: an "Aufzeichnung" is no "Zeichnung".
fn ends_with(vocabulary: &Vocabulary<'_>, compound: &str, end: &str) -> Result<bool, IndexError> {
    let parameters = &vocabulary.parameters.expansion.compounds;
    let Some(before) = compound.strip_suffix(end) else {
        return Ok(false);
    };
    for link in LINKS {
        let Some(head) = before
            .strip_suffix(link)
            .filter(|head| head.chars().count() >= parameters.min_head)
        else {
            continue;
        };
        // Most heads are their own stems, which saves the analysis.
        if vocabulary.fields().document_frequency(head)? > 0
            || vocabulary.known_term_of(head)?.is_some()
        {
            return Ok(!vocabulary.function_words.may_contain(head));
        }
    }
    Ok(end.chars().count() >= parameters.certain_end
        && before.chars().count() >= parameters.certain_head)
}

/// Returns whether what follows this beginning is a stem, after at most the ending that the
/// beginning lost as a stem and a linking sound.
fn begins_with(
    vocabulary: &Vocabulary<'_>,
    compound: &str,
    beginning: &str,
) -> Result<bool, IndexError> {
    let parameters = &vocabulary.parameters.expansion.compounds;
    let Some(after) = compound.strip_prefix(beginning) else {
        return Ok(false);
    };
    for (at, _) in after.char_indices().take(parameters.max_between + 1) {
        let end = after.get(at..).unwrap_or_default();
        let is_long = end.chars().count() >= parameters.min_part;
        if is_long && vocabulary.fields().document_frequency(end)? > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Returns the stems of the index that begin with this one and go on for at least another part.
fn longer_stems(vocabulary: &Vocabulary<'_>, part: &str) -> Result<Stems, IndexError> {
    let min_part = vocabulary.parameters.expansion.compounds.min_part;
    let mut found = vocabulary.fields().terms_with_prefix(part, MAX_READ)?;
    found.retain(|stem, _| {
        stem.len() >= part.len() + min_part && stem.chars().all(char::is_alphabetic)
    });
    Ok(found.into_iter().collect())
}
