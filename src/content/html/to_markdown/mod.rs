//! Rewrites the content of a page as Markdown, each line with the line of the page that it is from.
//!
//! Headings, lists, tables, code and quotes become those of Markdown. What unfolds becomes
//! `<details>`, whose end is known. Published names become `<a id="…">`: in a heading its own first.

mod blocks;
mod inline;
mod line;
mod output;
mod question;
mod table;

use self::blocks::Writer;
pub(crate) use self::inline::label;
use super::chrome;
use super::disclosure::Disclosures;
use super::hints::Hints;
use super::survey::Survey;
use super::tree::Tree;
use crate::content::source::line_map::MappedText;

/// Rewrites the content of a page.
pub(crate) fn to_markdown(tree: &Tree, hints: &Hints) -> MappedText {
    let content = chrome::content(tree);
    let disclosures = Disclosures::find(tree, &content, hints);
    let survey = Survey::of(tree, &disclosures);
    Writer::new(tree, &disclosures, &survey, hints.is_faq).write(&content)
}
