//! Finds the applies-to line: an emphasised paragraph right after the title.
//!
//! "*Applies to: Configuration Manager*". Recognised by place, emphasis and colon,
//! because the words differ in every language.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::content::markdown::text::{one_line, plain};
use crate::content::source::limits::too_long;

/// Follows the events of an article.
#[derive(Default)]
pub(crate) struct AppliesTo {
    state: State,
    /// Where the paragraph stands.
    paragraph: Option<Range<usize>>,
}

#[derive(Default)]
enum State {
    /// No level-1 heading has ended yet.
    #[default]
    Waiting,
    /// One has just ended.
    Next,
    /// In the paragraph after it, inside so many emphases.
    Paragraph(Range<usize>, usize),
    Done,
}

impl AppliesTo {
    /// Takes in an event; `top` tells that it stands in no list or quote.
    pub(crate) fn follow(&mut self, event: &Event, range: &Range<usize>, top: bool) {
        self.state = match (std::mem::take(&mut self.state), event) {
            (State::Waiting, Event::End(TagEnd::Heading(level))) if *level as u8 == 1 && top => {
                State::Next
            }
            (State::Waiting, _) => State::Waiting,
            (State::Next, Event::Start(Tag::Paragraph)) => State::Paragraph(range.clone(), 0),
            (State::Paragraph(whole, depth), event) => match event {
                Event::Start(Tag::Emphasis) => State::Paragraph(whole, depth + 1),
                Event::End(TagEnd::Emphasis) => State::Paragraph(whole, depth.saturating_sub(1)),
                Event::Text(text) | Event::Code(text) if depth == 0 && !text.trim().is_empty() => {
                    State::Done
                }
                Event::End(TagEnd::Paragraph) => {
                    self.paragraph = Some(whole);
                    State::Done
                }
                _ => State::Paragraph(whole, depth),
            },
            _ => State::Done,
        };
    }

    /// Returns the line's place, and what it says after the colon.
    pub(crate) fn found(self, text: &str) -> Option<(Range<usize>, String)> {
        let range = self.paragraph?;
        let line = one_line(&plain(text.get(range.clone())?));
        let (_, value) = line.split_once([':', '：'])?;
        let value = value.trim();
        (!value.is_empty() && !too_long(value)).then(|| (range, value.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use crate::content::dialect::DEFAULT;
    use crate::content::markdown::outline::MarkdownOutline;

    #[test]
    fn the_line_is_known_by_its_shape() {
        let found = |text: &str| {
            MarkdownOutline::of(text, DEFAULT)
                .applies_to
                .map(|(_, value)| value)
        };
        assert_eq!(
            found("# T\n\n *S’applique à\u{a0}: A, B* <!-- 1 -->\n\nx").as_deref(),
            Some("A, B")
        );
        assert_eq!(found("# T\n*適用対象：製品*\n").as_deref(), Some("製品"));
        for text in [
            "# T\n\n*Note*: x\n",
            "# T\n\n*No colon*\n",
            "# T\n\nx\n\n*A: b*\n",
            "## T\n\n*A: b*\n",
            "# T\n\n**A: b**\n",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
