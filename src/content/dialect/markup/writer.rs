//! Writes the `CommonMark` that stands for a generator's blocks.

use crate::content::source::line_map::MappedText;

/// What a block becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Block<'a> {
    /// `<details>`, with the title as its summary.
    Fold(&'a str),
    /// A bold line, then the content.
    Titled(&'a str),
    /// A quote that says what kind of alert it is (`NOTE`): generators write it above the content.
    Alert(&'static str),
    /// The content only.
    Plain,
}

impl Block<'_> {
    /// Returns the block; of an alert without a title what its kind is shown as.
    pub(super) fn or_alert(self, kind: &str) -> Self {
        let known = ALERTS.iter().find(|(names, _)| {
            let mut names = names.iter();
            names.any(|name| kind.eq_ignore_ascii_case(name))
        });
        match (self, known) {
            (Self::Plain, Some((_, label))) => Self::Alert(label),
            _ => self,
        }
    }
}

/// Names of alerts, and GitHub's name for each.
const ALERTS: [(&[&str], &str); 5] = [
    (&["note", "info"], "NOTE"),
    (&["tip", "hint"], "TIP"),
    (&["important"], "IMPORTANT"),
    (&["warning", "attention"], "WARNING"),
    (&["caution", "danger", "error"], "CAUTION"),
];

/// A block that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opened {
    /// As `<details>`.
    Fold,
    /// As an alert, the content of which begins there in the output.
    Alert(usize),
    /// Nothing closes it.
    Content,
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

    /// Opens a block; `id` is its identifier. What it returns is for [`Self::close`].
    pub(super) fn open(
        &mut self,
        prefix: &str,
        block: Block<'_>,
        id: Option<&str>,
        number: u32,
    ) -> Opened {
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
                Opened::Fold
            }
            Block::Titled(title) => {
                let anchor = id.map(anchor).unwrap_or_default();
                // It is bold already.
                let title = title.replace("**", "");
                self.text(prefix, &format!("{anchor}**{}**", title.trim()), number);
                self.blank(&continued(prefix), number);
                Opened::Content
            }
            Block::Alert(_) | Block::Plain => {
                let mut prefix = prefix.to_owned();
                if let Some(id) = id {
                    self.text(&prefix, &anchor(id), number);
                    prefix = continued(&prefix);
                    self.blank(&prefix, number);
                }
                let Block::Alert(kind) = block else {
                    return Opened::Content;
                };
                self.text(&prefix, &format!("> [!{kind}]"), number);
                Opened::Alert(self.out.text().len())
            }
        }
    }

    /// Closes what [`Self::open`] opened, or keeps the content apart from what follows.
    pub(super) fn close(&mut self, prefix: &str, opened: Opened, number: u32) {
        let prefix = continued(prefix);
        if let Opened::Alert(from) = opened {
            self.quote(from, &prefix, number);
        }
        self.blank(&prefix, number);
        if opened == Opened::Fold {
            self.text(&prefix, "</details>", number);
            self.blank(&prefix, number);
        }
    }

    /// Takes what was written from a place on into the quote above it, if that changes nothing but
    /// how it looks: headings and questions in a quote would be none.
    fn quote(&mut self, from: usize, prefix: &str, number: u32) {
        let content = self.out.split_off(from);
        let lines = || content.lines();
        let is_prose = lines().all(|(_, line, _)| is_prose(line, prefix));
        if !is_prose {
            self.blank(prefix, number);
        }
        let end = content.text().trim_end().len();
        for (at, line, number) in lines() {
            match line.strip_prefix(prefix) {
                _ if !is_prose || at > end => self.line(line, number),
                Some(own) => self.text(prefix, format!("> {own}").trim_end(), number),
                None => self.text(prefix, ">", number),
            }
        }
    }
}

/// Returns whether a line behind a prefix may stand in a quote without being read otherwise.
fn is_prose(line: &str, prefix: &str) -> bool {
    let Some(own) = line.strip_prefix(prefix) else {
        return line.trim().is_empty();
    };
    let own = own.trim_start();
    let begins = ['#', '<', '=', '-', '('];
    (own.starts_with("- ") || !own.starts_with(begins)) && !own.contains(['?', '？', '؟'])
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
