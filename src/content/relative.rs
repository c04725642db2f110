//! Relative links between the files of a content root.
//!
//! Owns where such a link leads and what is no relative link. Whether there is a file is the
//! callers' to find out.

/// What stands before a name that any page of the site may have; `MyST` writes it so.
pub(crate) const INTO_SITE: &str = "project:#";

/// Returns the scheme that a link begins with (RFC 3986, 3.1): a letter, then letters, digits, `+`,
/// `-`, `.`, and a colon.
pub(crate) fn scheme(link: &str) -> Option<&str> {
    let (scheme, _) = link.split_once(':')?;
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    is_scheme.then_some(scheme)
}

/// Returns the path below the root that a relative link of the file at `from` leads to; `None` if
/// out of the root. `~/` is the root, as in docfx, and so is a slash at the beginning.
pub(crate) fn resolve(from: &str, link: &str) -> Option<String> {
    let link = link.replace('\\', "/");
    let from_root = link.strip_prefix("~/").or_else(|| link.strip_prefix('/'));
    let folder = match from_root {
        Some(_) => "",
        None => from.rsplit_once('/').map_or("", |(folder, _)| folder),
    };
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in from_root.unwrap_or(&link).split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_paths_are_resolved_inside_the_root() {
        for (from, link, expected) in [
            ("fr/guide/a.md", "b.md", Some("fr/guide/b.md")),
            ("fr/guide/a.md", "./../b.md", Some("fr/b.md")),
            ("fr/guide/a.md", "..\\b.md", Some("fr/b.md")),
            ("fr/guide/a.md", "~/b.md", Some("b.md")),
            ("fr/guide/a.md", "/b.md", Some("b.md")),
            ("a.md", "b//c.md", Some("b/c.md")),
            ("a.md", "../b.md", None),
        ] {
            assert_eq!(resolve(from, link).as_deref(), expected, "{from} {link}");
        }
    }

    #[test]
    fn schemes_are_told_from_paths() {
        assert_eq!(scheme("mailto:a@example.com"), Some("mailto"));
        assert_eq!(scheme("https://example.com/a.md"), Some("https"));
        for path in ["a.md", "1:a.md", "a b:c.md"] {
            assert_eq!(scheme(path), None, "{path}");
        }
    }
}
