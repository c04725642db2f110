//! The readable text of Markdown, and the destinations of its links.
//!
//! The one definition of "text" for indexing, snippets and language detection:
//! what a reader sees, with block boundaries as line ends. Layout for a
//! terminal is not its business.

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};

use super::html::{self, Piece};

/// Returns what the parser accepts beyond `CommonMark`: GitHub's extensions.
pub(crate) fn parser_options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
}

/// Returns the readable text of Markdown: the words of paragraphs, lists, tables, code and
/// images' alternative texts. Tags, comments and link destinations are left out, entities
/// decoded. Blocks and table rows end with a line end, table cells are separated by a tab.
#[must_use]
pub fn plain(markdown: &str) -> String {
    read(markdown, true, |_, _, _| ())
}

/// Returns the text of [`plain`] without the alternative texts of images.
pub(crate) fn words(markdown: &str) -> String {
    read(markdown, false, |_, _, _| ())
}

/// Returns the text of [`plain`], with pairs of byte offsets: from the first on, the text comes
/// from the second in the source. In order of the first.
pub(crate) fn plain_with_places(markdown: &str) -> (String, Vec<(usize, usize)>) {
    let mut places = Vec::new();
    let text = read(markdown, true, |at, source, _| places.push((at, source)));
    (text, places)
}

/// Returns the text of [`plain`], with the destinations of links and images in order, as written
/// (entities decoded).
#[must_use]
pub(crate) fn plain_with_destinations(markdown: &str) -> (String, Vec<String>) {
    let mut found = Vec::new();
    let text = read(markdown, true, |_, _, event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            found.push(dest_url.to_string());
        }
        Event::Html(html) | Event::InlineHtml(html) => html_destinations(html, &mut found),
        _ => {}
    });
    found.retain(|destination| !destination.is_empty());
    (text, found)
}

/// Reads the text, with the alternative texts of images or without. Calls `each` with every event,
/// after the text's length and the offset in the source before it.
fn read(markdown: &str, has_pictures: bool, mut each: impl FnMut(usize, usize, &Event)) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut html_block: Option<String> = None;
    let mut images = 0_usize;
    for (event, range) in Parser::new_ext(markdown, parser_options()).into_offset_iter() {
        each(out.len(), range.start, &event);
        match event {
            Event::Start(Tag::Image { .. }) if !has_pictures => images += 1,
            Event::End(TagEnd::Image) if !has_pictures => images = images.saturating_sub(1),
            _ if images > 0 => {}
            Event::Start(Tag::HtmlBlock) => html_block = Some(String::new()),
            Event::End(TagEnd::HtmlBlock) => {
                end_line(&mut out);
                let mut block = String::new();
                push_pieces(
                    &mut block,
                    &html_block.take().unwrap_or_default(),
                    has_pictures,
                );
                out.push_str(block.trim());
                end_line(&mut out);
            }
            Event::Html(html) => match &mut html_block {
                Some(block) => block.push_str(&html),
                None => push_pieces(&mut out, &html, has_pictures),
            },
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::InlineHtml(html) => push_pieces(&mut out, &html, has_pictures),
            Event::HardBreak => end_line(&mut out),
            Event::Start(tag) if is_block(&tag) => end_line(&mut out),
            Event::SoftBreak => push_space(&mut out),
            Event::End(TagEnd::TableCell) => end_cell(&mut out),
            Event::End(tag) if is_block_end(tag) => end_line(&mut out),
            _ => {}
        }
    }
    let end = out.trim_end().len();
    out.truncate(end);
    out
}

/// Returns the text of inline events (a heading, a bold run) on one line, with single spaces and
/// without what nobody sees at its ends.
pub(crate) fn inline<'a>(events: impl IntoIterator<Item = &'a Event<'a>>) -> String {
    let mut out = String::new();
    for event in events {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(text),
            Event::InlineHtml(html) => push_html(&mut out, html),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => {}
        }
    }
    let invisible = |c| matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}');
    one_line(out.trim_matches(|c: char| invisible(c) || c.is_whitespace()))
}

/// Returns runs of white space as single spaces, none at the ends, where signs without a width go
/// too: pasted text has them, and nobody sees that they follow the question mark.
#[must_use]
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let text = text.trim_matches(|c: char| c.is_whitespace() || is_zero_width(c));
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Returns whether a sign shows nothing and joins nothing: zero-width space, word joiner, byte
/// order mark.
pub(crate) fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

fn html_destinations(html: &CowStr, found: &mut Vec<String>) {
    for tag in html::tags(html) {
        let value = tag.attribute("href").or_else(|| tag.attribute("src"));
        if let Some(value) = value {
            found.push(html_escape::decode_html_entities(value).into_owned());
        }
    }
}

/// Appends the readable text of HTML source.
pub(crate) fn push_html(out: &mut String, source: &str) {
    push_pieces(out, source, true);
}

fn push_pieces(out: &mut String, source: &str, has_pictures: bool) {
    let mut is_laid_out = false;
    for piece in html::pieces(source) {
        if let Piece::Tag(tag) = &piece
            && tag.is("pre")
        {
            is_laid_out = !tag.closing;
        }
        match piece {
            Piece::Text(text) if is_laid_out => {
                out.push_str(&html_escape::decode_html_entities(text));
            }
            Piece::Text(text) => push_flowing(out, &html_escape::decode_html_entities(text)),
            Piece::Tag(tag) if tag.is("td") || tag.is("th") => end_cell(out),
            Piece::Tag(tag) if tag.is("br") || is_html_block(tag.name) => end_line(out),
            Piece::Tag(tag) if tag.is("img") => {
                if let Some(alternative) = tag.attribute("alt").filter(|_| has_pictures) {
                    push_space(out);
                    out.push_str(&html_escape::decode_html_entities(alternative));
                    push_space(out);
                }
            }
            Piece::Tag(_) => {}
        }
    }
}

/// Elements that stand on lines of their own. Others (`b`, `sup`, `a`) may stand inside a word.
fn is_html_block(name: &str) -> bool {
    const BLOCKS: [&str; 20] = [
        "p", "div", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "summary",
        "details", "dt", "dd", "option", "hr", "pre",
    ];
    BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(name))
}

fn is_block(tag: &Tag) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::List(_)
            | Tag::Item
            | Tag::FootnoteDefinition(_)
            | Tag::Table(_)
            | Tag::TableHead
            | Tag::TableRow
    )
}

fn is_block_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
    )
}

/// Appends text in which line ends are spaces, as in HTML.
fn push_flowing(out: &mut String, text: &str) {
    for c in text.chars() {
        if c.is_ascii_whitespace() {
            push_space(out);
        } else {
            out.push(c);
        }
    }
}

fn push_space(out: &mut String) {
    if !out.is_empty() && !out.ends_with([' ', '\n', '\t']) {
        out.push(' ');
    }
}

fn end_cell(out: &mut String) {
    let end = out.trim_end_matches(' ').len();
    out.truncate(end);
    if !out.is_empty() && !out.ends_with(['\n', '\t']) {
        out.push('\t');
    }
}

fn end_line(out: &mut String) {
    let end = out.trim_end_matches([' ', '\t']).len();
    out.truncate(end);
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_keeps_what_is_read_and_drops_the_rest() {
        let markdown = "Use *the* [portal](https://x.example \"t\") &amp; `code`.<!-- 12345 -->\n\
                        \n| A | B |\n|---|---|\n| 1 | 2<br>3 |\n\n![A gear](gear.png)\n\n\
                        <div>in<b>line</b>&nbsp;<img alt=\"logo\" src=l.png></div>\n";
        assert_eq!(
            plain(markdown),
            "Use the portal & code.\nA\tB\n1\t2\n3\nA gear\ninline\u{a0} logo"
        );
    }

    #[test]
    fn html_has_lines_and_cells_where_readers_see_them() {
        let markdown = "<table>\n  <tr>\n    <th>Code</th>\n    <th>Meaning</th>\n  </tr>\n  <tr>\n    \
                        <td>3</td>\n    <td>no\n    index</td>\n  </tr>\n</table>\n\n<ul>\n<li>one</li>\n\
                        <li>two</li>\n</ul>\n\n<pre>a\nb</pre>\n";
        assert_eq!(
            plain(markdown),
            "Code\tMeaning\n3\tno index\none\ntwo\na\nb"
        );
    }

    #[test]
    fn a_comment_in_code_is_text_and_one_across_lines_is_not() {
        assert_eq!(
            plain("`<!-- kept -->`\n\n<!-- a\n\nb -->\n\nc"),
            "<!-- kept -->\nc"
        );
    }

    #[test]
    fn destinations_come_from_markdown_and_html() {
        let markdown = "[a](b.md#c) ![i](p.png) [r] <a href=\"d?e&amp;f\">g</a>\n\n[r]: /root";
        let (_, destinations) = plain_with_destinations(markdown);
        assert_eq!(destinations, ["b.md#c", "p.png", "/root", "d?e&f"]);
    }

    #[test]
    fn hostile_input_is_read() {
        // In quadratic time each of them would take minutes.
        for piece in [
            "> ", "- ", "[", "![", "*a ", "<!--", "<a ", "<a \"", "`", "<script>", "&#", "|",
        ] {
            let many = piece.repeat(50_000);
            let (text, _) = plain_with_destinations(&format!("{many}\n\nlast words"));
            assert!(text.ends_with("last words"), "{piece}");
            let _ = plain(&format!("<div>{many}"));
        }
    }
}
