//! The files of an evaluation: queries, judgements, runs.
//!
//! ```text
//! queries   query-id<TAB>text
//! qrels     query-id 0 entry-id relevance
//! run       query-id Q0 entry-id rank score faq
//! ```

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file of an evaluation that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum EvalError {
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
}

/// One query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// Identifier.
    pub id: String,
    /// What is searched for.
    pub text: String,
}

/// Relevance by query and entry. Zero and less mean judged not relevant.
pub type Judgements = BTreeMap<String, BTreeMap<String, i32>>;

/// One line of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct RunLine {
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
/// The file cannot be read, or a line has no tab.
pub fn read_queries(path: &Path) -> Result<Vec<Query>, EvalError> {
    let text = read(path)?;
    let mut queries = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let (id, text) = line.split_once('\t').ok_or_else(|| EvalError::Syntax {
            path: path.to_path_buf(),
            line: number + 1,
            expected: "query-id<TAB>text",
        })?;
        queries.push(Query {
            id: id.trim().to_string(),
            text: text.trim().to_string(),
        });
    }
    Ok(queries)
}

/// Reads judgements.
///
/// # Errors
/// The file cannot be read, or a line has not four fields.
pub fn read_qrels(path: &Path) -> Result<Judgements, EvalError> {
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

/// Writes rankings as a run file, queries in the order given.
///
/// The written score falls by rank, so that tools which sort by score keep
/// our order among equals.
///
/// # Errors
/// The file cannot be written.
pub fn write_run(path: &Path, rankings: &[(String, Vec<RunLine>)]) -> Result<(), EvalError> {
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
