//! What one language finds: the entries that hold the query's words are filtered, scored and ranked.
//!
//! Owns the order of these steps within a language. Knows nothing of the other languages.

use super::combine::query_language::ResolvedTerms;
use super::combine::result::{LanguageResult, SCALE};
use super::open_languages::OpenLanguages;
use super::query::parsed_request::ParsedRequest;
use super::query::term::VariantKind;
use super::rank::nearness::Nearness;
use super::rank::rescore::{Ranked, Ranking};
use super::rank::scale::OwnLanguage;
use super::rank::typed_form::{self, TypedQuery};
use super::retrieve::bm25::TermStats;
use super::retrieve::filter::Filter;
use super::retrieve::first_stage::{Admission, first_stage};
use super::retrieve::pruned::wanted::Pruning;
#[cfg(feature = "opensearch")]
use super::retrieve::remote::ask::Asked;
use super::retrieve::required::Texts;
use crate::index::{IndexError, question_hash};

/// Scores the entries of one language that match, and ranks the best `depth` of them. Where the
/// meaning of the query is known, those near it match as well; `own` is what the languages of query and
/// reader have, if this is neither.
///
/// # Errors
/// The index is damaged.
pub(crate) fn score_and_rank(
    languages: &OpenLanguages,
    resolved: ResolvedTerms,
    request: &ParsedRequest,
    depth: usize,
    own: Option<&OwnLanguage>,
) -> Result<LanguageResult, IndexError> {
    let ResolvedTerms {
        language,
        is_query_language,
        #[cfg(feature = "opensearch")]
        is_reader,
        words,
        prefixes,
        corrected_query,
    } = resolved;
    let open = languages.get(language)?;
    let segment = &open.segment;
    let (words, scorers): (Vec<_>, Vec<_>) = words.into_iter().unzip();
    let scorers = scorers.into_iter().flatten().collect::<Vec<_>>();
    let vectors = languages.query_vectors(language)?;
    let vectors = vectors.zip(request.vector.as_ref());
    let max_score: f32 = words.iter().map(TermStats::term_weight).sum();
    let max_score = max_score.max(f32::MIN_POSITIVE);
    let own = own.map(|own| (own, max_score / SCALE));
    let nearness = vectors.map(|(vectors, query)| vectors.nearness(query, own, segment));
    let admission = Admission {
        filter: Filter::of(segment, &request.words)?,
        texts: Texts {
            segment,
            analyzer: &open.analyzer,
            parameters: &languages.parameters.terms,
        },
        operators: &request.operators,
        prefixes: &prefixes,
    };
    let typed = std::iter::once(request.words.query.as_str());
    let question_hashes: Vec<u64> = typed
        .chain(corrected_query.as_deref())
        .map(question_hash)
        .collect();
    #[cfg(feature = "opensearch")]
    let elsewhere = Asked {
        words: &words,
        request,
        texts: admission.texts.wanted(&request.operators, &prefixes),
        question_hashes: &question_hashes,
        is_query_language,
        is_foreign: !is_query_language && !is_reader,
        depth,
    }
    .of(segment, &languages.parameters)?;
    let ranking = Ranking {
        fields: &segment.fields,
        columns: &segment.columns,
        words: &words,
        scorers: &scorers,
        question_hashes: &question_hashes,
        is_query_language,
        nearness: nearness.as_ref(),
        depth,
        parameters: &languages.parameters,
    };
    let pruning = match request.words.count {
        true => Pruning::NEVER,
        false => languages.pruning,
    };
    let Ranked {
        mut candidates,
        matched,
        best_by_words,
    } = ranking.rank(|wanted| first_stage(segment, &scorers, wanted, &admission, pruning))?;
    let parameters = &languages.parameters.typed_form;
    let typed = TypedQuery {
        text: &request.words.query,
        words: &words,
        scorers: &scorers,
        is_query_language,
    };
    typed_form::prefer(typed, parameters, &mut candidates, |doc| {
        Ok(segment.name(doc)?.question)
    })?;
    // What was corrected is worth less, and has no form that is as it was typed.
    let with_exact = 1.0 + languages.parameters.exact_form.weight;
    let reachable = words.iter().map(|word| {
        let correction = word.term.variant(VariantKind::Spelling);
        word.term_weight() * correction.map_or(1.0, |one| one.weight / with_exact)
    });
    let reachable = reachable.sum::<f32>() / max_score;
    Ok(LanguageResult {
        language,
        words,
        scorers,
        candidates,
        matched,
        best_by_words,
        nearest_foreign: nearness.as_ref().and_then(Nearness::nearest_foreign),
        #[cfg(feature = "opensearch")]
        elsewhere,
        max_score,
        reachable: if reachable > 0.0 { reachable } else { 1.0 },
        corrected_query,
    })
}
