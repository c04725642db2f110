//! Renders the Markdown of answers and articles as HTML.
//!
//! Owns what may reach a page: text, tables, code, lists, links and alerts. Tags in the source are
//! dropped and their text stays. Images become links, so that a page asks nothing of other sites.
//! Where links lead is decided by the caller.

use std::collections::BTreeMap;
use std::fmt::Write;

use pulldown_cmark::{
    Alignment, CowStr, Event, HeadingLevel, Parser, Tag, TagEnd, TextMergeWithOffset, html,
};

use super::bare_links::{Part, parts};
use super::html::Text;
use super::shown::Shown;
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
    /// Where it is shown.
    pub(in crate::serve) shown: Shown,
}

/// Renders Markdown.
pub(in crate::serve) fn render(markdown: &str, place: &Place<'_>) -> String {
    let mut renderer = Renderer {
        place,
        events: Vec::new(),
        links: Vec::new(),
        html_block: None,
        is_code: false,
        columns: Vec::new(),
        column: 0,
        cell: "td",
        fragments: place.fragments.iter().peekable(),
    };
    let events = Parser::new_ext(markdown, parser_options()).into_offset_iter();
    // A bare address may be cut by characters that could have been markup.
    for (event, range) in TextMergeWithOffset::new(events) {
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
    /// Whether a block of code is open.
    is_code: bool,
    /// How the columns of the open table are aligned, which of them comes next, and as what.
    columns: Vec<Alignment>,
    column: usize,
    cell: &'static str,
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
            Event::Text(text) => self.text(text),
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
                if self.is_on_page() {
                    let opened = "<div class=\"table\" tabindex=\"0\">";
                    self.events.push(Event::Html(CowStr::Borrowed(opened)));
                }
                self.columns.clone_from(&alignment);
                Tag::Table(alignment)
            }
            Tag::TableHead | Tag::TableRow => {
                self.column = 0;
                self.cell = if tag == Tag::TableHead { "th" } else { "td" };
                tag
            }
            Tag::TableCell => {
                self.cell();
                return;
            }
            Tag::BlockQuote(Some(kind)) => {
                self.events.push(Event::Start(Tag::BlockQuote(Some(kind))));
                let word = self.place.shown.alert(kind);
                self.events.push(Event::Html(word.into()));
                return;
            }
            Tag::CodeBlock(kind) => {
                self.is_code = true;
                Tag::CodeBlock(kind)
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
                if self.is_on_page() {
                    self.events.push(Event::Html(CowStr::Borrowed("</div>")));
                }
            }
            TagEnd::CodeBlock => {
                self.is_code = false;
                self.events.push(Event::End(TagEnd::CodeBlock));
            }
            other => self.events.push(Event::End(other)),
        }
    }

    fn is_on_page(&self) -> bool {
        matches!(self.place.shown, Shown::OnPage(_))
    }

    /// Opens a cell. Its alignment would otherwise be written as a style, which no page of ours may
    /// have, nor anyone want who shows an answer elsewhere.
    fn cell(&mut self) {
        let alignment = self.columns.get(self.column);
        self.column += 1;
        let class = match alignment.filter(|_| self.is_on_page()) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::None) | None => "",
        };
        let opened = format!("<{}{class}>", self.cell);
        self.events.push(Event::InlineHtml(opened.into()));
    }

    /// Writes text, with the addresses in it as links.
    fn text(&mut self, text: CowStr<'m>) {
        if self.is_code || !self.links.is_empty() || !text.contains(['/', '.']) {
            self.events.push(Event::Text(text));
            return;
        }
        for part in parts(&text) {
            let target = match &part {
                Part::Address { target, .. } => (self.place.link)(target),
                Part::Text(_) => None,
            };
            let (Part::Text(shown) | Part::Address { shown, .. }) = part;
            let shown = Event::Text(shown.to_owned().into());
            let Some(target) = target else {
                self.events.push(shown);
                continue;
            };
            let opened = format!("<a href=\"{}\">", Text(&target));
            let closed = Event::InlineHtml(CowStr::Borrowed("</a>"));
            self.events
                .extend([Event::InlineHtml(opened.into()), shown, closed]);
        }
    }

    /// Writes the text of some HTML without its tags.
    fn html(&mut self, html: &str) {
        for piece in pieces(html) {
            match piece {
                Piece::Text(text) => {
                    let text = html_escape::decode_html_entities(text).into_owned();
                    self.text(text.into());
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
    use crate::serve::page::texts::Texts;

    fn html(markdown: &str) -> String {
        shown(markdown, Shown::OnPage(Texts::of(["en"])))
    }

    fn shown(markdown: &str, shown: Shown) -> String {
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
                shown,
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
    fn columns_are_aligned_without_a_style() {
        let table = "| a | b | c | d |\n| :-- | :-: | --: | --- |\n| 1 | 2 | 3 | 4 |\n\n| e |\n| - |\n| f |\n";
        let page = html(table);
        assert!(!page.contains("style="), "{page}");
        for part in [
            "<th class=\"left\">a</th><th class=\"center\">b</th><th class=\"right\">c</th><th>d</th>",
            "<td class=\"left\">1</td><td class=\"center\">2</td><td class=\"right\">3</td><td>4</td>",
            "<th>e</th>",
            "<td>f</td>",
        ] {
            assert!(page.contains(part), "{part} in\n{page}");
        }
        let exported = shown(table, Shown::Exported(Texts::of(["en"])));
        assert!(
            exported.starts_with("<table>") && exported.contains("<td>3</td>"),
            "{exported}"
        );
        assert!(
            !exported.contains("class=") && !exported.contains("style="),
            "{exported}"
        );
    }

    #[test]
    fn alerts_say_what_kind_they_are() {
        let kinds = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];
        for (kind, word) in kinds
            .iter()
            .zip(["Note", "Tip", "Important", "Warning", "Caution"])
        {
            let page = html(&format!("> [!{kind}]\n> text\n"));
            let label = format!("\">\n<p class=\"alert\" lang=\"en\">{word}</p>\n<p>text</p>");
            assert!(page.contains(&label), "{label} in\n{page}");
        }
        let german = shown("> [!WARNING]\n> x\n", Shown::Exported(Texts::of(["de"])));
        assert!(
            german.contains("<p><strong>Warnung</strong></p>"),
            "{german}"
        );
    }

    #[test]
    fn bare_addresses_are_links_but_not_in_code_and_links() {
        assert_eq!(
            html("See https://a.example/b_c_d?e=1&f=2, *https://g.example*."),
            "<p>See <a href=\"https://a.example/b_c_d?e=1&amp;f=2\">https://a.example/b_c_d?e=1&amp;f=2</a>, \
             <em><a href=\"https://g.example\">https://g.example</a></em>.</p>\n"
        );
        assert!(html("<p>https://a.example</p>").contains("<a href=\"https://a.example\">"));
        for text in [
            "`https://a.example`",
            "```\nhttps://a.example\n```",
            "    https://a.example",
        ] {
            assert!(!html(text).contains("<a"), "{text}");
        }
        let page = html("[https://a.example](https://b.example)");
        assert_eq!(page.matches("<a ").count(), 1, "{page}");
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
            shown: Shown::OnPage(Texts::of(["en"])),
        };
        assert_eq!(
            render(source, &place),
            "<h1 id=\"a\"><a id=\"old\"></a>A</h1>\n\
             <p>text <a id=\"x&quot;\"></a> more</p>\n\
             <h2 id=\"b\">B</h2>\n"
        );
    }
}
