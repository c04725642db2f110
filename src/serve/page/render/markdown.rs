//! Renders the Markdown of answers and articles as HTML.
//!
//! Owns what may reach a page: text, tables, code, lists, links and alerts. Tags in the source are
//! dropped and their text stays. Images become links, so that a page asks nothing of other sites.
//! Where links lead is decided by the caller.

use std::collections::BTreeMap;
use std::fmt::Write;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Parser, Tag, TagEnd, html};

use super::html::Text;
use crate::content::markdown::html::{Piece, pieces};
use crate::content::markdown::text::parser_options;

/// Where a rendered text stands.
pub(in crate::serve) struct Place<'p> {
    /// How many levels headings are lowered.
    pub(in crate::serve) lowered: usize,
    /// Begins the names of footnotes, so that two texts on one page do not share any.
    pub(in crate::serve) prefix: &'p str,
    /// Fragments by where they stand in the source, in bytes.
    pub(in crate::serve) fragments: &'p BTreeMap<usize, Vec<String>>,
    /// Returns where a link leads, of its destination as written; nothing where it leads nowhere.
    pub(in crate::serve) link: &'p dyn Fn(&str) -> Option<String>,
}

/// Renders Markdown.
pub(in crate::serve) fn render(markdown: &str, place: &Place<'_>) -> String {
    let mut renderer = Renderer {
        place,
        events: Vec::new(),
        links: Vec::new(),
        html_block: None,
        fragments: place.fragments.iter().peekable(),
    };
    for (event, range) in Parser::new_ext(markdown, parser_options()).into_offset_iter() {
        renderer.event(event, range.start);
    }
    let mut page = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut page, renderer.events.into_iter());
    page
}

struct Renderer<'p, 'm> {
    place: &'p Place<'p>,
    events: Vec<Event<'m>>,
    /// For each link that is open, whether it leads anywhere.
    links: Vec<bool>,
    /// The block of tags that is being read.
    html_block: Option<String>,
    fragments: std::iter::Peekable<std::collections::btree_map::Iter<'p, usize, Vec<String>>>,
}

impl<'m> Renderer<'_, 'm> {
    fn event(&mut self, event: Event<'m>, at: usize) {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::Html(html) => match &mut self.html_block {
                Some(block) => block.push_str(&html),
                None => self.html(&html),
            },
            Event::InlineHtml(html) => {
                self.targets(at);
                self.html(&html);
            }
            Event::FootnoteReference(label) => {
                let label = self.footnote(&label);
                self.events.push(Event::FootnoteReference(label));
            }
            // A box that nobody can tick is a character.
            Event::TaskListMarker(done) => {
                let mark = if done { "☑ " } else { "☐ " };
                self.events.push(Event::Text(CowStr::Borrowed(mark)));
            }
            Event::Rule => {
                self.targets(at);
                self.events.push(Event::Rule);
            }
            other => self.events.push(other),
        }
    }

    fn start(&mut self, tag: Tag<'m>, at: usize) {
        let is_block = matches!(
            tag,
            Tag::Paragraph
                | Tag::HtmlBlock
                | Tag::CodeBlock(_)
                | Tag::List(_)
                | Tag::BlockQuote(_)
                | Tag::Table(_)
        );
        if is_block && !matches!(tag, Tag::Paragraph) {
            // What stood before has its place before the block.
            self.targets_before(at);
        }
        let tag = match tag {
            Tag::Heading { level, .. } => {
                let mut names = self.take_fragments(at);
                let id = (!names.is_empty()).then(|| names.remove(0).into());
                self.events.push(Event::Start(Tag::Heading {
                    level: lowered(level, self.place.lowered),
                    id,
                    classes: Vec::new(),
                    attrs: Vec::new(),
                }));
                self.push_targets(&names);
                return;
            }
            Tag::HtmlBlock => {
                self.html_block = Some(String::new());
                return;
            }
            Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(self.footnote(&label)),
            Tag::Link { ref dest_url, .. } | Tag::Image { ref dest_url, .. } => {
                let target = (self.place.link)(dest_url);
                self.links.push(target.is_some());
                if let Some(target) = target {
                    let opened = format!("<a href=\"{}\">", Text(&target));
                    self.events.push(Event::InlineHtml(opened.into()));
                }
                return;
            }
            Tag::Table(alignment) => {
                // A table wider than the page is scrolled, by the keyboard too.
                let opened = "<div class=\"table\" tabindex=\"0\">";
                self.events.push(Event::Html(CowStr::Borrowed(opened)));
                Tag::Table(alignment)
            }
            other => other,
        };
        self.events.push(Event::Start(tag));
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => {
                let level = lowered(level, self.place.lowered);
                self.events.push(Event::End(TagEnd::Heading(level)));
            }
            TagEnd::HtmlBlock => {
                if let Some(block) = self.html_block.take() {
                    self.events.push(Event::Start(Tag::Paragraph));
                    self.html(&block);
                    self.events.push(Event::End(TagEnd::Paragraph));
                }
            }
            TagEnd::Link | TagEnd::Image => {
                if self.links.pop() == Some(true) {
                    self.events
                        .push(Event::InlineHtml(CowStr::Borrowed("</a>")));
                }
            }
            TagEnd::Table => {
                self.events.push(Event::End(TagEnd::Table));
                self.events.push(Event::Html(CowStr::Borrowed("</div>")));
            }
            other => self.events.push(Event::End(other)),
        }
    }

    /// Writes the text of some HTML without its tags.
    fn html(&mut self, html: &str) {
        for piece in pieces(html) {
            match piece {
                Piece::Text(text) => {
                    let text = html_escape::decode_html_entities(text).into_owned();
                    self.events.push(Event::Text(text.into()));
                }
                Piece::Tag(tag) if tag.is("br") => self.events.push(Event::HardBreak),
                Piece::Tag(_) => {}
            }
        }
    }

    /// Writes the targets of links that stand up to a place in the source.
    fn targets(&mut self, at: usize) {
        let names = self.take_fragments(at);
        self.push_targets(&names);
    }

    /// Writes those that stand before it.
    fn targets_before(&mut self, at: usize) {
        if let Some(before) = at.checked_sub(1) {
            self.targets(before);
        }
    }

    fn push_targets(&mut self, names: &[String]) {
        let mut targets = String::new();
        for name in names {
            // Writing to a string cannot fail.
            let _ = write!(targets, "<a id=\"{}\"></a>", Text(name));
        }
        if !targets.is_empty() {
            self.events.push(Event::InlineHtml(targets.into()));
        }
    }

    /// Takes the fragments up to a place in the source.
    fn take_fragments(&mut self, at: usize) -> Vec<String> {
        let mut names = Vec::new();
        while let Some((_, more)) = self.fragments.next_if(|(place, _)| **place <= at) {
            names.extend(more.iter().cloned());
        }
        names
    }

    fn footnote(&self, label: &str) -> CowStr<'m> {
        format!("{}{label}", self.place.prefix).into()
    }
}

/// Lowers a heading, which stands below others on the page.
fn lowered(level: HeadingLevel, by: usize) -> HeadingLevel {
    HeadingLevel::try_from(level as usize + by).unwrap_or(HeadingLevel::H6)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(markdown: &str) -> String {
        let link = |target: &str| {
            let is_web = target.starts_with("https:") || target.starts_with('#');
            is_web.then(|| target.to_owned())
        };
        render(
            markdown,
            &Place {
                lowered: 1,
                prefix: "f-",
                fragments: &BTreeMap::new(),
                link: &link,
            },
        )
    }

    #[test]
    fn markup_is_rendered_and_tags_are_dropped() {
        assert_eq!(html("# A *b*"), "<h2>A <em>b</em></h2>\n");
        assert_eq!(
            html("a <b onclick=\"x()\">b</b> <img src=x onerror=y>"),
            "<p>a b </p>\n"
        );
        let script = html("<script>alert(1)</script>\n\n<div>seen</div>\n\nx");
        assert!(
            !script.contains("alert") && script.contains("seen"),
            "{script}"
        );
        assert!(html("&lt;script&gt; <scr<script>ipt>").contains("&lt;script&gt;"));
        assert!(!html("<svg/onload=alert(1)>").contains("<svg"));
    }

    #[test]
    fn links_lead_where_the_caller_says_or_nowhere() {
        assert_eq!(
            html("[a](https://a.example/?x=\"y\")"),
            "<p><a href=\"https://a.example/?x=&quot;y&quot;\">a</a></p>\n"
        );
        assert_eq!(
            html("[a](javascript:alert(1)) <javascript:x>"),
            "<p>a javascript:x</p>\n"
        );
        assert_eq!(
            html("![alt](https://a.example/b.png)"),
            "<p><a href=\"https://a.example/b.png\">alt</a></p>\n"
        );
    }

    #[test]
    fn tables_alerts_code_and_footnotes_are_kept() {
        let page = html(
            "| a |\n| - |\n| b |\n\n> [!NOTE]\n> c\n\n```sh\nd <e>\n```\n\n- [x] g\n\nf[^1]\n\n[^1]: h\n",
        );
        for part in [
            "<div class=\"table\" tabindex=\"0\"><table>",
            "markdown-alert-note",
            "d &lt;e&gt;",
            "☑ g",
            "#f-1",
            "id=\"f-1\"",
        ] {
            assert!(page.contains(part), "{part} in\n{page}");
        }
    }

    #[test]
    fn fragments_stand_where_they_stood() {
        let source = "# A\n\ntext <a name=\"x\"></a> more\n\n## B\n";
        let mut fragments = BTreeMap::new();
        fragments.insert(0, vec!["a".to_owned(), "old".to_owned()]);
        fragments.insert(10, vec!["x\"".to_owned()]);
        fragments.insert(source.find("##").unwrap(), vec!["b".to_owned()]);
        let place = Place {
            lowered: 0,
            prefix: "",
            fragments: &fragments,
            link: &|_| None,
        };
        assert_eq!(
            render(source, &place),
            "<h1 id=\"a\"><a id=\"old\"></a>A</h1>\n\
             <p>text <a id=\"x&quot;\"></a> more</p>\n\
             <h2 id=\"b\">B</h2>\n"
        );
    }
}
