//! What the head of a page says about it: title, language, address, translations, metadata.

use crate::content::html::chrome;
use crate::content::html::to_markdown::label;
use crate::content::html::tree::{NodeId, ROOT, Tree};
use crate::content::metadata::front_matter::Fields;

/// What a page says about itself.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// Metadata by name, as front matter has it.
    pub(super) fields: Fields,
    /// The title in the head, often with the name of the site.
    pub(super) title: Option<String>,
    /// The first heading of level 1 that stands in the content, or in what is around it.
    pub(super) heading: Option<String>,
    /// The address that the page calls its own.
    pub(super) canonical: Option<String>,
    /// One address for the page in all its languages: the first by letters of those that it names.
    pub(super) translations: Option<String>,
}

/// The names of metadata that are kept, and what front matter calls them.
const KEPT: [(&str, &str); 8] = [
    ("description", "description"),
    ("keywords", "keywords"),
    ("robots", "robots"),
    ("date", "date"),
    ("dcterms.modified", "date"),
    ("article:modified_time", "date"),
    ("ms.topic", "ms.topic"),
    ("og:title", "og:title"),
];

/// Reads what a page says about itself.
pub(super) fn read(tree: &Tree) -> Head {
    let mut head = Head::default();
    let mut alternates: Vec<&str> = Vec::new();
    for id in tree.descendants(ROOT) {
        match tree.name(id) {
            "html" => language(tree, id, &mut head),
            // That of a drawing is no page's.
            "title" if head.title.is_none() && is_in_head(tree, id) => {
                head.title = Some(tree.text(id)).filter(|title| !title.is_empty());
            }
            "meta" => metadata(tree, id, &mut head),
            "link" => {
                let address = tree
                    .filled(id, "href")
                    .filter(|address| is_absolute(address));
                if tree.has_word(id, "rel", &["canonical"]) {
                    head.canonical = head.canonical.or(address.map(without_fragment));
                } else if tree.has_word(id, "rel", &["alternate"])
                    && tree.filled(id, "hreflang").is_some()
                {
                    alternates.extend(address);
                }
            }
            _ => {}
        }
    }
    head.translations = alternates.into_iter().min().map(str::to_owned);
    head.heading = heading(tree);
    head
}

fn is_in_head(tree: &Tree, id: NodeId) -> bool {
    tree.parent(id)
        .is_some_and(|parent| tree.is(parent, &["head"]))
}

fn language(tree: &Tree, id: NodeId, head: &mut Head) {
    let language = tree
        .filled(id, "lang")
        .or_else(|| tree.filled(id, "xml:lang"));
    if let Some(language) = language {
        head.fields
            .insert("lang".to_owned(), vec![language.to_owned()]);
    }
}

fn metadata(tree: &Tree, id: NodeId, head: &mut Head) {
    let name = tree
        .filled(id, "name")
        .or_else(|| tree.filled(id, "property"));
    let (Some(name), Some(content)) = (name, tree.filled(id, "content")) else {
        return;
    };
    let kept = KEPT
        .iter()
        .find(|(known, _)| name.eq_ignore_ascii_case(known));
    if let Some((_, field)) = kept {
        let values = head.fields.entry((*field).to_owned()).or_default();
        if values.is_empty() {
            values.push(content.to_owned());
        }
    }
}

/// Returns the first heading of level 1: of the content, else of what stands around it.
fn heading(tree: &Tree) -> Option<String> {
    let content = chrome::content(tree);
    let in_content = content.into_iter().find_map(|id| first_heading(tree, id));
    in_content.or_else(|| first_heading(tree, ROOT))
}

fn first_heading(tree: &Tree, id: NodeId) -> Option<String> {
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        if chrome::is_chrome(tree, id) {
            continue;
        }
        if tree.is(id, &["h1"]) {
            let text = label(tree, id);
            if !text.is_empty() {
                return Some(text);
            }
        }
        open.extend(tree.children(id).iter().rev());
    }
    None
}

/// Returns whether an address leads somewhere from everywhere.
pub(super) fn is_absolute(address: &str) -> bool {
    let scheme = address.split("://").next().unwrap_or_default();
    address.contains("://") && matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https")
}

fn without_fragment(address: &str) -> String {
    address.split('#').next().unwrap_or_default().to_owned()
}
