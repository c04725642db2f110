//! Finds bold lines: how people write questions without headings.
//!
//! A bold line is a bold run that is the whole first line of a list item or
//! paragraph, or opens it with a question mark: `**Why?** Because.` Which of them
//! ask something is decided in `classify`.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::html;
use super::text::inline;
use crate::content::entries::question;

/// A bold line.
#[derive(Debug)]
pub(crate) struct BoldLine {
    /// Start of the list item or paragraph.
    pub(crate) start: usize,
    /// Where the bold run begins.
    pub(crate) bold: usize,
    /// The identifier that stands in front of it, in its paragraph or on a line above.
    pub(crate) anchor: Option<String>,
    /// Where the text after the bold line begins.
    pub(crate) after: usize,
    pub(crate) text: String,
    pub(crate) in_list: bool,
    /// Columns that a list item's content is indented by.
    pub(crate) indent: usize,
    /// Where the list item or paragraph ends.
    pub(crate) end: usize,
}

/// Where an event stands.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Nesting {
    /// Blocks that may hold others: quotes, lists, items, tables, footnotes.
    pub(crate) containers: usize,
    pub(crate) lists: usize,
    pub(crate) quotes: usize,
}

/// Follows the events of an article.
pub(crate) struct BoldLines<'a> {
    text: &'a str,
    state: State<'a>,
    pub(crate) found: Vec<BoldLine>,
}

/// What a candidate has shown so far.
enum State<'a> {
    None,
    /// A list item or paragraph has begun and nothing readable has followed.
    Begun(BoldLine),
    /// Inside a bold run that began at the offset, with what it holds.
    Open(BoldLine, usize, Vec<Event<'a>>),
    /// After it; only a line's end, punctuation or more bold may follow.
    Closed(BoldLine),
}

impl<'a> BoldLines<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            text,
            state: State::None,
            found: Vec::new(),
        }
    }

    /// Takes in an event; `nesting` is that before the event.
    pub(crate) fn follow(&mut self, event: &Event<'a>, range: &Range<usize>, nesting: Nesting) {
        let begin = |in_list| BoldLine {
            start: range.start,
            bold: range.start,
            anchor: None,
            after: range.start,
            text: String::new(),
            in_list,
            indent: 0,
            end: range.end,
        };
        self.state = match (std::mem::replace(&mut self.state, State::None), event) {
            (_, Event::Start(Tag::Item)) if nesting.lists == 1 && nesting.quotes == 0 => {
                State::Begun(begin(true))
            }
            (State::Begun(line), Event::Start(Tag::Paragraph)) if line.in_list => {
                State::Begun(line)
            }
            (_, Event::Start(Tag::Paragraph)) if nesting.containers == 0 => {
                State::Begun(begin(false))
            }
            // `<a name="q1"></a>**Question?**`
            // `***Question?***`
            // A line of tags, then the question.
            (
                State::Begun(line),
                Event::InlineHtml(_)
                | Event::SoftBreak
                | Event::HardBreak
                | Event::Start(Tag::Emphasis),
            ) => State::Begun(line),
            (State::Begun(line) | State::Closed(line), Event::Start(Tag::Strong)) => {
                State::Open(line, range.start, Vec::new())
            }
            (State::Open(line, from, events), Event::End(TagEnd::Strong))
                if range.start == from =>
            {
                State::Closed(self.closed(line, from, &events, range.end))
            }
            (State::Open(line, from, mut events), event) => {
                events.push(event.clone());
                State::Open(line, from, events)
            }
            // `**Why**?`
            (State::Closed(mut line), Event::Text(text))
                if !text.contains(char::is_alphanumeric) =>
            {
                line.text.push_str(text.trim());
                line.after = range.end;
                State::Closed(line)
            }
            (State::Closed(line), Event::InlineHtml(html)) if html.starts_with("<!--") => {
                State::Closed(line)
            }
            (State::Closed(mut line), Event::End(TagEnd::Emphasis)) => {
                line.after = range.end;
                State::Closed(line)
            }
            (State::Closed(line), event) => {
                self.end(line, event, range);
                State::None
            }
            _ => State::None,
        };
    }

    fn closed(&self, mut line: BoldLine, from: usize, events: &[Event], end: usize) -> BoldLine {
        if line.text.is_empty() {
            line.bold = from;
            line.indent = if line.in_list { self.column(from) } else { 0 };
        } else {
            line.text.push(' ');
        }
        line.text.push_str(&inline(events));
        line.after = end;
        line
    }

    /// Bytes between the start of a line and an offset in it.
    fn column(&self, offset: usize) -> usize {
        let before = self.text.get(..offset).unwrap_or_default();
        before.rfind('\n').map_or(offset, |end| offset - end - 1)
    }

    /// Keeps a line if the event after its bold run ends it.
    fn end(&mut self, mut line: BoldLine, event: &Event, range: &Range<usize>) {
        let ends = match event {
            Event::SoftBreak | Event::HardBreak => {
                line.after = range.end;
                true
            }
            Event::InlineHtml(html) => {
                line.after = range.end;
                html::tags(html).next().is_some_and(|tag| tag.is("br"))
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item)
            | Event::Start(
                Tag::Paragraph
                | Tag::List(_)
                | Tag::CodeBlock(_)
                | Tag::BlockQuote(_)
                | Tag::Table(_)
                | Tag::HtmlBlock,
            ) => true,
            // The answer follows on the same line.
            _ => question::has_question_mark(&line.text),
        };
        if ends && !line.text.is_empty() {
            self.found.push(line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::outline::MarkdownOutline;
    use crate::content::dialect::DEFAULT;

    #[test]
    fn only_a_bold_first_line_counts() {
        let found = |text: &str| -> Vec<String> {
            MarkdownOutline::of(text, DEFAULT)
                .bold_lines
                .into_iter()
                .map(|line| line.text)
                .collect()
        };
        let text = "1. **A?**   \n   a\n2. **B** *x*\n3. **C** text\n\n4. **D**?<!-- 1 -->\n\n   d\n   - **nested**\n     n\n\n**E**<br>e\n\n> **quoted**\n> q\n";
        assert_eq!(found(text), ["A?", "D?", "E"]);
        assert_eq!(found("- **One.** **Two?**\n  x"), ["One. Two?"]);
        assert_eq!(
            found("1. **[設定]** をクリック\n2. **[OK]**をクリック\n"),
            Vec::<String>::new()
        );
        assert_eq!(
            found("**A?** Yes. **B?** No.\n\n***C?***\n\n- **D？** 答。\n- *E **F?***\n"),
            ["A?", "C?", "D？"]
        );
    }
}
