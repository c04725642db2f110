//! Makes articles with entries of what a help desk exports.

use std::ops::ControlFlow;

use super::exported::Exported;
use crate::content::dialect::html::Html as Dialect;
use crate::content::entries::classify::ArticleTraits;
use crate::content::entries::openers::openers;
use crate::content::entries::page::{Identities, Page};
use crate::content::entries::question::{ends_like_question, names_faq};
use crate::content::entries::split::{self, Split};
use crate::content::format::contract::{Context, Sink};
use crate::content::format::listed::words;
use crate::content::format::records::{Ids, Record, article_key, file_stem};
use crate::content::html::hints::Hints;
use crate::content::html::parse::parse;
use crate::content::html::to_markdown::to_markdown;
use crate::content::html::tree::{ROOT, Tree};
use crate::content::language;
use crate::content::markdown::outline::MarkdownOutline;
use crate::content::markdown::text::one_line;
use crate::content::metadata::front_matter::Fields;
use crate::content::source::limits::shortened;
use crate::model::article::{Entry, Kind};
use crate::model::language::LanguageTag;
use crate::model::problem::Problem;
use crate::model::rule::{self, Rule};

/// Takes the articles of one file.
pub(super) struct Articles<'a> {
    root: usize,
    path: &'a str,
    default_language: &'a LanguageTag,
    title: String,
    key: String,
    ids: Ids,
    /// Whether anything was read or reported.
    has_told: bool,
    sink: &'a mut dyn Sink,
}

impl<'a> Articles<'a> {
    pub(super) fn new(
        root: usize,
        path: &'a str,
        context: &'a Context<'_>,
        sink: &'a mut dyn Sink,
    ) -> Self {
        Self {
            root,
            path,
            default_language: context.default_language,
            title: file_stem(path),
            key: article_key(root, path),
            ids: Ids::default(),
            has_told: false,
            sink,
        }
    }

    /// Reports what is wrong in a line of the file.
    pub(super) fn report(&mut self, rule: &'static Rule, line: u32, message: String) {
        let problem = Problem::new(rule, self.root, self.path, line, message);
        self.sink.problem(problem);
        self.has_told = true;
    }

    /// Reports a file in which there was nothing to read.
    pub(super) fn finish(mut self) {
        if !self.has_told {
            let message = "no article with a title and a text was found".to_owned();
            self.report(rule::NO_QUESTION_LISTED, 0, message);
        }
    }

    /// Takes one article that begins in a line.
    pub(super) fn add(&mut self, mut exported: Exported, line: u32) -> ControlFlow<()> {
        let title = one_line(&exported.title);
        if title.is_empty() && exported.body.trim().is_empty() {
            return ControlFlow::Continue(());
        }
        if let Some(reason) = exported.hidden {
            let message = format!("left out: {reason} (\"{}\")", shortened(&title));
            self.report(rule::LEFT_OUT, line, message);
            return ControlFlow::Continue(());
        }
        let title = if title.is_empty() {
            self.title.clone()
        } else {
            shortened(&title)
        };
        if exported.body.trim().is_empty() {
            let message = format!("\"{title}\" has no answer");
            self.report(rule::EMPTY_ANSWER, line, message);
        }
        if exported.id.is_empty() {
            // By its words, so that an edit elsewhere changes no identifier.
            exported.id = words(&title);
        }
        let tree = parse(&exported.body).tree;
        let identified = language::identify(
            exported.language.as_deref(),
            self.path,
            &format!("{title}\n{}", tree.text(ROOT)),
            self.default_language,
        );
        let split = entries(&title, &tree, &identified.tag);
        let is_one = split.entries.len() == 1;
        let mut entries = split.entries;
        for (entry, number) in entries.iter_mut().zip(1_u32..) {
            let part = if is_one {
                String::new()
            } else if entry.base_anchor.is_empty() {
                format!("-{number}")
            } else {
                format!("-{}-{}", entry.base_anchor, entry.ordinal)
            };
            let base = format!("{}{part}", exported.id);
            let (id, ordinal) = self.ids.assign(&base, &identified.tag);
            if ordinal > 1 {
                let message = format!(
                    "the article \"{}\" has come before; this entry is \"{id}\"",
                    exported.id
                );
                self.report(rule::DUPLICATE_ID, line, message);
            }
            entry.id = id;
            entry.base_anchor = base;
            entry.ordinal = ordinal;
            entry.line = line;
            entry.url = exported.url.as_ref().map(|url| {
                if entry.anchor.is_empty() {
                    url.clone()
                } else {
                    format!("{url}#{}", entry.anchor)
                }
            });
            entry.keywords.extend(exported.keywords.iter().cloned());
            let above: Vec<String> = exported
                .section
                .iter()
                .map(|name| shortened(name))
                .collect();
            entry.section.splice(0..0, above);
        }
        let mut fields = Fields::new();
        if let Some(date) = exported.date {
            fields.insert("date".to_owned(), vec![date]);
        }
        let record = Record {
            root: self.root,
            path: self.path,
            language: identified,
            title,
            key: self.key.clone(),
            fields,
            entries,
        };
        self.has_told = true;
        self.sink.article(record.into_article())
    }
}

/// Returns the entries of an article. A help desk has one for each question, so that its title is
/// one; a FAQ among them, or an article with several parts, is divided like any other.
fn entries(title: &str, tree: &Tree, language: &LanguageTag) -> Split {
    let is_faq = names_faq(title);
    let hints = Hints {
        is_faq,
        ..Hints::default()
    };
    let markdown = to_markdown(tree, &hints);
    let outline = MarkdownOutline::of(markdown.text(), &Dialect);
    let page = Page {
        text: &markdown,
        outline: &outline,
        title,
        traits: ArticleTraits {
            is_faq,
            is_named_faq: false,
            is_translated: false,
            openers: openers(language),
        },
    };
    let mut split = split::split(&page, &mut Identities::new(&Dialect));
    let mut questions = split.entries.iter();
    let asks_within =
        questions.any(|entry| entry.kind == Kind::Question && entry.question != title);
    let is_divided = asks_within && !ends_like_question(title) || outline.headings.len() > 1;
    if !is_faq && !is_divided {
        let answer = markdown.text().trim().to_owned();
        split.entries = vec![Entry::new(Kind::Question, 1, title.to_owned(), answer)];
    }
    split
}
