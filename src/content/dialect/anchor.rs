//! The fragments under which a published page offers its headings.
//!
//! Reproduces what docfx does: markdig's GitHub-style identifiers, its numbering
//! of duplicates, and the explicit `<a name>` that replaces an identifier after
//! it has been given. Also the rule observed for YAML FAQ pages.

use std::collections::{HashMap, HashSet};

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// The identifier of a heading from its rendered text (tags dropped, entities
/// decoded), before duplicates are numbered.
///
/// Rule: markdig `LinkHelper.UrilizeAsGfm`: per UTF-16 unit, letters and decimal
/// digits, `-` and `_` are kept in lower case, U+0020 becomes `-`, everything else
/// goes. Nothing is collapsed or trimmed. Empty text gives `section`.
#[must_use]
pub fn slug(heading_text: &str) -> String {
    let slug: String = heading_text
        .chars()
        .filter_map(|c| match c {
            ' ' => Some('-'),
            '-' | '_' => Some(c),
            _ if is_letter_or_digit(c) => Some(lower(c)),
            _ => None,
        })
        .collect();
    if slug.is_empty() {
        "section".to_owned()
    } else {
        slug
    }
}

/// The identifier of a question on a YAML FAQ page: everything that is no letter
/// or digit becomes `-`, nothing is dropped, not even the line end of a block
/// scalar. Derived from published links, not from source.
#[must_use]
pub fn yaml_slug(question: &str) -> String {
    question
        .chars()
        .map(|c| if is_letter_or_digit(c) { lower(c) } else { '-' })
        .collect()
}

/// .NET `char.IsLetterOrDigit` on UTF-16 units: a character outside the basic
/// plane is two surrogates there, which are neither.
fn is_letter_or_digit(c: char) -> bool {
    u32::from(c) <= 0xFFFF
        && matches!(
            c.general_category(),
            GeneralCategory::UppercaseLetter
                | GeneralCategory::LowercaseLetter
                | GeneralCategory::TitlecaseLetter
                | GeneralCategory::ModifierLetter
                | GeneralCategory::OtherLetter
                | GeneralCategory::DecimalNumber
        )
}

/// .NET `char.ToLowerInvariant`: one unit to one unit, so `İ` stays.
fn lower(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(single), None) => single,
        _ => c,
    }
}

/// The identifier under which a heading without a name of its own is published,
/// and another one that may lead there.
///
/// Two rules are in the field. markdig works on the rendered text ([`slug`]);
/// the names that translations carry were made from the English source, so that
/// comments and entities leave their letters in it and `_` goes. Of 4,026 published
/// anchors, those of headings with a comment or an entity follow the source, all
/// others the rendered text; the rule that was not followed becomes the alias.
#[must_use]
pub(crate) fn published(rendered: &str, source: &str) -> (String, Option<String>) {
    let by_text = slug(rendered);
    let Some(by_source) = source_name(source).filter(|name| *name != by_text) else {
        return (by_text, None);
    };
    if source.contains("<!--") || has_entity(source) {
        (by_source, Some(by_text))
    } else {
        (by_text, Some(by_source))
    }
}

/// The name that the source of a heading gives; `None` when it has no letter or digit.
fn source_name(source: &str) -> Option<String> {
    let name: String = source
        .chars()
        .filter_map(|c| match c {
            ' ' | '\u{a0}' | '-' => Some('-'),
            _ if is_letter_or_digit(c) => Some(lower(c)),
            _ => None,
        })
        .collect();
    name.chars().any(|c| c != '-').then_some(name)
}

/// Whether the text holds something like `&lt;` or `&#39;`.
fn has_entity(text: &str) -> bool {
    text.split('&').skip(1).any(|rest| {
        rest.split_once(';').is_some_and(|(name, _)| {
            let name = name.strip_prefix('#').unwrap_or(name);
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
    })
}

/// The anchor of one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// As published.
    pub published: String,
    /// Without the suffix of a duplicate.
    pub base: String,
    /// Whether the source wrote it.
    pub explicit: bool,
}

/// Gives the headings of one article their anchors, in document order.
#[derive(Debug, Default)]
pub struct Anchors {
    taken: HashSet<String>,
    /// The last number tried for a slug. All before it are taken for good.
    last: HashMap<String, u32>,
}

impl Anchors {
    /// The anchor of the next heading.
    ///
    /// An explicit name takes the place of the automatic one only after that has
    /// been reserved (docfx `HeadingIdRewriter` runs last), so a later heading with
    /// the same text is still numbered. Explicit names are never numbered.
    pub fn next(&mut self, slug: &str, explicit: Option<&str>) -> Anchor {
        let automatic = self.reserve(slug);
        match explicit {
            Some(name) => Anchor {
                published: name.to_owned(),
                base: name.to_owned(),
                explicit: true,
            },
            None => Anchor {
                published: automatic,
                base: slug.to_owned(),
                explicit: false,
            },
        }
    }

    fn reserve(&mut self, slug: &str) -> String {
        if self.taken.insert(slug.to_owned()) {
            return slug.to_owned();
        }
        let last = self.last.entry(slug.to_owned()).or_insert(0);
        loop {
            *last += 1;
            let candidate = format!("{slug}-{last}");
            if self.taken.insert(candidate.clone()) {
                return candidate;
            }
        }
    }
}

/// The name in an `<a name="…">` or `<a id="…">` tag, where docfx takes it for a
/// heading's identifier: `^<a +(?:name|id)="([\w \-\.]+)" *>$` (`HeadingIdRewriter`).
pub(crate) fn explicit_name(tag: &str) -> Option<&str> {
    let rest = tag.strip_prefix("<a ")?.trim_start_matches(' ');
    let rest = rest
        .strip_prefix("name")
        .or_else(|| rest.strip_prefix("id"))?;
    let rest = rest.strip_prefix("=\"")?;
    let (name, end) = rest.split_once('"')?;
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '_' | ' ' | '-' | '.');
    (!name.is_empty() && name.chars().all(allowed) && end.trim_start_matches(' ') == ">")
        .then_some(name)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn slugs_follow_the_utf16_rule_of_the_publisher() {
        for (text, expected) in [
            (
                "Do I need Azure ExpressRoute?",
                "do-i-need-azure-expressroute",
            ),
            ("A – B", "a--b"),
            ("Windows\u{a0}PE", "windowspe"),
            ("size_t  Count(void)", "size_t--countvoid"),
            ("Ⅷ ² ٣ é", "--٣-é"),
            ("𝒳 x", "-x"),
            ("İstanbul ΣΑΣ", "İstanbul-σασ"),
            ("e\u{301}", "e"),
            ("証明書は必要ですか?", "証明書は必要ですか"),
            ("?!", "section"),
        ] {
            assert_eq!(slug(text), expected, "{text}");
        }
    }

    #[test]
    fn yaml_slugs_replace_and_never_drop() {
        assert_eq!(
            yaml_slug("How do I access my C: drive?"),
            "how-do-i-access-my-c--drive-"
        );
        assert_eq!(yaml_slug("What?\n"), "what--");
    }

    #[test]
    fn a_heading_is_published_by_its_text_or_by_its_source() {
        let named = |source: &str, rendered: &str| {
            let (anchor, alias) = published(rendered, source);
            (anchor, alias.unwrap_or_default())
        };
        let pair = |anchor: &str, alias: &str| (anchor.to_owned(), alias.to_owned());
        assert_eq!(
            named("What&#39;s new", "What's new"),
            pair("what39s-new", "whats-new")
        );
        assert_eq!(
            named("A B <!-- 12 -->", "A B "),
            pair("a-b----12---", "a-b-")
        );
        assert_eq!(named("size_t *n*", "size_t n"), pair("size_t-n", "sizet-n"));
        assert_eq!(
            named("R&D and Q & A", "R&D and Q & A"),
            pair("rd-and-q--a", "")
        );
        assert_eq!(named("Plain text", "Plain text"), pair("plain-text", ""));
    }

    #[test]
    fn an_explicit_name_still_uses_up_the_automatic_one() {
        let mut anchors = Anchors::default();
        assert_eq!(anchors.next("limits", Some("bkmk_l")).published, "bkmk_l");
        let second = anchors.next("limits", None);
        assert_eq!(
            (second.published.as_str(), second.base.as_str()),
            ("limits-1", "limits")
        );
    }

    #[test]
    fn numbering_skips_names_that_real_headings_have() {
        let mut anchors = Anchors::default();
        let given: Vec<_> = ["x-1", "x", "x", "x", "x-1"]
            .iter()
            .map(|slug| anchors.next(slug, None).published)
            .collect();
        assert_eq!(given, ["x-1", "x", "x-2", "x-3", "x-1-1"]);
    }

    #[test]
    fn only_the_exact_form_of_the_tag_is_an_explicit_name() {
        assert_eq!(
            explicit_name("<a name=\"BKMK_x.1 y-z\" >"),
            Some("BKMK_x.1 y-z")
        );
        assert_eq!(explicit_name("<a  id=\"é\">"), Some("é"));
        for tag in [
            "<a name='x'>",
            "<a name=\"x\" class=\"y\">",
            "<a name=\"x\" />",
            "<a name=\"\">",
            "<a href=\"x\">",
        ] {
            assert_eq!(explicit_name(tag), None, "{tag}");
        }
    }

    proptest! {
        #[test]
        fn automatic_anchors_are_unique(slugs in proptest::collection::vec("[ab](-[12])?", 0..40)) {
            let mut anchors = Anchors::default();
            let given: Vec<_> = slugs.iter().map(|slug| anchors.next(slug, None).published).collect();
            let unique: HashSet<_> = given.iter().collect();
            prop_assert_eq!(unique.len(), given.len());
        }

        #[test]
        fn slugs_hold_only_what_the_rule_keeps(text in "\\PC*") {
            let slug = slug(&text);
            prop_assert!(!slug.is_empty());
            prop_assert!(slug.chars().all(|c| c == '-' || c == '_' || is_letter_or_digit(c)));
        }
    }
}
