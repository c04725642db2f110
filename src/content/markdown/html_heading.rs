//! Reads headings that are written in HTML: `<h3 id="light">How do I light it?</h3>`.

use std::ops::Range;

use super::heading::HeadingMark;
use super::html::Tag;
use super::text::{one_line, plain};
use crate::content::dialect::heading_ids::Explicit;

/// Follows the tags of an article's HTML.
#[derive(Default)]
pub(crate) struct HtmlHeadings {
    open: Option<OpenHeading>,
}

/// A heading whose end has not been seen.
struct OpenHeading {
    level: u8,
    start: usize,
    text_from: usize,
    id: Option<String>,
}

impl HtmlHeadings {
    /// Takes the next tag, and returns the heading that it ends.
    pub(crate) fn note(&mut self, tag: &Tag, at: &Range<usize>, text: &str) -> Option<HeadingMark> {
        let Some(level) = level(tag) else {
            // `<h3><a name="light">`
            if let Some(open) = &mut self.open
                && open.id.is_none()
            {
                open.id = tag.fragment().map(str::to_owned);
            }
            return None;
        };
        if !tag.closing {
            // A name leads nowhere in HTML today; people write it, and mean it, all the same.
            let id = tag.fragment().or_else(|| tag.attribute("name"));
            self.open = Some(OpenHeading {
                level,
                start: at.start,
                text_from: at.end,
                id: id.map(str::to_owned),
            });
            return None;
        }
        let open = self.open.take().filter(|open| open.level == level)?;
        let source = text.get(open.text_from..at.start).unwrap_or_default();
        // What holds blank lines is no heading but one that was never closed.
        if source.contains("\n\n") {
            return None;
        }
        Some(HeadingMark {
            level,
            range: open.start..at.end,
            text: one_line(&plain(source.trim())),
            id: String::new(),
            bare: open.id.is_none(),
            // Nothing is made from its text, whoever renders the page.
            explicit: open.id.map(Explicit::Stated),
            alias: None,
            nested: false,
        })
    }
}

fn level(tag: &Tag) -> Option<u8> {
    let mut name = tag.name.bytes();
    let (Some(b'h' | b'H'), Some(digit @ b'1'..=b'6'), None) =
        (name.next(), name.next(), name.next())
    else {
        return None;
    };
    Some(digit - b'0')
}

#[cfg(test)]
mod tests {
    use super::super::outline::MarkdownOutline;
    use crate::content::dialect::heading_ids::Explicit;
    use crate::content::dialect::{DEFAULT, DIALECTS};

    #[test]
    fn headings_in_html_are_headings() {
        let text = "# T\n\n<h3 id='one'>Is it <b>far</b>?</h3>\n<p>No.</p>\n\n\
                    <H2><a href=\"#two\" name=\"two\">\nIs it deep?\n</a></H2>\n\nYes.\n\n\
                    <h4>Bare</h4>\n\n<h3>open\n\n</h3>\n\n- <h3>item</h3>\n";
        let outline = MarkdownOutline::of(text, DEFAULT);
        let found: Vec<_> = outline
            .headings
            .iter()
            .map(|mark| {
                (
                    mark.level,
                    mark.text.as_str(),
                    mark.explicit.as_ref().map(Explicit::name),
                )
            })
            .collect();
        assert_eq!(
            found,
            [
                (1, "T", None),
                (3, "Is it far?", Some("one")),
                (2, "Is it deep?", Some("two")),
                (4, "Bare", None),
            ]
        );
    }

    #[test]
    fn pictures_are_no_part_of_names() {
        let text = "<h2><img alt=\"Lamp\" src=\"l.png\"> Is it <b>far</b>?</h2>\n\n\
                    <h2><img alt=\"Lamp\" src=\"l.png\"></h2>\n\n## ![Lamp](l.png) Is it deep?\n";
        for (dialect, expected) in [
            ("github", ["is-it-far", "lamp", "-is-it-deep"]),
            ("wikijs", ["is-it-far", "lamp", "is-it-deep"]),
        ] {
            let dialect = DIALECTS.iter().find(|one| one.name() == dialect).unwrap();
            let outline = MarkdownOutline::of(text, *dialect);
            let ids: Vec<&str> = outline
                .headings
                .iter()
                .map(|mark| mark.id.as_str())
                .collect();
            assert_eq!(ids, expected);
        }
        let docusaurus = DIALECTS
            .iter()
            .find(|one| one.name() == "docusaurus")
            .unwrap();
        let outline = MarkdownOutline::of("## ![Lamp](l.png) Is it deep?\n", *docusaurus);
        assert_eq!(outline.headings[0].id, "lamp-is-it-deep");
    }

    #[test]
    fn tags_over_several_lines_are_no_part_of_names() {
        let text = "<h2\n  align=\"center\">Why?</h2>\n\n\
                    <h2><img src=\"l.png\"\n  alt=\"Lamp\"> How?</h2>\n";
        let github = DIALECTS.iter().find(|one| one.name() == "github").unwrap();
        let outline = MarkdownOutline::of(text, *github);
        let ids = outline.headings.iter().map(|mark| mark.id.as_str());
        assert_eq!(ids.collect::<Vec<_>>(), ["why", "how"]);
    }

    #[test]
    fn some_dialects_name_headings_in_html() {
        let text = "<h2 align=\"center\">Is it <b>far</b>?</h2>\n";
        for (dialect, expected) in [
            ("docfx", ""),
            ("github", "is-it-far"),
            ("wikijs", "is-it-far"),
        ] {
            let dialect = DIALECTS.iter().find(|one| one.name() == dialect).unwrap();
            let outline = MarkdownOutline::of(text, *dialect);
            let found = outline
                .headings
                .first()
                .map(|mark| (mark.id.as_str(), mark.bare));
            assert_eq!(found, Some((expected, expected.is_empty())));
        }
    }
}
