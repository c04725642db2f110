//! Writes tables of a page as tables of Markdown.

use super::inline::{self, Within};
use super::line::{Breaks, Line};
use crate::content::html::tree::{NodeId, Tree};

/// A row of a table.
pub(super) struct Row {
    line: u32,
    pub(super) cells: Vec<NodeId>,
}

/// Returns the rows of a table that have cells.
pub(super) fn rows(tree: &Tree, table: NodeId) -> Vec<Row> {
    let rows = tree
        .descendants(table)
        .filter(|id| tree.is(*id, &["tr", "caption"]));
    let rows = rows.map(|id| {
        let children = tree.children(id).iter().copied();
        let cells: Vec<NodeId> = if tree.is(id, &["caption"]) {
            vec![id]
        } else {
            children.filter(|id| tree.is(*id, &["td", "th"])).collect()
        };
        Row {
            line: tree.line(id),
            cells,
        }
    });
    rows.filter(|row| !row.cells.is_empty()).collect()
}

/// Returns the lines of a table, each with the line of the page that it is from. A caption becomes
/// a row; the first row is the head.
pub(super) fn lines(tree: &Tree, rows: &[Row]) -> Vec<(u32, String)> {
    let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut lines = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        // Markdown drops cells beyond those of the head.
        let width = if index == 0 { columns } else { row.cells.len() };
        let cells = row.cells.iter().map(|id| cell(tree, *id));
        let missing = std::iter::repeat_n(String::new(), width.saturating_sub(row.cells.len()));
        let cells: Vec<String> = cells.chain(missing).collect();
        lines.push((row.line, format!("| {} |", cells.join(" | "))));
        if index == 0 {
            lines.push((row.line, format!("|{}", " --- |".repeat(columns))));
        }
    }
    lines
}

fn cell(tree: &Tree, id: NodeId) -> String {
    let mut line = Line::default();
    inline::read(tree, id, Within::Paragraph, &mut line);
    line.write(Breaks::Tags)
}
