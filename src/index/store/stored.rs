//! The entry as the index keeps it for showing, and the hashes that name it.

use serde::{Deserialize, Serialize};

use crate::model::article::{Article, Entry, Kind};
use crate::model::hash::hash64;

/// What a translation shows of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct EntryName {
    /// Identifier of the entry.
    pub id: String,
    /// Number of the content root.
    #[serde(rename = "r", default, skip_serializing_if = "is_zero")]
    pub root: u32,
    /// Path relative to the content root.
    #[serde(rename = "p")]
    pub path: String,
    /// Published fragment, maybe empty.
    #[serde(rename = "a", default, skip_serializing_if = "String::is_empty")]
    pub anchor: String,
    /// Public address, maybe empty.
    #[serde(rename = "u", default, skip_serializing_if = "String::is_empty")]
    pub url: String,
    /// The question.
    #[serde(rename = "h")]
    pub question: String,
}

/// Everything a hit shows. Its name and its answer are stored apart, so that a translation's name
/// is read alone. All but the answer is JSON: small, readable with any tool, and free of a second
/// versioned format.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StoredEntry {
    /// What names it.
    #[serde(skip)]
    pub name: EntryName,
    /// True for a question, false for a section.
    #[serde(rename = "q", default, skip_serializing_if = "is_false")]
    pub is_question: bool,
    /// 1-based line.
    #[serde(rename = "l")]
    pub line: u32,
    /// n-th entry with this base anchor.
    #[serde(rename = "o")]
    pub ordinal: u32,
    /// Title of the article.
    #[serde(rename = "t")]
    pub title: String,
    /// Key of the article.
    #[serde(rename = "k")]
    pub key: String,
    /// What the article applies to, maybe empty.
    #[serde(rename = "ap", default, skip_serializing_if = "String::is_empty")]
    pub applies_to: String,
    /// How the language was found, as in JSON output.
    #[serde(rename = "ls")]
    pub language_source: String,
    /// Headings above.
    #[serde(rename = "s", default, skip_serializing_if = "Vec::is_empty")]
    pub section: Vec<String>,
    /// The answer, Markdown.
    #[serde(skip)]
    pub answer: String,
}

// The signatures are serde's.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_false(value: &bool) -> bool {
    !value
}

#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_zero(value: &u32) -> bool {
    *value == 0
}

impl StoredEntry {
    /// Makes the stored form of an entry.
    #[must_use]
    pub(crate) fn new(article: &Article, entry: &Entry, url: String) -> Self {
        Self {
            name: EntryName {
                id: entry.id.clone(),
                root: u32::try_from(article.root).unwrap_or(u32::MAX),
                path: article.path.clone(),
                anchor: entry.anchor.clone(),
                url,
                question: entry.question.clone(),
            },
            is_question: entry.kind == Kind::Question,
            line: entry.line,
            ordinal: entry.ordinal,
            title: article.title.clone(),
            key: article.key.clone(),
            applies_to: article.applies_to.clone().unwrap_or_default(),
            language_source: article.language_source.as_str().to_string(),
            section: entry.section.clone(),
            answer: entry.answer.clone(),
        }
    }

    /// Returns the kind as JSON names it.
    #[must_use]
    pub(crate) fn kind(&self) -> Kind {
        if self.is_question {
            Kind::Question
        } else {
            Kind::Section
        }
    }
}

/// Returns the hash by which `faq show REF` finds an entry.
#[must_use]
pub(crate) fn reference_hash(reference: &str) -> u64 {
    hash64(&[reference])
}

/// Returns the hash of a question's letters and digits, case and accents aside.
///
/// It is the same for a query that is this question, whatever its punctuation.
#[must_use]
pub(crate) fn question_hash(question: &str) -> u64 {
    let mut key = String::with_capacity(question.len());
    for word in crate::analysis::fold(question).split(|c: char| !c.is_alphanumeric()) {
        if !word.is_empty() {
            key.push_str(word);
            key.push(' ');
        }
    }
    hash64(&[&key])
}

/// Returns the term under which a front matter value is filtered. Case does not matter.
#[must_use]
pub(crate) fn facet_term(field: &str, value: &str) -> String {
    format!("{}={}", field.to_lowercase(), value.trim().to_lowercase())
}
