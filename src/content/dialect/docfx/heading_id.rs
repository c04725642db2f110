//! The identifiers that docfx gives to headings, and to the questions of YAML FAQ pages.
//!
//! Reproduces markdig's GitHub-style identifiers and the explicit `<a name>`. How duplicates
//! are numbered is in [`heading_ids`](crate::content::dialect::heading_ids).

use crate::content::dialect::heading_ids;

/// Returns the identifier of a heading from its rendered text (tags dropped, entities
/// decoded), before duplicates are numbered.
///
/// Rule: markdig `LinkHelper.UrilizeAsGfm`: per UTF-16 unit, letters and decimal
/// digits, `-` and `_` are kept in lower case, U+0020 becomes `-`, everything else
/// goes. Nothing is collapsed or trimmed. Empty text gives `section`.
pub(super) fn heading_id(heading_text: &str) -> String {
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

/// Returns the identifier of a question on a YAML FAQ page: every UTF-16 unit but ASCII letters
/// and digits becomes `-`. The line end of a block scalar does not count, a blank before it does.
/// Derived from published links in five languages, not from source.
pub(crate) fn question_id(question: &str) -> String {
    let question = question.strip_suffix('\n').unwrap_or(question);
    let mut id = String::with_capacity(question.len());
    for c in question.chars() {
        if c.is_ascii_alphanumeric() {
            id.push(c.to_ascii_lowercase());
        } else {
            id.extend(std::iter::repeat_n('-', c.len_utf16()));
        }
    }
    id
}

/// Answers like .NET's `char.IsLetterOrDigit` on UTF-16 units: a character outside the basic
/// plane is two surrogates there, which are neither.
fn is_letter_or_digit(c: char) -> bool {
    u32::from(c) <= 0xFFFF && heading_ids::is_letter_or_digit(c)
}

/// Folds case like .NET's `char.ToLowerInvariant`: one unit to one unit, so `İ` stays.
fn lower(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(single), None) => single,
        _ => c,
    }
}

/// Returns the identifier under which a heading without an explicit one is published, and
/// another one that may lead there.
///
/// Two rules are in use. markdig works on the rendered text ([`heading_id`]);
/// the names that translations carry were made from the English source, so that
/// comments and entities leave their letters in it and `_` goes. Of 4,026 published
/// anchors, those of headings with a comment or an entity follow the source, all
/// others the rendered text; the rule that was not followed becomes the alias.
pub(crate) fn published_ids(rendered: &str, source: &str) -> (String, Option<String>) {
    let by_text = heading_id(rendered);
    let Some(by_source) = source_name(source).filter(|name| *name != by_text) else {
        return (by_text, None);
    };
    if source.contains("<!--") || has_entity(source) {
        (by_source, Some(by_text))
    } else {
        (by_text, Some(by_source))
    }
}

/// Returns the identifier that the source of a heading gives; `None` when it has no letter
/// or digit.
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

/// Returns whether the text holds something like `&lt;` or `&#39;`.
fn has_entity(text: &str) -> bool {
    text.split('&').skip(1).any(|rest| {
        rest.split_once(';').is_some_and(|(name, _)| {
            let name = name.strip_prefix('#').unwrap_or(name);
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
    })
}

/// Returns the name in an `<a name="…">` or `<a id="…">` tag, where docfx takes it for a
/// heading's identifier: `^<a +(?:name|id)="([\w \-\.]+)" *>$` (`HeadingIdRewriter`).
pub(crate) fn explicit_id(tag: &str) -> Option<&str> {
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
    fn identifiers_follow_the_utf16_rule_of_the_publisher() {
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
            assert_eq!(heading_id(text), expected, "{text}");
        }
    }

    #[test]
    fn identifiers_of_questions_replace_and_never_drop() {
        assert_eq!(
            question_id("How do I access my C: drive?"),
            "how-do-i-access-my-c--drive-"
        );
        for (question, expected) in [
            ("What?\n", "what-"),
            ("What? \n", "what--"),
            ("Può costare di più?", "pu--costare-di-pi--"),
            ("\u{1f4a1} an?", "---an-"),
        ] {
            assert_eq!(question_id(question), expected, "{question}");
        }
    }

    #[test]
    fn a_heading_is_published_by_its_text_or_by_its_source() {
        let named = |source: &str, rendered: &str| {
            let (anchor, alias) = published_ids(rendered, source);
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
    fn only_the_exact_form_of_the_tag_is_an_explicit_name() {
        assert_eq!(
            explicit_id("<a name=\"BKMK_x.1 y-z\" >"),
            Some("BKMK_x.1 y-z")
        );
        assert_eq!(explicit_id("<a  id=\"é\">"), Some("é"));
        for tag in [
            "<a name='x'>",
            "<a name=\"x\" class=\"y\">",
            "<a name=\"x\" />",
            "<a name=\"\">",
            "<a href=\"x\">",
        ] {
            assert_eq!(explicit_id(tag), None, "{tag}");
        }
    }

    proptest! {
        #[test]
        fn identifiers_hold_only_what_the_rule_keeps(text in "\\PC*") {
            let id = heading_id(&text);
            prop_assert!(!id.is_empty());
            prop_assert!(id.chars().all(|c| c == '-' || c == '_' || is_letter_or_digit(c)));
        }
    }
}
