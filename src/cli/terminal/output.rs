//! The one place that writes: answers to stdout, everything else to stderr.
//!
//! Knows formats, levels and terminals, not what is written. Errors of stdout
//! are returned; a message that stderr does not take is lost, as there is
//! nowhere left to report it.

use std::io::{self, BufWriter, IsTerminal, Write};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;

use super::sanitize;
use super::style::{ColorChoice, Span, paint};
use super::width::terminal_width;

/// How answers are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}

/// How much is said on stderr.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verbosity {
    /// Errors only.
    Quiet,
    /// What a user should know.
    #[default]
    Normal,
    /// Details as well.
    Verbose,
}

/// Where and how the command writes.
pub(crate) struct Output {
    format: Format,
    verbosity: Verbosity,
    styled: bool,
    width: usize,
    show_progress: bool,
    stdout: Box<dyn Write>,
    stderr: Box<dyn Write>,
}

impl Output {
    /// Makes an output to the process's own stdout (locked for as long as this lives) and stderr.
    #[must_use]
    pub(crate) fn new(format: Format, color: ColorChoice, verbosity: Verbosity) -> Self {
        let stdout = io::stdout();
        Self {
            format,
            verbosity,
            styled: color.resolve(stdout.is_terminal(), |name| std::env::var_os(name)),
            width: terminal_width(),
            show_progress: verbosity > Verbosity::Quiet && io::stderr().is_terminal(),
            stdout: Box::new(BufWriter::new(stdout.lock())),
            stderr: Box::new(io::stderr()),
        }
    }

    /// Returns how answers are written.
    #[must_use]
    pub(crate) fn format(&self) -> Format {
        self.format
    }

    /// Returns how much is said on stderr.
    #[must_use]
    pub(crate) fn verbosity(&self) -> Verbosity {
        self.verbosity
    }

    /// Returns whether text gets colours and links.
    #[must_use]
    pub(crate) fn styled(&self) -> bool {
        self.styled
    }

    /// Columns to lay text out for.
    #[must_use]
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// Writes one line of text.
    ///
    /// # Errors
    /// What writing to stdout returns; see [`is_broken_pipe`].
    pub(crate) fn line(&mut self, spans: &[Span]) -> io::Result<()> {
        let line = paint(spans, self.styled);
        writeln!(self.stdout, "{line}")
    }

    /// Writes text that is laid out and safe to print already, such as that of
    /// [`super::markdown::render`].
    ///
    /// # Errors
    /// What writing to stdout returns; see [`is_broken_pipe`].
    pub(crate) fn rendered(&mut self, text: &str) -> io::Result<()> {
        self.stdout.write_all(text.as_bytes())
    }

    /// Writes a value as JSON on a line of its own.
    ///
    /// # Errors
    /// What writing to stdout returns; see [`is_broken_pipe`].
    pub(crate) fn json(&mut self, value: &impl Serialize) -> io::Result<()> {
        let json = serde_json::to_string(value)?;
        writeln!(self.stdout, "{}", sanitize::json_safe(&json))
    }

    /// Says what the user should know: what is being done, what was done.
    pub(crate) fn note(&mut self, message: &str) {
        self.message(Verbosity::Normal, "", message);
    }

    /// Says what helps to understand a run, for `--verbose`.
    pub(crate) fn detail(&mut self, message: &str) {
        self.message(Verbosity::Verbose, "", message);
    }

    /// Says that something is not as it should be.
    pub(crate) fn warning(&mut self, message: &str) {
        self.message(Verbosity::Normal, "warning: ", message);
    }

    /// Says why the command fails, even when asked to be quiet.
    pub(crate) fn error(&mut self, message: &str) {
        self.message(Verbosity::Quiet, "error: ", message);
    }

    /// Returns where progress is shown, for threads that have no output of their own.
    #[must_use]
    pub(crate) fn bars(&self) -> Bars {
        Bars {
            show: self.show_progress,
        }
    }

    /// Hands what was written so far to the system.
    ///
    /// # Errors
    /// What writing to stdout returns; see [`is_broken_pipe`].
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.stdout.flush()
    }

    /// Hands everything to the system.
    ///
    /// # Errors
    /// What writing to stdout returns; see [`is_broken_pipe`].
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.stdout.flush()
    }

    fn message(&mut self, level: Verbosity, label: &str, message: &str) {
        if self.verbosity < level {
            return;
        }
        // Keeps the order on a terminal. If it fails, the next write to stdout fails too and is
        // reported.
        let _ = self.stdout.flush();
        let _ = writeln!(self.stderr, "{label}{}", sanitize::block(message));
    }
}

/// Makes progress bars on stderr: on a terminal only, and not when asked to be quiet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bars {
    show: bool,
}

impl Bars {
    /// Returns a bar for work of `total` steps.
    #[must_use]
    pub(crate) fn start(self, label: &'static str, total: u64) -> Progress {
        if !self.show {
            return Progress(ProgressBar::hidden());
        }
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
        // The template is checked by a test; were it wrong, the default bar would do.
        let style = ProgressStyle::with_template(PROGRESS_TEMPLATE);
        Progress(
            bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
                .with_message(label),
        )
    }
}

const PROGRESS_TEMPLATE: &str = "{msg} {bar:30} {pos}/{len}";

/// A progress bar that may be moved from any thread (share a reference). Disappears when dropped.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// Counts `steps` more as done.
    pub(crate) fn advance(&self, steps: u64) {
        self.0.inc(steps);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// Returns a number with what it counts: `1 entry`, `2 entries`.
#[must_use]
pub(crate) fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Returns whether writing failed because the reader has seen enough (`faq list | head`), which is
/// no error.
#[must_use]
pub(crate) fn is_broken_pipe(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::*;
    use crate::cli::terminal::style::Style;

    #[derive(Clone, Default)]
    struct Sink(Rc<RefCell<Vec<u8>>>);

    impl Sink {
        fn text(&self) -> String {
            String::from_utf8(self.0.borrow().clone()).unwrap()
        }
    }

    impl Write for Sink {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    struct ClosedPipe;

    impl Write for ClosedPipe {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn output(
        verbosity: Verbosity,
        stdout: impl Write + 'static,
        stderr: impl Write + 'static,
    ) -> Output {
        Output {
            format: Format::Text,
            verbosity,
            styled: false,
            width: 80,
            show_progress: false,
            stdout: Box::new(BufWriter::new(stdout)),
            stderr: Box::new(stderr),
        }
    }

    #[test]
    fn answers_and_messages_are_kept_apart() {
        let (stdout, stderr) = (Sink::default(), Sink::default());
        let mut out = output(Verbosity::Normal, stdout.clone(), stderr.clone());
        out.line(&[Span::new("a\u{1b}", Style::BOLD)]).unwrap();
        out.json(&["b\u{9b}"]).unwrap();
        out.rendered("c\n").unwrap();
        out.note("done\u{7}");
        out.detail("hidden");
        out.warning("careful");
        out.finish().unwrap();
        assert_eq!(stdout.text(), "a\u{fffd}\n[\"b\\u009b\"]\nc\n");
        assert_eq!(stderr.text(), "done\u{fffd}\nwarning: careful\n");
    }

    #[test]
    fn quiet_leaves_errors_only() {
        let stderr = Sink::default();
        let mut out = output(Verbosity::Quiet, Sink::default(), stderr.clone());
        out.note("a");
        out.warning("b");
        out.error("c");
        assert_eq!(stderr.text(), "error: c\n");
    }

    #[test]
    fn closed_pipe_is_recognised() {
        let mut out = output(Verbosity::Normal, ClosedPipe, Sink::default());
        let big = "x".repeat(100_000);
        assert!(is_broken_pipe(&out.json(&big).unwrap_err()));
        let mut out = output(Verbosity::Normal, ClosedPipe, Sink::default());
        out.rendered("short").unwrap();
        assert!(is_broken_pipe(&out.finish().unwrap_err()));
    }

    #[test]
    fn progress_template_is_valid() {
        assert!(ProgressStyle::with_template(PROGRESS_TEMPLATE).is_ok());
    }
}
