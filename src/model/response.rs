//! The answer to a search, in the shape of its JSON (see the README, "JSON").
//!
//! Owns what a response says. How a hit is made of an entry of the index is `search::present`'s.

use serde::Serialize;

use super::article::{Article, Entry};
use crate::model::language::LanguageTag;

/// Version of the JSON: fields may be added under one number, never removed or renamed.
pub(crate) const SCHEMA: u32 = 1;

/// The number of hits up to which they are counted, whatever it costs.
pub(crate) const EXACT_TOTALS: usize = 1_000;

/// The answer to a search.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Response {
    /// The version of the JSON: 1.
    pub schema: u32,
    /// The query as typed.
    pub query: String,
    /// Languages searched.
    pub languages: Vec<LanguageTag>,
    /// Number of hits there are in all.
    pub total: usize,
    /// Whether that is the number, or there are more. It is at least wherever there are no more than
    /// 1,000, and where [`Request::count`](crate::model::request::Request) asked for it;
    /// a cluster may not know, or estimate.
    #[serde(skip_serializing_if = "is_true")]
    pub total_is_exact: bool,
    /// Time taken inside the library, microseconds.
    pub took_us: u64,
    /// What had to be given up to find something.
    pub relaxed: Option<Relaxed>,
    /// What the query asked for besides words, if anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operators: Option<Operators>,
    /// What the words alone find, where nothing is found because of the operators.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub without_operators: Option<WithoutOperators>,
    /// The query with misspelt words put right, if there were any.
    #[serde(rename = "suggestion")]
    pub corrected_query: Option<String>,
    /// The hits asked for, best first.
    pub hits: Vec<Hit>,
}

/// What a query asked for besides words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Operators {
    /// Phrases that an entry must have, all of each in its order in one text.
    pub phrases: Vec<String>,
    /// Words and phrases that an entry must not have.
    pub excluded: Vec<String>,
    /// Beginnings of words, of each of which an entry must have a word.
    pub prefixes: Vec<String>,
}

impl Operators {
    /// Returns whether nothing was asked for besides words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns how many operators there are.
    #[must_use]
    pub(crate) fn len(&self) -> usize {
        self.phrases.len() + self.excluded.len() + self.prefixes.len()
    }
}

/// What had to be given up to find something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Relaxed {
    /// Words that the best hit does not hold.
    pub missing: Vec<String>,
}

/// The search that a query would be without its operators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WithoutOperators {
    /// The words.
    pub query: String,
    /// How many hits they have.
    pub total: usize,
    /// Whether that is the number, or there are more, as in [`Response::total_is_exact`].
    #[serde(skip_serializing_if = "is_true")]
    pub total_is_exact: bool,
}

/// One hit.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Hit {
    /// 1-based place in the whole list; 0 when the entry was asked for by name.
    pub rank: usize,
    /// Score; comparable within one response.
    pub score: f32,
    /// Identifier of the entry.
    pub id: String,
    /// `question` or `section`.
    pub kind: &'static str,
    /// Language of what is shown.
    pub language: LanguageTag,
    /// How that language was found.
    pub language_source: String,
    /// The question, or the heading.
    pub question: String,
    /// Words of the query in it, in characters.
    pub question_highlights: Vec<(usize, usize)>,
    /// Published fragment, maybe empty.
    pub anchor: String,
    /// n-th entry with this anchor.
    pub ordinal: u32,
    /// Path relative to the content root.
    pub path: String,
    /// Number of the content root.
    pub root: u32,
    /// 1-based line.
    pub line: u32,
    /// Public address, or `path#anchor` where no address is configured.
    pub url: String,
    /// The article.
    pub article: ArticleName,
    /// Headings above.
    pub section: Vec<String>,
    /// What the article applies to.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub applies_to: String,
    /// The part of the answer that shows why it was found.
    pub snippet: Snippet,
    /// The whole answer as Markdown, when asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// The same question in other languages.
    pub translations: Vec<NamedEntry>,
    /// Entries with the same answer, best first: as many as are worth listing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub same_answer: Vec<NamedEntry>,
    /// How many there are of them among the entries that were ranked.
    #[serde(skip_serializing_if = "is_zero")]
    pub same_answer_total: usize,
    /// What each word and each signal added, when asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Vec<Explanation>>,
    /// The answer's Markdown, for callers inside the program.
    #[serde(skip)]
    pub markdown: String,
}

/// One entry that was asked for by name, with the version of the JSON and its readable text.
#[derive(Debug, Serialize)]
pub(crate) struct ShownEntry<'a> {
    schema: u32,
    #[serde(flatten)]
    hit: &'a Hit,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    related: Option<Vec<NamedEntry>>,
}

impl<'a> ShownEntry<'a> {
    /// Makes the JSON of an entry; `text` is its answer as plain text.
    #[must_use]
    pub(crate) fn new(hit: &'a Hit, text: String) -> Self {
        Self {
            schema: SCHEMA,
            hit,
            text,
            related: None,
        }
    }

    /// Adds the questions that are related to the entry.
    #[must_use]
    pub(crate) fn with_related(mut self, related: Option<Vec<NamedEntry>>) -> Self {
        self.related = related;
        self
    }
}

/// A text with the places to be marked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Snippet {
    /// The text, one line.
    pub text: String,
    /// Marked ranges as `[start, end)` in Unicode scalar values, in order, not overlapping.
    pub highlights: Vec<(usize, usize)>,
}

/// The article of a hit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ArticleName {
    /// Title.
    pub title: String,
    /// What its translations share.
    pub key: String,
}

/// Another entry that a hit names: a translation, or one with the same answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct NamedEntry {
    /// Its language.
    pub language: LanguageTag,
    /// Its identifier.
    pub id: String,
    /// The question there.
    pub question: String,
    /// Number of its content root; left out of the JSON where that is the first.
    #[serde(skip_serializing_if = "is_zero")]
    pub root: u32,
    /// Its file.
    pub path: String,
    /// Its anchor.
    pub anchor: String,
    /// Its public address, where one is configured.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub url: String,
}

impl NamedEntry {
    /// Names an entry of an article as it was read, without a public address.
    #[must_use]
    pub(crate) fn new(article: &Article, entry: &Entry) -> Self {
        Self {
            language: article.language.clone(),
            id: entry.id.clone(),
            question: entry.question.clone(),
            root: u32::try_from(article.root).unwrap_or(u32::MAX),
            path: article.path.clone(),
            anchor: entry.anchor.clone(),
            url: String::new(),
        }
    }

    /// Names the entry of a hit.
    #[must_use]
    pub(crate) fn of_hit(hit: &Hit) -> Self {
        let is_public = hit.url != hit.reference();
        Self {
            language: hit.language.clone(),
            id: hit.id.clone(),
            question: hit.question.clone(),
            root: hit.root,
            path: hit.path.clone(),
            anchor: hit.anchor.clone(),
            url: if is_public {
                hit.url.clone()
            } else {
                String::new()
            },
        }
    }

    /// Returns `path#anchor` or, where there is no anchor, the identifier: as `faq show` takes it.
    #[must_use]
    pub fn reference(&self) -> String {
        if self.anchor.is_empty() {
            self.id.clone()
        } else {
            reference(&self.path, &self.anchor)
        }
    }
}

/// Returns whether something is so.
// The signature is serde's.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_true(is: &bool) -> bool {
    *is
}

/// Returns whether a number is 0.
fn is_zero<N: Default + PartialEq>(number: &N) -> bool {
    *number == N::default()
}

/// What one word, or one signal of the entry as a whole, added to a score.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Explanation {
    /// The word as typed; empty for a signal.
    pub word: String,
    /// The form that matched, or the signal in words.
    pub form: String,
    /// The field it matched in; `all` for what concerns the entry as a whole.
    pub field: &'static str,
    /// What it added; negative for what it took away.
    pub added: f32,
}

impl Explanation {
    /// Makes one line of an explanation, rounded as scores are.
    #[must_use]
    pub fn new(word: String, form: String, field: &'static str, added: f32) -> Self {
        Self {
            word,
            form,
            field,
            added: rounded(added),
        }
    }
}

impl Hit {
    /// Returns `path#anchor`, as `faq show` takes it.
    #[must_use]
    pub fn reference(&self) -> String {
        reference(&self.path, &self.anchor)
    }
}

/// Joins a path and an anchor; a path alone where there is no anchor.
pub(crate) fn reference(path: &str, anchor: &str) -> String {
    if anchor.is_empty() {
        path.to_string()
    } else {
        format!("{path}#{anchor}")
    }
}

/// Rounds to four decimals: enough to tell hits apart, and the same text on every run.
pub(crate) fn rounded(value: f32) -> f32 {
    (value * 10_000.0).round() / 10_000.0
}
