//! Exports of which only some keys are left, so that they no longer tell from which system they
//! are: what people keep is a title and a text.

use serde_json::{Map, Value};

use super::beginning::{Object, objects};
use super::exported::{Exported, keys, text, texts};
use super::system::HelpDesk;
use super::{freshdesk, intercom, zendesk};
use crate::content::entries::question::has_question_mark;
use crate::content::html::as_html;

/// Exports of any system, shortened.
pub(crate) const SHORTENED: HelpDesk = HelpDesk {
    name: "a shortened export of articles",
    claims,
    lists: &LISTS,
    articles,
};

/// The keys under which the systems have their articles.
const LISTS: [&str; 6] = [
    "articles",
    "article",
    "translations",
    "translation",
    "results",
    "data",
];

const TITLES: [&str; 2] = ["title", "name"];

/// Keys beside which a title and a text are an article's, whatever the text looks like.
const OF_ARTICLES: [&str; 5] = ["id", "html_url", "locale", "label_names", "section_id"];

/// Keys of products, which have a title and a description, too.
const OF_PRODUCTS: [&str; 3] = ["price", "sku", "variants"];

fn claims(head: &[u8]) -> bool {
    let names = keys(head);
    // Questions that are named as such are a data file, whatever stands around them.
    if ["question", "Question", "q"]
        .iter()
        .any(|name| names.contains(*name))
    {
        return false;
    }
    let objects = objects(head);
    let asking = objects.iter().filter(|object| {
        let titles = TITLES.iter().filter_map(|key| object.text(key));
        titles.into_iter().any(has_question_mark)
    });
    // Such a list is a data file, whose texts are Markdown.
    let is_data_file = asking.count() > 1;
    objects.iter().any(|object| {
        let is_titled = TITLES.iter().any(|key| object.text(key).is_some());
        let is_in_place = object.under.is_empty() || LISTS.contains(&object.under.as_str());
        is_titled && is_in_place && (has_html(object) || !is_data_file && has_text(object))
    })
}

fn has_html(object: &Object) -> bool {
    let is_html = |key: &str| {
        let text = object.text(key).unwrap_or_default();
        ["<", "\\u003c", "\\u003C"]
            .iter()
            .any(|tag| text.starts_with(tag))
    };
    let is_alone = object.under.is_empty() || object.under == "article";
    let is_product = OF_PRODUCTS.iter().any(|key| object.has(key));
    is_html("body") && (is_alone || is_of_articles(object))
        || is_html("description")
            && object.is_listed
            && object.text("title").is_some()
            && !is_product
}

fn has_text(object: &Object) -> bool {
    object.text("body").is_some() && is_of_articles(object)
}

/// Returns whether an object with a title and a text is an article: messages of a program have them,
/// too.
fn is_of_articles(object: &Object) -> bool {
    object.is_listed || OF_ARTICLES.iter().any(|key| object.has(key))
}

/// Reads an article as the system does whose keys it has.
fn articles(object: &Map<String, Value>) -> Vec<Exported> {
    let has = |key: &str| object.contains_key(key);
    let read = if has("translated_content") || has("default_locale") {
        intercom::articles(object)
    } else if has("description") && !has("body") {
        freshdesk::articles(object)
    } else {
        zendesk::articles(object)
    };
    let complete = |mut one: Exported| {
        if !has_tag(&one.body) {
            one.body = paragraphs(&one.body);
        }
        if one.title.is_empty() {
            one.title = text(object, "name").unwrap_or_default();
        }
        one.language = one.language.or_else(|| text(object, "language"));
        one.url = one.url.or_else(|| text(object, "url"));
        if one.keywords.is_empty() {
            one.keywords = texts(object, "tags");
        }
        one
    };
    read.into_iter().map(complete).collect()
}

/// Returns whether a text has a tag of HTML.
fn has_tag(text: &str) -> bool {
    text.split('<')
        .skip(1)
        .any(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!')))
}

/// Returns plain text as HTML with its paragraphs and its lines.
fn paragraphs(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let blocks = text.split("\n\n").filter(|block| !block.trim().is_empty());
    let blocks = blocks.map(|block| {
        let lines: Vec<String> = block.trim().lines().map(as_html).collect();
        format!("<p>{}</p>", lines.join("<br>"))
    });
    blocks.collect()
}
