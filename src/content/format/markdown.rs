//! Reads a Markdown file into an article, step by step in [`read_markdown`].

use std::collections::BTreeSet;

use super::contract::{Context, Format, Holds, Sink, Source};
use super::reading::{ArticleFile, Reading, file_stem};
use crate::content::dialect::{Dialect, Expressions};

use crate::content::dialect::filled;
use crate::content::dialect::heading_ids::Explicit;
use crate::content::dialect::heading_names;
use crate::content::dialect::markup;
use crate::content::entries::classify::ArticleTraits;
use crate::content::entries::page::{Identities, Page};
use crate::content::entries::question;
use crate::content::entries::split::{self, Split};
use crate::content::markdown::comment;
use crate::content::markdown::outline::{HeadingMark, MarkdownOutline};
use crate::content::markdown::text::{one_line, plain};
use crate::content::metadata::front_matter::{self, Fields, first};
use crate::content::metadata::keys::KEYS;
use crate::content::metadata::listed;
use crate::content::source::limits;
use crate::content::source::line_map::MappedText;
use crate::model::article::{Entry, Kind};
use crate::model::rule;

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

fn read_markdown(source: &str, file: &mut ArticleFile) -> Reading {
    let dialect = file.context.dialect.of_text(source, file.path);
    let (fields, text) = cleaned(source, dialect, file);
    let outline = MarkdownOutline::of(text.text(), dialect);
    read_outline(fields, (&text, &outline), source, dialect, file)
}

/// Makes the entries of a cleaned text with its outline. `source` is the whole file, for the lines
/// of what its front matter lists.
pub(super) fn read_outline(
    fields: Fields,
    (text, outline): (&MappedText, &MarkdownOutline),
    source: &str,
    dialect: &'static dyn Dialect,
    file: &mut ArticleFile,
) -> Reading {
    let heading = outline.title();
    let heading_text = heading.map_or("", |mark| mark.text.as_str());
    let title = first(&fields, "title").unwrap_or(heading_text);
    let title = limits::title(title, &mut file.problems);
    let traits = traits(file, &fields, &title, (text.text(), heading));
    let page = Page {
        text,
        outline,
        title: &title,
        traits,
    };
    let mut identities = Identities::new(dialect);
    let mut split = split::split(&page, &mut identities);
    note_other_content(source, &mut split);
    add_listed(&fields, source, &mut split, &mut identities);
    let is_question = |entry: &Entry| entry.kind == Kind::Question;
    if traits.is_named_faq && !split.entries.iter().any(is_question) {
        let message = "the article calls itself a FAQ, and no question was found in it";
        file.problems
            .report(rule::FAQ_WITHOUT_QUESTIONS, 0, message.to_owned());
    }
    Reading {
        title,
        fields,
        split,
        dialect: Some(dialect),
    }
}

/// Notes which answers without text have markup for something else: in the source, from their
/// question on to the next heading or entry.
fn note_other_content(source: &str, split: &mut Split) {
    if !split.entries.iter().any(|entry| entry.answer.is_empty()) {
        return;
    }
    let headings = split.headings.iter().map(|heading| heading.line);
    let entries = split.entries.iter().map(|entry| entry.line);
    let starts: BTreeSet<usize> = headings.chain(entries).map(|line| line as usize).collect();
    let lines: Vec<&str> = source.lines().collect();
    for entry in &mut split.entries {
        let line = entry.line as usize;
        let next = starts.range(line + 1..).next().copied();
        let own = lines.get(line..next.map_or(lines.len(), |next| next - 1));
        let mut own = own.unwrap_or_default().iter();
        entry.shows_more =
            entry.answer.is_empty() && own.any(|line| markup::stands_for_content(line));
    }
}

/// Adds the questions that the front matter lists. Only the page's own address leads to them.
fn add_listed(fields: &Fields, source: &str, split: &mut Split, identities: &mut Identities) {
    let listed = listed::questions(fields);
    if listed.is_empty() {
        return;
    }
    // A page made of its front matter has no text of its own.
    split
        .entries
        .retain(|entry| !entry.anchor.is_empty() || !entry.answer.is_empty());
    for (question, answer) in listed {
        let line = line_of(source, question);
        let question = one_line(&plain(question));
        split.entries.push(Entry {
            ordinal: identities.ordinals.next(""),
            ..Entry::new(Kind::Question, line, question, answer.trim().to_owned())
        });
    }
    split.entries.sort_by_key(|entry| entry.line);
}

/// Returns the 1-based line in which a text begins; 1 if it is written otherwise.
fn line_of(source: &str, text: &str) -> u32 {
    let first = text.trim().lines().next().unwrap_or_default();
    let before = source.find(first).and_then(|at| source.get(..at));
    before.map_or(1, |before| {
        u32::try_from(before.matches('\n').count() + 1).unwrap_or(u32::MAX)
    })
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
    let text = comment::strip(text, dialect.includes_by_comment(), problems);
    let kept = |text, when| match dialect.expressions() == when {
        true => heading_names::keep(text),
        false => text,
    };
    let text = kept(text, Expressions::Written);
    let text = filled::fill(text, &fields, dialect.value_places());
    let text = kept(text, Expressions::Filled);
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
    (text, heading): (&str, Option<&HeadingMark>),
) -> ArticleTraits {
    let heading_text = heading.map_or("", |mark| mark.text.as_str());
    let heading_id = heading.map_or("", |mark| {
        mark.explicit
            .as_ref()
            .map_or(mark.id.as_str(), Explicit::name)
    });
    let is_named_faq = [file_stem(file.path), title, heading_text, heading_id]
        .into_iter()
        .any(question::names_faq)
        || KIND_KEYS
            .iter()
            .chain([&KEYS.topic])
            .filter_map(|&key| fields.get(key))
            .flatten()
            .any(|kind| kind.eq_ignore_ascii_case("faq") || kind.eq_ignore_ascii_case("faqs"));
    let is_faq = is_named_faq || folders(file.path).any(question::names_faq);
    ArticleTraits {
        is_named_faq,
        ..file.traits(is_faq, fields, text)
    }
}
