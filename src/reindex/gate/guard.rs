//! What keeps a bad index from replacing a good one.
//!
//! Every check returns reasons to refuse, in words for the operator; none means go ahead.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::Serialize;

use crate::content::source::discover::Discovery;
use crate::eval::{self, EvalError, Judgements, Measures, Query};
use crate::index::{Finding, IndexError, InputFile, InputKind, LanguageSummary};
use crate::model::problem::Severity;
use crate::search::{Languages, Searcher};

/// How many ranked entries nDCG@10 needs.
const DEPTH: usize = 10;

/// Judgements that a new index is measured by.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// File of queries.
    pub queries: PathBuf,
    /// File of judgements.
    pub qrels: PathBuf,
    /// By how much nDCG@10 may fall.
    pub tolerance: f64,
    /// Synonyms by language, as searches have them.
    pub synonyms: BTreeMap<String, Vec<Vec<String>>>,
}

/// nDCG@10 by the judgements of the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Quality {
    /// Of the live generation; none when there is none that can be searched.
    pub before: Option<f64>,
    /// Of the new one.
    pub after: f64,
    /// By how much it may fall.
    pub tolerance: f64,
}

/// Content roots that are unreachable, or empty and were not.
#[must_use]
pub fn roots(discovery: &Discovery, inputs: &[InputFile]) -> Vec<String> {
    let mut reasons: Vec<String> = discovery
        .root_errors
        .iter()
        .map(|error| format!("{error}: is it mounted?"))
        .collect();
    let broken = |root: usize| discovery.root_errors.iter().any(|error| error.root == root);
    let last = inputs.iter().map(|input| input.root).max().unwrap_or(0);
    for root in 0..=last {
        let before = inputs
            .iter()
            .filter(|input| input.root == root)
            .filter(|input| matches!(input.kind, InputKind::Article | InputKind::Records))
            .count();
        let now = discovery.files.iter().any(|file| file.root == root);
        if before > 0 && !now && !broken(root) {
            reasons.push(format!(
                "content root {} is empty and held {before} files: is it mounted?",
                root + 1
            ));
        }
    }
    reasons
}

/// Languages that would lose more than `max_drop` (0.2 is 20 %) of their questions.
#[must_use]
#[allow(clippy::cast_precision_loss)] // numbers of questions are small
pub fn drops(before: &[LanguageSummary], after: &[LanguageSummary], max_drop: f64) -> Vec<String> {
    let mut reasons = Vec::new();
    for old in before {
        let new = after
            .iter()
            .find(|language| language.tag == old.tag)
            .map_or(0, |language| language.questions);
        let lost = old.questions.saturating_sub(new);
        if lost as f64 > old.questions as f64 * max_drop {
            reasons.push(format!(
                "{}: {lost} of {} questions would be gone, more than {:.0} %",
                old.tag,
                old.questions,
                max_drop * 100.0
            ));
        }
    }
    reasons
}

/// Problems that `--strict` does not accept.
#[must_use]
pub fn problems(findings: &[Finding]) -> Vec<String> {
    let serious = findings
        .iter()
        .filter(|finding| finding.severity > Severity::Info)
        .count();
    match serious {
        0 => Vec::new(),
        count => vec![format!("the content has {count} problems, see `faq check`")],
    }
}

/// Measures the live and the new generation by judgements.
///
/// # Errors
/// The new generation cannot be searched. Files of judgements that cannot be read are a reason
/// to refuse.
pub fn quality(
    judged: &Judged,
    live: Option<&Path>,
    new: &Path,
) -> Result<(Option<Quality>, Vec<String>), IndexError> {
    let read = || -> Result<(Vec<Query>, Judgements), EvalError> {
        Ok((
            eval::read_queries(&judged.queries)?,
            eval::read_qrels(&judged.qrels)?,
        ))
    };
    let (queries, judgements) = match read() {
        Ok(read) => read,
        Err(error) => return Ok((None, vec![format!("the judgements are unusable: {error}")])),
    };
    let quality = Quality {
        // A live generation of another version or a damaged one has nothing to compare with.
        before: live.and_then(|live| ndcg(live, judged, &queries, &judgements).ok()),
        after: ndcg(new, judged, &queries, &judgements)?,
        tolerance: judged.tolerance,
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
    generation: &Path,
    judged: &Judged,
    queries: &[Query],
    judgements: &Judgements,
) -> Result<f64, IndexError> {
    let searcher = Searcher::open(generation)?.with_synonyms(judged.synonyms.clone());
    let measured = queries
        .par_iter()
        .filter_map(|query| Some((query, judgements.get(&query.id)?)))
        .map(|(query, judged)| {
            let ranking = searcher.rank(&query.text, &Languages::Any, DEPTH)?;
            let ids = ranking.iter().map(|(id, _)| id.as_str());
            Ok(eval::measure(&eval::ranked_judgements(ids, judged), judged))
        })
        .collect::<Result<Vec<Option<Measures>>, IndexError>>()?;
    let measured: Vec<Measures> = measured.into_iter().flatten().collect();
    Ok(Measures::mean(&measured).ndcg_10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str, questions: u64) -> LanguageSummary {
        LanguageSummary {
            questions,
            ..LanguageSummary::new(tag)
        }
    }

    #[test]
    fn a_fall_beyond_the_limit_is_refused_in_any_language() {
        let before = [language("en", 100), language("fr", 10)];
        let after = |en, fr| [language("en", en), language("fr", fr)];
        assert!(drops(&before, &after(80, 8), 0.2).is_empty());
        assert_eq!(drops(&before, &after(79, 8), 0.2).len(), 1);
        assert_eq!(drops(&before, &[], 0.2).len(), 2);
        assert!(drops(&before, &[], 1.0).is_empty());
        assert!(drops(&[language("de", 0)], &[], 0.0).is_empty());
    }
}
