//! Bounds what every entry of an article repeats: title, headings above, front matter.
//!
//! An article of 16 MB may hold a million entries. Whatever stands once in the source and
//! goes to each of them must be small, or one file would fill memory and disk.

use crate::content::metadata::front_matter::Fields;
use crate::content::problems::Problems;
use crate::model::rule;

/// The longest title, heading or label that is repeated, in bytes. Real ones are shorter.
pub(crate) const LONGEST: usize = 1000;

/// Bytes of front matter that the entries of one article may come to together.
const MOST_FIELDS: usize = 64 << 20;

/// Returns whether a text is too long to be repeated in whole.
pub(crate) fn too_long(text: &str) -> bool {
    text.len() > LONGEST
}

/// Returns the text, or as much of its beginning as may be repeated.
pub(crate) fn shortened(text: &str) -> String {
    if !too_long(text) {
        return text.to_owned();
    }
    let mut end = LONGEST;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let start = text.get(..end).unwrap_or_default();
    format!("{}…", start.trim_end())
}

/// Returns a title as it may be repeated; reports one that is cut.
pub(crate) fn title(text: &str, problems: &mut Problems) -> String {
    if too_long(text) {
        problems.report(
            rule::TITLE_TOO_LONG,
            0,
            format!(
                "the title is {} bytes long; only its beginning is kept",
                text.len()
            ),
        );
    }
    shortened(text)
}

/// Takes fields away where all `entries` together would repeat too much: those that come
/// last by name and do not fit.
pub(crate) fn limit_fields(fields: &mut Fields, entries: usize, problems: &mut Problems) {
    let mut left = MOST_FIELDS / entries.max(1);
    let before = fields.len();
    fields.retain(|name, values| {
        let size: usize = values.iter().map(|value| name.len() + value.len()).sum();
        let fits = size <= left;
        if fits {
            left -= size;
        }
        fits
    });
    let dropped = before - fields.len();
    if dropped > 0 {
        problems.report_with_hint(
            rule::FRONT_MATTER_TOO_LARGE,
            1,
            format!("{dropped} fields are too large for an article of {entries} entries"),
            "shorten the front matter, or split the article",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_between_characters() {
        let text = "é".repeat(LONGEST);
        let short = shortened(&text);
        assert_eq!(short.chars().count(), LONGEST / 2 + 1);
        assert!(short.ends_with("é…"));
    }

    #[test]
    fn fields_are_kept_as_long_as_they_fit() {
        let mut fields = Fields::new();
        fields.insert("a".to_owned(), vec!["x".repeat(999)]);
        fields.insert("b".to_owned(), vec!["x".repeat(MOST_FIELDS / 100)]);
        fields.insert("c".to_owned(), vec!["x".to_owned()]);
        let mut problems = Problems::new(0, "a.md");
        limit_fields(&mut fields, 100, &mut problems);
        assert_eq!(fields.keys().collect::<Vec<_>>(), ["a", "c"]);
        assert_eq!(problems.into_vec().len(), 1);
    }
}
