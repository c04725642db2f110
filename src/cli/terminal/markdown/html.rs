//! The readable text of HTML in Markdown. No browser: tags go, their content stays.

/// Elements whose content is not meant to be read.
const HIDDEN: [&str; 3] = ["script", "style", "template"];

/// Elements that run inside a line; all others start and end one.
const INLINE: [&str; 31] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "u", "var", "wbr",
];

/// Returns the non-empty lines of text in `source`, with entities decoded.
pub(crate) fn lines(source: &str) -> Vec<String> {
    let mut text = String::new();
    let mut rest = source;
    while let Some((before, tag)) = rest.split_once('<') {
        push_text(before, &mut text);
        rest = if let Some(comment) = tag.strip_prefix("!--") {
            // An unclosed comment hides the rest, as in a browser.
            comment.split_once("-->").map_or("", |(_, after)| after)
        } else if !tag
            .starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
        {
            text.push('<');
            tag
        } else if let Some((inside, after)) = tag.split_once('>') {
            push_tag(inside, after, &mut text)
        } else {
            // No tag ends any more, so this is text.
            text.push('<');
            push_text(tag, &mut text);
            ""
        };
    }
    push_text(rest, &mut text);
    let text = html_escape::decode_html_entities(&text);
    let lines = text
        .split('\n')
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect()
}

/// Returns the name of the element in `<name …>` or `</name>`, in lower case.
pub(crate) fn tag_name(tag: &str) -> String {
    let tag = tag.trim_start_matches(['<', '/']);
    let end = tag
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(tag.len());
    tag.get(..end).unwrap_or_default().to_ascii_lowercase()
}

/// Notes what the tag means for the text and returns what is left to read after it.
fn push_tag<'a>(inside: &str, after: &'a str, text: &mut String) -> &'a str {
    let name = tag_name(inside);
    if matches!(name.as_str(), "td" | "th") {
        text.push(' ');
    } else if !INLINE.contains(&name.as_str()) {
        text.push('\n');
    }
    if !inside.starts_with('/') && !inside.ends_with('/') && HIDDEN.contains(&name.as_str()) {
        let end_tag = format!("</{name}");
        return find_ignoring_case(after, &end_tag)
            .and_then(|at| after.get(at..))
            .unwrap_or("");
    }
    after
}

/// Replaces line breaks of the source by spaces.
fn push_text(source: &str, text: &mut String) {
    text.extend(source.chars().map(|c| if c == '\n' { ' ' } else { c }));
}

fn find_ignoring_case(text: &str, ascii: &str) -> Option<usize> {
    text.as_bytes()
        .windows(ascii.len())
        .position(|window| window.eq_ignore_ascii_case(ascii.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_stays() {
        assert_eq!(
            lines(
                "<details open>\n<summary>How <b>big</b>?</summary>\n\nAs a &lt;house&gt;<br/>or\nso.\n</details>"
            ),
            ["How big?", "As a <house>", "or so."]
        );
        assert_eq!(
            lines("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>"),
            ["a b", "c"]
        );
        assert_eq!(
            lines("a<!-- 1 < 2 -->b<SCRIPT>x<y</script >c 1 < 2 <3"),
            ["ab", "c 1 < 2 <3"]
        );
        assert_eq!(lines("x <!-- open"), ["x"]);
        assert_eq!(lines("x <b open"), ["x <b open"]);
        assert_eq!(tag_name("</BR />"), "br");
    }

    #[test]
    fn hostile_input_takes_linear_time() {
        for unit in ["<a", "<!--", "<script>", "<", "<a>", "&lt;"] {
            lines(&unit.repeat(200_000));
        }
    }
}
