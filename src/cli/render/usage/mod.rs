//! The report on what readers ask, as text, as a table and as a page.

pub(crate) mod csv;
pub(crate) mod html;
pub(crate) mod text;

use crate::query_log::report::Question;

/// Returns why a question was not answered, in words: `4 without hits, 1 not helpful`.
fn reasons(question: &Question) -> String {
    let reasons = [
        (question.no_hits, "without hits"),
        (question.relaxed, "with words missing"),
        (question.rephrased, "asked in other words"),
        (question.unhelpful, "not helpful"),
    ];
    let said = reasons
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, reason)| format!("{count} {reason}"));
    said.collect::<Vec<_>>().join(", ")
}

/// Returns what a question finds now, in words.
fn now(question: &Question) -> Option<String> {
    let now = question.now.as_ref()?;
    let Some(best) = &now.question else {
        return Some("finds nothing now".to_owned());
    };
    if now.missing.is_empty() {
        return Some(format!("finds now: {best}"));
    }
    let missing = now.missing.join(", ");
    Some(format!("finds now, without {missing}: {best}"))
}

/// Returns microseconds as milliseconds: `1.5 ms`.
fn milliseconds(microseconds: u64) -> String {
    format!("{:.1} ms", microseconds as f64 / 1000.0)
}

/// Returns a share in percent.
fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// Returns a part of a whole in percent.
fn part(part: u64, whole: u64) -> String {
    percent(part as f64 / whole.max(1) as f64)
}
