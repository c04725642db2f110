//! Reads a file of JSON-LD: the questions that it states in the vocabulary of schema.org.

use super::contract::{Context, Format, Holds, Sink, Sniffer, Source};
use super::listed::{self, Listed};
use super::reading::ArticleFile;
use crate::content::html::answer;
use crate::content::metadata::front_matter::Fields;
use crate::content::structured_data::StatedQuestion;
use crate::content::structured_data::json_ld::{self, Document};
use crate::model::rule;

/// JSON-LD in a file of its own.
#[derive(Debug)]
pub(crate) struct JsonLd;

impl Format for JsonLd {
    fn name(&self) -> &'static str {
        "JSON-LD"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["jsonld", "json"]
    }

    fn holds(&self) -> Holds {
        Holds::Article
    }

    fn sniffer(&self) -> Option<Sniffer> {
        Some(claims)
    }

    fn read(&self, source: Source<'_>, context: &Context<'_>, sink: &mut dyn Sink) {
        let (mut file, text) = ArticleFile::open(source, context);
        let document = json_ld::read(&text, 1).unwrap_or_else(|error| {
            file.problems
                .report(rule::JSON_LD_SYNTAX, error.line, error.message);
            Document::default()
        });
        let mut fields = Fields::new();
        let languages = document.questions.iter();
        if let Some(language) = languages.filter_map(|one| one.language.clone()).next() {
            fields.insert("lang".to_owned(), vec![language]);
        }
        let title = document.title.unwrap_or_default();
        let listed = document.questions.into_iter().map(listed).collect();
        // One article is all there is, so nothing is left to stop.
        let _ = sink.article(listed::article(file, &title, fields, listed));
    }
}

/// Returns whether a file that begins with `head` states something in the vocabulary of schema.org.
fn claims(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    let has = |name: &str| text.contains(name);
    (has("\"@context\"") || has("\"@graph\"") || has("\"@type\"")) && has("schema.org")
        || has("FAQPage")
        || has("QAPage")
}

fn listed(stated: StatedQuestion) -> Listed {
    let id = stated.id.unwrap_or_default();
    let anchor = id.split_once('#').map_or("", |(_, name)| name);
    let is_address = id.starts_with("http://") || id.starts_with("https://");
    Listed {
        answer: answer(&stated.answer),
        anchor: anchor.to_owned(),
        url: is_address.then(|| id.clone()),
        line: stated.line,
        question: stated.question,
        ..Listed::default()
    }
}
