//! Words written together here and apart there: "express route" and "ExpressRoute",
//! "Clientzertifikat" and "Zertifikat für Clients".
//!
//! Owns joining neighbours of the query and splitting its words, by the index's own vocabulary.
//! What the analyzer already takes apart (case, hyphens) is not looked at again.

use super::rare_term::RareTerm;
use super::vocabulary::Vocabulary;
use crate::analysis::{self, EXACT_PREFIX};
use crate::index::IndexError;
use crate::search::query::term::{QueryTerm, VariantKind};

/// Longest word that is split, in characters; longer ones are no words.
const MAX_WORD: usize = 40;

/// The sounds that German and its relatives put between the parts.
pub(crate) const LINKS: [&str; 6] = ["", "s", "es", "n", "en", "er"];

/// Adds to neighbouring terms the word that they make together, where the index has it.
///
/// # Errors
/// The index is damaged.
pub(crate) fn join_neighbours(
    vocabulary: &Vocabulary<'_>,
    terms: &mut [QueryTerm],
) -> Result<(), IndexError> {
    let fields = vocabulary.fields();
    for second in 1..terms.len() {
        let (left, right) = terms.split_at_mut(second);
        let (Some(first), Some(second)) = (left.last_mut(), right.first_mut()) else {
            continue;
        };
        let neighbours = second.position.saturating_sub(first.position) == 1;
        let function = first.is_function_word || second.is_function_word;
        if function || !neighbours || !is_word(first) || !is_word(second) {
            continue;
        }
        let together = format!("{}{}", first.surface, second.surface).to_lowercase();
        // The very word must stand in the index: its stem alone may be any of its parts'.
        let exact = format!("{EXACT_PREFIX}{together}");
        if fields.document_frequency(&exact)? == 0 && fields.document_frequency(&together)? == 0 {
            continue;
        }
        for term in vocabulary.terms_of(&together) {
            if fields.document_frequency(&term)? > 0 {
                first.add(vec![term.clone()], 1.0, VariantKind::Joined);
                second.add(vec![term], 1.0, VariantKind::Joined);
            }
        }
    }
    Ok(())
}

/// Adds the parts of a word, where the index has them both.
///
/// # Errors
/// The index is damaged.
pub(crate) fn split(vocabulary: &Vocabulary<'_>, rare: &mut RareTerm) -> Result<(), IndexError> {
    let parameters = &vocabulary.parameters.expansion.decompound;
    let min_part = parameters.min_part.max(1);
    let term = &mut rare.term;
    let text: Vec<char> = term.surface.to_lowercase().chars().collect();
    let is_taken_apart = term.variant(VariantKind::Parts).is_some();
    if is_taken_apart || !is_word(term) || text.len() < 2 * min_part || text.len() > MAX_WORD {
        return Ok(());
    }
    let writes_compounds = vocabulary.analyzer.writes_compounds();
    let links: &[&str] = if writes_compounds {
        &LINKS
    } else {
        &LINKS[..1]
    };
    let mut best: Option<(u32, [String; 2])> = None;
    for cut in min_part..=text.len() - min_part {
        let tail: String = text[cut..].iter().collect();
        let Some((tail, tail_documents)) = vocabulary.known_term_of(&tail)? else {
            continue;
        };
        let head: String = text[..cut].iter().collect();
        for link in links {
            let Some(head) = head
                .strip_suffix(link)
                .filter(|head| head.chars().count() >= min_part)
            else {
                continue;
            };
            if let Some((head, head_documents)) = vocabulary.known_term_of(head)? {
                let documents = head_documents.min(tail_documents);
                if best.as_ref().is_none_or(|(most, _)| documents > *most) {
                    best = Some((documents, [head, tail.clone()]));
                }
            }
        }
    }
    if let Some((_, parts)) = best {
        term.add(parts.to_vec(), 1.0, VariantKind::Split);
        if writes_compounds {
            for part in parts {
                term.add(vec![part], parameters.part, VariantKind::Related);
            }
        }
    }
    Ok(())
}

/// Returns whether a term is made of letters alone and has stems.
fn is_word(term: &QueryTerm) -> bool {
    term.exact.is_some() && analysis::is_letters(&term.surface)
}
