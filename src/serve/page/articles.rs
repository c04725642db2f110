//! Which articles there are, by path, and what they are called.

use std::collections::BTreeMap;

use super::said::{MOST_ENTRIES, Said};
use crate::content::address::{page_name, path_of};
use crate::content::dialect::choice::Choice;
use crate::content::dialect::site::Site;
use crate::model::article::Kind;
use crate::model::language::LanguageTag;
use crate::service::{IndexError, Languages, Service};

/// Names of files that are the page of their folder.
const FIRST_OF_FOLDER: [&str; 3] = ["index", "_index", "readme"];

/// The articles of one generation of the index.
#[derive(Debug, Default)]
pub(crate) struct Articles {
    by_place: BTreeMap<(u32, String), ArticleSummary>,
    /// Places of the articles that share a key: an article in several languages.
    by_key: BTreeMap<String, Vec<(u32, String)>>,
    /// Paths of articles by root and the path of their page: without what the name of a file ends
    /// with, and as they are published.
    by_page: BTreeMap<(u32, String), String>,
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
    /// What its entries say.
    pub(super) said: Said,
    /// Identifiers of its first entries.
    pub(super) entries: Vec<String>,
    /// Where it is published; empty if nowhere, or each entry elsewhere.
    url: String,
}

impl ArticleSummary {
    /// Returns where it is published, if anywhere.
    pub(crate) fn published(&self) -> Option<&str> {
        is_web(&self.url).then_some(self.url.as_str())
    }

    /// Returns the path of that address, without slashes at its ends.
    pub(crate) fn public_path(&self) -> Option<String> {
        let path = path_of(self.published()?).0;
        (!path.is_empty()).then_some(path)
    }
}

/// Returns whether an address is one of the web, whole.
pub(crate) fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

/// Returns the path of the page that a file becomes: without what its name ends with, and the folder
/// where the file is the first of it.
pub(crate) fn page_of(path: &str) -> &str {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if FIRST_OF_FOLDER
        .iter()
        .any(|first| stem.eq_ignore_ascii_case(first))
    {
        return folder;
    }
    path.get(..path.len() - name.len() + stem.len())
        .unwrap_or(path)
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
            let url = entry.url.split('#').next().unwrap_or_default().to_owned();
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
                    title: entry.title.clone(),
                    key: entry.article_key,
                    questions: 0,
                    said: Said::default(),
                    entries: Vec::new(),
                    url: url.clone(),
                }
            });
            if summary.url != url {
                summary.url.clear();
            }
            summary.questions += usize::from(entry.kind == Kind::Question);
            let said = (&*entry.id, &*entry.question, &*entry.answer);
            summary.said.add(&entry.title, said);
            if summary.entries.len() < MOST_ENTRIES {
                summary.entries.push(entry.id);
            }
        })?;
        articles.name_pages();
        Ok(articles)
    }

    /// Notes by what paths of pages the articles may be named.
    fn name_pages(&mut self) {
        let mut by_page = BTreeMap::new();
        for ((root, path), article) in &self.by_place {
            let names = [Some(page_of(path).to_owned()), article.public_path()];
            for name in names.into_iter().flatten() {
                by_page.entry((*root, name)).or_insert_with(|| path.clone());
            }
        }
        self.by_page = by_page;
    }

    /// Returns the article whose page is at a path, as links name it.
    pub(crate) fn page(&self, root: u32, path: &str) -> Option<&ArticleSummary> {
        let path = self.by_page.get(&(root, page_name(path).to_owned()))?;
        self.get(root, path)
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
                said: Said::default(),
                entries: Vec::new(),
                url: String::new(),
            };
            ((root, path.to_owned()), summary)
        });
        let mut articles = Self {
            by_place: by_place.collect(),
            ..Self::default()
        };
        articles.name_pages();
        articles
    }

    /// Publishes an article of such a sample.
    #[cfg(test)]
    pub(crate) fn published(mut self, path: &str, url: &str) -> Self {
        if let Some(article) = self.by_place.get_mut(&(0, path.to_owned())) {
            url.clone_into(&mut article.url);
        }
        self.name_pages();
        self
    }
}
