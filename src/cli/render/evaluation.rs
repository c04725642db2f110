//! The measures of judged queries as they are printed: the JSON of `faq eval`.

use serde::Serialize;

use crate::eval::Measures;

/// `faq eval --json`.
#[derive(Serialize)]
pub(crate) struct Evaluated {
    /// [`crate::search::SCHEMA`].
    pub schema: u32,
    /// How many queries count.
    pub queries: usize,
    /// Means over them.
    pub measures: Measures,
    /// How many of the first ten entries nobody has judged.
    pub unjudged_in_top_ten: usize,
    /// With `--compare` only.
    pub compared: Option<Compared>,
    /// The queries that count, in the order of their file.
    pub per_query: Vec<PerQuery>,
}

/// How all queries do beside another run.
#[derive(Serialize)]
pub(crate) struct Compared {
    /// Queries with a higher nDCG@10 than in the other run.
    pub better: usize,
    /// Queries with a lower one.
    pub worse: usize,
    /// Queries with the same.
    pub equal: usize,
    /// Means over the other run.
    pub other: Measures,
    /// The measures of this run less those.
    pub difference: Measures,
    /// How likely chance alone makes so large a difference; see [`crate::eval::randomisation_p`].
    pub p: Measures,
}

/// How one query does.
#[derive(Serialize)]
pub(crate) struct PerQuery {
    /// Its identifier.
    pub id: String,
    /// Its text.
    pub query: String,
    /// Its measures.
    pub measures: Measures,
    /// How many of the first ten entries nobody has judged.
    pub unjudged_in_top_ten: usize,
    /// Those of the other run.
    pub other: Option<Measures>,
    /// The measures of this run less those.
    pub difference: Option<Measures>,
}
