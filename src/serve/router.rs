//! Which address is answered by what, and what all requests pass.

use std::time::Instant;

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::{get, post};
use tower_http::compression::CompressionLayer;

use super::problem::Problem;
use super::state::App;
use super::{api, guard, mcp, page};
use crate::query_log::writer::QueryLog;

/// Stands for all addresses that lead nowhere, so that nobody can make the counters grow.
const NO_ROUTE: &str = "none";

/// Returns all routes.
pub(super) fn routes(app: App) -> Router {
    let mut routes = Router::new();
    if app.options.mcp {
        routes = routes.route("/mcp", post(mcp::message));
    }
    routes
        .merge(page::routes(app.log.is_some()))
        .merge(api::routes())
        .route("/health", get(health))
        .route("/ready", get(ready))
        .route("/metrics", get(metrics))
        .fallback(nothing_here)
        .method_not_allowed_fallback(wrong_method)
        // The last one is passed first.
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(app.clone(), guard::check))
        .layer(from_fn_with_state(app.clone(), record))
        .with_state(app)
}

/// Counts and logs a request. The query stays out of the log: what people ask is private.
async fn record(State(app): State<App>, request: Request, next: Next) -> Response {
    let start = Instant::now();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let method = request.method().clone();
    let response = next.run(request).await;
    let took = start.elapsed();
    let route = route.as_ref().map_or(NO_ROUTE, MatchedPath::as_str);
    let status = response.status().as_u16();
    app.metrics.count(route, status, took);
    let took_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    tracing::info!(%method, route, status, took_us, "answered");
    response
}

/// Tells that the process lives.
async fn health() -> &'static str {
    "ok\n"
}

/// Tells whether requests are welcome: an index is open, and the end has not begun.
async fn ready(State(app): State<App>) -> Result<String, Problem> {
    if app.is_ending() {
        return Err(Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "ending",
            "the server is about to end",
        ));
    }
    Ok(format!("ok {}\n", app.service.status().generation))
}

async fn metrics(State(app): State<App>) -> ([(&'static str, &'static str); 1], String) {
    let kind = [("content-type", "text/plain; version=0.0.4; charset=utf-8")];
    let left_out = app.log.as_ref().map(QueryLog::left_out);
    let text = super::metrics::text(&app.metrics, &app.work, &app.service.status(), left_out);
    (kind, text)
}

async fn nothing_here(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    page::nothing_here(&app, &uri, &headers)
}

async fn wrong_method() -> Problem {
    Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "method_not_allowed",
        "this address takes another method: /mcp and /api/v1/events are sent to with POST, all others are read with GET",
    )
}
