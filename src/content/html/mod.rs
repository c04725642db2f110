//! HTML pages: parsed as browsers do, and rewritten as Markdown.
//!
//! The Markdown is what the rest of the reader works on, so that questions, answers and what is
//! shown come from one path. Which files are pages is said in [`format`](super::format).

pub(crate) mod chrome;
mod disclosure;
mod escape;
pub(crate) mod parse;
mod sink;
mod survey;
pub(crate) mod to_markdown;
pub(crate) mod tree;

/// Returns a line of text as Markdown that shows it.
pub(crate) fn as_text(line: &str) -> String {
    let mut text = String::new();
    escape::inline(&mut text, line);
    escape::line_start(&text)
}
