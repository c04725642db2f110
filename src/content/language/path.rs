//! Language tags in paths: `fr-fr/guide/a.md`, `docs/pt_BR/a.md`, `faq.fr.md`.
//!
//! Owns the decision which folder or file suffix is a language, which must be
//! stricter than for a declared tag: folders are called `sum`, `mdm` or `how-to`
//! for reasons that have nothing to do with the languages of those codes.

use std::ops::Range;

use icu_locale::LanguageIdentifier;

use crate::model::language::{LanguageTag, is_region, is_script};

/// ISO 639-1, without codes that are no longer in use and without `os`, which
/// as a folder means an operating system (`os-GE` is still Ossetian).
const TWO_LETTER: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy \
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig \
    ii ik io is it iu iw ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk \
    ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg \
    si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh \
    yi yo za zh zu";

/// Three-letter codes for which software is localised. Others are words too often:
/// `how-to`, `add-in` and `log-in` are all well-formed tags.
const THREE_LETTER: &str =
    "arn ast ceb chr ckb dsb fil fur gsw haw hsb kok moh nso prs quc quz sah sat smn syr tzm yue";

/// Pairs of a language and a region that are English words first.
const WORDS: [&str; 1] = ["to-do"];

/// A language tag found in a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PathTag<'a> {
    /// Canonical tag.
    pub tag: LanguageTag,
    /// The tag as it stands in the path: `fr-fr`.
    pub written: &'a str,
    /// What to cut from the path to be rid of the tag, with one separator.
    cut: Range<usize>,
}

/// Where Docusaurus keeps translations, below `i18n` and the language, and where the originals are.
const DOCUSAURUS: [(&str, &str); 4] = [
    ("docusaurus-plugin-content-docs/current/", "docs/"),
    ("docusaurus-plugin-content-docs/", "versioned_docs/"),
    ("docusaurus-plugin-content-pages/", "src/pages/"),
    ("docusaurus-plugin-content-blog/", "blog/"),
];

/// Returns the language tag of a path with `/` as separator: the suffix of the file name
/// (`faq.fr.md`) if there is one, else the leftmost folder that is a tag.
#[must_use]
pub(crate) fn find(path: &str) -> Option<PathTag<'_>> {
    suffix(path).or_else(|| folder(path))
}

/// Returns the path without its language: `fr-fr/guide/a.md` and `guide/a.fr.md` both become
/// `guide/a.md`. Other paths are returned as they are.
#[must_use]
pub(crate) fn path_below_language(path: &str) -> String {
    let folder = folder(path);
    let suffix = suffix(path);
    let mut below = path.to_owned();
    if let Some(suffix) = &suffix {
        // The suffix lies behind every folder, so cutting it moves no other range.
        below.replace_range(suffix.cut.clone(), "");
    }
    if let Some(folder) = folder
        && suffix.is_none_or(|suffix| suffix.tag == folder.tag)
    {
        below.replace_range(folder.cut, "");
    }
    let mut plugins = DOCUSAURUS.iter();
    let translated = plugins.find_map(|(plugin, original)| {
        let (before, after) = below.split_once(&format!("i18n/{plugin}"))?;
        Some(format!("{before}{original}{after}"))
    });
    translated.unwrap_or(below)
}

/// Returns the language tag that is the whole name of a file in a folder: `faq/de.md`. Such a file
/// may also be called so for another reason, so its text has to agree.
pub(crate) fn file_name(path: &str) -> Option<PathTag<'_>> {
    if find(path).is_some() {
        return None;
    }
    let (folder, name) = path.rsplit_once('/')?;
    let (written, _extension) = name.rsplit_once('.')?;
    let start = folder.len() + 1;
    Some(PathTag {
        tag: tag(written)?,
        written,
        cut: start..start + written.len(),
    })
}

/// Returns whether a tag is an English word, too, that a file may be called.
pub(super) fn is_word(written: &str) -> bool {
    const WORDS: &str = "am as be he hi id io is it la my no or so to";
    WORDS.split(' ').any(|word| word == written)
}

fn suffix(path: &str) -> Option<PathTag<'_>> {
    let name_start = path.rfind('/').map_or(0, |slash| slash + 1);
    let (_, name) = path.split_at(name_start);
    let (stem, _extension) = name.rsplit_once('.')?;
    let (base, written) = stem.rsplit_once('.')?;
    if base.is_empty() {
        return None;
    }
    let dot = name_start + base.len();
    Some(PathTag {
        tag: tag(written)?,
        written,
        cut: dot..dot + 1 + written.len(),
    })
}

fn folder(path: &str) -> Option<PathTag<'_>> {
    let mut start = 0;
    let mut components = path.split('/').peekable();
    while let Some(written) = components.next() {
        // The last component is the file.
        components.peek()?;
        let end = start + written.len() + 1;
        if let Some(tag) = tag(written) {
            return Some(PathTag {
                tag,
                written,
                cut: start..end,
            });
        }
        start = end;
    }
    None
}

/// Returns the canonical form of a folder name or suffix that is a language tag.
fn tag(name: &str) -> Option<LanguageTag> {
    // Longest accepted shape: fil-Latn-PH.
    if name.len() > 11 {
        return None;
    }
    let lower = name.to_ascii_lowercase().replace('_', "-");
    let listed = |list: &str, code: &str| list.split_ascii_whitespace().any(|known| known == code);
    if WORDS.contains(&lower.as_str()) {
        return None;
    }
    let (language, rest) = lower.split_once('-').unwrap_or((&lower, ""));
    let known = match language.len() {
        2 if rest.is_empty() => listed(TWO_LETTER, language),
        2 => language == "os" || listed(TWO_LETTER, language),
        3 => !rest.is_empty() && listed(THREE_LETTER, language),
        _ => false,
    };
    if !known {
        return None;
    }
    let id: LanguageIdentifier = lower.parse().ok()?;
    let plausible = id.variants.is_empty()
        && id.script.is_none_or(is_script)
        && id.region.is_none_or(is_region);
    if plausible {
        LanguageTag::parse(&lower)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag_of(path: &str) -> Option<LanguageTag> {
        find(path).map(|place| place.tag)
    }

    #[test]
    fn folders_and_suffixes_are_recognised() {
        for (path, expected) in [
            ("fr/a.md", "fr"),
            ("fr-fr/guide/a.md", "fr"),
            ("docs/pt_BR/a.md", "pt"),
            ("ZH-Hant/a.md", "zh-TW"),
            ("zh-hans-cn/a.md", "zh"),
            ("es-419/a.md", "es-419"),
            ("fil-ph/a.md", "fil"),
            ("en/de/a.md", "en"),
            ("en/faq.fr.md", "fr"),
            ("faq.pt-br.markdown", "pt"),
            ("faq.ja.jsonl", "ja"),
            ("os-ge/a.md", "os"),
        ] {
            assert_eq!(tag_of(path).as_deref(), Some(expected), "{path}");
        }
    }

    #[test]
    fn folders_that_only_look_like_tags_are_not() {
        for path in [
            "sum/a.md",
            "osd/a.md",
            "mdm/a.md",
            "os/a.md",
            "cmg/a.md",
            "how-to/a.md",
            "add-in/a.md",
            "to-do/a.md",
            "no-code/a.md",
            "my-vm/a.md",
            "my-apps/a.md",
            "it",
            "fr.md",
            ".fr.md",
            "asp.net.md",
            "1902/a.md",
            "",
            "/",
            "a/b/c.md",
            "vm/node.js.md",
            "english/a.md",
        ] {
            assert_eq!(tag_of(path), None, "{path}");
        }
    }

    #[test]
    fn the_path_below_the_language_pairs_translations() {
        for (path, expected) in [
            ("fr-fr/guide/a.md", "guide/a.md"),
            ("docs/fr/a.md", "docs/a.md"),
            ("faq.fr.md", "faq.md"),
            ("guide/faq.zh-Hant.md", "guide/faq.md"),
            ("fr/faq.fr.md", "faq.md"),
            ("en/faq.fr.md", "en/faq.md"),
            ("guide/a.md", "guide/a.md"),
            ("fr.md", "fr.md"),
            (
                "i18n/de/docusaurus-plugin-content-docs/current/a/b.md",
                "docs/a/b.md",
            ),
            (
                "web/i18n/pt-BR/docusaurus-plugin-content-docs/version-3/b.md",
                "web/versioned_docs/version-3/b.md",
            ),
        ] {
            assert_eq!(path_below_language(path), expected, "{path}");
        }
    }

    #[test]
    fn a_file_in_a_folder_may_be_called_as_its_language() {
        let tag = |path| file_name(path).map(|place| place.tag);
        assert_eq!(tag("faq/light/de.md").as_deref(), Some("de"));
        assert_eq!(tag("faq/pt-br.md").as_deref(), Some("pt"));
        for path in ["de.md", "fr/de.md", "faq/index.md", "faq/index.de.md"] {
            assert_eq!(tag(path), None, "{path}");
        }
        assert!(is_word("it") && !is_word("de"));
    }

    #[test]
    fn the_tag_is_kept_as_written() {
        assert_eq!(
            find("docs/Fr-FR/a.md").map(|place| place.written),
            Some("Fr-FR")
        );
    }
}
