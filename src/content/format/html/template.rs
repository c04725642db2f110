//! Tells templates of site generators from pages: both are files of HTML, and often side by side.

use crate::content::html::tree::{NodeId, ROOT, Tree};

/// Folders in which generators keep templates.
const FOLDERS: [&str; 7] = [
    "_includes",
    "_layouts",
    "_partials",
    "_templates",
    "layouts",
    "partials",
    "templates",
];

/// What templates of Jekyll, Hugo, Jinja, Handlebars and ERB say, and readers never see.
const CODE: [&str; 14] = [
    "{{ content",
    "{{content",
    "{{ page.",
    "{{ site.",
    "{{ .",
    "{{- ",
    "{{> ",
    "{{#",
    "{% block",
    "{% extends",
    "{% for ",
    "{% if ",
    "{% include",
    "<%=",
];

/// Returns why a file is no page but the template of pages; nothing for a page.
pub(super) fn reason(path: &str, html: &str, tree: &Tree) -> Option<&'static str> {
    let mut folders = path.split('/').rev().skip(1);
    let in_folder = folders.any(|folder| FOLDERS.contains(&folder));
    let count = |text: &str| -> usize { CODE.iter().map(|code| text.matches(code).count()).sum() };
    let all = count(html);
    if all == 0 {
        return None;
    }
    // A page may explain templates.
    let explained: usize = samples(tree).map(|id| count(&whole_text(tree, id))).sum();
    (in_folder || all > explained).then_some("a template of a site generator")
}

/// Returns the elements that show code, and scripts, the outermost of each.
fn samples(tree: &Tree) -> impl Iterator<Item = NodeId> {
    const NAMES: [&str; 4] = ["pre", "code", "textarea", "script"];
    let elements = tree.descendants(ROOT).filter(|id| tree.is(*id, &NAMES));
    elements.filter(|id| !tree.ancestors(*id).any(|around| tree.is(around, &NAMES)))
}

/// Returns the text of an element as it is written.
fn whole_text(tree: &Tree, id: NodeId) -> String {
    let texts = tree.descendants(id).filter_map(|id| tree.own_text(id));
    texts.collect()
}
