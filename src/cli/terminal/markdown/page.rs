//! Lines on their way to the reader: indentation and the space between blocks.

use crate::cli::terminal::style::{Span, paint};
use crate::cli::terminal::width::display_width;
use crate::cli::terminal::wrap::wrap_spans;

/// What separates the next line from the lines above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// It follows at once.
    Line,
    /// A blank line comes first.
    Blank,
}

/// The text laid out so far.
pub(crate) struct Page {
    out: String,
    width: usize,
    styled: bool,
    indents: Vec<Indent>,
    /// Columns that the indents take.
    indent_columns: usize,
    gap: Gap,
    /// Whether the last line is blank.
    after_blank: bool,
}

struct Indent {
    /// Written once, on the first line: a list marker.
    first: Option<String>,
    next: String,
}

impl Page {
    pub(crate) fn new(width: usize, styled: bool) -> Self {
        Self {
            out: String::new(),
            width,
            styled,
            indents: Vec::new(),
            indent_columns: 0,
            gap: Gap::Line,
            after_blank: true,
        }
    }

    /// Columns left beside the indents.
    pub(crate) fn columns(&self) -> usize {
        self.width.saturating_sub(self.indent_columns)
    }

    /// Sets what comes between the lines so far and the next one.
    pub(crate) fn set_gap(&mut self, gap: Gap) {
        self.gap = gap;
    }

    /// Indents the lines to come: the first by `first`, the others by `next`, which is as wide.
    /// Returns false, and does nothing, when indents would take more than half of the width.
    pub(crate) fn indent(&mut self, first: &str, next: &str) -> bool {
        let columns = display_width(next);
        // A blank line between blocks belongs outside of the new one.
        self.settle_gap();
        if self.indent_columns + columns > self.width / 2 {
            return false;
        }
        self.indent_columns += columns;
        self.indents.push(Indent {
            first: Some(first.to_owned()),
            next: next.to_owned(),
        });
        true
    }

    /// Takes back the last indent. A marker that no line has shown gets a line of its own.
    pub(crate) fn outdent(&mut self) {
        if self
            .indents
            .last()
            .is_some_and(|indent| indent.first.is_some())
        {
            self.line(&[]);
        }
        if let Some(indent) = self.indents.pop() {
            self.indent_columns -= display_width(&indent.next);
        }
    }

    /// Writes wrapped text and returns the width of its widest line.
    pub(crate) fn paragraph(&mut self, spans: &[Span]) -> usize {
        let lines = wrap_spans(spans, self.columns(), "", "");
        let mut widest = 0;
        for line in &lines {
            self.line(line);
            self.gap = Gap::Line;
            widest = widest.max(line_width(line));
        }
        widest
    }

    /// Writes one line as it is.
    pub(crate) fn line(&mut self, spans: &[Span]) {
        self.settle_gap();
        let mut line = String::new();
        for indent in &mut self.indents {
            line.push_str(&indent.first.take().unwrap_or_else(|| indent.next.clone()));
        }
        line.push_str(&paint(spans, self.styled));
        self.out.push_str(line.trim_end());
        self.out.push('\n');
        self.after_blank = false;
    }

    /// Returns the whole text.
    pub(crate) fn finish(mut self) -> String {
        let end = self.out.trim_end_matches('\n').len();
        self.out.truncate(end);
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out
    }

    fn settle_gap(&mut self) {
        if self.gap == Gap::Blank && !self.after_blank {
            let bars: String = self
                .indents
                .iter()
                .map(|indent| indent.next.as_str())
                .collect();
            self.out.push_str(bars.trim_end());
            self.out.push('\n');
            self.after_blank = true;
        }
        self.gap = Gap::Line;
    }
}

/// Columns that the spans of one line take.
pub(crate) fn line_width(line: &[Span]) -> usize {
    line.iter().map(|span| display_width(span.text())).sum()
}
