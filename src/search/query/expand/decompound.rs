//! Words written together here and apart there: "express route" and
//! "ExpressRoute", "Clientzertifikat" and "Zertifikat für Clients".
//!
//! Owns joining neighbours of the query and splitting its words, by the
//! index's own vocabulary. What the analyzer already takes apart (case,
//! hyphens) is not looked at again.

use crate::analysis::{self, Analyzer, EXACT_PREFIX};
use crate::index::IndexError;
use crate::search::query::parse::{self, QueryTerm, VariantKind};
use crate::search::retrieve::lookup::Fields;

/// What one part of a compound is worth, standing alone.
const PART_WEIGHT: f32 = 0.1;

/// Shortest part of a compound, in characters.
const MIN_PART: usize = 4;

/// Longest word that is split, in characters; longer ones are no words.
const MAX_WORD: usize = 40;

/// Sounds that German and its relatives put between the parts.
pub const LINKS: [&str; 6] = ["", "s", "es", "n", "en", "er"];

/// Adds to neighbouring words the word they make together, where the index has it.
///
/// # Errors
/// The index is damaged.
pub fn join(
    fields: &Fields,
    analyzer: &Analyzer,
    words: &mut [QueryTerm],
) -> Result<(), IndexError> {
    for second in 1..words.len() {
        let (left, right) = words.split_at_mut(second);
        let (Some(first), Some(second)) = (left.last_mut(), right.first_mut()) else {
            continue;
        };
        let neighbours = second.position.saturating_sub(first.position) == 1;
        if first.is_function_word
            || second.is_function_word
            || !neighbours
            || !spelt(first)
            || !spelt(second)
        {
            continue;
        }
        let together = format!("{}{}", first.surface, second.surface).to_lowercase();
        // The very word must stand in the index: its stem alone may be any of its parts'.
        let exact = format!("{EXACT_PREFIX}{together}");
        if fields.document_frequency(&exact)? == 0 && fields.document_frequency(&together)? == 0 {
            continue;
        }
        for term in terms(analyzer, &together) {
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
pub fn split(fields: &Fields, analyzer: &Analyzer, word: &mut QueryTerm) -> Result<(), IndexError> {
    let text: Vec<char> = word.surface.to_lowercase().chars().collect();
    let taken_apart = word
        .variants
        .iter()
        .any(|variant| variant.kind == VariantKind::Parts);
    if taken_apart || !spelt(word) || text.len() < 2 * MIN_PART || text.len() > MAX_WORD {
        return Ok(());
    }
    let compounding = analyzer.writes_compounds();
    let mut best: Option<(u32, [String; 2])> = None;
    for cut in MIN_PART..=text.len() - MIN_PART {
        let tail: String = text[cut..].iter().collect();
        let Some((tail, tail_documents)) = known(fields, analyzer, &tail)? else {
            continue;
        };
        let head: String = text[..cut].iter().collect();
        let links: &[&str] = if compounding { &LINKS } else { &LINKS[..1] };
        for link in links {
            let Some(head) = head
                .strip_suffix(link)
                .filter(|h| h.chars().count() >= MIN_PART)
            else {
                continue;
            };
            if let Some((head, head_documents)) = known(fields, analyzer, head)? {
                let documents = head_documents.min(tail_documents);
                if best.as_ref().is_none_or(|(most, _)| documents > *most) {
                    best = Some((documents, [head, tail.clone()]));
                }
            }
        }
    }
    if let Some((_, parts)) = best {
        word.add(parts.to_vec(), 1.0, VariantKind::Split);
        if compounding {
            for part in parts {
                word.add(vec![part], PART_WEIGHT, VariantKind::Related);
            }
        }
    }
    Ok(())
}

/// Whether a word is made of letters alone and has stems.
fn spelt(word: &QueryTerm) -> bool {
    word.exact.is_some() && analysis::is_letters(&word.surface)
}

/// The first term of a word that the index has, with the number of its entries.
///
/// # Errors
/// The index is damaged.
pub fn known(
    fields: &Fields,
    analyzer: &Analyzer,
    word: &str,
) -> Result<Option<(String, u32)>, IndexError> {
    for term in terms(analyzer, word) {
        let documents = fields.document_frequency(&term)?;
        if documents > 0 {
            return Ok(Some((term, documents)));
        }
    }
    Ok(None)
}

/// The terms that stand for a word.
fn terms(analyzer: &Analyzer, word: &str) -> Vec<String> {
    parse::terms(analyzer, word)
        .iter()
        .flat_map(QueryTerm::single_terms)
        .map(str::to_string)
        .collect()
}
