//! Parses a page as browsers do, within limits.
//!
//! The parser's work grows faster than the page where elements are nested deeply, where open
//! formatting is repeated and where one tag has many attributes. So the page is handed over in
//! small pieces, and the rest is kept as text once a limit is met.

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};

use super::sink::Growing;
use super::tree::Tree;

/// How deeply elements may be nested. Real pages stay far below a hundred.
const DEEPEST: u32 = 256;

/// How many nodes a page may have: some more than its bytes could state, for what is repeated.
const NODES_PER_BYTE: usize = 2;

/// Nodes that every page may have.
const MOST_NODES_ANYWAY: usize = 100_000;

/// How many attributes one tag may have.
const MOST_ATTRIBUTES: usize = 4_000;

/// The longest piece that is handed over at once, in bytes.
const PIECE: usize = 32 * 1024;

/// A parsed page.
#[derive(Debug)]
pub(crate) struct Parsed {
    pub(crate) tree: Tree,
    /// Why parsing ended early, and where the rest begins, in bytes.
    pub(crate) stopped: Option<(&'static str, usize)>,
}

/// Parses a page. Never fails: there is a tree for any text.
pub(crate) fn parse(html: &str) -> Parsed {
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts {
            // Nothing runs scripts here, so what stands in for them is shown.
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
        ..ParseOpts::default()
    };
    let mut parser = parse_document(Growing::default(), options);
    let most_nodes = html.len() * NODES_PER_BYTE + MOST_NODES_ANYWAY;
    let mut attributes = Attributes::default();
    let mut stopped = None;
    let mut at = 0;
    for piece in pieces(html) {
        let before = parser.tokenizer.sink.sink.events();
        parser.process(StrTendril::from_slice(piece));
        at += piece.len();
        let sink = &parser.tokenizer.sink.sink;
        if sink.events() != before {
            attributes = Attributes::default();
        }
        attributes.follow(piece, sink.is_raw());
        let reason = if sink.deepest() > DEEPEST {
            "elements are nested too deeply"
        } else if sink.nodes() > most_nodes {
            "it repeats too many elements"
        } else if attributes.count > MOST_ATTRIBUTES {
            "a tag has too many attributes"
        } else {
            continue;
        };
        stopped = Some((reason, at));
        break;
    }
    Parsed {
        tree: parser.finish(),
        stopped,
    }
}

/// Cuts a page after every `>`, where tags end, and within what is long without one.
fn pieces(html: &str) -> impl Iterator<Item = &str> {
    html.split_inclusive('>').flat_map(|piece| {
        let mut rest = piece;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let mut end = rest.len().min(PIECE);
            while !rest.is_char_boundary(end) {
                end += 1;
            }
            let (piece, after) = rest.split_at(end);
            rest = after;
            Some(piece)
        })
    })
}

/// Counts the attributes of a tag that has not ended, as the tokenizer reads them.
#[derive(Default)]
struct Attributes {
    state: State,
    count: usize,
}

#[derive(Clone, Copy, Default)]
enum State {
    #[default]
    Text,
    /// After `<`.
    Open,
    /// In a tag's name.
    Name,
    /// Between attributes.
    Between,
    Attribute,
    /// After `=`.
    Equals,
    /// In a value that ends with this quotation mark.
    Quoted(u8),
    Unquoted,
}

impl Attributes {
    fn follow(&mut self, piece: &str, is_raw: bool) {
        for byte in piece.bytes() {
            let blank = byte.is_ascii_whitespace() || byte == b'/';
            self.state = match (self.state, byte) {
                (State::Text, b'<') => State::Open,
                (State::Text, _) => State::Text,
                (State::Quoted(mark), _) if byte != mark => self.state,
                (State::Quoted(_), _) => State::Between,
                (State::Open, _) if byte == b'/' || (!is_raw && byte.is_ascii_alphabetic()) => {
                    self.count = 0;
                    State::Name
                }
                (State::Open, _) | (_, b'>') => State::Text,
                (State::Name | State::Between | State::Attribute, _) if blank => State::Between,
                (State::Name, _) => State::Name,
                (State::Attribute, b'=') => State::Equals,
                (State::Attribute, _) => State::Attribute,
                (State::Between, _) => {
                    self.count += 1;
                    State::Attribute
                }
                (State::Equals, b'"' | b'\'') => State::Quoted(byte),
                (State::Equals, _) if byte.is_ascii_whitespace() => State::Equals,
                (State::Unquoted, _) if byte.is_ascii_whitespace() => State::Between,
                (State::Equals | State::Unquoted, _) => State::Unquoted,
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::html::tree::ROOT;

    #[test]
    fn a_page_becomes_a_tree_with_lines() {
        let parsed = parse("<p>One<p>\ntwo <b id=x>three</b>\n<template>gone</template>");
        let tree = &parsed.tree;
        let bold = tree.find(ROOT, "b").unwrap();
        assert_eq!(
            (tree.line(bold), tree.attribute(bold, "id")),
            (2, Some("x"))
        );
        assert_eq!(tree.text(ROOT), "One two three");
        assert_eq!(parsed.stopped, None);
    }

    #[test]
    fn what_would_take_for_ever_is_cut_short() {
        let many: String = (0..400_000).map(|n| format!(" a{n}")).collect();
        for (text, reason) in [
            ("<div>".repeat(300_000), "elements are nested too deeply"),
            ("<b>".repeat(300_000), "elements are nested too deeply"),
            (
                format!("<p>x<a b=\">\" {many}"),
                "a tag has too many attributes",
            ),
            (format!("<p>x<a {many}>"), "a tag has too many attributes"),
        ] {
            let parsed = parse(&text);
            let (why, at) = parsed.stopped.unwrap();
            assert_eq!(why, reason);
            assert!(at < text.len());
        }
        let formats: String = (0..200).map(|n| format!("<b class=b{n}>")).collect();
        let repeated = format!("{formats}{}", "<p>x".repeat(50_000));
        let parsed = parse(&repeated);
        assert!(parsed.tree.nodes.len() < 2 * repeated.len() + MOST_NODES_ANYWAY + 1_000_000);
    }

    #[test]
    fn long_values_and_scripts_are_no_attributes() {
        let path = "M 1 2 L 3 4 ".repeat(20_000);
        let text =
            format!("<svg><path d=\"{path}\"/></svg><script>{path}<a {path}</script><p>y</p>");
        let parsed = parse(&text);
        assert_eq!(parsed.stopped, None);
        assert!(parsed.tree.find(ROOT, "p").is_some());
    }
}
