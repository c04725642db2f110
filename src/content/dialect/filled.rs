//! Puts values of the front matter in the places of a text that name them: `{{ page.title }}` of
//! Jekyll, `{{ $frontmatter.title }}` of VitePress, `{frontMatter.title}` of MDX.

use super::contract::Place;
use super::markup::fences::{outside_spans, rewritten_lines};
use crate::content::metadata::front_matter::Fields;
use crate::content::source::line_map::MappedText;

/// How MDX names values.
pub(super) const OF_MDX: &[Place] = &[
    Place {
        open: "{",
        name: "frontMatter",
        close: "}",
    },
    Place {
        open: "{",
        name: "frontmatter",
        close: "}",
    },
];

/// How many characters may stand between the beginning of a key and the end of its place.
const FAR: usize = 200;

/// Fills the places outside of code whose values are known.
pub(crate) fn fill(document: MappedText, fields: &Fields, places: &[Place]) -> MappedText {
    if !places
        .iter()
        .any(|place| document.text().contains(place.name))
    {
        return document;
    }
    let mut filler = Filler {
        fields,
        places,
        is_raw: false,
    };
    rewritten_lines(&document, |line| {
        line.contains('{')
            .then(|| outside_spans(line, |text, out| filler.fill(text, out)))
    })
}

struct Filler<'a> {
    fields: &'a Fields,
    places: &'a [Place],
    /// Whether the text is shown as it is written, which Liquid calls `{% raw %}`.
    is_raw: bool,
}

impl Filler<'_> {
    /// Appends a text with the values that it names.
    fn fill(&mut self, text: &str, out: &mut String) {
        let mut rest = text;
        while let Some(at) = rest.find('{') {
            let (before, tail) = rest.split_at(at);
            out.push_str(before);
            match tail.strip_prefix("{%").map(tag_name) {
                Some("raw") => self.is_raw = true,
                Some("endraw") => self.is_raw = false,
                _ => {}
            }
            let mut places = self.places.iter().filter(|_| !self.is_raw);
            let found = places.find_map(|place| self.value(place, tail));
            let (shown, after) = match &found {
                Some((shown, after)) => (shown.as_str(), *after),
                None => tail.split_at(1),
            };
            out.push_str(shown);
            rest = after;
        }
        out.push_str(rest);
    }

    /// Returns the value that a text begins with the place of, and what follows it.
    fn value<'t>(&self, place: &Place, tail: &'t str) -> Option<(String, &'t str)> {
        let inner = tail.strip_prefix(place.open)?;
        let inner = inner.strip_prefix('-').unwrap_or(inner).trim_start();
        let inner = inner.strip_prefix(place.name)?;
        let (key, after) = key(inner)?;
        let values = self.fields.get(key)?;
        let end = after.char_indices().take(FAR).find(|(at, _)| {
            after
                .get(*at..)
                .is_some_and(|rest| rest.starts_with(place.close))
        });
        let (end, _) = end?;
        // What goes on with more than a filter is an expression.
        let filters = after.get(..end)?.trim_matches([' ', '-']);
        if !filters.is_empty() && !filters.starts_with('|') {
            return None;
        }
        let values: Vec<&str> = values.iter().map(|value| value.trim()).collect();
        let shown = values.join(separator(filters).unwrap_or(", "));
        (!shown.is_empty()).then(|| {
            (
                shown,
                after.get(end + place.close.len()..).unwrap_or_default(),
            )
        })
    }
}

/// Returns the key behind the name of the front matter, `.title` or `["title"]`, and the rest.
fn key(text: &str) -> Option<(&str, &str)> {
    let in_brackets = |quote: char| {
        let inner = text.strip_prefix('[')?.trim_start().strip_prefix(quote)?;
        let (key, after) = inner.split_once(quote)?;
        Some((key, after.trim_start().strip_prefix(']')?))
    };
    if let Some(found) = in_brackets('"').or_else(|| in_brackets('\'')) {
        return Some(found);
    }
    let inner = text.strip_prefix('.')?;
    let end = inner
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.')))
        .unwrap_or(inner.len());
    // `{{ page.title-}}` ends with the sign that takes blanks away.
    let key = inner.get(..end)?.trim_end_matches('-');
    Some((key, inner.get(key.len()..)?))
}

/// Returns what a filter of Liquid puts between the values of a list: `| join: " / "`.
fn separator(filters: &str) -> Option<&str> {
    let (_, argument) = filters.split_once("join:")?;
    let argument = argument.trim_start();
    let quote = argument
        .chars()
        .next()
        .filter(|c| matches!(c, '"' | '\''))?;
    let (inner, _) = argument.get(1..)?.split_once(quote)?;
    Some(inner)
}

/// Returns the name of a tag of Liquid.
fn tag_name(inner: &str) -> &str {
    let inner = inner.strip_prefix('-').unwrap_or(inner).trim_start();
    let end = inner.find(|c: char| !c.is_ascii_alphabetic());
    inner.get(..end.unwrap_or(inner.len())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::dialect::contract::Dialect;
    use crate::content::dialect::docfx::Docfx;
    use crate::content::dialect::generators;
    use crate::content::dialect::github::GitHub;

    #[test]
    fn every_spelling_is_filled_and_raw_text_is_not() {
        let mut fields = Fields::new();
        fields.insert("title".to_owned(), vec!["Lamps".to_owned()]);
        fields.insert("shop.name".to_owned(), vec!["Glow".to_owned()]);
        fields.insert("tags".to_owned(), vec!["a".to_owned(), "b".to_owned()]);
        for (text, expected) in [
            ("{{page.title}}!", "Lamps!"),
            ("{{- page.title -}}!", "Lamps!"),
            ("{{- page.title-}}!", "Lamps!"),
            ("{{ page[\"title\"] | upcase }}", "Lamps"),
            ("{{ page.shop.name }}", "Glow"),
            ("{{ page.tags }} {{ page.tags | join: \"/\" }}", "a, b a/b"),
            (
                "{{ page.shop }} {{ page.title == x }}",
                "{{ page.shop }} {{ page.title == x }}",
            ),
            (
                "{% raw %}{{ page.title }}\n{{ page.title }}{% endraw %} {{ page.title }}",
                "{% raw %}{{ page.title }}\n{{ page.title }}{% endraw %} Lamps",
            ),
        ] {
            let places = generators::JEKYLL.value_places();
            let filled = fill(MappedText::new(text, 1), &fields, places);
            assert_eq!(filled.text().trim_end(), expected);
        }
    }

    #[test]
    fn values_stand_where_they_are_named() {
        let mut fields = Fields::new();
        fields.insert("title".to_owned(), vec!["Lamps".to_owned()]);
        let text = "# {{ page.title | escape }}\n{{ $frontmatter.title }} {frontMatter.title}\n\
                    `{{ page.title }}` {{ page.none }} {x\n```\n{{ page.title }}\n```\n";
        let filled = |dialect: &dyn Dialect| {
            let filled = fill(MappedText::new(text, 1), &fields, dialect.value_places());
            filled.text().to_owned()
        };
        assert_eq!(
            filled(&generators::JEKYLL),
            text.replacen("{{ page.title | escape }}", "Lamps", 1)
        );
        assert_eq!(
            filled(&generators::VITEPRESS),
            text.replace("{{ $frontmatter.title }}", "Lamps")
        );
        assert_eq!(
            filled(&generators::DOCUSAURUS),
            text.replace("{frontMatter.title}", "Lamps")
        );
        // Elsewhere they are published as they are written.
        assert_eq!(filled(&GitHub), text);
        assert_eq!(filled(&Docfx), text);
    }
}
