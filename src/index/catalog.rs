//! What a generation knows about the files it was made from, besides their texts.
//!
//! `catalog.json` spares the next reindex reading what has not changed: it holds
//! what pairing translations, checking links and reporting differences need.
//! Searches never open it.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::IndexError;
use super::stored::hash64;
use crate::content::model::{Article, Entry, Problem, Severity};

/// Name of the catalog inside a generation.
const CATALOG: &str = "catalog.json";

/// A problem of the content that outlives the run which found it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Finding {
    /// Which content root.
    pub root: usize,
    /// Path relative to the root.
    pub path: String,
    /// 1-based line; 0 for the whole file.
    pub line: u32,
    /// 1-based column; 0 when unknown.
    pub column: u32,
    /// Name of the rule.
    pub rule: Cow<'static, str>,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Cow<'static, str>,
}

impl From<Problem> for Finding {
    fn from(problem: Problem) -> Self {
        Self {
            root: problem.root,
            path: problem.path,
            line: problem.line,
            column: problem.column,
            rule: Cow::Borrowed(problem.rule),
            severity: problem.severity,
            message: problem.message,
            hint: Cow::Borrowed(problem.hint),
        }
    }
}

/// All files of a generation, sorted by root and path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalog {
    /// The files.
    pub files: Vec<CatalogFile>,
}

/// One source file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogFile {
    /// Number of the content root.
    pub root: usize,
    /// Path relative to the root.
    pub path: String,
    /// What was in it.
    pub content: Content,
    /// What its reader reported.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

/// What a source file holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Content {
    /// An article.
    Article(Box<Outline>),
    /// Records, in file order.
    Records(Vec<RecordOutline>),
    /// Nothing: it could not be read.
    Unreadable,
}

/// An article without its texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// The article as its reader made it, answers cut to a sign that they exist. Its key is the
    /// one that was assigned.
    pub article: Article,
    /// What each entry says, see [`text_hash`].
    pub texts: Vec<u64>,
    /// Base anchor and ordinal of the entries, by number, that were aligned with a translation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aligned: Vec<(usize, String, u32)>,
}

/// A record without its texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordOutline {
    /// Identifier.
    #[serde(rename = "i")]
    pub id: String,
    /// Language tag.
    #[serde(rename = "l")]
    pub language: String,
    /// Published fragment, maybe empty.
    #[serde(rename = "a", default, skip_serializing_if = "String::is_empty")]
    pub anchor: String,
    /// See [`text_hash`].
    #[serde(rename = "t")]
    pub text: u64,
}

/// Hash of what an entry says: question, answer, keywords and the headings above.
#[must_use]
pub fn text_hash(entry: &Entry) -> u64 {
    let keywords = entry.keywords.iter().map(String::as_str);
    let parts: Vec<&str> = [entry.question.as_str(), entry.answer.as_str()]
        .into_iter()
        .chain(keywords)
        // Else the last keyword could be a heading as well.
        .chain(["\n"])
        .chain(entry.section.iter().map(String::as_str))
        .collect();
    hash64(&parts)
}

/// Takes the texts out of an article, in place, and returns their hashes.
pub fn strip(article: &mut Article) -> Vec<u64> {
    let mut texts = Vec::with_capacity(article.entries.len());
    for entry in &mut article.entries {
        texts.push(text_hash(entry));
        // Whether there is an answer is something that `faq check` asks.
        entry.answer = entry.answer.trim_start().chars().take(1).collect();
        entry.section = Vec::new();
        entry.keywords = Vec::new();
    }
    texts
}

/// Reads the catalog of a generation.
///
/// # Errors
/// It is missing or not what a reindex writes.
pub fn read_catalog(generation: &Path) -> Result<Catalog, IndexError> {
    let path = generation.join(CATALOG);
    let bytes = fs::read(&path).map_err(IndexError::missing_is_damage("read", &path))?;
    serde_json::from_slice(&bytes).map_err(|error| IndexError::Damaged {
        path,
        reason: error.to_string(),
    })
}

/// Writes the catalog of a generation in the making.
///
/// # Errors
/// The file cannot be written.
pub fn write_catalog(generation: &Path, catalog: &Catalog) -> Result<(), IndexError> {
    let path = generation.join(CATALOG);
    let write = || -> std::io::Result<()> {
        let mut file = BufWriter::new(File::create(&path)?);
        serde_json::to_writer(&mut file, catalog)?;
        file.flush()
    };
    write().map_err(IndexError::io("write", &path))
}
