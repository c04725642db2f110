//! Takes what the HTML parser makes and keeps it as a tree.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName};

use super::tree::{Node, NodeId, ROOT, Tree};

/// A tree that grows while the parser runs.
#[derive(Default)]
pub(super) struct Growing {
    tree: RefCell<Tree>,
    /// The names as the parser knows them.
    names: RefCell<Vec<QualName>>,
    depths: RefCell<Vec<u32>>,
    line: Cell<u32>,
    deepest: Cell<u32>,
    events: Cell<u64>,
    /// The element that holds text only, while one is open.
    raw: Cell<Option<NodeId>>,
}

/// The name of an element, cheap to copy.
#[derive(Debug)]
pub(super) struct Name(QualName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl Growing {
    /// Returns how deeply elements are nested where they are most.
    pub(super) fn deepest(&self) -> u32 {
        self.deepest.get()
    }

    /// Returns how many nodes there are.
    pub(super) fn nodes(&self) -> usize {
        self.tree.borrow().nodes.len()
    }

    /// Returns a number that rises with whatever the parser hands over.
    pub(super) fn events(&self) -> u64 {
        self.events.get()
    }

    /// Returns whether tags are text here, as in scripts.
    pub(super) fn is_raw(&self) -> bool {
        self.raw.get().is_some()
    }

    fn new_node(&self, name: QualName, node: Node) -> NodeId {
        let mut tree = self.tree.borrow_mut();
        let mut names = self.names.borrow_mut();
        let mut depths = self.depths.borrow_mut();
        // The root has no name of its own.
        while names.len() < tree.nodes.len() {
            names.push(nameless());
            depths.push(0);
        }
        names.push(name);
        depths.push(0);
        tree.nodes.push(node);
        self.events.set(self.events.get() + 1);
        tree.nodes.len() - 1
    }

    fn text_node(&self, text: &str) -> NodeId {
        let line_ends = text.bytes().filter(|byte| *byte == b'\n').count();
        let line_ends = u32::try_from(line_ends).unwrap_or(u32::MAX);
        let node = Node {
            text: Some(text.to_owned()),
            line: self.line.get().saturating_sub(line_ends).max(1),
            ..Node::default()
        };
        self.new_node(nameless(), node)
    }

    fn hidden_node(&self) -> NodeId {
        self.new_node(nameless(), Node::default())
    }

    /// Puts a node or text into a node, at a place among its children.
    fn insert(&self, parent: NodeId, at: usize, child: NodeOrText<NodeId>) {
        self.events.set(self.events.get() + 1);
        let child = match child {
            NodeOrText::AppendNode(child) => child,
            NodeOrText::AppendText(text) => {
                if self.extend_text(parent, at, &text) {
                    return;
                }
                self.text_node(&text)
            }
        };
        self.detach(child);
        let mut tree = self.tree.borrow_mut();
        if let Some(node) = tree.nodes.get_mut(parent) {
            let at = at.min(node.children.len());
            node.children.insert(at, child);
        }
        if let Some(node) = tree.nodes.get_mut(child) {
            node.parent = Some(parent);
        }
        let mut depths = self.depths.borrow_mut();
        let depth = depths.get(parent).copied().unwrap_or(0) + 1;
        if let Some(own) = depths.get_mut(child) {
            *own = depth;
        }
        self.deepest.set(self.deepest.get().max(depth));
    }

    /// Adds to the text that stands before a place. Returns whether there is one.
    fn extend_text(&self, parent: NodeId, at: usize, text: &str) -> bool {
        let mut tree = self.tree.borrow_mut();
        let before = tree.nodes.get(parent).and_then(|node| {
            let before = at.min(node.children.len()).checked_sub(1)?;
            node.children.get(before).copied()
        });
        let before = before.and_then(|id| tree.nodes.get_mut(id));
        match before.and_then(|node| node.text.as_mut()) {
            Some(own) => {
                own.push_str(text);
                true
            }
            None => false,
        }
    }

    fn detach(&self, child: NodeId) {
        let mut tree = self.tree.borrow_mut();
        let parent = tree
            .nodes
            .get_mut(child)
            .and_then(|node| node.parent.take());
        if let Some(parent) = parent.and_then(|parent| tree.nodes.get_mut(parent))
            && let Some(at) = parent.children.iter().rposition(|own| *own == child)
        {
            parent.children.remove(at);
        }
    }

    fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.tree.borrow().parent(id)
    }
}

fn nameless() -> QualName {
    QualName::new(None, Namespace::default(), LocalName::default())
}

fn pairs(attributes: Vec<Attribute>) -> impl Iterator<Item = (String, String)> {
    attributes
        .into_iter()
        .map(|one| (one.name.local.to_lowercase(), one.value.to_string()))
}

impl TreeSink for Growing {
    type Handle = NodeId;
    type Output = Tree;
    type ElemName<'a> = Name;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }

    // Browsers show pages with mistakes, and so do we.
    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Name {
        let names = self.names.borrow();
        Name(names.get(*target).cloned().unwrap_or_else(nameless))
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> NodeId {
        let node = Node {
            name: name.local.to_lowercase(),
            attributes: pairs(attrs).collect(),
            line: self.line.get().max(1),
            ..Node::default()
        };
        let holds_text = matches!(
            node.name.as_str(),
            "script" | "style" | "textarea" | "title"
        );
        let id = self.new_node(name, node);
        self.raw.set(holds_text.then_some(id));
        id
    }

    fn pop(&self, node: &NodeId) {
        self.events.set(self.events.get() + 1);
        if self.raw.get() == Some(*node) {
            self.raw.set(None);
        }
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.hidden_node()
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.hidden_node()
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.insert(*parent, usize::MAX, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        prev_element: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        if self.parent(*element).is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(prev_element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    // What a template holds is shown by scripts only, so it stays out of the tree.
    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        let contents = self.hidden_node();
        let mut depths = self.depths.borrow_mut();
        let depth = depths.get(*target).copied().unwrap_or(0) + 1;
        if let Some(own) = depths.get_mut(contents) {
            *own = depth;
        }
        contents
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, new_node: NodeOrText<NodeId>) {
        if let NodeOrText::AppendNode(node) = &new_node {
            self.detach(*node);
        }
        let Some(parent) = self.parent(*sibling) else {
            return;
        };
        let at = {
            let tree = self.tree.borrow();
            let children = tree.children(parent);
            children.iter().rposition(|own| own == sibling)
        };
        self.insert(parent, at.unwrap_or(usize::MAX), new_node);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attrs: Vec<Attribute>) {
        let mut tree = self.tree.borrow_mut();
        let Some(node) = tree.nodes.get_mut(*target) else {
            return;
        };
        for (name, value) in pairs(attrs) {
            if !node.attributes.iter().any(|(own, _)| *own == name) {
                node.attributes.push((name, value));
            }
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        let children = {
            let mut tree = self.tree.borrow_mut();
            let node = tree.nodes.get_mut(*node);
            node.map(|node| std::mem::take(&mut node.children))
        };
        for child in children.unwrap_or_default() {
            if let Some(node) = self.tree.borrow_mut().nodes.get_mut(child) {
                node.parent = None;
            }
            self.insert(*new_parent, usize::MAX, NodeOrText::AppendNode(child));
        }
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(u32::try_from(line).unwrap_or(u32::MAX));
    }
}
