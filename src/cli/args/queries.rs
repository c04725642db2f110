//! Options of the commands that ask: `search`, `suggest`, `show`.

use clap::Args;

use super::filters::KindFilter;
use crate::model::filter::FieldFilter;

/// Find answers to a question
///
/// The best answer comes first, each with its link. A question that exists in several languages is
/// one answer, printed in the reader's language.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Examples:
  faq search do I need a VPN
  faq search -l en -l fr certificat     search in English and French
  faq search --in fr certificate        answer in French whatever matched
  faq search --filter author=anna vpn   only articles with this front matter
  faq search -- --dry-run               a query that starts with a dash")]
pub(crate) struct SearchArgs {
    /// The question, or words from it
    #[arg(required = true, value_name = "QUERY")]
    words: Vec<String>,

    /// Language to search in, such as fr; any for all (repeatable)
    #[arg(short, long = "lang", value_name = "LANG")]
    pub languages: Vec<String>,

    /// Language to answer in
    ///
    /// Without it: the one given with --lang, else `FAQ_LANG`, else the language of the system.
    #[arg(long = "in", value_name = "LANG")]
    pub answer_language: Option<String>,

    /// Number of answers, 1 to 1000
    #[arg(short = 'n', long, value_name = "N", default_value = "5", value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub limit: u16,

    /// Number of answers to skip
    #[arg(long, value_name = "N", default_value = "0")]
    pub offset: u32,

    /// Count all answers, however many there are
    ///
    /// Without it, more than 1000 may be counted as "more than 1000".
    #[arg(long)]
    pub count: bool,

    /// Print whole answers instead of the passages that match
    #[arg(long)]
    pub full: bool,

    /// Print how each score came about
    #[arg(long)]
    pub explain: bool,

    /// What to find: question, section or any
    ///
    /// A section is a part of an article that asks nothing.
    #[arg(
        long,
        value_name = "KIND",
        default_value = "any",
        hide_possible_values = true
    )]
    pub kind: KindFilter,

    /// Only articles whose front matter has this value (repeatable)
    ///
    /// Several filters must all hold.
    #[arg(long = "filter", value_name = "FIELD=VALUE")]
    pub filters: Vec<FieldFilter>,

    /// Take everything for words
    ///
    /// Without it, "…" asks for a phrase, -word and -"…" leave out, word* stands for words that
    /// begin so.
    #[arg(long)]
    pub literal: bool,
}

impl SearchArgs {
    /// Returns the words of the query, as one text.
    #[must_use]
    pub(crate) fn query(&self) -> String {
        self.words.join(" ")
    }
}

/// Complete what is being typed
///
/// Prints questions that go on so, then those with the words anywhere, then words; one a line. One
/// mistake is forgiven in words of four letters or more.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Examples:
  faq suggest do I need a cert
  faq suggest -n 20 --json \"do I \"       for a search page")]
pub(crate) struct SuggestArgs {
    /// What has been typed so far; with a space at its end the last word is whole
    #[arg(required = true, value_name = "PREFIX")]
    words: Vec<String>,

    /// Language to take suggestions from, such as fr; any for all (repeatable)
    #[arg(short, long = "lang", value_name = "LANG")]
    pub languages: Vec<String>,

    /// Language to prefer
    ///
    /// Without it: the one given with --lang, else `FAQ_LANG`, else the language of the system.
    #[arg(long = "in", value_name = "LANG")]
    pub answer_language: Option<String>,

    /// Number of suggestions, 1 to 100
    #[arg(short = 'n', long, value_name = "N", default_value = "10", value_parser = clap::value_parser!(u16).range(1..=100))]
    pub limit: u16,
}

impl SuggestArgs {
    /// Returns what has been typed, as one text.
    #[must_use]
    pub(crate) fn prefix(&self) -> String {
        self.words.join(" ")
    }
}

/// Print one whole answer
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Examples:
  faq show 3f9a0c41d2b7                   by the id that search prints with --json
  faq show en/network.md#do-i-need-a-vpn  by path and anchor
  faq show https://example.org/faq#vpn    by its address, or one that it had before")]
pub(crate) struct ShowArgs {
    /// Which entry: its id, PATH#ANCHOR, or its address
    #[arg(value_name = "REF")]
    pub reference: String,

    /// Name related questions as well
    #[arg(long)]
    pub related: bool,
}
