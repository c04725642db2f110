//! Words written together here and apart there: "express route" and "ExpressRoute",
//! "Clientzertifikat" and "Zertifikat für Clients".
//!
//! Owns joining neighbours of the query and splitting its words, by the index's own vocabulary.
//! What the analyzer already takes apart (case, hyphens) is not looked at again.

use super::rare_term::RareTerm;
use super::vocabulary::Vocabulary;
use crate::analysis::{self, EXACT_PREFIX};
use crate::index::IndexError;
use crate::search::query::term::{QueryTerm, Variant, VariantKind};
use crate::search::retrieve::fields::VOCABULARY_FIELDS;

/// Longest word that is split, in characters; longer ones are no words.
const MAX_WORD: usize = 40;

/// Shortest word of two that are written apart, in characters.
const MIN_APART: usize = 2;

/// Single letters that stand before a word: "e-mail", "t-shirt", "x-ray".
const LETTER_HEADS: [&str; 4] = ["e", "t", "u", "x"];

/// The sounds that German and its relatives put between the parts.
pub(crate) const LINKS: [&str; 6] = ["", "s", "es", "n", "en", "er"];

/// Adds to neighbouring terms the word that they make together, where the index has it: "log in" is
/// also looked for as "login", "logging in" too.
///
/// # Errors
/// The index is damaged.
pub(crate) fn join_neighbours(
    vocabulary: &Vocabulary<'_>,
    terms: &mut [QueryTerm],
) -> Result<(), IndexError> {
    for count in [3, 2] {
        for from in 0..(terms.len() + 1).saturating_sub(count) {
            let Some(neighbours) = terms.get_mut(from..from + count) else {
                continue;
            };
            for joined in joined_words(vocabulary, neighbours)? {
                for term in neighbours.iter_mut() {
                    term.add(vec![joined.clone()], 1.0, VariantKind::Joined);
                }
            }
        }
    }
    Ok(())
}

/// Returns the indexed terms of the word that neighbours make together; none if the index has no
/// such word.
fn joined_words(
    vocabulary: &Vocabulary<'_>,
    neighbours: &[QueryTerm],
) -> Result<Vec<String>, IndexError> {
    let fields = vocabulary.fields();
    let side_by_side = |pair: &[QueryTerm]| match pair {
        [first, second] => second.position.saturating_sub(first.position) == 1,
        _ => true,
    };
    let are_words = neighbours.iter().all(is_word) && neighbours.windows(2).all(side_by_side);
    // Three short words make one mostly by chance; "of" and "the" make none.
    let functions = neighbours.iter().filter(|term| term.is_function_word);
    let functions = functions.count();
    let few = functions < neighbours.len() && (neighbours.len() == 2 || functions < 2);
    if !are_words || !few {
        return Ok(Vec::new());
    }
    let (Some(first), Some(last)) = (neighbours.first(), neighbours.last()) else {
        return Ok(Vec::new());
    };
    let between = neighbours.get(1..neighbours.len() - 1).unwrap_or_default();
    let between: String = between.iter().map(|term| &*term.surface).collect();
    let stem = |term: &QueryTerm| term.own_terms().next().unwrap_or_default().to_string();
    // The word that is inflected may have an ending that the joined one has not: the first before
    // a particle, else the last.
    let inflected = if last.is_function_word {
        (stem(first), last.surface.clone())
    } else {
        (first.surface.clone(), stem(last))
    };
    let (head, tail) = inflected;
    let mut ways = vec![
        format!("{}{between}{}", first.surface, last.surface).to_lowercase(),
        format!("{head}{between}{tail}").to_lowercase(),
    ];
    ways.dedup();
    for together in ways {
        // The very word must stand in the index: its stem alone may be any of its parts'. Words of
        // letters always have an exact form.
        if fields.document_frequency(&format!("{EXACT_PREFIX}{together}"))? == 0 {
            continue;
        }
        let mut known = Vec::new();
        for term in vocabulary.terms_of(&together) {
            if fields.document_frequency(&term)? > 0 {
                known.push(term);
            }
        }
        return Ok(known);
    }
    Ok(Vec::new())
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

/// Adds two words of which one may be short or a function word, where they stand side by side in an
/// entry: "set up" for "setup", "web site" for "website".
///
/// # Errors
/// The index is damaged.
pub(crate) fn split_where_apart(
    vocabulary: &Vocabulary<'_>,
    rare: &mut RareTerm,
) -> Result<(), IndexError> {
    let parameters = &vocabulary.parameters.expansion.decompound;
    // "wifi" may be "wi fi" where no entry has it.
    let shortest =
        parameters.min_apart - usize::from(rare.is_unknown() && parameters.min_apart > 0);
    let term = &mut rare.term;
    let text: Vec<char> = term.surface.to_lowercase().chars().collect();
    let is_short = text.len() < parameters.min_apart;
    let is_taken_apart = term.variant(VariantKind::Parts).is_some();
    if is_taken_apart || !is_word(term) || text.len() < shortest || text.len() > MAX_WORD {
        return Ok(());
    }
    let mut best: Option<(usize, Variant)> = None;
    for cut in 1..text.len() {
        let head: String = text[..cut].iter().collect();
        let tail: String = text[cut..].iter().collect();
        let is_long_enough = cut >= MIN_APART && text.len() - cut >= MIN_APART;
        if !is_long_enough && !LETTER_HEADS.contains(&head.as_str()) {
            continue;
        }
        // In so short a word even one of them may be chance.
        let are_functions = || {
            let [head, tail] =
                [&head, &tail].map(|part| vocabulary.function_words.may_contain(part));
            head && tail || is_short && (head || tail)
        };
        let Some((tail, _)) = vocabulary.known_term_of(&tail)? else {
            continue;
        };
        let Some((head, _)) = vocabulary.known_term_of(&head)? else {
            continue;
        };
        if are_functions() {
            continue;
        }
        let variant = Variant {
            terms: vec![head, tail],
            weight: 1.0,
            kind: VariantKind::Split,
        };
        let mut entries = 0;
        for field in VOCABULARY_FIELDS {
            let holders = vocabulary.fields().variant_count(field, &variant)?;
            entries = holders.max(entries);
        }
        if entries > best.as_ref().map_or(0, |(most, _)| *most) {
            best = Some((entries, variant));
        }
    }
    if let Some((_, variant)) = best {
        term.add(variant.terms, variant.weight, variant.kind);
    }
    Ok(())
}

/// Returns whether a term is made of letters alone and has stems.
fn is_word(term: &QueryTerm) -> bool {
    term.exact.is_some() && analysis::is_letters(&term.surface)
}
