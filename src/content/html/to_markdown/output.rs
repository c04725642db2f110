//! Lines of Markdown with what stands in front of them: list markers, indentation, `>`.

use crate::content::source::line_map::MappedText;

/// How deeply blocks are set into each other; what is deeper stands at that depth. It bounds what
/// is put in front of each line.
const DEEPEST: usize = 12;

/// The Markdown written so far.
#[derive(Default)]
pub(super) struct Output {
    text: MappedText,
    prefixes: Vec<Prefix>,
    /// Prefixes asked for beyond the deepest.
    beyond: usize,
    /// Whether a blank line has to come before the next block.
    gap: bool,
    /// The line of the source that the last line came from.
    line: u32,
    /// The line that all lines are said to come from, while something is written out of its place.
    fixed: Option<u32>,
}

struct Prefix {
    /// In front of the first line, until that is written.
    first: Option<String>,
    rest: String,
}

impl Output {
    /// Starts a block that may not go on from the one before.
    pub(super) fn block(&mut self) {
        if std::mem::take(&mut self.gap) {
            let line = self.line;
            let mut blank = self.rest();
            blank.truncate(blank.trim_end().len());
            blank.push('\n');
            self.text.push_line(&blank, line);
        }
    }

    /// Writes one line of a block, which came from this line of the source.
    pub(super) fn line(&mut self, content: &str, line: u32) {
        // Entries are in the order of their lines.
        self.line = self.line.max(self.fixed.unwrap_or(line)).max(1);
        let mut text = String::new();
        for prefix in &mut self.prefixes {
            match prefix.first.take() {
                Some(first) => text.push_str(&first),
                None => text.push_str(&prefix.rest),
            }
        }
        text.push_str(content);
        text.truncate(text.trim_end().len());
        text.push('\n');
        self.text.push_line(&text, self.line);
        self.gap = true;
    }

    /// Sets what follows into a list item or a quote, until [`leave`](Self::leave).
    pub(super) fn enter(&mut self, first: &str, rest: &str) {
        self.block();
        if self.prefixes.len() >= DEEPEST {
            self.beyond += 1;
            return;
        }
        self.prefixes.push(Prefix {
            first: Some(first.to_owned()),
            rest: rest.to_owned(),
        });
    }

    /// Ends what [`enter`](Self::enter) began.
    pub(super) fn leave(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
        } else {
            self.prefixes.pop();
        }
    }

    /// Lets the next block follow without a blank line, as items of a tight list do.
    pub(super) fn without_gap(&mut self) {
        self.gap = false;
    }

    /// Says that all lines come from this one, until told otherwise; returns what held before.
    pub(super) fn fix_line(&mut self, line: Option<u32>) -> Option<u32> {
        std::mem::replace(&mut self.fixed, line)
    }

    /// Returns what was written.
    pub(super) fn finish(self) -> MappedText {
        self.text
    }

    fn rest(&self) -> String {
        self.prefixes
            .iter()
            .map(|prefix| match &prefix.first {
                // Nothing of it is written yet, so a blank line stands before it.
                Some(_) => "",
                None => prefix.rest.as_str(),
            })
            .collect()
    }
}
