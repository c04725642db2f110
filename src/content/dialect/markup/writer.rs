//! Writes the `CommonMark` that stands for a generator's blocks.

use crate::content::source::line_map::MappedText;

/// What a block becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Block<'a> {
    /// `<details>`, with the title as its summary.
    Fold(&'a str),
    /// A bold line, then the content.
    Titled(&'a str),
    /// The content only.
    Plain,
}

/// Parts of names that say that a block can be folded away.
const FOLDED: [&str; 10] = [
    "accordion",
    "collaps",
    "details",
    "disclosure",
    "dropdown",
    "expand",
    "faq",
    "question",
    "spoiler",
    "toggle",
];

/// Decides what a block becomes by its name and its title.
pub(super) fn block<'a>(name: &str, title: Option<&'a str>) -> Block<'a> {
    let name = name.to_ascii_lowercase();
    match title {
        None => Block::Plain,
        Some(title) if FOLDED.iter().any(|part| name.contains(part)) => Block::Fold(title),
        Some(title) => Block::Titled(title),
    }
}

/// Text that is being written, line by line.
#[derive(Default)]
pub(super) struct Writer {
    pub(super) out: MappedText,
}

impl Writer {
    /// Writes a line as it is, its end included.
    pub(super) fn line(&mut self, line: &str, number: u32) {
        self.out.push_line(line, number);
    }

    /// Writes a line without its end.
    pub(super) fn text(&mut self, prefix: &str, text: &str, number: u32) {
        self.out.push_line(prefix, number);
        self.out.push_line(text, number);
        self.out.push_line("\n", number);
    }

    /// Writes out what was gathered of a line, if it says anything; what follows continues the prefix.
    pub(super) fn flush(&mut self, text: &mut String, prefix: &mut String, number: u32) {
        if !text.trim().is_empty() {
            self.text(prefix, text.trim(), number);
            *prefix = continued(prefix);
        }
        text.clear();
    }

    /// Writes a blank line that keeps a quote open.
    pub(super) fn blank(&mut self, prefix: &str, number: u32) {
        self.text(continued(prefix).trim_end(), "", number);
    }

    /// Opens a block; `id` is its identifier. Returns whether it is to be closed by
    /// [`Self::close`].
    pub(super) fn open(
        &mut self,
        prefix: &str,
        block: Block<'_>,
        id: Option<&str>,
        number: u32,
    ) -> bool {
        self.blank(prefix, number);
        match block {
            Block::Fold(title) => {
                let details = match id {
                    Some(id) => format!("<details id=\"{id}\">"),
                    None => "<details>".to_owned(),
                };
                let continued = continued(prefix);
                self.text(prefix, &details, number);
                let summary = format!("<summary>{title}</summary>");
                self.text(&continued, &summary, number);
                self.blank(&continued, number);
                true
            }
            Block::Titled(title) => {
                let anchor = id.map(anchor).unwrap_or_default();
                // It is bold already.
                let title = title.replace("**", "");
                self.text(prefix, &format!("{anchor}**{}**", title.trim()), number);
                self.blank(&continued(prefix), number);
                false
            }
            Block::Plain => {
                if let Some(id) = id {
                    self.text(prefix, &anchor(id), number);
                    self.blank(&continued(prefix), number);
                }
                false
            }
        }
    }

    /// Closes what [`Self::open`] opened, or keeps the content apart from what follows.
    pub(super) fn close(&mut self, prefix: &str, is_fold: bool, number: u32) {
        let prefix = continued(prefix);
        self.blank(&prefix, number);
        if is_fold {
            self.text(&prefix, "</details>", number);
            self.blank(&prefix, number);
        }
    }
}

/// Returns an anchor that shows nothing.
pub(super) fn anchor(id: &str) -> String {
    format!("<a id=\"{id}\"></a>")
}

/// Returns what stands before the further lines of a block that begins after a prefix.
pub(super) fn continued(prefix: &str) -> String {
    let kept = |c| if matches!(c, '>' | '\t') { c } else { ' ' };
    prefix.chars().map(kept).collect()
}

/// Returns a text from an attribute as Markdown that shows it.
pub(super) fn escaped(text: &str) -> String {
    text.replace("\\\"", "\"").replace('<', "&lt;")
}
