//! `/api/v1/search`: the hits of a query, as `faq search --json` prints them.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Uri};
use axum::response::Response;

use super::answer;
use crate::model::article::Kind;
use crate::model::filter::FieldFilter;
use crate::model::request::Request;
use crate::query_log::event::Source;
use crate::serve::caching::Mark;
use crate::serve::page::render::places::Places;
use crate::serve::parameters::{Parameters, invalid};
use crate::serve::problem::Problem;
use crate::serve::recording::{self, IsRecorded, SEARCH_HEADER};
use crate::serve::state::App;

/// What the address takes.
const PARAMETERS: [&str; 10] = [
    "q", "lang", "in", "limit", "offset", "kind", "filter", "literal", "full", "count",
];

/// Most hits of one answer: a page of them is some 100 kB.
const MAX_LIMIT: usize = 100;

/// Most hits that are passed over: nobody reads further, and each costs time.
pub(in crate::serve) const MAX_OFFSET: usize = 10_000;

/// Hits of one answer where the request names no number, as with the command.
const DEFAULT_LIMIT: usize = 5;

/// Answers a search.
pub(super) async fn search(
    State(app): State<App>,
    is_recorded: IsRecorded,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let parameters = Parameters::parse(uri.query(), &PARAMETERS)?;
    let languages = answer::languages(&parameters, &headers)?;
    let by_reader = languages.by_reader;
    let mut request = Request::new(parameters.required("q")?);
    request.languages = languages.languages.searched;
    request.display_languages = languages.languages.display;
    request.limit = parameters.number("limit", 1..=MAX_LIMIT, DEFAULT_LIMIT)?;
    request.offset = parameters.number("offset", 0..=MAX_OFFSET, 0)?;
    request.full = parameters.flag("full")?;
    request.count = parameters.flag("count")?;
    request.literal = parameters.flag("literal")?;
    request.kind = kind(parameters.one("kind")?)?;
    request.filters = filters(&parameters.all("filter")?)?;

    let mark = Mark::new(&app, &["search", &format!("{request:?}")])
        .by_reader(by_reader)
        .recorded(is_recorded.0);
    if let Some(unchanged) = mark.unchanged(&headers) {
        return Ok(unchanged);
    }
    let asked = request.clone();
    let mut found = app.ask(move |service| service.search(&asked)).await?;
    let search = recording::searched(&app, is_recorded, Source::Api, (&request, &found));
    Places::of(&app.options).locate_all(&mut found);
    let mut response = answer::json(&mark, found);
    // The name of a search has digits and letters only.
    if let Some(name) = search.and_then(|name| HeaderValue::try_from(name).ok()) {
        response.headers_mut().insert(SEARCH_HEADER, name);
    }
    Ok(response)
}

fn kind(value: Option<&str>) -> Result<Option<Kind>, Problem> {
    match value {
        None | Some("any") => Ok(None),
        Some("question") => Ok(Some(Kind::Question)),
        Some("section") => Ok(Some(Kind::Section)),
        Some(_) => Err(invalid(
            "`kind` must be question, section or any".to_owned(),
        )),
    }
}

/// Reads filters of the shape `FIELD=VALUE`.
fn filters(values: &[String]) -> Result<Vec<(String, String)>, Problem> {
    let read = values.iter().map(|value| value.parse::<FieldFilter>());
    let pairs = read.map(|filter| filter.map(FieldFilter::into_pair));
    let pairs: Result<_, &str> = pairs.collect();
    pairs.map_err(|expected| invalid(format!("`filter`: {expected}")))
}
