//! The syntax of docfx's directives, one line at a time.
//!
//! Reads; what becomes of a directive is decided in [`super::clean`].

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// A line of a document: its offset, its text, its source line.
pub(crate) type Line<'a> = (usize, &'a str, u32);

/// A directive longer than this (in bytes) is taken for text.
const LONGEST_DIRECTIVE: usize = 2_000;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `[!INCLUDE[label](target)]`
    Include,
    /// `[!VIDEO target]`
    Video,
    /// Anything of which only the label is text: `:::image alt-text="label":::`,
    /// `[!code-x[label](…)]`, `<xref:label>`.
    Text,
}

/// A directive inside a line.
pub(crate) struct Directive<'a> {
    pub(crate) kind: Kind,
    pub(crate) label: Cow<'a, str>,
    pub(crate) target: &'a str,
    /// Byte offset, in the line, after the directive.
    pub(crate) end: usize,
}

impl<'a> Directive<'a> {
    /// Returns the directive that begins at a byte offset of a line.
    pub(crate) fn at(line: &'a str, at: usize) -> Option<Self> {
        let rest = line.get(at..)?;
        let mut limit = rest.len().min(LONGEST_DIRECTIVE);
        while !rest.is_char_boundary(limit) {
            limit -= 1;
        }
        let rest = rest.get(..limit)?;
        if let Some(inner) = rest.strip_prefix("[!") {
            Self::bracketed(inner, at + 2)
        } else if rest.starts_with(":::") {
            Self::colons(rest, at)
        } else if let Some(inner) = rest.strip_prefix("<xref:") {
            Self::reference(inner, at + 6)
        } else {
            None
        }
    }

    /// Reads a directive in brackets; `inner` follows `[!`, at byte `from` of the line.
    fn bracketed(inner: &'a str, from: usize) -> Option<Self> {
        let name_end = inner.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))?;
        let (name, rest) = inner.split_at(name_end);
        if name.eq_ignore_ascii_case("video") {
            let (target, _) = rest.split_once(']')?;
            return Some(Self {
                kind: Kind::Video,
                label: "".into(),
                target: target.trim(),
                end: from + name_end + target.len() + 1,
            });
        }
        let kind = if name.eq_ignore_ascii_case("include") {
            Kind::Include
        } else if name
            .get(..4)
            .is_some_and(|start| start.eq_ignore_ascii_case("code"))
        {
            Kind::Text
        } else {
            return None;
        };
        let label_from = rest
            .find('[')
            .filter(|&at| rest.get(..at).is_some_and(|gap| gap.trim().is_empty()))?
            + 1;
        let (label, after) = rest.get(label_from..)?.split_once("](")?;
        let (target, after) = after.split_once(')')?;
        // Some files forget the outer bracket.
        let closing = after.trim_start().starts_with(']');
        let after_len = if closing {
            after.trim_start().len() - 1
        } else {
            after.len()
        };
        Some(Self {
            kind,
            label: label.into(),
            target: link_target(target),
            end: from + inner.len() - after_len,
        })
    }

    /// Reads a reference to what a name stands for: `<xref:System.String?displayProperty=fullName>`.
    fn reference(inner: &'a str, from: usize) -> Option<Self> {
        let (name, _) = inner.split_once('>')?;
        let (uid, options) = name.split_once('?').unwrap_or((name, ""));
        let mut options = options.split('&');
        let text = options.find_map(|option| option.strip_prefix("text="));
        let decoded = |text: &'a str| percent_decode_str(text).decode_utf8_lossy();
        let label = match text.filter(|text| !text.is_empty()) {
            Some(text) => decoded(text),
            None => without_arity(decoded(uid).trim_end_matches('*')).into(),
        };
        (!label.is_empty() && !name.contains('<')).then_some(Self {
            kind: Kind::Text,
            label,
            target: "",
            end: from + name.len() + 1,
        })
    }

    /// Reads a directive between colons: `:::image … alt-text="…":::`, `:::no-loc text="…":::`,
    /// `:::video source="…":::`.
    fn colons(rest: &'a str, at: usize) -> Option<Self> {
        let inner = rest.get(3..)?;
        let (inner, _) = inner.split_once(":::")?;
        let body = inner.trim_start();
        let (kind, label, target) = if body.starts_with("image") {
            (Kind::Text, quoted(body, "alt-text=").unwrap_or(""), "")
        } else if body.starts_with("no-loc") {
            (Kind::Text, quoted(body, "text=")?, "")
        } else if body.starts_with("video") {
            (Kind::Video, "", quoted(body, "source=")?)
        } else {
            return None;
        };
        Some(Self {
            kind,
            label: label.into(),
            target,
            end: at + 3 + inner.len() + 3,
        })
    }
}

/// Returns a name without the numbers of its type parameters, which nobody reads: ``List`1``.
fn without_arity(uid: &str) -> String {
    let mut parts = uid.split('`');
    let mut name = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        name.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    name
}

/// Returns the path in `path "title"` or `<path>`.
fn link_target(target: &str) -> &str {
    let target = target.trim();
    if let Some(inner) = target
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'))
    {
        return inner;
    }
    target
        .split_once(" \"")
        .map_or(target, |(path, _)| path.trim_end())
}

fn quoted<'a>(attributes: &'a str, key: &str) -> Option<&'a str> {
    let (_, rest) = attributes.split_once(key)?;
    let rest = rest.strip_prefix('"')?;
    Some(rest.split_once('"').map_or(rest, |(value, _)| value))
}

/// Returns what stands before a line's content: indentation, quote marks, a list marker.
pub(crate) fn split_prefix(line: &str) -> (&str, &str) {
    let mut end = 0;
    let mut marker = false;
    for (at, c) in line.char_indices() {
        match c {
            ' ' | '\t' | '>' => end = at + 1,
            '-' | '*' | '+' if !marker => {
                let spaced = line
                    .get(at + 1..)
                    .is_some_and(|rest| rest.starts_with([' ', '\t']));
                if !spaced {
                    break;
                }
                marker = true;
                end = at + 1;
            }
            '0'..='9' if !marker => {
                let rest = line.get(at..).unwrap_or_default();
                let digits =
                    rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                let after = rest.get(digits..).unwrap_or_default();
                if digits > 9 || !(after.starts_with(". ") || after.starts_with(") ")) {
                    break;
                }
                let (before, content) = line.split_at(at + digits + 1);
                let spaces = content.len() - content.trim_start_matches([' ', '\t', '>']).len();
                return line.split_at(before.len() + spaces);
            }
            _ => break,
        }
    }
    line.split_at(end)
}

/// Returns the label of an alert line, as Markdown parsers spell it.
pub(crate) fn alert_label(content: &str) -> Option<&'static str> {
    const LABELS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];
    let label = content.strip_prefix("[!")?.strip_suffix(']')?;
    LABELS
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(label.trim()))
}

/// Returns what follows `[!div …]` on its line.
pub(crate) fn strip_div(content: &str) -> Option<&str> {
    let rest = content.strip_prefix("[!")?;
    let name = rest.get(..3)?;
    if !name.eq_ignore_ascii_case("div") {
        return None;
    }
    rest.split_once(']').map(|(_, after)| after)
}

/// Returns whether a line only opens or closes a layout container.
pub(crate) fn is_fence(trimmed: &str) -> bool {
    const CONTAINERS: [&str; 5] = ["row", "column", "zone", "moniker", "image-end"];
    let Some(rest) = trimmed.strip_prefix(":::") else {
        return false;
    };
    let rest = rest.trim_start_matches(':').trim_start();
    rest.is_empty()
        || CONTAINERS.iter().any(|name| {
            rest.strip_prefix(name).is_some_and(|after| {
                after.is_empty() || after.starts_with([' ', ':', '\t']) || after.starts_with("-end")
            })
        })
}

/// Returns the label of `# [Label](#tab/id)`, which opens a tab and is no heading.
pub(crate) fn tab_heading(line: &str) -> Option<&str> {
    let rest = line.trim();
    let level = rest.len() - rest.trim_start_matches('#').len();
    let rest = rest.get(level..)?.trim_start();
    if !(1..=6).contains(&level) || !rest.ends_with(')') {
        return None;
    }
    let (label, target) = rest.strip_prefix('[')?.split_once("](")?;
    target.starts_with("#tab/").then_some(label)
}

/// Returns a heading whose anchor and text were torn onto the lines below it, put together
/// again: `###`, then `<a name="x">`, then `</a> text`. Returns the lines used too.
pub(crate) fn split_heading(line: &str, after: &[Line]) -> Option<(String, usize)> {
    let hashes = line.trim();
    if hashes.is_empty() || hashes.len() > 6 || !hashes.bytes().all(|b| b == b'#') {
        return None;
    }
    let open = after.first()?.1.trim();
    if !open.starts_with("<a ") {
        return None;
    }
    let Some(tag) = open.strip_suffix('>').filter(|inner| !inner.contains('>')) else {
        // `###`, then `<a name="x"></a> text`.
        return open
            .contains("></a>")
            .then(|| (format!("{hashes} {open}\n"), 1));
    };
    let text = after.get(1)?.1.trim().strip_prefix("</a>")?;
    Some((format!("{hashes} {tag}></a>{text}\n"), 2))
}

/// Returns a `:::image` whose attributes go on over several lines, as one line.
pub(crate) fn spanning_image(line: &str, after: &[Line]) -> Option<(String, usize)> {
    const MOST_LINES: usize = 12;
    let mut joined = line.trim_end().to_owned();
    for (index, (_, next, _)) in after.iter().take(MOST_LINES).enumerate() {
        joined.push(' ');
        joined.push_str(next.trim());
        if next.contains(":::") {
            joined.push('\n');
            return Some((joined, index + 1));
        }
    }
    None
}
