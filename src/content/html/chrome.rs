//! Tells what of a page is its content, and what stands around it on every page of the site.

use super::tree::{NodeId, ROOT, Tree};

/// Elements that show nothing, or nothing that is read.
const SILENT: [&str; 27] = [
    "audio", "base", "canvas", "colgroup", "datalist", "dialog", "embed", "head", "iframe",
    "input", "link", "map", "meta", "noscript", "object", "option", "param", "progress", "script",
    "select", "source", "style", "svg", "template", "textarea", "title", "video",
];

/// Roles of what stands around the content.
const ROLES: [&str; 9] = [
    "alertdialog",
    "banner",
    "complementary",
    "contentinfo",
    "dialog",
    "doc-toc",
    "navigation",
    "search",
    "tooltip",
];

/// Words of `class` or `id` that mark what only helps to move about.
const WAYS: [&str; 12] = [
    "back-to-top",
    "breadcrumb",
    "breadcrumbs",
    "linenos",
    "navbar",
    "pagination",
    "prev-next",
    "sidebar",
    "skip-link",
    "skip-to-content",
    "table-of-contents",
    "toc",
];

/// How the boxes of well-known consent managers are called.
const CONSENT_MANAGERS: [&str; 10] = [
    "cc-window",
    "cc-banner",
    "cky-",
    "cmplz-",
    "cookiebot",
    "cybotcookiebot",
    "didomi-",
    "onetrust-",
    "qc-cmp2-",
    "usercentrics-",
];

/// Words that make a box about consent of something called after cookies.
const BOXES: [&str; 13] = [
    "alert",
    "banner",
    "bar",
    "box",
    "consent",
    "dialog",
    "message",
    "modal",
    "notice",
    "notification",
    "overlay",
    "popup",
    "toast",
];

/// Returns the elements that hold the content: `<main>` where there is one, else the whole page.
pub(crate) fn content(tree: &Tree) -> Vec<NodeId> {
    let is_main = |id: &NodeId| tree.is(*id, &["main"]) || tree.has_word(*id, "role", &["main"]);
    let mains: Vec<NodeId> = tree.descendants(ROOT).filter(is_main).collect();
    let outermost = |id: &NodeId| !tree.ancestors(*id).any(|around| is_main(&around));
    let mains: Vec<NodeId> = mains.into_iter().filter(outermost).collect();
    if mains.iter().any(|id| !tree.text(*id).is_empty()) {
        mains
    } else {
        vec![ROOT]
    }
}

/// Returns whether an element is no content, with everything in it.
pub(crate) fn is_chrome(tree: &Tree, id: NodeId) -> bool {
    let name = tree.name(id);
    if name.is_empty() {
        return false;
    }
    if SILENT.contains(&name) || name == "nav" || tree.has_word(id, "role", &ROLES) {
        return true;
    }
    if matches!(name, "header" | "footer" | "aside") && !is_in_content(tree, id) {
        return true;
    }
    if tree.attribute(id, "data-pagefind-ignore").is_some() {
        return true;
    }
    // A heading or a link may be called after what it is about.
    matches!(
        name,
        "div" | "section" | "ul" | "ol" | "p" | "aside" | "form" | "a" | "td"
    ) && names(tree, id).any(|name| WAYS.contains(&name.as_str()) || asks_for_consent(&name))
}

/// Returns whether an element stands in an article or section, whose header and footer are its own.
fn is_in_content(tree: &Tree, id: NodeId) -> bool {
    tree.ancestors(id).any(|around| {
        tree.is(around, &["main", "article", "section"]) || tree.has_word(around, "role", &["main"])
    })
}

/// Returns the words of `class` and `id` in lower case, with `-` for `_`.
fn names(tree: &Tree, id: NodeId) -> impl Iterator<Item = String> {
    let values = ["class", "id"]
        .into_iter()
        .filter_map(move |name| tree.attribute(id, name));
    values
        .flat_map(str::split_ascii_whitespace)
        .map(|word| word.to_ascii_lowercase().replace('_', "-"))
}

fn asks_for_consent(name: &str) -> bool {
    if CONSENT_MANAGERS
        .iter()
        .any(|manager| name.starts_with(manager))
    {
        return true;
    }
    let is_about = ["cookie", "consent", "gdpr"]
        .iter()
        .any(|word| name.contains(word));
    is_about && name.split('-').any(|part| BOXES.contains(&part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::html::parse::parse;

    /// Returns the ids of all elements that are content.
    fn kept(html: &str) -> Vec<String> {
        let tree = parse(html).tree;
        let mut kept = Vec::new();
        let mut open = content(&tree);
        while let Some(id) = open.pop() {
            if is_chrome(&tree, id) {
                continue;
            }
            kept.extend(tree.attribute(id, "id").map(str::to_owned));
            open.extend(tree.children(id).iter().rev());
        }
        kept
    }

    #[test]
    fn what_stands_around_the_content_is_left_out() {
        let html = "<body><header id=a>x</header><nav id=b>x</nav><div role=search id=c>x</div>\
                    <div id=d><article id=e><header id=f><h1 id=g>T</h1></header></article></div>\
                    <div class='cookie-notice' id=h>x</div><div id=onetrust-consent-sdk>x</div>\
                    <script id=i>x</script><footer id=j>x</footer>";
        assert_eq!(kept(html), ["d", "e", "f", "g"]);
        let html = "<div id=a>x</div><main id=b><p id=c>x</main><div id=d>x</div>";
        assert_eq!(kept(html), ["b", "c"]);
        assert_eq!(kept("<main id=a></main><p id=b>x"), ["a", "b"]);
    }

    #[test]
    fn answers_about_cookies_are_content() {
        let html = "<section id=cookies><h2 id=cookie-banner>Why a banner?</h2><p id=x>y</section>\
                    <div id=cookie-policy>z</div>";
        assert_eq!(
            kept(html),
            ["cookies", "cookie-banner", "x", "cookie-policy"]
        );
    }
}
