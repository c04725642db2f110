//! The parts of a report that are put together by language and by rule.

use std::collections::{BTreeMap, BTreeSet};

use super::LanguageReport;
use super::diff::{Questions, Sections};
use crate::index::{Finding, LanguageSummary};

/// Reports on each language of the new generation, and on those that are gone.
pub(crate) fn report(
    summaries: &[LanguageSummary],
    mut questions: BTreeMap<String, Questions>,
    mut sections: BTreeMap<String, Sections>,
) -> Vec<LanguageReport> {
    let summaries: BTreeMap<&str, &LanguageSummary> = summaries
        .iter()
        .map(|summary| (summary.tag.as_str(), summary))
        .collect();
    let tags: BTreeSet<String> = summaries
        .keys()
        .map(|tag| (*tag).to_string())
        .chain(questions.keys().cloned())
        .collect();
    tags.into_iter()
        .map(|tag| {
            let summary = summaries.get(tag.as_str());
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
