//! `faq completions` and `faq man`: made from the definition of the command line.

use crate::cli::args::{self, CompletionsArgs};
use crate::cli::error::{CommandError, Outcome};
use crate::cli::terminal::output::Output;

/// Prints a completion script.
pub(crate) fn completions(
    args: &CompletionsArgs,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut args::command(), "faq", &mut script);
    output.rendered(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Success)
}

/// Prints the manual page: the command, then each of its commands.
pub(crate) fn man(output: &mut Output) -> Result<Outcome, CommandError> {
    let mut command = args::command();
    command.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for subcommand in command.get_subcommands() {
        let title = format!("FAQ {}", subcommand.get_name().to_uppercase());
        writeln_section(&mut page, &title, subcommand)?;
    }
    output.rendered(&String::from_utf8_lossy(&page))?;
    Ok(Outcome::Success)
}

/// Adds what one command does and takes.
fn writeln_section(
    page: &mut Vec<u8>,
    title: &str,
    subcommand: &clap::Command,
) -> std::io::Result<()> {
    use std::io::Write;
    writeln!(page, ".SH \"{title}\"")?;
    let man = clap_mangen::Man::new(subcommand.clone());
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    man.render_options_section(page)
}
