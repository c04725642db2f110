//! Notes the blocks that may hold a question without being a heading.
//!
//! Paragraphs, the first paragraphs of list items, tables, `<dl>`. Owns where they are; which of
//! them ask is decided in `entries`.

mod table;

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use self::table::HtmlTables;
pub(crate) use self::table::{Row, Table};
use super::bold::Nesting;
use super::html;

/// A paragraph, or the text that a list item begins with.
#[derive(Debug)]
pub(crate) struct Block {
    /// Its text, without the marks before it.
    pub(crate) range: Range<usize>,
    pub(crate) holder: Holder,
}

/// What a block stands in.
#[derive(Clone, Debug)]
pub(crate) enum Holder {
    /// Nothing else.
    Page,
    /// A quote, with all of it.
    Quote(Range<usize>),
    /// An item of an outermost list.
    Item {
        range: Range<usize>,
        /// Whether the list has no other item.
        alone: bool,
    },
}

/// A term of a `<dl>` with what defines it.
#[derive(Debug)]
pub(crate) struct Term {
    pub(crate) range: Range<usize>,
    pub(crate) term: Range<usize>,
    pub(crate) body: Range<usize>,
}

/// Everything noted, in document order.
#[derive(Debug, Default)]
pub(crate) struct Blocks {
    pub(crate) blocks: Vec<Block>,
    pub(crate) tables: Vec<Table>,
    pub(crate) terms: Vec<Term>,
}

/// Follows the events of an article.
#[derive(Default)]
pub(crate) struct BlockReader {
    found: Blocks,
    quote: Option<Range<usize>>,
    /// The blocks found before the open list, and its items so far.
    list: Option<(usize, usize)>,
    item: Option<Item>,
    in_table: bool,
    html_tables: HtmlTables,
    term: Option<OpenTerm>,
}

/// The open item of an outermost list.
struct Item {
    range: Range<usize>,
    /// Where its first text begins, until that ends.
    text_from: Option<usize>,
}

/// A `<dt>` and what has been seen of it.
struct OpenTerm {
    start: usize,
    term: Range<usize>,
    body: Option<usize>,
    /// Where the last `</dd>` stands.
    closed: Option<usize>,
}

impl BlockReader {
    /// `nesting` is that before the event.
    pub(crate) fn follow(&mut self, event: &Event, range: &Range<usize>, nesting: Nesting) {
        self.follow_item(event, range);
        match event {
            Event::Start(Tag::BlockQuote(_)) if nesting.containers == 0 => {
                self.quote = Some(range.clone());
            }
            Event::Start(Tag::Paragraph) => {
                let holder = match (&self.quote, nesting.containers) {
                    (_, 0) => Some(Holder::Page),
                    (Some(quote), 1) if nesting.quotes == 1 => Some(Holder::Quote(quote.clone())),
                    _ => None,
                };
                self.found.blocks.extend(holder.map(|holder| Block {
                    range: range.clone(),
                    holder,
                }));
            }
            Event::Start(Tag::List(_)) if nesting.containers == 0 => {
                self.list = Some((self.found.blocks.len(), 0));
            }
            Event::End(TagEnd::List(_)) if nesting.containers == 1 => self.end_list(),
            Event::Start(Tag::Item) if nesting.lists == 1 && nesting.containers == 1 => {
                if let Some((_, items)) = &mut self.list {
                    *items += 1;
                }
                self.item = Some(Item {
                    range: range.clone(),
                    text_from: None,
                });
            }
            Event::Start(Tag::Table(_)) if nesting.containers == 0 => {
                self.in_table = true;
                self.found.tables.push(Table {
                    range: range.clone(),
                    rows: Vec::new(),
                });
            }
            Event::End(TagEnd::Table) => self.in_table = false,
            Event::Start(Tag::TableHead | Tag::TableRow) if self.in_table => {
                let row = Row {
                    range: range.clone(),
                    cells: Vec::new(),
                };
                if let Some(table) = self.found.tables.last_mut() {
                    table.rows.push(row);
                }
            }
            Event::Start(Tag::TableCell) if self.in_table => {
                let row = self.found.tables.last_mut();
                if let Some(row) = row.and_then(|table| table.rows.last_mut()) {
                    row.cells.push(range.clone());
                }
            }
            _ => {}
        }
    }

    /// Finds the text that an item begins with: its first paragraph, or what stands before any
    /// block.
    fn follow_item(&mut self, event: &Event, range: &Range<usize>) {
        let Some(item) = &mut self.item else {
            return;
        };
        let is_block = matches!(
            event,
            Event::Start(
                Tag::List(_)
                    | Tag::CodeBlock(_)
                    | Tag::BlockQuote(_)
                    | Tag::Paragraph
                    | Tag::Table(_)
                    | Tag::HtmlBlock
                    | Tag::Heading { .. }
            ) | Event::Rule
                | Event::End(TagEnd::Item)
        );
        let text = match (item.text_from, event) {
            (None, Event::Start(Tag::Paragraph)) => Some(range.clone()),
            (None, Event::TaskListMarker(_)) => return,
            (None, _) if is_block => None,
            (None, _) => {
                item.text_from = Some(range.start);
                return;
            }
            (Some(from), Event::End(TagEnd::Item)) => Some(from..item.range.end),
            (Some(from), _) if is_block => Some(from..range.start),
            (Some(_), _) => return,
        };
        let holder = Holder::Item {
            range: item.range.clone(),
            alone: false,
        };
        self.item = None;
        self.found
            .blocks
            .extend(text.map(|range| Block { range, holder }));
    }

    fn end_list(&mut self) {
        let Some((before, 1)) = self.list.take() else {
            return;
        };
        for block in self.found.blocks.iter_mut().skip(before) {
            if let Holder::Item { alone, .. } = &mut block.holder {
                *alone = true;
            }
        }
    }

    /// Notes a tag outside lists, quotes and tables.
    pub(crate) fn note_tag(&mut self, tag: &html::Tag, place: &Range<usize>) {
        self.found.tables.extend(self.html_tables.note(tag, place));
        match (tag.is("dt"), tag.is("dd"), tag.closing) {
            (true, _, false) => {
                self.end_term(place.start);
                self.term = Some(OpenTerm {
                    start: place.start,
                    term: place.end..place.end,
                    body: None,
                    closed: None,
                });
            }
            (true, _, true) => {
                if let Some(term) = &mut self.term
                    && term.body.is_none()
                {
                    term.term.end = place.start;
                }
            }
            (_, true, true) => {
                if let Some(term) = &mut self.term {
                    term.closed = Some(place.start);
                }
            }
            (_, true, false) => {
                if let Some(term) = &mut self.term {
                    term.closed = None;
                }
                if let Some(term) = &mut self.term
                    && term.body.is_none()
                {
                    if term.term.is_empty() {
                        term.term.end = place.start;
                    }
                    term.body = Some(place.end);
                }
            }
            _ if tag.is("dl") => self.end_term(place.start),
            _ => {}
        }
    }

    fn end_term(&mut self, end: usize) {
        if let Some(OpenTerm {
            start,
            term,
            body: Some(body),
            closed,
        }) = self.term.take()
        {
            self.found.terms.push(Term {
                range: start..end,
                term,
                body: body..closed.unwrap_or(end),
            });
        }
    }

    /// Returns everything noted.
    pub(crate) fn finish(self) -> Blocks {
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::super::outline::MarkdownOutline;
    use crate::content::dialect::DEFAULT;

    #[test]
    fn blocks_are_noted_with_their_text() {
        let text = "one\ntwo\n\n> three\n\n- four\n\n  more\n- five\n  - deep\n- [ ] six\n\n1. seven\n\n\
                    | a | b |\n|---|---|\n| c | d |\n\n\
                    <dl><dt id=\"t\">Ti</dt><dd>Di</dd>\n<dt>Tu<dd>Du</dl>\n";
        let outline = MarkdownOutline::of(text, DEFAULT);
        let blocks = outline.blocks.blocks.iter();
        let texts: Vec<&str> = blocks
            .map(|block| text[block.range.clone()].trim())
            .collect();
        assert_eq!(texts, ["one\ntwo", "three", "four", "five", "six", "seven"]);
        let table = outline.blocks.tables.first().unwrap();
        let cells = table.rows.iter().flat_map(|row| &row.cells);
        let cells: Vec<&str> = cells.map(|cell| text[cell.clone()].trim()).collect();
        assert_eq!(cells, ["a", "b", "c", "d"]);
        let terms = outline.blocks.terms.iter();
        let terms: Vec<_> = terms
            .map(|one| (&text[one.term.clone()], text[one.body.clone()].trim()))
            .collect();
        assert_eq!(terms, [("Ti", "Di"), ("Tu", "Du")]);
    }
}
