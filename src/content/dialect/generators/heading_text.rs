//! The text of a heading's line as generators take it for an identifier: what of it is code, what
//! text.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::content::markdown::text::parser_options;

/// Returns whether a line may have a link or a footnote whose definition stands elsewhere.
pub(super) fn refers(source: &str) -> bool {
    source.contains("][") || source.contains("[^")
}

/// Returns the text of a heading from its line, without tags; what is no code goes through `changed`,
/// as it is read and as it is written. `rendered` is the text of the whole heading, which is taken as
/// it is where the heading has several lines, or leads to definitions that only the page has.
pub(super) fn of_line(
    rendered: &str,
    source: &str,
    has_pictures: bool,
    changed: impl Fn(&str, &str) -> String,
) -> String {
    if rendered.trim_end().contains('\n') || refers(source) {
        return changed(rendered, rendered);
    }
    let line = format!("# {source}");
    let mut out = String::with_capacity(source.len());
    let mut pictures = 0_usize;
    // Pieces of one text follow each other.
    let mut text: Option<(String, usize, usize)> = None;
    let flush = |text: &mut Option<(String, usize, usize)>, out: &mut String| {
        if let Some((read, start, end)) = text.take() {
            out.push_str(&changed(&read, line.get(start..end).unwrap_or_default()));
        }
    };
    for (event, range) in Parser::new_ext(&line, parser_options()).into_offset_iter() {
        if let Event::Text(piece) = &event
            && (pictures == 0 || has_pictures)
        {
            match &mut text {
                Some((read, _, end)) => {
                    read.push_str(piece);
                    *end = range.end;
                }
                None => text = Some((piece.to_string(), range.start, range.end)),
            }
            continue;
        }
        flush(&mut text, &mut out);
        match event {
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures = pictures.saturating_sub(1),
            Event::Code(code) => out.push_str(&code),
            _ => {}
        }
    }
    flush(&mut text, &mut out);
    out
}
