//! What is known of every element of a page before it is written: what it holds.

use super::disclosure::Disclosures;
use super::tree::{NodeId, ROOT, Tree, heading_level, is_block};

/// What an element holds, itself included.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Contents {
    /// Whether it begins a new line somewhere.
    pub(crate) has_block: bool,
    /// How many headings there are of each level, up to a few.
    headings: [u8; 6],
    /// How many parts unfold, up to a few.
    unfolding: u8,
}

impl Contents {
    /// Returns how many headings there are of a level or a higher one.
    pub(crate) fn headings_to(self, level: u8) -> u32 {
        let levels = self.headings.iter().take(usize::from(level));
        levels.map(|count| u32::from(*count)).sum()
    }

    /// Returns whether there is something that a page is divided by.
    pub(crate) fn is_divided(self) -> bool {
        self.unfolding > 0 || self.headings_to(6) > 0
    }

    /// Returns whether one part unfolds, and there is no heading.
    pub(crate) fn unfolds_once(self) -> bool {
        self.unfolding == 1 && self.headings_to(6) == 0
    }
}

/// The contents of all elements of a page.
#[derive(Debug)]
pub(crate) struct Survey {
    contents: Vec<Contents>,
}

impl Survey {
    /// Looks at every element once.
    pub(crate) fn of(tree: &Tree, disclosures: &Disclosures) -> Self {
        let mut contents = vec![Contents::default(); tree.len()];
        let order: Vec<NodeId> = tree.descendants(ROOT).collect();
        for id in order.into_iter().rev() {
            let name = tree.name(id);
            let Some(own) = contents.get_mut(id) else {
                continue;
            };
            let unfolds = name == "details" || name == "dt" || disclosures.panel(id).is_some();
            own.has_block |= is_block(name) || unfolds || disclosures.is_panel(id);
            own.unfolding = own.unfolding.saturating_add(u8::from(unfolds));
            if let Some(level) = heading_level(name)
                && let Some(count) = own.headings.get_mut(usize::from(level) - 1)
            {
                *count = count.saturating_add(1);
            }
            let below = *own;
            if let Some(around) = tree.parent(id).and_then(|id| contents.get_mut(id)) {
                around.has_block |= below.has_block;
                around.unfolding = around.unfolding.saturating_add(below.unfolding);
                for (count, more) in around.headings.iter_mut().zip(below.headings) {
                    *count = count.saturating_add(more);
                }
            }
        }
        Self { contents }
    }

    /// Returns what an element holds.
    pub(crate) fn of_node(&self, id: NodeId) -> Contents {
        self.contents.get(id).copied().unwrap_or_default()
    }
}
