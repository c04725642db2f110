//! Mends what is often wrong with JSON that people put into pages.

/// Returns JSON with the mistakes mended that have one meaning only: line ends within texts, commas
/// after the last item, and the marks of a comment around it all.
pub(super) fn repaired(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut in_text = false;
    let mut escaped = false;
    for character in without_wrapping(json).chars() {
        if in_text {
            match character {
                '\n' => out.push_str("\\n"),
                '\r' => {}
                '\t' => out.push_str("\\t"),
                c if c.is_control() => out.push(' '),
                c => out.push(c),
            }
            in_text = escaped || character != '"';
            escaped = !escaped && character == '\\';
            continue;
        }
        if matches!(character, '}' | ']') {
            let end = out.trim_end().len();
            if out.get(..end).is_some_and(|start| start.ends_with(',')) {
                out.truncate(end - 1);
            }
        }
        in_text = character == '"';
        out.push(character);
    }
    out
}

/// Returns what stands in a comment or a CDATA section, as old pages have it.
fn without_wrapping(json: &str) -> &str {
    let mut text = json.trim().trim_end_matches(';').trim_end();
    for mark in ["<!--", "//<![CDATA[", "// <![CDATA[", "<![CDATA["] {
        text = text.strip_prefix(mark).unwrap_or(text).trim_start();
    }
    for mark in ["-->", "//]]>", "// ]]>", "]]>"] {
        text = text.strip_suffix(mark).unwrap_or(text).trim_end();
    }
    text.trim_end_matches("//").trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_one_meaning_is_mended() {
        let mended = repaired("<!-- {\"a\": \"x\ny \\\" ,]\", \"b\": [1, 2, ], } -->");
        assert_eq!(mended, "{\"a\": \"x\\ny \\\" ,]\", \"b\": [1, 2]}");
        assert!(serde_json::from_str::<serde_json::Value>(&mended).is_ok());
    }
}
