//! Puts queries together that ask the same in other words, by the engine's own stems, and by
//! meaning where a model tells it.
//!
//! One pass, most frequent first: a query joins the group whose first query it shares most stems
//! with, if those are enough, else it begins a group. Function words do not count: "how do I reset
//! a password" and "reset password" are one question.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::aggregate::{Asked, Key};
use crate::analysis::{Analyzer, Form, Tokens};
use crate::search::query::expand::function_words::FunctionWords;

/// The share of all their stems that two queries must have in common.
const ALIKE: f64 = 0.6;

/// Language of readers who stated none.
const DEFAULT_LANGUAGE: &str = "en";

/// Queries that ask the same, most frequent first.
pub(crate) type Group<'q> = Vec<(&'q Key, &'q Asked)>;

/// Makes groups, those with most searches first.
pub(crate) fn groups(queries: &BTreeMap<Key, Asked>) -> Vec<Group<'_>> {
    let mut sorted: Vec<_> = queries.iter().collect();
    // Stable: what is equally frequent stays in the order of the keys.
    sorted.sort_by_key(|(_, asked)| std::cmp::Reverse(asked.searches));
    let mut stems = Stems::default();
    let mut groups: Vec<(BTreeSet<String>, Group<'_>)> = Vec::new();
    let mut by_stem: HashMap<(String, String), Vec<usize>> = HashMap::new();
    for (key, asked) in sorted {
        let own = stems.of(key);
        let near = own.iter().flat_map(|stem| {
            let place = (key.display.clone(), stem.clone());
            by_stem.get(&place).into_iter().flatten().copied()
        });
        let near: BTreeSet<usize> = near.collect();
        let alike = near
            .into_iter()
            .map(|group| (shared(&own, &groups[group].0), group))
            .filter(|(share, _)| *share >= ALIKE)
            // Of equally near groups it is the first, which is the more frequent one.
            .max_by(|left, right| left.0.total_cmp(&right.0).then(right.1.cmp(&left.1)));
        if let Some((_, group)) = alike {
            groups[group].1.push((key, asked));
            continue;
        }
        for stem in &own {
            let place = (key.display.clone(), stem.clone());
            by_stem.entry(place).or_default().push(groups.len());
        }
        groups.push((own, vec![(key, asked)]));
    }
    let mut groups: Vec<Group<'_>> = groups.into_iter().map(|(_, group)| group).collect();
    sort(&mut groups);
    groups
}

/// Makes one group of those of readers of one language that ask the same. `alike` says for each of
/// some queries in a language which is the first that does. A group stands for its first query.
///
/// # Errors
/// `alike` fails.
pub(crate) fn merged<'q, E>(
    mut groups: Vec<Group<'q>>,
    alike: impl Fn(&[&str], &str) -> Result<Vec<usize>, E>,
) -> Result<Vec<Group<'q>>, E> {
    let mut by_display: BTreeMap<&str, Vec<(usize, &str)>> = BTreeMap::new();
    for (number, group) in groups.iter().enumerate() {
        if let Some((key, asked)) = group.first() {
            let others = by_display.entry(&key.display).or_default();
            others.push((number, &asked.text));
        }
    }
    let mut joins: Vec<(usize, usize)> = Vec::new();
    for (display, heads) in by_display {
        let queries: Vec<&str> = heads.iter().map(|(_, query)| *query).collect();
        let first = alike(&queries, language(display))?;
        let first = heads.iter().zip(first).filter_map(|((number, _), place)| {
            let (first, _) = heads.get(place)?;
            (first < number).then_some((*number, *first))
        });
        joins.extend(first);
    }
    for &(number, first) in &joins {
        let joining = std::mem::take(&mut groups[number]);
        groups[first].extend(joining);
        // Stable, as everywhere here.
        groups[first].sort_by_key(|(_, asked)| std::cmp::Reverse(asked.searches));
    }
    groups.retain(|group| !group.is_empty());
    sort(&mut groups);
    Ok(groups)
}

/// Puts the groups with most searches first; equal ones stay in their order.
fn sort(groups: &mut [Group<'_>]) {
    groups.sort_by_key(|group| {
        let searches: u64 = group.iter().map(|(_, asked)| asked.searches).sum();
        std::cmp::Reverse(searches)
    });
}

/// Returns the language of readers, English where they stated none.
fn language(display: &str) -> &str {
    match display {
        "" => DEFAULT_LANGUAGE,
        other => other,
    }
}

/// Returns the share of the stems of two queries that both have (Jaccard).
fn shared(left: &BTreeSet<String>, right: &BTreeSet<String>) -> f64 {
    let both = left.intersection(right).count();
    let all = left.len() + right.len() - both;
    if all == 0 {
        0.0
    } else {
        both as f64 / all as f64
    }
}

/// Finds stems, with an analyzer for each language.
#[derive(Default)]
struct Stems {
    languages: HashMap<String, (Analyzer, FunctionWords)>,
    tokens: Tokens,
}

impl Stems {
    /// Returns the stems of a query without function words; all of them where it has no others.
    fn of(&mut self, key: &Key) -> BTreeSet<String> {
        let language = language(&key.display);
        let tools = self.languages.entry(language.to_owned());
        let (analyzer, function_words) = tools.or_insert_with(|| {
            let analyzer = Analyzer::for_language(language);
            let function_words = FunctionWords::new(&analyzer);
            (analyzer, function_words)
        });
        analyzer.analyze(&key.text, &mut self.tokens);
        let stems = self
            .tokens
            .iter()
            .filter(|(_, token)| token.form == Form::Stem);
        let stems = stems.map(|(term, token)| {
            let word = &key.text[token.from as usize..token.to as usize];
            (term.to_owned(), function_words.may_contain(word))
        });
        let stems: Vec<(String, bool)> = stems.collect();
        let is_all_function_words = stems.iter().all(|(_, is_one)| *is_one);
        let kept = stems
            .into_iter()
            .filter(|(_, is_one)| is_all_function_words || !is_one);
        let kept: BTreeSet<String> = kept.map(|(stem, _)| stem).collect();
        if kept.is_empty() {
            // Nothing but signs: such a query is alike to itself only.
            return BTreeSet::from([key.text.clone()]);
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grouped(asked: &[(&str, &str, u64)]) -> Vec<Vec<String>> {
        let queries = asked.iter().map(|&(text, display, searches)| {
            let key = Key {
                text: text.to_owned(),
                display: display.to_owned(),
                searched: Vec::new(),
            };
            let asked = Asked {
                searches,
                ..Asked::default()
            };
            (key, asked)
        });
        let queries = queries.collect();
        let names = groups(&queries).into_iter().map(|group| {
            let texts = group.iter().map(|(key, _)| key.text.clone());
            texts.collect()
        });
        names.collect()
    }

    #[test]
    fn the_same_question_in_other_words_is_one_group() {
        assert_eq!(
            grouped(&[
                ("reset password", "en", 5),
                ("how do i reset my passwords?", "en", 3),
                ("password resets", "en", 1),
                ("ferry", "en", 7),
                ("reset router", "en", 2),
                ("reset password", "fr", 1),
                ("???", "en", 1),
            ]),
            [
                vec![
                    "reset password",
                    "how do i reset my passwords?",
                    "password resets"
                ],
                vec!["ferry"],
                vec!["reset router"],
                vec!["???"],
                vec!["reset password"],
            ]
        );
    }

    #[test]
    fn groups_that_ask_the_same_are_one() {
        let asked = |text: &str, display: &str, searches| {
            let key = Key {
                text: text.to_owned(),
                display: display.to_owned(),
                searched: Vec::new(),
            };
            let asked = Asked {
                text: text.to_owned(),
                searches,
                ..Asked::default()
            };
            (key, asked)
        };
        let queries = BTreeMap::from([
            asked("reset password", "en", 5),
            asked("reset my password", "en", 1),
            asked("ferry times", "en", 6),
            asked("cannot get in", "en", 4),
            asked("cannot get in", "de", 2),
        ]);
        // What lets readers in is one question; in German nothing is like it.
        let lets_in = |query: &&str| query.contains("password") || query.contains("get in");
        let alike = |queries: &[&str], language: &str| {
            let places = queries.iter().enumerate().map(|(place, query)| {
                let first = queries.iter().position(&lets_in);
                first.filter(|_| lets_in(query)).unwrap_or(place)
            });
            assert!(matches!(language, "en" | "de"), "{language}");
            Ok::<_, std::convert::Infallible>(places.collect())
        };
        let merged = merged(groups(&queries), alike).unwrap();
        let texts: Vec<Vec<(&str, &str)>> = merged
            .iter()
            .map(|group| {
                let keys = group.iter().map(|(key, _)| (&*key.text, &*key.display));
                keys.collect()
            })
            .collect();
        assert_eq!(
            texts,
            [
                vec![
                    ("reset password", "en"),
                    ("cannot get in", "en"),
                    ("reset my password", "en")
                ],
                vec![("ferry times", "en")],
                vec![("cannot get in", "de")],
            ]
        );
    }

    #[test]
    fn stems_are_those_of_the_readers_language() {
        assert_eq!(
            grouped(&[
                ("passwort zurücksetzen", "de", 3),
                ("wie kann ich passwörter zurücksetzen", "de", 1),
                ("パスワードの変更", "ja", 2),
                ("パスワード 変更", "ja", 1),
            ]),
            [
                vec![
                    "passwort zurücksetzen",
                    "wie kann ich passwörter zurücksetzen"
                ],
                vec!["パスワードの変更", "パスワード 変更"],
            ]
        );
    }
}
