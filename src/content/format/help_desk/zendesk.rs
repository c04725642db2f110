//! Zendesk Guide: `GET /api/v2/help_center/articles.json`, of one language or of all, and the
//! `translations` of an article.

use serde_json::{Map, Value};

use super::exported::{Exported, is_true, keys, text, texts};
use super::system::HelpDesk;

/// Exports of Zendesk.
pub(crate) const ZENDESK: HelpDesk = HelpDesk {
    name: "a Zendesk export",
    claims,
    lists: &[
        "articles",
        "article",
        "translations",
        "translation",
        "results",
    ],
    articles,
};

fn claims(head: &[u8]) -> bool {
    let keys = keys(head);
    let has = |key: &str| keys.contains(key);
    has("html_url")
        && has("locale")
        && (has("section_id") || has("source_locale") || has("source_id"))
}

pub(super) fn articles(object: &Map<String, Value>) -> Vec<Exported> {
    let main = article(object);
    let id = main.id.clone();
    let translations = object.get("translations").and_then(Value::as_array);
    let translations = translations
        .into_iter()
        .flatten()
        .filter_map(Value::as_object);
    let mut all: Vec<Exported> = translations
        .map(|translation| Exported {
            id: id.clone(),
            keywords: main.keywords.clone(),
            hidden: main.hidden.or_else(|| hidden(translation)),
            ..article(translation)
        })
        .collect();
    // The article itself is one of them.
    if !all.iter().any(|one| one.language == main.language) {
        all.insert(0, main);
    }
    all
}

fn article(object: &Map<String, Value>) -> Exported {
    Exported {
        id: text(object, "source_id")
            .or_else(|| text(object, "id"))
            .unwrap_or_default(),
        title: text(object, "title")
            .or_else(|| text(object, "name"))
            .unwrap_or_default(),
        body: text(object, "body").unwrap_or_default(),
        language: text(object, "locale"),
        url: text(object, "html_url"),
        keywords: texts(object, "label_names"),
        date: text(object, "edited_at").or_else(|| text(object, "updated_at")),
        hidden: hidden(object),
        ..Exported::default()
    }
}

fn hidden(object: &Map<String, Value>) -> Option<&'static str> {
    if is_true(object, "draft") {
        Some("it says `draft: true`")
    } else if object
        .get("user_segment_id")
        .is_some_and(|segment| !segment.is_null())
    {
        Some("it says `user_segment_id`: only some readers may see it")
    } else {
        None
    }
}
