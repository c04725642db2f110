//! Options of the commands that read the content itself: `list` and `check`.

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::filters::KindFilter;
use crate::model::rule::RULES;

/// List every entry in file order
///
/// An entry is a question with its answer, or a section of an article. With --json one object a
/// line.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Examples:
  faq list --kind question -l fr
  faq list --path 'en/**/network*' --json")]
pub(crate) struct ListArgs {
    /// What to list: question, section or any
    #[arg(
        long,
        value_name = "KIND",
        default_value = "any",
        hide_possible_values = true
    )]
    pub kind: KindFilter,

    /// Only entries in this language; any for all (repeatable)
    #[arg(short, long = "lang", value_name = "LANG")]
    pub languages: Vec<String>,

    /// Only articles whose path matches this pattern
    #[arg(long, value_name = "GLOB")]
    pub path: Option<String>,
}

/// Report problems in the content, each with its place and a hint
///
/// Anchors are compared with those of the live index, if there is one.
#[derive(Args, Clone, Debug)]
pub(crate) struct CheckArgs {
    /// Write one SARIF 2.1.0 object, for code scanning
    #[arg(long, conflicts_with = "json")]
    pub sarif: bool,

    /// Say what a rule means, and check nothing
    #[arg(
        long,
        value_name = "RULE",
        conflicts_with = "sarif",
        value_parser = PossibleValuesParser::new(RULES.iter().map(|rule| rule.id)),
        hide_possible_values = true
    )]
    pub explain: Option<String>,
}
