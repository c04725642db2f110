//! The words of a query as each language knows them: parsed, expanded and looked up.
//!
//! Owns which words are expanded by what, and in which languages: those that the query is in. How a
//! word is expanded is the work of [`crate::search::query::expand`].

use super::combine::query_language::{
    ResolvedTerms, demote_foreign_function_words, mark_query_languages,
};
use super::open_languages::OpenLanguages;
use super::query::parsed_request::ParsedRequest;
use super::query::term::{QueryTerm, VariantKind};
use super::query::{expand, kana, parse};
use super::retrieve::bm25;
use crate::index::IndexError;

/// Looks the words of a query up in each of the languages `searched`.
///
/// Terms that are rare or unknown are expanded only in the languages that the query is in; `reader`
/// is the reader's first language.
///
/// # Errors
/// The index is damaged.
pub(crate) fn in_languages(
    languages: &OpenLanguages,
    searched: &[usize],
    reader: Option<usize>,
    request: &ParsedRequest,
) -> Result<Vec<ResolvedTerms>, IndexError> {
    let mut resolved = Vec::with_capacity(searched.len());
    for &language in searched {
        resolved.push(terms(languages, language, request)?);
    }
    mark_query_languages(&mut resolved, reader);
    for terms in resolved.iter_mut().filter(|terms| terms.is_query_language) {
        expand_in_query_language(languages, terms)?;
        expand_rare_terms(languages, terms, request)?;
    }
    // Where several languages know no more than each other, those that can put more of the words
    // right are the query's. The others take it as it was typed.
    let was: Vec<bool> = resolved
        .iter()
        .map(|terms| terms.is_query_language)
        .collect();
    if was.iter().filter(|was| **was).count() > 1 {
        mark_query_languages(&mut resolved, reader);
        for (one, was) in resolved.iter_mut().zip(was) {
            if was && !one.is_query_language {
                *one = terms(languages, one.language, request)?;
            }
            one.is_query_language &= was;
        }
    }
    #[cfg(feature = "opensearch")]
    for terms in &mut resolved {
        terms.is_reader = Some(terms.language) == reader;
    }
    let function_word = languages.parameters.function_words.weight;
    demote_foreign_function_words(&mut resolved, function_word);
    Ok(resolved)
}

/// Parses the query by the rules of one language, expands its terms and looks them up.
fn terms(
    languages: &OpenLanguages,
    language: usize,
    request: &ParsedRequest,
) -> Result<ResolvedTerms, IndexError> {
    let open = languages.get(language)?;
    let parameters = &languages.parameters;
    let query = request.words.query.as_str();
    let converted = if open.analyzer.writes_kana() {
        kana::in_the_kana_of_the_index(&open.segment.fields, query)?
    } else {
        None
    };
    let query = converted
        .as_ref()
        .map_or(query, |converted| &converted.query);
    let mut terms = parse::terms(&open.analyzer, query, &parameters.terms);
    if let Some(converted) = &converted {
        converted.add_typed(&mut terms);
    }
    expand::always(&open.vocabulary(parameters), &mut terms)?;
    let mut prefixes = Vec::new();
    for prefix in &request.operators.prefixes {
        let begin_so = open.segment.fields.terms_of_prefix(prefix)?;
        let same = |term: &&mut QueryTerm| term.surface == *prefix;
        if let Some(term) = terms.iter_mut().find(same) {
            for indexed in &begin_so {
                term.add(vec![indexed.clone()], 1.0, VariantKind::Prefix);
            }
        }
        prefixes.push(begin_so);
    }
    let words = terms
        .into_iter()
        .enumerate()
        .map(|(number, term)| bm25::prepare(&open.segment, number, term, parameters))
        .collect::<Result<_, _>>()?;
    Ok(ResolvedTerms {
        language,
        is_query_language: false,
        #[cfg(feature = "opensearch")]
        is_reader: false,
        words,
        prefixes,
        corrected_query: None,
    })
}

/// Expands the terms as only a language of the query does, and looks those up again that have
/// changed.
fn expand_in_query_language(
    languages: &OpenLanguages,
    resolved: &mut ResolvedTerms,
) -> Result<(), IndexError> {
    let open = languages.get(resolved.language)?;
    let parameters = &languages.parameters;
    let known = resolved.words.iter().map(|(stats, _)| stats.term.clone());
    let mut terms: Vec<QueryTerm> = known.collect();
    expand::in_query_language(&open.vocabulary(parameters), &mut terms)?;
    let words = resolved.words.iter_mut().enumerate();
    for ((number, (stats, scorers)), term) in words.zip(terms) {
        if term != stats.term {
            let (from, known) = (stats.term.variants.len(), std::mem::take(scorers));
            (*stats, *scorers) =
                bm25::prepare_added(&open.segment, (number, term), from, known, parameters)?;
        }
    }
    Ok(())
}

/// Expands the terms that few entries hold, looks them up again, and notes the query with
/// misspelt terms put right.
fn expand_rare_terms(
    languages: &OpenLanguages,
    resolved: &mut ResolvedTerms,
    request: &ParsedRequest,
) -> Result<(), IndexError> {
    let open = languages.get(resolved.language)?;
    let parameters = &languages.parameters;
    let enough = parameters.expansion.enough_documents;
    let is_alone = resolved.words.len() == 1;
    for (number, (stats, scorers)) in resolved.words.iter_mut().enumerate() {
        let Some(mut rare) = expand::rare_term(stats, is_alone, enough) else {
            continue;
        };
        expand::when_rare(&open.vocabulary(parameters), &mut rare)?;
        if let Some(correction) = &rare.correction {
            let text = resolved.corrected_query.as_deref();
            let text = text.unwrap_or(&request.words.query);
            resolved.corrected_query = Some(text.replacen(&rare.term.surface, correction, 1));
        }
        if rare.has_changed() {
            (*stats, *scorers) = bm25::prepare(&open.segment, number, rare.term, parameters)?;
        }
    }
    Ok(())
}
