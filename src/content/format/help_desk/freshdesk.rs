//! Freshdesk: `GET /api/v2/solutions/folders/ID/articles`, in one language or another.

use serde_json::{Map, Value};

use super::exported::{Exported, keys, text, texts};
use super::system::HelpDesk;

/// Exports of Freshdesk.
pub(crate) const FRESHDESK: HelpDesk = HelpDesk {
    name: "a Freshdesk export",
    claims,
    lists: &["articles", "article", "results"],
    articles,
};

fn claims(head: &[u8]) -> bool {
    let keys = keys(head);
    let has = |key: &str| keys.contains(key);
    has("title")
        && has("description")
        && (has("description_text") || has("folder_id") || has("thumbs_up") || has("seo_data"))
}

pub(super) fn articles(object: &Map<String, Value>) -> Vec<Exported> {
    let levels = object.get("hierarchy").and_then(Value::as_array);
    let levels = levels.into_iter().flatten().filter_map(|level| {
        let data = level.get("data").and_then(Value::as_object);
        data.and_then(|data| text(data, "name"))
            .or_else(|| text(level.as_object()?, "name"))
    });
    // 1 is a draft, 2 is published.
    let is_draft = object.get("status").and_then(Value::as_i64) == Some(1);
    vec![Exported {
        id: text(object, "id").unwrap_or_default(),
        title: text(object, "title").unwrap_or_default(),
        body: text(object, "description")
            .or_else(|| text(object, "description_text"))
            .unwrap_or_default(),
        language: text(object, "language").or_else(|| text(object, "language_code")),
        url: text(object, "url").or_else(|| text(object, "public_url")),
        section: levels.collect(),
        keywords: texts(object, "tags"),
        date: text(object, "updated_at"),
        hidden: is_draft.then_some("it says `status: 1`, a draft"),
    }]
}
