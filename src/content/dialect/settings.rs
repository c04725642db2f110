//! What the configuration of a generator says about the identifiers of headings.
//!
//! It is not parsed: `MkDocs` has tags of Python in its YAML, and what matters is one word.

use std::path::Path;

use crate::content::source::beginning;

/// How far behind the name of a function its arguments may stand.
const FAR: usize = 200;

/// Where Hugo looks for its configuration, beside the file by which it is known.
const HUGO: [&str; 18] = [
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "hugo.json",
    "config.toml",
    "config.yaml",
    "config.yml",
    "config.json",
    "config/_default/hugo.toml",
    "config/_default/hugo.yaml",
    "config/_default/hugo.yml",
    "config/_default/config.toml",
    "config/_default/config.yaml",
    "config/_default/config.yml",
    "config/_default/config.json",
    "config/_default/markup.toml",
    "config/_default/markup.yaml",
    "config/_default/markup.yml",
];

/// Returns the dialect that a generator's configuration asks for; `dialect` where it asks for nothing
/// else. `file` is what told the generator: its configuration, or what lies beside that.
pub(super) fn dialect<'n>(dialect: &'n str, file: &Path) -> &'n str {
    let asked = |other: fn(&str) -> Option<&'static str>, file: &Path| {
        let text = beginning::of_file(file)?;
        let lines = text
            .lines()
            .filter(|line| !line.trim_start().starts_with('#'));
        let text: String = lines.flat_map(|line| [line, "\n"]).collect();
        other(&text.to_ascii_lowercase())
    };
    let other = match dialect {
        "mkdocs" => asked(mkdocs, file),
        "hugo" => HUGO
            .iter()
            .find_map(|name| asked(hugo, &file.with_file_name(name))),
        "jekyll" => asked(jekyll, file),
        _ => None,
    };
    other.unwrap_or(dialect)
}

/// `slugify` below `toc` of Python-Markdown.
fn mkdocs(text: &str) -> Option<&'static str> {
    let text = &toc(text)?;
    if text.contains("slugify_unicode") {
        return Some("mkdocs-unicode");
    }
    let (_, function) = text.split_once("pymdownx.slugs.")?;
    let name = function
        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .next()?;
    let arguments: String = function.chars().take(FAR).collect();
    let (_, case) = arguments.split_once("case").unwrap_or_default();
    let case = case.trim_start_matches([' ', ':', '=', '"', '\'']);
    // `gfm` is that of GitHub, as of old.
    let is_ascii = matches!(name, "gfm" | "gfm_encoded") || case.starts_with("lower-ascii");
    let is_lower = matches!(name, "uslugify" | "uslugify_encoded") || case.starts_with("lower");
    Some(match () {
        () if is_ascii => "mkdocs-slugs-ascii",
        () if is_lower => "mkdocs-slugs",
        () if case.starts_with("fold") => "mkdocs-slugs-fold",
        () => "mkdocs-cased",
    })
}

/// Returns what stands at `toc` and below it, in YAML or TOML: other extensions have slugs, too.
fn toc(text: &str) -> Option<String> {
    let is_toc = |line: &str| {
        let name = line.trim_start_matches(['-', '[', '"', '\'', ' ']);
        let name = name.strip_prefix("project.").unwrap_or(name);
        let name = name.strip_prefix("markdown_extensions.").unwrap_or(name);
        let name = name.strip_prefix("markdown.extensions.").unwrap_or(name);
        let after = name.strip_prefix("toc").unwrap_or("x");
        after
            .trim_start_matches(['"', '\''])
            .trim_start()
            .starts_with([':', '=', ']'])
    };
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut lines = text.lines().skip_while(|line| !is_toc(line));
    let own = lines.next()?;
    let is_table = own.trim_start().starts_with('[');
    let below = lines.take_while(|line| {
        let is_next = line.trim_start().starts_with('[');
        line.trim().is_empty()
            || if is_table {
                !is_next
            } else {
                indent(line) > indent(own)
            }
    });
    Some(
        std::iter::once(own)
            .chain(below)
            .flat_map(|line| [line, "\n"])
            .collect(),
    )
}

/// `autoIDType` below `markup.goldmark.parser`, by its older name `autoHeadingIDType`.
fn hugo(text: &str) -> Option<&'static str> {
    let mut values = text.lines().filter_map(|line| {
        let names = ["autoidtype", "autoheadingidtype"];
        names
            .iter()
            .find_map(|name| line.split_once(name))
            .map(|(_, value)| value)
    });
    values.find_map(|value| match value {
        _ if value.contains("github-ascii") => Some("hugo-ascii"),
        _ if value.contains("blackfriday") => Some("hugo-blackfriday"),
        _ => None,
    })
}

/// `input` below `kramdown`.
fn jekyll(text: &str) -> Option<&'static str> {
    let mut lines = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("input:"));
    lines
        .any(|value| value.trim().trim_matches(['"', '\'']) == "kramdown")
        .then_some("jekyll-kramdown")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn configurations_choose_among_the_rules_of_a_generator() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("x.yml");
        for (generator, text, expected) in [
            ("mkdocs", "markdown_extensions:\n  - toc\n", "mkdocs"),
            (
                "mkdocs",
                "- toc:\n    slugify: !!python/object/apply:pymdownx.slugs.slugify\n      kwds:\n        case: lower\n",
                "mkdocs-slugs",
            ),
            (
                "mkdocs",
                "- toc:\n    slugify: !!python/name:pymdownx.slugs.uslugify\n",
                "mkdocs-slugs",
            ),
            (
                "mkdocs",
                "[project.markdown_extensions.toc]\nslugify = {object = \"pymdownx.slugs.slugify\", kwds = {case = \"fold\"}}\n",
                "mkdocs-slugs-fold",
            ),
            (
                "mkdocs",
                "- toc:\n    slugify: !!python/object/apply:pymdownx.slugs.slugify\n      kwds: {case: lower-ascii}\n",
                "mkdocs-slugs-ascii",
            ),
            (
                "mkdocs",
                "- toc:\n    slugify: !!python/object/apply:pymdownx.slugs.slugify\n",
                "mkdocs-cased",
            ),
            (
                "mkdocs",
                "  - markdown.extensions.toc:\n      slugify: !!python/name:markdown.extensions.toc.slugify_unicode\n",
                "mkdocs-unicode",
            ),
            (
                "mkdocs",
                "- toc:\n#   slugify: !!python/name:pymdownx.slugs.uslugify\n",
                "mkdocs",
            ),
            // The slugs of tabs and posts are no identifiers of headings.
            (
                "mkdocs",
                "  - toc:\n      permalink: true\n  - pymdownx.tabbed:\n      slugify: !!python/object/apply:pymdownx.slugs.slugify\n        kwds:\n          case: lower\n",
                "mkdocs",
            ),
            (
                "mkdocs",
                "- blog:\n    post_slugify: !!python/object/apply:pymdownx.slugs.slugify\n",
                "mkdocs",
            ),
            (
                "hugo",
                "[parser]\n  autoHeadingIDType = 'github-ascii'\n",
                "hugo-ascii",
            ),
            ("hugo", "autoHeadingIDType: github\n", "hugo"),
            ("hugo", "autoIDType = \"blackfriday\"\n", "hugo-blackfriday"),
            (
                "jekyll",
                "kramdown:\n  input: kramdown\n",
                "jekyll-kramdown",
            ),
            ("jekyll", "kramdown:\n  input: GFM\n", "jekyll"),
            ("mdbook", "input: kramdown\n", "mdbook"),
        ] {
            // Hugo reads it under no other names than its own.
            let file = match generator {
                "hugo" => folder.path().join("config.yml"),
                _ => file.clone(),
            };
            std::fs::write(&file, text)?;
            assert_eq!(dialect(generator, &file), expected, "{text}");
        }
        Ok(())
    }
}
