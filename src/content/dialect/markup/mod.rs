//! Rewrites what generators add to Markdown as `CommonMark`, so that everything after sees one kind.
//!
//! Each pass is a file. A pass keeps every word that readers see, drops what they do not, and keeps
//! each line's number. Collapsible blocks become `<details>`, stated identifiers of headings become
//! a tag that [`heading_ids::stated`] knows. Owns the order of the passes.

mod arguments;
mod attribute_lists;
mod containers;
pub(super) mod directives;
pub(super) mod fences;
pub(crate) mod heading_ids;
pub(super) mod icons;
mod indented;
mod interpolations;
mod jsx;
mod liquid;
mod marks;
mod navigation;
mod shortcodes;
mod snippets;
mod writer;

use crate::content::problems::Problems;
use crate::content::source::include::Includes;
use crate::content::source::line_map::MappedText;

/// A kind of markup that a generator adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Markup {
    /// Included files: `--8<-- "file"`, `{{#include file}}` and the like.
    Snippets,
    /// Icons by their names: `:material-lightbulb:`.
    Icons,
    /// What abbreviations stand for: `*[LED]: …`.
    Abbreviations,
    /// `==marked==`, `x^2^`, `++ctrl+c++` and the like.
    Marks,
    /// Blocks by indentation: `!!! note`, `??? question "Why?"`, `=== "Tab"`.
    IndentedBlocks,
    /// Blocks between colons: `::: tip Title`, `:::details[Why?]`.
    Containers,
    /// Directives and roles of `MyST`: `:::{note}`, `{ref}`.
    Directives,
    /// Imports, exports, expressions and components of MDX.
    Mdx,
    /// Components among Markdown: `<Badge text="new" />`.
    Components,
    /// Expressions of Vue: `{{ version }}`.
    Interpolations,
    /// Hugo's shortcodes: `{{< note >}}`, `{{% faq "Why?" %}}`.
    Shortcodes,
    /// Liquid: `{% include x %}`, `{{ site.title }}`.
    Liquid,
    /// Identifiers that headings state.
    HeadingIds,
    /// Attributes in braces: `{: .note }`, `{.is-info}`, `{:toc}`.
    AttributeLists,
    /// Quotes with a title: `> [!faq]- Why?`.
    Callouts,
    /// "Back to top", and links of wikis: `[[page]]`.
    Navigation,
    /// What only other generators would understand: pages that moved keep some of it.
    Foreign,
}

/// Makes the passes over a text, in their order.
pub(super) fn clean(
    mut text: MappedText,
    passes: &[Markup],
    includes: &mut Includes,
    problems: &mut Problems,
) -> MappedText {
    for pass in passes {
        text = match pass {
            Markup::Snippets => snippets::clean(text, includes, problems),
            Markup::Icons => icons::clean(text),
            Markup::Abbreviations => marks::without_abbreviations(text),
            Markup::Marks => marks::clean(text),
            Markup::IndentedBlocks => indented::clean(text),
            Markup::Containers => containers::clean(text),
            Markup::Directives => directives::clean(text),
            Markup::Mdx => jsx::mdx::clean(text),
            Markup::Components => jsx::components::clean(text),
            Markup::Interpolations => interpolations::clean(text),
            Markup::Shortcodes => shortcodes::clean(text),
            Markup::Liquid => liquid::clean(text),
            Markup::HeadingIds => heading_ids::clean(text),
            Markup::AttributeLists => attribute_lists::clean(text),
            Markup::Callouts => containers::callouts::clean(text),
            Markup::Navigation => navigation::clean(text),
            Markup::Foreign => {
                let text = containers::callouts::clean(containers::clean(text));
                liquid::clean_lines(jsx::mdx::clean_code(text))
            }
        };
    }
    text
}

/// Returns whether a line has markup that may stand for something that is no text: a video, a
/// component, a file that is not there.
pub(crate) fn stands_for_content(line: &str) -> bool {
    let is_component = |(at, _): (usize, &str)| {
        let name = line.get(at + 1..).unwrap_or_default();
        name.starts_with(|c: char| c.is_ascii_uppercase())
    };
    let marks = ["{{", "{%", "```{", ":::{"];
    marks.iter().any(|mark| line.contains(mark)) || line.match_indices('<').any(is_component)
}

/// Returns the lines of a text that are not blank, for tests of passes.
#[cfg(test)]
fn filled_lines(text: &MappedText) -> String {
    let lines = text.text().lines();
    let filled = lines.filter(|line| !line.trim().is_empty());
    filled.collect::<Vec<_>>().join("\n")
}
