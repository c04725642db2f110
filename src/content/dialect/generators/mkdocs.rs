//! `MkDocs`: Python-Markdown with attribute lists, admonitions and `PyMdown` extensions.
//!
//! Read and run: `markdown/extensions/toc.py` of Python-Markdown 3 (`slugify`, `unique`). Sites
//! that set `pymdownx.slugs` have other identifiers for letters beyond ASCII; these are aliases.

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use super::generator::{Generator, Numbering};
use crate::content::dialect::contract::Expressions;
use crate::content::dialect::markup::Markup;
use crate::content::dialect::slug::{PageEnd, Pages};
use crate::content::markdown::text::one_line;

pub(in crate::content::dialect) const MKDOCS: Generator = Generator {
    name: "mkdocs",
    heading_id,
    id_of_source: None,
    other_id: Some(unicode_id),
    numbering: Numbering::Underscore,
    reserves_stated: true,
    names_html: false,
    names_terms: false,
    names_pictures: false,
    drops_emoji: true,
    pages: Pages {
        end: PageEnd::Slash,
        indexes: &["index", "readme"],
        folders: &["docs/"],
        drops_numbers: false,
        has_ids: false,
    },
    expressions: Expressions::Shown,
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

/// The same with small letters for the capitals of ASCII only: `case: lower-ascii`, or `gfm`.
pub(in crate::content::dialect) const MKDOCS_SLUGS_ASCII: Generator = Generator {
    name: "mkdocs-slugs-ascii",
    heading_id: ascii_id,
    other_id: Some(heading_id),
    ..MKDOCS
};

/// The same with cases folded: `case: fold`.
pub(in crate::content::dialect) const MKDOCS_SLUGS_FOLD: Generator = Generator {
    name: "mkdocs-slugs-fold",
    heading_id: folded_id,
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

/// Returns the identifier that `pymdownx.slugs` makes: composed, without what looks like a tag, and
/// nothing is joined.
fn cased_id(rendered: &str) -> String {
    let composed = ComposingNormalizerBorrowed::new_nfc().normalize(rendered);
    // `toc` makes one space of each run of blanks before.
    let text = without_tags(&one_line(&composed));
    let kept = text.trim().chars();
    let kept = kept.filter(|&c| is_word(c) || matches!(c, ' ' | '-'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// Returns a text without what stands in angle brackets, as `</?[^>]*>` matches it.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tail)) = rest.split_once('<') {
        out.push_str(before);
        let Some((_, after)) = tail.split_once('>') else {
            out.push('<');
            rest = tail;
            break;
        };
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Returns whether Python's `\w` matches a character: letters, numbers of every kind and `_`, but no
/// marks, so that the vowel signs of many scripts go.
fn is_word(c: char) -> bool {
    let group = c.general_category_group();
    c == '_'
        || matches!(
            group,
            GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number
        )
}

fn slugs_id(rendered: &str) -> String {
    // What has no small letter of its own gets a mark, which goes.
    cased_id(&rendered.to_lowercase())
}

fn ascii_id(rendered: &str) -> String {
    cased_id(&rendered.to_ascii_lowercase())
}

/// Folds as Python's `casefold` does: what a capital stands for, in small letters.
fn folded_id(rendered: &str) -> String {
    let fold = |c: char| -> String {
        match c {
            // Its capital is that of another letter.
            'ı' => c.to_string(),
            // First in small letters: the capital ẞ has no other, but ß has SS.
            _ => c
                .to_lowercase()
                .flat_map(char::to_uppercase)
                .flat_map(char::to_lowercase)
                .collect(),
        }
    };
    let composed = ComposingNormalizerBorrowed::new_nfc().normalize(rendered);
    cased_id(&composed.chars().map(fold).collect::<String>())
}

/// Returns the identifier that `toc.slugify_unicode` makes.
fn unicode_id(rendered: &str) -> String {
    dashed(rendered.chars())
}

/// Keeps `\w`, blanks and dashes, trims blanks, and joins runs of the latter two.
fn dashed(text: impl Iterator<Item = char>) -> String {
    let kept: String = text
        .filter(|&c| is_word(c) || c.is_whitespace() || c == '-')
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
        assert_eq!(slugs_id("İ  a\u{a0}b"), "i-a-b");
        assert_eq!(cased_id("What is List<T> < U"), "What-is-List--U");
        // Run: `pymdownx.slugs` 10, with each `case`.
        let text = "Ärger LED: Straße ΣΑΣ, ﬁN";
        assert_eq!(slugs_id(text), "ärger-led-straße-σας-ﬁn");
        assert_eq!(ascii_id(text), "Ärger-led-straße-ΣΑΣ-ﬁn");
        assert_eq!(folded_id(text), "ärger-led-strasse-σασ-fin");
    }

    #[test]
    fn vowel_signs_are_no_words_of_python() {
        // Run: Python 3.11, `re.sub(r'[^\w\- ]', '', text)`.
        for (text, cased, joined) in [
            ("यह कैसे चलता है?", "यह-कस-चलत-ह", "यह-कस-चलत-ह"),
            ("วิธีใช้ ๒", "วธใช-๒", "วธใช-๒"),
            ("Ⅷ m² ⓐ", "Ⅷ-m²-", "ⅷ-m²"),
            ("e\u{301}te\u{301}", "été", "ete"),
        ] {
            assert_eq!(cased_id(text), cased, "{text}");
            assert_eq!(unicode_id(text), joined, "{text}");
        }
    }
}
