//! GitHub: Markdown as it is shown in repositories, and the identifiers that most generators copy.

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use super::contract::Dialect;
use super::docfx;
use super::markup::{self, Markup};
use crate::content::problems::Problems;
use crate::content::source::include::Includes;
use crate::content::source::line_map::MappedText;

/// The dialect of GitHub.
#[derive(Debug)]
pub(crate) struct GitHub;

impl Dialect for GitHub {
    fn name(&self) -> &'static str {
        "github"
    }

    fn clean(
        &self,
        text: MappedText,
        includes: &mut Includes,
        problems: &mut Problems,
    ) -> MappedText {
        let passes = [Markup::Callouts, Markup::Navigation];
        markup::clean(text, &passes, includes, problems)
    }

    fn heading_id(&self, rendered: &str) -> String {
        heading_id(rendered)
    }

    fn published_ids(&self, rendered: &str, source: &str) -> (String, Option<String>) {
        let id = heading_id(rendered);
        let (other, _) = docfx::heading_id::published_ids(rendered, source);
        let alias = (other != id).then_some(other);
        (id, alias)
    }

    fn explicit_id<'t>(&self, tag: &'t str) -> Option<&'t str> {
        docfx::heading_id::explicit_id(tag)
    }

    fn names_html_headings(&self) -> bool {
        true
    }

    fn names_pictures(&self) -> bool {
        false
    }

    fn numbered(&self, id: &str, number: u32) -> String {
        format!("{id}-{number}")
    }
}

/// Returns the identifier of a heading from its rendered text, before duplicates are numbered.
///
/// Rule: `html-pipeline`'s table of contents, which github-slugger 2 follows: lower case, then
/// everything goes but letters, marks, digits, connecting signs, `-` and blanks, then each blank
/// becomes `-`. Nothing is collapsed or trimmed, and text without any of these has no identifier.
pub(super) fn heading_id(rendered: &str) -> String {
    let lower = rendered.to_lowercase();
    let kept = lower.chars().filter(|&c| is_kept(c));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// Answers like `[\p{Word}\- ]` of Ruby's regular expressions.
fn is_kept(c: char) -> bool {
    matches!(c, ' ' | '-')
        || c.is_alphabetic()
        || c.general_category_group() == GeneralCategoryGroup::Mark
        || matches!(
            c.general_category(),
            GeneralCategory::DecimalNumber | GeneralCategory::ConnectorPunctuation
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_keep_marks_and_letters_of_every_plane() {
        for (text, expected) in [
            ("⚙\u{fe0f} Settings", "\u{fe0f}-settings"),
            ("วิธีใช้", "วิธีใช้"),
            ("𝒳 and Ⅷ, ② ½", "𝒳-and-ⅷ--"),
            ("What is <T>?", "what-is-t"),
            ("a\u{200b} snake_case - B", "a-snake_case---b"),
            ("ÉTÉ", "été"),
            ("?!", ""),
        ] {
            assert_eq!(heading_id(text), expected, "{text}");
        }
    }
}
