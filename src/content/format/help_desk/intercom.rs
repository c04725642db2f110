//! Intercom: `GET /articles`, with all translations of each article.

use serde_json::{Map, Value};

use super::exported::{Exported, keys, text};
use super::system::HelpDesk;

/// Exports of Intercom.
pub(crate) const INTERCOM: HelpDesk = HelpDesk {
    name: "an Intercom export",
    claims,
    lists: &["data", "articles"],
    articles,
};

fn claims(head: &[u8]) -> bool {
    let keys = keys(head);
    let has = |key: &str| keys.contains(key);
    has("title")
        && has("author_id")
        && (has("workspace_id") || has("translated_content") || has("parent_type"))
}

pub(super) fn articles(object: &Map<String, Value>) -> Vec<Exported> {
    let id = text(object, "id").unwrap_or_default();
    let language = text(object, "default_locale");
    let mut all = vec![article(object, &id, language.clone())];
    let translations = object.get("translated_content").and_then(Value::as_object);
    for (locale, content) in translations.into_iter().flatten() {
        if let Some(content) = content.as_object()
            && Some(locale) != language.as_ref()
        {
            all.push(article(content, &id, Some(locale.clone())));
        }
    }
    all
}

fn article(object: &Map<String, Value>, id: &str, language: Option<String>) -> Exported {
    let is_draft = text(object, "state").is_some_and(|state| state != "published");
    Exported {
        id: id.to_owned(),
        title: text(object, "title").unwrap_or_default(),
        body: text(object, "body").unwrap_or_default(),
        language,
        url: text(object, "url"),
        keywords: text(object, "description").into_iter().collect(),
        hidden: is_draft.then_some("it is not published"),
        ..Exported::default()
    }
}
