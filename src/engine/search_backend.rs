//! What an engine must do to answer queries, and the plain values that it speaks in.
//!
//! Owns the contract. How an engine keeps its promises is its own affair, and choosing the
//! languages of a reader is the service's.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::content::dialect::site::Site;
use crate::index::vectors::VectorSummary;
use crate::index::{IndexError, Manifest, StoredEntry};
use crate::model::article::Kind;
use crate::model::language::LanguageTag;
use crate::model::request::Request;
use crate::model::response::{Hit, NamedEntry, Response};
use crate::search::{Languages, SuggestRequest, Suggestions};

/// Synonyms by language tag: groups of words and phrases that mean the same.
pub(crate) type SynonymGroups = BTreeMap<LanguageTag, Vec<Vec<String>>>;

/// One published state of an index, open for searching.
///
/// It never changes: what is published later is opened as another value. Every method may be
/// called from several threads at once, and the same call gives the same answer each time.
pub(crate) trait SearchBackend: Send + Sync {
    /// Returns whether this is still the state that is published.
    ///
    /// # Errors
    /// What is published cannot be found out.
    fn is_current(&self) -> Result<bool, IndexError>;

    /// Returns what is indexed, in figures. Its languages are sorted by tag.
    fn status(&self) -> IndexStatus;

    /// Returns the tags of the languages that are indexed, sorted.
    fn languages(&self) -> Vec<LanguageTag>;

    /// Returns the languages that have no vectors of the model that is open, if one is.
    fn languages_without_vectors(&self) -> Vec<LanguageTag> {
        Vec::new()
    }

    /// Answers a query with one page of hits.
    ///
    /// The pages of one query are cut from one list. A question that exists in several languages
    /// is one hit, shown in the first of the reader's languages that has it.
    ///
    /// # Errors
    /// The index is damaged.
    fn search(&self, request: &Request) -> Result<Response, IndexError>;

    /// Completes what someone is typing.
    ///
    /// # Errors
    /// The index is damaged.
    fn suggest(&self, request: &SuggestRequest) -> Result<Suggestions, IndexError>;

    /// Finds the entries that an identifier or `path#anchor` names, in file order, with whole
    /// answers. None is no error.
    ///
    /// # Errors
    /// The index is damaged.
    fn find(&self, reference: &str) -> Result<Vec<Hit>, IndexError>;

    /// Returns at most `limit` questions that are related to an entry that was found, best first,
    /// in its language. Neither the entry nor one with the same answer is among them.
    ///
    /// # Errors
    /// The index is damaged.
    fn related(&self, entry: &Hit, limit: usize) -> Result<Vec<NamedEntry>, IndexError>;

    /// Ranks entries one by one, best first, at most `depth`. Translations are not merged: this is
    /// what evaluation measures.
    ///
    /// # Errors
    /// The index is damaged.
    fn rank(
        &self,
        query: &str,
        languages: &Languages,
        depth: usize,
    ) -> Result<Vec<RankedEntry>, IndexError>;

    /// Finds queries that ask the same in other words: for each query the place of the first that
    /// does, its own where there is none. Only a model tells; without one each is like itself
    /// alone.
    ///
    /// # Errors
    /// The index is damaged.
    fn alike(&self, queries: &[&str], language: &LanguageTag) -> Result<Vec<usize>, IndexError> {
        let _ = language;
        Ok((0..queries.len()).collect())
    }

    /// Passes every entry of these languages to `visit`, language by language.
    ///
    /// # Errors
    /// The index is damaged.
    fn entries(
        &self,
        languages: &Languages,
        visit: &mut dyn FnMut(IndexedEntry),
    ) -> Result<(), IndexError>;
}

/// An entry and its score.
#[derive(Clone, Debug, PartialEq)]
pub struct RankedEntry {
    /// Identifier of the entry.
    pub id: String,
    /// Score; comparable within one ranking.
    pub score: f32,
}

impl From<(String, f32)> for RankedEntry {
    fn from((id, score): (String, f32)) -> Self {
        Self { id, score }
    }
}

/// An entry as it is indexed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexedEntry {
    /// Identifier.
    pub id: String,
    /// Language tag.
    pub language: LanguageTag,
    /// Number of its content root.
    pub root: u32,
    /// Path of its file, relative to the content root.
    pub path: String,
    /// Where it is published, maybe empty.
    pub url: String,
    /// Title of its article.
    pub title: String,
    /// What the translations of its article share.
    pub article_key: String,
    /// Question or section.
    pub kind: Kind,
    /// The question, or the heading.
    pub question: String,
    /// The answer, Markdown.
    pub answer: String,
}

impl IndexedEntry {
    /// Takes an entry as the index stores it.
    pub(crate) fn of_stored(entry: StoredEntry, language: LanguageTag) -> Self {
        Self {
            kind: entry.kind(),
            id: entry.name.id,
            language,
            root: entry.name.root,
            path: entry.name.path,
            url: entry.name.url,
            title: entry.title,
            article_key: entry.key,
            question: entry.name.question,
            answer: entry.answer,
        }
    }
}

/// What an index holds, in figures.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct IndexStatus {
    /// Name of the published state, such as `gen-000007`.
    pub generation: String,
    /// When it was built, in seconds since 1970 (UTC).
    pub created: u64,
    /// Version of faq that built it.
    pub tool: String,
    /// Number of articles and of files of records.
    pub articles: u64,
    /// Number of problems in the content, as `faq check` counts them.
    pub problems: u64,
    /// Size in bytes.
    pub bytes: u64,
    /// Figures by language, sorted by tag.
    pub languages: Vec<LanguageStatus>,
    /// The dialects that each content root was read in.
    pub(crate) sites: Vec<Site>,
}

/// What an index holds of one language, in figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct LanguageStatus {
    /// Language tag.
    pub language: LanguageTag,
    /// Number of articles.
    pub articles: u64,
    /// Number of entries.
    pub entries: u64,
    /// Number of entries that are questions.
    pub questions: u64,
    /// The vectors of the entries, if a model made some.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meaning: Option<MeaningStatus>,
}

/// What a model makes of a language, in figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct MeaningStatus {
    /// Name of the model.
    pub model: String,
    /// Digest of the model.
    pub digest: String,
    /// Entries that have no vectors yet.
    pub missing: u64,
    /// What nearness in meaning is worth beside words; 0 where the model brings nothing.
    pub weight: f32,
}

impl MeaningStatus {
    fn new(vectors: &VectorSummary) -> Self {
        Self {
            model: vectors.name.clone(),
            digest: vectors.model.clone(),
            missing: vectors.missing,
            weight: vectors.weight,
        }
    }
}

impl IndexStatus {
    /// Reads the figures off the manifest of a generation.
    pub(crate) fn new(generation: &str, manifest: &Manifest) -> Self {
        let languages = manifest.languages.iter().map(|language| LanguageStatus {
            language: language.tag.clone(),
            articles: language.articles,
            entries: language.entries,
            questions: language.questions,
            meaning: language.vectors.as_ref().map(MeaningStatus::new),
        });
        Self {
            generation: generation.to_string(),
            created: manifest.created,
            tool: manifest.tool.clone(),
            articles: manifest.articles,
            problems: manifest.problems,
            bytes: manifest.bytes(),
            languages: languages.collect(),
            sites: manifest.configuration.sites.clone(),
        }
    }
}
