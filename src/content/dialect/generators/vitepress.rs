//! `VitePress` and `VuePress`: Markdown with containers and Vue components.
//!
//! Read: `slugify` of @mdit-vue/shared 3, which both use, and `VitePress` 1 as it renders.

use icu_normalizer::DecomposingNormalizerBorrowed;

use super::generator::{Generator, Numbering};
use super::heading_text;
use crate::content::dialect::contract::{Expressions, Place};
use crate::content::dialect::markup::{Markup, icons};
use crate::content::dialect::slug::{PageEnd, Pages};

pub(in crate::content::dialect) const VITEPRESS: Generator = Generator {
    name: "vitepress",
    heading_id,
    id_of_source: Some(id_of_source),
    other_id: None,
    numbering: Numbering::Dash,
    reserves_stated: true,
    names_html: false,
    names_terms: false,
    names_pictures: false,
    drops_emoji: true,
    pages: Pages {
        end: PageEnd::Html,
        indexes: &["index", "readme"],
        folders: &["docs/", "src/"],
        drops_numbers: false,
        has_ids: false,
    },
    expressions: Expressions::Written,
    values: &[
        Place {
            open: "{{",
            name: "$frontmatter",
            close: "}}",
        },
        Place {
            open: "{{",
            name: "frontmatter",
            close: "}}",
        },
    ],
    markup: &[
        Markup::Snippets,
        Markup::Interpolations,
        Markup::Containers,
        Markup::Components,
        Markup::Foreign,
        Markup::HeadingIds,
        Markup::AttributeLists,
        Markup::Navigation,
    ],
};

/// Returns the identifier of a heading: compatibility decomposition without accents, runs of blanks
/// and signs as one dash, none at the ends, `_` before a digit.
fn heading_id(rendered: &str) -> String {
    let mut id = String::with_capacity(rendered.len());
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize(rendered);
    for c in decomposed.chars() {
        if matches!(c, '\u{300}'..='\u{36f}' | '\0'..='\u{1f}') {
            continue;
        }
        if !is_sign(c) {
            id.push(c);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    let id = id.trim_end_matches('-').to_lowercase();
    if id.starts_with(|c: char| c.is_ascii_digit()) {
        format!("_{id}")
    } else {
        id
    }
}

/// Returns the identifier of a heading in whose source entities keep their letters: `restoreEntities`
/// of `VitePress`.
fn id_of_source(rendered: &str, source: &str) -> String {
    let text = heading_text::of_line(rendered, source, false, |read, written| {
        let has_entity = written.contains('&');
        if has_entity { written } else { read }.to_owned()
    });
    heading_id(&icons::without_names(&text))
}

/// Returns whether the rule makes a dash of a character: `\s` and the signs of `rSpecial`.
fn is_sign(c: char) -> bool {
    c.is_whitespace()
        || c == '\u{feff}'
        || matches!(c, '“' | '”' | '‘' | '’')
        || (c.is_ascii_punctuation() && c.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_become_single_dashes() {
        for (text, expected) in [
            ("What's it / who's she?", "what-s-it-who-s-she"),
            ("2. A - B & `c_d`", "_2-a-b-c-d"),
            ("Crème brûlée…", "creme-brulee"),
            ("如何安装？", "如何安装"),
            ("--x--", "x"),
            ("tab\there", "tabhere"),
        ] {
            assert_eq!(heading_id(text), expected, "{text}");
        }
        assert_eq!(id_of_source("x", "A &amp; ![b](c) `&amp;`"), "a-amp-amp");
    }
}
