//! The parts of a report that are put together by language and by rule.

use std::collections::{BTreeMap, BTreeSet};

use super::LanguageReport;
use super::diff::{Questions, Sections};
use crate::index::{Finding, LanguageSummary};
use crate::model::language::LanguageTag;

/// Reports on each language of the new generation, and on those that are gone.
pub(crate) fn report(
    summaries: &[LanguageSummary],
    mut questions: BTreeMap<LanguageTag, Questions>,
    mut sections: BTreeMap<LanguageTag, Sections>,
) -> Vec<LanguageReport> {
    let summaries: BTreeMap<&LanguageTag, &LanguageSummary> = summaries
        .iter()
        .map(|summary| (&summary.tag, summary))
        .collect();
    let tags: BTreeSet<LanguageTag> = summaries
        .keys()
        .map(|tag| (*tag).clone())
        .chain(questions.keys().cloned())
        .collect();
    tags.into_iter()
        .map(|tag| {
            let summary = summaries.get(&tag);
            LanguageReport {
                articles: summary.map_or(0, |summary| summary.articles),
                entries: summary.map_or(0, |summary| summary.entries),
                questions: summary.map_or(0, |summary| summary.questions),
                differences: questions.remove(&tag).unwrap_or_default(),
                sections: sections.remove(&tag).unwrap_or_default(),
                language: tag,
            }
        })
        .collect()
}

/// Counts problems by rule.
pub(crate) fn count_by_rule(findings: &[Finding]) -> BTreeMap<String, u64> {
    let mut by_rule: BTreeMap<String, u64> = BTreeMap::new();
    for finding in findings {
        *by_rule.entry(finding.rule.to_string()).or_default() += 1;
    }
    by_rule
}
