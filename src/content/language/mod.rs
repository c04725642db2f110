//! Which language an article is in.
//!
//! Owns the order in which the sources of a language are asked. Where a tag stands in a path is
//! in [`path`], detection on text in `detect`; tags themselves are in [`crate::model::language`].

mod detect;
pub(crate) mod path;

pub(crate) use self::path::path_below_language;
use crate::model::article::LanguageSource;
use crate::model::language::canonical;

/// A language and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Identified {
    /// Canonical, minimal tag, see [`canonical`].
    pub tag: String,
    /// Which source decided.
    pub source: LanguageSource,
}

/// Identifies the language of one article or record.
///
/// Sources in order: what the source declares, a tag in its path, detection on
/// the text, `default`. A declared value that is no language is passed over.
#[must_use]
pub(crate) fn identify(
    declared: Option<&str>,
    path: &str,
    text: &str,
    default: &str,
) -> Identified {
    let found = |tag, source| Identified { tag, source };
    if let Some(tag) = declared.and_then(canonical) {
        return found(tag, LanguageSource::FrontMatter);
    }
    if let Some(place) = path::find(path) {
        return found(place.tag, LanguageSource::Path);
    }
    if let Some(tag) = detect::detect(text).and_then(canonical) {
        return found(tag, LanguageSource::Detected);
    }
    let tag = canonical(default).unwrap_or_else(|| default.to_owned());
    found(tag, LanguageSource::Default)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sources_are_asked_in_order() {
        let identify = |declared, path| {
            let found = identify(
                declared,
                path,
                "Wie oft wird der Index erneuert, und wer darf ihn lesen?",
                "en-US",
            );
            (found.tag, found.source)
        };
        assert_eq!(
            identify(Some("it-IT"), "fr/a.md"),
            ("it".into(), LanguageSource::FrontMatter)
        );
        assert_eq!(
            identify(Some("klingonish"), "fr/a.md"),
            ("fr".into(), LanguageSource::Path)
        );
        assert_eq!(
            identify(None, "a.md"),
            ("de".into(), LanguageSource::Detected)
        );
        let unknown = super::identify(None, "a.md", "4711", "en-US");
        assert_eq!(
            (unknown.tag.as_str(), unknown.source),
            ("en", LanguageSource::Default)
        );
    }
}
