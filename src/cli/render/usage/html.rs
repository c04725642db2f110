//! The report as a page of its own, with charts drawn in it: nothing is loaded, nothing runs.

use std::fmt::Write;

use super::{milliseconds, now, part, percent, reasons};
use crate::query_log::report::{OnDay, Question, Report};

/// Width and height of the chart of days.
const CHART: (f64, f64) = (720.0, 140.0);

/// Width of the longest bar of a list.
const BAR: f64 = 120.0;

const STYLE: &str = "
:root { color-scheme: light dark; --bad: #b3261e; --bar: #1b5fc1; --line: #8886; --muted: #586069; }
@media (prefers-color-scheme: dark) { :root { --bad: #ff8a80; --bar: #8db8ff; --muted: #a3acb8; } }
body { max-inline-size: 60rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-block: 2rem .5rem; }
table { border-collapse: collapse; inline-size: 100%; }
th, td { padding: .35rem .6rem; text-align: start; vertical-align: top; border-block-end: 1px solid var(--line); }
td.count { white-space: nowrap; inline-size: 12rem; }
small { display: block; color: var(--muted); }
dl { display: flex; flex-wrap: wrap; gap: .5rem 2rem; } dt { color: var(--muted); } dd { margin: 0; font-size: 1.3rem; }
svg { max-inline-size: 100%; } rect { fill: var(--bar); } rect.bad { fill: var(--bad); } text { fill: currentColor; font-size: 11px; }
@media print { body { margin: 0; } tr { break-inside: avoid; } }
";

/// Returns the page.
pub(crate) fn page(report: &Report) -> String {
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"robots\" content=\"noindex\"><title>What readers ask</title>\
         <style>{STYLE}</style></head><body><main><h1>What readers ask</h1>"
    );
    summary(report, &mut page);
    days(&report.days, &mut page);
    list("Unanswered", &report.unanswered, &mut page, |question| {
        [reasons(question), now(question).unwrap_or_default()].join("; ")
    });
    list("Most asked", &report.most_asked, &mut page, |question| {
        question.also.join("; ")
    });
    match &report.low_click {
        Some(low) => list("Found and seldom followed", low, &mut page, |question| {
            let followed = part(question.followed, question.watched);
            format!("{followed} of {} searches followed", question.watched)
        }),
        None => page.push_str(
            "<h2>Found and seldom followed</h2><p>What readers do with answers was not recorded.</p>",
        ),
    }
    list("Slowest", &report.slow, &mut page, |question| {
        milliseconds(question.slowest_us)
    });
    if report.seldom > 0 {
        // Writing to a string cannot fail.
        let _ = write!(
            page,
            "<p>Not named, because asked too seldom: {} questions.</p>",
            report.seldom
        );
    }
    page.push_str("</main></body></html>\n");
    page
}

fn summary(report: &Report, page: &mut String) {
    let times = &report.took_us;
    let figures = [
        ("Searches", report.searches.to_string()),
        ("Found nothing", part(report.no_hits, report.searches)),
        ("Words missing", part(report.relaxed, report.searches)),
        (
            "Followed",
            report.followed.map_or("not recorded".to_owned(), percent),
        ),
        (
            "Helpful",
            format!(
                "{} of {}",
                report.helpful,
                report.helpful + report.unhelpful
            ),
        ),
        ("99 % below", milliseconds(times.p99)),
    ];
    page.push_str("<dl>");
    for (name, figure) in figures {
        let _ = write!(page, "<div><dt>{name}</dt><dd>{figure}</dd></div>");
    }
    page.push_str("</dl>");
}

/// Draws the searches of each day, and among them those that were not answered.
fn days(days: &[OnDay], page: &mut String) {
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return;
    };
    let (width, height) = CHART;
    let most = days
        .iter()
        .map(|day| day.searches)
        .max()
        .unwrap_or_default()
        .max(1);
    let step = width / days.len() as f64;
    let _ = write!(
        page,
        "<h2>Searches by day</h2><svg viewBox=\"0 0 {width} {}\" width=\"{width}\" role=\"img\" \
         aria-label=\"Searches by day, at most {most}, and how many of them were not answered\">",
        height + 20.0
    );
    for (number, day) in days.iter().enumerate() {
        let left = number as f64 * step;
        let bars = [(day.searches, ""), (day.unanswered, " class=\"bad\"")];
        let _ = write!(
            page,
            "<g><title>{}: {} searches, {} not answered</title>",
            Text(&day.day),
            day.searches,
            day.unanswered
        );
        for (count, class) in bars {
            let tall = count as f64 / most as f64 * height;
            let _ = write!(
                page,
                "<rect{class} x=\"{left:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{tall:.1}\"/>",
                height - tall,
                (step * 0.8).min(40.0),
            );
        }
        page.push_str("</g>");
    }
    let below = height + 15.0;
    let _ = write!(
        page,
        "<text x=\"0\" y=\"{below}\">{}</text>",
        Text(&first.day)
    );
    if days.len() > 1 {
        let _ = write!(
            page,
            "<text x=\"{width}\" y=\"{below}\" text-anchor=\"end\">{}</text>",
            Text(&last.day)
        );
    }
    page.push_str("</svg>");
}

/// Writes one list with a bar for each question.
fn list(
    title: &str,
    questions: &[Question],
    page: &mut String,
    detail: impl Fn(&Question) -> String,
) {
    let _ = write!(page, "<h2>{title}</h2>");
    if questions.is_empty() {
        page.push_str("<p>None.</p>");
        return;
    }
    let most = questions
        .iter()
        .map(|one| one.searches)
        .max()
        .unwrap_or_default()
        .max(1);
    page.push_str("<table><thead><tr><th>Searches</th><th>Question</th></tr></thead><tbody>");
    for question in questions {
        let long = question.searches as f64 / most as f64 * BAR;
        let bad = question.unanswered().min(question.searches) as f64 / most as f64 * BAR;
        let _ = write!(
            page,
            "<tr><td class=\"count\"><svg width=\"{BAR}\" height=\"12\" aria-hidden=\"true\">\
             <rect width=\"{long:.1}\" height=\"12\"/><rect class=\"bad\" width=\"{bad:.1}\" \
             height=\"12\"/></svg> {}</td><td><bdi lang=\"{}\">{}</bdi><small>{}</small></td></tr>",
            question.searches,
            Text(&question.language),
            Text(&question.query),
            Text(&detail(question)),
        );
    }
    page.push_str("</tbody></table>");
}

/// A text in the page, whatever a reader typed.
struct Text<'a>(&'a str);

impl std::fmt::Display for Text<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text: String = self.0.chars().filter(|one| !one.is_control()).collect();
        formatter.write_str(&html_escape::encode_quoted_attribute(&text))
    }
}
