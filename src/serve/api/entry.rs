//! `/api/v1/entries/{id}`: one whole answer, as `faq show --json` prints it; and the way to what it is
//! related to.

use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;

use super::answer;
use super::related::related;
use crate::content::markdown::text::plain;
use crate::model::response::ShownEntry;
use crate::serve::caching::Mark;
use crate::serve::page::render::places::Places;
use crate::serve::parameters::{Parameters, PathText};
use crate::serve::problem::Problem;
use crate::serve::state::App;

/// What follows an entry that is asked what it is related to.
const RELATED: &str = "/related";

/// Answers with the first entry that an identifier, or `path#anchor`, names; below its `/related`,
/// with what it is related to. Some proxies decode `%2F`, so slashes may stand in the path as such.
pub(super) async fn entry(
    State(app): State<App>,
    PathText(id): PathText,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    // An identifier may end so, too; its slash is written as `%2F` then.
    let asks_related = uri.path().ends_with(RELATED);
    match id.strip_suffix(RELATED).filter(|_| asks_related) {
        Some(id) => related(&app, id, &uri, &headers).await,
        None => whole(&app, id, &uri, &headers).await,
    }
}

async fn whole(app: &App, id: String, uri: &Uri, headers: &HeaderMap) -> Result<Response, Problem> {
    Parameters::parse(uri.query(), &[])?;
    let mark = Mark::new(app, &["entry", &id]);
    if let Some(unchanged) = mark.unchanged(headers) {
        return Ok(unchanged);
    }
    let found = app.ask(move |service| service.find(&id)).await?;
    let Some(mut hit) = found.into_iter().next() else {
        return Err(Problem::not_found("no entry is called so"));
    };
    Places::of(&app.options).locate(&mut hit);
    let text = plain(&hit.markdown);
    Ok(answer::json(&mark, ShownEntry::new(&hit, text)))
}
