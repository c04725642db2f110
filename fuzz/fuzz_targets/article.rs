//! Any text as an article that is shown as a page: nothing in it becomes a tag, an attribute or an
//! address that the renderer does not write itself.
#![no_main]

use libfuzzer_sys::fuzz_target;

/// The tags that may stand in a page.
const TAGS: [&str; 43] = [
    "a", "b", "blockquote", "br", "code", "dd", "del", "details", "div", "dl", "dt", "em", "h1", "h2", "h3",
    "h4", "h5", "h6", "hr", "i", "kbd", "li", "ol", "p", "pre", "s", "section", "small", "span", "strong",
    "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var",
];

/// The attributes that they may have.
const ATTRIBUTES: [&str; 10] = [
    "class", "dir", "href", "id", "lang", "rel", "start", "style", "tabindex", "title",
];

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    check(&faq::fuzzing::article(text));
});

/// Panics unless all tags and attributes are known.
fn check(page: &str) {
    for piece in page.split('<').skip(1) {
        let (tag, _) = piece.split_once('>').unwrap_or_else(|| panic!("an open tag: {piece}"));
        let tag = tag.trim_start_matches('/').trim_end_matches('/').trim_end();
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(TAGS.contains(&name), "<{tag}>");
        let mut rest = attributes.trim();
        while !rest.is_empty() {
            let (attribute, after) = rest.split_once("=\"").unwrap_or_else(|| panic!("<{tag}>"));
            let (value, after) = after.split_once('"').unwrap_or_else(|| panic!("<{tag}>"));
            assert!(ATTRIBUTES.contains(&attribute), "{attribute} in <{tag}>");
            if attribute == "href" {
                let scheme = value.split_once(':').map_or("", |(scheme, _)| scheme);
                let is_relative = scheme.contains(['/', '#', '?']) || scheme.is_empty();
                let is_safe = ["http", "https", "mailto", "tel"]
                    .iter()
                    .any(|known| known.eq_ignore_ascii_case(scheme));
                assert!(is_relative || is_safe, "{value}");
            }
            rest = after.trim_start();
        }
    }
}
