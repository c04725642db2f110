//! Hugo, and goldmark alone: shortcodes, attributes in braces, TOML front matter.
//!
//! Read: `markup/goldmark/autoid.go` of gohugoio/hugo, the rule `github`, which is the default.

use icu_normalizer::DecomposingNormalizerBorrowed;

use super::generator::{Generator, Numbering};
use crate::content::dialect::heading_ids::is_letter_or_digit;
use crate::content::dialect::markup::Markup;
use crate::content::dialect::slug::{PageEnd, Pages};

pub(in crate::content::dialect) const HUGO: Generator = Generator {
    name: "hugo",
    heading_id,
    id_of_source: None,
    other_id: None,
    numbering: Numbering::Dash,
    reserves_stated: true,
    names_html: false,
    names_pictures: true,
    drops_emoji: false,
    pages: Pages {
        end: PageEnd::Slash,
        indexes: &["index", "_index"],
        folders: &["content/"],
        drops_numbers: false,
        has_ids: false,
    },
    values: &[],
    markup: &[
        Markup::Snippets,
        Markup::Shortcodes,
        Markup::Foreign,
        Markup::HeadingIds,
        Markup::AttributeLists,
        Markup::Navigation,
    ],
};

/// With `autoHeadingIDType = "github-ascii"`.
pub(in crate::content::dialect) const HUGO_ASCII: Generator = Generator {
    name: "hugo-ascii",
    heading_id: ascii_id,
    other_id: Some(heading_id),
    ..HUGO
};

/// Returns the identifier of a heading without accents, and of ASCII only.
fn ascii_id(rendered: &str) -> String {
    let decomposed = DecomposingNormalizerBorrowed::new_nfd().normalize(rendered.trim());
    slug(decomposed.chars().filter(char::is_ascii))
}

/// Returns the identifier of a heading: trimmed, each blank a dash, letters, decimal digits and `_`
/// of all of Unicode in lower case. Marks go.
fn heading_id(rendered: &str) -> String {
    slug(rendered.trim().chars())
}

fn slug(text: impl Iterator<Item = char>) -> String {
    let mut id = String::new();
    for c in text {
        match c {
            '-' | ' ' | '\t' => id.push('-'),
            '_' => id.push('_'),
            _ if is_letter_or_digit(c) => id.extend(lower(c)),
            _ => {}
        }
    }
    if id.is_empty() {
        "heading".to_owned()
    } else {
        id
    }
}

/// Folds case like Go's `unicode.ToLower`: one character to one.
fn lower(c: char) -> impl Iterator<Item = char> {
    c.to_lowercase().take(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_every_script_stay_and_marks_go() {
        for (text, expected) in [
            ("How much – is it? ", "how-much--is-it"),
            ("Ärger mit_A-B", "ärger-mit_a-b"),
            ("วิธี", "วธ"),
            ("?!", "heading"),
        ] {
            assert_eq!(heading_id(text), expected, "{text}");
        }
        assert_eq!(ascii_id("Où est-ce – là ?"), "ou-est-ce--la-");
        assert_eq!(ascii_id("🚀 Getting started "), "-getting-started");
        assert_eq!(ascii_id("为什么"), "heading");
    }
}
