//! Tables: columns as wide as their text, narrower with wrapped cells, or,
//! where columns would cut words, one record per row.

use pulldown_cmark::Alignment;

use super::page::{Gap, Page, line_width};
use crate::cli::terminal::style::{Span, Style};
use crate::cli::terminal::width::display_width;
use crate::cli::terminal::wrap::{widest_word, wrap_spans};

/// Columns between two columns of a table.
const COLUMN_GAP: usize = 2;

/// Columns a cell gets at least, unless its text is shorter.
const MIN_COLUMN: usize = 8;

type Cell = Vec<Span>;

/// A table under construction. The first row is the header.
pub(crate) struct Table {
    alignments: Vec<Alignment>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    pub(crate) fn new(alignments: Vec<Alignment>) -> Self {
        Self {
            alignments,
            rows: Vec::new(),
        }
    }

    pub(crate) fn start_row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Adds a cell to the last row.
    pub(crate) fn cell(&mut self, mut cell: Cell) {
        if self.rows.len() == 1 {
            cell = cell
                .into_iter()
                .map(|span| span.with_style(Style::BOLD))
                .collect();
        }
        if let Some(row) = self.rows.last_mut() {
            row.push(cell);
        }
    }

    pub(crate) fn write(&self, page: &mut Page) {
        match self.column_widths(page.columns()) {
            Some(widths) => self.write_columns(&widths, page),
            None => self.write_records(page),
        }
    }

    /// Returns the width of each column, or `None` if they do not fit into `columns`.
    fn column_widths(&self, columns: usize) -> Option<Vec<usize>> {
        let count = self.alignments.len();
        let room = columns.checked_sub(COLUMN_GAP * count.saturating_sub(1))?;
        if count > room {
            return None;
        }
        let mut natural = vec![0; count];
        let mut minimum = vec![0; count];
        for row in &self.rows {
            for ((cell, natural), minimum) in row.iter().zip(&mut natural).zip(&mut minimum) {
                let text: String = cell.iter().map(Span::text).collect();
                let width = text.split('\n').map(display_width).max().unwrap_or(0);
                *natural = width.max(*natural);
                *minimum = widest_word(&text).max(width.min(MIN_COLUMN)).max(*minimum);
            }
        }
        let spare = room.checked_sub(minimum.iter().sum())?;
        let wanted: usize = natural
            .iter()
            .zip(&minimum)
            .map(|(natural, minimum)| natural.saturating_sub(*minimum))
            .sum();
        // Every column gets its minimum and a share of the rest in proportion to what it lacks.
        let widths = natural.iter().zip(&minimum).map(|(natural, minimum)| {
            let lacking = natural.saturating_sub(*minimum);
            let extra = if wanted <= spare {
                lacking
            } else {
                lacking * spare / wanted
            };
            minimum + extra
        });
        Some(widths.collect())
    }

    fn write_columns(&self, widths: &[usize], page: &mut Page) {
        let rows: Vec<Vec<Vec<Vec<Span>>>> =
            self.rows.iter().map(|row| wrap_row(row, widths)).collect();
        let tall = rows.iter().any(|row| row.iter().any(|cell| cell.len() > 1));
        for (number, row) in rows.iter().enumerate() {
            let header = number == 0;
            if header
                && row
                    .iter()
                    .all(|cell| cell.iter().all(|line| line_width(line) == 0))
            {
                continue;
            }
            // Without a blank line nobody sees where a row of several lines ends.
            if tall && number > 1 {
                page.set_gap(Gap::Blank);
            }
            let height = row.iter().map(Vec::len).max().unwrap_or(0);
            for line in 0..height {
                page.line(&self.row_line(row, line, widths));
            }
            if header {
                let strokes: Vec<String> = widths.iter().map(|&width| "─".repeat(width)).collect();
                page.line(&[Span::new(
                    &strokes.join(&" ".repeat(COLUMN_GAP)),
                    Style::DIM,
                )]);
            }
        }
    }

    /// Returns the spans of one line across all cells of a row.
    fn row_line(&self, row: &[Vec<Vec<Span>>], line: usize, widths: &[usize]) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut pending = 0;
        for ((cell, &width), alignment) in row.iter().zip(widths).zip(&self.alignments) {
            let content = cell.get(line).map(Vec::as_slice).unwrap_or_default();
            let free = width.saturating_sub(line_width(content));
            let left = match alignment {
                Alignment::None | Alignment::Left => 0,
                Alignment::Center => free / 2,
                Alignment::Right => free,
            };
            spans.push(Span::new(&" ".repeat(pending + left), Style::PLAIN));
            spans.extend_from_slice(content);
            pending = free - left + COLUMN_GAP;
        }
        spans
    }

    fn write_records(&self, page: &mut Page) {
        let Some((header, rows)) = self.rows.split_first() else {
            return;
        };
        // A table without rows still has something to say.
        let rows = if rows.is_empty() {
            std::slice::from_ref(header)
        } else {
            rows
        };
        for row in rows {
            for (name, cell) in header.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
                let mut spans = Vec::new();
                if !name.is_empty() && !std::ptr::eq(name, cell) {
                    spans.extend_from_slice(name);
                    spans.push(Span::new(": ", Style::BOLD));
                }
                spans.extend_from_slice(cell);
                for line in wrap_spans(&spans, page.columns(), "", "  ") {
                    page.line(&line);
                }
            }
            page.set_gap(Gap::Blank);
        }
    }
}

/// Returns the lines of each cell of the row.
fn wrap_row(row: &[Cell], widths: &[usize]) -> Vec<Vec<Vec<Span>>> {
    row.iter()
        .zip(widths)
        .map(|(cell, &width)| wrap_spans(cell, width, "", ""))
        .collect()
}
