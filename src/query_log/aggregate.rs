//! Reads the log and counts: by query, by day, by source.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use super::event::{Event, Line, Search, Source, Step, VERSION};
use super::files;

/// Longest line that is looked at, in bytes; the server writes none half as long.
const MAX_LINE: u64 = 16 * 1024;

/// A folder or file of the log that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read the query log {}: {source}", .path.display())]
pub(crate) struct LogError {
    /// The folder or file.
    path: PathBuf,
    /// What the system says.
    source: io::Error,
}

/// What counts as one query: the same words in lower case, from readers of the same language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Key {
    /// The query in lower case, with single spaces.
    pub(crate) text: String,
    /// The language answered in.
    pub(crate) display: String,
    /// The languages searched; none for all.
    pub(crate) searched: Vec<String>,
}

/// What happened with a query.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    /// The query as it was asked last.
    pub(crate) text: String,
    /// How often it was asked.
    pub(crate) searches: u64,
    /// How often where it is seen what readers do with answers: on the search page, and over the
    /// API if its clients tell.
    pub(crate) watched: u64,
    /// How many of these led to a hit that was followed or unfolded, or said to help.
    pub(crate) followed: u64,
    /// How often nothing was found.
    pub(crate) no_hits: u64,
    /// How often words had to be given up.
    pub(crate) relaxed: u64,
    /// How many of these found an answer that was said to help all the same.
    pub(crate) relaxed_helpful: u64,
    /// How often another query followed, and nothing else.
    pub(crate) rephrased: u64,
    /// How often an answer was said not to help.
    pub(crate) unhelpful: u64,
    /// How often one was said to help.
    pub(crate) helpful: u64,
    /// The longest time that a search took, microseconds.
    pub(crate) slowest_us: u64,
    /// The best hit of the last search.
    pub(crate) best: Option<String>,
    /// By entry, in how many searches it was the last that a reader looked at, or was said to help.
    pub(crate) chosen: BTreeMap<String, Votes>,
    /// By entry, in how many searches it was passed over for one below.
    pub(crate) passed: BTreeMap<String, u64>,
}

impl Asked {
    /// Returns how often words had to be given up, and no answer was said to help.
    pub(crate) fn relaxed_only(&self) -> u64 {
        self.relaxed.saturating_sub(self.relaxed_helpful)
    }
}

/// What speaks for an entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Votes {
    /// Searches in which it was the last one looked at.
    pub(crate) last: u64,
    /// Searches in which it was said to help.
    pub(crate) helpful: u64,
}

/// What happened on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Day {
    /// Searches.
    pub(crate) searches: u64,
    /// Searches that found nothing or gave up words.
    pub(crate) unanswered: u64,
}

/// All that was counted.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    /// By query.
    pub(crate) queries: BTreeMap<Key, Asked>,
    /// By day.
    pub(crate) days: BTreeMap<String, Day>,
    /// By source, all sources included.
    pub(crate) sources: BTreeMap<Source, u64>,
    /// The time that each search took, microseconds.
    pub(crate) took_us: Vec<u64>,
    /// Lines that are none.
    pub(crate) damaged: u64,
}

/// One search, until all lines are read.
struct Open {
    key: Key,
    source: Source,
    is_relaxed: bool,
    top: Vec<String>,
    /// What was looked at last, with its rank.
    last: Option<(String, usize)>,
    helpful: Option<String>,
    unhelpful: bool,
    rephrased: bool,
}

impl Open {
    /// Returns whether anything was told of what became of it.
    fn has_steps(&self) -> bool {
        self.last.is_some() || self.helpful.is_some() || self.unhelpful || self.rephrased
    }
}

/// Reads the files of these folders from a day on, and counts what these sources asked.
///
/// # Errors
/// A folder or file cannot be read.
pub(crate) fn read(
    folders: &[PathBuf],
    since: Option<&str>,
    sources: &[Source],
) -> Result<Counts, LogError> {
    let mut reader = Reader {
        counts: Counts::default(),
        open: HashMap::new(),
        sources,
    };
    for folder in folders {
        let failed = |source| LogError {
            path: folder.clone(),
            source,
        };
        for (day, path) in files::list(folder).map_err(failed)? {
            if since.is_none_or(|since| day.as_str() >= since) {
                reader
                    .file(&path)
                    .map_err(|source| LogError { path, source })?;
            }
        }
    }
    Ok(reader.finish())
}

struct Reader<'r> {
    counts: Counts,
    open: HashMap<String, Open>,
    sources: &'r [Source],
}

impl Reader<'_> {
    fn file(&mut self, path: &Path) -> io::Result<()> {
        let mut file = BufReader::new(File::open(path)?);
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            if file.by_ref().take(MAX_LINE).read_until(b'\n', &mut bytes)? == 0 {
                return Ok(());
            }
            if bytes.trim_ascii().is_empty() {
                continue;
            }
            match serde_json::from_slice::<Line>(&bytes) {
                Ok(line) if line.v == VERSION => self.line(line),
                _ => self.counts.damaged += 1,
            }
        }
    }

    fn line(&mut self, line: Line) {
        match line.event {
            Event::Search(search) => self.search(&line.t, search),
            Event::Click(step) | Event::Open(step) => {
                self.step(step, |open, step| open.last = Some((step.id, step.rank)));
            }
            Event::Helpful(step) => self.step(step, |open, step| open.helpful = Some(step.id)),
            Event::Unhelpful(step) => self.step(step, |open, _| open.unhelpful = true),
            Event::Rephrased { qid, .. } => {
                if let Some(open) = self.open.get_mut(&qid) {
                    open.rephrased = true;
                }
            }
        }
    }

    /// Notes a step, if its search is known: lines that nobody searched for say nothing.
    fn step(&mut self, step: Step, note: impl FnOnce(&mut Open, Step)) {
        if let Some(open) = self.open.get_mut(&step.qid) {
            note(open, step);
        }
    }

    fn search(&mut self, time: &str, search: Search) {
        let source = search.src.unwrap_or(Source::Api);
        *self.counts.sources.entry(source).or_default() += 1;
        if !self.sources.contains(&source) {
            return;
        }
        let is_relaxed = search.total > 0 && !search.relaxed.is_empty();
        let day = time.get(..10).unwrap_or_default().to_owned();
        let day = self.counts.days.entry(day).or_default();
        day.searches += 1;
        day.unanswered += u64::from(search.total == 0 || is_relaxed);
        self.counts.took_us.push(search.took_us);
        let words: Vec<&str> = search.q.split_whitespace().collect();
        let key = Key {
            text: words.join(" ").to_lowercase(),
            display: search.display,
            searched: search.lang,
        };
        let asked = self.counts.queries.entry(key.clone()).or_default();
        asked.searches += 1;
        asked.no_hits += u64::from(search.total == 0);
        asked.relaxed += u64::from(is_relaxed);
        asked.slowest_us = asked.slowest_us.max(search.took_us);
        asked.best = search.top.first().cloned();
        asked.text = search.q;
        let open = Open {
            key,
            source,
            is_relaxed,
            top: search.top,
            last: None,
            helpful: None,
            unhelpful: false,
            rephrased: false,
        };
        self.open.insert(search.qid, open);
    }

    /// Adds to the queries what happened after each search.
    fn finish(mut self) -> Counts {
        // A client of the API that tells of one search tells of all.
        let tells = |open: &Open| open.source == Source::Api && open.has_steps();
        let api_tells = self.open.values().any(tells);
        // Only sums are made, so the order of the table does not matter.
        #[allow(clippy::iter_over_hash_type)]
        for (_, open) in self.open {
            let Some(asked) = self.counts.queries.get_mut(&open.key) else {
                continue;
            };
            let is_watched = match open.source {
                Source::Page => true,
                Source::Api => api_tells,
                _ => false,
            };
            let has_helped = open.helpful.is_some();
            let is_followed = has_helped || open.last.is_some();
            asked.watched += u64::from(is_watched);
            asked.followed += u64::from(is_watched && is_followed);
            asked.relaxed_helpful += u64::from(open.is_relaxed && has_helped);
            asked.unhelpful += u64::from(open.unhelpful);
            asked.helpful += u64::from(has_helped);
            // Who was helped asks something else next.
            asked.rephrased += u64::from(open.rephrased && !has_helped);
            if let Some((entry, rank)) = open.last {
                let above = open.top.iter().take(rank.saturating_sub(1));
                for passed in above.filter(|passed| **passed != entry) {
                    *asked.passed.entry(passed.clone()).or_default() += 1;
                }
                asked.chosen.entry(entry).or_default().last += 1;
            }
            if let Some(entry) = open.helpful {
                asked.chosen.entry(entry).or_default().helpful += 1;
            }
        }
        self.counts.took_us.sort_unstable();
        self.counts
    }
}
