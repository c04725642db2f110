//! The command line: every option, its help, and what the environment adds.
//!
//! Help, man page and completions are made from these definitions. What an
//! option means for a search or an index is decided elsewhere.

mod content;
mod eval;
#[cfg(all(unix, feature = "serve"))]
mod export;
mod filters;
mod generations;
#[cfg(feature = "meaning")]
mod model;
mod queries;
mod report;
#[cfg(all(unix, feature = "serve"))]
mod serve;

use std::env;
use std::ffi::OsStr;
use std::mem::ManuallyDrop;
use std::path::PathBuf;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueHint};

use super::terminal::output::{Format, Verbosity};
use super::terminal::style::ColorChoice;

pub(crate) use content::{CheckArgs, ListArgs};
pub(crate) use eval::EvalArgs;
#[cfg(all(unix, feature = "serve"))]
pub(crate) use export::ExportArgs;
pub(crate) use filters::KindFilter;
pub(crate) use generations::{ReindexArgs, RollbackArgs, StatusArgs};
#[cfg(feature = "meaning")]
pub(crate) use model::{ImportArgs, ModelArgs, ModelCheckArgs, ModelCommand};
pub(crate) use queries::{SearchArgs, ShowArgs, SuggestArgs};
pub(crate) use report::ReportArgs;
#[cfg(all(unix, feature = "serve"))]
pub(crate) use serve::ServeArgs;

const EXIT_CODES: &str = "\
Exit codes:
  0  found, or done
  1  nothing found (search, suggest, show), or problems found (check)
  2  wrong usage, or an error
  3  the index is missing, locked, damaged or of another version, and could not be rebuilt";

const EXAMPLES: &str = "\
Examples:
  faq search \"ExpressRoute\"          ask a question
  faq search -l fr certificat        ask in French
  faq show faq.md#how-it-works       read a whole answer
  faq reindex                        take in changed articles";

/// Search FAQ articles and get the answer to a question, with its link.
#[derive(Clone, Debug, Parser)]
#[command(
    name = "faq",
    version,
    about = "Search FAQ articles",
    after_help = EXIT_CODES,
    after_long_help = format!("{EXAMPLES}\n\n{EXIT_CODES}"),
    disable_help_subcommand = true
)]
pub(super) struct Cli {
    /// Options that every command has.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Returns what the arguments of the process say.
///
/// Wrong usage, help and the version end the process at once.
pub(super) fn parse() -> Cli {
    // Never dropped: taking a definition of this size apart takes as long as a part of a search.
    let mut command = ManuallyDrop::new(command());
    command
        .try_get_matches_from_mut(env::args_os())
        .and_then(|mut matches| Cli::from_arg_matches_mut(&mut matches))
        .unwrap_or_else(|error| error.exit())
}

/// Returns the definition of the command line, for completions and the man page.
#[must_use]
pub(super) fn command() -> clap::Command {
    Cli::command()
}

/// Options that every command has.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Global {
    /// Read settings from this file
    ///
    /// Without it, `faq.toml` in the working folder is read if there is one.
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub config: Option<PathBuf>,

    /// Folder of articles, or a .jsonl file (repeatable)
    ///
    /// Without it: the paths in `FAQ_CONTENT` (separated like those in PATH), those in the
    /// settings, or the folder `content`. All of these options must stand on the same side of the
    /// command.
    #[arg(long, global = true, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    content: Vec<PathBuf>,

    /// Folder of the index
    ///
    /// Without it: `FAQ_INDEX`, or the folder `index`.
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    index: Option<PathBuf>,

    /// Folder or file of the model that finds by meaning
    ///
    /// Without it: `model` under [meaning] in the settings.
    #[cfg(feature = "meaning")]
    #[arg(long, global = true, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub model: Option<PathBuf>,

    /// Find by words alone; while indexing, make no new vectors
    ///
    /// Related questions stay as they are: they take the vectors of the index and no model.
    #[cfg(feature = "meaning")]
    #[arg(long, global = true)]
    pub without_meaning: bool,

    /// Address of a node of the cluster that holds the index, instead of a folder (repeatable)
    ///
    /// A path is the prefix of its names: https://node-1:9200/faq. Without it: `FAQ_ENGINE`, or
    /// `[engine]` in the settings. User and password, or an API key, are read from
    /// `FAQ_ENGINE_USER`, `FAQ_ENGINE_PASSWORD` and `FAQ_ENGINE_API_KEY`; files for TLS are named by
    /// `FAQ_ENGINE_CA`, `FAQ_ENGINE_CLIENT_CERTIFICATE` and `FAQ_ENGINE_CLIENT_KEY`.
    #[cfg(feature = "opensearch")]
    #[arg(long, global = true, value_name = "URL", conflicts_with = "index")]
    engine: Vec<String>,

    /// How answers are written: text or json
    #[arg(
        long,
        global = true,
        value_name = "FORMAT",
        default_value = "text",
        hide_possible_values = true
    )]
    format: Format,

    /// Same as --format json
    #[arg(long, global = true)]
    json: bool,

    /// Colour and links: auto, always or never
    ///
    /// `auto` means on a terminal only. `NO_COLOR` and `CLICOLOR_FORCE` are respected.
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = true
    )]
    pub color: ColorChoice,

    /// Print nothing on stderr but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,

    /// Print details on stderr
    #[arg(short, long, global = true)]
    verbose: bool,
}

/// Where the index is, as options or variables name it.
#[derive(Clone, Debug)]
pub(crate) enum NamedPlace {
    /// In a folder.
    Folder(PathBuf),
    /// In a cluster, by addresses of its nodes.
    Cluster(Vec<String>),
}

impl Global {
    /// Returns the content named by options, else by `FAQ_CONTENT`; empty if neither says anything.
    #[must_use]
    pub(crate) fn content(&self) -> Vec<PathBuf> {
        if self.content.is_empty() {
            split_content(env::var_os("FAQ_CONTENT").as_deref())
        } else {
            self.content.clone()
        }
    }

    /// Returns where options say that the index is, else `FAQ_ENGINE` or `FAQ_INDEX`; none if
    /// nobody says anything.
    #[must_use]
    pub(crate) fn place(&self) -> Option<NamedPlace> {
        #[cfg(feature = "opensearch")]
        let (engine, engine_variable) = (
            self.engine.clone(),
            env::var("FAQ_ENGINE").unwrap_or_default(),
        );
        // The engine is not built in.
        #[cfg(not(feature = "opensearch"))]
        let (engine, engine_variable) = (Vec::new(), String::new());
        let cluster = |urls: Vec<String>| (!urls.is_empty()).then_some(NamedPlace::Cluster(urls));
        let of_variable = engine_variable.split_whitespace().map(str::to_string);
        // As with most programs, an empty variable is one that is not set.
        let index_variable = || env::var_os("FAQ_INDEX").filter(|value| !value.is_empty());
        cluster(engine)
            .or_else(|| self.index.clone().map(NamedPlace::Folder))
            .or_else(|| cluster(of_variable.collect()))
            .or_else(|| index_variable().map(|folder| NamedPlace::Folder(folder.into())))
    }

    /// Returns how answers are written.
    #[must_use]
    pub(crate) fn format(&self) -> Format {
        if self.json { Format::Json } else { self.format }
    }

    /// Returns how much is said on stderr.
    #[must_use]
    pub(crate) fn verbosity(&self) -> Verbosity {
        match (self.quiet, self.verbose) {
            (true, _) => Verbosity::Quiet,
            (false, true) => Verbosity::Verbose,
            (false, false) => Verbosity::Normal,
        }
    }
}

fn split_content(variable: Option<&OsStr>) -> Vec<PathBuf> {
    let paths = variable.into_iter().flat_map(env::split_paths);
    paths.filter(|path| !path.as_os_str().is_empty()).collect()
}

/// One command with its options. The options of a command are only set up when it is used, which
/// makes the start of `faq search` cheaper; their summaries are therefore repeated at their types.
#[derive(Clone, Debug, Subcommand)]
#[command(defer = true)]
pub(super) enum Command {
    /// Find answers to a question
    Search(SearchArgs),
    /// Complete what is being typed
    Suggest(SuggestArgs),
    /// Print one whole answer
    Show(ShowArgs),
    /// List every entry in file order
    List(ListArgs),
    /// Print every entry for other systems
    #[cfg(all(unix, feature = "serve"))]
    Export(ExportArgs),
    /// Bring the index up to date with the content
    Reindex(ReindexArgs),
    /// Make an earlier index the live one again
    Rollback(RollbackArgs),
    /// Tell which index is live and whether the content has changed since
    Status(StatusArgs),
    /// Report problems in the content, each with its place and a hint
    Check(CheckArgs),
    /// Measure how good the answers are
    Eval(EvalArgs),
    /// Tell what readers ask, and what they do not find
    Report(ReportArgs),
    /// Make a model ready that finds by meaning
    #[cfg(feature = "meaning")]
    Model(ModelArgs),
    /// Answer an assistant (Model Context Protocol) on standard input and output
    Mcp,
    /// Answer over HTTP: a search page and an API
    #[cfg(all(unix, feature = "serve"))]
    Serve(ServeArgs),
    /// Print a completion script for a shell
    Completions(CompletionsArgs),
    /// Print the manual page
    Man,
}

/// Print a completion script for a shell
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Example:
  faq completions bash > ~/.local/share/bash-completion/completions/faq")]
pub(super) struct CompletionsArgs {
    /// Which shell
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::filter::FieldFilter;

    fn parse(line: &str) -> Result<Cli, clap::Error> {
        Cli::try_parse_from(std::iter::once("faq").chain(line.split_whitespace()))
    }

    fn search(line: &str) -> SearchArgs {
        match parse(line).unwrap().command {
            Command::Search(args) => args,
            other => panic!("not a search: {other:?}"),
        }
    }

    #[test]
    fn definition_is_consistent() {
        command().debug_assert();
        let abouts = |command: &clap::Command| -> Vec<String> {
            command
                .get_subcommands()
                .map(|sub| sub.get_about().unwrap().to_string())
                .collect()
        };
        let mut built = command();
        built.build();
        assert_eq!(abouts(&command()), abouts(&built));
    }

    #[test]
    fn global_options_stand_before_or_after_the_command() {
        for line in [
            "--json --content a --content b status -q",
            "status --json --content a --content b --quiet",
        ] {
            let cli = parse(line).unwrap();
            assert_eq!(cli.global.format(), Format::Json);
            assert_eq!(cli.global.verbosity(), Verbosity::Quiet);
            assert_eq!(
                cli.global.content(),
                [PathBuf::from("a"), PathBuf::from("b")]
            );
        }
    }

    #[test]
    fn queries() {
        assert_eq!(
            search("search do I need -l fr a VPN -l en").query(),
            "do I need a VPN"
        );
        assert_eq!(search("search -- --full -x").query(), "--full -x");
        let args =
            search("search -n 1000 --offset 20 --in fr --filter ms.author=a=b --kind section x");
        assert_eq!(
            (args.limit, args.offset, args.answer_language.as_deref()),
            (1000, 20, Some("fr"))
        );
        assert_eq!(
            args.filters,
            [FieldFilter {
                field: "ms.author".into(),
                value: "a=b".into()
            }]
        );
        assert_eq!(args.kind, KindFilter::Section);
    }

    #[test]
    fn wrong_usage_exits_with_2() {
        let lines = [
            "",
            "search",
            "search -n 0 x",
            "search -n 1001 x",
            "search --filter x y",
            "search --kind answer x",
            "serach x",
            "show",
            "eval --queries q",
            "status -q -v",
            "search --unknown x",
            "completions tcsh",
        ];
        for line in lines {
            assert_eq!(parse(line).unwrap_err().exit_code(), 2, "{line}");
        }
        assert_eq!(parse("--help").unwrap_err().exit_code(), 0);
    }

    #[test]
    fn content_variable_holds_several_paths() {
        let joined = env::join_paths(["a", "", "b"]).unwrap();
        assert_eq!(
            split_content(Some(&joined)),
            [PathBuf::from("a"), PathBuf::from("b")]
        );
        assert!(split_content(Some(OsStr::new(""))).is_empty());
        assert!(split_content(None).is_empty());
    }
}
