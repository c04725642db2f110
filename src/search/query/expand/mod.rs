//! Further forms of a query's terms, one kind a file.
//!
//! Owns which expansions there are and their order: three constant lists, with the reason of each
//! place. An expansion adds variants to terms, and reads nothing but the query and the
//! [`Vocabulary`], which no query changes.

pub(crate) mod abbreviations;
pub(crate) mod composing;
pub(crate) mod compounds;
pub(crate) mod decompound;
pub(crate) mod function_words;
pub(crate) mod numbers;
pub(crate) mod prefix_family;
pub(crate) mod rare_term;
pub(crate) mod spelling;
pub(crate) mod synonyms;
pub(crate) mod vocabulary;

use self::rare_term::RareTerm;
use self::vocabulary::Vocabulary;
use super::term::QueryTerm;
use crate::index::IndexError;
use crate::search::retrieve::bm25::TermStats;

/// An expansion of a whole query.
type Expansion = fn(&Vocabulary<'_>, &mut [QueryTerm]) -> Result<(), IndexError>;

/// The expansions that every query gets, in their order.
const ALWAYS: [Expansion; 4] = [
    // First: abbreviations and joined neighbours pass over function words.
    mark_function_words,
    // Both look only for the words as typed. Of equal variants the first counts, and what a person
    // declared is worth more than what was learnt.
    add_synonyms,
    abbreviations::expand,
    numbers::join_groups,
];

/// The expansions of a query in the languages that it is in. They read the index most often.
const IN_QUERY_LANGUAGE: [Expansion; 1] = [decompound::join_neighbours];

/// The expansions of a query whose words are only marked in the texts of a language, not searched
/// there: all that explain what was typed.
const FOR_MARKING: [Expansion; 3] = [mark_function_words, add_synonyms, abbreviations::expand];

/// An expansion of a single term that few entries hold.
struct RareExpansion {
    /// Returns whether the term needs it, after what the expansions before have found.
    applies: fn(&RareTerm) -> bool,
    expand: fn(&Vocabulary<'_>, &mut RareTerm) -> Result<(), IndexError>,
}

/// The expansions of a term that few entries hold, in their order.
const WHEN_RARE: [RareExpansion; 8] = [
    // Before all others, which look at letters only.
    RareExpansion {
        applies: |_| true,
        expand: numbers::expand,
    },
    // Before spelling: a part of compounds is not misspelt.
    RareExpansion {
        applies: |_| true,
        expand: compounds::expand,
    },
    // Before spelling, too: "setup" is no mistake where entries have "set up".
    RareExpansion {
        applies: |_| true,
        expand: decompound::split_where_apart,
    },
    // A word that no entry holds is misspelt, or made of others: if it can be corrected, the
    // correction is what was meant, and those below would only add noise.
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
    // Last: guesses, for words for which nothing else was found.
    RareExpansion {
        applies: RareTerm::is_lost,
        expand: prefix_family::expand_by_prefix,
    },
    RareExpansion {
        applies: RareTerm::is_lost,
        expand: composing::expand,
    },
];

fn mark_function_words(
    vocabulary: &Vocabulary<'_>,
    terms: &mut [QueryTerm],
) -> Result<(), IndexError> {
    let weight = vocabulary.parameters.function_words.weight;
    vocabulary.function_words.expand(terms, weight);
    Ok(())
}

fn add_synonyms(vocabulary: &Vocabulary<'_>, terms: &mut [QueryTerm]) -> Result<(), IndexError> {
    let weight = vocabulary.parameters.expansion.synonyms.weight;
    vocabulary.synonyms.expand(terms, weight);
    Ok(())
}

/// Adds the variants that every term gets.
///
/// # Errors
/// The index is damaged.
pub(crate) fn always(
    vocabulary: &Vocabulary<'_>,
    terms: &mut [QueryTerm],
) -> Result<(), IndexError> {
    ALWAYS
        .iter()
        .try_for_each(|expand| expand(vocabulary, terms))
}

/// Adds the variants that every term gets in the languages that the query is in.
///
/// # Errors
/// The index is damaged.
pub(crate) fn in_query_language(
    vocabulary: &Vocabulary<'_>,
    terms: &mut [QueryTerm],
) -> Result<(), IndexError> {
    IN_QUERY_LANGUAGE
        .iter()
        .try_for_each(|expand| expand(vocabulary, terms))
}

/// Adds the variants by which terms are marked in a language that was not searched.
///
/// # Errors
/// The index is damaged.
pub(crate) fn for_marking(
    vocabulary: &Vocabulary<'_>,
    terms: &mut [QueryTerm],
) -> Result<(), IndexError> {
    FOR_MARKING
        .iter()
        .try_for_each(|expand| expand(vocabulary, terms))
}

/// Returns a term for [`when_rare`], if fewer than `enough` entries hold it, so that it needs further
/// forms, and if it is no function word. `is_alone` tells whether the query has no other term.
#[must_use]
pub(crate) fn rare_term(stats: &TermStats, is_alone: bool, enough: usize) -> Option<RareTerm> {
    let TermStats {
        term, documents, ..
    } = stats;
    let is_rare = *documents < enough && !term.is_function_word;
    is_rare.then(|| RareTerm::new(term.clone(), *documents, is_alone))
}

/// Adds variants to a term that few entries hold.
///
/// # Errors
/// The index is damaged.
pub(crate) fn when_rare(
    vocabulary: &Vocabulary<'_>,
    rare: &mut RareTerm,
) -> Result<(), IndexError> {
    for expansion in &WHEN_RARE {
        if (expansion.applies)(rare) {
            (expansion.expand)(vocabulary, rare)?;
        }
    }
    Ok(())
}
