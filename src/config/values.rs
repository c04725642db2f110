//! What `faq.toml` says, as values.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::content::source::discover::Root;
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
    /// By canonical language tag, sets of words and phrases that mean the same.
    pub synonyms: BTreeMap<LanguageTag, Vec<Vec<String>>>,
    /// How many generations of the index are kept, the live one included; at least 2.
    pub keep: Option<usize>,
    /// Judgements by which a new index is measured.
    pub eval: Option<JudgedSet>,
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
