//! Cuts a text into sentences, in any language, by the marks that end them.
//!
//! Owns where a sentence ends. Which sentences are shown or asked for is the business of the
//! callers.

/// Finds the byte ranges of the sentences of a text. A sentence ends after `.`, `!`, `?`, `…` or
/// `:` before a space, after the full-width marks anywhere, and at a line end.
pub(crate) fn sentences(text: &str) -> Vec<(usize, usize)> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let end = at + character.len_utf8();
        let ends = match character {
            '。' | '！' | '？' | '．' | '｡' | '।' | '۔' | '؟' | '\n' => true,
            '.' | '!' | '?' | '…' | ':' => characters
                .peek()
                .is_none_or(|(_, next)| next.is_whitespace()),
            _ => false,
        };
        if ends {
            sentences.push((start, end));
            start = end;
            if let Some(&(space, ' ')) = characters.peek() {
                start = space + 1;
                characters.next();
            }
        }
    }
    if start < text.len() {
        sentences.push((start, text.len()));
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_their_marks_and_at_line_ends() {
        let cut = |text: &'static str| -> Vec<&str> {
            let ranges = sentences(text).into_iter();
            ranges.map(|(from, to)| &text[from..to]).collect()
        };
        assert_eq!(
            cut("Version 1.2 is out. Is it? Yes"),
            ["Version 1.2 is out.", "Is it?", "Yes"]
        );
        assert_eq!(cut("終わり。次は"), ["終わり。", "次は"]);
        assert_eq!(cut("one\ntwo"), ["one\n", "two"]);
        assert!(cut("").is_empty());
    }
}
