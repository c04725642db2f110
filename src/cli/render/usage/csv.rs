//! The report as a table: comma-separated values (RFC 4180), one line a question and list.

use crate::query_log::report::{Question, Report};

/// The names of the columns.
const COLUMNS: [&str; 14] = [
    "list",
    "query",
    "language",
    "also",
    "searches",
    "watched",
    "followed",
    "no_hits",
    "relaxed",
    "rephrased",
    "unhelpful",
    "helpful",
    "slowest_us",
    "finds_now",
];

/// Returns the table.
pub(crate) fn table(report: &Report) -> String {
    let mut table = COLUMNS.join(",");
    table.push_str("\r\n");
    let lists = [
        ("most_asked", Some(&report.most_asked)),
        ("unanswered", Some(&report.unanswered)),
        ("low_click", report.low_click.as_ref()),
        ("slow", Some(&report.slow)),
    ];
    for (name, questions) in lists {
        for question in questions.into_iter().flatten() {
            table.push_str(&row(name, question));
        }
    }
    table
}

fn row(list: &str, question: &Question) -> String {
    let counts = [
        question.searches,
        question.watched,
        question.followed,
        question.no_hits,
        question.relaxed,
        question.rephrased,
        question.unhelpful,
        question.helpful,
        question.slowest_us,
    ];
    let now = question.now.as_ref().and_then(|now| now.question.clone());
    let mut cells = vec![
        list.to_owned(),
        cell(&question.query),
        cell(&question.language),
        cell(&question.also.join("; ")),
    ];
    cells.extend(counts.iter().map(ToString::to_string));
    cells.push(cell(&now.unwrap_or_default()));
    format!("{}\r\n", cells.join(","))
}

/// Returns a text as a cell. Spreadsheets take what begins like a formula for one, and readers type
/// what they like.
fn cell(text: &str) -> String {
    let text: String = text
        .chars()
        .filter(|character| !character.is_control())
        .collect();
    let is_formula = text.starts_with(['=', '+', '-', '@']);
    let text = if is_formula { format!("'{text}") } else { text };
    if text.contains(['"', ',']) {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_query_leaves_its_cell() {
        for (text, expected) in [
            ("plain", "plain"),
            ("a, \"b\"", "\"a, \"\"b\"\"\""),
            ("=cmd()", "'=cmd()"),
            ("-x,y", "\"'-x,y\""),
            ("two\r\nlines", "twolines"),
        ] {
            assert_eq!(cell(text), expected);
        }
    }
}
