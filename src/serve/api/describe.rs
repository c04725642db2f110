//! `/openapi.json` describes the API for programs, `/opensearch.xml` the search for browsers.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_TYPE, HOST};
use axum::response::{IntoResponse, Response};

use crate::serve::state::{App, State as Server};

/// The description in OpenAPI 3.1.
const OPENAPI: &str = include_str!("openapi.json");

/// Answers with the description of the API.
pub(super) async fn openapi() -> Response {
    ([(CONTENT_TYPE, "application/json")], OPENAPI).into_response()
}

/// Answers with the description in OpenSearch 1.1, by which a browser offers the search in its
/// address bar.
pub(super) async fn opensearch(State(app): State<App>, headers: HeaderMap) -> Response {
    let base =
        html_escape::encode_double_quoted_attribute(&public_address(&app, &headers)).into_owned();
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>FAQ</ShortName>\n\
         <Description>Frequently asked questions</Description>\n\
         <InputEncoding>UTF-8</InputEncoding>\n\
         <Url type=\"text/html\" template=\"{base}?q={{searchTerms}}\"/>\n\
         <Url type=\"application/x-suggestions+json\" \
         template=\"{base}api/v1/suggest?format=opensearch&amp;q={{searchTerms}}\"/>\n\
         </OpenSearchDescription>\n"
    );
    let kind = "application/opensearchdescription+xml";
    ([(CONTENT_TYPE, kind)], text).into_response()
}

/// Returns the address of the search page, with a slash at its end: the one of the options, else
/// the one that the request was sent to.
fn public_address(app: &Server, headers: &HeaderMap) -> String {
    app.options.address().unwrap_or_else(|| {
        let host = headers.get(HOST).and_then(|host| host.to_str().ok());
        format!("http://{}/", host.unwrap_or("localhost"))
    })
}
