//! Ways in for the fuzz targets: what reads hostile input behind private doors. Not part of the
//! product.

use super::articles::Articles;
use super::events::{PARAMETERS, read_event};
use super::render::links::Standpoint;
use super::render::markdown::{Place, render};
use super::render::shown::Shown;
use super::texts::Texts;
use crate::content::format::Context;
use crate::content::format::page::read_page;
use crate::mcp::Received;
use crate::model::language::LanguageTag;
use crate::serve::parameters::Parameters;

/// Path of the article that is read.
const PATH: &str = "en/sub/article.md";

/// Reads bytes as what stands behind `?` of an address, as an event and as messages.
pub fn request(data: &[u8]) {
    if let Ok(Received::One(message)) = Received::parse(data, true) {
        let _ = (message.version(), message.name(), message.incomplete());
    }
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let known = ["q", "lang", "in", "limit", "full"];
    for read in [
        Parameters::parse(Some(text), &known),
        Parameters::parse_known(Some(text), &known),
    ]
    .into_iter()
    .flatten()
    {
        let _ = (read.one("q"), read.filled("in"), read.all("lang"));
        let _ = (read.number("limit", 1..=100, 5), read.flag("full"));
    }
    if let Ok(read) = Parameters::parse(Some(text), &PARAMETERS) {
        let _ = read_event(&read);
    }
}

/// Renders a text as an article is shown.
#[must_use]
pub fn article(text: &str) -> String {
    let context = Context::new(None, &LanguageTag::ENGLISH);
    let Some(page) = read_page(PATH, text.as_bytes(), &context).text else {
        return String::new();
    };
    let articles = Articles::default();
    let from = Standpoint {
        articles: &articles,
        root: 0,
        path: PATH,
        base: "../../../",
        chosen: None,
    };
    let place = Place {
        lowered: 0,
        prefix: "faq-note-",
        fragments: &page.fragments,
        link: &|target| from.target(target),
        shown: Shown::OnPage(Texts::of(["en"])),
    };
    render(&page.text, &place)
}
