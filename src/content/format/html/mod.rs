//! Reads an HTML page into an article: any site's, any generator's output.
//!
//! The content of the page becomes Markdown, which is split like that of other articles.

mod head;
mod stated;
mod template;
mod unnamed;

use self::head::Head;
use self::stated::Stated;
use super::contract::{Context, Format, Holds, Sink, Source};
use super::reading::{ArticleFile, Reading};
use crate::content::dialect::html::Html as Dialect;
use crate::content::entries::page::{Identities, Page};
use crate::content::entries::{question, split};
use crate::content::html::parse::{self, Parsed};
use crate::content::html::to_markdown::to_markdown;
use crate::content::markdown::outline::MarkdownOutline;
use crate::content::markdown::text::one_line;
use crate::content::metadata::front_matter::{self, Fields, first};
use crate::content::metadata::keys::KEYS;
use crate::content::source::limits;
use crate::content::source::line_map::MappedText;
use crate::content::url::RESERVED;
use crate::model::article::Article;
use crate::model::rule;

/// Pages of HTML.
#[derive(Debug)]
pub(crate) struct Html;

impl Format for Html {
    fn name(&self) -> &'static str {
        "HTML"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml"]
    }

    fn holds(&self) -> Holds {
        Holds::Article
    }

    fn read(&self, source: Source<'_>, context: &Context<'_>, sink: &mut dyn Sink) {
        let (file, text) = ArticleFile::open(source, context);
        // One article is all there is, so nothing is left to stop.
        let _ = sink.article(read_html(&text, file));
    }
}

fn read_html(text: &str, mut file: ArticleFile) -> Article {
    let (front, body, first_line) = front_matter::read(text, &mut file.problems);
    let blank = "\n".repeat(usize::try_from(first_line).unwrap_or(1).saturating_sub(1));
    // As many lines as are taken away, so that the others keep their numbers.
    let Parsed { tree, stopped } = parse::parse(&format!("{blank}{body}"));
    let head = head::read(&tree);
    let title = title(&head, &front);
    let mut stated = Stated::read(&tree, &mut file.problems);
    let is_faq = [title.as_str()]
        .into_iter()
        .chain(head.title.as_deref())
        // Folders name what is in them, as the file's own name does.
        .chain(file.path.split('/'))
        .any(question::names_faq)
        || stated.hints().is_faq;
    stated.hints().is_faq = is_faq;
    let mut markdown = to_markdown(&tree, stated.hints());
    if let Some((reason, at)) = stopped {
        let rest = body
            .get(at.saturating_sub(blank.len())..)
            .unwrap_or_default();
        keep_rest(&mut markdown, reason, rest, &mut file);
    }
    let mut fields = head.fields;
    fields.extend(front);
    let topic = first(&fields, KEYS.topic);
    let is_faq = is_faq || topic.is_some_and(|topic| topic.eq_ignore_ascii_case("faq"));
    let traits = file.traits(is_faq, &fields, markdown.text());
    let outline = MarkdownOutline::of(markdown.text(), &Dialect);
    let title = limits::title(&title, &mut file.problems);
    let page = Page {
        text: &markdown,
        outline: &outline,
        title: &title,
        traits,
    };
    let mut split = split::split(&page, &mut Identities::new(&Dialect));
    unnamed::name(&mut split, &outline);
    stated.complete(&mut split);
    let template = template::reason(file.path, body, &tree);
    let mut article = file.finish(Reading {
        title,
        fields,
        split,
        dialect: None,
    });
    if let Some(reason) = template {
        article.leave_out(reason);
    }
    // Translations that name each other belong together wherever they stand.
    if article.asset_id.is_none() && !article.is_left_out {
        article.asset_id = head.translations;
    }
    if let Some(canonical) = &head.canonical {
        for entry in &mut article.entries {
            entry.url = Some(address(canonical, &entry.anchor));
        }
    }
    article
}

/// Returns the title: of the front matter, else the first heading of level 1, else that of the head
/// without the name of the site.
fn title(head: &Head, front: &Fields) -> String {
    let stated = first(front, "title").map(str::to_owned);
    let of_head = || {
        let whole = head.title.as_deref()?;
        let shared = first(&head.fields, "og:title").unwrap_or_default();
        Some(if whole.starts_with(shared) && !shared.is_empty() {
            shared.to_owned()
        } else {
            without_site(whole)
        })
    };
    let title = stated.or_else(|| head.heading.clone()).or_else(of_head);
    one_line(&title.unwrap_or_default())
}

/// Returns a title without what stands behind the last ` | ` or ` – `.
fn without_site(title: &str) -> String {
    let marks = [" | ", " – ", " — ", " · ", " - "];
    let cut = marks.iter().find_map(|mark| title.rsplit_once(mark));
    cut.map_or(title, |(start, _)| start).to_owned()
}

/// Keeps what could not be parsed as plain text.
fn keep_rest(markdown: &mut MappedText, reason: &str, rest: &str, file: &mut ArticleFile) {
    let line = markdown.lines().last().map_or(1, |(_, _, line)| line);
    file.problems.report(
        rule::HTML_LIMIT,
        line,
        format!("{reason}; the rest is kept as plain text"),
    );
    let mut text = String::new();
    crate::content::markdown::text::push_html(&mut text, rest);
    markdown.push_line("\n", line);
    for words in text
        .lines()
        .map(str::trim)
        .filter(|words| !words.is_empty())
    {
        markdown.push_line(
            &format!("{}\n\n", crate::content::html::as_text(words)),
            line,
        );
    }
}

fn address(canonical: &str, anchor: &str) -> String {
    if anchor.is_empty() {
        return canonical.to_owned();
    }
    let anchor = percent_encoding::utf8_percent_encode(anchor, RESERVED);
    format!("{canonical}#{anchor}")
}
