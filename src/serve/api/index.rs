//! `/api/v1/languages` and `/api/v1/status`: what is indexed, in figures.

use std::time::SystemTime;

use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use serde::Serialize;

use super::answer;
use crate::index::seconds;
use crate::model::response::SCHEMA;
use crate::serve::caching::Mark;
use crate::serve::parameters::Parameters;
use crate::serve::problem::Problem;
use crate::serve::state::App;
use crate::service::{LanguageStatus, PublishedStatus};

#[derive(Serialize)]
struct Languages {
    schema: u32,
    languages: Vec<LanguageStatus>,
}

/// Answers which index is live.
pub(super) async fn status(
    State(app): State<App>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    Parameters::parse(uri.query(), &[])?;
    let status = PublishedStatus::at(seconds(SystemTime::now()), app.service.status());
    // The age makes each second's answer another one.
    let mark = Mark::new(&app, &["status", &status.age_seconds.to_string()]);
    if let Some(unchanged) = mark.unchanged(&headers) {
        return Ok(unchanged);
    }
    Ok(answer::json(&mark, status))
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
    let body = Languages {
        schema: SCHEMA,
        languages: app.service.status().languages,
    };
    Ok(answer::json(&mark, body))
}
