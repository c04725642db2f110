//! Puts values of the front matter in the places of a text that name them: `{{ page.title }}` of
//! Jekyll, `{{ $frontmatter.title }}` of VitePress, `{frontMatter.title}` of MDX.

use super::markup::fences::{Fences, spans};
use crate::content::metadata::front_matter::{Fields, first};
use crate::content::source::line_map::MappedText;

/// What names a value, by what stands before its key and behind it.
type Place = (&'static str, &'static str);

/// Returns what names a value in a dialect.
fn places(dialect: &str) -> &'static [Place] {
    match dialect {
        "jekyll" | "kramdown" => &[("{{ page.", "}}")],
        "vitepress" => &[("{{ $frontmatter.", "}}"), ("{{ frontmatter.", "}}")],
        "docusaurus" | "astro" => &[("{frontMatter.", "}"), ("{frontmatter.", "}")],
        _ => &[],
    }
}

/// How many characters may stand between the beginning of a key and the end of its place.
const FAR: usize = 200;

/// Fills the places outside of code that name values in a dialect, where the values are known.
pub(crate) fn fill(document: MappedText, fields: &Fields, dialect: &str) -> MappedText {
    let places = places(dialect);
    let has_some = |text: &str| places.iter().any(|(open, _)| text.contains(open));
    if !has_some(document.text()) {
        return document;
    }
    let mut out = MappedText::default();
    let mut fences = Fences::default();
    for (_, line, number) in document.lines() {
        if fences.is_code(line) || !has_some(line) {
            out.push_line(line, number);
            continue;
        }
        let mut filled = String::with_capacity(line.len());
        spans(line, |text, is_code| {
            if is_code {
                filled.push_str(text);
            } else {
                fill_line(text, places, fields, &mut filled);
            }
        });
        out.push_line(&filled, number);
    }
    out
}

/// Appends a text with the values that it names.
fn fill_line(text: &str, places: &[Place], fields: &Fields, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let found = places.iter().find_map(|(open, close)| {
            let inner = tail.strip_prefix(open)?;
            let key = inner
                .split(|c: char| !(c.is_alphanumeric() || "_-".contains(c)))
                .next()?;
            let value = first(fields, key)?;
            let end = inner
                .char_indices()
                .take(FAR)
                .find(|(at, _)| inner.get(*at..).is_some_and(|rest| rest.starts_with(close)));
            Some((value, inner.get(end?.0 + close.len()..)?))
        });
        let (shown, after) = found.unwrap_or_else(|| tail.split_at(1));
        out.push_str(shown);
        rest = after;
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_where_they_are_named() {
        let mut fields = Fields::new();
        fields.insert("title".to_owned(), vec!["Lamps".to_owned()]);
        let text = "# {{ page.title | escape }}\n{{ $frontmatter.title }} {frontMatter.title}\n\
                    `{{ page.title }}` {{ page.none }} {x\n```\n{{ page.title }}\n```\n";
        let filled = |dialect| {
            let filled = fill(MappedText::new(text, 1), &fields, dialect);
            filled.text().to_owned()
        };
        assert_eq!(
            filled("jekyll"),
            text.replacen("{{ page.title | escape }}", "Lamps", 1)
        );
        assert_eq!(
            filled("vitepress"),
            text.replace("{{ $frontmatter.title }}", "Lamps")
        );
        assert_eq!(
            filled("docusaurus"),
            text.replace("{frontMatter.title}", "Lamps")
        );
        // Elsewhere they are published as they are written.
        assert_eq!(filled("github"), text);
        assert_eq!(filled("docfx"), text);
    }
}
