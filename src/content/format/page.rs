//! The text of an article as its page shows it, with the fragments at their places.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use super::contract::{Context, Format, Source};
use super::read_bytes;
use super::reading::ArticleFile;
use super::{json_lines, markdown};
use crate::content::dialect::Dialect;
use crate::content::dialect::heading_ids::HeadingIds;
use crate::content::markdown::outline::MarkdownOutline;
use crate::model::article::Article;

/// An article of one text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PageText {
    /// Markdown without front matter, comments and what the dialect adds; includes are taken in.
    pub(crate) text: String,
    /// The published fragments by where they stand in the text, in bytes; those of a heading at its
    /// beginning, the one it is published under first. None occurs twice.
    pub(crate) fragments: BTreeMap<usize, Vec<String>>,
    /// Whether the text begins with a title of its own.
    pub(crate) has_title: bool,
}

/// A file as its page shows it.
#[derive(Debug)]
pub(crate) struct PageRead {
    /// Its articles: one, or one for each record.
    pub(crate) articles: Vec<Article>,
    /// Its text; nothing for formats whose articles are lists of entries.
    pub(crate) text: Option<PageText>,
}

/// Returns the fragment of an entry on the page of its file: its anchor, or its identifier where a file
/// is a list of entries without anchors, or with those of several pages; empty for a part of a text that
/// has none.
#[must_use]
pub(crate) fn fragment<'e>(path: &str, anchor: &'e str, id: &'e str) -> &'e str {
    let is_one_text = || {
        let mut formats = super::by_name(Path::new(path));
        formats.any(|format| format.name() == markdown::Markdown.name())
    };
    let is_named = match anchor.is_empty() {
        true => is_one_text(),
        false => !json_lines::is_named(path),
    };
    if is_named { anchor } else { id }
}

/// Reads the bytes of a file, as [`read_bytes`] does, and the text of its page with it.
#[must_use]
pub(crate) fn read_page(path: &str, bytes: &[u8], context: &Context<'_>) -> PageRead {
    let format = super::find(Path::new(path), bytes);
    if format.is_none_or(|format| format.name() != markdown::Markdown.name()) {
        return PageRead {
            articles: read_bytes(path, bytes, context).articles,
            text: None,
        };
    }
    let mut content = bytes;
    let source = Source {
        root: 0,
        path,
        content: &mut content,
        truncated: false,
    };
    let (mut file, source) = ArticleFile::open(source, context);
    let dialect = context.dialect.of_text(&source, path);
    let (fields, text) = markdown::cleaned(&source, dialect, &mut file);
    let outline = MarkdownOutline::of(text.text(), dialect);
    let page = PageText {
        fragments: fragments(&outline, dialect),
        has_title: outline.title().is_some(),
        text: text.text().to_owned(),
    };
    let reading = markdown::read_outline(fields, (&text, &outline), &source, dialect, &mut file);
    PageRead {
        articles: vec![file.finish(reading)],
        text: Some(page),
    }
}

/// Returns the fragments of a text. Those of headings and tags go before other names of headings.
fn fragments(outline: &MarkdownOutline, dialect: &dyn Dialect) -> BTreeMap<usize, Vec<String>> {
    let mut ids = HeadingIds::new(dialect);
    let ids = outline.identifiers(&mut ids);
    let headings = outline.headings.iter().zip(ids.headings);
    let headings = headings.map(|(mark, id)| (mark.range.start, id.published));
    let headings: Vec<_> = headings.collect();
    let tags = outline.fragments.iter().cloned();
    let aliases = outline.headings.iter();
    let aliases = aliases.filter_map(|mark| Some((mark.range.start, mark.alias.clone()?)));
    let mut taken = HashSet::new();
    let mut fragments: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let own = headings.into_iter().chain(ids.terms);
    for (at, name) in own.chain(tags).chain(aliases) {
        if !name.is_empty() && taken.insert(name.clone()) {
            fragments.entry(at).or_default().push(name);
        }
    }
    fragments
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::language::LanguageTag;

    #[test]
    fn a_page_has_every_published_fragment_once() {
        let text = "---\ntitle: T\n---\n# Boats\n\n## Is it far?\n\nNo. <a name=\"map\"></a>\n\n\
                    ## Is it far?\n\nStill no.\n\n## <a name=\"own\"></a>Named\n\nx\n";
        let context = Context::new(None, &LanguageTag::ENGLISH);
        let mut read = read_page("en/a.md", text.as_bytes(), &context);
        let same = read_bytes("en/a.md", text.as_bytes(), &context);
        assert_eq!(read.articles, same.articles);
        let page = read.text.unwrap();
        let fragments: Vec<String> = page.fragments.into_values().flatten().collect();
        let article = read.articles.remove(0);
        for anchor in &article.anchors {
            assert_eq!(
                fragments.iter().filter(|known| *known == anchor).count(),
                1,
                "{anchor}"
            );
        }
        assert!(fragments.contains(&"map".to_owned()) && fragments.contains(&"own".to_owned()));
        assert!(page.has_title && page.text.starts_with("# Boats"));
        let records = read_page("en/a.jsonl", b"{}", &context);
        assert_eq!((records.articles.len(), records.text), (1, None));
    }
}
