//! Options by which entries are chosen: their kind. Fields of their front matter are in `model`.

use clap::ValueEnum;

/// Which kind of entry a command is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum KindFilter {
    /// A question with its answer
    Question,
    /// A part of an article that asks nothing
    Section,
    /// Both
    #[default]
    Any,
}
