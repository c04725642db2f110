//! Stub: language of an article.

use super::model::LanguageSource;

/// A language and how it was found.
pub struct Identified {
    /// Language tag.
    pub tag: String,
    /// How it was found.
    pub source: LanguageSource,
}

/// Finds the language of an article.
#[must_use]
pub fn identify(declared: Option<&str>, path: &str, _text: &str, default: &str) -> Identified {
    let _ = path;
    match declared {
        Some(tag) => Identified {
            tag: tag.split('-').next().unwrap_or(tag).to_lowercase(),
            source: LanguageSource::FrontMatter,
        },
        None => Identified {
            tag: default.to_owned(),
            source: LanguageSource::Default,
        },
    }
}

/// The path without its language part.
#[must_use]
pub fn path_below_language(path: &str) -> String {
    path.to_owned()
}
