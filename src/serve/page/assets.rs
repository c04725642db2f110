//! The style and the script of the pages, at addresses that change with what they hold.

use std::sync::LazyLock;

use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::model::hash;
use crate::serve::parameters::PathText;
use crate::serve::problem::Problem;

/// Kept for a year without asking: another content has another address.
const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// A file that pages load.
pub(in crate::serve) struct Asset {
    /// Its address below the search page.
    pub(in crate::serve) address: String,
    kind: &'static str,
    text: &'static str,
}

/// The style of all pages.
pub(in crate::serve) static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    let text = include_str!("assets/style.css");
    Asset::new("style", "css", "text/css; charset=utf-8", text)
});

/// The completion of what is typed.
pub(in crate::serve) static SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    let text = concat!(
        include_str!("assets/combobox.js"),
        include_str!("assets/page.js")
    );
    Asset::new("search", "js", "text/javascript; charset=utf-8", text)
});

/// Tells what became of a search, where searches are recorded.
pub(in crate::serve) static OUTCOME: LazyLock<Asset> = LazyLock::new(|| {
    let text = include_str!("assets/outcome.js");
    Asset::new("outcome", "js", "text/javascript; charset=utf-8", text)
});

impl Asset {
    fn new(name: &str, extension: &str, kind: &'static str, text: &'static str) -> Self {
        let hash = hash::identifier([text.as_bytes()]);
        Self {
            address: format!("assets/{name}-{hash}.{extension}"),
            kind,
            text,
        }
    }
}

/// Answers with a file.
pub(in crate::serve) async fn asset(PathText(name): PathText) -> Result<Response, Problem> {
    let address = format!("assets/{name}");
    let assets = [&*STYLE, &*SCRIPT, &*OUTCOME];
    let asset = assets.into_iter().find(|asset| asset.address == address);
    let asset = asset.ok_or_else(|| Problem::not_found("no file has this name"))?;
    let kind = HeaderValue::from_static(asset.kind);
    let headers = [(CONTENT_TYPE, kind), (CACHE_CONTROL, IMMUTABLE)];
    Ok((headers, asset.text).into_response())
}
