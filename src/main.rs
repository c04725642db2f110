//! The `faq` command: parses, runs, and turns the outcome into an exit code.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    faq::cli::run(faq::cli::args::Cli::parse())
}
