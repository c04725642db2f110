//! Rows of tables that have a column of questions and one of answers.

use std::ops::Range;

use super::{Lead, Place, Shape};
use crate::content::entries::{label, question};
use crate::content::markdown::blocks::{Row, Table};
use crate::content::markdown::text::{one_line, plain};

/// Finds the rows of a table that has a column of questions.
pub(super) fn rows(text: &str, table: &Table) -> Vec<Lead> {
    let cell = |row: &Row, column: usize| {
        let range = row.cells.get(column).cloned().unwrap_or_default();
        one_line(&plain(text.get(range).unwrap_or_default().trim()))
    };
    let Some((head, rows)) = table.rows.split_first() else {
        return Vec::new();
    };
    let columns = head.cells.len();
    let heads: Vec<String> = (0..columns).map(|column| cell(head, column)).collect();
    let named = |is: fn(&str) -> bool| heads.iter().position(|head| is(head));
    let pair = named(label::names_questions).zip(named(label::names_answers));
    let pair = pair.filter(|(question, answer)| question != answer);
    let asks = |row: &Row| question::has_question_mark(&cell(row, 0));
    let (headed, question, answer) = match pair {
        Some((question, answer)) => (true, question, answer),
        None if columns == 2 && rows.len() > 1 && rows.iter().all(asks) => (false, 0, 1),
        None => return Vec::new(),
    };
    let mut found = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let Some(body) = row.cells.get(answer) else {
            continue;
        };
        // The head says nothing that the questions do not.
        let start = if index == 0 && headed {
            table.range.start
        } else {
            row.range.start
        };
        found.push(Lead {
            start,
            text: cell(row, question),
            source: String::new(),
            shape: Shape::Row { headed },
            place: Place::Within {
                all: start..row.range.end,
                body: trimmed(text, body),
            },
            more: others(text, row, (question, answer), &heads),
        });
    }
    found
}

/// Returns what the other columns of a row say, a paragraph each.
fn others(text: &str, row: &Row, (question, answer): (usize, usize), heads: &[String]) -> String {
    let mut more = String::new();
    for (column, cell) in row.cells.iter().enumerate() {
        let cell = text.get(cell.clone()).unwrap_or_default().trim();
        if column == question || column == answer || cell.is_empty() {
            continue;
        }
        let head = heads.get(column).map_or("", String::as_str);
        if !more.is_empty() {
            more.push_str("\n\n");
        }
        if head.contains(char::is_alphanumeric) {
            more.extend(["**", head, ":** "]);
        }
        more.push_str(cell);
    }
    more
}

/// Returns a stretch without the blanks at its ends.
fn trimmed(text: &str, range: &Range<usize>) -> Range<usize> {
    let source = text.get(range.clone()).unwrap_or_default();
    let start = range.start + source.len() - source.trim_start().len();
    start..start + source.trim().len()
}
