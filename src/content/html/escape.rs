//! Writes text so that Markdown shows it as it is.

/// Appends text with the characters escaped that would mean something within a line.
pub(super) fn inline(out: &mut String, text: &str) {
    let mut before = out.chars().next_back();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let after = characters.peek().copied();
        let means_something = match character {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '|' => true,
            '&' => after.is_some_and(|next| next == '#' || next.is_ascii_alphanumeric()),
            // Within a word it means nothing.
            '_' => {
                let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                !(is_word(before) && is_word(after))
            }
            _ => false,
        };
        if means_something {
            out.push('\\');
        }
        out.push(character);
        before = Some(character);
    }
}

/// Returns a line that begins no heading, list, quote or anything else but a paragraph.
pub(super) fn line_start(line: &str) -> String {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = digits.len() < line.len() && digits.starts_with(['.', ')']);
    if numbered {
        let (number, rest) = line.split_at(line.len() - digits.len());
        return format!("{number}\\{rest}");
    }
    if line.starts_with(['#', '>', '-', '+', '=', ':']) {
        return format!("\\{line}");
    }
    line.to_owned()
}

/// Returns the content of a heading's line, which may end with `#`.
pub(super) fn heading(line: &str) -> String {
    match line.strip_suffix('#') {
        Some(start) if !start.ends_with('\\') => format!("{start}\\#"),
        _ => line.to_owned(),
    }
}

/// Returns text for a place between tags, or in an attribute with double quotes.
pub(super) fn html(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Returns a code span that shows this text.
pub(super) fn code(text: &str) -> String {
    let mut longest = 0;
    let mut run = 0;
    for character in text.chars() {
        run = if character == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    let needs_room = text.starts_with('`') || text.ends_with('`');
    let room = if needs_room { " " } else { "" };
    format!("{fence}{room}{text}{room}{fence}")
}

/// Returns a destination as it stands in a link; nothing if no link can hold it.
pub(super) fn destination(address: &str) -> Option<String> {
    let address = address.trim();
    if address.is_empty() || address.contains(['\n', '\r', '<', '>']) {
        return None;
    }
    let is_plain =
        |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '(' | ')' | '\\');
    let address = address.replace('&', "&amp;");
    if address.chars().all(is_plain) {
        Some(address)
    } else {
        Some(format!("<{}>", address.replace('\\', "%5C")))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::content::markdown::text::plain;

    proptest! {
        #[test]
        fn any_line_is_shown_as_it_is(text in "([\\-#>*`\\[\\]()!:<a |?_~&;=+1.$^{}\"']|amp;|http://x|<b>|\\*\\*|\\\\){1,30}") {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let mut line = String::new();
            inline(&mut line, &text);
            prop_assert_eq!(plain(&line_start(&line)), text.as_str());
            prop_assert_eq!(plain(&format!("## {}", heading(&line))), text.as_str());
        }

        #[test]
        fn any_code_is_shown_as_it_is(text in "[`a\\\\*<]{1,12}") {
            prop_assert_eq!(plain(&code(&text)), text.as_str());
        }
    }
}
