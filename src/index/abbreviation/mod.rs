//! Abbreviations that the entries of a language explain, as terms of the field
//! [`ABBREVIATION`](super::store::schema::ABBREVIATION).
//!
//! The dictionary of that field is the list of pairs: sorted, in the page cache, the number
//! of entries beside each pair. Since it belongs to the entries it is the same
//! however the index came about. A query reads only those for which there is a *lookup key*,
//! which is a term as well. A filter in the manifest tells which keys there may be.
//!
//! ```text
//! cmg                            lookup key: a short form
//! cmg TAB cloud manag gateway    what it stands for
//! TAB cloud manag                lookup key: a long form begins so
//! TAB cloud manag gateway TAB cmg
//! ```

mod filter;
mod mine;

use std::collections::BTreeSet;

use tantivy::termdict::TermDictionary;

pub(crate) use self::filter::AbbreviationFilter;
use self::mine::{Pair, pairs};
use super::store::prefix::terms_with_prefix;
use crate::analysis::{Analyzer, Form, Token, Tokens};

/// Between the parts of a term; no term of a text holds it.
const SEPARATOR: char = '\t';

/// Forms kept for one word or phrase, those that most entries explain.
const MAX_FORMS: usize = 3;

/// Forms looked at for one word or phrase.
const MAX_READ: usize = 256;

/// Terms of a long form; what is longer nobody types.
const MAX_TERMS: usize = 12;

/// Returns the terms for what these texts explain. `tokens` is room to work in.
#[must_use]
pub(crate) fn terms(analyzer: &Analyzer, tokens: &mut Tokens, texts: &[&str]) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    let mut maker = TermMaker { analyzer, tokens };
    for pair in texts.iter().flat_map(|text| pairs(text)) {
        maker.add(pair, &mut terms);
    }
    terms
}

/// Makes terms of pairs.
struct TermMaker<'a> {
    analyzer: &'a Analyzer,
    tokens: &'a mut Tokens,
}

impl TermMaker<'_> {
    fn add(&mut self, pair: Pair<'_>, terms: &mut BTreeSet<String>) {
        let long = self.long_terms(pair.long);
        let Some(short) = self.short_term(pair.short) else {
            return;
        };
        if long.is_empty() || long.len() > MAX_TERMS || long.contains(&short) {
            return;
        }
        let phrase = long.join(" ");
        // Typed without its capitals an abbreviation may have another stem.
        let typed = self.short_term(&pair.short.to_lowercase());
        for short in [Some(&short), typed.as_ref()].into_iter().flatten() {
            terms.insert(short.clone());
            terms.insert(format!("{short}{SEPARATOR}{phrase}"));
        }
        terms.insert(lookup_key(&long));
        terms.insert(format!("{SEPARATOR}{phrase}{SEPARATOR}{short}"));
    }

    /// Returns the term that stands for a short form as one word.
    fn short_term(&mut self, short: &str) -> Option<String> {
        self.analyzer.analyze(short, self.tokens);
        let whole = |token: &Token| token.from == 0 && token.to as usize == short.len();
        self.tokens
            .iter()
            .find(|(_, token)| token.form != Form::Exact && whole(token))
            .map(|(term, _)| term.to_string())
    }

    /// Returns the terms that stand side by side where the long form stands: of a compound its
    /// parts.
    ///
    /// Scripts without spaces give none, since their words are not certain.
    fn long_terms(&mut self, long: &str) -> Vec<String> {
        self.analyzer.analyze(long, self.tokens);
        let tokens: Vec<(&str, &Token)> = self.tokens.iter().collect();
        if tokens.iter().any(|(_, token)| token.form == Form::Unigram) {
            return Vec::new();
        }
        tokens
            .chunk_by(|a, b| a.1.position == b.1.position)
            .filter_map(|at| {
                let terms = at
                    .iter()
                    .filter(|(_, token)| matches!(token.form, Form::Stem | Form::Compound));
                // Of equals the first: the stem comes before its variant.
                terms.min_by_key(|(_, token)| token.to - token.from)
            })
            .map(|(term, _)| (*term).to_string())
            .collect()
    }
}

/// Builds the filter over all lookup keys of a dictionary.
///
/// # Errors
/// The dictionary is damaged.
pub(crate) fn filter(dictionary: &TermDictionary) -> std::io::Result<AbbreviationFilter> {
    let mut keys = Vec::new();
    let mut stream = dictionary.stream()?;
    while let Some((key, _)) = stream.next() {
        if let Ok(term) = std::str::from_utf8(key)
            && is_lookup_key(term)
        {
            keys.push(term.to_string());
        }
    }
    Ok(AbbreviationFilter::new(&keys))
}

/// Returns whether a term of a dictionary is a lookup key.
pub(crate) fn is_lookup_key(term: &str) -> bool {
    !term.chars().skip(1).any(|c| c == SEPARATOR)
}

/// Returns the key under which a dictionary has the long forms that begin like this one.
#[must_use]
pub(crate) fn lookup_key(long: &[String]) -> String {
    let beginning = long.get(..2).unwrap_or(long).join(" ");
    format!("{SEPARATOR}{beginning}")
}

/// Returns the long forms of a short one, by its term: those that most entries explain.
///
/// # Errors
/// The dictionary is damaged.
pub(crate) fn long_forms(
    dictionary: &TermDictionary,
    short: &str,
) -> std::io::Result<Vec<Vec<String>>> {
    let found = continuations(dictionary, &format!("{short}{SEPARATOR}"))?;
    let longs = found.iter().map(|(long, documents)| {
        let terms = long.split(' ').map(str::to_string).collect();
        (*documents, terms)
    });
    Ok(most_frequent(longs.collect()))
}

/// A long form with its short ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LongForm {
    /// The terms that stand side by side.
    pub terms: Vec<String>,
    /// The terms of the short forms that most entries explain.
    pub shorts: Vec<String>,
}

/// Returns the long forms that begin with these terms (one or two), with their short forms.
///
/// # Errors
/// The dictionary is damaged.
pub(crate) fn short_forms(
    dictionary: &TermDictionary,
    beginning: &[String],
) -> std::io::Result<Vec<LongForm>> {
    let key = lookup_key(beginning);
    let mut found: Vec<(String, u32, String)> = Vec::new();
    // A long form that is no longer ends there, others go on after a space.
    for next in [SEPARATOR, ' '] {
        for (rest, documents) in continuations(dictionary, &format!("{key}{next}"))? {
            let pair = format!("{next}{rest}");
            if let Some((more, short)) = pair.split_once(SEPARATOR) {
                found.push((more.to_string(), documents, short.to_string()));
            }
        }
    }
    Ok(found
        .chunk_by(|a, b| a.0 == b.0)
        .map(|pairs| {
            let more = pairs.first().map_or("", |(more, ..)| more.as_str());
            let more = more.split_whitespace().map(str::to_string);
            let shorts = pairs
                .iter()
                .map(|(_, documents, short)| (*documents, short.clone()));
            LongForm {
                terms: beginning.iter().cloned().chain(more).collect(),
                shorts: most_frequent(shorts.collect()),
            }
        })
        .collect())
}

/// Returns what follows a prefix in the terms that have it, with the number of entries.
fn continuations(dictionary: &TermDictionary, prefix: &str) -> std::io::Result<Vec<(String, u32)>> {
    let found = terms_with_prefix(dictionary, prefix, MAX_READ)?;
    let rest = |(term, documents): (String, u32)| {
        let rest = term.strip_prefix(prefix)?;
        Some((rest.to_string(), documents))
    };
    Ok(found.into_iter().filter_map(rest).collect())
}

/// Returns the forms that most entries explain; of equals the first.
fn most_frequent<T: Ord>(mut forms: Vec<(u32, T)>) -> Vec<T> {
    forms.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    forms.truncate(MAX_FORMS);
    forms.into_iter().map(|(_, form)| form).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(language: &str, text: &str) -> Vec<String> {
        let analyzer = Analyzer::for_language(language);
        let terms = super::terms(&analyzer, &mut Tokens::default(), &[text]);
        terms.into_iter().collect()
    }

    #[test]
    fn a_pair_becomes_two_terms_with_lookup_keys() {
        assert_eq!(
            terms("en", "Cloud Management Gateways (CMGs)"),
            [
                "\tcloud manag",
                "\tcloud manag gateway\tcmg",
                "cmg",
                "cmg\tcloud manag gateway"
            ]
        );
    }

    #[test]
    fn compounds_stand_for_their_parts_in_long_forms_and_for_the_whole_in_short_ones() {
        let found = terms(
            "en",
            "software as a service (SaaS), multi-factor authentication (MFA)",
        );
        assert!(
            found.contains(&"\tsoftwar as a servic\tsaa".to_string()),
            "{found:?}"
        );
        assert!(
            found.contains(&"saa\tsoftwar as a servic".to_string()),
            "{found:?}"
        );
        assert!(
            found.contains(&"mfa\tmulti factor authent".to_string()),
            "{found:?}"
        );
    }
}
