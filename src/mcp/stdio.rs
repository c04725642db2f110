//! The protocol over standard input and output: one message a line.

use std::io::{self, BufRead, Read, Write};

use super::batch::Received;
use super::message::{WITH_BATCHES, error};
use super::tools::Answers;

/// Longest message, in bytes. A longer line is refused and passed over.
const MAX_BYTES: u64 = 1024 * 1024;

/// Answers messages until the input ends.
///
/// # Errors
/// The input cannot be read, or the output written.
pub(crate) fn serve(
    from: &Answers<'_>,
    mut input: impl BufRead,
    mut output: impl Write,
) -> io::Result<()> {
    let mut line = Vec::new();
    // Which version the other side speaks, as its `initialize` has it.
    let mut spoken = "";
    loop {
        line.clear();
        if input
            .by_ref()
            .take(MAX_BYTES)
            .read_until(b'\n', &mut line)?
            == 0
        {
            return Ok(());
        }
        let answer = if line.ends_with(b"\n") || (line.len() as u64) < MAX_BYTES {
            if line.trim_ascii().is_empty() {
                continue;
            }
            match Received::parse(&line, spoken == WITH_BATCHES) {
                Ok(received) => {
                    if let Received::One(message) = &received {
                        spoken = message.begins().unwrap_or(spoken);
                    }
                    received.answer(from, &mut |_, _| {})
                }
                Err(answer) => Some(answer),
            }
        } else {
            input.skip_until(b'\n')?;
            let null = serde_json::Value::Null;
            Some(error(&null, -32_600, "the message is longer than 1 MiB"))
        };
        if let Some(answer) = answer {
            writeln!(output, "{answer}")?;
            // The other side waits for this line.
            output.flush()?;
        }
    }
}
