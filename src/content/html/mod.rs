//! HTML pages: parsed as browsers do, and rewritten as Markdown.
//!
//! The Markdown is what the rest of the reader works on, so that questions, answers and what is
//! shown come from one path. Which files are pages is said in [`format`](super::format).

pub(crate) mod chrome;
mod disclosure;
mod escape;
pub(crate) mod hints;
pub(crate) mod parse;
pub(crate) mod placeholders;
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

/// Returns plain text as HTML that shows it.
pub(crate) fn as_html(text: &str) -> String {
    escape::html(text)
}

/// Rewrites an answer, which is HTML or plain text, as Markdown.
pub(crate) fn answer(text: &str) -> String {
    // Some write their tags as entities.
    let text = if !text.contains('<') && text.contains("&lt;") {
        html_escape::decode_html_entities(text)
    } else {
        text.into()
    };
    let text = placeholders::escaped(&text);
    if text.contains('<') {
        let tree = parse::parse(&text).tree;
        return to_markdown::to_markdown(&tree, &hints::Hints::default())
            .text()
            .trim()
            .to_owned();
    }
    let text = html_escape::decode_html_entities(&text);
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(as_text).collect::<Vec<_>>().join("\n\n")
}
