//! Wiki.js: markdown-it with attributes in braces.
//!
//! Read: `server/modules/rendering/html-core/renderer.js` of requarks/wiki (uslug, `h-` before a
//! digit) and `lib/uslug.js` of uslug.

use icu_normalizer::ComposingNormalizerBorrowed;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use super::generator::{Generator, Numbering};
use crate::content::dialect::contract::Expressions;
use crate::content::dialect::markup::Markup;
use crate::content::dialect::slug::{PageEnd, Pages};

pub(in crate::content::dialect) const WIKIJS: Generator = Generator {
    name: "wikijs",
    heading_id,
    id_of_source: None,
    other_id: None,
    numbering: Numbering::Dash,
    reserves_stated: false,
    names_html: true,
    names_terms: false,
    names_pictures: false,
    drops_emoji: true,
    pages: Pages {
        end: PageEnd::Nothing,
        indexes: &[],
        folders: &[],
        drops_numbers: false,
        has_ids: false,
    },
    expressions: Expressions::Shown,
    values: &[],
    markup: &[
        Markup::Foreign,
        Markup::Abbreviations,
        Markup::Marks,
        Markup::HeadingIds,
        Markup::AttributeLists,
        Markup::Navigation,
    ],
};

/// Returns the identifier of a heading: letters, marks, numbers, `_` and `~`, runs of blanks and dashes as
/// one dash.
fn heading_id(rendered: &str) -> String {
    let composed = ComposingNormalizerBorrowed::new_nfkc().normalize(rendered);
    let mut kept = String::with_capacity(composed.len());
    for c in composed.chars() {
        match c.general_category_group() {
            GeneralCategoryGroup::Letter
            | GeneralCategoryGroup::Mark
            | GeneralCategoryGroup::Number => kept.push(c),
            GeneralCategoryGroup::Separator => kept.push(' '),
            _ if matches!(c, '-' | '_' | '~') => kept.push(c),
            // The full stop of Chinese and Japanese, and its like.
            _ if matches!(c, '\u{3001}' | '\u{3002}' | '\u{ff01}' | '\u{ff02}') => kept.push(' '),
            _ => {}
        }
    }
    let mut id = String::with_capacity(kept.len());
    for c in kept.trim().to_lowercase().chars() {
        if c != ' ' && c != '-' {
            id.push(c);
        } else if !id.ends_with('-') {
            id.push('-');
        }
    }
    if id.starts_with(|c: char| c.is_ascii_digit()) {
        format!("h-{id}")
    } else {
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_become_one_dash_and_digits_are_led_in() {
        for (text, expected) in [
            ("Red & blue | What - now?", "red-blue-what-now"),
            ("3 ways", "h-3-ways"),
            ("Can't_stop", "cant_stop"),
            ("क्या यह चलता है?", "क्या-यह-चलता-है"),
        ] {
            assert_eq!(heading_id(text), expected, "{text}");
        }
    }
}
