//! Function words: words that hold a question together and tell little of what it asks.
//!
//! They are never removed, neither from the index nor from a query: "without"
//! turns the meaning of a question. In a query they weigh little, because in a
//! small collection chance makes some of them rare and BM25 would take them
//! for informative ones.

use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

use super::query::{Alternative, Origin, Word};
use crate::analysis::{Analyzer, Form, Tokens, fold};
use crate::content::language::primary;

/// Weight of a function word relative to another word of the same rarity.
pub const FUNCTION_WEIGHT: f32 = 0.34;

/// The function words of one language.
///
/// Compared by their stems, so that every inflected form is known. Stemming a
/// whole list would cost more than a search; a word and its stem begin alike,
/// so only the words with the letter in question are stemmed, once.
pub struct FunctionWords {
    analyzer: Analyzer,
    by_letter: BTreeMap<char, Listed>,
}

/// The listed words that begin with one letter.
#[derive(Default)]
struct Listed {
    words: Vec<&'static str>,
    terms: OnceLock<HashSet<String>>,
}

impl FunctionWords {
    /// The function words of an analyzer's language; none for a language without a list.
    #[must_use]
    pub fn of(analyzer: &Analyzer) -> Self {
        let language = primary(analyzer.language());
        let listed = stop_words::lookup(language).unwrap_or_default();
        let mut by_letter: BTreeMap<char, Listed> = BTreeMap::new();
        for &word in listed {
            if let Some(letter) = first_letter(word) {
                by_letter.entry(letter).or_default().words.push(word);
            }
        }
        for word in frame(language).split(' ') {
            if let Some(letter) = first_letter(word) {
                by_letter.entry(letter).or_default().words.push(word);
            }
        }
        Self {
            analyzer: analyzer.clone(),
            by_letter,
        }
    }

    /// Lowers the weight of a word that is one, or that is made of them ("puis-je").
    pub fn weigh(&self, word: &mut Word) {
        let function =
            |alternative: &Alternative| alternative.terms.iter().all(|term| self.contains(term));
        let (parts, whole): (Vec<&Alternative>, Vec<&Alternative>) = word
            .alternatives
            .iter()
            .partition(|alternative| alternative.origin == Origin::Parts);
        let known = |alternatives: &[&Alternative]| {
            !alternatives.is_empty() && alternatives.iter().all(|one| function(one))
        };
        if known(&whole) || known(&parts) {
            word.weight *= FUNCTION_WEIGHT;
            word.function = true;
        }
    }

    fn contains(&self, term: &str) -> bool {
        let Some(listed) = first_letter(term).and_then(|letter| self.by_letter.get(&letter)) else {
            return false;
        };
        listed
            .terms
            .get_or_init(|| {
                let mut tokens = Tokens::default();
                self.analyzer.analyze(&listed.words.join(" "), &mut tokens);
                tokens
                    .iter()
                    .filter(|(_, token)| matches!(token.form, Form::Stem | Form::Whole))
                    .map(|(term, _)| term.to_string())
                    .collect()
            })
            .contains(term)
    }
}

/// The first letter without case and accents.
fn first_letter(word: &str) -> Option<char> {
    let first = word.chars().next()?;
    if first.is_ascii() {
        return Some(first.to_ascii_lowercase());
    }
    fold(first.encode_utf8(&mut [0; 4])).chars().next()
}

/// Words in which questions are framed ("is there a way to …", "comment
/// puis-je …") and that lists of function words leave out.
fn frame(language: &str) -> &'static str {
    match language {
        "en" => {
            "can could would may might must shall want wants please way possible anyone somebody \
             someone need get like know help"
        }
        "fr" => {
            "puis peut peux peuvent pouvons pouvez pourra pourrai pourrait dois doit devons devez \
             doivent devrait devoir pouvoir faire fait fais faut falloir vais va vont aller veux \
             veut voulez vouloir souhaite comment pourquoi quand combien quel quelle quels quelles \
             où quoi possible plus si tout tous toute toutes aussi très comme"
        }
        "de" => {
            "kann können könnte darf dürfen muss müssen soll sollte will wollen möchte möglich gibt \
             geht machen tun wie warum wann wo wer welche bitte"
        }
        "es" => {
            "puedo puede pueden podemos podría debo debe deben deber hay hacer hago hace quiero \
             quiere posible necesito cómo cuándo dónde cuál qué quién cuánto"
        }
        "it" => {
            "posso può possono potrei devo deve devono fare faccio fa voglio vuole possibile serve \
             come quando dove quale cosa chi quanto perché"
        }
        "pt" => {
            "posso pode podem poderia devo deve devem há fazer faço faz quero quer possível preciso \
             como quando onde qual quem quanto"
        }
        "nl" => {
            "kan kunnen mag mogen moet moeten zal zou wil willen mogelijk hoe waarom wanneer waar \
             wie welke"
        }
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflected_function_words_are_known_by_their_stem() {
        let analyzer = Analyzer::for_language("fr");
        let function = FunctionWords::of(&analyzer);
        let mut words = super::super::query::words(&analyzer, "comment pourrais-je vacciner");
        for word in &mut words {
            function.weigh(word);
        }
        let told: Vec<&str> = words
            .iter()
            .filter(|word| !word.function)
            .map(|word| word.surface.as_str())
            .collect();
        assert_eq!(told, ["vacciner"]);
    }
}
