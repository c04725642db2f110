//! Options of `faq serve`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use crate::cli::terminal::output::Format;
use crate::serve::ListenAddress;

/// Answer over HTTP: a search page and an API
///
/// Runs until SIGTERM or Ctrl-C. Each new index is taken up by itself, and at once on SIGHUP. There
/// is no encryption and no login: that is the business of a proxy before it.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Examples:
  faq serve                                             for yourself, on http://127.0.0.1:7700
  faq serve --watch                                     for authors: changes are taken in at once
  faq serve --listen unix:/run/faq/faq.sock --host help.example.org
                                                        behind a proxy")]
pub(crate) struct ServeArgs {
    /// Where to listen: ADDRESS:PORT, unix:PATH, or systemd
    ///
    /// Without it 127.0.0.1:7700. Each of these options may stand in `faq.toml` under `[serve]`, too.
    #[arg(long, value_name = "ADDR")]
    pub listen: Option<ListenAddress>,

    /// Public address of the search page, where a proxy stands before it
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,

    /// Name by which readers may address the server (repeatable)
    ///
    /// Addresses, `localhost` and the name in --url need not be named. Requests for any other name
    /// are refused.
    #[arg(long = "host", value_name = "NAME")]
    pub hosts: Vec<String>,

    /// Origin whose scripts may read the API, such as <https://www.example.org> (repeatable)
    #[arg(long, value_name = "ORIGIN")]
    pub cors: Vec<String>,

    /// Name of the site on its pages
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,

    /// Answer assistants (Model Context Protocol) at /mcp
    #[arg(long)]
    pub mcp: bool,

    /// Record what is asked in this folder, for `faq report`
    ///
    /// Without it nothing is recorded. No address, no browser, no person is, nor anything that looks like a
    /// telephone number or an address of e-mail. Whose browser says "do not track" is left alone.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub query_log: Option<PathBuf>,

    /// Days after which the records are removed
    ///
    /// Without it 90.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=36_500))]
    pub query_log_days: Option<u64>,

    /// Reindex whenever the content changes
    #[arg(long)]
    pub watch: bool,

    /// How log lines are written: text or json
    ///
    /// `FAQ_LOG` sets what is logged. What people ask is not.
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        hide_possible_values = true
    )]
    pub log_format: Format,
}
