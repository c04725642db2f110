//! `MkDocs`: Python-Markdown with attribute lists, admonitions and `PyMdown` extensions.
//!
//! Read and run: `markdown/extensions/toc.py` of Python-Markdown 3 (`slugify`, `unique`). Sites
//! that set `pymdownx.slugs` have other identifiers for letters beyond ASCII; these are aliases.

use icu_normalizer::DecomposingNormalizerBorrowed;

use super::generator::{Generator, Numbering};
use crate::content::dialect::markup::Markup;
use crate::content::dialect::slug::{PageEnd, Pages};

pub(in crate::content::dialect) const MKDOCS: Generator = Generator {
    name: "mkdocs",
    heading_id,
    id_of_source: None,
    other_id: Some(unicode_id),
    numbering: Numbering::Underscore,
    reserves_stated: true,
    names_html: false,
    drops_emoji: true,
    pages: Pages {
        end: PageEnd::Slash,
        indexes: &["index", "readme"],
        folders: &["docs/"],
        drops_numbers: false,
        has_ids: false,
    },
    values: &[],
    markup: &[
        Markup::Snippets,
        Markup::Icons,
        Markup::IndentedBlocks,
        Markup::Foreign,
        Markup::Abbreviations,
        Markup::Marks,
        Markup::HeadingIds,
        Markup::AttributeLists,
        Markup::Navigation,
    ],
};

/// With `slugify` of `pymdownx.slugs`, in lower case.
pub(in crate::content::dialect) const MKDOCS_SLUGS: Generator = Generator {
    name: "mkdocs-slugs",
    heading_id: slugs_id,
    other_id: Some(heading_id),
    ..MKDOCS
};

/// The same with capitals as they are written, which is its default.
pub(in crate::content::dialect) const MKDOCS_CASED: Generator = Generator {
    name: "mkdocs-cased",
    heading_id: cased_id,
    other_id: Some(heading_id),
    ..MKDOCS
};

/// With `slugify_unicode` of Python-Markdown.
pub(in crate::content::dialect) const MKDOCS_UNICODE: Generator = Generator {
    name: "mkdocs-unicode",
    heading_id: unicode_id,
    other_id: Some(heading_id),
    ..MKDOCS
};

/// Returns the identifier of a heading: ASCII only, runs of blanks and dashes as one dash.
fn heading_id(rendered: &str) -> String {
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize(rendered);
    dashed(decomposed.chars().filter(char::is_ascii))
}

/// Returns the identifier that `pymdownx.slugs` makes: nothing is joined.
fn cased_id(rendered: &str) -> String {
    let kept = rendered.trim().chars();
    let kept = kept.filter(|&c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

fn slugs_id(rendered: &str) -> String {
    cased_id(rendered).to_lowercase()
}

/// Returns the identifier that `toc.slugify_unicode` makes.
fn unicode_id(rendered: &str) -> String {
    dashed(rendered.chars())
}

/// Keeps `\w`, blanks and dashes, trims blanks, and joins runs of the latter two.
fn dashed(text: impl Iterator<Item = char>) -> String {
    let kept: String = text
        .filter(|&c| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '_' | '-'))
        .collect();
    let mut id = String::with_capacity(kept.len());
    for c in kept.trim().to_lowercase().chars() {
        if c != '-' && !c.is_whitespace() {
            id.push(c);
        } else if !id.ends_with('-') {
            id.push('-');
        }
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ascii_is_left_and_runs_become_one_dash() {
        for (text, expected) in [
            ("What does -v do – and --all?", "what-does-v-do-and-all"),
            ("Como é? (x_y)", "como-e-x_y"),
            ("Почему LED?", "led"),
            ("为什么？", ""),
            ("-x", "-x"),
        ] {
            assert_eq!(heading_id(text), expected, "{text}");
        }
        assert_eq!(unicode_id("Почему -- LED?"), "почему-led");
        assert_eq!(slugs_id(" Größe & Gewicht_A "), "größe--gewicht_a");
        assert_eq!(cased_id("What's LED?"), "Whats-LED");
    }
}
