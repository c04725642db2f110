//! What a service is opened with.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::engine::Cluster;
use crate::model::embedding::EmbeddingModel;
use crate::model::language::LanguageTag;
use crate::model::request::Request;
use crate::model::response::Response;
use crate::search::{RankingParameters, SuggestRequest, Suggestions};

/// How often queries look by default whether another generation is published: seldom enough to
/// cost nothing, often enough that nobody waits for it.
const FOLLOW_EVERY: Duration = Duration::from_secs(1);

/// What a service is opened with.
#[derive(Clone)]
#[non_exhaustive]
pub struct ServiceOptions {
    /// The index folder.
    pub index: PathBuf,
    /// The cluster that holds the index instead of the folder. Needs the feature `opensearch`.
    pub cluster: Option<Cluster>,
    /// Phrases that mean the same, in groups, by language tag.
    pub synonyms: BTreeMap<LanguageTag, Vec<Vec<String>>>,
    /// The numbers that shape ranking.
    pub parameters: RankingParameters,
    /// The model that finds by meaning, if any: the one that the index was made with.
    pub model: Option<EmbeddingModel>,
    /// Languages for readers who state none, or whose language the content lacks; most preferred
    /// first. After these come English and the content's first language.
    pub languages: Vec<LanguageTag>,
    /// At most how often queries look whether another generation is published.
    pub follow_every: Duration,
    /// Whether an index is made ready for the first query when it is opened, instead of by that
    /// query: for a process that keeps it open.
    pub warm: bool,
    /// Told about each query that was answered.
    pub observer: Option<Arc<dyn Observer>>,
}

impl ServiceOptions {
    /// Returns the defaults for an index folder.
    #[must_use]
    pub fn new(index: PathBuf) -> Self {
        Self {
            index,
            cluster: None,
            synonyms: BTreeMap::new(),
            parameters: RankingParameters::default(),
            model: None,
            languages: Vec::new(),
            follow_every: FOLLOW_EVERY,
            warm: false,
            observer: None,
        }
    }
}

/// Is told about each query after it was answered, on the thread that asked.
///
/// The one who asked waits meanwhile, so work that takes long belongs elsewhere.
pub trait Observer: Send + Sync {
    /// Takes note of a search that was answered.
    fn searched(&self, request: &Request, response: &Response) {
        let _ = (request, response);
    }

    /// Takes note of a completion that was answered.
    fn suggested(&self, request: &SuggestRequest, suggestions: &Suggestions) {
        let _ = (request, suggestions);
    }
}
