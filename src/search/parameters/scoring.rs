//! Parameters of the stages after retrieval: depth, signals, exact forms and languages.

use serde::{Deserialize, Serialize};

/// The form that was typed, beside its stem.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ExactFormParameters {
    /// Weight of a second BM25 part with the form's own idf, relative to that of the stem. With it
    /// "configured" prefers "configured" to "configuration".
    pub weight: f32,
    /// A query of one word shows an entry with the very form typed at this place at the latest,
    /// counted from 0. What a person types is never lost among its inflections.
    pub latest_place: usize,
}

impl Default for ExactFormParameters {
    fn default() -> Self {
        Self {
            weight: 0.37,
            latest_place: 2,
        }
    }
}

/// How many entries of a language reach each stage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct DepthParameters {
    /// How many entries get exact forms and function words scored, at least. These add too little
    /// to lift an entry from further below.
    pub first_stage: usize,
    /// How many of those are scored again by all signals, at least.
    pub rescore: usize,
}

impl Default for DepthParameters {
    fn default() -> Self {
        Self {
            first_stage: 512,
            rescore: 256,
        }
    }
}

/// Neighbouring words of the query that stand near each other, in the order of the query.
///
/// A weight is relative to the idf of the rarer of the two words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ProximityParameters {
    /// Weight in the question. Order and nearness identify a question.
    pub question: f32,
    /// Weight in the answer, where words meet by chance more often.
    pub answer: f32,
}

impl Default for ProximityParameters {
    fn default() -> Self {
        Self {
            question: 2.9,
            answer: 1.0,
        }
    }
}

/// Words of the query that stand in one passage. Function words do not count.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct PassageParameters {
    /// Weight in the question, which is mostly one passage anyway.
    pub question: f32,
    /// Weight in the answer. An answer that says it in two sentences beats one that scatters the
    /// words.
    pub answer: f32,
    /// Length of a passage in word positions: two or three sentences.
    pub length: u32,
}

impl Default for PassageParameters {
    fn default() -> Self {
        Self {
            question: 0.3,
            answer: 0.8,
            length: 40,
        }
    }
}

/// The longest run of the query's words that stand in a row, function words among them.
///
/// A weight is relative to the idf of the words in the run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RunParameters {
    /// Weight in the question, no less than in the answer: a question that others quote comes first.
    pub question: f32,
    /// Weight in the answer. An answer that holds a whole sentence as it was pasted is what is
    /// sought, whatever words shorter questions share with it.
    pub answer: f32,
    /// Number of words from which on a run is never chance. Shorter ones do not count.
    pub certain_length: u32,
    /// Exponent of the run's share of the query, which is then a factor. Five words of a longer
    /// question in a row say less than five that are all that was pasted.
    pub share_exponent: f32,
    /// How many entries that hold most of the query are looked at besides the best.
    pub candidates: usize,
}

impl Default for RunParameters {
    fn default() -> Self {
        Self {
            question: 16.0,
            answer: 16.0,
            certain_length: 5,
            share_exponent: 6.0,
            candidates: 64,
        }
    }
}

/// Words of the query that signs or capitals tell apart from others: C++, .NET, US.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct TypedFormParameters {
    /// Factor for an entry whose question has each such word in the form typed; less where it has
    /// some of them.
    pub factor: f32,
    /// How many of the best entries have their questions compared with the form typed.
    pub candidates: usize,
}

impl Default for TypedFormParameters {
    fn default() -> Self {
        Self {
            factor: 1.5,
            candidates: 64,
        }
    }
}

/// The share of the query that an entry holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct CoverageParameters {
    /// Exponent of the share, which is then a factor. An entry with all words beats one that
    /// repeats some.
    pub exponent: f32,
}

impl Default for CoverageParameters {
    fn default() -> Self {
        Self { exponent: 0.25 }
    }
}

/// Questions and sections.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct KindParameters {
    /// Factor for sections. A person asks, and a question is answered where it is asked. The short
    /// heading of a section would else beat the question that it shortens.
    pub section: f32,
}

impl Default for KindParameters {
    fn default() -> Self {
        Self { section: 0.83 }
    }
}

/// The number of questions in an entry's article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ArticleSizeParameters {
    /// What each doubling of the number of questions adds to a factor of 1. Of two articles that
    /// answer one question, the FAQ is where people look.
    pub doubling: f32,
}

impl Default for ArticleSizeParameters {
    fn default() -> Self {
        Self { doubling: 0.01 }
    }
}

/// Entries that only point elsewhere, such as "Next steps".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct NavigationParameters {
    /// Factor for such entries: findable, never above an answer.
    pub factor: f32,
}

impl Default for NavigationParameters {
    fn default() -> Self {
        Self { factor: 0.3 }
    }
}

/// The languages that the reader prefers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct LanguageParameters {
    /// Factor for a question that was found in the reader's first language too. It breaks ties
    /// with an equal one that the reader would get in another language.
    pub preferred: f32,
}

impl Default for LanguageParameters {
    fn default() -> Self {
        Self { preferred: 1.1 }
    }
}

/// Questions that are related to an entry: found by its question and words of its answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RelatedParameters {
    /// Words of the answer that are asked for beside the question, the rarest ones. A question
    /// alone finds those that are worded alike; too many words drown it.
    pub answer_words: usize,
    /// Share of the entry's own score that a related question reaches at least. What is below
    /// shares only common words.
    pub least_share: f32,
    /// What nearness in meaning is worth beside that share, where the entries have vectors.
    pub meaning: f32,
    /// How near in meaning a related question is at least, as a share of what could be: what is
    /// farther has another matter, whatever words it shares.
    pub least_alike: f32,
    /// The same for questions that words do not find.
    pub least_alike_alone: f32,
}

impl Default for RelatedParameters {
    fn default() -> Self {
        Self {
            answer_words: 8,
            least_share: 0.12,
            meaning: 2.0,
            least_alike: 0.5,
            least_alike_alone: 0.6,
        }
    }
}
