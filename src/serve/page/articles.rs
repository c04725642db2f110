//! Which articles there are, by path, and what they are called.

use std::collections::BTreeMap;

use crate::content::dialect::choice::Choice;
use crate::content::dialect::site::Site;
use crate::model::article::Kind;
use crate::model::language::LanguageTag;
use crate::service::{IndexError, Languages, Service};

/// The articles of one generation of the index.
#[derive(Debug, Default)]
pub(crate) struct Articles {
    by_place: BTreeMap<(u32, String), ArticleSummary>,
    /// Places of the articles that share a key: an article in several languages.
    by_key: BTreeMap<String, Vec<(u32, String)>>,
    /// The dialects that each content root was indexed in.
    sites: Vec<Site>,
}

/// What is known of an article without reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ArticleSummary {
    /// Number of the content root.
    pub(crate) root: u32,
    /// Path below it.
    pub(crate) path: String,
    /// Language tag.
    pub(crate) language: LanguageTag,
    /// Title.
    pub(crate) title: String,
    /// What its translations share.
    pub(crate) key: String,
    /// How many questions it has.
    pub(crate) questions: usize,
}

impl Articles {
    /// Reads the whole index.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn read(service: &Service) -> Result<Self, IndexError> {
        let mut articles = Self {
            sites: service.status().sites,
            ..Self::default()
        };
        service.entries(&Languages::Any, |entry| {
            let place = (entry.root, entry.path.clone());
            let by_key = &mut articles.by_key;
            let summary = articles.by_place.entry(place.clone()).or_insert_with(|| {
                by_key
                    .entry(entry.article_key.clone())
                    .or_default()
                    .push(place);
                ArticleSummary {
                    root: entry.root,
                    path: entry.path,
                    language: entry.language,
                    title: entry.title,
                    key: entry.article_key,
                    questions: 0,
                }
            });
            summary.questions += usize::from(entry.kind == Kind::Question);
        })?;
        Ok(articles)
    }

    /// Returns how the dialect of an article is known.
    pub(crate) fn dialect(&self, article: &ArticleSummary) -> Choice {
        let site = usize::try_from(article.root)
            .ok()
            .and_then(|root| self.sites.get(root));
        site.map_or(Choice::Detected(None), |site| site.choice(&article.path))
    }

    /// Returns an article.
    pub(crate) fn get(&self, root: u32, path: &str) -> Option<&ArticleSummary> {
        self.by_place.get(&(root, path.to_owned()))
    }

    /// Returns an article in all its languages, itself included, sorted by root and path.
    pub(crate) fn translations(&self, article: &ArticleSummary) -> Vec<&ArticleSummary> {
        let places = self.by_key.get(&article.key).into_iter().flatten();
        places
            .filter_map(|place| self.by_place.get(place))
            .collect()
    }

    /// Returns the articles in a language, sorted by root and path.
    pub(crate) fn in_language<'a>(
        &'a self,
        language: &'a LanguageTag,
    ) -> impl Iterator<Item = &'a ArticleSummary> {
        let all = self.by_place.values();
        all.filter(move |article| article.language == *language)
    }

    /// Makes articles of roots and paths.
    #[cfg(test)]
    pub(crate) fn sample(places: &[(u32, &str)]) -> Self {
        let by_place = places.iter().map(|&(root, path)| {
            let summary = ArticleSummary {
                root,
                path: path.to_owned(),
                language: LanguageTag::ENGLISH,
                title: String::new(),
                key: String::new(),
                questions: 0,
            };
            ((root, path.to_owned()), summary)
        });
        Self {
            by_place: by_place.collect(),
            by_key: BTreeMap::new(),
            sites: Vec::new(),
        }
    }
}
