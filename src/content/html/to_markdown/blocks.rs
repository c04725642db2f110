//! Writes the blocks of a page: headings, paragraphs, lists, quotes, code.

use std::collections::HashSet;

use super::inline::{self, Within, published_name};
use super::line::{Breaks, Line, Mark};
use super::output::Output;
use super::table;
use crate::content::html::disclosure::Disclosures;
use crate::content::html::survey::Survey;
use crate::content::html::tree::{NodeId, Tree, heading_level};
use crate::content::html::{chrome, escape};
use crate::content::source::line_map::MappedText;

/// How deeply blocks may be nested. The parser allows less, but moves elements about.
const DEEPEST: usize = 400;

/// Writes a page.
pub(super) struct Writer<'a> {
    pub(super) tree: &'a Tree,
    pub(super) disclosures: &'a Disclosures,
    pub(super) survey: &'a Survey,
    /// Whether the page is a FAQ.
    pub(super) is_faq: bool,
    pub(super) out: Output,
    /// Published names met since the last block, with the elements that have them.
    pub(super) names: Vec<(NodeId, String)>,
    /// The headings around, outermost first: level and the name under which each is published.
    headings: Vec<(u8, String)>,
    /// Parts that unfold and are written.
    pub(super) unfolded: HashSet<NodeId>,
    depth: usize,
    /// Whether the list written last had the other marker: two in a row would be one.
    other_marker: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        tree: &'a Tree,
        disclosures: &'a Disclosures,
        survey: &'a Survey,
        is_faq: bool,
    ) -> Self {
        Self {
            tree,
            disclosures,
            survey,
            is_faq,
            out: Output::default(),
            names: Vec::new(),
            headings: Vec::new(),
            unfolded: HashSet::new(),
            depth: 0,
            other_marker: false,
        }
    }

    /// Writes parts of the page, one after the other.
    pub(super) fn write(mut self, content: &[NodeId]) -> MappedText {
        self.nodes(content);
        self.out.finish()
    }

    /// Writes what an element holds.
    pub(super) fn children(&mut self, id: NodeId) {
        self.nodes(self.tree.children(id));
    }

    /// Writes nodes; those that stand in a line together become a paragraph.
    pub(super) fn nodes(&mut self, nodes: &[NodeId]) {
        if self.depth >= DEEPEST {
            let mut line = Line::default();
            for id in nodes {
                line.text(&self.tree.text(*id));
                line.gap();
            }
            let source = nodes.first().map_or(1, |id| self.tree.line(*id));
            return self.paragraph(line, source);
        }
        self.depth += 1;
        let mut from = 0;
        for (index, id) in nodes.iter().enumerate() {
            if self.survey.of_node(*id).has_block {
                self.run(nodes.get(from..index).unwrap_or_default());
                from = index + 1;
                self.block(*id);
            }
        }
        self.run(nodes.get(from..).unwrap_or_default());
        self.depth -= 1;
    }

    fn run(&mut self, nodes: &[NodeId]) {
        let mut line = Line::default();
        for id in nodes {
            inline::read(self.tree, *id, Within::Paragraph, &mut line);
        }
        let first = nodes.iter().find(|id| !self.tree.text(**id).is_empty());
        let source = first.map_or(1, |id| self.tree.line(*id));
        if line.is_empty() {
            let names: Vec<String> = line.anchors().map(str::to_owned).collect();
            let element = nodes.first().copied().unwrap_or_default();
            self.names
                .extend(names.into_iter().map(|name| (element, name)));
        } else {
            self.paragraph(line, source);
        }
    }

    fn paragraph(&mut self, line: Line, source: u32) {
        if line.is_empty() {
            return;
        }
        let anchors = self.anchors();
        self.out.block();
        let text = line.write(Breaks::Lines);
        for (index, text) in text.split('\n').enumerate() {
            let text = escape::line_start(text.trim_start());
            let anchors = if index == 0 { anchors.as_str() } else { "" };
            self.out.line(&format!("{anchors}{text}"), source);
        }
    }

    /// Writes an element as a paragraph in bold.
    pub(super) fn term(&mut self, id: NodeId) {
        let mut line = Line::default();
        line.open(Mark::Strong);
        inline::read(self.tree, id, Within::Label, &mut line);
        line.close(Mark::Strong);
        self.paragraph(line, self.tree.line(id));
    }

    fn block(&mut self, id: NodeId) {
        let tree = self.tree;
        if chrome::is_chrome(tree, id) || self.unfolded.contains(&id) {
            return;
        }
        let name = tree.name(id);
        if let Some(level) = heading_level(name) {
            return self.heading(id, level);
        }
        if let Some(panel) = self.disclosures.panel(id) {
            return self.unfolding(id, panel);
        }
        let is_divided = self.survey.of_node(id).is_divided();
        match name {
            "details" => self.details(id),
            "dl" => self.definitions(id),
            "pre" => self.code(id),
            // Inside a list or a quote no page is divided.
            "ul" | "ol" | "menu" | "dir" if !is_divided => self.list(id),
            "blockquote" if !is_divided => {
                self.flush_names(id);
                self.out.enter("> ", "> ");
                self.children(id);
                self.out.leave();
            }
            "table" if !is_divided => self.table(id),
            _ => {
                self.note_name(id);
                self.children(id);
            }
        }
    }

    fn heading(&mut self, id: NodeId, level: u8) {
        let mut line = Line::default();
        for child in self.tree.children(id) {
            inline::read(self.tree, *child, Within::Label, &mut line);
        }
        if line.is_empty() {
            // A heading without words divides nothing.
            self.note_name(id);
            return;
        }
        let own = published_name(self.tree, id).map(str::to_owned);
        let inner: Vec<String> = line.anchors().map(str::to_owned).collect();
        let met = std::mem::take(&mut self.names);
        // The title of a page stands in its layout, not in parts with names of their own.
        let around = met
            .iter()
            .rev()
            .find(|(element, _)| level > 1 && self.is_part_of_heading(*element, level));
        let published = own.or_else(|| inner.first().cloned());
        let published = published.or_else(|| around.map(|(_, name)| name.clone()));
        self.headings.retain(|(above, _)| *above < level);
        // What has no name is reached by the one above.
        let shown = published
            .clone()
            .or_else(|| self.headings.last().map(|(_, name)| name.clone()));
        let names = shown
            .into_iter()
            .chain(inner)
            .chain(met.into_iter().map(|(_, name)| name));
        let anchors = tags(names);
        if let Some(name) = published {
            self.headings.push((level, name));
        }
        let text = without_anchors(line);
        let signs = "#".repeat(usize::from(level));
        self.out.block();
        let text = escape::heading(&text);
        self.out
            .line(&format!("{signs} {anchors}{text}"), self.tree.line(id));
    }

    /// Returns whether the name of an element that begins before a heading is that of its part.
    fn is_part_of_heading(&self, element: NodeId, level: u8) -> bool {
        let is_section = self
            .tree
            .is(element, &["section", "article", "li", "a", "span"])
            || self.tree.has_word(element, "class", &["section"]);
        is_section || self.survey.of_node(element).headings_to(level) <= 1
    }

    fn list(&mut self, id: NodeId) {
        self.flush_names(id);
        let is_numbered = self.tree.is(id, &["ol"]);
        let start = self
            .tree
            .filled(id, "start")
            .and_then(|start| start.parse().ok());
        let mut number: u32 = start.unwrap_or(1).min(999_999);
        let other = self.other_marker;
        self.other_marker = !other;
        let marker = match (is_numbered, other) {
            (true, false) => ".",
            (true, true) => ")",
            (false, false) => "-",
            (false, true) => "*",
        };
        let mut is_first = true;
        for item in self.tree.children(id) {
            if self.tree.text(*item).is_empty() && self.tree.find(*item, "img").is_none() {
                continue;
            }
            let first = if is_numbered {
                format!("{number}{marker} ")
            } else {
                format!("{marker} ")
            };
            if !is_first && !self.survey_items(id) {
                self.out.without_gap();
            }
            is_first = false;
            number = number.saturating_add(1).min(999_999_999);
            self.out.enter(&first, &" ".repeat(first.len()));
            self.note_name(*item);
            self.children(*item);
            self.out.leave();
        }
    }

    /// Returns whether an item of a list has more than a line and lists below it.
    fn survey_items(&self, list: NodeId) -> bool {
        let is_loose = |id: &NodeId| self.tree.is(*id, &["p", "pre", "blockquote", "table"]);
        let items = self.tree.children(list).iter().take(20);
        let mut blocks = items.flat_map(|item| self.tree.children(*item));
        blocks.any(is_loose)
    }

    fn code(&mut self, id: NodeId) {
        self.flush_names(id);
        let mut text = String::new();
        for node in self.tree.descendants(id) {
            match self.tree.own_text(node) {
                Some(own) => text.push_str(own),
                None if self.tree.is(node, &["br"]) => text.push('\n'),
                None => {}
            }
        }
        let text = text.trim_matches('\n').trim_end();
        if text.trim().is_empty() {
            return;
        }
        let mut longest = 2;
        for run in text.split(|c| c != '`') {
            longest = longest.max(run.len());
        }
        let fence = "`".repeat(longest + 1);
        let line = self.tree.line(id);
        self.out.block();
        self.out
            .line(&format!("{fence}{}", self.code_language(id)), line);
        for (text, line) in text.split('\n').zip(line..) {
            self.out.line(text, line);
        }
        self.out.line(&fence, line);
    }

    fn code_language(&self, id: NodeId) -> String {
        let inner = self.tree.find(id, "code").into_iter();
        let classes = inner
            .chain([id])
            .chain(self.tree.parent(id))
            .filter_map(|id| self.tree.attribute(id, "class"));
        let found = classes
            .flat_map(str::split_ascii_whitespace)
            .find_map(|class| {
                ["language-", "lang-", "highlight-source-"]
                    .iter()
                    .find_map(|prefix| class.strip_prefix(prefix))
            });
        let is_sound = |name: &&str| {
            name.chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-#".contains(c))
        };
        found.filter(is_sound).unwrap_or_default().to_owned()
    }

    fn table(&mut self, id: NodeId) {
        let rows = table::rows(self.tree, id);
        let mut inner = self.tree.descendants(id).skip(1);
        let holds_table = inner.any(|id| self.tree.is(id, &["table"]));
        if holds_table || rows.iter().all(|row| row.cells.len() < 2) {
            // It lays out the page, or has one column.
            self.note_name(id);
            return self.children(id);
        }
        self.flush_names(id);
        self.out.block();
        for (line, text) in table::lines(self.tree, &rows) {
            self.out.line(&text, line);
        }
    }

    /// Keeps the name of an element for the next block.
    pub(super) fn note_name(&mut self, id: NodeId) {
        if let Some(name) = published_name(self.tree, id) {
            self.names.push((id, name.to_owned()));
        }
    }

    /// Returns the names met since the last block as tags.
    fn anchors(&mut self) -> String {
        let names = std::mem::take(&mut self.names);
        tags(names.into_iter().map(|(_, name)| name))
    }

    /// Writes the names met since the last block, and that of an element, on a line of their own.
    pub(super) fn flush_names(&mut self, id: NodeId) {
        self.note_name(id);
        let anchors = self.anchors();
        if !anchors.is_empty() {
            self.out.block();
            self.out.line(&anchors, self.tree.line(id));
        }
    }
}

/// Returns a label's text; its names are written elsewhere.
fn without_anchors(line: Line) -> String {
    line.without_anchors().write(Breaks::Blanks)
}

/// Returns tags with these names, each once.
pub(super) fn tags(names: impl Iterator<Item = String>) -> String {
    let mut seen = HashSet::new();
    let mut tags = String::new();
    for name in names {
        if seen.insert(name.clone()) {
            tags.push_str(&format!("<a id=\"{name}\"></a>"));
        }
    }
    tags
}
