//! Which part of a file is taken in: lines, or what stands between two marks.

/// A part of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    All,
    /// Lines from one number to another, counted from 1, both included.
    Lines(Vec<(usize, usize)>),
    /// What stands between two marks with a name: `ANCHOR: x`, `#region x`, `--8<-- [start:x]`.
    Named(String),
    /// What stands after a text and before another one.
    Between(Option<String>, Option<String>),
}

impl Part {
    /// Reads what may stand behind a file's name after a colon: `2:5`, `2:`, `:5`, `name`.
    /// `is_open` tells whether a number alone means all lines from there on.
    pub(super) fn after_colon(text: &str, is_open: bool) -> Self {
        let mut lines = Vec::new();
        for range in text.split(',') {
            let (from, to) = range.split_once(':').unwrap_or((range, ""));
            let number = |text: &str| text.trim().parse::<usize>().ok();
            let is_single = !is_open && !range.contains(':');
            match (number(from), number(to)) {
                (Some(from), None) if is_single => lines.push((from, from)),
                (Some(from), to) if to.is_some() || end_is_open(range) => {
                    lines.push((from, to.unwrap_or(usize::MAX)));
                }
                (None, Some(to)) if from.trim().is_empty() => lines.push((1, to)),
                _ if text.trim().is_empty() => return Self::All,
                _ => return Self::Named(text.trim().to_owned()),
            }
        }
        Self::Lines(lines)
    }

    /// Reads lines in braces: `2,5`, `2,`, `,5`.
    pub(super) fn in_braces(text: &str) -> Self {
        let (from, to) = text.split_once([',', '-']).unwrap_or((text, text));
        let number = |text: &str, default| text.trim().parse().unwrap_or(default);
        Self::Lines(vec![(number(from, 1), number(to, usize::MAX))])
    }

    /// Returns the part of a text, without marks of parts.
    pub(super) fn of(&self, text: &str) -> String {
        let lines = text.split_inclusive('\n');
        match self {
            Self::All => lines.filter(|line| !is_mark(line)).collect(),
            Self::Lines(ranges) => lines
                .zip(1_usize..)
                .filter(|(line, number)| {
                    let is_in = |(from, to): &(usize, usize)| (from..=to).contains(&number);
                    !is_mark(line) && ranges.iter().any(is_in)
                })
                .map(|(line, _)| line)
                .collect(),
            Self::Named(name) => {
                let mut is_in = false;
                let mut found = None;
                for line in lines {
                    if names(line, name) {
                        is_in = !ends(line);
                        found.get_or_insert_with(String::new);
                    } else if is_in && !is_mark(line) {
                        found.get_or_insert_with(String::new).push_str(line);
                    }
                }
                // What it names may be a heading; nothing is to be lost.
                found.unwrap_or_else(|| Self::All.of(text))
            }
            Self::Between(after, before) => {
                let mut rest = text;
                if let Some(after) = after {
                    rest = rest
                        .split_once(after.as_str())
                        .map_or(rest, |(_, rest)| rest);
                }
                if let Some(before) = before {
                    rest = rest
                        .split_once(before.as_str())
                        .map_or(rest, |(rest, _)| rest);
                }
                Self::All.of(rest)
            }
        }
    }
}

/// Returns whether a range such as `2:` has no last line, or is a number alone.
fn end_is_open(range: &str) -> bool {
    range
        .split_once(':')
        .is_none_or(|(_, to)| to.trim().is_empty())
}

/// The marks at the beginning and at the end of a part.
const MARKS: [(&str, &str); 3] = [
    ("ANCHOR: ", "ANCHOR_END: "),
    ("#region", "#endregion"),
    ("[start:", "[end:"),
];

fn is_mark(line: &str) -> bool {
    let line = line.trim();
    let is_comment = ["<!--", "//", "#", "--", ";", "/*", "%", "\""]
        .iter()
        .any(|sign| line.starts_with(sign));
    is_comment
        && MARKS
            .iter()
            .any(|(from, to)| line.contains(from) || line.contains(to))
}

fn ends(line: &str) -> bool {
    MARKS.iter().any(|(_, to)| line.contains(to))
}

/// Returns whether a line is the mark of a part with a name.
fn names(line: &str, name: &str) -> bool {
    is_mark(line)
        && line
            .split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.')))
            .any(|word| word == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_names_are_cut_out() {
        let text = "one\n<!-- ANCHOR: x -->\ntwo\n<!-- ANCHOR_END: x -->\nthree\n";
        for (part, expected) in [
            (Part::All, "one\ntwo\nthree\n"),
            (Part::after_colon("1", false), "one\n"),
            (Part::after_colon("3", true), "two\nthree\n"),
            (Part::after_colon("3:", false), "two\nthree\n"),
            (Part::after_colon("1:3", false), "one\ntwo\n"),
            (Part::after_colon(":3", false), "one\ntwo\n"),
            (Part::after_colon("1:1,5:5", true), "one\nthree\n"),
            (Part::after_colon("x", false), "two\n"),
            (Part::after_colon("none", false), "one\ntwo\nthree\n"),
            (Part::in_braces("3,"), "two\nthree\n"),
            (Part::in_braces("1,3"), "one\ntwo\n"),
            (
                Part::Between(Some("one".to_owned()), Some("three".to_owned())),
                "\ntwo\n",
            ),
        ] {
            assert_eq!(part.of(text), expected, "{part:?}");
        }
        let code = "// #region a\nx\n// #endregion a\ny\n";
        assert_eq!(Part::Named("a".to_owned()).of(code), "x\n");
        let python = "# --8<-- [start:b]\nx\n# --8<-- [end:b]\n";
        assert_eq!(Part::Named("b".to_owned()).of(python), "x\n");
    }
}
