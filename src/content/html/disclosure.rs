//! Finds the switches of a page that unfold a part of it: accordions and the like.
//!
//! A `<details>` is one by itself. Others are known by the attributes that tell assistive
//! technology, or the scripts of common libraries, what they unfold.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::chrome;
use super::hints::{Hints, same_words};
use super::tree::{NodeId, ROOT, Tree, heading_level};

/// The switches of a page and what each unfolds.
#[derive(Debug, Default)]
pub(crate) struct Disclosures {
    panels: BTreeMap<NodeId, NodeId>,
    unfolded: HashSet<NodeId>,
}

impl Disclosures {
    /// Finds the switches in the content of a page, and what it states to be a question.
    pub(crate) fn find(tree: &Tree, content: &[NodeId], hints: &Hints) -> Self {
        let mut found = Self::default();
        let mut ids: Option<HashMap<&str, NodeId>> = None;
        let stated = Stated::new(tree, hints);
        let mut open: Vec<NodeId> = content.iter().rev().copied().collect();
        while let Some(id) = open.pop() {
            // What stands in a heading is a heading.
            if chrome::is_chrome(tree, id) || divides(tree, id) {
                continue;
            }
            let is_switch = is_switch(tree, id);
            if is_switch || stated.is_question(id) {
                let ids = ids.get_or_insert_with(|| ids_of(tree));
                let named = if is_switch {
                    named_panel(tree, id, ids)
                } else {
                    None
                };
                let panel = named.or_else(|| next_panel(tree, id));
                let panel = panel.filter(|panel| !stated.is_question(*panel));
                if let Some(panel) = panel
                    && found.add(tree, id, panel)
                {
                    continue;
                }
            }
            open.extend(tree.children(id).iter().rev());
        }
        for (name, answer) in &hints.pairs {
            let is_free = |id: NodeId| {
                !divides(tree, id) && !found.panels.contains_key(&id) && !found.is_panel(id)
            };
            let around = tree.ancestors(*name).chain(tree.ancestors(*answer));
            let is_free = [*name, *answer].into_iter().chain(around).all(is_free);
            let is_heading = tree.descendants(*name).any(|id| divides(tree, id));
            if is_free && !is_heading && !chrome::is_chrome(tree, *name) {
                found.add(tree, *name, *answer);
            }
        }
        found
    }

    /// Notes a switch and what it unfolds, if they can be that. Returns whether they can.
    fn add(&mut self, tree: &Tree, switch: NodeId, panel: NodeId) -> bool {
        let can = self.may_unfold(tree, switch, panel);
        if can {
            self.panels.insert(switch, panel);
            self.unfolded.insert(panel);
        }
        can
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

/// The questions that a page states, for comparison with what its elements say.
struct Stated<'a> {
    tree: &'a Tree,
    hints: &'a Hints,
    /// The bytes of text in each element, if they matter.
    sizes: Vec<usize>,
    longest: usize,
}

impl<'a> Stated<'a> {
    fn new(tree: &'a Tree, hints: &'a Hints) -> Self {
        let longest = hints.questions.iter().map(String::len).max().unwrap_or(0);
        let mut sizes = Vec::new();
        if longest > 0 {
            sizes = vec![0_usize; tree.len()];
            let order: Vec<NodeId> = tree.descendants(ROOT).collect();
            for id in order.into_iter().rev() {
                let own = tree.own_text(id).map_or(0, |text| text.trim().len());
                let size = sizes.get(id).copied().unwrap_or(0) + own;
                if let Some(slot) = sizes.get_mut(id) {
                    *slot = size;
                }
                let around = tree.parent(id).and_then(|around| sizes.get_mut(around));
                if let Some(slot) = around {
                    *slot += size;
                }
            }
        }
        Self {
            tree,
            hints,
            sizes,
            longest,
        }
    }

    /// Returns whether an element says one of the questions and nothing else.
    fn is_question(&self, id: NodeId) -> bool {
        let size = self.sizes.get(id).copied().unwrap_or(0);
        // Signs count in one and not in the other.
        size > 0
            && size <= self.longest * 2 + 50
            && !self.tree.name(id).is_empty()
            && self
                .hints
                .questions
                .contains(&same_words(&self.tree.text(id)))
    }
}

/// Returns whether an element divides a page by itself.
fn divides(tree: &Tree, id: NodeId) -> bool {
    heading_level(tree.name(id)).is_some() || tree.is(id, &["summary", "dt"])
}

fn ids_of(tree: &Tree) -> HashMap<&str, NodeId> {
    let mut ids = HashMap::new();
    for id in tree.descendants(ROOT) {
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
        let found = Disclosures::find(&tree, &chrome::content(&tree), &Hints::default());
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
    fn what_a_page_states_to_be_a_question_is_one() {
        let tree = parse("<div><div><b>Sizes</b></div><div>All.</div></div><p>Sizes<p>x").tree;
        let hints = Hints {
            questions: ["sizes".to_owned()].into(),
            ..Hints::default()
        };
        let found = Disclosures::find(&tree, &chrome::content(&tree), &hints);
        let panels: Vec<String> = found.panels.values().map(|id| tree.text(*id)).collect();
        assert_eq!(panels, ["All.", "x"]);
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
