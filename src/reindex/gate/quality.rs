//! Measures how well a new generation answers judged queries, before it is published.
//!
//! Owns the comparison with the live generation. The measures are [`crate::eval`]'s.

use std::collections::BTreeMap;
use std::path::PathBuf;

use rayon::prelude::*;
use serde::Serialize;

use crate::engine::search_backend::SearchBackend;
use crate::eval::{self, EvalError, Judgements, Measures, Query};
use crate::index::IndexError;
use crate::model::language::LanguageTag;
use crate::model::request::Languages;

/// How many ranked entries nDCG@10 needs.
const DEPTH: usize = 10;

/// What a new generation is measured by before it is published: judged queries, and how much
/// worse than the live generation it may answer them.
#[derive(Clone, Debug, PartialEq)]
pub struct QualityGate {
    /// File of queries.
    pub queries: PathBuf,
    /// File of judgements.
    pub qrels: PathBuf,
    /// By how much nDCG@10 may fall, 0 to 1.
    pub tolerance: f64,
    /// Synonyms by language, as searches have them.
    pub synonyms: BTreeMap<LanguageTag, Vec<Vec<String>>>,
}

/// How well generations answer the judged queries, as nDCG@10.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Quality {
    /// Of the live generation; none when there is none that can be searched.
    pub before: Option<f64>,
    /// Of the new one.
    pub after: f64,
    /// By how much it may fall.
    pub tolerance: f64,
}

/// Measures the live and the new generation by judgements.
///
/// # Errors
/// The new generation cannot be searched. Files of judgements that cannot be read are a reason
/// to refuse.
pub(crate) fn measure(
    gate: &QualityGate,
    live: Option<Box<dyn SearchBackend>>,
    new: Box<dyn SearchBackend>,
) -> Result<(Option<Quality>, Vec<String>), IndexError> {
    let read = || -> Result<(Vec<Query>, Judgements), EvalError> {
        Ok((
            eval::read_queries(&gate.queries)?,
            eval::read_qrels(&gate.qrels)?,
        ))
    };
    let (queries, judgements) = match read() {
        Ok(read) => read,
        Err(error) => return Ok((None, vec![format!("the judgements are unusable: {error}")])),
    };
    let quality = Quality {
        before: live.and_then(|live| ndcg(live.as_ref(), &queries, &judgements).ok()),
        after: ndcg(new.as_ref(), &queries, &judgements)?,
        tolerance: gate.tolerance,
    };
    let fell = quality
        .before
        .filter(|before| before - quality.after > quality.tolerance);
    let reasons = fell.map(|before| {
        format!(
            "nDCG@10 would fall from {before:.4} to {:.4}, by more than {}",
            quality.after, quality.tolerance
        )
    });
    Ok((Some(quality), reasons.into_iter().collect()))
}

fn ndcg(
    index: &dyn SearchBackend,
    queries: &[Query],
    judgements: &Judgements,
) -> Result<f64, IndexError> {
    let measured = queries
        .par_iter()
        .filter_map(|query| Some((query, judgements.get(&query.id)?)))
        .map(|(query, judged)| {
            let ranking = index.rank(&query.text, &Languages::Any, DEPTH)?;
            let ids = ranking.iter().map(|ranked| ranked.id.as_str());
            Ok(eval::measure(&eval::ranked_judgements(ids, judged), judged))
        })
        .collect::<Result<Vec<Option<Measures>>, IndexError>>()?;
    let measured: Vec<Measures> = measured.into_iter().flatten().collect();
    Ok(Measures::mean(&measured).ndcg_10)
}
