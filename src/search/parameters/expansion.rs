//! Parameters of query expansion: which further forms of a word are looked for, and their worth.
//!
//! A weight is what an occurrence of the form is worth; an occurrence of the word itself is worth 1.
//! Lengths of words are counted in characters.

use serde::{Deserialize, Serialize};

/// Further forms of a query's words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ExpansionParameters {
    /// A word that so many entries hold needs no compounds, spellings or words with its beginning.
    pub enough_documents: usize,
    /// Synonyms that the configuration declares.
    pub synonyms: SynonymParameters,
    /// Abbreviations that the content explains.
    pub abbreviations: AbbreviationParameters,
    /// Compounds of the index that the word is a part of.
    pub compounds: CompoundParameters,
    /// Parts of the word that are words of the index.
    pub decompound: DecompoundParameters,
    /// Numbers that are written otherwise, or go on.
    pub numbers: NumberParameters,
    /// Words of the index that are spelt alike.
    pub spelling: SpellingParameters,
    /// Words of the index with the same beginning.
    pub prefix_family: PrefixFamilyParameters,
}

impl Default for ExpansionParameters {
    fn default() -> Self {
        Self {
            enough_documents: 64,
            synonyms: SynonymParameters::default(),
            abbreviations: AbbreviationParameters::default(),
            compounds: CompoundParameters::default(),
            decompound: DecompoundParameters::default(),
            numbers: NumberParameters::default(),
            spelling: SpellingParameters::default(),
            prefix_family: PrefixFamilyParameters::default(),
        }
    }
}

/// Synonyms that the configuration declares.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SynonymParameters {
    /// A person declared that both mean the same, so it is nearly the word itself.
    pub weight: f32,
}

impl Default for SynonymParameters {
    fn default() -> Self {
        Self { weight: 0.9 }
    }
}

/// Abbreviations that the content explains, and their long forms.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct AbbreviationParameters {
    /// The pair is learned, not declared, so it is worth less than a synonym.
    pub weight: f32,
}

impl Default for AbbreviationParameters {
    fn default() -> Self {
        Self { weight: 0.8 }
    }
}

/// Compounds of the index that a word is a part of: "Clientzertifikat" for "Zertifikat".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct CompoundParameters {
    /// A compound tells something narrower than the word. It serves recall.
    pub weight: f32,
    /// Shortest stem that is looked for in compounds, and shortest end of one: "Ei" is no part of
    /// "Polizei".
    pub min_part: usize,
    /// Shortest beginning of a compound: "Weg" of "Wegbeschreibung".
    pub min_head: usize,
    /// An end so long makes a compound though its beginning is unknown, if that is long enough.
    /// "Transport" has too short an end to be a sport.
    pub certain_end: usize,
    /// Shortest unknown beginning before such an end.
    pub certain_head: usize,
    /// Most letters between a stem at the beginning and what follows: "arbetsgiv", "ar", "avgift".
    pub max_between: usize,
    /// Compounds added for each side of a word: those that most entries hold.
    pub max_added: usize,
    /// A compound that more entries hold is a word of its own: a "Registerkarte" is no card.
    pub max_documents: u32,
}

impl Default for CompoundParameters {
    fn default() -> Self {
        Self {
            weight: 0.25,
            min_part: 4,
            min_head: 3,
            certain_end: 6,
            certain_head: 4,
            max_between: 3,
            max_added: 16,
            max_documents: 256,
        }
    }
}

/// Parts of a word that are words of the index: "express route" for "expressroute".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct DecompoundParameters {
    /// What one part is worth alone. Side by side the parts are the word itself.
    pub part: f32,
    /// Shortest part; below it chance makes parts of any word.
    pub min_part: usize,
    /// Shortest word that is also sought as two words side by side, whatever their length.
    pub min_apart: usize,
}

impl Default for DecompoundParameters {
    fn default() -> Self {
        Self {
            part: 0.1,
            min_part: 4,
            min_apart: 5,
        }
    }
}

/// Numbers and identifiers that are written otherwise, or go on: `1.10.2` for `1.10`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct NumberParameters {
    /// What a longer number is worth that begins with the one typed: the whole comes first.
    pub beginning: f32,
    /// What a number is worth without the mark of a version that was typed: `2.0` for `v2.0`.
    pub unmarked: f32,
    /// What the groups of a number are worth, side by side: "1 000 000" for `1000000`.
    pub grouped: f32,
    /// Shortest beginning of an identifier without dots.
    pub min_beginning: usize,
    /// Shortest number whose groups are sought, in characters.
    pub min_grouped: usize,
    /// Longer numbers added for one number.
    pub max_added: usize,
}

impl Default for NumberParameters {
    fn default() -> Self {
        Self {
            beginning: 0.5,
            unmarked: 0.8,
            grouped: 0.9,
            min_beginning: 4,
            min_grouped: 5,
            max_added: 32,
        }
    }
}

/// Words of the index that are spelt like a word that the index does not know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SpellingParameters {
    /// Weight of a correction of one mistake.
    pub one_mistake: f32,
    /// Weight of a correction of two mistakes, which is less sure.
    pub two_mistakes: f32,
    /// Factor for a correction with another first letter, which people rarely get wrong.
    pub other_first_letter: f32,
    /// Shortest word that is corrected; among shorter ones everything is alike.
    pub min_chars: usize,
    /// Shortest word in which two mistakes are corrected.
    pub two_mistakes_chars: usize,
    /// Corrections kept for one word, best first.
    pub max_added: usize,
}

impl Default for SpellingParameters {
    fn default() -> Self {
        Self {
            one_mistake: 0.8,
            two_mistakes: 0.5,
            other_first_letter: 0.6,
            min_chars: 4,
            two_mistakes_chars: 8,
            max_added: 3,
        }
    }
}

/// Words of the index with the same beginning: "vaccination" for "vaccine".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct PrefixFamilyParameters {
    /// Such words serve recall and are often others.
    pub weight: f32,
    /// Shortest beginning that makes words related.
    pub min_prefix: usize,
    /// Share of the word that the beginning must cover, in percent.
    pub prefix_percent: usize,
    /// Longest ending that may differ.
    pub max_ending: usize,
    /// Shortest stem by whose beginning unknown words are found.
    pub min_stem: usize,
    /// Words added for one word of the query.
    pub max_added: usize,
}

impl Default for PrefixFamilyParameters {
    fn default() -> Self {
        Self {
            weight: 0.2,
            min_prefix: 5,
            prefix_percent: 65,
            max_ending: 6,
            min_stem: 4,
            max_added: 6,
        }
    }
}
