//! The HTTP API: `/api/v1/…`, its description, and the description for a browser's address bar.
//!
//! Answers are the JSON of the command (`faq search --json` and others). Each address has a file
//! that reads its parameters and asks the service.

mod answer;
mod describe;
mod entry;
mod index;
mod related;
mod search;
mod suggest;

use axum::Router;
use axum::routing::get;

use super::state::App;

pub(super) use search::MAX_OFFSET;

/// Returns the routes of the API.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/api/v1/search", get(search::search))
        .route("/api/v1/suggest", get(suggest::suggest))
        .route("/api/v1/entries/{*id}", get(entry::entry))
        .route("/api/v1/languages", get(index::languages))
        .route("/api/v1/status", get(index::status))
        .route("/openapi.json", get(describe::openapi))
        .route("/opensearch.xml", get(describe::opensearch))
}
