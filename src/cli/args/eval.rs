//! Options of `faq eval`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

/// Measure how good the answers are
///
/// Runs the queries and compares what they find with judgements: nDCG@10, MRR@10, MAP, P@1, P@5,
/// recall@10 and recall@100, for each query and as means over those with a relevant entry.
///
/// With --compare: which queries do better or worse than in another run, and for each measure p of
/// a paired randomisation test, two-sided: how likely chance alone makes so large a difference.
///
/// With --noise: how often a question is still found first when it is typed with typos, with words
/// missing or without accents. The questions are those of the index, or the given queries, whose
/// relevant entries are then right; so is an entry that says the same word for word. Chance plays
/// the same in every run.
///
/// With --pasted: how often a sentence of 5 to 22 words out of an answer finds an entry that holds
/// it first, and among the first five. One sentence of an entry is tried, of 1,000 entries at most.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Examples:
  faq eval --queries queries.tsv --qrels qrels.txt --run before.run
  faq eval --queries queries.tsv --qrels qrels.txt --compare before.run
  faq eval --queries queries.tsv --qrels qrels.txt --set passage.answer=0
  faq eval --noise --path 'en/*'
  faq eval --pasted --lang en")]
pub(crate) struct EvalArgs {
    /// File of queries, one a line: QUERY-ID, a tab, TEXT
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, required_unless_present_any = ["noise", "pasted"], requires = "qrels")]
    pub queries: Option<PathBuf>,

    /// File of judgements, one a line: QUERY-ID 0 ENTRY-ID RELEVANCE
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, required_unless_present_any = ["noise", "pasted"], requires = "queries")]
    pub qrels: Option<PathBuf>,

    /// Disturb questions and count how often the right entry comes first
    #[arg(long, conflicts_with_all = ["run", "depth", "compare", "per_query"])]
    pub noise: bool,

    /// Paste sentences out of answers and count how often such an answer comes first
    #[arg(long, conflicts_with_all = ["queries", "qrels", "noise", "run", "depth", "compare", "per_query"])]
    pub pasted: bool,

    /// With --noise or --pasted: only articles whose path matches, such as 'en/*'
    #[arg(long, value_name = "GLOB", conflicts_with = "queries")]
    pub path: Option<String>,

    /// Language to search in, such as fr; any for all (repeatable)
    #[arg(short, long = "lang", value_name = "LANG")]
    pub languages: Vec<String>,

    /// Write the ranked entries to this file, in TREC format
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub run: Option<PathBuf>,

    /// Compare with the ranked entries in this file, in TREC format
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub compare: Option<PathBuf>,

    /// Print the measures of each query as well, which JSON always has
    #[arg(long)]
    pub per_query: bool,

    /// Rank with another value of a parameter, such as passage.answer=0.5 (repeatable)
    ///
    /// docs/ranking.md lists all parameters.
    #[arg(long, value_name = "NAME=VALUE")]
    pub set: Vec<String>,

    /// Number of entries ranked per query, 1 to 1000
    #[arg(long, value_name = "N", default_value = "100", value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub depth: u16,
}
