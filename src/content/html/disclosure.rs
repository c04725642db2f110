//! Finds the switches of a page that unfold a part of it: accordions and the like.
//!
//! A `<details>` is one by itself. Others are known by the attributes that tell assistive
//! technology, or the scripts of common libraries, what they unfold.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::chrome;
use super::tree::{NodeId, Tree, heading_level};

/// The switches of a page and what each unfolds.
#[derive(Debug, Default)]
pub(crate) struct Disclosures {
    panels: BTreeMap<NodeId, NodeId>,
    unfolded: HashSet<NodeId>,
}

impl Disclosures {
    /// Finds the switches in the content of a page.
    pub(crate) fn find(tree: &Tree, content: &[NodeId]) -> Self {
        let mut found = Self::default();
        let mut ids: Option<HashMap<&str, NodeId>> = None;
        let mut open: Vec<NodeId> = content.iter().rev().copied().collect();
        while let Some(id) = open.pop() {
            // What stands in a heading is a heading.
            if chrome::is_chrome(tree, id) || heading_level(tree.name(id)).is_some() {
                continue;
            }
            if is_switch(tree, id) {
                let ids = ids.get_or_insert_with(|| ids_of(tree));
                let panel = named_panel(tree, id, ids).or_else(|| next_panel(tree, id));
                if let Some(panel) = panel.filter(|panel| found.may_unfold(tree, id, *panel)) {
                    found.panels.insert(id, panel);
                    found.unfolded.insert(panel);
                    continue;
                }
            }
            open.extend(tree.children(id).iter().rev());
        }
        found
    }

    /// Returns what a switch unfolds; nothing for what is no switch.
    pub(crate) fn panel(&self, id: NodeId) -> Option<NodeId> {
        self.panels.get(&id).copied()
    }

    /// Returns whether an element is what a switch unfolds.
    pub(crate) fn is_panel(&self, id: NodeId) -> bool {
        self.unfolded.contains(&id)
    }

    /// Returns whether both have words and neither is part of the other, or of another switch.
    fn may_unfold(&self, tree: &Tree, switch: NodeId, panel: NodeId) -> bool {
        let has_words = |id| tree.text(id).contains(char::is_alphanumeric);
        let is_around = |inner: NodeId, outer: NodeId| {
            inner == outer || tree.ancestors(inner).any(|around| around == outer)
        };
        let is_shown = !chrome::is_chrome(tree, panel)
            && !tree
                .ancestors(panel)
                .any(|around| chrome::is_chrome(tree, around));
        !self.unfolded.contains(&panel)
            && !self.panels.contains_key(&panel)
            && !is_around(switch, panel)
            && !is_around(panel, switch)
            && is_shown
            && has_words(switch)
            && has_words(panel)
    }
}

fn ids_of(tree: &Tree) -> HashMap<&str, NodeId> {
    let mut ids = HashMap::new();
    for id in tree.descendants(super::tree::ROOT) {
        if let Some(name) = tree.filled(id, "id") {
            ids.entry(name).or_insert(id);
        }
    }
    ids
}

fn is_switch(tree: &Tree, id: NodeId) -> bool {
    let collapses = ["data-toggle", "data-bs-toggle", "uk-toggle"]
        .iter()
        .any(|name| tree.has_word(id, name, &["collapse"]));
    let is_button = tree.is(id, &["button"]) || tree.has_word(id, "role", &["button"]);
    tree.attribute(id, "aria-expanded").is_some()
        || collapses
        || (is_button && tree.filled(id, "aria-controls").is_some())
        || (tree.is(id, &["label"])
            && tree.filled(id, "for").is_some()
            && follows_check_box(tree, id))
}

/// Returns whether a label stands right after the box that it ticks: an accordion without scripts.
fn follows_check_box(tree: &Tree, label: NodeId) -> bool {
    let before = tree.parent(label).and_then(|parent| {
        let elements = elements(tree, parent);
        let at = elements.iter().position(|id| *id == label)?;
        elements.get(at.checked_sub(1)?).copied()
    });
    before.is_some_and(|input| {
        tree.is(input, &["input"])
            && tree.has_word(input, "type", &["checkbox", "radio"])
            && tree.filled(input, "id") == tree.filled(label, "for")
    })
}

/// Returns the part that a switch names.
fn named_panel(tree: &Tree, id: NodeId, ids: &HashMap<&str, NodeId>) -> Option<NodeId> {
    let controls = tree.filled(id, "aria-controls");
    let targets = ["data-bs-target", "data-target", "href"]
        .into_iter()
        .filter_map(|name| tree.filled(id, name)?.strip_prefix('#'));
    controls
        .into_iter()
        .chain(targets)
        .find_map(|name| ids.get(name).copied())
}

/// Returns the element that follows a switch, or what holds nothing but the switch.
fn next_panel(tree: &Tree, id: NodeId) -> Option<NodeId> {
    const MOST_WRAPPERS: usize = 3;
    let mut at = id;
    for _ in 0..MOST_WRAPPERS {
        let parent = tree.parent(at)?;
        let elements = elements(tree, parent);
        let place = elements.iter().position(|own| *own == at)?;
        if let Some(next) = elements.get(place + 1) {
            let is_next = !is_switch(tree, *next) && heading_level(tree.name(*next)).is_none();
            return is_next.then_some(*next);
        }
        if place > 0 {
            return None;
        }
        at = parent;
    }
    None
}

fn elements(tree: &Tree, parent: NodeId) -> Vec<NodeId> {
    let children = tree.children(parent).iter().copied();
    children.filter(|id| !tree.name(*id).is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::html::parse::parse;

    fn pairs(html: &str) -> Vec<(String, String)> {
        let tree = parse(html).tree;
        let found = Disclosures::find(&tree, &chrome::content(&tree));
        let texts = found.panels.iter();
        texts
            .map(|(switch, panel)| (tree.text(*switch), tree.text(*panel)))
            .collect()
    }

    #[test]
    fn switches_are_known_by_what_they_unfold() {
        for html in [
            "<button aria-expanded=false aria-controls=p>Q</button><p>x</p><div id=p hidden>A</div>",
            "<a href='#p' data-toggle=collapse>Q</a><div id=p>A</div>",
            "<button data-bs-toggle=collapse data-bs-target='#p'>Q</button><div id=p>A</div>",
            "<div role=button aria-controls=p><b>Q</b></div><div id=p>A</div>",
            "<div><button aria-expanded=false>Q</button></div><div>A</div>",
            "<input type=checkbox id=c><label for=c>Q</label><div>A</div>",
        ] {
            assert_eq!(pairs(html), [("Q".to_owned(), "A".to_owned())], "{html}");
        }
    }

    #[test]
    fn what_unfolds_nothing_is_no_switch() {
        for html in [
            "<button aria-controls=gone>Q</button>",
            "<button aria-expanded=false aria-controls=n>Menu</button><nav id=n>A</nav>",
            "<div id=p>A <button aria-expanded=true aria-controls=p>Q</button></div>",
            "<h3><button aria-expanded=true aria-controls=p>Q</button></h3><div id=p>A</div>",
            "<button aria-expanded=true></button><div>A</div>",
            "<label for=name>Name</label><input id=name><div>A</div>",
        ] {
            assert_eq!(pairs(html), [], "{html}");
        }
    }
}
