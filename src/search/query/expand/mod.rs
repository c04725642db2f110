//! Further forms of a query's terms, one kind a file.
//!
//! Owns which expansions there are and their order: two constant lists, with the reason of each
//! place. An expansion adds variants to terms, and reads nothing but the query and the
//! [`Vocabulary`], which no query changes.

pub(crate) mod abbreviations;
pub(crate) mod compounds;
pub(crate) mod decompound;
pub(crate) mod function_words;
pub(crate) mod prefix_family;
pub(crate) mod rare_term;
pub(crate) mod spelling;
pub(crate) mod synonyms;
pub(crate) mod vocabulary;

use self::rare_term::RareTerm;
use self::vocabulary::Vocabulary;
use super::term::QueryTerm;
use crate::index::IndexError;

/// An expansion of a whole query.
type Expansion = fn(&Vocabulary<'_>, &mut [QueryTerm]) -> Result<(), IndexError>;

/// The expansions that every query gets, in their order.
const ALWAYS: [Expansion; 4] = [
    // First: abbreviations and joined neighbours pass over function words.
    function_words::expand,
    // Only the words as typed are looked up, so that these two may come in either order. Of equal
    // variants the first counts, and what a person declared counts more than what was learnt.
    synonyms::expand,
    abbreviations::expand,
    // Last, since it reads the index most often.
    decompound::join_neighbours,
];

/// The expansions of a query whose words are only marked in the texts of a language, not searched
/// there: all that explain what was typed.
const FOR_MARKING: [Expansion; 3] = [
    function_words::expand,
    synonyms::expand,
    abbreviations::expand,
];

/// An expansion of a single term that few entries hold.
struct RareExpansion {
    /// Returns whether the term needs it, after what the expansions before have found.
    applies: fn(&RareTerm) -> bool,
    expand: fn(&Vocabulary<'_>, &mut RareTerm) -> Result<(), IndexError>,
}

/// The expansions of a term that few entries hold, in their order.
const WHEN_RARE: [RareExpansion; 5] = [
    // First: a part of compounds is not misspelt.
    RareExpansion {
        applies: |_| true,
        expand: compounds::expand,
    },
    // A word that no entry holds is misspelt, or made of others: if it can be corrected, the
    // correction is what was meant, and the three below would only add noise.
    RareExpansion {
        applies: RareTerm::may_be_misspelt,
        expand: spelling::expand,
    },
    RareExpansion {
        applies: RareTerm::is_spelt_right,
        expand: decompound::split,
    },
    // After the parts of the word, which say more than words that only begin alike.
    RareExpansion {
        applies: RareTerm::is_spelt_right,
        expand: prefix_family::expand,
    },
    // Last: a guess, for words for which nothing else was found.
    RareExpansion {
        applies: RareTerm::is_lost,
        expand: prefix_family::expand_by_prefix,
    },
];

/// Adds the variants that every term gets.
///
/// # Errors
/// The index is damaged.
pub fn always(vocabulary: &Vocabulary<'_>, terms: &mut [QueryTerm]) -> Result<(), IndexError> {
    ALWAYS
        .iter()
        .try_for_each(|expand| expand(vocabulary, terms))
}

/// Adds the variants by which terms are marked in a language that was not searched.
///
/// # Errors
/// The index is damaged.
pub fn for_marking(vocabulary: &Vocabulary<'_>, terms: &mut [QueryTerm]) -> Result<(), IndexError> {
    FOR_MARKING
        .iter()
        .try_for_each(|expand| expand(vocabulary, terms))
}

/// Returns whether a term gets the expansions of [`when_rare`]: so few entries hold it that it
/// needs them, and it is no function word.
#[must_use]
pub fn is_rare(term: &QueryTerm, documents: usize) -> bool {
    documents < prefix_family::ENOUGH && !term.is_function_word
}

/// Adds variants to a term that few entries hold.
///
/// # Errors
/// The index is damaged.
pub fn when_rare(vocabulary: &Vocabulary<'_>, rare: &mut RareTerm) -> Result<(), IndexError> {
    for expansion in &WHEN_RARE {
        if (expansion.applies)(rare) {
            (expansion.expand)(vocabulary, rare)?;
        }
    }
    Ok(())
}
