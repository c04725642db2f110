//! Quotes with a title and a kind, as Obsidian and some themes have them: `> [!faq]- Why?`.
//!
//! Those that can be folded away, and those that ask, become `<details>`. GitHub's alerts, which
//! have no title, stay.

use crate::content::dialect::markup::fences::Fences;
use crate::content::dialect::markup::writer::{Block, Opened, Writer, block};
use crate::content::entries::question::has_question_mark;
use crate::content::source::line_map::MappedText;

/// Rewrites the callouts of a text.
pub(in crate::content::dialect::markup) fn clean(document: MappedText) -> MappedText {
    if !document.text().contains("[!") {
        return document;
    }
    let mut writer = Writer::default();
    let mut fences = Fences::default();
    let mut was_quote = false;
    let mut open: Option<Opened> = None;
    let mut last = 1;
    for (_, line, number) in document.lines() {
        last = number;
        let content = line.strip_prefix('>');
        if content.is_none()
            && let Some(opened) = open.take()
        {
            writer.close("", opened, number);
        }
        let is_code = fences.is_code(line);
        let begins = content.filter(|_| !was_quote && !is_code);
        was_quote = content.is_some();
        match (begins.and_then(Callout::of), content) {
            (Some(callout), _) if callout.is_folded() => {
                open = Some(writer.open("", Block::Fold(callout.title), None, number));
            }
            (Some(callout), _) => {
                writer.text("", &callout.first_line(), number);
                writer.text(">", "", number);
            }
            (None, Some(content)) if open.is_some() => {
                writer.line(content.strip_prefix(' ').unwrap_or(content), number);
            }
            (None, _) => writer.line(line, number),
        }
    }
    if let Some(opened) = open {
        writer.close("", opened, last);
    }
    writer.out
}

/// The first line of a callout.
struct Callout<'a> {
    kind: &'a str,
    title: &'a str,
    /// Whether a sign says that it can be folded away.
    folds: bool,
}

impl<'a> Callout<'a> {
    /// Reads what follows the mark of a quote. Nothing comes back for what GitHub knows.
    fn of(content: &'a str) -> Option<Self> {
        let (kind, rest) = content.trim().strip_prefix("[!")?.split_once(']')?;
        let is_kind = kind.chars().all(|c| c.is_alphanumeric() || c == '-');
        let title = rest.strip_prefix(['-', '+']).unwrap_or(rest);
        let folds = title.len() < rest.len();
        let title = title.trim();
        let is_known = match Block::Plain.or_alert(kind) {
            Block::Alert(known) => known.eq_ignore_ascii_case(kind),
            _ => false,
        };
        let is_alert = is_known && title.is_empty() && !folds;
        (is_kind && !kind.is_empty() && !is_alert).then_some(Self { kind, title, folds })
    }

    fn is_folded(&self) -> bool {
        let folds = self.folds || matches!(block(self.kind, Some(self.title)), Block::Fold(_));
        !self.title.is_empty() && (folds || has_question_mark(self.title))
    }

    /// Returns the first line of a quote that stays one.
    fn first_line(&self) -> String {
        match Block::Plain.or_alert(self.kind) {
            _ if !self.title.is_empty() => format!("> **{}**", self.title.replace("**", "")),
            Block::Alert(kind) => format!("> [!{kind}]"),
            _ => ">".to_owned(),
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
    fn callouts_that_fold_or_ask_are_details() {
        let text = "> [!question]- Is it far?\n> No.\n>\n> - Or so\n\nx\n\n> [!note] Is it deep?\n> Yes.\n\
                    \n> [!faq] Cold\n> Very.\n";
        assert_eq!(
            cleaned(text),
            "<details>\n<summary>Is it far?</summary>\nNo.\n- Or so\n</details>\nx\n\
             <details>\n<summary>Is it deep?</summary>\nYes.\n</details>\n\
             <details>\n<summary>Cold</summary>\nVery.\n</details>"
        );
    }

    #[test]
    fn other_callouts_stay_quotes_with_their_titles() {
        let text =
            "> [!bug] Mind\n> a\n\n> [!danger]-\n> b\n\n> [!abstract]\n> c\n\n> [!info]\n> d\n";
        assert_eq!(
            cleaned(text),
            "> **Mind**\n>\n> a\n> [!CAUTION]\n>\n> b\n>\n>\n> c\n> [!NOTE]\n>\n> d"
        );
        for text in [
            "> [!NOTE]\n> a",
            "> a\n> [!faq] Why?",
            "```\n> [!faq] Why?\n```",
            "[!faq] Why?",
        ] {
            assert_eq!(cleaned(text), text);
        }
    }
}
