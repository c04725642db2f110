//! Tells a table of contents from an answer.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::text::parser_options;

/// Returns whether Markdown shows nothing but links to the page that it stands on.
pub(crate) fn is_contents(markdown: &str) -> bool {
    if !markdown.contains("](#") {
        return false;
    }
    let mut links = 0_usize;
    let mut in_link = false;
    for event in Parser::new_ext(markdown, parser_options()) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                if !dest_url.starts_with('#') {
                    return false;
                }
                links += 1;
                in_link = true;
            }
            Event::End(TagEnd::Link) => in_link = false,
            Event::Text(text) | Event::Code(text)
                if !in_link && text.contains(char::is_alphabetic) =>
            {
                return false;
            }
            Event::Start(Tag::CodeBlock(_)) => return false,
            _ => {}
        }
    }
    links > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_links_into_the_page_is_its_contents() {
        assert!(is_contents(
            "1. [Kann sie schwimmen?](#swim)\n   - [`x`](#x)\n"
        ));
        for text in [
            "",
            "- [other](page.md#a)\n- [own](#b)",
            "- [own](#b) and more",
            "text",
            "[own](#b)\n\n    code",
        ] {
            assert!(!is_contents(text), "{text}");
        }
    }
}
