//! Keeps a bad generation from replacing a good one: content that is gone, questions that are
//! gone, problems.
//!
//! Every check returns reasons to refuse, in words for the operator; without reasons the
//! generation may be published. How well it answers is [`super::quality`]'s to measure.

use crate::content::source::discover::Discovery;
use crate::index::{Finding, InputFile, InputKind, LanguageSummary};
use crate::model::severity::Severity;

/// Names the content roots that are unreachable, or empty and were not.
pub(crate) fn missing_roots(discovery: &Discovery, inputs: &[InputFile]) -> Vec<String> {
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

/// Names the languages that would lose more than `max_drop` (0.2 is 20 %) of their questions.
#[allow(clippy::cast_precision_loss)] // numbers of questions are small
pub(crate) fn drops(
    before: &[LanguageSummary],
    after: &[LanguageSummary],
    max_drop: f64,
) -> Vec<String> {
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

/// Counts the problems that `--strict` does not accept.
pub(crate) fn problems(findings: &[Finding]) -> Vec<String> {
    let serious = findings
        .iter()
        .filter(|finding| finding.severity > Severity::Info)
        .count();
    match serious {
        0 => Vec::new(),
        count => vec![format!("the content has {count} problems, see `faq check`")],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str, questions: u64) -> LanguageSummary {
        LanguageSummary {
            questions,
            ..LanguageSummary::new(&crate::model::language::tag(tag))
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
