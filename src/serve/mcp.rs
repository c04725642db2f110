//! `/mcp`: the Model Context Protocol over HTTP ("streamable HTTP", without streams or sessions).

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use super::guard::ExpectedBody;
use super::problem::Problem;
use super::recording;
use super::state::App;
use crate::mcp::{HEADER_MISMATCH, METHOD_NOT_FOUND, MODERN, Message};
use crate::query_log::event::{Search, Source};

/// What is sent to the address.
const EXPECTED: ExpectedBody = ExpectedBody {
    what: "a message",
    media_type: "application/json",
    max_bytes: 64 * 1024,
};

/// Headers that repeat what the message says, so that proxies need not read it.
const VERSION: &str = "mcp-protocol-version";
const METHOD: &str = "mcp-method";
const NAME: &str = "mcp-name";

/// Answers a message.
pub(super) async fn message(
    State(app): State<App>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let bytes = EXPECTED.read(&app.options, &headers, body).await?;
    let message = match Message::parse(&bytes) {
        Ok(message) => message,
        Err(answer) => return Ok(json(StatusCode::BAD_REQUEST, answer)),
    };
    let version = headers.get(VERSION).map(HeaderValue::as_bytes);
    if version == Some(MODERN.as_bytes())
        && let Some(answer) = message.incomplete()
    {
        return Ok(json(StatusCode::BAD_REQUEST, answer));
    }
    if let Some(wrong) = mismatch(&headers, &message) {
        let answer = message.refuse(HEADER_MISMATCH, &wrong);
        return Ok(json(StatusCode::BAD_REQUEST, answer));
    }
    let is_modern = message.version().is_some();
    let answered = app.ask(move |service| {
        let mut search = None;
        let answer = message.answer(service, &mut |request, found| {
            let index = service.status().generation;
            search = Some(Search::new(Source::Mcp, request, found, index));
        });
        Ok((answer, search))
    });
    let (answer, search) = answered.await?;
    if let (Some(log), Some(search)) = (&app.log, search)
        && recording::is_recorded(&app, &headers)
    {
        log.search(search);
    }
    let Some(answer) = answer else {
        return Ok(StatusCode::ACCEPTED.into_response());
    };
    Ok(json(status(&answer, is_modern), answer))
}

/// Returns what a header says else than the message; nothing for versions without these headers.
fn mismatch(headers: &HeaderMap, message: &Message) -> Option<String> {
    let version = message.version()?;
    let wanted = [
        (VERSION, Some(version)),
        (METHOD, Some(message.method.as_str())),
        (NAME, message.name()),
    ];
    wanted.into_iter().find_map(|(name, wanted)| {
        let wanted = wanted?;
        let given = headers.get(name).and_then(|value| value.to_str().ok());
        match given.map(str::trim) {
            Some(given) if given == wanted => None,
            Some(_) => Some(format!(
                "the header {name} says something else than the message"
            )),
            None => Some(format!("the header {name} is missing")),
        }
    })
}

/// Returns the status of HTTP for an answer. Before 2026-07-28 errors were answers like others.
fn status(answer: &Value, is_modern: bool) -> StatusCode {
    match answer["error"]["code"].as_i64() {
        Some(METHOD_NOT_FOUND) if is_modern => StatusCode::NOT_FOUND,
        Some(_) if is_modern => StatusCode::BAD_REQUEST,
        _ => StatusCode::OK,
    }
}

fn json(status: StatusCode, answer: Value) -> Response {
    let no_store = [(CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    (status, no_store, Json(answer)).into_response()
}
