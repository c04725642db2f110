//! `/a/{path}`: an article as a page, with the fragments under which its parts are published.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;
use std::fs;
use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use serde_json::json;

use super::answers;
use super::articles::{ArticleSummary, Articles};
use super::layout::{Content, Layout};
use super::published;
use super::render::html::{Encoded, Text};
use super::render::json_ld::{Described, faq_page};
use super::render::links::{Standpoint, address};
use super::render::markdown::{Place, render};
use super::render::shown::Shown;
use super::request::PageRequest;
use super::said::{MOST_ENTRIES, Said};
use super::texts::{Texts, direction};
use crate::content::format::Context;
use crate::content::format::page::{PageRead, PageText, fragment, read_page};
use crate::content::source::discover::Root;
use crate::content::source::include::real_path;
use crate::content::source::load::MAX_ARTICLE_BYTES;
use crate::model::article::{Article, Entry, Kind};
use crate::model::language::LanguageTag;
use crate::model::response::{NamedEntry, reference};
use crate::serve::caching::Mark;
use crate::serve::parameters::PathText;
use crate::serve::problem::Problem;
use crate::serve::state::App;
use crate::service::{IndexError, Service};

/// Fewest questions that make a table of them worth its place.
const FEWEST_QUESTIONS: usize = 2;

/// Related questions that are named at most.
const RELATED: usize = 6;

/// How many questions of an article others are related to: each costs as much as a search.
const ASKED_ABOUT: usize = 4;

/// Answers with the page of an article.
pub(in crate::serve) async fn article_page(
    State(app): State<App>,
    PathText(path): PathText,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let asked = PageRequest::read(uri.query(), &headers)?;
    let root = asked
        .parameters
        .number("root", 0..=usize::from(u16::MAX), 0)?;
    let root = u32::try_from(root).unwrap_or_default();
    let base = "../".repeat(path.split('/').count());
    let mut layout = asked.layout(&app, &base);
    let articles = app.articles().await?;
    let Some(summary) = articles.get(root, &path).cloned() else {
        return Ok(missing(&layout));
    };
    let file = file(&app.options.content, &summary);
    let about = file.as_deref().map(fs::metadata);
    let changed = about.and_then(|about| about.ok()?.modified().ok());
    let mark = Mark::new(
        &app,
        &[
            "article",
            &format!("{uri} {:?} {changed:?}", asked.languages),
        ],
    )
    .by_reader(asked.chosen.is_none());
    if let Some(unchanged) = mark.unchanged(&headers) {
        return Ok(unchanged);
    }
    let translations = articles.translations(&summary);
    layout.shown = summary.language.to_string();
    layout.languages = translations
        .iter()
        .map(|other| {
            (
                other.language.to_string(),
                format!(
                    "{base}{}",
                    address(other.root, &other.path, Some(&other.language))
                ),
            )
        })
        .collect();
    let site = app.options.address();
    let mut head = alternates(&layout, site.as_deref(), &translations);
    head.push_str(&canonical(site.as_deref(), &summary));
    let roots = &app.options.content;
    let job = Job {
        folder: roots.get(root as usize).map(|root| root.path.clone()),
        file,
        default_language: app.options.default_language.clone(),
        articles: Arc::clone(&articles),
        summary: summary.clone(),
        base: base.clone(),
        chosen: asked.chosen.clone(),
        texts: Texts::of([summary.language.as_str(), asked.texts.language]),
    };
    // What the file says by now is read when an index has it; until then the one there is tells.
    let rendered = app.ask(move |service| match job.read() {
        Some(read) => Ok(job.render(&read.articles, read.text.as_ref())),
        None => {
            let entries = published::entries(service, &job.summary)?;
            Ok(job.show(&entries.iter().collect::<Vec<_>>(), None))
        }
    });
    let (main, json_ld) = rendered.await?;
    head.push_str(&json_ld);
    let table = main.table(&layout);
    let references = main.references(&summary.path);
    let article = summary.clone();
    let mut main = format!(
        "{table}<article class=\"text\" lang=\"{}\" dir=\"{}\">{}</article>",
        Text(&summary.language),
        direction(&summary.language),
        main.html
    );
    let related = app
        .ask(move |service| related(service, &references, &article))
        .await?;
    answers::related(&layout, &related, &mut main);
    Ok(mark.mark(layout.page(&Content {
        title: &summary.title,
        head: &head,
        main: &main,
        is_start: false,
    })))
}

/// Returns questions of other articles that are related to these entries, the nearest of each first.
fn related(
    service: &Service,
    references: &[String],
    article: &ArticleSummary,
) -> Result<Vec<NamedEntry>, IndexError> {
    let mut lists = Vec::new();
    for reference in references {
        // Another root may have a file of the same name.
        let mut found = service.find(reference)?.into_iter();
        if let Some(entry) = found.find(|entry| entry.root == article.root) {
            lists.push(service.related(&entry, RELATED)?);
        }
    }
    let mut related: Vec<NamedEntry> = Vec::new();
    let places =
        (0..RELATED).flat_map(|place| lists.iter().filter_map(move |list| list.get(place)));
    for entry in places {
        let is_new = related.iter().all(|known| known.id != entry.id);
        if is_new && (entry.root, &entry.path) != (article.root, &article.path) {
            related.push(entry.clone());
        }
    }
    related.truncate(RELATED);
    Ok(related)
}

/// Makes the page for an address that leads nowhere.
pub(in crate::serve) fn missing(layout: &Layout<'_>) -> Response {
    let texts = layout.texts;
    layout.failure(
        StatusCode::NOT_FOUND,
        &texts.not_found,
        &texts.not_found_hint,
    )
}

/// Returns the file of an article, if it lies in its content root, also after links are followed.
fn file(roots: &[Root], article: &ArticleSummary) -> Option<PathBuf> {
    let root = &roots.get(article.root as usize)?.path;
    if root.is_file() {
        return root.canonicalize().ok();
    }
    real_path(root, &article.path).ok()
}

/// What an article's page shows.
struct Rendered {
    html: String,
    questions: Vec<ShownQuestion>,
}

/// A question on the page of its article.
struct ShownQuestion {
    /// Its anchor, empty if it has none.
    anchor: String,
    /// Where it stands on the page.
    fragment: String,
    text: String,
}

impl Rendered {
    /// Names the first questions as the index does.
    fn references(&self, path: &str) -> Vec<String> {
        let questions = self.questions.iter().take(ASKED_ABOUT);
        let named = questions.filter(|question| !question.anchor.is_empty());
        named
            .map(|question| reference(path, &question.anchor))
            .collect()
    }

    /// Returns the table of the questions.
    fn table(&self, layout: &Layout<'_>) -> String {
        if self.questions.len() < FEWEST_QUESTIONS {
            return String::new();
        }
        let mut table = format!(
            "<details class=\"contents\" open><summary>{}</summary><ul>",
            Text(&layout.texts.on_this_page)
        );
        for question in &self.questions {
            let (fragment, question) = (Encoded(&question.fragment), Text(&question.text));
            // Writing to a string cannot fail.
            let _ = write!(
                table,
                "<li dir=\"auto\"><a href=\"#{fragment}\">{question}</a></li>"
            );
        }
        table.push_str("</ul></details>");
        table
    }
}

/// What rendering an article needs.
struct Job {
    file: Option<PathBuf>,
    folder: Option<PathBuf>,
    default_language: LanguageTag,
    articles: Arc<Articles>,
    summary: ArticleSummary,
    base: String,
    /// The language that the reader chose, if any.
    chosen: Option<String>,
    /// The words of the page that stand in the article.
    texts: &'static Texts,
}

impl Job {
    /// Reads the file, if it says what the index knows.
    fn read(&self) -> Option<PageRead> {
        let mut bytes = Vec::new();
        let opened = fs::File::open(self.file.as_ref()?).ok()?;
        opened
            .take(MAX_ARTICLE_BYTES)
            .read_to_end(&mut bytes)
            .ok()?;
        let dialect = self.articles.dialect(&self.summary);
        let folder = self.folder.as_deref();
        let context = Context::in_dialect(folder, &self.default_language, dialect);
        let read = read_page(&self.summary.path, &bytes, &context);
        let said = Said::in_file(&read.articles);
        (said == Some(self.summary.said)).then_some(read)
    }

    /// Renders the articles of the file; returns the page and its JSON-LD.
    fn render(&self, articles: &[Article], text: Option<&PageText>) -> (Rendered, String) {
        let entries = articles.iter().flat_map(|article| &article.entries);
        self.show(&entries.take(MOST_ENTRIES).collect::<Vec<_>>(), text)
    }

    /// Renders entries, with the text that they stand in if there is one.
    fn show(&self, entries: &[&Entry], text: Option<&PageText>) -> (Rendered, String) {
        let path = &self.summary.path;
        let from = Standpoint {
            articles: &self.articles,
            root: self.summary.root,
            path,
            base: &self.base,
            chosen: self.chosen.as_deref(),
        };
        let link = |target: &str| from.target(target);
        let shown = Shown::OnPage(self.texts);
        let fragment = |entry: &Entry| fragment(path, &entry.anchor, &entry.id).to_owned();
        let html = match text {
            Some(page) => whole(&self.summary.title, page, (&link, shown)),
            None => one_by_one(&self.summary.title, entries, (&link, shown), &fragment),
        };
        let questions = entries.iter().filter(|entry| entry.kind == Kind::Question);
        let questions = questions.map(|entry| ShownQuestion {
            anchor: entry.anchor.clone(),
            fragment: fragment(entry),
            text: entry.question.clone(),
        });
        let rendered = Rendered {
            html,
            questions: questions.collect(),
        };
        // Machines are told nothing of what this reader chose.
        let from = Standpoint {
            chosen: None,
            ..from
        };
        let link = |target: &str| from.target(target);
        let json_ld = json_ld(&self.summary.language, entries, &link, &fragment);
        (rendered, json_ld)
    }
}

/// Where links lead, and how a text is shown.
type Way<'w> = (&'w dyn Fn(&str) -> Option<String>, Shown);

/// Renders an article of one text.
fn whole(title: &str, page: &PageText, (link, shown): Way<'_>) -> String {
    let text = render(
        &page.text,
        &Place {
            lowered: 0,
            prefix: "faq-note-",
            fragments: &page.fragments,
            link,
            shown,
        },
    );
    if page.has_title {
        text
    } else {
        format!("<h1>{}</h1>{text}", Text(title))
    }
}

/// Renders entries of a format that has no text of its own.
fn one_by_one(
    title: &str,
    entries: &[&Entry],
    (link, shown): Way<'_>,
    fragment: &dyn Fn(&Entry) -> String,
) -> String {
    let mut html = format!("<h1>{}</h1>", Text(title));
    let mut taken = HashSet::new();
    for (number, entry) in entries.iter().enumerate() {
        let _ = write!(html, "<section class=\"section\"><h2");
        let fragment = fragment(entry);
        if !fragment.is_empty() && taken.insert(fragment.clone()) {
            let _ = write!(html, " id=\"{}\"", Text(&fragment));
        }
        html.push('>');
        for alias in &entry.aliases {
            if !taken.insert(alias.clone()) {
                continue;
            }
            let _ = write!(html, "<a id=\"{}\"></a>", Text(alias));
        }
        let answer = render(
            &entry.answer,
            &Place {
                lowered: 2,
                prefix: &format!("faq-note-{number}-"),
                fragments: &BTreeMap::new(),
                link,
                shown,
            },
        );
        let _ = write!(html, "{}</h2>{answer}</section>", Text(&entry.question));
    }
    html
}

/// Names the article in its other languages for search engines.
fn alternates(layout: &Layout<'_>, site: Option<&str>, translations: &[&ArticleSummary]) -> String {
    let mut head = String::new();
    if translations.len() < 2 {
        return head;
    }
    let base = site.unwrap_or(layout.base);
    for other in translations {
        let href = format!("{base}{}", address(other.root, &other.path, None));
        let _ = write!(
            head,
            "<link rel=\"alternate\" hreflang=\"{}\" href=\"{}\">",
            Text(&other.language),
            Text(&href)
        );
    }
    head
}

/// Names the one address of an article for search engines: where it is published, else its page
/// below the public address of this site, whatever language the reader chose.
fn canonical(site: Option<&str>, article: &ArticleSummary) -> String {
    let here = site.map(|site| format!("{site}{}", address(article.root, &article.path, None)));
    let href = article.published().map(str::to_owned).or(here);
    href.map_or_else(String::new, |href| {
        format!("<link rel=\"canonical\" href=\"{}\">", Text(&href))
    })
}

/// Describes the questions for machines.
fn json_ld(
    language: &LanguageTag,
    entries: &[&Entry],
    link: &dyn Fn(&str) -> Option<String>,
    fragment: &dyn Fn(&Entry) -> String,
) -> String {
    let described = entries.iter().map(|entry| Described {
        entry,
        id: format!("#{}", fragment(entry)),
    });
    let described: Vec<Described<'_>> = described.collect();
    let Some(mut page) = faq_page(language, &described, link) else {
        return String::new();
    };
    page["@context"] = json!("https://schema.org");
    // No end of the script, and no beginning of a comment, can stand in it then.
    let text = page.to_string().replace('<', "\\u003c");
    format!("<script type=\"application/ld+json\">{text}</script>")
}
