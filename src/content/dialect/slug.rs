//! The path of the page that a file is published as: what `{slug}` in an address stands for.

use crate::content::language::path_below_language;
use crate::content::metadata::front_matter::{Fields, first};

/// How a generator calls the pages that it makes of files.
#[derive(Debug)]
pub(in crate::content::dialect) struct Pages {
    /// What comes after the name of a page.
    pub(super) end: PageEnd,
    /// Names of files that are the page of their folder, in lower case.
    pub(super) indexes: &'static [&'static str],
    /// Folders in which the generator looks for files, and which are no part of addresses.
    pub(super) folders: &'static [&'static str],
    /// Whether numbers in front of names only sort them: `01-install`.
    pub(super) drops_numbers: bool,
    /// Whether `id` in the front matter is the name of the page.
    pub(super) has_ids: bool,
}

/// What comes after the name of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::content::dialect) enum PageEnd {
    /// Nothing: `guide/faq`, and `guide` for an index.
    Nothing,
    /// A slash: `guide/faq/`.
    Slash,
    /// `guide/faq.html`, and `guide/` for an index.
    Html,
}

/// Pages with the name of their file.
pub(super) const PLAIN: Pages = Pages {
    end: PageEnd::Nothing,
    indexes: &[],
    folders: &[],
    drops_numbers: false,
    has_ids: false,
};

impl Pages {
    /// Returns the path of the page of a file, without a slash in front.
    pub(super) fn slug(&self, path: &str, fields: &Fields) -> String {
        for key in ["permalink", "url"] {
            if let Some(stated) = first(fields, key).and_then(|stated| stated.strip_prefix('/')) {
                return stated.to_owned();
            }
        }
        let below = path_below_language(path);
        let mut folders = self.folders.iter();
        let inside = folders.find_map(|folder| below.strip_prefix(folder));
        let inside = inside.unwrap_or(&below);
        let stem = inside.rsplit_once('.').map_or(inside, |(stem, _)| stem);
        let mut parts: Vec<&str> = stem
            .split('/')
            .map(|part| self.without_number(part))
            .collect();
        let name = parts.pop().unwrap_or_default();
        if let Some(stated) = first(fields, "slug") {
            if let Some(whole) = stated.strip_prefix('/') {
                return self.ended(whole.trim_end_matches('/'), false);
            }
            parts.push(stated.trim_matches('/'));
            return self.ended(&parts.join("/"), false);
        }
        if self
            .indexes
            .iter()
            .any(|index| name.eq_ignore_ascii_case(index))
        {
            return self.ended(&parts.join("/"), true);
        }
        parts.push(first(fields, "id").filter(|_| self.has_ids).unwrap_or(name));
        self.ended(&parts.join("/"), false)
    }

    fn without_number<'p>(&self, part: &'p str) -> &'p str {
        let name = part.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_numbered = self.drops_numbers && name.len() < part.len();
        let rest = name.trim_start_matches(['-', '_', '.', ' ']);
        if is_numbered && rest.len() < name.len() && !rest.is_empty() {
            rest
        } else {
            part
        }
    }

    fn ended(&self, path: &str, is_index: bool) -> String {
        match self.end {
            _ if path.is_empty() => String::new(),
            PageEnd::Nothing => path.to_owned(),
            PageEnd::Html if !is_index => format!("{path}.html"),
            PageEnd::Slash | PageEnd::Html => format!("{path}/"),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::content::dialect::DIALECTS;

    fn slug(dialect: &str, path: &str, fields: &[(&str, &str)]) -> String {
        let dialect = DIALECTS.iter().find(|one| one.name() == dialect).unwrap();
        let fields = fields.iter();
        let fields = fields.map(|(key, value)| ((*key).to_owned(), vec![(*value).to_owned()]));
        dialect.slug(path, &fields.collect())
    }

    #[test]
    fn pages_are_called_as_the_generator_calls_them() {
        for (dialect, path, expected) in [
            ("github", "a/faq.md", "a/faq"),
            ("docusaurus", "docs/02-use/01-faq.md", "docs/use/faq"),
            ("docusaurus", "docs/use/README.md", "docs/use"),
            ("mkdocs", "docs/a/faq.md", "a/faq/"),
            ("mkdocs", "docs/index.md", ""),
            ("hugo", "content/de/a/_index.md", "a/"),
            ("hugo", "content/de/a/faq.md", "a/faq/"),
            ("jekyll", "a/faq.md", "a/faq.html"),
            ("vitepress", "docs/de/a/index.md", "a/"),
            ("mdbook", "src/a/faq.md", "a/faq.html"),
            ("astro", "src/content/docs/a/faq.mdx", "a/faq/"),
            ("wikijs", "a/faq.md", "a/faq"),
        ] {
            assert_eq!(slug(dialect, path, &[]), expected, "{dialect} {path}");
        }
    }

    #[test]
    fn front_matter_states_addresses() {
        assert_eq!(slug("docusaurus", "docs/a.md", &[("slug", "/b")]), "b");
        assert_eq!(slug("docusaurus", "docs/a.md", &[("id", "b")]), "docs/b");
        assert_eq!(slug("hugo", "content/x/a.md", &[("slug", "b")]), "x/b/");
        assert_eq!(slug("hugo", "content/x/a.md", &[("url", "/c/")]), "c/");
        assert_eq!(slug("jekyll", "a.md", &[("permalink", "/c/d/")]), "c/d/");
    }
}
