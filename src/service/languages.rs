//! The languages of one query: where to search, and what the reader reads.
//!
//! Owns how tags that someone typed, the reader's locale and the configuration become the
//! languages of a request. How a tag is matched with those of the index is `search::languages`'.

use crate::model::language::{InvalidLanguageTag, LanguageTag, primary};
use crate::model::request::Languages;

/// Language that readers fall back to where the content has it.
const FALLBACK: &str = "en";

/// What a caller knows about languages, as tags that nobody has checked.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct LanguageChoice<'a> {
    /// Languages to search in; `any`, or none, stands for all.
    pub searched: &'a [String],
    /// The language to answer in, if someone chose one.
    pub display: Option<&'a str>,
    /// The reader's languages, most preferred first: those of a locale or of a browser. A tag that
    /// names no language is passed over.
    pub reader: &'a [String],
}

/// The languages of one query.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct QueryLanguages {
    /// In which languages to search.
    pub searched: Languages,
    /// Languages to answer in, most preferred first.
    pub display: Vec<LanguageTag>,
}

impl QueryLanguages {
    /// Decides the languages of a query.
    ///
    /// Answers are in the language chosen for them, else in those searched, else in those of the
    /// reader.
    ///
    /// # Errors
    /// A tag that was chosen is none.
    pub fn resolve(choice: &LanguageChoice<'_>) -> Result<Self, InvalidLanguageTag> {
        let searched = searched(choice.searched)?;
        let display = choice.display.map(str::parse).transpose()?;
        let display = match (display, &searched) {
            (Some(chosen), _) => vec![chosen],
            (None, Languages::Only(tags)) => tags.clone(),
            (None, Languages::Any) => {
                let reader = choice.reader.iter();
                reader.filter_map(|tag| LanguageTag::parse(tag)).collect()
            }
        };
        Ok(Self { searched, display })
    }
}

/// Returns the languages to search in, of tags as someone typed them; `any`, or none, stands for
/// all.
///
/// # Errors
/// Something typed is no language tag.
pub(crate) fn searched(typed: &[String]) -> Result<Languages, InvalidLanguageTag> {
    if typed.is_empty() || typed.iter().any(|tag| tag == "any") {
        return Ok(Languages::Any);
    }
    let tags = typed.iter().map(|tag| tag.parse());
    tags.collect::<Result<_, _>>().map(Languages::Only)
}

/// Returns languages for readers who state none, or whose language the content lacks, most
/// preferred first: those of the configuration, then English where the content has it, else the
/// content's first.
pub(crate) fn fallback(configured: &[LanguageTag], available: &[LanguageTag]) -> Vec<LanguageTag> {
    let first = available
        .iter()
        .find(|tag| primary(tag) == FALLBACK)
        .or_else(|| available.first());
    configured.iter().chain(first).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(tags: &[&str]) -> Vec<LanguageTag> {
        tags.iter().map(|tag| tag.parse().unwrap()).collect()
    }

    fn tags(tags: &[&str]) -> Vec<String> {
        tags.iter().map(ToString::to_string).collect()
    }

    /// Resolves tags for searching, a tag for answering and those of the reader.
    fn resolved(searched: &[&str], display: Option<&str>, reader: &[&str]) -> QueryLanguages {
        QueryLanguages::resolve(&LanguageChoice {
            searched: &tags(searched),
            display,
            reader: &tags(reader),
        })
        .unwrap()
    }

    #[test]
    fn a_choice_wins_over_the_languages_searched_and_those_over_the_reader() {
        let all = resolved(&["fr-FR", "de"], Some("pt_BR"), &["ja"]);
        assert_eq!(all.searched, Languages::Only(parsed(&["fr", "de"])));
        assert_eq!(all.display, ["pt"]);
        assert_eq!(resolved(&["fr", "de"], None, &["ja"]).display, ["fr", "de"]);
        let reader = resolved(&[], None, &["ja-JP", "*", "en"]);
        assert_eq!(reader.searched, Languages::Any);
        assert_eq!(reader.display, ["ja", "en"]);
        let any = resolved(&["fr", "any"], None, &["ja"]);
        assert_eq!(
            (any.searched, any.display),
            (Languages::Any, parsed(&["ja"]))
        );
    }

    #[test]
    fn what_is_chosen_must_be_a_language_tag() {
        let choice = |searched: &[String], display| {
            let choice = LanguageChoice {
                searched,
                display,
                reader: &[],
            };
            QueryLanguages::resolve(&choice).unwrap_err().to_string()
        };
        let expected = "`elvish` is no language tag: use one such as en, fr or pt-BR";
        assert_eq!(choice(&tags(&["en", "elvish"]), None), expected);
        assert_eq!(choice(&[], Some("elvish")), expected);
    }

    #[test]
    fn readers_fall_back_to_the_configuration_then_to_english() {
        let fallback = |configured: &[&str], available: &[&str]| {
            super::fallback(&parsed(configured), &parsed(available))
        };
        assert_eq!(fallback(&["fr"], &["de", "en-GB"]), ["fr", "en-GB"]);
        assert_eq!(fallback(&[], &["de", "fr"]), ["de"]);
        assert!(fallback(&[], &[]).is_empty());
    }
}
