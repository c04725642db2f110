//! Gives headings without a published name one by which their entries are known.
//!
//! It is made of their words, so that an edit elsewhere in the page changes no identifier. Nothing
//! is published under it.

use std::collections::HashMap;

use crate::content::entries::page::Ordinals;
use crate::content::entries::split::Split;
use crate::content::format::listed::words;
use crate::content::html::hints::same_words;
use crate::content::markdown::outline::MarkdownOutline;

/// Names what has no name. Also notes which names were made of their heading's words: those of a
/// translation differ, so that only their order tells what belongs together.
pub(super) fn name(split: &mut Split, outline: &MarkdownOutline) {
    let mut ordinals = Ordinals::default();
    let headings = split.headings.iter().map(|heading| &heading.base_anchor);
    let entries = split.entries.iter().map(|entry| &entry.base_anchor);
    for taken in headings.chain(entries) {
        ordinals.next(taken);
    }
    let mut renamed: HashMap<u32, (String, u32)> = HashMap::new();
    for (heading, mark) in split.headings.iter_mut().zip(&outline.headings) {
        let words = words(&mark.text);
        heading.explicit &= same_words(&heading.base_anchor) != same_words(&words);
        if heading.base_anchor.is_empty() && !words.is_empty() {
            let number = ordinals.next(&words);
            renamed.insert(heading.ordinal, (words.clone(), number));
            heading.base_anchor = words;
            heading.ordinal = number;
        }
    }
    for entry in &mut split.entries {
        if entry.base_anchor.is_empty()
            && let Some((name, number)) = renamed.remove(&entry.ordinal)
        {
            entry.base_anchor = name;
            entry.ordinal = number;
        }
    }
}
