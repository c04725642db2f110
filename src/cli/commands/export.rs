//! `faq export`: every entry for other systems, read from the content itself.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use serde_json::json;

use crate::cli::args::ExportArgs;
use crate::cli::error::{CommandError, Outcome};
use crate::cli::filter::kind;
use crate::cli::settings::Settings;
use crate::cli::terminal::output::Output;
use crate::content::address::{address, address_in};
use crate::content::corpus::{self, Corpus};
use crate::content::format::json_lines;
use crate::content::relative;
use crate::model::article::{Article, Entry, Kind};
use crate::model::hash::identifier;
use crate::serve::{Described, faq_page, is_safe_link};

/// A record as it is written: what the reader of JSON Lines takes.
#[derive(Serialize)]
struct Record<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    anchor: &'a str,
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    question: &'a str,
    answer: &'a str,
    article: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    section: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    keywords: &'a [String],
    #[serde(skip_serializing_if = "String::is_empty")]
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    translation_key: Option<String>,
    #[serde(flatten)]
    fields: BTreeMap<&'a str, Texts<'a>>,
}

/// The value of a field: a text, or several.
#[derive(Serialize)]
#[serde(untagged)]
enum Texts<'a> {
    One(&'a str),
    Several(&'a [String]),
}

/// Runs the command.
pub(crate) fn run(
    args: &ExportArgs,
    settings: &Settings,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let languages = settings.languages(&args.languages, None)?.searched;
    let corpus = corpus::read(&settings.roots, &settings.default_language)?;
    let export = Export {
        settings,
        corpus: &corpus,
        by_path: by_path(&corpus),
        kind: kind(args.kind),
        is_one_file: is_one_file_of_records(&corpus),
    };
    let wanted = corpus
        .articles
        .iter()
        .filter(|article| !languages.resolve(&[&article.language]).is_empty());
    let any = if args.jsonld {
        export.json_ld(wanted, output)?
    } else {
        export.json_lines(wanted, output)?
    };
    Ok(if any {
        Outcome::Success
    } else {
        Outcome::NothingFound
    })
}

fn by_path(corpus: &Corpus) -> HashMap<(usize, &str), &Article> {
    let articles = corpus.articles.iter();
    articles
        .map(|article| ((article.root, article.path.as_str()), article))
        .collect()
}

/// Returns whether everything stands in one file of JSON Lines.
fn is_one_file_of_records(corpus: &Corpus) -> bool {
    let places = corpus.articles.iter();
    let mut places = places.map(|article| (article.root, article.path.as_str()));
    let Some(first) = places.next() else {
        return false;
    };
    json_lines::is_named(first.1) && places.all(|place| place == first)
}

struct Export<'e> {
    settings: &'e Settings,
    corpus: &'e Corpus,
    by_path: HashMap<(usize, &'e str), &'e Article>,
    kind: Option<Kind>,
    /// Whether everything stands in one file of records.
    is_one_file: bool,
}

impl<'e> Export<'e> {
    fn entries(&self, article: &'e Article) -> impl Iterator<Item = &'e Entry> {
        let kind = self.kind;
        let entries = article.entries.iter();
        entries.filter(move |entry| kind.is_none_or(|kind| kind == entry.kind))
    }

    /// Writes one object a line; returns whether there was any.
    fn json_lines(
        &self,
        articles: impl Iterator<Item = &'e Article>,
        output: &mut Output,
    ) -> Result<bool, CommandError> {
        let mut any = false;
        for article in articles {
            for entry in self.entries(article) {
                any = true;
                output.json(&self.record(article, entry))?;
            }
        }
        Ok(any)
    }

    fn record(&self, article: &'e Article, entry: &'e Entry) -> Record<'e> {
        let is_own = |name: &&String| !json_lines::KEYS.contains(&name.as_str());
        let fields = article.fields.iter().filter(|(name, _)| is_own(name));
        let fields = fields.map(|(name, values)| {
            let texts = match values.as_slice() {
                [one] => Texts::One(one),
                several => Texts::Several(several),
            };
            (name.as_str(), texts)
        });
        Record {
            id: &entry.id,
            anchor: &entry.anchor,
            language: &article.language,
            kind: (entry.kind == Kind::Section).then_some(entry.kind.as_str()),
            question: &entry.question,
            answer: &entry.answer,
            article: &article.title,
            section: &entry.section,
            keywords: &entry.keywords,
            url: address(&self.settings.roots, article, entry),
            translation_key: self.translation_key(article, entry),
            fields: fields.collect(),
        }
    }

    /// Returns what an entry shares with its translations, if it has any: what it was given where all
    /// comes from one file of records, so that nothing changes on the way; else what no other file has.
    fn translation_key(&self, article: &Article, entry: &Entry) -> Option<String> {
        self.corpus.translations(article, entry).next()?;
        if self.is_one_file && entry.ordinal == 1 {
            return Some(entry.base_anchor.clone());
        }
        let ordinal = entry.ordinal.to_le_bytes();
        Some(identifier([
            article.key.as_bytes(),
            &[0],
            entry.base_anchor.as_bytes(),
            &ordinal,
        ]))
    }

    /// Writes one object with the questions of each article; returns whether there was any.
    fn json_ld(
        &self,
        articles: impl Iterator<Item = &'e Article>,
        output: &mut Output,
    ) -> Result<bool, CommandError> {
        output.rendered("{\"@context\":\"https://schema.org\",\"@graph\":[\n")?;
        let mut any = false;
        for article in articles {
            let described = self.entries(article).map(|entry| {
                let public = address(&self.settings.roots, article, entry);
                let id = if public.is_empty() {
                    entry.id.clone()
                } else {
                    public
                };
                Described { entry, id }
            });
            let described: Vec<Described<'_>> = described.collect();
            let link = |target: &str| self.target(article, target);
            let Some(mut page) = faq_page(&article.language, &described, &link) else {
                continue;
            };
            page["name"] = json!(article.title);
            if let Some(url) = address_in(&self.settings.roots, article, "") {
                page["url"] = json!(url);
            }
            if any {
                output.rendered(",")?;
            }
            any = true;
            output.json(&page)?;
        }
        output.rendered("]}\n")?;
        Ok(any)
    }

    /// Returns where a link of an article leads for readers elsewhere; nothing if nowhere.
    fn target(&self, from: &Article, target: &str) -> Option<String> {
        let target = target.trim();
        if relative::scheme(target).is_some() {
            return is_safe_link(target).then(|| target.to_owned());
        }
        let (file, fragment) = target.split_once('#').unwrap_or((target, ""));
        let path = match file {
            "" => from.path.clone(),
            file => relative::resolve(&from.path, file)?,
        };
        let article = self.by_path.get(&(from.root, path.as_str()))?;
        address_in(&self.settings.roots, article, fragment)
    }
}
