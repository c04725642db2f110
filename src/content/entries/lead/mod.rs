//! Finds what may be a question without a heading, by its shape.
//!
//! Labelled lines (`Q:`), items of lists, terms of definition lists, rows of tables. Owns where
//! question and answer stand; which of them count where they stand is decided in `inline`.

mod rows;

use std::ops::Range;

use super::answer::Margin;
use super::classify::ArticleTraits;
use super::label::{self, Labelled};
use super::question;
use crate::content::markdown::blocks::{Block, Blocks, Holder};
use crate::content::markdown::html;
use crate::content::markdown::text::{one_line, plain};

/// A question as its shape shows it.
#[derive(Debug)]
pub(crate) struct Lead {
    pub(crate) start: usize,
    /// Without label and emphasis.
    pub(crate) text: String,
    /// As written, with its label.
    pub(crate) source: String,
    pub(crate) shape: Shape,
    pub(crate) place: Place,
    /// Markdown that belongs to the answer and stands elsewhere.
    pub(crate) more: String,
}

/// How a question stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// By a label; `paired` if that of an answer follows, and the two cannot be anything else.
    Labelled { paired: bool },
    /// As an item of a list in a FAQ.
    Item,
    /// By the table of contents of a FAQ, which names it.
    Listed,
    /// As a term that something defines.
    Term,
    /// In a column; `headed` if the table's head says so.
    Row { headed: bool },
}

/// Where the answer stands.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    /// In a stretch of its own, within that of the question.
    Within {
        all: Range<usize>,
        body: Range<usize>,
    },
    /// After the question, up to the next one. Up to `block_end` it has a margin.
    After {
        from: usize,
        block_end: usize,
        margin: Margin,
    },
}

/// Returns all that may be questions in a text, in order. Items of lists, and what the page's table
/// of contents leads to, only in a FAQ.
pub(crate) fn leads(text: &str, blocks: &Blocks, traits: ArticleTraits) -> Vec<Lead> {
    let mut found = labelled(text, &blocks.blocks);
    if traits.is_faq {
        for block in &blocks.blocks {
            if let Holder::Item { range, alone } = &block.holder {
                found.extend(item(text, block, (range, *alone), traits.openers));
            }
        }
        found.extend(listed(text, &blocks.blocks));
    }
    found.extend(terms(text, &blocks.blocks));
    for term in &blocks.terms {
        let source = text.get(term.term.clone()).unwrap_or_default();
        found.push(Lead {
            start: term.range.start,
            text: one_line(&plain(source.trim())),
            source: String::new(),
            shape: Shape::Term,
            place: Place::Within {
                all: term.range.clone(),
                body: term.body.clone(),
            },
            more: String::new(),
        });
    }
    for table in &blocks.tables {
        found.extend(rows::rows(text, table));
    }
    found.retain(|lead| lead.text.contains(char::is_alphabetic));
    found.sort_by_key(|lead| lead.start);
    found
}

/// A line of a block.
#[derive(Clone, Copy)]
struct Line<'t> {
    block: usize,
    /// Where it begins, the marks of a quote not counted.
    start: usize,
    /// Where it ends, the line break not counted.
    end: usize,
    text: &'t str,
}

fn lines<'t>(text: &'t str, blocks: &[Block]) -> Vec<Line<'t>> {
    let mut found = Vec::new();
    for (block, one) in blocks.iter().enumerate() {
        let is_quote = matches!(one.holder, Holder::Quote(_));
        let mut at = one.range.start;
        let source = text.get(one.range.clone()).unwrap_or_default();
        for line in source.split_inclusive('\n') {
            let shown = line.trim_start_matches(|c| c == ' ' || c == '\t' || is_quote && c == '>');
            let start = at + line.len() - shown.len();
            let shown = shown.trim_end_matches(['\n', '\r']);
            found.push(Line {
                block,
                start,
                end: start + shown.len(),
                text: shown.trim_end_matches(['\\', ' ', '\t']),
            });
            at += line.len();
        }
    }
    found
}

/// Finds the lines that begin with the label of a question.
fn labelled(text: &str, blocks: &[Block]) -> Vec<Lead> {
    let lines = lines(text, blocks);
    let known: Vec<(usize, Labelled)> = lines
        .iter()
        .enumerate()
        .filter_map(|(index, line)| Some((index, label::read(line.text)?)))
        .filter(|(_, label)| label.is_known())
        .collect();
    let mut found = Vec::new();
    for (place, (index, own)) in known.iter().enumerate() {
        let next = known.get(place + 1);
        let Some(line) = lines.get(*index) else {
            continue;
        };
        let inline_answer = answer_in_line(own.rest);
        let paired =
            inline_answer.is_some() || next.is_some_and(|(_, next)| own.is_answered_by(next));
        if !own.asks() && !paired {
            continue;
        }
        let Some(block) = blocks.get(line.block) else {
            continue;
        };
        let mut question = format!("{}{}", own.open, own.rest);
        let mut from = line.end;
        if let Some(at) = inline_answer {
            question = own.rest.get(..at).unwrap_or_default().to_owned();
            let rest_at = line.text.len() - own.rest.len();
            from = line.start + rest_at + at;
        } else {
            let stop = next.map_or(lines.len(), |(next, _)| *next);
            for following in lines.get(index + 1..stop).unwrap_or_default() {
                if following.block != line.block || question::has_question_mark(&question) {
                    break;
                }
                question.push(' ');
                question.push_str(following.text);
                from = following.end;
            }
        }
        let paired = paired || is_answered_after(text, from, own);
        let is_first = line.start == block.range.start;
        found.push(Lead {
            start: match &block.holder {
                Holder::Item { range, .. } | Holder::Quote(range) if is_first => range.start,
                _ => line.start,
            },
            text: unstarred(&one_line(&plain(&question))),
            source: line.text.to_owned(),
            shape: Shape::Labelled {
                paired: paired && (own.asks() || question::has_question_mark(&question)),
            },
            place: after(text, block, from),
            more: String::new(),
        });
    }
    found
}

/// Returns whether the next line that is not blank begins with the label of the answer.
fn is_answered_after(text: &str, from: usize, question: &Labelled) -> bool {
    let after = text.get(from..).unwrap_or_default();
    let after = after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '>' | '\\'));
    let line = after.lines().next().unwrap_or_default();
    label::read(line).is_some_and(|label| question.is_answered_by(&label))
}

/// Returns where the answer's label stands in a line that has the question, too.
fn answer_in_line(line: &str) -> Option<usize> {
    let marks = line.match_indices(['?', '？', '؟']);
    marks.map(|(at, mark)| at + mark.len()).find(|&end| {
        let rest = line.get(end..).unwrap_or_default();
        let label = rest.trim_start_matches(['*', '_']).trim_start();
        rest != label && label::read(label).is_some_and(|label| label.answers())
    })
}

/// Returns the item of a list as a question, if its beginning asks and something follows.
fn item(
    text: &str,
    block: &Block,
    (range, alone): (&Range<usize>, bool),
    openers: &str,
) -> Option<Lead> {
    let source = text.get(block.range.clone())?.trim_end();
    let first = source.lines().next()?;
    let asks = |source: &str| question::ends_like_question(&unstarred(&one_line(&plain(source))));
    // A run of emphasis stands out, so that its first word suffices.
    let opens = |source: &str| {
        let text = unstarred(&one_line(&plain(source)));
        asks(source) || question::opens_like_question(&text, openers)
    };
    let length = if asks(source) {
        source.len()
    } else if question::has_question_mark(&unstarred(first)) {
        first.len()
    } else {
        emphasised(first).filter(|&end| first.get(..end).is_some_and(opens))?
    };
    let question = source.get(..length)?;
    let from = block.range.start + length;
    let from = from + separator(text.get(from..range.end).unwrap_or_default());
    let own = text.get(from..range.end).unwrap_or_default();
    if !alone && own.trim().is_empty() {
        return None;
    }
    Some(Lead {
        start: range.start,
        text: unstarred(&one_line(&plain(question))),
        source: question.to_owned(),
        shape: Shape::Item,
        place: after(text, block, from),
        more: String::new(),
    })
}

/// Returns how long what only parts a question from an answer on its line is: ` - `, `: `, `<br>`.
fn separator(after: &str) -> usize {
    let rest = after.trim_start_matches([' ', '\t']);
    for line_break in ["<br>", "<br/>", "<br />"] {
        if let Some(rest) = rest.strip_prefix(line_break) {
            return after.len() - rest.len();
        }
    }
    let mut chars = rest.chars();
    let is_mark = matches!(chars.next(), Some('-' | '–' | '—' | ':' | '：'));
    if is_mark && chars.as_str().starts_with([' ', '\t']) {
        after.len() - chars.as_str().len()
    } else {
        0
    }
}

/// Finds the lines that the page's own table of contents leads to: by an anchor in front of them, or
/// by their text.
fn listed(text: &str, blocks: &[Block]) -> Vec<Lead> {
    let items = blocks
        .iter()
        .filter(|block| matches!(block.holder, Holder::Item { .. }));
    let links: Vec<(String, &str)> = items
        .filter_map(|block| link_into_page(text.get(block.range.clone())?.trim()))
        .collect();
    // One link into the page is no table of contents.
    if links.len() < 2 {
        return Vec::new();
    }
    let pages = blocks
        .iter()
        .filter(|block| matches!(block.holder, Holder::Page));
    let mut found = Vec::new();
    for block in pages {
        let source = text.get(block.range.clone()).unwrap_or_default();
        // A line of tags may stand above.
        let mut length = 0;
        let mut shown = String::new();
        for line in source.split_inclusive('\n') {
            if !shown.is_empty() {
                break;
            }
            length += line.len();
            shown = unstarred(&one_line(&plain(line.trim())));
        }
        let first = source.get(..length).unwrap_or_default().trim_end();
        let is_all = first.len() == source.trim_end().len();
        let ids: Vec<&str> = html::tags(first).filter_map(|tag| tag.fragment()).collect();
        let names = |(words, id): &(String, &str)| {
            *words == shown || is_all && ids.iter().any(|own| own == id)
        };
        if shown.is_empty() || !links.iter().any(names) {
            continue;
        }
        let from = block.range.start + first.len();
        found.push(Lead {
            start: block.range.start,
            text: shown,
            source: first.to_owned(),
            shape: Shape::Listed,
            place: after(text, block, from),
            more: String::new(),
        });
    }
    found
}

/// Returns words and fragment of a link into its own page that is all of a text.
fn link_into_page(source: &str) -> Option<(String, &str)> {
    let inner = source.strip_prefix('[')?.strip_suffix(')')?;
    let (words, id) = inner.rsplit_once("](#")?;
    let is_one = !words.contains("](") && !id.contains(['(', ' ']);
    is_one.then(|| (unstarred(&one_line(&plain(words))), id))
}

/// Returns where a run of emphasis ends that opens a line.
fn emphasised(line: &str) -> Option<usize> {
    let mark = line.chars().next().filter(|c| matches!(c, '*' | '_'))?;
    let inner = line.trim_start_matches(mark);
    let open = line.len() - inner.len();
    let close = open + inner.find(mark)?;
    let rest = line.get(close..)?;
    Some(close + (rest.len() - rest.trim_start_matches(mark).len()).min(open))
}

/// Finds the terms of definition lists in Markdown: a line, then one that begins with a colon.
fn terms(text: &str, blocks: &[Block]) -> Vec<Lead> {
    let lines = lines(text, blocks);
    let page = |line: &Line| {
        let block = blocks.get(line.block)?;
        matches!(block.holder, Holder::Page).then_some(block)
    };
    let defines = |line: &Line| {
        line.text
            .strip_prefix([':'])
            .is_some_and(|rest| rest.starts_with([' ', '\t']))
    };
    let mut found = Vec::new();
    for pair in lines.windows(2) {
        let [line, next] = pair else {
            continue;
        };
        if !defines(next) || defines(line) {
            continue;
        }
        let (Some(block), Some(next_block)) = (page(line), page(next)) else {
            continue;
        };
        let between = text.get(line.end..next.start).unwrap_or_default();
        if !between
            .trim_matches([' ', '\t', '\n', '\r', '\\'])
            .is_empty()
        {
            continue;
        }
        // The term may go over several lines where it opens its paragraph.
        let own = text.get(block.range.start..line.end).unwrap_or_default();
        let whole = line.block != next.block && !own.lines().any(|line| line.starts_with(": "));
        let start = if whole { block.range.start } else { line.start };
        let source = text.get(start..line.end).unwrap_or_default();
        found.push(Lead {
            start,
            text: unstarred(&one_line(&plain(source))),
            source: String::new(),
            shape: Shape::Term,
            place: Place::After {
                from: next.start + 1,
                block_end: next_block.range.end,
                margin: Margin::Definition,
            },
            more: String::new(),
        });
    }
    found
}

/// Returns the place of an answer that goes on after a part of a block.
fn after(text: &str, block: &Block, from: usize) -> Place {
    let (block_end, margin) = match &block.holder {
        Holder::Page => (from, Margin::Columns(0)),
        Holder::Quote(range) => (range.end, Margin::Quote),
        Holder::Item { range, .. } => {
            let before = text.get(..block.range.start).unwrap_or_default();
            let line = before.rfind('\n').map_or(0, |at| at + 1);
            (range.end, Margin::Columns(block.range.start - line))
        }
    };
    Place::After {
        from,
        block_end,
        margin,
    }
}

/// Returns a text without stars that were meant to make it bold: `**Why? **` is no emphasis.
fn unstarred(text: &str) -> String {
    text.trim_matches(|c: char| matches!(c, '*' | '_') || c.is_whitespace())
        .to_owned()
}
