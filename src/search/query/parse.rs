//! From the text that a person typed to the terms that are looked up.
//!
//! Owns how the tokens of one language's analyzer are grouped into terms with their own variants.
//! Knows nothing of the index.

use super::term::{QueryTerm, Variant, VariantKind};
use crate::analysis::{Analyzer, Form, Token, Tokens};
use crate::search::parameters::TermParameters;

/// Number of words that are read. A pasted page is searched by its beginning.
const MAX_WORDS: usize = 64;

/// Number of bytes of the query that are analysed. The rest of a pasted file adds nothing.
const MAX_BYTES: usize = 16 * 1024;

/// Fewest digits of two numbers that say something side by side: `2024-01`, `192.168`.
const MIN_DIGITS: usize = 5;

/// Splits a query into terms by the language's analyzer. Repeated terms count once.
#[must_use]
pub(crate) fn terms(
    analyzer: &Analyzer,
    query: &str,
    parameters: &TermParameters,
) -> Vec<QueryTerm> {
    let query = truncate_at_char(query, MAX_BYTES);
    let mut tokens = Tokens::default();
    analyzer.analyze(query, &mut tokens);
    let all: Vec<(&str, Token)> = tokens.iter().map(|(term, token)| (term, *token)).collect();

    let mut words: Vec<QueryTerm> = Vec::new();
    for compound in all.chunk_by(|a, b| a.1.word == b.1.word) {
        if words.len() >= MAX_WORDS {
            break;
        }
        for word in split(query, compound, &all, parameters) {
            if !words.iter().any(|known| known.variants == word.variants) {
                words.push(word);
            }
        }
    }
    if analyzer.accents_tell_words_apart() && !query.is_ascii() {
        let folded = parameters.folded;
        words.iter_mut().for_each(|word| prefer_exact(word, folded));
    }
    words
}

/// Makes the exact form the word. The forms without accents have their weight multiplied by `folded`.
fn prefer_exact(word: &mut QueryTerm, folded: f32) {
    let Some(exact) = word.exact.clone() else {
        return;
    };
    for variant in &mut word.variants {
        variant.weight *= folded;
        variant.kind = VariantKind::Related;
    }
    word.variants.insert(
        0,
        Variant {
            terms: vec![exact],
            weight: 1.0,
            kind: VariantKind::Word,
        },
    );
}

/// Returns the beginning of a text, at most so many bytes, cut between characters.
#[must_use]
pub(crate) fn truncate_at_char(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Turns the tokens of one compound into terms.
fn split(
    query: &str,
    tokens: &[(&str, Token)],
    all: &[(&str, Token)],
    parameters: &TermParameters,
) -> Vec<QueryTerm> {
    let (letters, characters): (Vec<_>, Vec<_>) = tokens
        .iter()
        .partition(|(_, token)| !matches!(token.form, Form::Bigram | Form::Unigram));
    let mut words = Vec::new();
    let from = letters.iter().map(|(_, token)| token.from).min();
    let to = letters.iter().map(|(_, token)| token.to).max();
    if let (Some(from), Some(to)) = (from, to) {
        // `asp.net` of `ASP.NET-Core` is a name too; `v1` of `v1.10.2` is another version.
        let is_name = |token: &Token| {
            let has_digit = |c: char| c.is_ascii_digit();
            token.form == Form::Compound
                && !slice(query, (token.from, token.to)).contains(has_digit)
        };
        let whole = |token: &Token| is_name(token) || (token.from == from && token.to == to);
        if letters.iter().any(|(_, token)| whole(token)) {
            words.push(word(query, &letters, whole, (from, to), parameters.parts));
        } else {
            // A run that the analyzer cut without naming the whole: each part is a word.
            for part in letters.chunk_by(|a, b| (a.1.from, a.1.to) == (b.1.from, b.1.to)) {
                let span = (part[0].1.from, part[0].1.to);
                words.push(word(query, part, |_| true, span, parameters.parts));
            }
        }
    }
    for (term, token) in characters {
        let covered = || {
            all.iter().any(|(_, longer)| {
                longer.to - longer.from > token.to - token.from
                    && longer.from <= token.from
                    && token.to <= longer.to
            })
        };
        let weight = match token.form {
            Form::Bigram => parameters.bigram,
            // A single character tells little; it counts where nothing longer covers it.
            _ if covered() => continue,
            _ => 1.0,
        };
        words.push(QueryTerm {
            surface: slice(query, (token.from, token.to)),
            position: token.position,
            variants: vec![Variant {
                terms: vec![(*term).to_string()],
                weight: 1.0,
                kind: VariantKind::Word,
            }],
            exact: None,
            weight,
            is_function_word: false,
            is_question_word: false,
        });
    }
    words
}

/// Makes a term of the tokens that `whole` accepts. The others are the parts of the compound, which
/// are worth `parts_weight` side by side.
fn word(
    query: &str,
    tokens: &[(&str, Token)],
    whole: impl Fn(&Token) -> bool,
    span: (u32, u32),
    parts_weight: f32,
) -> QueryTerm {
    let mut word = QueryTerm {
        surface: slice(query, span),
        position: u32::MAX,
        variants: Vec::new(),
        exact: None,
        weight: 1.0,
        is_function_word: false,
        is_question_word: false,
    };
    let mut parts: Vec<String> = Vec::new();
    let mut last_part = None;
    for (term, token) in tokens {
        if whole(token) {
            word.position = word.position.min(token.position);
            if token.form == Form::Exact {
                word.exact = Some((*term).to_string());
            } else if !word.single_terms().any(|known| known == *term) {
                word.variants.push(Variant {
                    terms: vec![(*term).to_string()],
                    weight: 1.0,
                    kind: VariantKind::Word,
                });
            }
        } else if token.form == Form::Stem && last_part != Some(token.position) {
            last_part = Some(token.position);
            parts.push((*term).to_string());
        }
    }
    // Two short numbers side by side prove nothing; the whole is indexed anyway.
    let letters = |part: &String| part.chars().any(char::is_alphabetic);
    let digits: usize = parts.iter().map(String::len).sum();
    if parts.len() > 1 && (parts.len() > 2 || digits >= MIN_DIGITS || parts.iter().any(letters)) {
        word.variants.push(Variant {
            terms: parts,
            weight: parts_weight,
            kind: VariantKind::Parts,
        });
    }
    word
}

/// Returns the text between two bytes; an empty one where they cut a character.
fn slice(text: &str, (from, to): (u32, u32)) -> String {
    text.get(from as usize..to as usize)
        .unwrap_or_default()
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn surfaces(language: &str, query: &str) -> Vec<String> {
        terms(
            &Analyzer::for_language(language),
            query,
            &TermParameters::default(),
        )
        .into_iter()
        .map(|word| word.surface)
        .collect()
    }

    #[test]
    fn a_compound_is_one_word_with_its_parts_as_alternative() {
        let words = terms(
            &Analyzer::for_language("en"),
            "ExpressRoute",
            &TermParameters::default(),
        );
        assert_eq!(words.len(), 1);
        let parts = words[0]
            .variants
            .iter()
            .find(|variant| variant.kind == VariantKind::Parts)
            .unwrap();
        assert_eq!(parts.terms, ["express", "rout"]);
    }

    #[test]
    fn numbers_have_no_parts() {
        let words = terms(
            &Analyzer::for_language("en"),
            "1.2",
            &TermParameters::default(),
        );
        assert!(
            words[0]
                .variants
                .iter()
                .all(|a| a.kind == VariantKind::Word)
        );
    }

    #[test]
    fn repeated_words_count_once_and_a_pasted_page_is_cut() {
        assert_eq!(surfaces("en", "license licenses vm"), ["license", "vm"]);
        let page = (0..10_000).map(|n| format!("w{n}x ")).collect::<String>();
        assert_eq!(surfaces("en", &page).len(), MAX_WORDS);
        assert!(surfaces("en", "?!… --- ()").is_empty());
    }

    #[test]
    fn characters_count_alone_only_where_nothing_longer_covers_them() {
        assert_eq!(surfaces("ja", "数"), ["数"]);
        assert!(!surfaces("ja", "証明書").contains(&"証".to_string()));
    }
}
