//! Public addresses from templates such as `https://example.com/{locale}/{path}#{anchor}`.

use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::content::format::{self, Holds};
use crate::content::language::path;
use crate::content::language::path_below_language;

/// All but the unreserved characters of RFC 3986, 2.3, and the slash.
pub(crate) const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// All but what RFC 3986 allows in a path or fragment as it is. `%` is encoded too: file names and
/// anchors are not encoded yet.
const ENCODED: &AsciiSet = &RESERVED
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// What a template may hold in braces.
pub(crate) const PLACEHOLDERS: [&str; 4] = ["locale", "path", "slug", "anchor"];

/// Returns the public address of the entry at `anchor` in the article at `path`.
///
/// `{locale}` is the language as it stands in the path (`fr-fr`), else `tag`; `{path}` is the
/// path below that, without the extension of an article; `{slug}` is `slug`, the path of the page
/// as the generator makes it, else the same as `{path}`; `{anchor}` is the fragment. Without
/// anchor the `#` before it goes too. What is put in is percent-encoded where RFC 3986 wants
/// it; the template itself stays as written.
#[must_use]
pub(crate) fn expand_url(
    template: &str,
    path: &str,
    tag: &str,
    anchor: &str,
    slug: Option<&str>,
) -> String {
    let locale = path::find(path).map_or(tag, |place| place.written);
    let mut url = String::with_capacity(template.len() + path.len() + anchor.len());
    let mut rest = template;
    while let Some((text, after)) = rest.split_once('{') {
        url.push_str(text);
        let (value, after) = match after.split_once('}') {
            Some(("locale", after)) => (locale.to_owned(), after),
            Some(("path", after)) => (published_path(path), after),
            Some(("slug", after)) => {
                let slug = slug.map_or_else(|| published_path(path), str::to_owned);
                (slug, after)
            }
            Some(("anchor", after)) => {
                if anchor.is_empty() && url.ends_with('#') {
                    url.pop();
                }
                (anchor.to_owned(), after)
            }
            _ => {
                url.push('{');
                rest = after;
                continue;
            }
        };
        url.extend(utf8_percent_encode(&value, ENCODED));
        rest = after;
    }
    url.push_str(rest);
    url
}

/// Returns the first name in braces that is no placeholder.
pub(crate) fn unknown_placeholder(template: &str) -> Option<&str> {
    template
        .split('{')
        .skip(1)
        .filter_map(|after| after.split_once('}').map(|(name, _)| name))
        .find(|name| !PLACEHOLDERS.contains(name))
}

fn published_path(path: &str) -> String {
    let below = path_below_language(path);
    match below.rsplit_once('.') {
        Some((stem, _))
            if format::by_name(Path::new(&below))
                .any(|format| format.holds() == Holds::Article) =>
        {
            stem.to_owned()
        }
        _ => below,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "https://example.com/{locale}/{path}#{anchor}";

    #[test]
    fn the_parts_of_a_path_are_put_in() {
        for (path, tag, anchor, expected) in [
            (
                "fr-fr/guide/a.md",
                "fr",
                "why",
                "https://example.com/fr-fr/guide/a#why",
            ),
            (
                "guide/a.de.MD",
                "de",
                "why",
                "https://example.com/de/guide/a#why",
            ),
            (
                "guide/v1.2.yml",
                "en",
                "",
                "https://example.com/en/guide/v1.2",
            ),
            ("a.jsonl", "en", "x", "https://example.com/en/a.jsonl#x"),
        ] {
            assert_eq!(
                expand_url(TEMPLATE, path, tag, anchor, None),
                expected,
                "{path}"
            );
        }
    }

    #[test]
    fn what_a_url_cannot_hold_is_encoded() {
        assert_eq!(
            expand_url(
                TEMPLATE,
                "fr/été 100%/a?b#c.md",
                "fr",
                "où\n\u{1b}<x>",
                None
            ),
            "https://example.com/fr/%C3%A9t%C3%A9%20100%25/a%3Fb%23c#o%C3%B9%0A%1B%3Cx%3E"
        );
    }

    #[test]
    fn other_braces_stay() {
        assert_eq!(
            expand_url("{x}{path}{", "a.md", "en", "{path}", None),
            "{x}a{"
        );
        assert_eq!(expand_url("/{slug}", "a.md", "en", "", Some("a/")), "/a/");
        assert_eq!(unknown_placeholder("{path}/{lang}"), Some("lang"));
        assert_eq!(unknown_placeholder("{path}#{anchor}{"), None);
    }
}
