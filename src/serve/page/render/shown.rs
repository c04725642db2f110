//! Where a text is shown, and the words that are put into it.

use pulldown_cmark::BlockQuoteKind;

use super::html::Text;
use crate::serve::page::texts::Texts;

/// Where a text is shown, with the words that are put into it.
#[derive(Clone, Copy)]
pub(in crate::serve) enum Shown {
    /// On a page of ours, whose style sheet knows our classes.
    OnPage(&'static Texts),
    /// Elsewhere: plain HTML.
    Exported(&'static Texts),
}

impl Shown {
    /// Returns what stands above an alert: its kind, in a word, since its colour is not seen by all.
    pub(super) fn alert(self, kind: BlockQuoteKind) -> String {
        let (Self::OnPage(texts) | Self::Exported(texts)) = self;
        let word = match kind {
            BlockQuoteKind::Note => &texts.note,
            BlockQuoteKind::Tip => &texts.tip,
            BlockQuoteKind::Important => &texts.important,
            BlockQuoteKind::Warning => &texts.warning,
            BlockQuoteKind::Caution => &texts.caution,
        };
        let (word, language) = (Text(word), texts.language);
        match self {
            Self::OnPage(_) => format!("<p class=\"alert\" lang=\"{language}\">{word}</p>\n"),
            Self::Exported(_) => format!("<p><strong>{word}</strong></p>\n"),
        }
    }
}
