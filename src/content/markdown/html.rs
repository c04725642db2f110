//! The little HTML that Markdown articles contain: tags, attributes, text.
//!
//! Not a parser: no tree, no repair. It reads what `CommonMark` has already
//! recognised as HTML, in one pass, and never fails.

use std::ops::Range;

/// One tag: `<name …>`, `</name>` or `<name … />`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tag<'a> {
    /// The element's name as written.
    pub(crate) name: &'a str,
    pub(crate) closing: bool,
    /// What stands between the name and `>`.
    attributes: &'a str,
    /// Where the tag stands in the text that was scanned.
    pub(crate) range: Range<usize>,
}

impl<'a> Tag<'a> {
    /// Returns whether the element has this name, in any case.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Returns the raw value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&'a str> {
        let mut rest = self.attributes;
        loop {
            rest =
                rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/' || c == '=');
            if rest.is_empty() {
                return None;
            }
            let end = rest
                .find(|c: char| c.is_ascii_whitespace() || c == '=' || c == '/')
                .unwrap_or(rest.len());
            let (key, after) = rest.split_at(end);
            let after = after.trim_start();
            let Some(value) = after.strip_prefix('=') else {
                rest = after;
                continue;
            };
            let value = value.trim_start();
            let (value, after) = if let Some(quote @ ('"' | '\'')) = value.chars().next() {
                let inner = value.get(1..).unwrap_or_default();
                inner.split_once(quote).unwrap_or((inner, ""))
            } else {
                let end = value
                    .find(|c: char| c.is_ascii_whitespace())
                    .unwrap_or(value.len());
                value.split_at(end)
            };
            if key.eq_ignore_ascii_case(name) {
                return Some(value);
            }
            rest = after;
        }
    }

    /// Returns the fragment this tag offers: any element's `id`, or the `name` of an `a`.
    pub(crate) fn fragment(&self) -> Option<&'a str> {
        if self.closing {
            return None;
        }
        let name = if self.is("a") {
            self.attribute("name")
        } else {
            None
        };
        self.attribute("id")
            .or(name)
            .filter(|value| !value.is_empty())
    }
}

/// A stretch of HTML source.
pub(crate) enum Piece<'a> {
    Text(&'a str),
    Tag(Tag<'a>),
}

/// Splits HTML into text and tags; comments, declarations and the contents of
/// `script` and `style` are left out. An unfinished tag counts as text.
pub(crate) fn pieces(html: &str) -> Vec<Piece<'_>> {
    let bytes = html.as_bytes();
    let mut pieces = Vec::new();
    let mut text_from = 0;
    let mut at = 0;
    // Once a search for an end has failed it fails for every later start: remember, or
    // `<!--<!--<!--` would be quadratic.
    let mut no_comment_end = false;
    let mut no_tag_end = false;
    let mut no_raw_end = false;
    while let Some(found) = html.get(at..).and_then(|rest| rest.find('<')) {
        let start = at + found;
        let rest = html.get(start..).unwrap_or_default();
        let end = if rest.starts_with("<!--") {
            if no_comment_end {
                None
            } else {
                let end = rest.find("-->").map(|end| start + end + 3);
                no_comment_end = end.is_none();
                end
            }
        } else if no_tag_end || !starts_tag(bytes, start) {
            None
        } else {
            let end = tag_end(bytes, start);
            no_tag_end = end.is_none();
            end
        };
        let Some(mut end) = end else {
            at = start + 1;
            continue;
        };
        push_text(&mut pieces, html, text_from..start);
        if let Some(tag) = read_tag(html, start..end) {
            if !no_raw_end && !tag.closing && (tag.is("script") || tag.is("style")) {
                let raw_end = raw_end(html, end, tag.name);
                no_raw_end = raw_end.is_none();
                end = raw_end.unwrap_or(end);
            }
            pieces.push(Piece::Tag(tag));
        }
        text_from = end;
        at = end;
    }
    push_text(&mut pieces, html, text_from..html.len());
    pieces
}

/// Returns the tags of some HTML.
pub(crate) fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    pieces(html).into_iter().filter_map(|piece| match piece {
        Piece::Tag(tag) => Some(tag),
        Piece::Text(_) => None,
    })
}

fn push_text<'a>(pieces: &mut Vec<Piece<'a>>, html: &'a str, range: Range<usize>) {
    if let Some(text) = html.get(range).filter(|text| !text.is_empty()) {
        pieces.push(Piece::Text(text));
    }
}

fn starts_tag(bytes: &[u8], start: usize) -> bool {
    match bytes.get(start + 1) {
        Some(b'/') => bytes.get(start + 2).is_some_and(u8::is_ascii_alphabetic),
        Some(b'!' | b'?') => true,
        Some(byte) => byte.is_ascii_alphabetic(),
        None => false,
    }
}

/// Returns the end of the tag at `start`: the first `>` outside quotes, or, where a quote is
/// never closed, the first `>` at all.
fn tag_end(bytes: &[u8], start: usize) -> Option<usize> {
    /// An attribute longer than this is taken for a quote that was never closed.
    const LONGEST_QUOTE: usize = 2_000;
    let mut first = None;
    let mut quote: Option<(u8, usize)> = None;
    for (offset, &byte) in bytes.iter().enumerate().skip(start) {
        match quote {
            Some((open, from)) => {
                if byte == open {
                    quote = None;
                } else if byte == b'>' && first.is_none() {
                    first = Some(offset + 1);
                }
                if offset - from > LONGEST_QUOTE && first.is_some() {
                    return first;
                }
            }
            None if byte == b'>' => return Some(offset + 1),
            None if byte == b'"' || byte == b'\'' => quote = Some((byte, offset)),
            None => {}
        }
    }
    first
}

fn read_tag(html: &str, range: Range<usize>) -> Option<Tag<'_>> {
    let inner = html.get(range.start + 1..range.end - 1)?;
    let (closing, inner) = match inner.strip_prefix('/') {
        Some(inner) => (true, inner),
        None => (false, inner),
    };
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let end = inner
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
        .unwrap_or(inner.len());
    let (name, attributes) = inner.split_at(end);
    Some(Tag {
        name,
        closing,
        attributes,
        range,
    })
}

/// Returns the end of what a `script` or `style` holds, if it is ever closed.
fn raw_end(html: &str, from: usize, name: &str) -> Option<usize> {
    let rest = html.get(from..)?;
    rest.find(&format!("</{name}")).map(|found| from + found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> String {
        pieces(html)
            .iter()
            .filter_map(|piece| match piece {
                Piece::Text(text) => Some(*text),
                Piece::Tag(_) => None,
            })
            .collect()
    }

    #[test]
    fn text_is_what_stands_between_tags_and_comments() {
        assert_eq!(text("<b title=\"a > b\">x</b><!-- no --> y"), "x y");
        assert_eq!(text("1 < 2 and <unfinished"), "1 < 2 and <unfinished");
        assert_eq!(text("a<style>p{}</style>b"), "ab");
        assert_eq!(text("<a title=\"open>x</a>"), "x");
    }

    #[test]
    fn attributes_are_found_in_every_quoting() {
        let fragment = |html| {
            tags(html)
                .next()
                .and_then(|tag| tag.fragment().map(str::to_owned))
        };
        assert_eq!(fragment("<a name=\"x\">").as_deref(), Some("x"));
        assert_eq!(fragment("<a href='#' name='y'/>").as_deref(), Some("y"));
        assert_eq!(fragment("<DIV class=c id=z>").as_deref(), Some("z"));
        assert_eq!(fragment("<input name=\"x\">"), None);
    }
}
