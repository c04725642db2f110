//! `/`: the search page, complete without a script.

use std::fmt::Write;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;

use super::answers::{self, Around};
use super::articles::Articles;
use super::assets::OUTCOME;
use super::layout::{Content, Layout};
use super::render::html::{Encoded, Isolated, Text};
use super::request::PageRequest;
use super::texts::with;
use crate::model::language::LanguageTag;
use crate::model::request::Request;
use crate::model::response::{NamedEntry, Response as Found};
use crate::query_log::event::Source;
use crate::serve::api::MAX_OFFSET;
use crate::serve::caching::Mark;
use crate::serve::problem::Problem;
use crate::serve::recording::{self, IsRecorded};
use crate::serve::state::App;

/// Hits on one page.
const HITS: usize = 10;

/// Related questions that are named at most.
const RELATED: usize = 6;

/// Articles that the page lists where nothing is asked.
const ARTICLES: usize = 200;

/// Answers with the search page.
pub(in crate::serve) async fn search_page(
    State(app): State<App>,
    is_recorded: IsRecorded,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let asked = PageRequest::read(uri.query(), &headers)?;
    let query = asked.parameters.one("q")?.unwrap_or_default().trim();
    let mark = Mark::new(&app, &["page", &format!("{uri} {:?}", asked.languages)])
        .by_reader(asked.chosen.is_none())
        .recorded(!query.is_empty() && is_recorded.0);
    if let Some(unchanged) = mark.unchanged(&headers) {
        return Ok(unchanged);
    }
    let available = app.service.languages();
    let mut layout = asked.layout(&app, "./");
    layout.query = query;
    let shown = asked.best_of(&available).cloned().unwrap_or_default();
    layout.shown = shown.to_string();
    layout.languages = available
        .iter()
        .map(|tag| (tag.to_string(), search_address(query, Some(tag), 0)))
        .collect();
    let articles = match app.articles().await {
        Ok(articles) => articles,
        Err(problem) => return failed(&layout, problem),
    };
    if query.is_empty() {
        return Ok(mark.mark(start(&layout, &articles, &shown)));
    }
    let offset = asked
        .parameters
        .number("offset", 0..=MAX_OFFSET, 0)
        .unwrap_or_default();
    let mut request = Request::new(query);
    request.languages = asked.languages.searched.clone();
    request
        .display_languages
        .clone_from(&asked.languages.display);
    request.limit = HITS;
    request.offset = offset;
    let asking = request.clone();
    let asked = app.ask(move |service| {
        let found = service.search(&asking)?;
        let best = found.hits.first().filter(|_| offset == 0);
        let related = best.map(|hit| service.related(hit, RELATED)).transpose()?;
        Ok((found, related.unwrap_or_default()))
    });
    let (found, mut related) = match asked.await {
        Ok(answered) => answered,
        Err(problem) => return failed(&layout, problem),
    };
    // What stands on the page already need not be named again.
    related.retain(|entry| found.hits.iter().all(|hit| hit.id != entry.id));
    let search = recording::searched(&app, is_recorded, Source::Page, (&request, &found));
    let results = Results {
        found: &found,
        search: search.as_deref(),
        related: &related,
        offset,
    };
    Ok(mark.mark(results.page(&layout, &articles)))
}

/// Says in the reader's language that too many search; other problems stay what they are.
fn failed(layout: &Layout<'_>, problem: Problem) -> Result<Response, Problem> {
    if problem.status != StatusCode::SERVICE_UNAVAILABLE {
        return Err(problem);
    }
    Ok(layout.failure(problem.status, layout.site(), &layout.texts.busy))
}

/// Makes the page where nothing is asked yet: what there is to read.
fn start(layout: &Layout<'_>, articles: &Articles, shown: &LanguageTag) -> Response {
    let mut main = format!("<h1 class=\"hidden\">{}</h1>", Text(layout.site()));
    let mut all = articles.in_language(shown);
    let listed: Vec<_> = all.by_ref().take(ARTICLES).collect();
    let left_out = all.count();
    if !listed.is_empty() {
        let _ = write!(
            main,
            "<h2>{}</h2><ul class=\"list\">",
            Text(&layout.texts.articles)
        );
    }
    for article in &listed {
        let count = with(
            &layout.texts.questions,
            "count",
            &article.questions.to_string(),
        );
        // Writing to a string cannot fail.
        let _ = write!(
            main,
            "<li><a href=\"{}\"><b lang=\"{}\" dir=\"auto\">{}</b>",
            Text(&answers::place(layout, article)),
            Text(&article.language),
            Text(&article.title),
        );
        if article.questions > 0 {
            let _ = write!(main, " <span>{}</span>", Text(&count));
        }
        main.push_str("</a></li>");
    }
    if !listed.is_empty() {
        main.push_str("</ul>");
    }
    if left_out > 0 {
        let more = with(&layout.texts.more_articles, "count", &left_out.to_string());
        let _ = write!(main, "<p class=\"left-out\">{}</p>", Text(&more));
    }
    layout.page(&Content {
        title: "",
        head: "",
        main: &main,
        is_start: true,
    })
}

/// One page of hits.
struct Results<'r> {
    found: &'r Found,
    /// The name under which the search was recorded.
    search: Option<&'r str>,
    /// Questions that are related to the best hit.
    related: &'r [NamedEntry],
    /// Hits before these.
    offset: usize,
}

impl Results<'_> {
    /// Makes the page.
    fn page(&self, layout: &Layout<'_>, articles: &Articles) -> Response {
        let found = self.found;
        let main = self.main(layout, articles);
        let mut head = String::from("<meta name=\"robots\" content=\"noindex\">");
        if self.search.is_some() {
            let (base, script) = (layout.base, &OUTCOME.address);
            let _ = write!(
                head,
                "<script type=\"module\" src=\"{base}{script}\"></script>"
            );
        }
        layout.page(&Content {
            title: &found.query,
            head: &head,
            main: &main,
            is_start: false,
        })
    }

    /// Returns the main part of the page.
    fn main(&self, layout: &Layout<'_>, articles: &Articles) -> String {
        let (found, texts) = (self.found, layout.texts);
        let mut main = String::new();
        // Nothing is found, or there is no such page.
        let is_beyond = found.hits.is_empty() && found.total > 0;
        let heading = if is_beyond {
            Text(&texts.no_more).to_string()
        } else if found.hits.is_empty() {
            let query = Isolated(&found.query).to_string();
            with(&Text(&texts.nothing_found).to_string(), "query", &query)
        } else {
            let count = match found.total_is_exact {
                true => found.total.to_string(),
                false => with(&texts.more_than, "count", &found.total.to_string()),
            };
            Text(&with(&texts.results, "count", &count)).to_string()
        };
        if !found.hits.is_empty() || is_beyond {
            // On paper, where there is no search field.
            let _ = write!(main, "<p class=\"asked\">{}</p>", Isolated(&found.query));
        }
        main.push_str("<h1 class=\"count\"");
        if let Some(search) = self.search {
            let _ = write!(main, " data-search=\"{}\"", Text(search));
        }
        let _ = write!(main, ">{heading}</h1>");
        if found.hits.is_empty() && !is_beyond {
            let _ = write!(main, "<p>{}</p>", Text(&texts.nothing_found_hint));
        }
        notes(layout, found, &mut main);
        if !found.hits.is_empty() {
            let around = Around {
                layout,
                articles,
                search: self.search,
            };
            main.push_str("<ol class=\"hits\">");
            for hit in &found.hits {
                answers::hit(&around, hit, &mut main);
            }
            main.push_str("</ol>");
        }
        pages(layout, found, self.offset, &mut main);
        answers::related(layout, self.related, &mut main);
        if self.search.is_some() {
            let _ = write!(main, "<p class=\"recorded\">{}</p>", Text(&texts.recorded));
        }
        main
    }
}

/// Says how the query was understood.
fn notes(layout: &Layout<'_>, found: &Found, main: &mut String) {
    if let Some(corrected) = &found.corrected_query {
        let _ = write!(
            main,
            "<div class=\"note\"><p>{} <a href=\"{}\"><bdi>{}</bdi></a></p></div>",
            Text(&layout.texts.did_you_mean),
            Text(&format!(
                "{}{}",
                layout.base,
                search_address(corrected, layout.chosen, 0)
            )),
            Text(corrected),
        );
    }
    if let Some(relaxed) = found.relaxed.as_ref().filter(|_| !found.hits.is_empty()) {
        let words = Isolated(&relaxed.missing.join(", ")).to_string();
        let text = Text(&layout.texts.missing_words).to_string();
        let text = with(&text, "words", &words);
        let _ = write!(main, "<div class=\"note\"><p>{text}</p></div>");
    }
}

/// Leads to the pages before and after.
fn pages(layout: &Layout<'_>, found: &Found, offset: usize, main: &mut String) {
    let after = offset + found.hits.len();
    let has_more = after < found.total || !found.total_is_exact;
    let has_next = has_more && !found.hits.is_empty() && after <= MAX_OFFSET;
    let is_beyond = found.hits.is_empty();
    let has_previous = offset > 0 && (!is_beyond || found.total > 0);
    if !has_previous && !has_next {
        return;
    }
    let _ = write!(
        main,
        "<nav class=\"pages\" aria-label=\"{}\">",
        Text(&layout.texts.pages)
    );
    let mut link = |offset: usize, relation: &str, text: &str| {
        let address = search_address(&found.query, layout.chosen, offset);
        let address = format!("{}{address}", layout.base);
        let _ = write!(
            main,
            "<a rel=\"{relation}\" href=\"{}\">{}</a>",
            Text(&address),
            Text(text)
        );
    };
    if has_previous {
        // Beyond the end, the page before is the last one that has any.
        let last = found.total.saturating_sub(1) / HITS * HITS;
        let before = offset.saturating_sub(HITS);
        let before = if is_beyond { before.min(last) } else { before };
        link(before, "prev", &layout.texts.previous);
    }
    if has_next {
        link(after, "next", &layout.texts.next);
    }
    main.push_str("</nav>");
}

/// Returns the address of a search, relative to the search page.
fn search_address(query: &str, language: Option<&str>, offset: usize) -> String {
    let mut address = String::from("?");
    if !query.is_empty() {
        let _ = write!(address, "q={}&", Encoded(query));
    }
    if let Some(language) = language {
        let _ = write!(address, "in={}&", Encoded(language));
    }
    if offset > 0 {
        let _ = write!(address, "offset={offset}&");
    }
    address.pop();
    address
}
