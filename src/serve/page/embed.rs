//! `/faq-search.js`: the search as an element of any page, with its style and the words of one
//! language in it.

use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue, Uri};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::request::PageRequest;
use crate::serve::problem::Problem;

/// Kept by browsers; long enough to cost nothing, short enough for a new version to arrive.
const HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// The script without what stands before it.
const SCRIPT: &str = concat!(
    include_str!("assets/combobox.js"),
    include_str!("assets/element.js")
);

/// Its style.
const STYLE: &str = include_str!("assets/element.css");

/// Answers with the script, in the language of `in`, else in that of the browser.
pub(in crate::serve) async fn script(uri: Uri, headers: HeaderMap) -> Result<Response, Problem> {
    let asked = PageRequest::read(uri.query(), &headers)?;
    let texts = asked.texts;
    let words = json!({
        "language": asked.chosen.as_deref().unwrap_or(texts.language),
        "direction": texts.direction(),
        "search_label": texts.search_label,
        "placeholder": texts.placeholder,
        "search": texts.search,
        "results": texts.results,
        "more_than": texts.more_than,
        "all_results": texts.all_results,
        "suggestions": texts.suggestions,
        "nothing_found": texts.nothing_found,
        "nothing_found_hint": texts.nothing_found_hint,
        "busy": texts.busy,
        "unavailable": texts.unavailable,
    });
    let text = format!(
        "const TEXTS = {words};\nconst STYLE = {};\n{SCRIPT}",
        json!(STYLE)
    );
    let kind = HeaderValue::from_static("text/javascript; charset=utf-8");
    // A module is fetched by the rules for scripts of other sites; there is nothing secret in it.
    let anyone = HeaderValue::from_static("*");
    let head = [
        (CONTENT_TYPE, kind),
        (CACHE_CONTROL, HOUR),
        (ACCESS_CONTROL_ALLOW_ORIGIN, anyone),
    ];
    let mut response = (head, text).into_response();
    if asked.chosen.is_none() {
        let language = HeaderValue::from_static("accept-language");
        response.headers_mut().append(VARY, language);
    }
    Ok(response)
}
