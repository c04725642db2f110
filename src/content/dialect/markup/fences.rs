//! Follows fenced code from line to line, and finds code within a line.

use crate::content::dialect::docfx::directive::split_prefix;
use crate::content::source::line_map::MappedText;

/// The fence that stands for code which a generator marks in another way.
pub(super) const FENCE: &str = "~~~~~~~~";

/// Where a scan stands among fences.
#[derive(Debug, Default)]
pub(in crate::content::dialect) struct Fences {
    /// The sign and the length of the fence that is open, and what it stands in.
    open: Option<(char, usize, Container)>,
}

/// The quotes and the item of a list that a block stands in, by what stands before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Container {
    quotes: usize,
    /// How far the lines of an item are indented, if the block opens one.
    margin: Option<usize>,
}

impl Container {
    /// Reads what stands before a block in its first line.
    pub(super) fn of(prefix: &str) -> Self {
        let is_listed = !prefix.chars().all(is_margin);
        Self {
            quotes: prefix.matches('>').count(),
            margin: is_listed.then_some(prefix.len()),
        }
    }

    /// Returns whether a line stands outside: what is open in it ends before the line.
    pub(super) fn is_left_by(self, line: &str) -> bool {
        let (prefix, content) = split_prefix(line);
        let own = prefix.find(|c| !is_margin(c)).unwrap_or(prefix.len());
        // How far a tab reaches depends on where it stands.
        let is_countable = !prefix.contains('\t') && !content.trim().is_empty();
        prefix.matches('>').count() < self.quotes
            || is_countable && self.margin.is_some_and(|margin| own < margin)
    }
}

fn is_margin(c: char) -> bool {
    matches!(c, ' ' | '\t' | '>')
}

impl Fences {
    /// Takes the next line; returns whether it is code, or opens or closes a fence.
    pub(in crate::content::dialect) fn is_code(&mut self, line: &str) -> bool {
        if self
            .open
            .is_some_and(|(.., around)| around.is_left_by(line))
        {
            self.open = None;
        }
        let (prefix, content) = split_prefix(line);
        let content = content.trim_end();
        let Some((sign, length)) = fence(content) else {
            return self.open.is_some();
        };
        match self.open {
            Some((open, least, _)) => {
                let rest = content.get(length..).unwrap_or_default();
                if sign == open && length >= least && rest.trim().is_empty() {
                    self.open = None;
                }
            }
            None => self.open = Some((sign, length, Container::of(prefix))),
        }
        true
    }

    /// Returns whether a fence is open.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }
}

/// Returns the sign and the length of the fence that a line begins with.
pub(super) fn fence(content: &str) -> Option<(char, usize)> {
    let sign = content
        .chars()
        .next()
        .filter(|sign| matches!(sign, '`' | '~'))?;
    let length = content.len() - content.trim_start_matches(sign).len();
    let rest = content.get(length..).unwrap_or_default();
    (length >= 3 && (sign == '~' || !rest.contains('`'))).then_some((sign, length))
}

/// Calls `each` with the stretches of a line, and whether they are code: runs between backticks of
/// the same number.
pub(in crate::content::dialect) fn spans<'a>(line: &'a str, mut each: impl FnMut(&'a str, bool)) {
    let mut rest = line;
    let mut text_end = 0;
    while let Some(found) = rest.get(text_end..).and_then(|tail| tail.find('`')) {
        let start = text_end + found;
        let tail = rest.get(start..).unwrap_or_default();
        let ticks = tail.len() - tail.trim_start_matches('`').len();
        let Some(end) = closing(tail, ticks) else {
            text_end = start + ticks;
            continue;
        };
        let (before, code) = rest.split_at(start);
        let (code, after) = code.split_at(end);
        each(before, false);
        each(code, true);
        rest = after;
        text_end = 0;
    }
    each(rest, false);
}

/// Rewrites the lines of a text that are no fenced code; those for which `rewrite` returns nothing
/// stay.
pub(in crate::content::dialect) fn rewritten_lines(
    document: &MappedText,
    mut rewrite: impl FnMut(&str) -> Option<String>,
) -> MappedText {
    let mut out = MappedText::default();
    let mut fences = Fences::default();
    for (_, line, number) in document.lines() {
        let rewritten = match fences.is_code(line) {
            true => None,
            false => rewrite(line),
        };
        out.push_line(rewritten.as_deref().unwrap_or(line), number);
    }
    out
}

/// Returns a line with its code spans as they are; `rewrite` appends the text between them.
pub(in crate::content::dialect) fn outside_spans(
    line: &str,
    mut rewrite: impl FnMut(&str, &mut String),
) -> String {
    let mut rewritten = String::with_capacity(line.len());
    spans(line, |text, is_code| match is_code {
        true => rewritten.push_str(text),
        false => rewrite(text, &mut rewritten),
    });
    rewritten
}

/// Returns the end of a code span that begins with some backticks.
fn closing(tail: &str, ticks: usize) -> Option<usize> {
    let mut at = ticks;
    while let Some(found) = tail.get(at..)?.find('`') {
        let start = at + found;
        let run = tail.get(start..)?;
        let length = run.len() - run.trim_start_matches('`').len();
        if length == ticks {
            return Some(start + length);
        }
        at = start + length;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_end_with_their_own_sign() {
        let mut fences = Fences::default();
        let lines = ["a", "- ~~~ x", "  ```", "  ~~~~", "b", "`` ` ``"];
        let code: Vec<bool> = lines.iter().map(|line| fences.is_code(line)).collect();
        assert_eq!(code, [false, true, true, true, false, false]);
    }

    #[test]
    fn fences_end_with_what_they_stand_in() {
        let mut fences = Fences::default();
        let lines = [
            "> ```", "> a", "", "b", "- ```", "  c", "", "  d", "e", "```", "- f", "> g",
        ];
        let code: Vec<bool> = lines.iter().map(|line| fences.is_code(line)).collect();
        let expected = [
            true, true, false, false, true, true, true, true, false, true, true, true,
        ];
        assert_eq!(code, expected);
    }

    #[test]
    fn code_stands_between_equal_runs_of_backticks() {
        let mut found = Vec::new();
        spans("a `b` ``c ` d`` e ` f", |text, code| {
            found.push((text, code))
        });
        let code: Vec<_> = found.iter().filter(|(_, code)| *code).collect();
        assert_eq!(code.len(), 2);
        assert_eq!(found.last(), Some(&(" e ` f", false)));
    }
}
