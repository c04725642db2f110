//! `/api/v1/entries/{id}`: one whole answer, as `faq show --json` prints it.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;

use super::answer;
use crate::content::markdown::text::plain;
use crate::model::response::ShownEntry;
use crate::serve::caching::Mark;
use crate::serve::parameters::Parameters;
use crate::serve::problem::Problem;
use crate::serve::state::App;

/// Answers with the first entry that an identifier, or `path#anchor`, names.
pub(super) async fn entry(
    State(app): State<App>,
    Path(id): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    Parameters::parse(uri.query(), &[])?;
    let mark = Mark::new(&app, &["entry", &id]);
    if let Some(unchanged) = mark.unchanged(&headers) {
        return Ok(unchanged);
    }
    let found = app.ask(move |service| service.find(&id)).await?;
    let Some(hit) = found.first() else {
        return Err(Problem::not_found("no entry is called so"));
    };
    Ok(answer::json(
        &mark,
        ShownEntry::new(hit, plain(&hit.markdown)),
    ))
}
