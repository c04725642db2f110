//! Cuts the answers of questions that are no headings out of a text.

use super::extract::{Edit, as_paragraph, dedent, extract, trim_blank_lines};

/// What stands before each line of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Margin {
    /// Up to so many blanks: the answer is in an item of a list.
    Columns(usize),
    /// The mark of a quote.
    Quote,
    /// The colon of a definition, or blanks in its place.
    Definition,
}

/// A stretch that begins right after a question.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Following {
    pub(crate) from: usize,
    /// Where the block ends that the question opens; up to there the answer has a margin.
    pub(crate) block_end: usize,
    pub(crate) margin: Margin,
    pub(crate) end: usize,
}

/// Extracts what follows a question, without its margin. The first line may go on in the
/// question's paragraph: then its indentation means nothing.
pub(crate) fn following(text: &str, edits: &[Edit], place: Following) -> String {
    let block_end = place.block_end.clamp(place.from, place.end);
    if place.margin == Margin::Definition {
        let answer = extract(text, place.from..place.end, edits);
        return trim_blank_lines(&undefined(&answer)).to_owned();
    }
    let inner = extract(text, place.from..block_end, edits);
    let mut answer = match place.margin {
        Margin::Columns(columns) => dedent(&inner, columns),
        Margin::Quote => unquoted(&inner),
        Margin::Definition => inner,
    };
    let after = extract(text, block_end..place.end, edits);
    if !after.trim().is_empty() {
        // The next item could not end a paragraph if it opened the list.
        answer.truncate(answer.trim_end().len());
        answer.push_str("\n\n");
        answer.push_str(after.trim_start_matches('\n'));
    }
    let content = answer.trim_start();
    let goes_on = !answer
        .get(..answer.len() - content.len())
        .unwrap_or_default()
        .contains('\n');
    if goes_on {
        as_paragraph(content)
    } else {
        trim_blank_lines(&answer).to_owned()
    }
}

/// Takes one level of a quote's marks from every line.
fn unquoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let inner = line.trim_start_matches(' ').strip_prefix('>');
        out.push_str(inner.map_or(line, |inner| inner.strip_prefix(' ').unwrap_or(inner)));
    }
    out
}

/// Takes the colons and the indentation of definitions away.
fn undefined(text: &str) -> String {
    const INDENT: usize = 4;
    let mut out = String::with_capacity(text.len());
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let colon = line
            .strip_prefix(':')
            .filter(|rest| rest.starts_with([' ', '\t']));
        if index == 0 {
            out.push_str(line.trim_start_matches([' ', '\t']));
        } else if let Some(rest) = colon {
            // A definition of its own, where the last one ended.
            out.push('\n');
            out.push_str(rest.trim_start_matches([' ', '\t']));
        } else {
            out.push_str(&dedent(line, INDENT));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, margin: Margin) -> String {
        let place = Following {
            from: 0,
            block_end: text.len(),
            margin,
            end: text.len(),
        };
        following(text, &[], place)
    }

    #[test]
    fn margins_are_taken_away() {
        assert_eq!(cut("\n   a\n   - b\n", Margin::Columns(3)), "a\n- b");
        assert_eq!(cut("\n> a\n>\n> > b\n", Margin::Quote), "a\n\n> b");
        assert_eq!(
            cut("   a\n    b\n\n        code\n:   c\n", Margin::Definition),
            "a\nb\n\n    code\n\nc"
        );
    }

    #[test]
    fn what_goes_on_in_a_line_is_a_paragraph() {
        assert_eq!(cut(" - a", Margin::Columns(0)), "&#32;- a");
    }
}
