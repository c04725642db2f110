//! Words and phrases that the configuration declares to mean the same.
//!
//! Analyzed like the text itself, so that a synonym survives inflection, and
//! kept per language.

use crate::analysis::Analyzer;
use crate::search::query::parse::{self, QueryTerm, VariantKind};

/// What an occurrence of a synonym is worth.
const SYNONYM_WEIGHT: f32 = 0.9;

/// The synonyms of one language: groups of phrases, each phrase a list of
/// words, each word a list of terms that stand for it.
pub struct Synonyms {
    groups: Vec<Vec<Vec<Vec<String>>>>,
}

impl Synonyms {
    /// Analyzes groups of phrases.
    #[must_use]
    pub fn new(analyzer: &Analyzer, groups: &[Vec<String>]) -> Self {
        let phrase = |text: &String| -> Vec<Vec<String>> {
            parse::terms(analyzer, text)
                .iter()
                .map(|word| word.single_terms().map(str::to_string).collect())
                .collect()
        };
        Self {
            groups: groups
                .iter()
                .map(|group| group.iter().map(phrase).collect())
                .collect(),
        }
    }

    /// Adds the other phrases of a group to every place where one of them stands.
    pub fn add(&self, words: &mut [QueryTerm]) {
        for group in &self.groups {
            for (number, phrase) in group.iter().enumerate() {
                if phrase.is_empty() || phrase.len() > words.len() {
                    continue;
                }
                for start in 0..=words.len() - phrase.len() {
                    let place = &mut words[start..start + phrase.len()];
                    if !stands(phrase, place) {
                        continue;
                    }
                    let others = group.iter().enumerate().filter(|(n, _)| *n != number);
                    for (_, other) in others {
                        let terms: Vec<String> = other
                            .iter()
                            .filter_map(|terms| terms.first().cloned())
                            .collect();
                        for word in &mut *place {
                            if !terms.is_empty() {
                                word.add(terms.clone(), SYNONYM_WEIGHT, VariantKind::Synonym);
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Whether the phrase stands here, its words side by side.
fn stands(phrase: &[Vec<String>], words: &[QueryTerm]) -> bool {
    phrase.iter().zip(words).all(|(wanted, word)| {
        word.variants
            .iter()
            .filter(|variant| variant.kind == VariantKind::Word)
            .any(|variant| variant.terms.iter().all(|term| wanted.contains(term)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(query: &str) -> Vec<(String, Vec<String>)> {
        let analyzer = Analyzer::for_language("en");
        let group = ["VMs", "virtual machine", "guest"].map(str::to_string);
        let synonyms = Synonyms::new(&analyzer, &[group.to_vec()]);
        let mut words = parse::terms(&analyzer, query);
        synonyms.add(&mut words);
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
