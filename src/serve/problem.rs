//! Errors as `application/problem+json` (RFC 9457), each with a stable `code`.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::work::NotDone;
use crate::model::language::InvalidLanguageTag;
use crate::service::IndexError;

/// After how many seconds a refused request is worth trying again.
const RETRY_AFTER: HeaderValue = HeaderValue::from_static("2");

/// What is wrong with a request, or with the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    /// Status of the answer.
    pub(super) status: StatusCode,
    /// A word that programs can rely on.
    pub(super) code: &'static str,
    /// What went wrong and what to do, for people.
    pub(super) detail: String,
}

/// The JSON of a problem. Its type is `about:blank`, so its title is that of the status.
#[derive(Serialize)]
struct Body<'a> {
    r#type: &'static str,
    title: &'a str,
    status: u16,
    detail: &'a str,
    code: &'a str,
}

impl Problem {
    /// Makes a problem.
    pub(super) fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            status,
            code,
            detail: detail.into(),
        }
    }

    /// Makes the problem of a request that cannot be understood.
    pub(super) fn bad_request(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, detail)
    }

    /// Makes the problem of something that does not exist.
    pub(super) fn not_found(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", detail)
    }
}

impl From<NotDone> for Problem {
    fn from(reason: NotDone) -> Self {
        match reason {
            NotDone::Busy => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "busy",
                "too many searches wait already; try again in a moment",
            ),
            NotDone::Failed => Self::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "internal",
                "answering failed unexpectedly",
            ),
        }
    }
}

impl From<IndexError> for Problem {
    fn from(error: IndexError) -> Self {
        // Paths of the machine are the operator's business, so they go to the log only.
        tracing::error!(%error, "the index cannot be used");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "index_unusable",
            "the index cannot be used; the server's log says why",
        )
    }
}

impl From<InvalidLanguageTag> for Problem {
    fn from(error: InvalidLanguageTag) -> Self {
        Self::bad_request("invalid_parameter", error.to_string())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = Body {
            r#type: "about:blank",
            title: self.status.canonical_reason().unwrap_or_default(),
            status: self.status.as_u16(),
            detail: &self.detail,
            code: self.code,
        };
        let mut response = (self.status, Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(header::RETRY_AFTER, RETRY_AFTER);
        }
        response
    }
}
