//! Shows Markdown on a terminal.
//!
//! Owns the walk over the parser's events; `page` places lines, `inline`
//! collects the text of one block, `table` and `html` do what their names
//! say. Nothing recurses: the nesting of the input is a list of open blocks.

mod html;
mod inline;
mod page;
mod table;

use pulldown_cmark::{BlockQuoteKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use self::inline::Inline;
use self::page::{Gap, Page};
use self::table::Table;
use super::style::{Span, Style};
use super::width::display_width;

/// Columns before the lines of a code block.
const CODE_INDENT: &str = "    ";

/// Longest line drawn for a thematic break.
const RULE_WIDTH: usize = 40;

/// Lays Markdown out in lines of at most `width` columns (code and addresses may be longer).
///
/// With `styled` the result holds escape sequences for styles and links,
/// otherwise it is plain text that shows link targets, code and struck-out
/// text in the way Markdown writes them. Either way nothing in the input can
/// add escape sequences of its own. Ends with a line feed unless empty.
#[must_use]
pub(crate) fn render(markdown: &str, width: usize, styled: bool) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    let mut renderer = Renderer::new(width, styled);
    for event in Parser::new_ext(markdown, options) {
        renderer.event(event);
    }
    renderer.page.finish()
}

struct Renderer {
    styled: bool,
    page: Page,
    inline: Inline,
    /// The open quotes, lists, items and footnotes, outermost first.
    open: Vec<Container>,
    table: Option<Table>,
    /// Text of the open code block.
    code: Option<String>,
    /// Source of the open HTML block.
    html: Option<String>,
}

/// An open block that contains other blocks.
struct Container {
    /// The number of the next item, in an ordered list.
    next_number: Option<u64>,
    is_list: bool,
    /// Whether it added an indent to the page.
    indented: bool,
}

impl Renderer {
    fn new(width: usize, styled: bool) -> Self {
        Self {
            styled,
            page: Page::new(width, styled),
            inline: Inline::new(styled),
            open: Vec::new(),
            table: None,
            code: None,
            html: None,
        }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.inline.text(&text),
            },
            // Formulas are not enabled.
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.inline.code(&text);
            }
            Event::Html(source) => match &mut self.html {
                Some(html) => html.push_str(&source),
                None => self.inline.html(&source),
            },
            Event::InlineHtml(source) => self.inline.html(&source),
            Event::FootnoteReference(name) => self.inline.text(&format!("[{name}]")),
            Event::SoftBreak => self.inline.soft_break(),
            Event::HardBreak => self.inline.hard_break(),
            Event::Rule => {
                self.flush(Gap::Line);
                let length = self.page.columns().min(RULE_WIDTH);
                self.page
                    .line(&[Span::new(&"─".repeat(length), Style::DIM)]);
                self.page.set_gap(Gap::Blank);
            }
            Event::TaskListMarker(done) => self.inline.text(if done { "[x] " } else { "[ ] " }),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            // A label or marker may stand before the text of the paragraph already.
            Tag::Paragraph => {}
            Tag::Heading { .. } => {
                self.flush(Gap::Line);
                self.inline.start_style(Style::BOLD);
            }
            Tag::BlockQuote(kind) => self.start_quote(kind),
            Tag::CodeBlock(_) => {
                self.flush(Gap::Line);
                self.code = Some(String::new());
            }
            Tag::HtmlBlock => {
                self.flush(Gap::Line);
                self.html = Some(String::new());
            }
            Tag::List(first) => {
                self.flush(Gap::Line);
                self.open.push(Container {
                    next_number: first,
                    is_list: true,
                    indented: false,
                });
            }
            Tag::Item => self.start_item(),
            Tag::FootnoteDefinition(name) => self.start_footnote(&name),
            Tag::Table(alignments) => {
                self.flush(Gap::Line);
                self.table = Some(Table::new(alignments));
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.start_row();
                }
            }
            Tag::Emphasis => self.inline.start_style(Style::ITALIC),
            Tag::Strong => self.inline.start_style(Style::BOLD),
            Tag::Strikethrough => self.inline.start_strike(),
            Tag::Link { dest_url, .. } => self.inline.start_link(&dest_url),
            Tag::Image { .. } => self.inline.start_image(),
            // The rest is not enabled; its text is shown like any other.
            Tag::TableCell
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.flush(Gap::Blank),
            TagEnd::Heading(level) => {
                self.inline.end_style(Style::BOLD);
                self.heading(level);
            }
            TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition => {
                self.flush(Gap::Line);
                self.close();
                self.page.set_gap(Gap::Blank);
            }
            TagEnd::CodeBlock => self.code_block(),
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::List(_) => {
                self.open.pop();
                // Inside an item the list around it decides about blank lines.
                if self.open.is_empty() {
                    self.page.set_gap(Gap::Blank);
                }
            }
            TagEnd::Item => {
                self.flush(Gap::Line);
                self.close();
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    table.write(&mut self.page);
                    self.page.set_gap(Gap::Blank);
                }
            }
            TagEnd::TableCell => {
                let cell = self.inline.take();
                if let Some(table) = &mut self.table {
                    table.cell(cell);
                }
            }
            TagEnd::Emphasis => self.inline.end_style(Style::ITALIC),
            TagEnd::Strong => self.inline.end_style(Style::BOLD),
            TagEnd::Strikethrough => self.inline.end_strike(),
            TagEnd::Link => self.inline.end_link(),
            TagEnd::Image => self.inline.end_image(),
            TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Writes the collected text as a paragraph, if there is any.
    fn flush(&mut self, gap: Gap) {
        let spans = self.inline.take();
        if !spans.is_empty() {
            self.page.paragraph(&spans);
            self.page.set_gap(gap);
        }
    }

    /// Opens a block whose first line starts with `first` and the others with `next`.
    /// Returns false where the page is indented too far already.
    fn open(&mut self, first: &str, next: &str) -> bool {
        let indented = self.page.indent(first, next);
        self.open.push(Container {
            next_number: None,
            is_list: false,
            indented,
        });
        indented
    }

    fn close(&mut self) {
        if self.open.pop().is_some_and(|container| container.indented) {
            self.page.outdent();
        }
    }

    fn start_quote(&mut self, kind: Option<BlockQuoteKind>) {
        self.flush(Gap::Line);
        self.open("│ ", "│ ");
        let label = match kind {
            None => return,
            Some(BlockQuoteKind::Note) => "Note:",
            Some(BlockQuoteKind::Tip) => "Tip:",
            Some(BlockQuoteKind::Important) => "Important:",
            Some(BlockQuoteKind::Warning) => "Warning:",
            Some(BlockQuoteKind::Caution) => "Caution:",
        };
        self.inline.label(label, Style::BOLD);
    }

    fn start_item(&mut self) {
        self.flush(Gap::Line);
        let number = self
            .open
            .last_mut()
            .filter(|list| list.is_list)
            .and_then(|list| {
                let number = list.next_number?;
                list.next_number = number.checked_add(1);
                Some(number)
            });
        let marker = number.map_or_else(|| "-".to_owned(), |number| format!("{number}."));
        self.start_marked(&marker);
    }

    fn start_footnote(&mut self, name: &CowStr<'_>) {
        self.flush(Gap::Line);
        self.start_marked(&format!("[{name}]"));
    }

    /// Opens a block with a hanging marker. Where there is no room for more
    /// indentation the marker becomes text.
    fn start_marked(&mut self, marker: &str) {
        let marker = format!("{marker} ");
        if !self.open(&marker, &" ".repeat(display_width(&marker))) {
            self.inline.label(marker.trim_end(), Style::PLAIN);
        }
    }

    fn heading(&mut self, level: HeadingLevel) {
        let spans = self.inline.take();
        if spans.is_empty() {
            return;
        }
        let widest = self.page.paragraph(&spans);
        if !self.styled {
            let stroke = if level == HeadingLevel::H1 { "=" } else { "-" };
            self.page.set_gap(Gap::Line);
            self.page
                .line(&[Span::new(&stroke.repeat(widest), Style::PLAIN)]);
        }
        self.page.set_gap(Gap::Blank);
    }

    fn code_block(&mut self) {
        let Some(code) = self.code.take() else { return };
        let code = Span::block(&code, Style::PLAIN);
        for line in code.text().trim_end_matches('\n').split('\n') {
            let indent = if line.is_empty() { "" } else { CODE_INDENT };
            self.page.line(&[
                Span::new(indent, Style::PLAIN),
                Span::new(line, Style::PLAIN),
            ]);
            self.page.set_gap(Gap::Line);
        }
        self.page.set_gap(Gap::Blank);
    }

    fn html_block(&mut self) {
        let Some(source) = self.html.take() else {
            return;
        };
        for paragraph in html::lines(&source) {
            self.page.paragraph(&[Span::new(&paragraph, Style::PLAIN)]);
            self.page.set_gap(Gap::Line);
        }
        self.page.set_gap(Gap::Blank);
    }
}

#[cfg(test)]
mod tests;
