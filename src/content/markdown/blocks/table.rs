//! Tables: where their rows and cells are. Those that are written in HTML are read here.

use std::ops::Range;

use crate::content::markdown::html::Tag;

/// A table, its head first.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) range: Range<usize>,
    pub(crate) rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) range: Range<usize>,
    pub(crate) cells: Vec<Range<usize>>,
}

/// Follows the tags of an article.
#[derive(Default)]
pub(super) struct HtmlTables {
    open: Option<OpenTable>,
    /// How many tables are open in that one.
    inner: usize,
}

struct OpenTable {
    start: usize,
    rows: Vec<Row>,
    /// Where the open cell begins.
    cell: Option<usize>,
    /// Whether the first row is the head.
    has_head: bool,
}

impl HtmlTables {
    /// Takes in a tag; returns the table that ends with it.
    pub(super) fn note(&mut self, tag: &Tag, place: &Range<usize>) -> Option<Table> {
        let is_table = tag.is("table");
        let Some(open) = self.open.as_mut() else {
            if is_table && !tag.closing {
                self.open = Some(OpenTable {
                    start: place.start,
                    rows: Vec::new(),
                    cell: None,
                    has_head: false,
                });
            }
            return None;
        };
        match (is_table, tag.closing) {
            (true, false) => self.inner += 1,
            (true, true) if self.inner > 0 => self.inner -= 1,
            (true, true) => {
                open.end_cell(place.start);
                return self.open.take()?.finish(place.end);
            }
            _ if self.inner > 0 => {}
            (_, closing) => open.note(tag, closing, place),
        }
        None
    }
}

impl OpenTable {
    fn note(&mut self, tag: &Tag, closing: bool, place: &Range<usize>) {
        let is_cell = tag.is("td") || tag.is("th");
        if is_cell || tag.is("tr") {
            self.end_cell(place.start);
        }
        if tag.is("tr") && !closing {
            self.rows.push(Row {
                range: place.clone(),
                cells: Vec::new(),
            });
        }
        if is_cell && !closing {
            self.has_head |= tag.is("th") && self.rows.len() == 1;
            self.cell = Some(place.end);
        }
        if let Some(row) = self.rows.last_mut() {
            row.range.end = row.range.end.max(place.end);
        }
    }

    fn end_cell(&mut self, end: usize) {
        if let Some((start, row)) = self.cell.take().zip(self.rows.last_mut()) {
            row.cells.push(start..end);
        }
    }

    /// Returns the table; one without a head has an empty one.
    fn finish(mut self, end: usize) -> Option<Table> {
        let first = self.rows.first()?;
        if !self.has_head {
            let head = Row {
                range: self.start..self.start,
                cells: vec![self.start..self.start; first.cells.len()],
            };
            self.rows.insert(0, head);
        }
        Some(Table {
            range: self.start..end,
            rows: self.rows,
        })
    }
}
