//! The languages of a search, one after the other: those that are not the query's are compared with it.
//!
//! An entry in another language than those of query and reader is shown without a word of the query only
//! if it is nearer to it than all entries in theirs. Where nothing there may be the answer, it stands by
//! its meaning; where something may, the nearest such entry stands behind the first hits.

use super::combine::query_language::ResolvedTerms;
use super::combine::result::{LanguageResult, SCALE};
use super::open_languages::OpenLanguages;
use super::query::parsed_request::ParsedRequest;
use super::rank::candidate::Candidate;
use super::rank::scale::OwnLanguage;
use super::rank_language::score_and_rank;
use crate::index::IndexError;

/// Hits that stand before an entry of another language where the own one may have the answer.
const BEFORE: usize = 3;

/// What is taken of the score of the last of these.
const JUST_BELOW: f32 = 0.999;

/// Ranks the best `depth` entries of each language; `reader` is the reader's first language.
///
/// # Errors
/// The index is damaged.
pub(crate) fn rank_each(
    languages: &OpenLanguages,
    resolved: Vec<ResolvedTerms>,
    reader: Option<usize>,
    request: &ParsedRequest,
    depth: usize,
) -> Result<Vec<LanguageResult>, IndexError> {
    // Where the words tell no language, it is the reader's.
    let is_told = reader.is_none() || resolved.iter().any(|terms| !terms.is_query_language);
    let is_own = |terms: &ResolvedTerms| {
        let is_reader = Some(terms.language) == reader;
        request.vector.is_none() || is_reader || is_told && terms.is_query_language
    };
    let (own, others): (Vec<_>, Vec<_>) = resolved.into_iter().partition(is_own);
    let mut results = own
        .into_iter()
        .map(|terms| score_and_rank(languages, terms, request, depth, None))
        .collect::<Result<Vec<_>, _>>()?;
    if others.is_empty() {
        return Ok(results);
    }
    let own = own_language(languages, request, &results)?;
    for terms in others {
        let result = score_and_rank(languages, terms, request, depth, own.as_ref())?;
        results.push(result);
    }
    results.sort_by_key(|result| result.language);
    if own.is_some_and(|own| own.may_answer()) {
        let preferred = languages.parameters.language.preferred;
        place_nearest(&mut results, |result| {
            match reader == Some(result.language) {
                true => preferred / result.reachable,
                false => 1.0,
            }
        });
    }
    Ok(results)
}

/// Returns what the languages of query and reader have: of several with vectors, the one that the query
/// is more like on average.
fn own_language(
    languages: &OpenLanguages,
    request: &ParsedRequest,
    results: &[LanguageResult],
) -> Result<Option<OwnLanguage>, IndexError> {
    let Some(query) = &request.vector else {
        return Ok(None);
    };
    let by_words = results
        .iter()
        .map(|result| result.scaled(result.best_by_words));
    let unit = by_words.fold(SCALE, f32::max);
    let mut own: Option<OwnLanguage> = None;
    for result in results {
        let vectors = languages.query_vectors(result.language)?;
        let Some(vectors) = vectors.filter(|vectors| vectors.are_measured()) else {
            continue;
        };
        let Some((mean, best)) = vectors.mean_and_best(query) else {
            continue;
        };
        if own.is_none_or(|own| own.mean < mean) {
            own = Some(OwnLanguage {
                scale: vectors.scale(),
                mean,
                best,
                unit,
            });
        }
    }
    Ok(own)
}

/// Places the nearest entry of another language behind the first hits, unless it stands there or before;
/// `factor` is what scores of a language are multiplied by.
fn place_nearest(results: &mut [LanguageResult], factor: impl Fn(&LanguageResult) -> f32) {
    let nearest = (0..).zip(results.iter()).filter_map(|(place, result)| {
        let (doc, likeness) = result.nearest_foreign?;
        let of_doc = |candidate: &Candidate| candidate.doc == doc;
        let number = result.candidates.iter().position(of_doc)?;
        Some((place, number, likeness))
    });
    let nearest = nearest.max_by(|a, b| a.2.total_cmp(&b.2).then(b.0.cmp(&a.0)));
    let Some((place, number, _)) = nearest else {
        return;
    };
    let mut scores: Vec<f32> = Vec::new();
    for (other, result) in (0..).zip(results.iter()) {
        let others = (0..).zip(&result.candidates);
        let others = others.filter(|(at, _)| (other, *at) != (place, number));
        let factor = factor(result);
        scores.extend(others.map(|(_, candidate)| result.scaled(candidate.score) * factor));
    }
    scores.sort_by(|a, b| b.total_cmp(a));
    let Some(last) = scores.get(BEFORE - 1).or(scores.last()) else {
        return;
    };
    let result: &mut LanguageResult = &mut results[place];
    let wanted = last * JUST_BELOW * result.max_score / SCALE / factor(result);
    let candidate = &mut result.candidates[number];
    let more = wanted - candidate.score;
    if more > 0.0 {
        candidate.signals.meaning += more;
        candidate.score += more;
        Candidate::sort(&mut result.candidates);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(language: usize, scores: &[f32]) -> LanguageResult {
        let entries = (0..).zip(scores);
        LanguageResult {
            candidates: entries
                .map(|(doc, score)| Candidate::sample(doc, *score, doc))
                .collect(),
            ..LanguageResult::sample(language)
        }
    }

    fn scores(result: &LanguageResult) -> Vec<(u32, f32)> {
        let candidates = result.candidates.iter();
        let rounded = |score: f32| (score * 1000.0).round() / 1000.0;
        candidates
            .map(|one| (one.doc, rounded(one.score)))
            .collect()
    }

    #[test]
    fn the_nearest_stands_behind_the_first_hits() {
        let foreign = |nearest, scores: &[f32]| LanguageResult {
            nearest_foreign: Some(nearest),
            ..finds(1, scores)
        };
        let own = || finds(0, &[8.0, 6.0, 4.0, 2.0]);
        let mut results = [
            own(),
            foreign((1, 0.9), &[1.0, 0.5]),
            foreign((0, 0.8), &[0.5]),
        ];
        place_nearest(&mut results, |_| 1.0);
        assert_eq!(scores(&results[1]), [(1, 3.996), (0, 1.0)]);
        assert_eq!(scores(&results[2]), [(0, 0.5)]);
        // Scores of the reader's language count for more, and what stands before stays there.
        let mut results = [own(), foreign((1, 0.9), &[9.0, 5.0])];
        place_nearest(
            &mut results,
            |result| if result.language == 0 { 2.0 } else { 1.0 },
        );
        assert_eq!(scores(&results[1]), [(0, 9.0), (1, 8.991)]);
        let mut results = [own(), foreign((0, 0.9), &[7.0])];
        place_nearest(&mut results, |_| 1.0);
        assert_eq!(scores(&results[1]), [(0, 7.0)]);
        // Of fewer hits it is the last, and one that a filter leaves out is not shown.
        let mut results = [finds(0, &[8.0]), foreign((0, 0.9), &[0.5])];
        place_nearest(&mut results, |_| 1.0);
        assert_eq!(scores(&results[1]), [(0, 7.992)]);
        let mut results = [own(), foreign((7, 0.9), &[0.5])];
        place_nearest(&mut results, |_| 1.0);
        assert_eq!(scores(&results[1]), [(0, 0.5)]);
    }
}
