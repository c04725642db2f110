//! Tags of components in a line: `<Tabs>`, `</Accordion>`, `<Badge text="new" />`.

/// A tag whose name begins with a capital letter or holds a dot, which no element of HTML does.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    pub(super) name: &'a str,
    pub(super) kind: Kind,
    /// What stands between name and end.
    pub(super) arguments: &'a str,
    /// Its length in bytes.
    pub(super) length: usize,
}

/// Whether a tag opens, closes or does both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Open,
    Close,
    Alone,
}

/// A tag longer than this, in bytes, is taken for text.
const LONGEST: usize = 4000;

/// Reads the tag of a component at the beginning of a text. `is_component` says which names are.
pub(super) fn tag(text: &str, is_component: fn(&str) -> bool) -> Option<Tag<'_>> {
    let inner = text.strip_prefix('<')?;
    let (inner, is_close) = match inner.strip_prefix('/') {
        Some(inner) => (inner, true),
        None => (inner, false),
    };
    let end = inner
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':')))
        .unwrap_or(inner.len());
    let (name, rest) = inner.split_at(end);
    // Fragments of JSX have no name: `<>`, `</>`.
    if !name.is_empty() && !is_component(name) || name.is_empty() && !rest.starts_with('>') {
        return None;
    }
    if !rest.starts_with(['>', '/']) && !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let end = end_of(rest)?;
    let arguments = rest.get(..end)?;
    let (arguments, is_alone) = match arguments.strip_suffix('/') {
        Some(arguments) => (arguments, true),
        None => (arguments, false),
    };
    let kind = match (is_close, is_alone) {
        (true, _) => Kind::Close,
        (false, true) => Kind::Alone,
        (false, false) => Kind::Open,
    };
    Some(Tag {
        name,
        kind,
        arguments,
        length: 1 + usize::from(is_close) + name.len() + end + 1,
    })
}

/// Returns whether a name is one of JSX: `Tabs`, `Tabs.Tab`.
pub(super) fn is_jsx(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase()) || name.contains('.')
}

/// Returns where the `>` stands that ends a tag: outside quotes and braces.
fn end_of(rest: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate().take(LONGEST) {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'' | b'`') => quote = Some(byte),
            (None, b'{') => depth += 1,
            (None, b'}') => depth = depth.saturating_sub(1),
            (None, b'>') if depth == 0 => return Some(at),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_end_outside_quotes_and_braces() {
        let read = tag("<Card title=\"a > b\" on={() => x} /> y", is_jsx).unwrap();
        assert_eq!(
            (read.name, read.kind, read.length),
            ("Card", Kind::Alone, 35)
        );
        let read = tag("</Tabs.Tab>", is_jsx).unwrap();
        assert_eq!((read.name, read.kind), ("Tabs.Tab", Kind::Close));
        for text in [
            "<div>",
            "<Card",
            "< Card>",
            "a<B>",
            "<https://x.y>",
            "<String\\>",
        ] {
            assert_eq!(tag(text, is_jsx), None, "{text}");
        }
    }
}
