//! Lines of a reader, as bytes, none longer in memory than a limit.

use std::io::{self, BufRead};

/// One line without its line break.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line<'a> {
    /// A whole line.
    Complete(&'a [u8]),
    /// A line over the limit; the reader has moved past it.
    TooLong,
}

/// Splits a reader into lines.
pub(crate) struct Lines<R> {
    reader: R,
    limit: usize,
    number: u32,
    buffer: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn new(reader: R, limit: usize) -> Self {
        Self {
            reader,
            limit,
            number: 0,
            buffer: Vec::new(),
        }
    }

    /// Returns the next line with its 1-based number, or the error with the line that it hit.
    pub(crate) fn next(&mut self) -> Result<Option<(u32, Line<'_>)>, (u32, io::Error)> {
        self.buffer.clear();
        self.number = self.number.saturating_add(1);
        let mut too_long = false;
        let mut any = false;
        loop {
            let available = match self.reader.fill_buf() {
                Ok(available) => available,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err((self.number, error)),
            };
            if available.is_empty() {
                break;
            }
            any = true;
            let newline = available.iter().position(|&byte| byte == b'\n');
            let (part, consumed) = match newline {
                Some(end) => (available.get(..end).unwrap_or_default(), end + 1),
                None => (available, available.len()),
            };
            if self.buffer.len() + part.len() > self.limit {
                too_long = true;
                self.buffer.clear();
            }
            if !too_long {
                self.buffer.extend_from_slice(part);
            }
            self.reader.consume(consumed);
            if newline.is_some() {
                break;
            }
        }
        if !any {
            return Ok(None);
        }
        if too_long {
            // One long line should not hold its memory to the end of the file.
            self.buffer = Vec::new();
            return Ok(Some((self.number, Line::TooLong)));
        }
        let mut line = self.buffer.as_slice();
        if self.number == 1 {
            line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        }
        Ok(Some((
            self.number,
            Line::Complete(line.strip_suffix(b"\r").unwrap_or(line)),
        )))
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    fn lines(text: &[u8], limit: usize, buffer: usize) -> Vec<(u32, Option<String>)> {
        let mut lines = Lines::new(BufReader::with_capacity(buffer, text), limit);
        let mut all = Vec::new();
        while let Some((number, line)) = lines.next().unwrap() {
            all.push((
                number,
                match line {
                    Line::Complete(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
                    Line::TooLong => None,
                },
            ));
        }
        all
    }

    #[test]
    fn lines_are_the_same_whatever_the_buffer() {
        let text = b"\xef\xbb\xbfone\r\n\ntoo long\nlast";
        for buffer in 1..20 {
            assert_eq!(
                lines(text, 7, buffer),
                [
                    (1, Some("one".into())),
                    (2, Some(String::new())),
                    (3, None),
                    (4, Some("last".into()))
                ]
            );
        }
    }

    #[test]
    fn nothing_has_no_lines() {
        assert_eq!(lines(b"", 7, 8), []);
        assert_eq!(lines(b"\n", 7, 8), [(1, Some(String::new()))]);
    }
}
