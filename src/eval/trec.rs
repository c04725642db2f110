//! The files of an evaluation: queries, judgements, runs.
//!
//! ```text
//! queries   query-id<TAB>text
//! qrels     query-id 0 entry-id relevance
//! run       query-id Q0 entry-id rank score faq
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file of an evaluation that cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum EvalError {
    /// It cannot be read or written.
    #[error("cannot {action} {}: {source}", .path.display())]
    Io {
        /// `read` or `write`.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A line is not of the expected form.
    #[error("{}:{line}: expected {expected}", .path.display())]
    Syntax {
        /// The file.
        path: PathBuf,
        /// 1-based line.
        line: usize,
        /// The expected form.
        expected: &'static str,
    },
    /// A line says something that may be said only once.
    #[error("{}:{line}: {what} for the second time", .path.display())]
    Twice {
        /// The file.
        path: PathBuf,
        /// 1-based line.
        line: usize,
        /// A query, or an entry of a query.
        what: String,
    },
}

/// One query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Query {
    /// Identifier.
    pub id: String,
    /// What is searched for.
    pub text: String,
}

/// Relevance by query and entry. Zero and less mean judged not relevant.
pub(crate) type Judgements = BTreeMap<String, BTreeMap<String, i32>>;

/// One line of a run.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RunLine {
    /// Identifier of the entry.
    pub entry: String,
    /// Its score.
    pub score: f32,
}

fn read(path: &Path) -> Result<String, EvalError> {
    fs::read_to_string(path).map_err(|source| EvalError::Io {
        action: "read",
        path: path.to_path_buf(),
        source,
    })
}

/// Reads queries.
///
/// # Errors
/// The file cannot be read, a line has no tab or no word before it, or two have the same
/// identifier.
pub(crate) fn read_queries(path: &Path) -> Result<Vec<Query>, EvalError> {
    let text = read(path)?;
    let mut queries = Vec::new();
    let mut seen = BTreeSet::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let parsed = line
            .split_once('\t')
            .map(|(id, text)| (id.trim(), text.trim()))
            .filter(|(id, _)| !id.is_empty() && !id.contains(char::is_whitespace));
        let (id, text) = parsed.ok_or_else(|| EvalError::Syntax {
            path: path.to_path_buf(),
            line: number + 1,
            expected: "query-id<TAB>text",
        })?;
        if !seen.insert(id) {
            return Err(EvalError::Twice {
                path: path.to_path_buf(),
                line: number + 1,
                what: format!("query {id}"),
            });
        }
        queries.push(Query {
            id: id.to_string(),
            text: text.to_string(),
        });
    }
    Ok(queries)
}

/// Reads judgements.
///
/// # Errors
/// The file cannot be read, or a line has not four fields.
pub(crate) fn read_qrels(path: &Path) -> Result<Judgements, EvalError> {
    let text = read(path)?;
    let mut judgements = Judgements::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let fields: Vec<&str> = line.split_whitespace().collect();
        let parsed = match fields.as_slice() {
            [query, _, entry, relevance] => relevance
                .parse()
                .ok()
                .map(|relevance| (query, entry, relevance)),
            _ => None,
        };
        let (query, entry, relevance) = parsed.ok_or_else(|| EvalError::Syntax {
            path: path.to_path_buf(),
            line: number + 1,
            expected: "query-id 0 entry-id relevance",
        })?;
        judgements
            .entry((*query).to_string())
            .or_default()
            .insert((*entry).to_string(), relevance);
    }
    Ok(judgements)
}

/// Reads a run: the ranked entries of each query.
///
/// They are ordered by score, as `trec_eval` does it; equal scores by rank, where
/// `trec_eval` would go by the entries' identifiers.
///
/// # Errors
/// The file cannot be read, a line has not six fields of the right kind, or
/// names an entry that its query has already.
pub(crate) fn read_run(path: &Path) -> Result<BTreeMap<String, Vec<String>>, EvalError> {
    let text = read(path)?;
    let mut entries: BTreeMap<&str, BTreeMap<&str, (f64, u64)>> = BTreeMap::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let fields: Vec<&str> = line.split_whitespace().collect();
        let parsed = match fields.as_slice() {
            [query, _, entry, rank, score, _] => rank
                .parse()
                .ok()
                .zip(score.parse().ok().filter(|score: &f64| !score.is_nan()))
                .map(|(rank, score)| (*query, *entry, (score, rank))),
            _ => None,
        };
        let (query, entry, place) = parsed.ok_or_else(|| EvalError::Syntax {
            path: path.to_path_buf(),
            line: number + 1,
            expected: "query-id Q0 entry-id rank score name",
        })?;
        let others = entries.entry(query).or_default();
        if others.insert(entry, place).is_some() {
            return Err(EvalError::Twice {
                path: path.to_path_buf(),
                line: number + 1,
                what: format!("entry {entry} of query {query}"),
            });
        }
    }
    let ranked = |entries: BTreeMap<&str, (f64, u64)>| {
        let mut entries: Vec<_> = entries.into_iter().collect();
        entries
            .sort_by(|(_, (a, a_rank)), (_, (b, b_rank))| b.total_cmp(a).then(a_rank.cmp(b_rank)));
        entries.iter().map(|(id, _)| (*id).to_string()).collect()
    };
    Ok(entries
        .into_iter()
        .map(|(query, entries)| (query.to_string(), ranked(entries)))
        .collect())
}

/// Writes rankings as a run file, queries in the order given.
///
/// The written score falls by rank, so that tools which sort by score keep
/// the order among equals.
///
/// # Errors
/// The file cannot be written.
pub(crate) fn write_run(path: &Path, rankings: &[(String, Vec<RunLine>)]) -> Result<(), EvalError> {
    let write = || -> io::Result<()> {
        let mut file = io::BufWriter::new(fs::File::create(path)?);
        for (query, ranking) in rankings {
            let mut ceiling = f32::INFINITY;
            for (rank, line) in ranking.iter().enumerate() {
                let score = line.score.min(ceiling.next_down());
                ceiling = score;
                writeln!(file, "{query} Q0 {} {} {score} faq", line.entry, rank + 1)?;
            }
        }
        file.flush()
    };
    write().map_err(|source| EvalError::Io {
        action: "write",
        path: path.to_path_buf(),
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), text).unwrap();
        file
    }

    fn lines(entries: &[(&str, f32)]) -> Vec<RunLine> {
        entries
            .iter()
            .map(|&(entry, score)| RunLine {
                entry: entry.to_string(),
                score,
            })
            .collect()
    }

    #[test]
    fn the_scores_of_a_run_fall_whatever_they_were() {
        let run = tempfile::NamedTempFile::new().unwrap();
        let entries = [
            ("c", 2.5),
            ("a", 2.5),
            ("b", 2.5),
            ("d", 1e-45),
            ("e", 0.0),
            ("f", 0.0),
        ];
        write_run(run.path(), &[("q".to_string(), lines(&entries))]).unwrap();
        let written = fs::read_to_string(run.path()).unwrap();
        let scores: Vec<f32> = written
            .lines()
            .map(|line| line.split(' ').nth(4).unwrap().parse().unwrap())
            .collect();
        assert!(scores.is_sorted_by(|a, b| a > b), "{written}");
        let read = read_run(run.path()).unwrap();
        assert_eq!(read["q"], ["c", "a", "b", "d", "e", "f"]);
    }

    #[test]
    fn a_run_is_ordered_by_score_then_rank() {
        let run = file("q Q0 a 3 1.5 x\nq Q0 b 2 1.5 x\n\nq Q0 c 9 1e1 x\np Q0 a 1 -1 x\n");
        let read = read_run(run.path()).unwrap();
        assert_eq!(read["q"], ["c", "b", "a"]);
        assert_eq!(read["p"], ["a"]);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let message = |error: EvalError| {
            let text = error.to_string();
            text.split_once(':').unwrap().1.to_string()
        };
        let run = |text: &str| message(read_run(file(text).path()).unwrap_err());
        for line in ["q Q0 a 1 2", "q Q0 a 1 NaN x", "q Q0 a first 2 x"] {
            assert_eq!(
                run(&format!("q Q0 b 1 3 x\n{line}\n")),
                "2: expected query-id Q0 entry-id rank score name"
            );
        }
        assert_eq!(
            run("q Q0 a 1 2 x\nq Q0 a 2 1 x\n"),
            "2: entry a of query q for the second time"
        );
        let queries = |text: &str| message(read_queries(file(text).path()).unwrap_err());
        assert_eq!(queries("q 1\ttext\n"), "1: expected query-id<TAB>text");
        assert_eq!(queries("q\ta\n\nq\tb\n"), "3: query q for the second time");
    }
}
