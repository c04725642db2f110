//! Options of `faq export`.

use clap::Args;

use super::filters::KindFilter;

/// Print every entry for other systems
///
/// As JSON Lines unless told otherwise, which faq reads back as content. Links between articles lead to
/// their public addresses where `faq.toml` names those.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Examples:
  faq export > all.jsonl                     one object a line
  faq export --jsonld -l fr > faq.fr.jsonld  for the web: pages of schema.org")]
pub(crate) struct ExportArgs {
    /// One object a line: what faq reads from .jsonl files
    #[arg(long, conflicts_with = "jsonld")]
    pub jsonl: bool,

    /// One object: the questions of each article as a `FAQPage` of schema.org
    #[arg(long)]
    pub jsonld: bool,

    /// What to print: question, section or any
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
}
