//! What of a request goes into the query log. Without `--query-log` nothing does.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::request::Parts;

use super::state::{App, State};
use crate::model::request::Request;
use crate::model::response::Response;
use crate::query_log::event::{Search, Source};

/// Names the search in the head of an answer of the API, for whoever reports what became of it.
pub(super) const SEARCH_HEADER: &str = "faq-search";

/// Whether what a request asks is recorded: the operator wants it, the browser does not ask to be left
/// alone, and a reader waits for the answer. Nobody does where only its head is asked for, or where
/// the browser asks ahead.
#[derive(Clone, Copy, Debug)]
pub(super) struct IsRecorded(pub(super) bool);

impl FromRequestParts<App> for IsRecorded {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &App) -> Result<Self, Infallible> {
        let says = |name: &str, value: &str| {
            let given = parts.headers.get(name);
            let given = given.and_then(|given| given.to_str().ok());
            given.is_some_and(|given| given.trim().starts_with(value))
        };
        let is_read = parts.method != Method::HEAD
            && !says("sec-purpose", "prefetch")
            && !says("purpose", "prefetch");
        let may_follow = !says("dnt", "1") && !says("sec-gpc", "1");
        Ok(Self(state.log.is_some() && is_read && may_follow))
    }
}

/// Records a search, if it is to be, and returns the name that it got. Further pages of a result
/// are no further search.
pub(super) fn searched(
    state: &State,
    IsRecorded(is_recorded): IsRecorded,
    source: Source,
    asked: (&Request, &Response),
) -> Option<String> {
    let (request, found) = asked;
    if request.offset > 0 || request.query.trim().is_empty() || !is_recorded {
        return None;
    }
    let index = state.service.status().generation;
    let search = Search::new(source, request, found, index);
    state.log.as_ref().map(|log| log.search(search))
}
