//! `/api/v1/entries/{id}/related`: questions on the same matter, as `faq show --related` finds
//! them.

use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use serde::Serialize;

use super::answer;
use crate::model::response::{NamedEntry, SCHEMA};
use crate::serve::caching::Mark;
use crate::serve::page::render::places::Places;
use crate::serve::parameters::Parameters;
use crate::serve::problem::Problem;
use crate::serve::state::App;

/// Most questions of one answer.
const MAX_LIMIT: usize = 20;

/// Questions where the request names no number.
const DEFAULT_LIMIT: usize = 5;

#[derive(Serialize)]
struct Related {
    schema: u32,
    id: String,
    related: Vec<NamedEntry>,
}

/// Answers with the questions that are related to an entry.
pub(super) async fn related(
    app: &App,
    id: &str,
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    let parameters = Parameters::parse(uri.query(), &["limit"])?;
    let limit = parameters.number("limit", 1..=MAX_LIMIT, DEFAULT_LIMIT)?;
    let mark = Mark::new(app, &["related", id, &limit.to_string()]);
    if let Some(unchanged) = mark.unchanged(headers) {
        return Ok(unchanged);
    }
    let id = id.to_owned();
    let found = app
        .ask(move |service| {
            let found = service.find(&id)?;
            let Some(entry) = found.first() else {
                return Ok(None);
            };
            let related = service.related(entry, limit)?;
            Ok(Some((entry.id.clone(), related)))
        })
        .await?;
    let Some((id, mut related)) = found else {
        return Err(Problem::not_found("no entry is called so"));
    };
    let places = Places::of(&app.options);
    related
        .iter_mut()
        .for_each(|entry| places.locate_named(entry));
    let schema = SCHEMA;
    Ok(answer::json(
        &mark,
        Related {
            schema,
            id,
            related,
        },
    ))
}
