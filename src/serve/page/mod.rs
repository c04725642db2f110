//! The pages for people: the search page, articles, and what both load.
//!
//! Pages are complete without a script, ask nothing of other sites, and work below any address.

mod answers;
mod article_page;
pub(in crate::serve) mod articles;
mod assets;
mod embed;
mod events;
#[cfg(feature = "fuzzing")]
pub(crate) mod fuzzing;
mod language_names;
mod layout;
mod published;
pub(in crate::serve) mod render;
mod request;
mod said;
mod search_page;
mod texts;

use axum::Router;
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use self::request::PageRequest;
use super::problem::Problem;
use super::state::{App, State};

/// Returns the routes of the pages, and the one for what readers do with answers, where that is
/// recorded.
pub(super) fn routes(is_recording: bool) -> Router<App> {
    let mut routes = Router::new();
    if is_recording {
        routes = routes.route("/api/v1/events", post(events::event));
    }
    routes
        .route("/", get(search_page::search_page))
        .route("/a/{*path}", get(article_page::article_page))
        .route("/faq-search.js", get(embed::script))
        .route("/assets/{name}", get(assets::asset))
}

/// Answers for an address that leads nowhere: a page for browsers, a problem for programs.
pub(super) fn nothing_here(state: &State, uri: &Uri, headers: &HeaderMap) -> Response {
    let problem = Problem::not_found("nothing is published at this address");
    let accepted = headers.get(axum::http::header::ACCEPT);
    let accepts_page = accepted.is_some_and(|accepted| {
        accepted
            .to_str()
            .is_ok_and(|accepted| accepted.contains("text/html"))
    });
    if !accepts_page || uri.path().starts_with("/api/") {
        return problem.into_response();
    }
    match PageRequest::read(None, headers) {
        Ok(asked) => {
            let base = "../".repeat(uri.path().matches('/').count().saturating_sub(1));
            let base = if base.is_empty() { "./" } else { &base };
            article_page::missing(&asked.layout(state, base))
        }
        Err(problem) => problem.into_response(),
    }
}
