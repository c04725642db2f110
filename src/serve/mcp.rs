//! `/mcp`: the Model Context Protocol over HTTP ("streamable HTTP", without streams or sessions).

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use super::guard::ExpectedBody;
use super::page::render::places::Places;
use super::problem::Problem;
use super::recording::IsRecorded;
use super::state::App;
use crate::mcp::{
    Answers, HEADER_MISMATCH, METHOD_NOT_FOUND, MODERN, Message, Received, WITH_BATCHES,
};
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

/// Answers a message, or a batch of them.
pub(super) async fn message(
    State(app): State<App>,
    IsRecorded(is_recorded): IsRecorded,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let bytes = EXPECTED.read(&app.options, &headers, body).await?;
    let version = headers.get(VERSION).map(HeaderValue::as_bytes);
    // Versions with the header came later: who sends none speaks this one.
    let has_batches = version.is_none_or(|version| version == WITH_BATCHES.as_bytes());
    let received = match Received::parse(&bytes, has_batches) {
        Ok(received) => received,
        Err(answer) => return Ok(json(StatusCode::BAD_REQUEST, answer)),
    };
    let mut is_modern = false;
    if let Received::One(message) = &received {
        if let Some(refusal) = refusal(&headers, message) {
            return Ok(json(StatusCode::BAD_REQUEST, refusal));
        }
        is_modern = message.version().is_some();
    }
    let places = Places::of(&app.options);
    let answered = app.ask(move |service| {
        let mut searches = Vec::new();
        let from = Answers {
            service,
            locate: &|hit| places.locate(hit),
        };
        let answer = received.answer(&from, &mut |request, found| {
            let index = service.status().generation;
            searches.push(Search::new(Source::Mcp, request, found, index));
        });
        Ok((answer, searches))
    });
    let (answer, searches) = answered.await?;
    if let Some(log) = app.log.as_ref().filter(|_| is_recorded) {
        for search in searches {
            log.search(search);
        }
    }
    let Some(answer) = answer else {
        return Ok(StatusCode::ACCEPTED.into_response());
    };
    Ok(json(status(&answer, is_modern), answer))
}

/// Returns the refusal of a message that lacks what its version must have, or of which a header says
/// something else.
fn refusal(headers: &HeaderMap, message: &Message) -> Option<Value> {
    let version = headers.get(VERSION).map(HeaderValue::as_bytes);
    let is_modern = version == Some(MODERN.as_bytes());
    if let Some(answer) = message.incomplete().filter(|_| is_modern) {
        return Some(answer);
    }
    let wrong = mismatch(headers, message)?;
    Some(message.refuse(HEADER_MISMATCH, &wrong))
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
