//! Gives identifiers on lines of their own to what follows them.
//!
//! `<a name="x"></a>` above a heading, a bold question or a `<details>` leads readers there, though
//! it stands in the text before. Owns which tags belong to what; where they are is noted by the
//! outline.

use super::html::{self, Piece};

/// A fragment and where it stands.
type Fragment = (usize, String);

/// Moves the fragments on lines above some places, such as headings, to them.
pub(super) fn give_to(places: impl Iterator<Item = usize>, text: &str, fragments: &mut [Fragment]) {
    if fragments.is_empty() {
        return;
    }
    for place in places {
        let from = anchors_above(text, place);
        let first = fragments.partition_point(|(at, _)| *at < from);
        let above = fragments.iter_mut().skip(first);
        for (at, _) in above.take_while(|(at, _)| *at < place) {
            *at = place;
        }
    }
}

/// Returns the last fragment that stands from one place on and before another, or at the first.
pub(super) fn last_in(fragments: &[Fragment], from: usize, to: usize) -> Option<String> {
    let end = fragments.partition_point(|(at, _)| *at < to.max(from + 1));
    let (at, name) = fragments.get(end.checked_sub(1)?)?;
    (*at >= from).then(|| name.clone())
}

/// Returns where the lines begin that stand right above a place and hold nothing but anchors and
/// blanks.
fn anchors_above(text: &str, place: usize) -> usize {
    let before = text.get(..place).unwrap_or_default();
    let mut from = place;
    let mut end = before.rfind('\n').map_or(0, |at| at + 1);
    while end > 0 {
        let above = before.get(..end - 1).unwrap_or_default();
        let start = above.rfind('\n').map_or(0, |at| at + 1);
        let line = above.get(start..).unwrap_or_default().trim();
        if is_anchor_line(line) {
            from = start;
        } else if !line.is_empty() {
            break;
        }
        end = start;
    }
    from
}

/// Returns whether a line holds anchors and nothing that is read.
fn is_anchor_line(line: &str) -> bool {
    const LONGEST: usize = 1000;
    if !line.starts_with("<a ") && !line.starts_with("<span ") || line.len() > LONGEST {
        return false;
    }
    let pieces = html::pieces(line);
    let is_silent = |piece: &Piece| match piece {
        Piece::Text(text) => text.trim().is_empty(),
        Piece::Tag(tag) => (tag.is("a") || tag.is("span")) && tag.attribute("href").is_none(),
    };
    let names = |piece: &Piece| matches!(piece, Piece::Tag(tag) if tag.fragment().is_some());
    pieces.iter().all(is_silent) && pieces.iter().any(names)
}

#[cfg(test)]
mod tests {
    use super::super::outline::MarkdownOutline;
    use crate::content::dialect::DEFAULT;

    #[test]
    fn anchors_belong_to_what_follows_them() {
        let text = "# Boats\n\n<a id=\"one\"></a>\n<a name='two'></a>\n\n## Is it far?\n\nNo.\n\n\
                    <a name=\"three\"></a>\n**Is it deep?**\n\nYes. <a name=\"in\"></a>\n\n\
                    <a name=\"four\"></a>**Is it cold?** Yes.\n\n\
                    <details id=\"five\"><summary>Wet?</summary>\n\nYes.\n</details>\n";
        let outline = MarkdownOutline::of(text, DEFAULT);
        let far = text.find("## Is").unwrap();
        let at: Vec<_> = outline
            .fragments
            .iter()
            .take(2)
            .map(|(at, _)| *at)
            .collect();
        assert_eq!(at, [far, far]);
        let bold = outline.bold_lines.iter();
        let own: Vec<_> = bold.filter_map(|line| line.anchor.as_deref()).collect();
        assert_eq!(own, ["three", "four"]);
        let details = outline.details.first().unwrap();
        assert_eq!(details.anchor.as_deref(), Some("five"));
    }
}
