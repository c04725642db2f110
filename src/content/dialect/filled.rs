//! Puts values of the front matter in the places of a text that name them: `{{ page.title }}` of
//! Jekyll, `{{ $frontmatter.title }}` of VitePress, `{frontMatter.title}` of MDX.

use super::contract::Place;
use super::markup::fences::{outside_spans, rewritten_lines};
use crate::content::metadata::front_matter::{Fields, first};
use crate::content::source::line_map::MappedText;

/// How MDX names values.
pub(super) const OF_MDX: &[Place] = &[("{frontMatter.", "}"), ("{frontmatter.", "}")];

/// How many characters may stand between the beginning of a key and the end of its place.
const FAR: usize = 200;

/// Fills the places outside of code whose values are known.
pub(crate) fn fill(document: MappedText, fields: &Fields, places: &[Place]) -> MappedText {
    let has_some = |text: &str| places.iter().any(|(open, _)| text.contains(open));
    if !has_some(document.text()) {
        return document;
    }
    rewritten_lines(&document, |line| {
        has_some(line)
            .then(|| outside_spans(line, |text, out| fill_line(text, places, fields, out)))
    })
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
    use crate::content::dialect::contract::Dialect;
    use crate::content::dialect::docfx::Docfx;
    use crate::content::dialect::generators;
    use crate::content::dialect::github::GitHub;

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
