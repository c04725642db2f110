//! Blocks whose content is indented by four columns: admonitions (`!!! note "Title"`), collapsible
//! ones (`??? question "Why?"`) and tabs (`=== "Title"`) of Python-Markdown and `PyMdown`.

use super::fences::Fences;
use super::writer::{Block, Opened, Writer};
use crate::content::entries::extract::dedent;
use crate::content::source::line_map::MappedText;

/// How far the content of a block is indented, in columns.
const STEP: usize = 4;

/// A block that is open.
struct Open {
    /// The columns that its content is indented by at least.
    content: usize,
    /// What stands before the lines of its title.
    prefix: String,
    opened: Opened,
}

/// Takes the marks of blocks away, and the indentation of what they hold.
pub(super) fn clean(document: MappedText) -> MappedText {
    let text = document.text();
    if !["!!!", "???", "==="].iter().any(|mark| text.contains(mark)) {
        return document;
    }
    let mut writer = Writer::default();
    let mut open: Vec<Open> = Vec::new();
    let mut fences = Fences::default();
    let mut last = 1;
    for (_, line, number) in document.lines() {
        last = number;
        if line.trim().is_empty() {
            writer.line("\n", number);
            continue;
        }
        let columns = columns(line);
        while !fences.is_open() && open.last().is_some_and(|block| columns < block.content) {
            close(&mut writer, &mut open, number);
        }
        let content = dedent(line, open.len() * STEP);
        if fences.is_code(&content) {
            writer.line(&content, number);
            continue;
        }
        let Some(opening) = Opening::of(content.trim()) else {
            writer.line(&content, number);
            continue;
        };
        let prefix = content.len() - content.trim_start().len();
        let prefix = content.get(..prefix).unwrap_or_default();
        let opened = writer.open(prefix, opening.block(), None, number);
        open.push(Open {
            content: columns + STEP,
            prefix: prefix.to_owned(),
            opened,
        });
    }
    while !open.is_empty() {
        close(&mut writer, &mut open, last);
    }
    writer.out
}

fn close(writer: &mut Writer, open: &mut Vec<Open>, number: u32) {
    if let Some(block) = open.pop() {
        writer.close(&block.prefix, block.opened, number);
    }
}

/// Returns how far a line is indented, in columns.
pub(super) fn columns(line: &str) -> usize {
    let blanks = line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t'));
    blanks.fold(0, |columns, byte| {
        if byte == b'\t' {
            columns - columns % 4 + 4
        } else {
            columns + 1
        }
    })
}

/// A line that opens a block.
struct Opening<'a> {
    is_fold: bool,
    /// The classes of an admonition.
    kind: &'a str,
    /// Empty for one that is to have none.
    title: Option<&'a str>,
}

impl<'a> Opening<'a> {
    fn of(line: &'a str) -> Option<Self> {
        let (mark, rest) = line.split_at_checked(3)?;
        let is_fold = match mark {
            "!!!" | "===" => false,
            "???" => true,
            _ => return None,
        };
        let rest = rest.strip_prefix(['+', '!']).unwrap_or(rest);
        let (kind, title) = match rest.split_once('"') {
            Some((kind, title)) => (kind, Some(title.strip_suffix('"')?.trim())),
            None => (rest, None),
        };
        let is_kind = kind
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ' | '|'));
        let is_named = mark == "===" || !kind.trim().is_empty();
        let is_titled = mark != "===" || title.is_some();
        (is_kind && is_named && is_titled).then_some(Self {
            is_fold,
            kind,
            title,
        })
    }

    /// Returns what the block becomes. The kind is the title where none is stated.
    fn block(&self) -> Block<'a> {
        match self.title {
            Some("") => Block::Plain,
            Some(title) if self.is_fold => Block::Fold(title),
            Some(title) => Block::Titled(title),
            None => {
                let kind = self.kind.split_whitespace().next();
                Block::Plain.or_alert(kind.unwrap_or_default())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::dialect::markup::filled_lines;

    fn cleaned(text: &str) -> String {
        filled_lines(&clean(MappedText::new(text, 1)))
    }

    #[test]
    fn blocks_lose_their_marks_and_their_indentation() {
        let text = "a\n\n!!! note \"Hot\"\n\n    Do **not** touch.\n\n    ```\n    code\n    ```\n\n\
                    === \"One\"\n\n    !!! tip\n        Deep.\n\nEnd\n";
        assert_eq!(
            cleaned(text),
            "a\n**Hot**\nDo **not** touch.\n```\ncode\n```\n**One**\n> [!TIP]\n> Deep.\nEnd"
        );
    }

    #[test]
    fn a_kind_is_the_title_unless_that_is_empty() {
        let text = "!!! warning inline end\n    a\n!!! note \"\"\n    b\n!!! boat\n    c\n??? note\n    d\n";
        assert_eq!(cleaned(text), "> [!WARNING]\n> a\nb\nc\n> [!NOTE]\n> d");
    }

    #[test]
    fn what_can_be_folded_is_details() {
        let text = "???+ question \"Why?\"\n    Because.\n??? faq\n    Plain.\nEnd\n";
        assert_eq!(
            cleaned(text),
            "<details>\n<summary>Why?</summary>\nBecause.\n</details>\nPlain.\nEnd"
        );
    }

    #[test]
    fn other_lines_stay() {
        for text in [
            "Title\n===",
            "Really???",
            "!!! \"x",
            "=== x\n    y",
            "```\n!!! note\n```",
        ] {
            assert_eq!(cleaned(text), text);
        }
    }
}
