//! FAQ search over Markdown articles in many languages.
//!
//! Articles are split into one entry per question. [`update_index`] brings an index of them up to
//! date and publishes it as a generation that never changes. A [`Service`] opens the generation
//! that is live, answers queries from any number of threads, and goes over to the next one by
//! itself.
//!
//! # Example
//!
//! ```
//! use faq::{ContentRoot, NoProgress, ReindexOptions, Request, Service, ServiceOptions};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! # let index = folder.path().join("index");
//! // Build the index, or bring it up to date: only what has changed is read.
//! let mut content = ContentRoot::new("content");
//! content.url = Some("https://help.example.org/{locale}/{path}#{anchor}".to_owned());
//! let report = faq::update_index(&ReindexOptions::new(vec![content], index.clone()), &NoProgress)?;
//! assert!(report.generation.is_some());
//!
//! // All languages are searched; the answer is shown in French where it exists.
//! let service = Service::open(ServiceOptions::new(index))?;
//! let mut request = Request::new("ExpressRoute");
//! request.display_languages = vec!["fr".parse()?];
//! let response = service.search(&request)?;
//! assert_eq!(response.hits[0].question, "Faut-il disposer d’Azure ExpressRoute ?");
//! assert_eq!(response.hits[0].translations[0].language, "en");
//! # Ok(())
//! # }
//! ```
//!
//! # What is where
//!
//! - Asking: [`Service`] with [`Request`] → [`Response`] and [`SuggestRequest`] → [`Suggestions`].
//!   [`QueryLanguages`] makes the languages of a request of what a person typed or a browser sent;
//!   an [`Observer`] is told about each query.
//! - Indexing: [`update_index`] with [`ReindexOptions`] → [`ReindexReport`].
//! - Reading articles without an index: [`read_content`], [`read_bytes`] → [`Article`], [`Entry`].
//! - The types that these hold are in [`parts`].
//!
//! # Features
//!
//! `command` (default) adds what the program `faq` needs. Without it nothing here knows terminals.
//! `serve` (default, Unix only) adds `faq serve` to it. `meaning` adds vectors of texts, by a model of
//! one's own. `opensearch` adds a second engine: an index in a cluster, which [`parts::Cluster`]
//! names.

// Asked of the library only: test programs may panic, and share modules of which none uses all.
// The command and the server need more of the crate than the front page offers: without them some
// lies idle.
#![cfg_attr(not(all(unix, feature = "serve")), allow(dead_code, unused_imports))]
#![warn(unreachable_pub)]
#![warn(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

pub(crate) mod analysis;
#[cfg(feature = "command")]
#[doc(hidden)]
pub mod cli;
pub(crate) mod config;
pub(crate) mod content;
pub(crate) mod engine;
pub(crate) mod eval;
pub(crate) mod index;
#[cfg(feature = "command")]
pub(crate) mod mcp;
#[cfg(feature = "meaning")]
pub(crate) mod meaning;
pub(crate) mod model;
#[cfg(feature = "command")]
pub(crate) mod query_log;
pub(crate) mod reindex;
pub(crate) mod search;
#[cfg(all(unix, feature = "serve"))]
pub(crate) mod serve;
pub(crate) mod service;

pub use crate::analysis::terms::{Term, analyze};
pub use crate::config::{Config, ConfigError};
pub use crate::content::corpus::read as read_content;
pub use crate::content::dialect::choice::DialectName;
pub use crate::content::format::{Context as ReadContext, read_bytes};
pub use crate::content::markdown::text::plain as plain_text;
pub use crate::content::source::discover::Root as ContentRoot;
pub use crate::index::IndexError;
pub use crate::model::article::{Article, Entry, Kind};
pub use crate::model::language::{InvalidLanguageTag, LanguageTag};
pub use crate::model::problem::Problem;
pub use crate::reindex::{
    NoProgress, Options as ReindexOptions, Outcome as ReindexOutcome, Progress, ReindexError,
    Report as ReindexReport, rollback, run as update_index,
};
pub use crate::search::{Hit, Languages, Request, Response, SuggestRequest, Suggestions};
pub use crate::service::{LanguageChoice, Observer, QueryLanguages, Service, ServiceOptions};

/// Ways in for the fuzz targets; nothing here is promised.
#[cfg(all(unix, feature = "fuzzing"))]
#[doc(hidden)]
pub mod fuzzing {
    pub use crate::serve::fuzzing::{article, request};
}

/// The types that fields and results of the others have.
pub mod parts {
    pub use crate::config::{EngineSettings, JudgedSet, MeaningSettings, ServeSettings};
    pub use crate::content::corpus::Corpus;
    pub use crate::content::format::Collected;
    pub use crate::content::source::discover::RootError;
    pub use crate::content::source::exclude::{Exclusions, InvalidPattern};
    pub use crate::engine::{
        Cluster, Credentials, IndexStatus, IndexedEntry, LanguageStatus, MeaningStatus, RankedEntry,
    };
    pub use crate::index::store::catalog::Finding;
    pub use crate::model::article::{Heading, LanguageSource, Link, PageKind};
    pub use crate::model::embedding::EmbeddingModel;
    pub use crate::model::response::{Operators, WithoutOperators};
    pub use crate::model::rule::Rule;
    pub use crate::model::severity::Severity;
    pub use crate::reindex::{
        Files, Gone, LanguageReport, Moved, Named, Quality, QualityGate, Questions, Reason,
        RolledBack, Sections, Stage, StageTime,
    };
    pub use crate::search::{
        ArticleName, Explanation, NamedEntry, ParameterError, RankingParameters, Relaxed, Snippet,
        Suggestion,
    };
}
