//! Forms of a word that Snowball's stemmers leave apart: irregular ones, and those of rules that
//! the stemmers do not have.
//!
//! Owns the way from a form to the word under which a dictionary lists it; one file a language. The
//! stemmer then makes a stem of that word as of any other. A form that may also be another word
//! keeps its own stem besides.

mod action_nouns;
pub(crate) mod apart;
mod arabic;
mod east_slavic;
mod english;
mod finnic;
mod german;
mod hungarian;
mod north;
mod romance;
mod south_east;
mod table;
mod west_slavic;

use std::borrow::Cow;

use frostem::Algorithm;

/// What a form is a form of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Lemma<'w> {
    /// It is a form of this word and of nothing else.
    Only(Cow<'w, str>),
    /// It is a form of this word, or a word of its own.
    Also(Cow<'w, str>),
}

/// Returns what a word in lower case is a form of; `None` for a word that the stemmer knows.
pub(crate) fn lemma(algorithm: Algorithm, lower: &str) -> Option<Lemma<'_>> {
    if let Some(verb) = action_nouns::verb(algorithm, lower) {
        return Some(Lemma::Also(verb));
    }
    match algorithm {
        Algorithm::English => english::lemma(lower),
        Algorithm::German => german::lemma(lower),
        Algorithm::Dutch => german::dutch(lower),
        Algorithm::Swedish | Algorithm::Danish | Algorithm::Norwegian => {
            north::lemma(algorithm, lower)
        }
        Algorithm::French | Algorithm::Spanish | Algorithm::Portuguese | Algorithm::Italian => {
            romance::lemma(algorithm, lower)
        }
        Algorithm::Czech | Algorithm::Polish => west_slavic::lemma(algorithm, lower),
        Algorithm::Russian | Algorithm::Ukrainian => east_slavic::lemma(lower),
        Algorithm::Arabic => arabic::lemma(lower),
        Algorithm::Finnish => finnic::lemma(lower),
        Algorithm::Hungarian => hungarian::lemma(lower),
        Algorithm::Greek | Algorithm::Romanian | Algorithm::Turkish => {
            south_east::lemma(algorithm, lower)
        }
        _ => None,
    }
}

/// Returns whether a word of ASCII letters is a form of one that begins with another letter.
pub(crate) fn changes_initial(word: &str) -> bool {
    matches!(
        word,
        "went"
            | "ate"
            | "better"
            | "best"
            | "worse"
            | "worst"
            | "bedre"
            | "bedst"
            | "eldre"
            | "eldst"
            | "esco"
            | "esce"
            | "escono"
            | "va"
            | "vado"
            | "vai"
            | "vanno"
            | "voy"
            | "vamos"
            | "yeux"
    )
}
