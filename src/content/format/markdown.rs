//! Reads a Markdown file into an article, step by step in [`read_markdown`].

use super::contract::{Context, Format, Holds, Sink, Source};
use super::reading::{ArticleFile, Reading, declared_language, file_stem};
use crate::content::dialect::Dialect;
use crate::content::dialect::heading_ids::Explicit;
use crate::content::entries::classify::ArticleTraits;
use crate::content::entries::openers;
use crate::content::entries::page::{Identities, Page};
use crate::content::entries::question;
use crate::content::entries::split;
use crate::content::language;
use crate::content::markdown::comment;
use crate::content::markdown::outline::{HeadingMark, MarkdownOutline};
use crate::content::metadata::front_matter::{self, Fields, first};
use crate::content::metadata::keys::KEYS;
use crate::content::source::limits;
use crate::content::source::line_map::MappedText;

/// Keys of front matter that say what kind of page it is, in one generator or another.
const KIND_KEYS: [&str; 6] = ["category", "categories", "type", "layout", "tags", "topic"];

/// Markdown with front matter.
#[derive(Debug)]
pub(crate) struct Markdown;

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "Markdown"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown", "mdx", "rmd", "mdoc"]
    }

    fn holds(&self) -> Holds {
        Holds::Article
    }

    fn read(&self, source: Source<'_>, context: &Context<'_>, sink: &mut dyn Sink) {
        let (mut file, text) = ArticleFile::open(source, context);
        let reading = read_markdown(&text, &mut file);
        // One article is all there is, so nothing is left to stop.
        let _ = sink.article(file.finish(reading));
    }
}

fn read_markdown(text: &str, file: &mut ArticleFile) -> Reading {
    let dialect = file.context.dialect.of_text(text, file.path);
    let (fields, text) = cleaned(text, dialect, file);
    let outline = MarkdownOutline::of(text.text(), dialect);
    read_outline(fields, (&text, &outline), dialect, file)
}

/// Makes the entries of a cleaned text with its outline.
pub(super) fn read_outline(
    fields: Fields,
    (text, outline): (&MappedText, &MarkdownOutline),
    dialect: &'static dyn Dialect,
    file: &mut ArticleFile,
) -> Reading {
    let problems = &mut file.problems;
    let heading = outline.title();
    let heading_text = heading.map_or("", |mark| mark.text.as_str());
    let title = limits::title(first(&fields, "title").unwrap_or(heading_text), problems);
    let traits = traits(file, &fields, &title, heading);
    let page = Page {
        text,
        outline,
        title: &title,
        traits,
    };
    let split = split::split(&page, &mut Identities::new(dialect));
    Reading {
        title,
        fields,
        split,
        dialect: Some(dialect),
    }
}

/// Reads the front matter of a text, takes out its comments and rewrites what the dialect adds.
pub(super) fn cleaned(
    text: &str,
    dialect: &dyn Dialect,
    file: &mut ArticleFile,
) -> (Fields, MappedText) {
    let problems = &mut file.problems;
    let (fields, body, first_line) = front_matter::read(text, problems);
    let text = MappedText::new(body, first_line);
    let text = comment::strip(text, problems);
    (fields, dialect.clean(text, &mut file.includes, problems))
}

/// Returns the names of the folders that a file lies in.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
    folders.split('/')
}

/// Tells whether an article is a FAQ, by its file name, its folders, its title, its heading or its front
/// matter, and whether it is a translation.
fn traits(
    file: &ArticleFile,
    fields: &Fields,
    title: &str,
    heading: Option<&HeadingMark>,
) -> ArticleTraits {
    let heading_text = heading.map_or("", |mark| mark.text.as_str());
    let heading_id = heading.map_or("", |mark| {
        mark.explicit
            .as_ref()
            .map_or(mark.id.as_str(), Explicit::name)
    });
    let is_faq = [file_stem(file.path), title, heading_text, heading_id]
        .into_iter()
        .chain(folders(file.path))
        .any(question::names_faq)
        || KIND_KEYS
            .iter()
            .chain([&KEYS.topic])
            .filter_map(|&key| fields.get(key))
            .flatten()
            .any(|kind| kind.eq_ignore_ascii_case("faq") || kind.eq_ignore_ascii_case("faqs"));
    let declared = declared_language(fields);
    let language = language::identify(declared, file.path, "", file.context.default_language);
    ArticleTraits {
        is_faq,
        is_translated: language.tag.split('-').next() != Some("en"),
        openers: openers::openers(&language.tag),
    }
}
