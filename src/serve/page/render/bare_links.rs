//! Addresses that stand in a text without any markup: the extended autolinks of GitHub's Markdown,
//! which the parser does not know.

/// Signs that end a sentence rather than an address.
const TRAILING: [char; 11] = ['?', '!', '.', ',', ':', ';', '*', '_', '~', '"', '\''];

/// Longest address, in bytes; browsers take no longer ones.
const LONGEST: usize = 2_048;

/// How an address may begin, and what of its target is not written.
const BEGINNINGS: [(&str, &str); 3] = [("https://", ""), ("http://", ""), ("www.", "http://")];

/// A part of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'t> {
    /// No address.
    Text(&'t str),
    /// An address.
    Address {
        /// As it stands in the text.
        shown: &'t str,
        /// Where it leads.
        target: String,
    },
}

/// Returns the parts of a text, in order; together they are the text.
pub(super) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut rest, mut from) = (text, 0);
    while let Some((at, unwritten)) = next(rest, from) {
        let (before, begun) = rest.split_at(at);
        let address = address(begun);
        if !has_host(address) {
            // The beginning is text; it is ASCII, and so is at least its first letter.
            from = at + 1;
            continue;
        }
        if !before.is_empty() {
            parts.push(Part::Text(before));
        }
        let target = format!("{unwritten}{address}");
        parts.push(Part::Address {
            shown: address,
            target,
        });
        rest = begun.get(address.len()..).unwrap_or_default();
        from = 0;
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest));
    }
    parts
}

/// Returns where the next address may begin, and what of its target is not written.
fn next(text: &str, from: usize) -> Option<(usize, &'static str)> {
    let places = text.get(from..).unwrap_or_default().char_indices();
    for (at, first) in places.map(|(at, first)| (from + at, first)) {
        if !matches!(first, 'h' | 'H' | 'w' | 'W') {
            continue;
        }
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        // An address in the middle of a word is none; scripts without spaces have no such middle.
        if before.is_some_and(|before| before.is_ascii_alphanumeric() || "/.@-_:".contains(before))
        {
            continue;
        }
        let begins = |beginning: &str| {
            let start = text.get(at..at + beginning.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(beginning))
        };
        let found = BEGINNINGS.iter().find(|(beginning, _)| begins(beginning));
        if let Some((_, unwritten)) = found {
            return Some((at, unwritten));
        }
    }
    None
}

/// Returns the address at the beginning of a text, without what belongs to the sentence.
fn address(text: &str) -> &str {
    let is_end = |character: char| {
        character.is_whitespace()
            || character.is_control()
            || "<>\"“”«»（）「」。，、".contains(character)
    };
    let mut letters = text.char_indices();
    let end = letters.find(|(at, letter)| is_end(*letter) || *at > LONGEST);
    let end = end.map_or(text.len(), |(at, _)| at);
    let mut address = text.get(..end).unwrap_or_default();
    if address.len() > LONGEST {
        return "";
    }
    let opened = address.matches('(').count();
    let mut closed = address.matches(')').count();
    loop {
        let shorter = address.trim_end_matches(TRAILING);
        let shorter = match shorter.strip_suffix(')') {
            Some(without) if closed > opened => {
                closed -= 1;
                without
            }
            _ => shorter,
        };
        if shorter.len() == address.len() {
            return address;
        }
        address = shorter;
    }
}

/// Returns whether an address names a host with a dot, or the machine itself.
fn has_host(address: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let name = host.split(':').next().unwrap_or_default();
    let is_letter = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    let labels: Vec<&str> = name.split('.').collect();
    let is_name = name.chars().all(is_letter) && labels.iter().all(|label| !label.is_empty());
    is_name && (labels.len() > 1 || name == "localhost")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(text: &str) -> Vec<String> {
        let parts = parts(text);
        let whole: String = parts
            .iter()
            .map(|part| match part {
                Part::Text(shown) | Part::Address { shown, .. } => *shown,
            })
            .collect();
        assert_eq!(whole, text);
        let targets = parts.into_iter().filter_map(|part| match part {
            Part::Address { target, .. } => Some(target),
            Part::Text(_) => None,
        });
        targets.collect()
    }

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        for (text, expected) in [
            (
                "See https://a.example/b_c?d=1#e.",
                "https://a.example/b_c?d=1#e",
            ),
            ("(http://a.example/b(c))", "http://a.example/b(c)"),
            ("www.a.example, or", "http://www.a.example"),
            ("HTTPS://A.example!", "HTTPS://A.example"),
            ("参照https://a.example/b。", "https://a.example/b"),
            ("“https://a.example”", "https://a.example"),
            ("http://localhost:7700/ runs", "http://localhost:7700/"),
        ] {
            assert_eq!(targets(text), [expected], "{text}");
        }
        assert_eq!(targets("https://a.example www.b.example").len(), 2);
    }

    #[test]
    fn what_is_no_address_stays_text() {
        for text in [
            "",
            "https://",
            "http://.",
            "www.",
            "www..x",
            "xhttps://a.example",
            "ahwww.b.example",
            "https://nohost",
            "javascript:alert(1)",
            "www",
            "h",
            "https://a..b/",
            "é",
            "//a.example",
            &format!("https://a.example/{}", "x".repeat(LONGEST)),
            &"www. ".repeat(20_000),
            &"www.,".repeat(20_000),
        ] {
            assert!(targets(text).is_empty(), "{text}");
        }
    }
}
