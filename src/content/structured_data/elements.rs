//! Reads questions from the attributes of a page's elements: microdata and `RDFa`.

use super::StatedQuestion;
use crate::content::html::tree::{NodeId, ROOT, Tree};

/// A question of a page, and the elements that hold it.
#[derive(Debug)]
pub(crate) struct InElements {
    /// What it says.
    pub(crate) stated: StatedQuestion,
    /// The element with the question.
    pub(crate) name: NodeId,
    /// The element with the answer.
    pub(crate) answer: Option<NodeId>,
}

/// The attributes of one way to write it.
struct Syntax {
    /// Says what an element is about; begins an item.
    kind: &'static str,
    /// Says which property an element is.
    property: &'static str,
    /// Names the item.
    id: &'static str,
}

const SYNTAXES: [Syntax; 2] = [
    Syntax {
        kind: "itemtype",
        property: "itemprop",
        id: "itemid",
    },
    Syntax {
        kind: "typeof",
        property: "property",
        id: "resource",
    },
];

/// Returns the questions that the elements of a page state.
pub(crate) fn in_elements(tree: &Tree) -> Vec<InElements> {
    let mut found = Vec::new();
    for id in tree.descendants(ROOT) {
        let syntax = SYNTAXES
            .iter()
            .find(|syntax| is_a(tree, id, syntax, "Question"));
        found.extend(syntax.and_then(|syntax| question(tree, id, syntax)));
    }
    found
}

fn question(tree: &Tree, item: NodeId, syntax: &Syntax) -> Option<InElements> {
    let properties = properties(tree, item, syntax);
    let first = |names: &[&str]| {
        let mut named = properties.iter();
        named
            .find(|(name, _)| names.contains(&name.as_str()))
            .map(|(_, id)| *id)
    };
    let name = first(&["name", "headline"]).or_else(|| first(&["text"]))?;
    let text = value(tree, name);
    if text.is_empty() {
        return None;
    }
    let answer = first(&["acceptedAnswer"]).or_else(|| first(&["suggestedAnswer"]));
    let answer_text = answer.map(|id| {
        let inner = self::properties(tree, id, syntax).into_iter();
        let mut inner = inner.filter(|(name, _)| matches!(name.as_str(), "text" | "articleBody"));
        value(tree, inner.next().map_or(id, |(_, id)| id))
    });
    Some(InElements {
        stated: StatedQuestion {
            question: text,
            answer: crate::content::html::as_html(&answer_text.unwrap_or_default()),
            id: tree.filled(item, syntax.id).map(str::to_owned),
            language: None,
            line: tree.line(name),
        },
        name,
        answer,
    })
}

/// Returns the properties of an item with their elements, those of items in it left out.
fn properties(tree: &Tree, item: NodeId, syntax: &Syntax) -> Vec<(String, NodeId)> {
    let mut found = Vec::new();
    let mut open: Vec<NodeId> = tree.children(item).iter().rev().copied().collect();
    while let Some(id) = open.pop() {
        let names = tree.attribute(id, syntax.property).unwrap_or_default();
        for name in names.split_ascii_whitespace() {
            let name = name.rsplit([':', '/']).next().unwrap_or(name);
            found.push((name.to_owned(), id));
        }
        if tree.attribute(id, syntax.kind).is_none() {
            open.extend(tree.children(id).iter().rev());
        }
    }
    found
}

fn value(tree: &Tree, id: NodeId) -> String {
    match tree.filled(id, "content") {
        Some(content) => crate::content::markdown::text::one_line(content),
        None => crate::content::html::to_markdown::label(tree, id),
    }
}

fn is_a(tree: &Tree, id: NodeId, syntax: &Syntax, kind: &str) -> bool {
    let kinds = tree.attribute(id, syntax.kind).unwrap_or_default();
    kinds
        .split_ascii_whitespace()
        .any(|own| own.rsplit([':', '/']).next() == Some(kind))
}
