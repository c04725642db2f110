//! The tree of an HTML page: elements with their attributes and lines, and text.
//!
//! Plain values in one list. How a page is parsed is in [`parse`](super::parse).

/// Names a node of its tree.
pub(crate) type NodeId = usize;

/// The root of every tree, which stands for the page.
pub(crate) const ROOT: NodeId = 0;

/// An element, or a stretch of text.
#[derive(Debug, Default)]
pub(crate) struct Node {
    /// The element's name in lower case; empty for text and for the root.
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    /// What it says, if it is text.
    pub(super) text: Option<String>,
    /// 1-based line where it begins.
    pub(super) line: u32,
    pub(super) parent: Option<NodeId>,
    pub(super) children: Vec<NodeId>,
}

/// A page as a tree.
#[derive(Debug)]
pub(crate) struct Tree {
    pub(super) nodes: Vec<Node>,
}

impl Default for Tree {
    fn default() -> Self {
        Self {
            nodes: vec![Node::default()],
        }
    }
}

impl Tree {
    fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id)
    }

    /// Returns how many nodes there are; all are named by smaller numbers.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Returns the name of an element in lower case; empty for what is none.
    pub(crate) fn name(&self, id: NodeId) -> &str {
        self.node(id).map_or("", |node| &node.name)
    }

    /// Returns whether an element has one of these names.
    pub(crate) fn is(&self, id: NodeId, names: &[&str]) -> bool {
        names.contains(&self.name(id))
    }

    /// Returns the value of an attribute; empty where it has none.
    pub(crate) fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        let attributes = &self.node(id)?.attributes;
        let found = attributes.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Returns the value of an attribute in which something is written, without blanks around it.
    pub(crate) fn filled(&self, id: NodeId, name: &str) -> Option<&str> {
        let value = self.attribute(id, name)?.trim();
        (!value.is_empty()).then_some(value)
    }

    /// Returns whether an attribute with a list of words has one of these, in any case.
    pub(crate) fn has_word(&self, id: NodeId, attribute: &str, words: &[&str]) -> bool {
        let mut own = self
            .attribute(id, attribute)
            .unwrap_or_default()
            .split_ascii_whitespace();
        own.any(|own| words.iter().any(|word| own.eq_ignore_ascii_case(word)))
    }

    /// Returns what a node says, if it is text.
    pub(crate) fn own_text(&self, id: NodeId) -> Option<&str> {
        self.node(id)?.text.as_deref()
    }

    /// Returns the 1-based line where a node begins.
    pub(crate) fn line(&self, id: NodeId) -> u32 {
        self.node(id).map_or(1, |node| node.line.max(1))
    }

    /// Returns the node around a node.
    pub(crate) fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.node(id)?.parent
    }

    /// Returns the nodes directly in a node.
    pub(crate) fn children(&self, id: NodeId) -> &[NodeId] {
        self.node(id).map_or(&[], |node| &node.children)
    }

    /// Returns the nodes around a node, the nearest first.
    pub(crate) fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.parent(id), |id| self.parent(*id))
    }

    /// Returns a node and all nodes in it, in the order of the page.
    pub(crate) fn descendants(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        let mut open = vec![id];
        std::iter::from_fn(move || {
            let next = open.pop()?;
            open.extend(self.children(next).iter().rev());
            Some(next)
        })
    }

    /// Returns the first element with a name, in the order of the page, at or below a node.
    pub(crate) fn find(&self, id: NodeId, name: &str) -> Option<NodeId> {
        self.descendants(id).find(|id| self.name(*id) == name)
    }

    /// Returns all text of a node on one line.
    pub(crate) fn text(&self, id: NodeId) -> String {
        let mut line = String::new();
        let mut gap = false;
        // What is still to be read, and whether that is the end of an element.
        let mut open = vec![(id, false)];
        while let Some((node, is_end)) = open.pop() {
            let Some(text) = self.own_text(node) else {
                gap |= is_block(self.name(node)) || self.is(node, &["br", "img"]);
                if !is_end {
                    open.push((node, true));
                    open.extend(
                        self.children(node)
                            .iter()
                            .rev()
                            .map(|child| (*child, false)),
                    );
                }
                continue;
            };
            for (index, word) in text.split(char::is_whitespace).enumerate() {
                gap |= index > 0;
                if !word.is_empty() {
                    if gap && !line.is_empty() {
                        line.push(' ');
                    }
                    gap = false;
                    line.push_str(word);
                }
            }
        }
        line
    }
}

/// Returns whether an element begins a new line.
pub(crate) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// Returns the level of a heading's element.
pub(crate) fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}
