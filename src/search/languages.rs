//! Which of the index's languages a search concerns.

use crate::model::language::{LanguageTag, fallbacks, primary};
use crate::model::request::Languages;

impl Languages {
    /// Returns the numbers of the index's languages that are meant, ascending.
    #[must_use]
    pub fn resolve(&self, tags: &[&str]) -> Vec<usize> {
        match self {
            Self::Any => (0..tags.len()).collect(),
            Self::Only(wanted) => {
                let mut numbers: Vec<usize> = wanted
                    .iter()
                    .flat_map(|wanted| matching(wanted, tags))
                    .collect();
                numbers.sort_unstable();
                numbers.dedup();
                numbers
            }
        }
    }
}

/// Returns the languages of the index that a tag means: the same tag, and all regions of a language
/// without one; else the nearest tags that stand in for it, then the other regions of its language.
fn matching(wanted: &str, tags: &[&str]) -> Vec<usize> {
    let by = |accept: &dyn Fn(&str) -> bool| -> Vec<usize> {
        (0..tags.len()).filter(|&n| accept(tags[n])).collect()
    };
    let same = by(&|tag| tag == wanted || (primary(wanted) == wanted && primary(tag) == wanted));
    if !same.is_empty() {
        return same;
    }
    let mut found = Vec::new();
    for parent in fallbacks(wanted) {
        found.extend(by(&|tag| parent == *tag));
    }
    found.extend(by(&|tag| primary(tag) == primary(wanted)));
    let mut seen = vec![false; tags.len()];
    found.retain(|&n| !std::mem::replace(&mut seen[n], true));
    found
}

/// Returns the numbers of the languages that a reader prefers, best first.
#[must_use]
pub(crate) fn preferences(wanted: &[LanguageTag], tags: &[&str]) -> Vec<usize> {
    let mut numbers = Vec::new();
    for tag in wanted {
        for number in matching(tag, tags) {
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
    }
    numbers
}

/// The languages in which hits are shown: numbers of the index's languages, best first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReaderLanguages {
    /// The reader's own. A hit that has one of them is shown in it.
    pub preferred: Vec<usize>,
    /// These and then others that the reader is likely to read, for what was found.
    pub fallback: Vec<usize>,
}

impl ReaderLanguages {
    /// Resolves tags. Where the index has none of `preferred`, `fallback` takes its place.
    #[must_use]
    pub(crate) fn resolve(
        preferred: &[LanguageTag],
        fallback: &[LanguageTag],
        tags: &[&str],
    ) -> Self {
        let further = preferences(fallback, tags);
        let mut preferred = preferences(preferred, tags);
        if preferred.is_empty() {
            preferred.clone_from(&further);
        }
        let mut fallback = preferred.clone();
        for number in further {
            if !fallback.contains(&number) {
                fallback.push(number);
            }
        }
        Self {
            preferred,
            fallback,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::language::tag;

    #[test]
    fn tags_resolve_to_the_nearest_languages_of_the_index() {
        let tags = ["en", "fr", "pt", "pt-PT", "zh-TW"];
        let only = |wanted: &str| Languages::Only(vec![tag(wanted)]).resolve(&tags);
        assert_eq!(only("fr"), [1]);
        assert_eq!(only("pt"), [2, 3]);
        assert_eq!(only("pt-PT"), [3]);
        assert_eq!(only("zh"), [4]);
        assert_eq!(only("fr-CA"), [1]);
        assert_eq!(only("ko"), [0_usize; 0]);
        assert_eq!(Languages::Any.resolve(&tags), [0, 1, 2, 3, 4]);
        assert_eq!(preferences(&[tag("pt-AO")], &tags), [3, 2]);
        assert_eq!(Languages::Only(vec![tag("nn")]).resolve(&["da", "no"]), [1]);
        assert_eq!(
            preferences(&[tag("fr-CA"), LanguageTag::ENGLISH], &tags),
            [1, 0]
        );
    }

    #[test]
    fn a_reader_whose_language_is_missing_gets_another() {
        let tags = ["de", "en", "fr"];
        let readers = |wanted: &str| {
            let readers = ReaderLanguages::resolve(&[tag(wanted)], &[LanguageTag::ENGLISH], &tags);
            (readers.preferred, readers.fallback)
        };
        assert_eq!(readers("fr"), (vec![2], vec![2, 1]));
        assert_eq!(readers("ko"), (vec![1], vec![1]));
    }
}
