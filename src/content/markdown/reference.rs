//! Makes links by reference independent of their definition.
//!
//! The definition may stand anywhere in the article; an answer is cut out of it.
//! Each such link becomes an inline link.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::content::entries::extract::Edit;

/// An open link or image whose destination is defined elsewhere.
struct Reference {
    destination: String,
    collapsed: bool,
    range: Range<usize>,
    /// Where its text ends.
    text_end: usize,
}

/// Follows the events of an article and collects the edits.
pub(crate) struct References<'a> {
    text: &'a str,
    /// The open links and images; `None` for those with a destination of their own.
    open: Vec<Option<Reference>>,
    pub(crate) edits: Vec<Edit>,
}

impl<'a> References<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            text,
            open: Vec::new(),
            edits: Vec::new(),
        }
    }

    pub(crate) fn follow(&mut self, event: &Event, range: &Range<usize>) {
        match event {
            Event::Start(tag @ (Tag::Link { .. } | Tag::Image { .. })) => self.start(tag, range),
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if let Some(Some(reference)) = self.open.pop() {
                    // The parser leaves the brackets of `[text][]` out of the link.
                    let after = self.text.get(range.end..).unwrap_or_default();
                    let empty = if reference.collapsed && after.starts_with("[]") {
                        2
                    } else {
                        0
                    };
                    self.edits.push(Edit {
                        range: reference.text_end..range.end + empty,
                        replacement: reference.destination,
                    });
                }
                self.extend(range.end);
            }
            _ => self.extend(range.end),
        }
    }

    /// Opens a link or an image; anything else is passed over.
    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        // The length of `[` or `![`.
        let opening = if matches!(tag, Tag::Image { .. }) {
            2
        } else {
            1
        };
        let (Tag::Link {
            link_type: kind,
            dest_url: destination,
            title,
            ..
        }
        | Tag::Image {
            link_type: kind,
            dest_url: destination,
            title,
            ..
        }) = tag
        else {
            return;
        };
        let by_reference = matches!(
            kind,
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut
        );
        self.open.push(by_reference.then(|| Reference {
            destination: inline_destination(destination, title),
            collapsed: *kind == LinkType::Collapsed,
            range: range.clone(),
            text_end: range.start + opening,
        }));
    }

    fn extend(&mut self, end: usize) {
        if let Some(Some(reference)) = self.open.last_mut()
            && end < reference.range.end
        {
            reference.text_end = reference.text_end.max(end);
        }
    }
}

/// Returns `](destination "title")`, escaped so that any destination survives.
fn inline_destination(destination: &str, title: &str) -> String {
    let simple = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(c);
    let mut out = String::from("](");
    if !destination.is_empty() && destination.chars().all(simple) {
        out.push_str(destination);
    } else {
        out.push('<');
        for c in destination.chars() {
            match c {
                '<' | '>' | '\\' => out.extend(['\\', c]),
                '\n' => out.push_str("%0A"),
                _ => out.push(c),
            }
        }
        out.push('>');
    }
    if !title.is_empty() {
        out.push_str(" \"");
        for c in title.chars() {
            match c {
                '"' | '\\' => out.extend(['\\', c]),
                '\n' => out.push(' '),
                _ => out.push(c),
            }
        }
        out.push('"');
    }
    out.push(')');
    out
}

#[cfg(test)]
mod tests {
    use super::super::outline::MarkdownOutline;
    use crate::content::dialect::DEFAULT;
    use crate::content::entries::extract::extract;

    #[test]
    fn links_by_reference_carry_their_destination() {
        for (link, expected) in [
            ("[a *b*][x]", "[a *b*](/u \"t\")"),
            ("[x]", "[x](/u \"t\")"),
            ("[x][]", "[x](/u \"t\")"),
            ("![i `c`][y]", "![i `c`](<a (b>)"),
            ("[![i][y]][x]", "[![i](<a (b>)](/u \"t\")"),
            ("[own](z)", "[own](z)"),
            ("[undefined]", "[undefined]"),
        ] {
            let text = format!("{link}\n\n[x]: /u 't'\n[y]: <a (b>\n");
            let answer = extract(
                &text,
                0..text.len(),
                &MarkdownOutline::of(&text, DEFAULT).edits,
            );
            assert_eq!(answer.trim(), expected);
        }
    }
}
