//! Lets browsers and proxies keep answers until another index is published.

use axum::http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::state::State;
use crate::model::hash;

/// Kept as long as one likes, and asked about before each use.
const REVALIDATE: HeaderValue = HeaderValue::from_static("public, max-age=0, must-revalidate");

/// One reader's, and asked for again each time.
const PRIVATE: HeaderValue = HeaderValue::from_static("private, no-cache");

/// The mark of an answer: another index or another request has another one.
pub(super) struct Mark {
    tag: String,
    by_reader: bool,
    is_recorded: bool,
}

impl Mark {
    /// Makes the mark of the answer to a request, which is given in full by its parts.
    ///
    /// It must be made before the answer: if another index is published in between, the answer is
    /// newer than its mark, and the next request gets it again. The other way round, an old answer
    /// would pass for a new one.
    pub(super) fn new(state: &State, request: &[&str]) -> Self {
        let status = state.service.status();
        let created = status.created.to_string();
        // The program is part of it: a new version may answer differently by the same index.
        let index = [env!("CARGO_PKG_VERSION"), &status.generation, &created];
        let parts: Vec<&str> = index.into_iter().chain(request.iter().copied()).collect();
        let hash = hash::hash64(&parts);
        Self {
            tag: format!("W/\"{}-{hash:016x}\"", status.generation),
            by_reader: false,
            is_recorded: false,
        }
    }

    /// Says whether the answer is recorded: it then names a search of one reader and is no one
    /// else's, nor that of a later search.
    pub(super) fn recorded(mut self, is_recorded: bool) -> Self {
        self.is_recorded = is_recorded;
        self
    }

    /// Says that the answer depends on the languages of the reader's browser.
    pub(super) fn by_reader(mut self, depends: bool) -> Self {
        self.by_reader = depends;
        self
    }

    /// Returns the short answer to whoever has this answer already.
    pub(super) fn unchanged(&self, headers: &HeaderMap) -> Option<Response> {
        if self.is_recorded {
            return None;
        }
        let mut known = headers
            .get_all(IF_NONE_MATCH)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|tags| tags.split(','));
        known
            .any(|tag| tag.trim() == self.tag)
            .then(|| self.mark(StatusCode::NOT_MODIFIED.into_response()))
    }

    /// Marks an answer.
    pub(super) fn mark(&self, mut response: Response) -> Response {
        let headers = response.headers_mut();
        if self.is_recorded {
            headers.insert(CACHE_CONTROL, PRIVATE);
            return response;
        }
        headers.insert(CACHE_CONTROL, REVALIDATE);
        // Generations are named by digits and letters, so this is a header's value.
        if let Ok(tag) = HeaderValue::from_str(&self.tag) {
            headers.insert(ETAG, tag);
        }
        if self.by_reader {
            headers.append(VARY, HeaderValue::from_static("accept-language"));
        }
        response
    }
}
