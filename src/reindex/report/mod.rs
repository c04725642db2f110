//! What a run did, or would have done.

pub(crate) mod anchors;
pub(crate) mod counts;
pub(crate) mod diff;
mod kept;
pub(crate) mod languages;
pub(crate) mod unchanged;

use std::collections::BTreeMap;

use serde::Serialize;

use self::diff::{Gone, Questions, Sections};
use super::gate::quality::Quality;
use super::progress::StageTime;
use super::rebuild::Reason;
use crate::index::Finding;
use crate::model::language::LanguageTag;

/// How a run ended.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// A new generation is live.
    Published,
    /// The live generation is up to date.
    Unchanged,
    /// A dry run: a new generation was built, verified and thrown away. JSON has `rehearsed`.
    #[serde(rename = "rehearsed")]
    DryRun,
    /// The new generation was not good enough; the old one stays.
    Refused,
}

/// How many files of which fate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Files {
    /// Content files found.
    pub found: u64,
    /// New ones.
    pub added: u64,
    /// Those with another content.
    pub changed: u64,
    /// Those that are gone.
    pub removed: u64,
    /// Those that were not read, or read and found to be as they were.
    pub unchanged: u64,
    /// Of the unchanged, those that were read because size or time differ.
    pub touched: u64,
    /// Of the unchanged, those that were read because a translation or an include of them changed.
    pub read_again: u64,
}

/// One language of the new generation, and what became of its entries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LanguageReport {
    /// Language tag.
    pub language: LanguageTag,
    /// Number of articles.
    pub articles: u64,
    /// Number of entries.
    pub entries: u64,
    /// Entries of kind question.
    pub questions: u64,
    /// What became of the questions.
    #[serde(flatten)]
    pub differences: Questions,
    /// What became of the sections.
    pub sections: Sections,
}

/// The report of a run.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Report {
    /// How it ended.
    pub outcome: Outcome,
    /// Why it was refused.
    pub refusals: Vec<String>,
    /// The live generation after the run, if there is one.
    pub generation: Option<String>,
    /// The live generation before the run, if there was one.
    pub previous: Option<String>,
    /// Why everything was read, if it was.
    pub full: Option<Reason>,
    /// Fate of the files.
    pub files: Files,
    /// The languages, by tag; for one that is gone, all numbers are 0.
    pub languages: Vec<LanguageReport>,
    /// Published fragments that are gone.
    pub anchors_gone: Vec<Gone>,
    /// Problems of the content, in file order. Empty when nothing had changed: see `faq check`.
    pub findings: Vec<Finding>,
    /// Number of problems by rule.
    pub by_rule: BTreeMap<String, u64>,
    /// nDCG@10, if there are judgements.
    pub quality: Option<Quality>,
    /// Wall time by stage.
    pub stages: Vec<StageTime>,
    /// Size of the indexes in bytes.
    pub bytes: u64,
    /// Wall time of the run in milliseconds.
    pub elapsed_ms: u64,
}
