//! Finds the lines of texts in the source that they were read from.
//!
//! Parsers of JSON and YAML do not tell where a value stands. Texts come in the order of the
//! source, so each is looked for behind the one before.

/// A source, read up to some place.
pub(crate) struct Places<'a> {
    rest: &'a str,
    line: u32,
}

impl<'a> Places<'a> {
    /// Starts at the beginning of a source, whose first line is `line`.
    pub(crate) fn new(source: &'a str, line: u32) -> Self {
        Self { rest: source, line }
    }

    /// Returns the 1-based line of a text; that of the one before where it is written otherwise.
    pub(crate) fn line_of(&mut self, text: &str) -> u32 {
        const MOST: usize = 60;
        // The rest may be escaped, or broken into lines.
        let is_plain = |c: &char| !matches!(c, '"' | '\'' | '\\' | '/' | '&' | '\n');
        let start: String = text
            .trim()
            .chars()
            .take_while(is_plain)
            .take(MOST)
            .collect();
        if !start.is_empty()
            && let Some((before, after)) = self.rest.split_once(start.as_str())
        {
            let lines = before.bytes().filter(|byte| *byte == b'\n').count();
            self.line = self
                .line
                .saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
            self.rest = after;
        }
        self.line
    }
}
