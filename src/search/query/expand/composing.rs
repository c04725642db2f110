//! Korean words whose last syllable the keyboard has not finished: `설칳` on the way to `설치하다`.
//!
//! Owns which words of the index such a word may become; what a keyboard shows is
//! [`hangul`]'s business.

use super::rare_term::RareTerm;
use super::vocabulary::Vocabulary;
use crate::analysis::lowercase;
use crate::analysis::scripts::hangul;
use crate::index::IndexError;
use crate::search::query::term::VariantKind;

/// Number of indexed terms that are read for one beginning.
const MAX_READ: usize = 256;

/// Adds the words of the index that a Korean word may become when more is typed. The most frequent
/// count.
///
/// # Errors
/// The index is damaged.
pub(crate) fn expand(vocabulary: &Vocabulary<'_>, rare: &mut RareTerm) -> Result<(), IndexError> {
    let term = &mut rare.term;
    let shown = lowercase(&term.surface);
    if !shown.chars().any(hangul::is_hangul) {
        return Ok(());
    }
    let mut found: Vec<(String, u32)> = Vec::new();
    for typed in [hangul::with_freed_consonant(&shown), Some(shown)] {
        let Some((typed, certain)) = typed
            .as_deref()
            .and_then(|typed| Some((typed, hangul::certain_part(typed)?)))
            .filter(|(_, certain)| !certain.is_empty())
        else {
            continue;
        };
        let begun = typed.chars().next_back().unwrap_or_default();
        let words = vocabulary.fields().terms_with_prefix(certain, MAX_READ)?;
        found.extend(words.into_iter().filter(|(word, _)| {
            let next = word
                .get(certain.len()..)
                .and_then(|rest| rest.chars().next());
            next.is_some_and(|next| hangul::stands_for(begun, true, next))
        }));
    }
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let parameters = &vocabulary.parameters.expansion.prefix_family;
    for (word, _) in found.into_iter().take(parameters.max_added) {
        term.add(vec![word], parameters.weight, VariantKind::Related);
    }
    Ok(())
}
