//! Log lines of `faq reindex` and `faq serve`, on stderr. Commands that answer at once do without.

use std::io;

use tracing::Level;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use super::error::CommandError;
use super::terminal::output::{Format, Verbosity};

/// Names what is logged, such as `debug` or `faq::reindex=debug,warn`.
const VARIABLE: &str = "FAQ_LOG";

/// Starts logging. Without `FAQ_LOG` that is `in_text` in text, `info` in JSON, and `debug` of
/// this program with `--verbose`.
///
/// # Errors
/// `FAQ_LOG` cannot be understood.
pub(super) fn start(
    format: Format,
    verbosity: Verbosity,
    in_text: LevelFilter,
) -> Result<(), CommandError> {
    let filter = match std::env::var(VARIABLE) {
        Ok(filter) if !filter.is_empty() => filter
            .parse::<Targets>()
            .map_err(|error| CommandError::Usage(format!("{VARIABLE}: {error}")))?,
        _ => match (verbosity, format) {
            (Verbosity::Verbose, _) => Targets::new().with_target("faq", Level::DEBUG),
            (Verbosity::Normal, Format::Json) => Targets::new().with_target("faq", Level::INFO),
            (Verbosity::Quiet, Format::Json) => Targets::new().with_target("faq", Level::ERROR),
            (Verbosity::Normal, Format::Text) => Targets::new().with_target("faq", in_text),
            (Verbosity::Quiet, Format::Text) => Targets::new().with_default(LevelFilter::OFF),
        },
    };
    let layer = tracing_subscriber::fmt::layer().with_writer(io::stderr);
    let registry = tracing_subscriber::registry().with(filter);
    // Fails when a program that uses this library logs already: its choice stands.
    let _ = match format {
        Format::Text => registry.with(layer.with_ansi(false)).try_init(),
        Format::Json => registry.with(layer.json().flatten_event(true)).try_init(),
    };
    Ok(())
}
