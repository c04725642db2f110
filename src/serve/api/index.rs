//! `/api/v1/languages` and `/api/v1/status`: what is indexed, in figures.

use std::time::{SystemTime, UNIX_EPOCH};

use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use serde::Serialize;

use super::answer;
use crate::model::response::SCHEMA;
use crate::serve::caching::Mark;
use crate::serve::parameters::Parameters;
use crate::serve::problem::Problem;
use crate::serve::state::App;
use crate::service::IndexStatus;

/// The fields of `faq status --json` that need no look at the content.
#[derive(Serialize)]
struct Status<'a> {
    schema: u32,
    generation: &'a str,
    created: u64,
    age_seconds: u64,
    tool: &'a str,
    articles: u64,
    problems: u64,
    bytes: u64,
    languages: Vec<Language<'a>>,
}

#[derive(Serialize)]
struct Languages<'a> {
    schema: u32,
    languages: Vec<Language<'a>>,
}

/// Counts of one language.
#[derive(Serialize)]
struct Language<'a> {
    language: &'a str,
    articles: u64,
    entries: u64,
    questions: u64,
}

/// Answers which index is live.
pub(super) async fn status(
    State(app): State<App>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    Parameters::parse(uri.query(), &[])?;
    let status = app.service.status();
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let age_seconds = now.map_or(0, |now| now.as_secs().saturating_sub(status.created));
    // The age makes each second's answer another one.
    let mark = Mark::new(&app, &["status", &age_seconds.to_string()]);
    if let Some(unchanged) = mark.unchanged(&headers) {
        return Ok(unchanged);
    }
    let body = Status {
        schema: SCHEMA,
        generation: &status.generation,
        created: status.created,
        age_seconds,
        tool: &status.tool,
        articles: status.articles,
        problems: status.problems,
        bytes: status.bytes,
        languages: counts(&status),
    };
    Ok(answer::json(&mark, body))
}

/// Answers which languages are indexed.
pub(super) async fn languages(
    State(app): State<App>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    Parameters::parse(uri.query(), &[])?;
    let mark = Mark::new(&app, &["languages"]);
    if let Some(unchanged) = mark.unchanged(&headers) {
        return Ok(unchanged);
    }
    let status = app.service.status();
    let body = Languages {
        schema: SCHEMA,
        languages: counts(&status),
    };
    Ok(answer::json(&mark, body))
}

fn counts(status: &IndexStatus) -> Vec<Language<'_>> {
    let languages = status.languages.iter().map(|language| Language {
        language: &language.language,
        articles: language.articles,
        entries: language.entries,
        questions: language.questions,
    });
    languages.collect()
}
