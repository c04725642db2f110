//! Reads a Markdown file into an article, step by step in [`read_markdown`].

use super::contract::{Context, Format, Holds, Sink, Source};
use super::reading::{ArticleFile, Reading, declared_language, file_stem};
use crate::content::dialect::anchor::Anchors;
use crate::content::dialect::docfx;
use crate::content::entries::classify::Traits;
use crate::content::entries::question;
use crate::content::entries::split::{self, Ordinals};
use crate::content::language;
use crate::content::markdown::outline::Outline;
use crate::content::metadata::front_matter::{self, first};
use crate::content::source::limits;
use crate::content::source::line_map::Document;

/// Markdown with front matter.
#[derive(Debug)]
pub(crate) struct Markdown;

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "Markdown"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown"]
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
    let problems = &mut file.problems;
    let (fields, body, first_line) = front_matter::read(text, problems);
    let document = docfx::clean(
        Document::new(body, first_line),
        &mut file.includes,
        problems,
    );
    let outline = Outline::of(document.text());
    let heading = outline
        .headings
        .iter()
        .find(|mark| mark.level == 1 && !mark.nested && !mark.text.is_empty());
    let heading_text = heading.map_or("", |mark| mark.text.as_str());
    let title = limits::title(first(&fields, "title").unwrap_or(heading_text), problems);
    let heading_anchor = heading.map_or("", |mark| mark.explicit.as_deref().unwrap_or(&mark.slug));
    let faq = [file_stem(file.path), &title, heading_text, heading_anchor]
        .into_iter()
        .any(question::names_faq)
        || first(&fields, "ms.topic").is_some_and(|topic| topic.eq_ignore_ascii_case("faq"));
    let declared = declared_language(&fields);
    let language = language::identify(declared, file.path, "", file.context.default_language);
    let traits = Traits {
        faq,
        foreign: language.tag.split('-').next() != Some("en"),
    };
    let split = split::split(
        &document,
        &outline,
        &title,
        traits,
        &mut Anchors::default(),
        &mut Ordinals::default(),
    );
    Reading {
        title,
        fields,
        split,
    }
}
