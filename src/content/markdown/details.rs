//! Finds `<details>` elements, which fold an answer away behind its question.

use std::ops::Range;

use super::html::Tag;
use super::text::{one_line, plain};

/// A `<details>` element with a summary.
#[derive(Debug)]
pub(crate) struct Details {
    pub(crate) range: Range<usize>,
    /// Between `</summary>` and `</details>`.
    pub(crate) body: Range<usize>,
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

    /// Returns the outermost elements that are closed and begin with a summary.
    pub(crate) fn matched(&self, text: &str) -> Vec<Details> {
        let mut found = Vec::new();
        let mut depth = 0_usize;
        let mut start = 0;
        // Where the element's first tag ends, until another tag that matters follows.
        let mut begun = None;
        let mut summary_from = None;
        // The element being read, once its summary is known.
        let mut open: Option<Details> = None;
        for (place, mark) in &self.0 {
            match mark {
                Mark::Open => {
                    depth += 1;
                    if depth == 1 {
                        start = place.start;
                        begun = Some(place.end);
                        summary_from = None;
                    }
                }
                Mark::SummaryOpen if depth == 1 && open.is_none() => {
                    let before = begun.take().and_then(|from| text.get(from..place.start));
                    summary_from = before
                        .filter(|before| plain(before).trim().is_empty())
                        .map(|_| place.end);
                }
                Mark::SummaryClose if depth == 1 && open.is_none() => {
                    open = summary_from.take().map(|from| Details {
                        range: start..place.end,
                        body: place.end..place.end,
                        summary: one_line(&plain(
                            text.get(from..place.start).unwrap_or_default().trim(),
                        )),
                        anchor: None,
                    });
                }
                Mark::Close => {
                    depth = depth.saturating_sub(1);
                    if depth == 0
                        && let Some(mut details) = open.take()
                    {
                        details.body.end = place.start;
                        details.range.end = place.end;
                        found.push(details);
                    }
                }
                Mark::SummaryOpen | Mark::SummaryClose => {}
            }
        }
        found
    }
}
