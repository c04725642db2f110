//! Options of `faq model`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};

/// Make a model ready that finds by meaning
///
/// A model is a folder as it is published, with config.json, tokenizer.json and model.safetensors.
/// Nothing is fetched.
#[derive(Args, Clone, Debug)]
pub(crate) struct ModelArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: ModelCommand,
}

/// What to do with a model.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum ModelCommand {
    /// Write the file that searches use, model.faqm, into the folder of a model
    Import(ImportArgs),
    /// Tell what a model is, how quick it is here, and whether its vectors are sane
    Check(ModelCheckArgs),
}

/// Write the file that searches use, model.faqm, into the folder of a model
#[derive(Args, Clone, Debug)]
pub(crate) struct ImportArgs {
    /// Folder of the model
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,

    /// What the model wants in front of questions
    ///
    /// Without it: what the model's own files say.
    #[arg(long, value_name = "TEXT")]
    pub query_prefix: Option<String>,

    /// What the model wants in front of answers
    ///
    /// Without it: what the model's own files say.
    #[arg(long, value_name = "TEXT")]
    pub passage_prefix: Option<String>,
}

/// Tell what a model is, how quick it is here, and whether its vectors are sane
#[derive(Args, Clone, Debug)]
pub(crate) struct ModelCheckArgs {
    /// Folder of the model, or its file
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub path: PathBuf,
}
