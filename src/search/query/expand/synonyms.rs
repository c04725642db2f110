//! Words and phrases that the configuration declares to mean the same.
//!
//! Owns how they are compared with a query: analysed like the text itself, so that a synonym
//! survives inflection, and kept per language.

use crate::analysis::Analyzer;
use crate::search::parameters::TermParameters;
use crate::search::query::parse;
use crate::search::query::term::{QueryTerm, VariantKind};

/// A word as the indexed terms that stand for it, of which the first is its stem.
type Word = Vec<String>;

/// Words that stand side by side.
type Phrase = Vec<Word>;

/// The synonyms of one language: groups of phrases that mean the same.
pub(crate) struct Synonyms {
    groups: Vec<Vec<Phrase>>,
}

impl Synonyms {
    /// Analyses groups of phrases.
    #[must_use]
    pub(crate) fn new(
        analyzer: &Analyzer,
        groups: &[Vec<String>],
        parameters: &TermParameters,
    ) -> Self {
        let phrase = |text: &String| -> Phrase {
            parse::terms(analyzer, text, parameters)
                .iter()
                .map(|term| term.single_terms().map(str::to_string).collect())
                .collect()
        };
        Self {
            groups: groups
                .iter()
                .map(|group| group.iter().map(phrase).collect())
                .collect(),
        }
    }

    /// Adds the other phrases of a group to every place where one of them stands. An occurrence of
    /// one is worth `weight`.
    pub(crate) fn expand(&self, terms: &mut [QueryTerm], weight: f32) {
        for group in &self.groups {
            for (number, phrase) in group.iter().enumerate() {
                if phrase.is_empty() || phrase.len() > terms.len() {
                    continue;
                }
                for start in 0..=terms.len() - phrase.len() {
                    let place = &mut terms[start..start + phrase.len()];
                    if !stands(phrase, place) {
                        continue;
                    }
                    let others = group.iter().enumerate().filter(|(n, _)| *n != number);
                    for (_, other) in others {
                        let other: Vec<String> = other
                            .iter()
                            .filter_map(|word| word.first().cloned())
                            .collect();
                        for term in &mut *place {
                            if !other.is_empty() {
                                term.add(other.clone(), weight, VariantKind::Synonym);
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Returns whether these terms are the phrase, word for word.
fn stands(phrase: &[Word], terms: &[QueryTerm]) -> bool {
    phrase.iter().zip(terms).all(|(word, term)| {
        term.variants
            .iter()
            .filter(|variant| variant.kind == VariantKind::Word)
            .any(|variant| variant.terms.iter().all(|term| word.contains(term)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(query: &str) -> Vec<(String, Vec<String>)> {
        let analyzer = Analyzer::for_language("en");
        let group = ["VMs", "virtual machine", "guest"].map(str::to_string);
        let synonyms = Synonyms::new(&analyzer, &[group.to_vec()], &TermParameters::default());
        let mut words = parse::terms(&analyzer, query, &TermParameters::default());
        synonyms.expand(&mut words, 0.9);
        words
            .into_iter()
            .flat_map(|word| {
                let surface = word.surface;
                word.variants
                    .into_iter()
                    .filter(|variant| variant.kind == VariantKind::Synonym)
                    .map(move |variant| (surface.clone(), variant.terms))
            })
            .collect()
    }

    #[test]
    fn synonyms_survive_inflection_and_may_be_phrases() {
        let found = added("virtual machines");
        assert!(
            found.contains(&("virtual".into(), vec!["guest".into()])),
            "{found:?}"
        );
        let found = added("the guests");
        assert!(
            found.contains(&("guests".into(), vec!["virtual".into(), "machin".into()])),
            "{found:?}"
        );
        assert_eq!(added("machine virtual"), []);
    }
}
