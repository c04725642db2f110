//! What the addresses of the API share: the reader's languages, and JSON that may be kept.

use axum::Json;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::serve::caching::Mark;
use crate::serve::parameters::Parameters;
use crate::serve::problem::Problem;
use crate::serve::reader_languages;
use crate::service::{LanguageChoice, QueryLanguages};

/// The languages of a request, and whether they depend on the reader's browser.
pub(in crate::serve) struct RequestLanguages {
    /// Where to search, and what to answer in.
    pub(in crate::serve) languages: QueryLanguages,
    /// Whether another browser would be answered in another language.
    pub(in crate::serve) by_reader: bool,
}

/// Reads the languages of a request: `lang` to search in, `in` to answer in, else those of the
/// browser.
///
/// # Errors
/// A parameter is no language tag, or there are too many.
pub(in crate::serve) fn languages(
    parameters: &Parameters,
    headers: &HeaderMap,
) -> Result<RequestLanguages, Problem> {
    let searched = parameters.all("lang")?;
    let display = parameters.filled("in")?;
    let reader = reader_languages::preferred(headers);
    let languages = QueryLanguages::resolve(&LanguageChoice {
        searched: &searched,
        display,
        reader: &reader,
    })?;
    Ok(RequestLanguages {
        languages,
        by_reader: display.is_none(),
    })
}

/// Makes an answer of a value.
pub(super) fn json(mark: &Mark, value: impl Serialize) -> Response {
    mark.mark(Json(value).into_response())
}
