//! What `faq.toml` says, as values.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use crate::content::source::discover::Root;
use crate::content::source::exclude::Exclusions;
use crate::model::language::LanguageTag;

/// What `faq.toml` says.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Config {
    /// Canonical tag of articles whose language is neither declared nor detected.
    pub language: Option<LanguageTag>,
    /// Canonical tags in the order in which readers without a locale prefer them.
    pub languages: Vec<LanguageTag>,
    /// Content roots; relative paths are already resolved against the file's folder.
    pub content: Vec<Root>,
    /// What is left out of every content root.
    pub exclude: Exclusions,
    /// By canonical language tag, sets of words and phrases that mean the same.
    pub synonyms: BTreeMap<LanguageTag, Vec<Vec<String>>>,
    /// How many generations of the index are kept, the live one included; at least 2.
    pub keep: Option<usize>,
    /// About how much memory a run may hold while it writes, in bytes.
    pub memory: Option<u64>,
    /// Judgements by which a new index is measured.
    pub eval: Option<JudgedSet>,
    /// What `faq serve` does unless options say otherwise.
    pub serve: ServeSettings,
    /// The model that finds by meaning.
    pub meaning: MeaningSettings,
    /// The engine that holds the index, unless it is the one that is built in.
    pub engine: Option<EngineSettings>,
}

/// The model that finds by meaning: the table `[meaning]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct MeaningSettings {
    /// Its folder or file; the path is already resolved against the configuration's folder.
    pub model: Option<PathBuf>,
    /// How long a run may make vectors.
    pub budget: Option<Duration>,
}

/// The cluster that holds the index: the table `[engine]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct EngineSettings {
    /// Addresses of nodes.
    pub urls: Vec<String>,
    /// What the names of the index begin with.
    pub index: Option<String>,
    /// Name of the user.
    pub user: Option<String>,
    /// File with the password; already resolved against the configuration's folder.
    pub password_file: Option<PathBuf>,
    /// File with an API key, likewise.
    pub api_key_file: Option<PathBuf>,
    /// File with the certificates of trusted authorities, likewise.
    pub ca: Option<PathBuf>,
    /// File with the certificate of who asks, likewise.
    pub client_certificate: Option<PathBuf>,
    /// File with its private key, likewise.
    pub client_key: Option<PathBuf>,
    /// Primary shards of each language.
    pub shards: Option<u32>,
    /// Copies of each shard.
    pub replicas: Option<u32>,
    /// Seconds that one request may take.
    pub timeout: Option<u32>,
}

/// What `faq serve` does unless options say otherwise: the table `[serve]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServeSettings {
    /// Where to listen, as the option takes it.
    pub listen: Option<String>,
    /// Public address of the search page.
    pub url: Option<String>,
    /// Names by which readers may address the server.
    pub hosts: Vec<String>,
    /// Origins whose scripts may read the API.
    pub cors: Vec<String>,
    /// Name of the site on its pages.
    pub title: Option<String>,
    /// Whether assistants are answered.
    pub mcp: bool,
    /// Folder in which queries are recorded; already resolved against the configuration's folder.
    pub query_log: Option<PathBuf>,
    /// Days after which the records are removed.
    pub query_log_days: Option<u64>,
}

/// Judged queries by which `faq reindex` measures a new index before it publishes it.
#[derive(Clone, Debug, PartialEq)]
pub struct JudgedSet {
    /// File of queries; the path is already resolved against the configuration's folder.
    pub queries: PathBuf,
    /// File of judgements, likewise.
    pub qrels: PathBuf,
    /// By how much nDCG@10 may fall, 0 to 1.
    pub tolerance: f64,
}
