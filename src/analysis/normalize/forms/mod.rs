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

/// Returns whether a word of ASCII letters, in any case, is a form of one that begins with another
/// letter.
pub(crate) fn changes_initial(word: &str) -> bool {
    const LONGEST: usize = 12;
    let mut lower = [0; LONGEST];
    let Some(lower) = lower.get_mut(..word.len()) else {
        return false;
    };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    matches!(
        &*lower,
        b"went"
            | b"ate"
            | b"better"
            | b"best"
            | b"worse"
            | b"worst"
            | b"bedre"
            | b"bedst"
            | b"eldre"
            | b"eldst"
            | b"esco"
            | b"esce"
            | b"escono"
            | b"va"
            | b"vado"
            | b"vai"
            | b"vanno"
            | b"voy"
            | b"vamos"
            | b"yeux"
            | b"ricerca"
            | b"ricerche"
            | b"soluzione"
            | b"inloggning"
            | b"inloggningen"
            | b"inloggningar"
            | b"utskrift"
            | b"utskriften"
            | b"utskrifter"
            | b"yngre"
            | b"yngst"
            | b"bedste"
            | b"beste"
    )
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_form_with_another_initial_is_known() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/analysis/normalize/forms");
        let mut words = Vec::new();
        for item in fs::read_dir(folder).unwrap() {
            let text = fs::read_to_string(item.unwrap().path()).unwrap();
            let of_text = text.split(|c: char| !c.is_alphabetic());
            words.extend(of_text.map(str::to_lowercase));
        }
        words.retain(|word| !word.is_empty() && word.is_ascii());
        words.sort();
        words.dedup();
        let algorithms = [
            Algorithm::Danish,
            Algorithm::English,
            Algorithm::Finnish,
            Algorithm::French,
            Algorithm::Hungarian,
            Algorithm::Italian,
            Algorithm::Norwegian,
            Algorithm::Portuguese,
            Algorithm::Romanian,
            Algorithm::Spanish,
            Algorithm::Swedish,
        ];
        let (mut forms, mut unknown) = (0, Vec::new());
        for word in &words {
            for algorithm in algorithms {
                let Some(Lemma::Only(of) | Lemma::Also(of)) = lemma(algorithm, word) else {
                    continue;
                };
                forms += 1;
                let is_known = changes_initial(word) && changes_initial(&word.to_uppercase());
                if crate::analysis::fold(&of).chars().next() != word.chars().next() && !is_known {
                    unknown.push(format!("{word} is a form of {of}"));
                }
            }
        }
        assert!(unknown.is_empty(), "{}", unknown.join("\n"));
        assert!(forms > 1_000, "{forms} forms");
        assert!(!changes_initial("wents") && !changes_initial("inloggningarnas"));
    }
}
