//! Which language an article is in.
//!
//! Owns the order in which the sources of a language are asked. Where a tag stands in a path is
//! in [`path`], detection on text in `detect`; tags themselves are in [`crate::model::language`].

mod detect;
pub(crate) mod path;

pub(crate) use self::path::path_below_language;
use crate::model::article::LanguageSource;
use crate::model::language::{LanguageTag, primary};

/// A language and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Identified {
    /// The language.
    pub tag: LanguageTag,
    /// Which source decided.
    pub source: LanguageSource,
}

/// Identifies the language of one article or record.
///
/// Sources in order: what the source declares, a tag in its path, the name of the file if the text
/// agrees, detection on the text, `default`. A declared value that is no language is passed over.
#[must_use]
pub(crate) fn identify(
    declared: Option<&str>,
    path: &str,
    text: &str,
    default: &LanguageTag,
) -> Identified {
    let found = |tag, source| Identified { tag, source };
    if let Some(tag) = declared.and_then(LanguageTag::parse) {
        return found(tag, LanguageSource::FrontMatter);
    }
    if let Some(place) = path::find(path) {
        return found(place.tag, LanguageSource::Path);
    }
    let detected = detect::detect(text).and_then(LanguageTag::parse);
    if let Some(place) = path::file_name(path) {
        let agrees = match &detected {
            Some(detected) => primary(detected) == primary(&place.tag),
            None => !path::is_word(place.written),
        };
        if agrees {
            return found(place.tag, LanguageSource::Path);
        }
    }
    if let Some(tag) = detected {
        return found(tag, LanguageSource::Detected);
    }
    found(default.clone(), LanguageSource::Default)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::language::tag;

    #[test]
    fn the_sources_are_asked_in_order() {
        let identify = |declared, path| {
            let found = identify(
                declared,
                path,
                "Wie oft wird der Index erneuert, und wer darf ihn lesen?",
                &LanguageTag::ENGLISH,
            );
            (found.tag, found.source)
        };
        assert_eq!(
            identify(Some("it-IT"), "fr/a.md"),
            (tag("it"), LanguageSource::FrontMatter)
        );
        assert_eq!(
            identify(Some("klingonish"), "fr/a.md"),
            (tag("fr"), LanguageSource::Path)
        );
        assert_eq!(
            identify(None, "a.md"),
            (tag("de"), LanguageSource::Detected)
        );
        assert_eq!(
            identify(None, "faq/de.md"),
            (tag("de"), LanguageSource::Path)
        );
        assert_eq!(
            identify(None, "faq/uk.md"),
            (tag("de"), LanguageSource::Detected)
        );
        let unknown = super::identify(None, "a.md", "4711", &LanguageTag::ENGLISH);
        assert_eq!(
            (unknown.tag.as_str(), unknown.source),
            ("en", LanguageSource::Default)
        );
    }
}
