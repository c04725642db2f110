//! Components among Markdown, of Vue or React: their tags go, their titles and content stay.
//!
//! A tag that stands for a block keeps what is around it apart. What is indented inside a block
//! only for looks comes to the margin.

use super::tags::{self, Kind, Tag};
use crate::content::dialect::docfx::directive::split_prefix;
use crate::content::dialect::markup::arguments::{arguments, title, value};
use crate::content::dialect::markup::fences::{Fences, spans};
use crate::content::dialect::markup::indented::columns;
use crate::content::dialect::markup::writer::{Block, Opened, Writer, block, continued, escaped};
use crate::content::entries::extract::dedent;
use crate::content::source::line_map::MappedText;

/// Components that show their type where they have no title.
const ALERTS: [&str; 2] = ["Aside", "Admonition"];

/// A tag may go on over so many lines.
const MOST_LINES: usize = 30;

/// Rewrites the components of Vue.
pub(in crate::content::dialect::markup) fn clean(document: MappedText) -> MappedText {
    rewrite(document, tags::is_jsx)
}

/// Rewrites the elements that are components by their name.
pub(super) fn rewrite(document: MappedText, is_component: fn(&str) -> bool) -> MappedText {
    if !document.text().contains('<') {
        return document;
    }
    let lines: Vec<_> = document.lines().collect();
    let mut rewriter = Rewriter {
        is_component,
        writer: Writer::default(),
        open: Vec::new(),
        in_heading: false,
        below: Vec::new(),
    };
    let mut fences = Fences::default();
    let mut index = 0;
    let mut last = 1;
    while let Some(&(_, line, number)) = lines.get(index) {
        index += 1;
        last = number;
        if line.trim().is_empty() {
            rewriter.writer.line(line, number);
            continue;
        }
        let content = rewriter.at_margin(line, fences.is_open());
        if fences.is_code(&content) || !content.contains('<') {
            rewriter.writer.line(&content, number);
            continue;
        }
        let (joined, used) = rewriter.joined(&content, lines.get(index..).unwrap_or_default());
        index += used;
        rewriter.line(&joined, number);
    }
    while let Some(element) = rewriter.open.pop() {
        rewriter.writer.close(&element.prefix, element.opened, last);
    }
    rewriter.writer.out
}

/// An element that is open.
struct Element {
    name: String,
    prefix: String,
    opened: Opened,
    /// The columns that its content is indented by, once a line of it was read.
    indent: Option<usize>,
}

struct Rewriter {
    is_component: fn(&str) -> bool,
    writer: Writer,
    open: Vec<Element>,
    in_heading: bool,
    /// What the tags of a heading say, which is written below it.
    below: Vec<String>,
}

impl Rewriter {
    /// Takes the indentation of the innermost element's content from a line.
    fn at_margin(&mut self, line: &str, is_code: bool) -> String {
        let Some(element) = self.open.last_mut() else {
            return line.to_owned();
        };
        let own = columns(line);
        let is_closing = line.trim_start().starts_with("</");
        if element.indent.is_none() && !is_code && !is_closing {
            element.indent = Some(own);
        }
        dedent(line, element.indent.unwrap_or(0))
    }

    /// Joins a line with those after it that a tag in it goes on over. Returns how many these are.
    fn joined(&self, line: &str, after: &[(usize, &str, u32)]) -> (String, usize) {
        let whole = || (line.to_owned(), 0);
        let Some(at) = line.rfind('<') else {
            return whole();
        };
        let tail = line.get(at..).unwrap_or_default();
        let name = tail.get(1..).unwrap_or_default();
        let name = name.split_whitespace().next().unwrap_or_default();
        let is_open = (self.is_component)(name.trim_end()) && !name.is_empty();
        if !is_open || tags::tag(tail, self.is_component).is_some() {
            return whole();
        }
        let mut joined = line.trim_end().to_owned();
        for (used, (_, next, _)) in after.iter().take(MOST_LINES).enumerate() {
            joined.push(' ');
            joined.push_str(next.trim());
            let tail = joined.get(at..).unwrap_or_default();
            if tags::tag(tail, self.is_component).is_some() {
                joined.push('\n');
                return (joined, used + 1);
            }
        }
        whole()
    }

    /// Writes a line with what its tags stand for.
    fn line<'t>(&mut self, line: &'t str, number: u32) {
        let (prefix, _) = split_prefix(line);
        let mut prefix = prefix.to_owned();
        let content = line.get(prefix.len()..).unwrap_or_default();
        self.in_heading = content.starts_with('#');
        let mut text = String::new();
        let mut was_tag = false;
        let mut pieces = Vec::new();
        spans(content, |piece, is_code| pieces.push((piece, is_code)));
        let (mut start, mut done) = (0, 0);
        for (piece, is_code) in pieces {
            let end = start + piece.len();
            let mut at = start.max(done);
            while at < end {
                let rest = content.get(at..end).unwrap_or_default();
                let Some(before) = rest.find('<').filter(|_| !is_code) else {
                    break;
                };
                text.push_str(rest.get(..before).unwrap_or_default());
                at += before;
                // A tag may have backticks: `title={`Why?`}`.
                let (own, whole) = (content.get(at..end), content.get(at..));
                let tag = |text: Option<&'t str>| tags::tag(text?, self.is_component);
                let Some(tag) = tag(own).or_else(|| tag(whole)) else {
                    text.push('<');
                    at += 1;
                    continue;
                };
                was_tag = true;
                self.tag(&tag, &mut text, &mut prefix, number);
                at += tag.length;
            }
            text.push_str(content.get(at..end).unwrap_or_default());
            (start, done) = (end, at);
        }
        let text = text.trim_end();
        if !text.trim().is_empty() {
            self.writer.text(&prefix, text, number);
            for shown in std::mem::take(&mut self.below) {
                let prefix = continued(&prefix);
                self.writer.blank(&prefix, number);
                self.writer.text(&prefix, &shown, number);
                self.writer.blank(&prefix, number);
            }
        } else if was_tag {
            self.writer.blank(&prefix, number);
        } else {
            self.writer.line(line, number);
        }
    }

    fn tag(&mut self, tag: &Tag<'_>, text: &mut String, prefix: &mut String, number: u32) {
        if tag.kind == Kind::Close {
            self.close(tag.name, text, prefix, number);
            return;
        }
        let arguments = arguments(tag.arguments);
        let title = title(&arguments).map(escaped);
        let id = value(&arguments, "id").filter(|id| !id.is_empty());
        if tag.kind == Kind::Alone {
            let shown = ["caption", "description", "text", "alt"];
            let shown = shown.iter().filter_map(|name| value(&arguments, name));
            let mut shown: Vec<String> = title.into_iter().chain(shown.map(escaped)).collect();
            shown.retain(|one| !one.trim().is_empty());
            shown.dedup();
            let shown = shown.join(" – ");
            // What an attribute says is no part of a heading and its identifier.
            if self.in_heading {
                self.below.push(shown);
            } else {
                text.push_str(&shown);
            }
            return;
        }
        let is_inline = !text.trim().is_empty();
        let mut shown = block(tag.name, title.as_deref());
        if ALERTS.contains(&tag.name) {
            shown = shown.or_alert(value(&arguments, "type").unwrap_or("note"));
        }
        if is_inline && !matches!(shown, Block::Fold(_)) {
            if let Some(title) = &title {
                text.extend(["**", title, "** "]);
            }
            return;
        }
        self.writer.flush(text, prefix, number);
        let opened = self.writer.open(prefix, shown, id, number);
        self.open.push(Element {
            name: tag.name.to_owned(),
            prefix: prefix.clone(),
            opened,
            indent: None,
        });
    }

    fn close(&mut self, name: &str, text: &mut String, prefix: &mut String, number: u32) {
        let Some(at) = self.open.iter().rposition(|element| element.name == name) else {
            return;
        };
        self.writer.flush(text, prefix, number);
        // What was not closed inside it ends with it.
        for element in self.open.drain(at..).rev() {
            self.writer.close(&element.prefix, element.opened, number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::dialect::markup::filled_lines;

    fn cleaned(text: &str) -> String {
        filled_lines(&clean(MappedText::new(text, 1)))
    }

    #[test]
    fn titles_of_what_can_be_folded_are_summaries() {
        let text = "<AccordionGroup>\n  <Accordion\n    title=\"Why <so>?\"\n  >\n    Because **x**.\n\n\
                    \x20   ```\n    code\n    ```\n  </Accordion>\n  <Accordion title='How?'>So.</Accordion>\n\
                    </AccordionGroup>\nEnd\n";
        assert_eq!(
            cleaned(text),
            "<details>\n<summary>Why &lt;so>?</summary>\nBecause **x**.\n```\ncode\n```\n</details>\n\
             <details>\n<summary>How?</summary>\nSo.\n</details>\nEnd"
        );
        assert_eq!(
            cleaned("a `<b>` <Accordion title={`Why?`}>So `it` is.</Accordion>\n"),
            "a `<b>`\n<details>\n<summary>Why?</summary>\nSo `it` is.\n</details>"
        );
    }

    #[test]
    fn other_tags_go_and_their_words_stay() {
        let text = "<Tabs>\n<TabItem value=\"a\" label=\"Apple\">\nRed.\n</TabItem>\n</Tabs>\n\n\
                    A <Badge text=\"new\" /> <Box>b</Box> `<Box>` <b>c</b>\n- <Card title=\"T\" />\n";
        assert_eq!(
            cleaned(text),
            "**Apple**\nRed.\nA new b `<Box>` <b>c</b>\n- T"
        );
        let tabs = "<CardGrid>\n\t<Card title=\"T\">\n\t\tBody.\n\t</Card>\n</CardGrid>\n";
        assert_eq!(cleaned(tabs), "**T**\nBody.");
        assert_eq!(
            cleaned(
                "## Why? <Badge text=\"new\" />\n\n<LinkCard title=\"T\" description=\"D\" />\n"
            ),
            "## Why?\nnew\nT – D"
        );
    }
}
