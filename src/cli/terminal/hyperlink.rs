//! Targets of links that a terminal may open (OSC 8).
//!
//! Owns which addresses are let through and how they are written; how a link
//! is put around text is the business of [`super::style`].

use std::fmt::Write as _;
use std::path::Path;
use std::rc::Rc;

/// Longest address written; terminals ignore longer ones (VTE stops at 2083 bytes).
const MAX_LENGTH: usize = 2000;

/// An address that is safe inside an escape sequence: printable ASCII only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link(Rc<str>);

impl Link {
    /// Returns a link to a page. `None` for relative addresses and for every scheme
    /// but `http`, `https` and `mailto`: a click on content must not start a program.
    #[must_use]
    pub(crate) fn web(url: &str) -> Option<Self> {
        let (scheme, _) = url.split_once(':')?;
        let known = ["http", "https", "mailto"];
        if !known.iter().any(|name| scheme.eq_ignore_ascii_case(name)) {
            return None;
        }
        Self::encoded(String::new(), url.as_bytes())
    }

    /// Returns a link to a file the caller chose itself. `None` unless the path is absolute.
    #[must_use]
    pub(crate) fn file(path: &Path) -> Option<Self> {
        if !path.is_absolute() {
            return None;
        }
        // `%` is data in a path but already encoding in a URL.
        let bytes = path.as_os_str().as_encoded_bytes();
        let bytes = bytes.iter().flat_map(|&b| match b {
            b'%' => b"%25".to_vec(),
            b'?' => b"%3F".to_vec(),
            b'#' => b"%23".to_vec(),
            b'\\' if cfg!(windows) => b"/".to_vec(),
            _ => vec![b],
        });
        let root = if cfg!(windows) { "file:///" } else { "file://" };
        Self::encoded(root.to_owned(), &bytes.collect::<Vec<u8>>())
    }

    /// Returns the address.
    #[must_use]
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    fn encoded(mut out: String, bytes: &[u8]) -> Option<Self> {
        for &b in bytes.iter().take(MAX_LENGTH + 1) {
            if b.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&b) {
                out.push(char::from(b));
            } else {
                write!(out, "%{b:02X}").ok()?;
            }
        }
        (out.len() <= MAX_LENGTH).then(|| Self(out.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn web(url: &str) -> Option<String> {
        Link::web(url).map(|link| link.as_str().to_owned())
    }

    #[test]
    fn pages() {
        assert_eq!(
            web("HTTPS://example.com/a?b=c#d").as_deref(),
            Some("HTTPS://example.com/a?b=c#d")
        );
        assert_eq!(
            web("https://e.com/é\u{1b}\\ x\u{9c}%20").as_deref(),
            Some("https://e.com/%C3%A9%1B%5C%20x%C2%9C%20")
        );
        for refused in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "page.md",
            "#anchor",
            "/rooted",
            "",
        ] {
            assert_eq!(web(refused), None, "{refused}");
        }
        assert_eq!(web(&format!("https://e.com/{}", "a".repeat(100_000))), None);
    }

    #[cfg(unix)]
    #[test]
    fn files() {
        let link = Link::file(Path::new("/a b/c#d%.md")).unwrap();
        assert_eq!(link.as_str(), "file:///a%20b/c%23d%25.md");
        assert_eq!(Link::file(Path::new("a.md")), None);
    }
}
