//! One line of text with emphasis, code, links and images, written as Markdown.

use crate::content::html::escape;

/// A part of a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    Text(String),
    Code(String),
    Open(Mark),
    Close(Mark),
    LinkOpen,
    LinkClose(String),
    Image {
        text: String,
        address: String,
    },
    /// A name under which this place is published.
    Anchor(String),
    Break,
}

/// How text is set off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Strong,
    Emphasis,
    Struck,
}

impl Mark {
    fn sign(self) -> &'static str {
        match self {
            Self::Strong => "**",
            Self::Emphasis => "*",
            Self::Struck => "~~",
        }
    }
}

/// What is written where a line breaks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Breaks {
    /// A line break of Markdown.
    Lines,
    /// `<br>`, where all has to stay on one line.
    Tags,
    /// A blank.
    Blanks,
}

/// Collects the parts of a line; blanks are collapsed as browsers do.
#[derive(Default)]
pub(super) struct Line {
    parts: Vec<Part>,
    gap: bool,
    /// Marks that open before the next word.
    opening: Vec<Mark>,
    /// Marks that are open. One inside another of its kind says nothing.
    open: Vec<Mark>,
}

impl Line {
    pub(super) fn text(&mut self, text: &str) {
        let is_blank = |c: char| c.is_ascii_whitespace();
        for (index, word) in text.split(is_blank).enumerate() {
            self.gap |= index > 0;
            if !word.is_empty() {
                self.begin_word();
                self.push_text(word);
            }
        }
    }

    pub(super) fn code(&mut self, text: &str) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            self.begin_word();
            self.parts.push(Part::Code(text));
        }
    }

    pub(super) fn open(&mut self, mark: Mark) {
        self.opening.push(mark);
    }

    pub(super) fn close(&mut self, mark: Mark) {
        // What has not begun is empty.
        if self.opening.pop().is_none() {
            self.open.pop();
            self.parts.push(Part::Close(mark));
        }
    }

    pub(super) fn link_open(&mut self) {
        self.begin_word();
        self.parts.push(Part::LinkOpen);
    }

    pub(super) fn link_close(&mut self, address: String) {
        self.parts.push(Part::LinkClose(address));
    }

    pub(super) fn image(&mut self, text: String, address: String) {
        self.begin_word();
        self.parts.push(Part::Image { text, address });
    }

    pub(super) fn anchor(&mut self, name: &str) {
        self.parts.push(Part::Anchor(name.to_owned()));
    }

    pub(super) fn line_break(&mut self) {
        self.gap = false;
        let has_words = self.parts.iter().any(is_shown);
        if has_words && !matches!(self.parts.last(), Some(Part::Break)) {
            self.parts.push(Part::Break);
        }
    }

    pub(super) fn gap(&mut self) {
        self.gap = true;
    }

    /// Returns whether anything is shown.
    pub(super) fn is_empty(&self) -> bool {
        !self.parts.iter().any(is_shown)
    }

    /// Returns the names of places in the line.
    pub(super) fn anchors(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Anchor(name) => Some(name.as_str()),
            _ => None,
        })
    }

    /// Returns the line without the names of places.
    pub(super) fn without_anchors(mut self) -> Self {
        self.parts.retain(|part| !matches!(part, Part::Anchor(_)));
        self
    }

    fn begin_word(&mut self) {
        let begins = matches!(self.parts.last(), None | Some(Part::Break));
        if std::mem::take(&mut self.gap) && !begins && self.parts.iter().rev().any(is_shown) {
            self.push_text(" ");
        }
        for mark in std::mem::take(&mut self.opening) {
            self.open.push(mark);
            self.parts.push(Part::Open(mark));
        }
    }

    fn push_text(&mut self, text: &str) {
        match self.parts.last_mut() {
            Some(Part::Text(before)) => before.push_str(text),
            _ => self.parts.push(Part::Text(text.to_owned())),
        }
    }

    /// Writes the line, or the lines if it has breaks.
    pub(super) fn write(mut self, breaks: Breaks) -> String {
        while matches!(self.parts.last(), Some(Part::Break)) {
            self.parts.pop();
        }
        let marks = sound_marks(&self.parts);
        let mut out = String::new();
        for (index, part) in self.parts.iter().enumerate() {
            match part {
                Part::Text(text) => escape::inline(&mut out, text),
                Part::Code(text) => out.push_str(&escape::code(text)),
                Part::Open(mark) | Part::Close(mark) => {
                    if marks.get(index).copied().unwrap_or_default() {
                        out.push_str(mark.sign());
                    }
                }
                Part::LinkOpen => out.push('['),
                Part::LinkClose(address) => {
                    out.push_str("](");
                    out.push_str(address);
                    out.push(')');
                }
                Part::Image { text, address } => {
                    out.push_str("![");
                    escape::inline(&mut out, text);
                    out.push_str("](");
                    out.push_str(address);
                    out.push(')');
                }
                Part::Anchor(name) => {
                    out.push_str("<a id=\"");
                    out.push_str(name);
                    out.push_str("\"></a>");
                }
                Part::Break => out.push_str(match breaks {
                    Breaks::Lines => "\\\n",
                    Breaks::Tags => "<br>",
                    Breaks::Blanks => " ",
                }),
            }
        }
        out
    }

    /// Returns the line as plain text.
    pub(super) fn plain(&self) -> String {
        let mut out = String::new();
        for part in &self.parts {
            match part {
                Part::Text(text) | Part::Code(text) | Part::Image { text, .. } => {
                    out.push_str(text);
                }
                Part::Break => out.push(' '),
                _ => {}
            }
        }
        out.trim().to_owned()
    }
}

fn is_shown(part: &Part) -> bool {
    match part {
        Part::Text(text) => !text.trim().is_empty(),
        Part::Code(_) | Part::Image { .. } => true,
        _ => false,
    }
}

/// Returns for each part whether it is a mark that Markdown takes for one. Marks next to letters
/// and signs may be text there, and marks within marks are hard to tell apart: those are left out.
fn sound_marks(parts: &[Part]) -> Vec<bool> {
    let mut sound = vec![false; parts.len()];
    let mut open: Option<usize> = None;
    let mut depth = 0_usize;
    // Whether the last thing written is a mark.
    let mut after_mark = false;
    for (index, part) in parts.iter().enumerate() {
        match part {
            Part::Open(_) => {
                depth += 1;
                if depth == 1 {
                    let before = parts.get(..index).and_then(last_sign);
                    let next = parts.get(index + 1..).and_then(first_sign);
                    open = (!after_mark && is_flanking(before, next)).then_some(index);
                    after_mark = open.is_some();
                }
            }
            Part::Close(_) => {
                depth = depth.saturating_sub(1);
                if depth == 0
                    && let Some(from) = open.take()
                {
                    let last = parts.get(..index).and_then(last_sign);
                    let after = parts.get(index + 1..).and_then(first_sign);
                    let is_sound = is_flanking(after, last);
                    for place in [from, index] {
                        if let Some(mark) = sound.get_mut(place) {
                            *mark = is_sound;
                        }
                    }
                    after_mark = is_sound;
                }
            }
            Part::Anchor(_) => {}
            _ => after_mark = false,
        }
    }
    sound
}

/// Returns whether a mark between two signs belongs to the inner one.
fn is_flanking(outer: Option<char>, inner: Option<char>) -> bool {
    let is_sign = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    match inner {
        None => false,
        Some(inner) if inner.is_whitespace() => false,
        Some(inner) => {
            !is_sign(inner) || outer.is_none_or(|outer| is_sign(outer) || outer.is_whitespace())
        }
    }
}

fn first_sign(parts: &[Part]) -> Option<char> {
    parts.iter().find_map(|part| match part {
        Part::Text(text) => text.chars().next(),
        Part::Code(_) => Some('`'),
        Part::LinkOpen | Part::Image { .. } => Some('['),
        Part::LinkClose(_) => Some(')'),
        Part::Anchor(_) => Some('<'),
        Part::Break => Some(' '),
        Part::Open(_) | Part::Close(_) => None,
    })
}

fn last_sign(parts: &[Part]) -> Option<char> {
    parts.iter().rev().find_map(|part| match part {
        Part::Text(text) => text.chars().next_back(),
        Part::Code(_) => Some('`'),
        Part::LinkOpen => Some('['),
        Part::LinkClose(_) | Part::Image { .. } => Some(')'),
        Part::Anchor(_) => Some('>'),
        Part::Break => Some(' '),
        Part::Open(_) | Part::Close(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::content::markdown::text::plain;

    fn line(parts: &[(&str, Option<Mark>)]) -> String {
        let mut line = Line::default();
        for (text, mark) in parts {
            if let Some(mark) = mark {
                line.open(*mark);
            }
            line.text(text);
            if let Some(mark) = mark {
                line.close(*mark);
            }
        }
        line.write(Breaks::Lines)
    }

    #[test]
    fn blanks_stand_outside_of_marks() {
        let strong = Some(Mark::Strong);
        assert_eq!(
            line(&[("a ", None), (" b ", strong), ("c", None)]),
            "a **b** c"
        );
        assert_eq!(
            line(&[("a", strong), ("b", Some(Mark::Emphasis))]),
            "**a**b"
        );
        assert_eq!(
            line(&[("是", None), ("“X”", strong), ("的", None)]),
            "是“X”的"
        );
        assert_eq!(line(&[(" ", strong), ("x", None)]), "x");
    }

    proptest! {
        #[test]
        fn marks_are_never_shown(parts in proptest::collection::vec(("[a *.(“ ]{0,3}", 0..4_u8), 0..8)) {
            let mark = |number| match number {
                1 => Some(Mark::Strong),
                2 => Some(Mark::Emphasis),
                3 => Some(Mark::Struck),
                _ => None,
            };
            let parts: Vec<(&str, Option<Mark>)> =
                parts.iter().map(|(text, number)| (text.as_str(), mark(*number))).collect();
            let text: String = parts.iter().map(|(text, _)| *text).collect();
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let markdown = escape::line_start(&line(&parts));
            let shown = plain(&markdown);
            prop_assert_eq!(shown.split_whitespace().collect::<Vec<_>>().join(" "), text, "{}", markdown);
        }
    }
}
