//! Options by which entries are chosen: their kind, and fields of their front matter.

use std::str::FromStr;

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

/// A condition on the front matter of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FieldFilter {
    /// Name of the field.
    pub field: String,
    /// The value it must have.
    pub value: String,
}

impl FromStr for FieldFilter {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once('=') {
            Some((field, value)) if !field.trim().is_empty() => Ok(Self {
                field: field.trim().to_owned(),
                value: value.trim().to_owned(),
            }),
            _ => Err("expected FIELD=VALUE, such as author=anna"),
        }
    }
}
