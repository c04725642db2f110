//! The arguments of tags, shortcodes and directives: `key="value"`, `"value"`, `word`.

/// One argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Argument<'a> {
    /// Its name, if it has one.
    pub(super) key: Option<&'a str>,
    /// Its value without quotes.
    pub(super) value: &'a str,
    /// Whether the value stood in quotes.
    pub(super) quoted: bool,
}

/// Returns as much of a text as a tag may take, in bytes: one without an end would read all the rest.
pub(super) fn near(text: &str) -> &str {
    const LONGEST: usize = 4_000;
    let mut limit = text.len().min(LONGEST);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    text.get(..limit).unwrap_or_default()
}

/// Reads a list of arguments. What it does not understand it passes over.
pub(super) fn arguments(text: &str) -> Vec<Argument<'_>> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (argument, after) = next(rest);
        found.extend(argument);
        rest = after.trim_start();
    }
    found
}

/// Names under which a block's title is given, the best first.
const TITLES: [&str; 7] = [
    "title", "summary", "question", "header", "heading", "label", "name",
];

/// Returns what a reader sees as the title of a block.
pub(super) fn title<'a>(arguments: &[Argument<'a>]) -> Option<&'a str> {
    let named = TITLES.iter().find_map(|name| value(arguments, name));
    let positional = || {
        let mut quoted = arguments
            .iter()
            .filter(|one| one.key.is_none() && one.quoted);
        quoted.next().map(|one| one.value)
    };
    named
        .or_else(positional)
        .map(str::trim)
        .filter(|title| !title.is_empty())
}

/// Returns the value of a named argument.
pub(super) fn value<'a>(arguments: &[Argument<'a>], name: &str) -> Option<&'a str> {
    let mut named = arguments.iter();
    let found = named.find(|one| one.key.is_some_and(|key| key.eq_ignore_ascii_case(name)))?;
    Some(found.value)
}

fn next(text: &str) -> (Option<Argument<'_>>, &str) {
    if let Some((value, after)) = quoted(text) {
        let argument = Argument {
            key: None,
            value,
            quoted: true,
        };
        return (Some(argument), after);
    }
    let end = text
        .find(|c: char| c.is_whitespace() || matches!(c, '=' | '"' | '\''))
        .unwrap_or(text.len());
    let (word, after) = text.split_at(end);
    let Some(value) = after.trim_start().strip_prefix('=').map(str::trim_start) else {
        // A stray quote must not stop the reading.
        let after = if end == 0 {
            let mut chars = after.chars();
            chars.next();
            chars.as_str()
        } else {
            after
        };
        let argument = (end > 0).then_some(Argument {
            key: None,
            value: word,
            quoted: false,
        });
        return (argument, after);
    };
    if let Some((inner, after)) = quoted(value) {
        let argument = Argument {
            key: Some(word),
            value: inner,
            quoted: true,
        };
        return (Some(argument), after);
    }
    let end = value.find(char::is_whitespace).unwrap_or(value.len());
    let (value, after) = value.split_at(end);
    let argument = Argument {
        key: Some(word),
        value,
        quoted: false,
    };
    (Some(argument), after)
}

/// Returns a value in quotes or braces, and what follows it.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let open = text.chars().next()?;
    let close = match open {
        '"' | '\'' | '`' => open,
        '“' => '”',
        '{' => {
            let inner = text.get(1..balanced(text)? - 1)?;
            let value = match quoted(inner.trim()) {
                Some((value, "")) => value,
                _ => "",
            };
            return Some((value, text.get(inner.len() + 2..)?));
        }
        _ => return None,
    };
    let inner = text.get(open.len_utf8()..)?;
    let end = inner
        .char_indices()
        .find(|&(at, c)| c == close && !inner.get(..at).is_some_and(|text| text.ends_with('\\')));
    let (end, _) = end?;
    Some((inner.get(..end)?, inner.get(end + close.len_utf8()..)?))
}

/// Returns the end of a text in braces, which may hold others.
pub(super) fn balanced(text: &str) -> Option<usize> {
    /// What is longer, in bytes, is taken for text with a stray brace.
    const LONGEST: usize = 4000;
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate().take(LONGEST) {
        match byte {
            b'{' => depth += 1,
            b'}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_of_every_spelling_are_read() {
        let read = arguments("faq \"Why 'so'?\" a=1 b = 'x y' c={\"z\"} d={f({})} open");
        let keyed: Vec<_> = read.iter().map(|one| (one.key, one.value)).collect();
        assert_eq!(
            keyed,
            [
                (None, "faq"),
                (None, "Why 'so'?"),
                (Some("a"), "1"),
                (Some("b"), "x y"),
                (Some("c"), "z"),
                (Some("d"), ""),
                (None, "open"),
            ]
        );
        assert_eq!(title(&read), Some("Why 'so'?"));
        assert_eq!(title(&arguments("label=\"l\" title='t'")), Some("t"));
    }

    #[test]
    fn broken_arguments_end() {
        for text in ["\"", "a=\"", "{", "=", "a={", "'x", "====", "\"\"\""] {
            let _ = arguments(&text.repeat(50));
        }
    }
}
