//! Reads what stands in a line of a page: text, emphasis, code, links, images.

use super::line::{Line, Mark};
use crate::content::html::tree::{NodeId, Tree, is_block};
use crate::content::html::{chrome, escape};

/// How deeply elements of a line may be nested; what is deeper is plain text.
const DEEPEST: usize = 64;

/// What a line is part of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    /// A paragraph: all of it is written.
    Paragraph,
    /// A heading or a switch: only words count, not what helps to use it.
    Label,
}

/// Adds what a node says to a line.
pub(super) fn read(tree: &Tree, id: NodeId, within: Within, line: &mut Line) {
    Reader { tree, within, line }.node(id, 0);
}

/// Returns what a part of a page says as one line of plain text, without what helps to use it.
pub(crate) fn label(tree: &Tree, id: NodeId) -> String {
    let mut line = Line::default();
    read(tree, id, Within::Label, &mut line);
    line.plain()
}

/// Returns the name under which an element's place is published, if a tag can hold it.
pub(super) fn published_name(tree: &Tree, id: NodeId) -> Option<&str> {
    let name = if tree.is(id, &["a"]) {
        tree.filled(id, "name")
    } else {
        None
    };
    let is_sound = |name: &&str| {
        !name.contains(|c: char| c.is_whitespace() || c.is_control() || "\"'<>&`".contains(c))
    };
    tree.filled(id, "id").or(name).filter(is_sound)
}

struct Reader<'a> {
    tree: &'a Tree,
    within: Within,
    line: &'a mut Line,
}

impl Reader<'_> {
    fn node(&mut self, id: NodeId, depth: usize) {
        if let Some(text) = self.tree.own_text(id) {
            self.line.text(text);
            return;
        }
        if depth >= DEEPEST {
            self.line.text(&self.tree.text(id));
            return;
        }
        if chrome::is_chrome(self.tree, id) || self.is_idle(id) {
            // The place is published all the same.
            self.names(id);
            return;
        }
        let below = depth + 1;
        match self.tree.name(id) {
            "br" => self.line.line_break(),
            "img" => self.image(id),
            "b" | "strong" => self.marked(id, Mark::Strong, below),
            "i" | "em" | "cite" | "var" | "dfn" => self.marked(id, Mark::Emphasis, below),
            "s" | "del" | "strike" => self.marked(id, Mark::Struck, below),
            "code" | "kbd" | "samp" | "tt" => {
                self.names(id);
                self.line.code(&self.tree.text(id));
            }
            "q" => {
                self.line.text("“");
                self.children(id, below);
                self.line.text("”");
            }
            "a" => self.link(id, below),
            name if is_block(name) => {
                self.names_of(id);
                self.line.gap();
                if self.within == Within::Paragraph {
                    self.line.line_break();
                }
                self.children(id, below);
                self.line.gap();
            }
            _ => {
                self.names_of(id);
                self.children(id, below);
            }
        }
    }

    fn children(&mut self, id: NodeId, depth: usize) {
        for child in self.tree.children(id) {
            self.node(*child, depth);
        }
    }

    fn marked(&mut self, id: NodeId, mark: Mark, depth: usize) {
        self.names_of(id);
        if self.within == Within::Label {
            return self.children(id, depth);
        }
        self.line.open(mark);
        self.children(id, depth);
        self.line.close(mark);
    }

    fn link(&mut self, id: NodeId, depth: usize) {
        self.names_of(id);
        let address = self.tree.filled(id, "href").and_then(address);
        let address =
            address.filter(|_| self.within == Within::Paragraph && has_content(self.tree, id));
        let Some(address) = address else {
            return self.children(id, depth);
        };
        self.line.link_open();
        self.children(id, depth);
        self.line.link_close(address);
    }

    fn image(&mut self, id: NodeId) {
        self.names_of(id);
        let text = self.tree.filled(id, "alt").unwrap_or_default();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return;
        }
        let address = self.tree.filled(id, "src").and_then(address);
        match address.filter(|_| self.within == Within::Paragraph) {
            Some(address) => self.line.image(text, address),
            None => self.line.text(&text),
        }
    }

    /// Notes the name of one element.
    fn names_of(&mut self, id: NodeId) {
        if let Some(name) = published_name(self.tree, id) {
            self.line.anchor(name);
        }
    }

    /// Notes the names of an element and of all in it.
    fn names(&mut self, id: NodeId) {
        for id in self.tree.descendants(id) {
            self.names_of(id);
        }
    }

    /// Returns whether an element is only there to be pressed or looked at.
    fn is_idle(&self, id: NodeId) -> bool {
        let tree = self.tree;
        let name = tree.name(id);
        if tree.has_word(id, "aria-hidden", &["true"]) && matches!(name, "i" | "span" | "b" | "a") {
            return true;
        }
        if ICONS
            .iter()
            .any(|class| tree.has_word(id, "class", &[class]))
        {
            return true;
        }
        let says = || tree.text(id);
        match self.within {
            // A switch whose part was not found is read like any text.
            Within::Paragraph => match name {
                "button" => tree.attribute(id, "aria-expanded").is_none(),
                "a" => leads_to_top(tree, id),
                _ => false,
            },
            Within::Label => match name {
                "a" => is_permalink(tree, id, &says()),
                "i" | "span" | "div" | "button" => is_sign(&says()),
                _ => false,
            },
        }
    }
}

/// Classes of fonts that draw a picture in place of a word.
const ICONS: [&str; 4] = [
    "material-icons",
    "material-icons-outlined",
    "material-symbols-outlined",
    "material-symbols-rounded",
];

/// Returns whether a text is one sign that shows whether a part is folded, or where a link is.
fn is_sign(text: &str) -> bool {
    let mut signs = text.chars();
    match (signs.next(), signs.next()) {
        (Some(sign), None) => "+-−–×✕⨯#¶§🔗▼▾▸▶►▲▴‹›»«↓↑→⌄⌃∨∧\u{200B}".contains(sign),
        _ => false,
    }
}

/// Returns whether a link in a heading is there for its own address.
fn is_permalink(tree: &Tree, id: NodeId, text: &str) -> bool {
    const CLASSES: [&str; 8] = [
        "anchor",
        "anchor-link",
        "anchorjs-link",
        "hash-link",
        "header-anchor",
        "headerlink",
        "heading-link",
        "permalink",
    ];
    let leads_here = tree
        .filled(id, "href")
        .is_some_and(|address| address.contains('#'));
    let has_words = text.contains(char::is_alphanumeric);
    // A heading has few parts; looking at all of them for each of many would take for ever.
    let is_beside_words = || {
        let parts = tree
            .parent(id)
            .map_or(&[][..], |around| tree.children(around));
        parts.len() < 50
            && parts
                .iter()
                .any(|part| *part != id && !tree.text(*part).is_empty())
    };
    is_sign(text)
        || (leads_here && !has_words)
        || (leads_here && tree.has_word(id, "class", &CLASSES) && is_beside_words())
}

/// Returns whether a link leads to the beginning of the page and nowhere else.
fn leads_to_top(tree: &Tree, id: NodeId) -> bool {
    let address = tree.filled(id, "href").unwrap_or_default();
    address.eq_ignore_ascii_case("#top") || address == "#_top"
}

fn has_content(tree: &Tree, id: NodeId) -> bool {
    tree.descendants(id).any(|id| {
        let has_words = |text: &str| text.contains(|c: char| !c.is_whitespace());
        tree.own_text(id).is_some_and(has_words)
            || (tree.is(id, &["img"]) && tree.filled(id, "alt").is_some())
    })
}

/// Returns the address of a link as Markdown has it. Scripts and data are no addresses.
fn address(written: &str) -> Option<String> {
    let scheme = written.split(':').next().unwrap_or_default();
    if ["javascript", "data", "vbscript"]
        .iter()
        .any(|known| scheme.trim().eq_ignore_ascii_case(known))
    {
        return None;
    }
    escape::destination(written)
}
