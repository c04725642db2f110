//! Words in angle brackets that are no tags: `Where is <name> kept?`.
//!
//! Texts of JSON-LD and of exports may be HTML and are often plain text. What no element is called
//! and nothing closes was meant to be read.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::content::markdown::html::{Tag, tags};

/// The elements of HTML, those of old times included, and of pictures within it. Sorted.
const ELEMENTS: [&str; 139] = [
    "a",
    "abbr",
    "acronym",
    "address",
    "applet",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "basefont",
    "bdi",
    "bdo",
    "big",
    "blink",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "circle",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "datalist",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "ellipse",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "frame",
    "frameset",
    "g",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "line",
    "link",
    "main",
    "map",
    "mark",
    "marquee",
    "math",
    "menu",
    "meta",
    "meter",
    "nav",
    "nobr",
    "noframes",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "output",
    "p",
    "param",
    "path",
    "picture",
    "polygon",
    "pre",
    "progress",
    "q",
    "rect",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "script",
    "search",
    "section",
    "select",
    "slot",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "text",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "track",
    "tt",
    "u",
    "ul",
    "use",
    "var",
    "video",
    "wbr",
];

/// Returns a text of HTML in which the words that only look like tags are text.
pub(crate) fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return text.into();
    }
    let tags: Vec<Tag> = tags(text).collect();
    let closed: HashSet<&str> = tags
        .iter()
        .filter(|tag| tag.closing)
        .map(|tag| tag.name)
        .collect();
    let mut out = String::new();
    let mut from = 0;
    for tag in tags.iter().filter(|tag| !closed.contains(tag.name)) {
        let inner = text.get(tag.range.start + 1..tag.range.end - 1);
        let Some(inner) = inner.filter(|inner| is_words(tag.name, inner)) else {
            continue;
        };
        out.push_str(text.get(from..tag.range.start).unwrap_or_default());
        out.extend(["&lt;", inner, "&gt;"]);
        from = tag.range.end;
    }
    if from == 0 {
        return text.into();
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out.into()
}

/// Returns whether what stands in angle brackets is no element, and no component either: those have
/// attributes or hyphens.
fn is_words(name: &str, inner: &str) -> bool {
    let is_element = ELEMENTS
        .binary_search(&name.to_ascii_lowercase().as_str())
        .is_ok();
    !is_element && !name.contains('-') && !inner.contains(['=', '/', '<'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_sorted_so_that_each_is_found() {
        assert!(ELEMENTS.is_sorted());
    }

    #[test]
    fn words_in_angle_brackets_are_text() {
        for (text, expected) in [
            ("Where is <name> kept?", "Where is &lt;name&gt; kept?"),
            (
                "Use <user_id> and <your key>",
                "Use &lt;user_id&gt; and &lt;your key&gt;",
            ),
            ("<b>Set</b> <Port><br>", "<b>Set</b> &lt;Port&gt;<br>"),
            (
                "<x>a</x> <my-tag> <v c=d> <y/>",
                "<x>a</x> <my-tag> <v c=d> <y/>",
            ),
            ("<P>a</P> 1 < 2 <", "<P>a</P> 1 < 2 <"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }
}
