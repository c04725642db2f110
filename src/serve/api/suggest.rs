//! `/api/v1/suggest`: completions, as `faq suggest --json` prints them, or for an address bar.

use axum::Json;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderValue, Uri};
use axum::response::{IntoResponse, Response};

use super::answer;
use crate::serve::caching::Mark;
use crate::serve::parameters::{Parameters, invalid};
use crate::serve::problem::Problem;
use crate::serve::state::App;
use crate::service::{SuggestRequest, Suggestions};

/// What the address takes.
const PARAMETERS: [&str; 5] = ["q", "lang", "in", "limit", "format"];

/// Most completions of one answer, as with the command.
const MAX_LIMIT: usize = 100;

/// Completions of one answer where the request names no number.
const DEFAULT_LIMIT: usize = 10;

/// The media type of OpenSearch 1.1 for suggestions.
const OPENSEARCH: HeaderValue = HeaderValue::from_static("application/x-suggestions+json");

/// Completes what someone is typing.
pub(super) async fn suggest(
    State(app): State<App>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let parameters = Parameters::parse(uri.query(), &PARAMETERS)?;
    let languages = answer::languages(&parameters, &headers)?;
    let by_reader = languages.by_reader;
    let mut request = SuggestRequest::new(parameters.required("q")?);
    request.languages = languages.languages.searched;
    request.display_languages = languages.languages.display;
    request.limit = parameters.number("limit", 1..=MAX_LIMIT, DEFAULT_LIMIT)?;
    let for_address_bar = match parameters.filled("format")? {
        None | Some("json") => false,
        Some("opensearch") => true,
        Some(_) => return Err(invalid("`format` must be json or opensearch".to_owned())),
    };
    let format = if for_address_bar {
        "opensearch"
    } else {
        "json"
    };

    let mark = Mark::new(&app, &["suggest", format, &format!("{request:?}")]).by_reader(by_reader);
    if let Some(unchanged) = mark.unchanged(&headers) {
        return Ok(unchanged);
    }
    let found = app.ask(move |service| service.suggest(&request)).await?;
    if for_address_bar {
        return Ok(mark.mark(opensearch(&found)));
    }
    Ok(answer::json(&mark, found))
}

/// Returns `["typed", ["first", "second"]]`.
fn opensearch(found: &Suggestions) -> Response {
    let texts: Vec<&str> = found
        .suggestions
        .iter()
        .map(|one| one.text.as_str())
        .collect();
    let mut response = Json((&found.prefix, texts)).into_response();
    response.headers_mut().insert(CONTENT_TYPE, OPENSEARCH);
    response
}
