//! What of a request goes into the query log. Without `--query-log` nothing does.

use axum::http::HeaderMap;

use super::state::State;
use crate::model::request::Request;
use crate::model::response::Response;
use crate::query_log::event::{Search, Source};

/// Names the search in the head of an answer of the API, for whoever reports what became of it.
pub(super) const SEARCH_HEADER: &str = "faq-search";

/// Returns whether what this reader asks is recorded: the operator wants it, and the browser does
/// not ask to be left alone, nor asks ahead of its reader.
pub(super) fn is_recorded(state: &State, headers: &HeaderMap) -> bool {
    let says = |name: &str, value: &str| {
        let given = headers.get(name).and_then(|given| given.to_str().ok());
        given.is_some_and(|given| given.trim().starts_with(value))
    };
    state.log.is_some()
        && !says("dnt", "1")
        && !says("sec-gpc", "1")
        && !says("sec-purpose", "prefetch")
        && !says("purpose", "prefetch")
}

/// Records a search, if it is to be, and returns the name that it got. Further pages of a result
/// are no further search.
pub(super) fn searched(
    state: &State,
    headers: &HeaderMap,
    source: Source,
    asked: (&Request, &Response),
) -> Option<String> {
    let (request, found) = asked;
    if request.offset > 0 || request.query.trim().is_empty() || !is_recorded(state, headers) {
        return None;
    }
    let index = state.service.status().generation;
    let search = Search::new(source, request, found, index);
    state.log.as_ref().map(|log| log.search(search))
}
