//! Finds `<details>` elements, which fold an answer away behind its question.

use std::ops::Range;

use super::html::Tag;
use super::text::{one_line, plain};
use crate::content::entries::extract::{dedent, trim_blank_lines};

/// A `<details>` element with a summary.
#[derive(Debug)]
pub(crate) struct Details {
    pub(crate) range: Range<usize>,
    /// Between `</summary>` and `</details>`.
    pub(crate) body: Range<usize>,
    /// The columns that its lines are indented by.
    pub(crate) margin: usize,
    pub(crate) summary: String,
    /// The identifier that stands in its tags, or on a line above.
    pub(crate) anchor: Option<String>,
}

#[derive(Clone, Copy)]
enum Mark {
    Open,
    Close,
    SummaryOpen,
    SummaryClose,
}

/// The tags that matter, in order, with their place in the article.
#[derive(Default)]
pub(crate) struct Marks(Vec<(Range<usize>, Mark)>);

/// An element that is not closed yet.
struct Open {
    /// Its first tag.
    tag: Range<usize>,
    /// Where its summary begins, while that is open.
    summary_from: Option<usize>,
    /// What is known once the summary has ended.
    details: Option<Details>,
    /// Whether another tag that matters has come before a summary.
    is_late: bool,
}

impl Marks {
    pub(crate) fn note(&mut self, tag: &Tag, place: Range<usize>) {
        let mark = match (tag.is("details"), tag.is("summary"), tag.closing) {
            (true, _, false) => Mark::Open,
            (true, _, true) => Mark::Close,
            (_, true, false) => Mark::SummaryOpen,
            (_, true, true) => Mark::SummaryClose,
            _ => return,
        };
        self.0.push((place, mark));
    }

    /// Returns the elements that are closed and begin with a summary, each before those in it.
    pub(crate) fn matched(&self, text: &str) -> Vec<Details> {
        let mut found = Vec::new();
        let mut open: Vec<Open> = Vec::new();
        for (place, mark) in &self.0 {
            if let Mark::Open = mark {
                if let Some(around) = open.last_mut() {
                    around.is_late = true;
                }
                open.push(Open {
                    tag: place.clone(),
                    summary_from: None,
                    details: None,
                    is_late: false,
                });
                continue;
            }
            let Some(last) = open.last_mut() else {
                continue;
            };
            match mark {
                Mark::SummaryOpen if !last.is_late => {
                    last.is_late = true;
                    let before = text.get(last.tag.end..place.start).unwrap_or_default();
                    last.summary_from = plain(before).trim().is_empty().then_some(place.end);
                }
                Mark::SummaryClose => {
                    if let Some(from) = last.summary_from.take() {
                        let summary = text.get(from..place.start).unwrap_or_default();
                        let before = line_before(text, last.tag.start);
                        let mark = if is_item_mark(before) {
                            before.len()
                        } else {
                            0
                        };
                        last.details = Some(Details {
                            range: last.tag.start - mark..place.end,
                            body: place.end..place.end,
                            margin: if mark > 0 { mark } else { columns(before) },
                            summary: one_line(&plain(summary.trim())),
                            anchor: None,
                        });
                    }
                }
                Mark::Close => {
                    if let Some(mut details) = open.pop().and_then(|last| last.details) {
                        details.body.end = place.start;
                        details.range.end = place.end;
                        found.push(details);
                    }
                }
                Mark::Open | Mark::SummaryOpen => {}
            }
        }
        found.sort_by_key(|details| details.range.start);
        found
    }
}

impl Details {
    /// Returns the answer, of which `body` is the text, without the margin that it has in the page.
    pub(crate) fn answer(&self, body: &str) -> String {
        let body = dedent(body, self.margin);
        let mut out = String::with_capacity(body.len());
        // Up to a blank line it goes on in the HTML of the summary, where blanks mean nothing.
        let mut is_html = true;
        for (number, line) in body.split_inclusive('\n').enumerate() {
            is_html &= number == 0 || !line.trim().is_empty();
            is_html &= !line.contains("<pre") && !line.trim_start().starts_with("```");
            out.push_str(if is_html {
                line.trim_start_matches([' ', '\t'])
            } else {
                line
            });
        }
        trim_blank_lines(&out).to_owned()
    }
}

/// Returns what stands before a place in its line, if that is short.
fn line_before(text: &str, at: usize) -> &str {
    /// The mark of an item is not longer, with the blanks around it.
    const LONGEST: usize = 40;
    let before = text.as_bytes().get(..at).unwrap_or_default();
    let mut near = before.iter().rev().take(LONGEST + 1);
    let line_end = near.position(|byte| *byte == b'\n');
    let length = line_end.or((at <= LONGEST).then_some(at));
    length
        .and_then(|length| text.get(at - length..at))
        .unwrap_or_default()
}

/// Returns whether a text is the mark of a list's item.
fn is_item_mark(text: &str) -> bool {
    let mark = text.trim();
    matches!(mark, "-" | "*" | "+")
        || mark.strip_suffix(['.', ')']).is_some_and(|number| {
            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
        })
}

/// Returns how many columns blanks take; none where the text is more than blanks.
fn columns(text: &str) -> usize {
    if !text.trim().is_empty() {
        return 0;
    }
    text.bytes().fold(0, |columns, byte| match byte {
        b'\t' => columns - columns % 4 + 4,
        _ => columns + 1,
    })
}

#[cfg(test)]
mod tests {
    use super::super::outline::MarkdownOutline;
    use crate::content::dialect::DEFAULT;

    #[test]
    fn answers_lose_the_margin_of_their_element() {
        for (text, expected) in [
            (
                "<details>\n    <summary>Q</summary>\n    a\n      <b>x</b>\n\n    code\n</details>\n",
                "a\n<b>x</b>\n\n    code",
            ),
            (
                "1. S\n\n    <details>\n    <summary>Q</summary>\n\n    a\n\n        code\n\n    </details>\n",
                "a\n\n    code",
            ),
            (
                "- S\n\n\t<details>\n\t<summary>Q</summary>\n\n\ta\n\n\t</details>\n",
                "a",
            ),
            (
                "- <details><summary>Q</summary>\n\n  a\n\n  </details>\n",
                "a",
            ),
        ] {
            let outline = MarkdownOutline::of(text, DEFAULT);
            let details = &outline.details[0];
            assert_eq!(
                details.answer(&text[details.body.clone()]),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn elements_in_elements_are_found_and_open_ones_are_not() {
        let text = "<details>\n<summary>Out</summary>\n\n<details><summary>In</summary>\n\nx\n\n\
                    </details>\n\n</details>\n\n<details>one <summary>late</summary>x</details>\n\n\
                    <details><summary>open</summary>\n";
        let outline = MarkdownOutline::of(text, DEFAULT);
        let summaries: Vec<&str> = outline.details.iter().map(|d| d.summary.as_str()).collect();
        assert_eq!(summaries, ["Out", "In"]);
    }
}
