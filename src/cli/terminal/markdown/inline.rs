//! The text of one block: styles, links, images and line breaks inside it.

use super::html;
use crate::cli::terminal::hyperlink::Link;
use crate::cli::terminal::style::{Span, Style};
use crate::cli::terminal::wrap::is_wide_and_spaceless;

/// Collects spans until the block ends.
pub(crate) struct Inline {
    styled: bool,
    spans: Vec<Span>,
    /// How many open elements ask for bold, italic and struck-out text.
    bold: usize,
    italic: usize,
    strike: usize,
    links: Vec<OpenLink>,
    images: usize,
    /// An image was opened and nothing of its description seen yet.
    image_opened: bool,
    /// A line of the source ended here; what that means depends on the next character.
    soft_break: bool,
}

struct OpenLink {
    target: String,
    /// Index of the first span of its text.
    start: usize,
}

impl Inline {
    pub(crate) fn new(styled: bool) -> Self {
        Self {
            styled,
            spans: Vec::new(),
            bold: 0,
            italic: 0,
            strike: 0,
            links: Vec::new(),
            images: 0,
            image_opened: false,
            soft_break: false,
        }
    }

    /// Returns what was collected, without line breaks at the ends; empty if there is nothing to
    /// see.
    pub(crate) fn take(&mut self) -> Vec<Span> {
        self.soft_break = false;
        let mut spans = std::mem::take(&mut self.spans);
        // A link cannot cross blocks; one left open would count spans of another block.
        self.links.clear();
        while spans
            .last()
            .is_some_and(|span| span.text().trim().is_empty())
        {
            spans.pop();
        }
        let blank = spans
            .iter()
            .take_while(|span| span.text().trim().is_empty())
            .count();
        spans.drain(..blank);
        spans
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.push(Span::new(text, self.style()));
    }

    pub(crate) fn code(&mut self, text: &str) {
        if self.styled {
            self.push(Span::new(text, self.style() | Style::CYAN));
        } else {
            self.push(Span::new(&format!("`{text}`"), Style::PLAIN));
        }
    }

    /// Writes a word that opens the block, with a space after it.
    pub(crate) fn label(&mut self, label: &str, style: Style) {
        self.push(Span::new(label, style));
        self.push(Span::new(" ", Style::PLAIN));
    }

    pub(crate) fn soft_break(&mut self) {
        self.soft_break = true;
    }

    pub(crate) fn hard_break(&mut self) {
        self.soft_break = false;
        self.spans.push(Span::block("\n", Style::PLAIN));
    }

    /// Takes a tag inside text. Only line breaks mean something here.
    pub(crate) fn html(&mut self, tag: &str) {
        if html::tag_name(tag) == "br" {
            self.hard_break();
        }
    }

    pub(crate) fn start_style(&mut self, style: Style) {
        *self.counter(style) += 1;
    }

    pub(crate) fn end_style(&mut self, style: Style) {
        let counter = self.counter(style);
        *counter = counter.saturating_sub(1);
    }

    /// Begins struck-out text. It says the opposite of plain text, so it is marked in every form.
    pub(crate) fn start_strike(&mut self) {
        if self.styled {
            self.start_style(Style::STRIKE);
        } else {
            self.text("~~");
        }
    }

    pub(crate) fn end_strike(&mut self) {
        if self.styled {
            self.end_style(Style::STRIKE);
        } else {
            self.text("~~");
        }
    }

    pub(crate) fn start_link(&mut self, target: &str) {
        self.settle_soft_break(None);
        self.links.push(OpenLink {
            target: target.to_owned(),
            start: self.spans.len(),
        });
    }

    pub(crate) fn end_link(&mut self) {
        let Some(OpenLink { target, start }) = self.links.pop() else {
            return;
        };
        let Some(text_spans) = self.spans.get_mut(start..) else {
            return;
        };
        let text: String = text_spans.iter().map(Span::text).collect();
        let text_is_target =
            target == text || target.strip_prefix("mailto:") == Some(text.as_str());
        if target.is_empty() || (target.starts_with('#') && !text.is_empty()) {
            return;
        }
        let link = if self.styled {
            Link::web(&target)
        } else {
            None
        };
        let has_link = link.is_some();
        if let Some(link) = link {
            for span in text_spans {
                *span = span
                    .clone()
                    .with_link(Some(link.clone()))
                    .with_style(Style::UNDERLINE);
            }
        }
        // Text that looks like another address must not hide the real one.
        let hides_target = !has_link || text.contains("://");
        if text.is_empty() {
            let span = Span::new(&format!("<{target}>"), Style::PLAIN);
            self.push(if has_link {
                span.with_link(Link::web(&target))
            } else {
                span
            });
        } else if !text_is_target && hides_target {
            self.push(Span::new(&format!(" <{target}>"), Style::DIM));
        }
    }

    pub(crate) fn start_image(&mut self) {
        self.images += 1;
        if self.images == 1 {
            self.text("[image");
            self.image_opened = true;
        }
    }

    pub(crate) fn end_image(&mut self) {
        self.images = self.images.saturating_sub(1);
        if self.images == 0 {
            self.image_opened = false;
            self.text("]");
        }
    }

    fn counter(&mut self, style: Style) -> &mut usize {
        match style {
            Style::BOLD => &mut self.bold,
            Style::ITALIC => &mut self.italic,
            _ => &mut self.strike,
        }
    }

    fn style(&self) -> Style {
        let counters = [
            (self.bold, Style::BOLD),
            (self.italic, Style::ITALIC),
            (self.strike, Style::STRIKE),
        ];
        let open = counters.into_iter().filter(|(count, _)| *count > 0);
        open.fold(Style::PLAIN, |style, (_, more)| style | more)
    }

    fn push(&mut self, span: Span) {
        if span.text().is_empty() {
            return;
        }
        if std::mem::take(&mut self.image_opened) {
            self.spans.push(Span::new(": ", Style::PLAIN));
        }
        self.settle_soft_break(span.text().chars().next());
        self.spans.push(span);
    }

    /// Writes a line end of the source as a space, except between characters of scripts that write
    /// none.
    fn settle_soft_break(&mut self, next: Option<char>) {
        if !std::mem::take(&mut self.soft_break) {
            return;
        }
        let before = self
            .spans
            .last()
            .and_then(|span| span.text().chars().next_back());
        let spaceless = |c: Option<char>| c.is_some_and(is_wide_and_spaceless);
        if !(spaceless(before) && spaceless(next)) {
            self.spans.push(Span::new(" ", Style::PLAIN));
        }
    }
}
