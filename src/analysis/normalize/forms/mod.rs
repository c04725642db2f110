//! Forms of a word that Snowball's stemmers leave apart: irregular ones, and those of rules that the
//! stemmers do not have.
//!
//! Owns the way from a form to the word under which a dictionary lists it; one file a language. The
//! stemmer then makes a stem of that word as of any other. A form that may also be another word
//! keeps its own stem besides.

mod arabic;
mod east_slavic;
mod english;
mod finnic;
mod german;
mod north;
mod romance;
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
        _ => None,
    }
}

/// Returns the word of a table that a form is listed for. Each line has a word and its forms; a word
/// that begins with `~` keeps the stems of its forms, which may be other words.
fn listed(table: &'static str, lower: &str) -> Option<Lemma<'static>> {
    // Most words are in no table; this is quicker than to read its lines.
    if lower.len() > LONGEST || !table.contains(lower) {
        return None;
    }
    for line in table.lines() {
        let mut words = line.split_ascii_whitespace();
        let Some(word) = words.next() else { continue };
        if words.any(|form| form == lower) {
            return Some(match word.strip_prefix('~') {
                Some(word) => Lemma::Also(Cow::Borrowed(word)),
                None => Lemma::Only(Cow::Borrowed(word)),
            });
        }
    }
    None
}

/// Longest form of a table, in bytes.
const LONGEST: usize = 40;
