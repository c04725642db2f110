//! The program `faq`: the command of the library, and nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    faq::cli::main()
}
