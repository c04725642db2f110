//! A second search backend, for tests: articles in memory, scored naively.
//!
//! It exists to keep the trait honest: what the tests of the service ask of the engine that is
//! built in, this one can do as well. It counts words, and knows no stems and no spellings.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::content::corpus::Corpus;
use crate::content::markdown::text;
use crate::content::metadata::keywords::keywords;
use crate::engine::search_backend::{
    IndexStatus, IndexedEntry, LanguageStatus, RankedEntry, SearchBackend,
};
use crate::index::{IndexError, StoredEntry};
use crate::model::article::{Article, Entry, Kind};
use crate::model::language::LanguageTag;
use crate::model::request::Request;
use crate::model::response::{Hit, NamedEntry, Operators, Response, SCHEMA};
use crate::search::languages::{ReaderLanguages, preferences};
use crate::search::present::hit;
use crate::search::query::parsed_request::ParsedRequest;
use crate::search::{Languages, SuggestRequest, Suggestion, Suggestions};

/// All entries of a corpus, searched one after the other.
pub(crate) struct InMemorySearch {
    corpus: Corpus,
}

/// An entry that holds words of the query.
#[derive(Clone, Copy)]
struct Found<'a> {
    article: &'a Article,
    entry: &'a Entry,
    score: u16,
}

impl InMemorySearch {
    /// Makes a backend of articles.
    pub(crate) fn new(corpus: Corpus) -> Self {
        Self { corpus }
    }

    /// Returns the tags of the languages that are meant.
    fn resolve(&self, languages: &Languages) -> Vec<LanguageTag> {
        let tags = self.languages();
        let refs: Vec<&str> = tags.iter().map(LanguageTag::as_str).collect();
        let numbers = languages.resolve(&refs).into_iter();
        numbers.map(|number| tags[number].clone()).collect()
    }

    /// Returns the reader's languages, most preferred first.
    fn readers(&self, display: &[LanguageTag], fallback: &[LanguageTag]) -> Vec<LanguageTag> {
        let tags = self.languages();
        let refs: Vec<&str> = tags.iter().map(LanguageTag::as_str).collect();
        let own = ReaderLanguages::resolve(display, fallback, &refs).preferred;
        own.into_iter().map(|number| tags[number].clone()).collect()
    }

    fn all(&self) -> impl Iterator<Item = (&Article, &Entry)> {
        let articles = self.corpus.articles.iter();
        articles.flat_map(|article| article.entries.iter().map(move |entry| (article, entry)))
    }

    /// Returns the entries that hold words of the query, best first.
    fn ranked(&self, query: &str, languages: &[LanguageTag]) -> Vec<Found<'_>> {
        let query = words(query);
        let mut found: Vec<Found<'_>> = self
            .all()
            .filter(|(article, _)| languages.contains(&article.language))
            .map(|(article, entry)| {
                let question = words(&entry.question);
                let answer = words(&text::plain(&entry.answer));
                let first = article.entries.first();
                let is_first = first.is_some_and(|first| first.id == entry.id);
                let own = entry.keywords.iter().map(String::as_str);
                let keywords: Vec<String> = own
                    .chain(keywords(&article.fields, is_first))
                    .flat_map(words)
                    .collect();
                let score = query.iter().map(|word| {
                    2 * u16::from(question.contains(word))
                        + u16::from(answer.contains(word) || keywords.contains(word))
                });
                Found {
                    article,
                    entry,
                    score: score.sum(),
                }
            })
            .filter(|found| found.score > 0)
            .collect();
        found.sort_by_key(|found| {
            let place = (&found.article.path, found.entry.line);
            (Reverse(found.score), place.0.clone(), place.1)
        });
        found
    }

    fn translations(&self, article: &Article, entry: &Entry) -> Vec<NamedEntry> {
        let mut translations: Vec<NamedEntry> = self
            .corpus
            .translations(article, entry)
            .map(|(article, entry)| NamedEntry::new(article, entry))
            .collect();
        translations.sort_by(|a, b| a.language.cmp(&b.language));
        translations
    }

    fn hit(&self, rank: usize, found: &Found<'_>, full: bool) -> Hit {
        let Found {
            article,
            entry,
            score,
        } = *found;
        let stored = StoredEntry::new(article, entry, String::new());
        let translations = self.translations(article, entry);
        let language = article.language.clone();
        let mut hit = hit::of_entry(stored, language, full);
        hit.rank = rank;
        hit.score = f32::from(score);
        hit.translations = translations;
        hit
    }

    /// Returns an entry in the first of these languages that has it.
    fn shown<'a>(&'a self, found: &Found<'a>, readers: &[LanguageTag]) -> Found<'a> {
        let own = (found.article, found.entry);
        let others = self.corpus.translations(found.article, found.entry);
        let by_language: BTreeMap<&str, (&Article, &Entry)> = others
            .chain([own])
            .map(|(article, entry)| (article.language.as_str(), (article, entry)))
            .collect();
        let first = readers
            .iter()
            .find_map(|tag| by_language.get(tag.as_str()).copied());
        let (article, entry) = first.unwrap_or(own);
        Found {
            article,
            entry,
            ..*found
        }
    }
}

/// Returns the words of a text, in lower case.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Returns whether an entry has what operators ask for.
fn has_all(entry: &Entry, operators: &Operators) -> bool {
    let texts = [&entry.question, &text::plain(&entry.answer)];
    let texts = texts.map(|text| format!(" {} ", words(text).join(" ")));
    let has = |text: &String, end: &str| {
        let sought = format!(" {}{end}", words(text).join(" "));
        texts.iter().any(|text| text.contains(&sought))
    };
    operators.phrases.iter().all(|phrase| has(phrase, " "))
        && !operators.excluded.iter().any(|text| has(text, " "))
        && operators.prefixes.iter().all(|prefix| has(prefix, ""))
}

/// Returns whether the article's front matter has the value.
fn admits(article: &Article, (field, value): &(String, String)) -> bool {
    let values = article.fields.get(field);
    values.is_some_and(|values| values.contains(value))
}

impl SearchBackend for InMemorySearch {
    fn is_current(&self) -> Result<bool, IndexError> {
        Ok(true)
    }

    fn languages(&self) -> Vec<LanguageTag> {
        let mut tags: Vec<LanguageTag> = self
            .corpus
            .articles
            .iter()
            .map(|article| article.language.clone())
            .collect();
        tags.sort();
        tags.dedup();
        tags
    }

    fn status(&self) -> IndexStatus {
        let languages = self.languages().into_iter().map(|language| {
            let articles = self.corpus.articles.iter();
            let articles: Vec<&Article> = articles
                .filter(|article| article.language == language)
                .collect();
            let entries = articles.iter().map(|article| article.entries.len());
            let questions = articles.iter().flat_map(|article| &article.entries);
            let questions = questions.filter(|entry| entry.kind.as_str() == "question");
            LanguageStatus {
                articles: articles.len() as u64,
                entries: entries.sum::<usize>() as u64,
                questions: questions.count() as u64,
                meaning: None,
                language,
            }
        });
        IndexStatus {
            generation: "in memory".to_string(),
            created: 0,
            tool: "tests".to_string(),
            articles: self.corpus.articles.len() as u64,
            problems: 0,
            bytes: 0,
            languages: languages.collect(),
            sites: self.corpus.sites.clone(),
        }
    }

    fn search(&self, request: &Request) -> Result<Response, IndexError> {
        let languages = self.resolve(&request.languages);
        let readers = self.readers(&request.display_languages, &request.fallback_languages);
        let mut seen = Vec::new();
        let mut merged = Vec::new();
        let parsed = ParsedRequest::of(request);
        let operators = &parsed.operators;
        for found in self.ranked(&parsed.words.query, &languages) {
            let is_wanted = has_all(found.entry, operators)
                && request.kind.is_none_or(|kind| kind == found.entry.kind)
                && request
                    .filters
                    .iter()
                    .all(|filter| admits(found.article, filter));
            if !is_wanted || seen.contains(&&found.entry.id) {
                continue;
            }
            let others = self.corpus.translations(found.article, found.entry);
            seen.extend(others.map(|(_, entry)| &entry.id));
            seen.push(&found.entry.id);
            merged.push(self.shown(&found, &readers));
        }
        let page = merged.iter().enumerate();
        let hits = page
            .skip(request.offset)
            .take(request.limit)
            .map(|(number, found)| self.hit(number + 1, found, request.full));
        Ok(Response {
            schema: SCHEMA,
            query: request.query.clone(),
            total: merged.len(),
            total_is_exact: true,
            languages,
            took_us: 0,
            operators: (!operators.is_empty()).then(|| operators.clone()),
            without_operators: None,
            relaxed: None,
            corrected_query: None,
            hits: hits.collect(),
        })
    }

    fn suggest(&self, request: &SuggestRequest) -> Result<Suggestions, IndexError> {
        let languages = self.resolve(&request.languages);
        let tags: Vec<&str> = languages.iter().map(LanguageTag::as_str).collect();
        let preferred = preferences(&request.display_languages, &tags);
        let prefix = request.prefix.to_lowercase();
        let mut suggestions: Vec<Suggestion> = self
            .all()
            .filter(|(article, _)| languages.contains(&article.language))
            .filter(|(_, entry)| entry.question.to_lowercase().starts_with(&prefix))
            .map(|(article, entry)| Suggestion {
                text: entry.question.clone(),
                kind: entry.kind.as_str(),
                language: article.language.clone(),
                id: Some(entry.id.clone()),
            })
            .collect();
        suggestions.sort_by_key(|suggestion| {
            let is_own = |number: &usize| suggestion.language == tags[*number];
            preferred.iter().position(is_own).unwrap_or(usize::MAX)
        });
        suggestions.truncate(request.limit);
        Ok(Suggestions {
            schema: SCHEMA,
            prefix: request.prefix.clone(),
            languages,
            took_us: 0,
            suggestions,
        })
    }

    fn find(&self, reference: &str) -> Result<Vec<Hit>, IndexError> {
        let found = self.all().filter(|(article, entry)| {
            entry.id == reference || format!("{}#{}", article.path, entry.anchor) == reference
        });
        Ok(found
            .map(|(article, entry)| {
                let found = Found {
                    article,
                    entry,
                    score: 0,
                };
                self.hit(0, &found, true)
            })
            .collect())
    }

    fn related(&self, entry: &Hit, limit: usize) -> Result<Vec<NamedEntry>, IndexError> {
        let mut request = Request::new(&entry.question);
        request.languages = Languages::Only(vec![entry.language.clone()]);
        request.display_languages = vec![entry.language.clone()];
        request.kind = Some(Kind::Question);
        request.limit = limit.saturating_add(1);
        let hits = self.search(&request)?.hits.into_iter();
        let others = hits.filter(|hit| hit.id != entry.id).take(limit);
        Ok(others.map(|hit| NamedEntry::of_hit(&hit)).collect())
    }

    fn rank(
        &self,
        query: &str,
        languages: &Languages,
        depth: usize,
    ) -> Result<Vec<RankedEntry>, IndexError> {
        let ranked = self.ranked(query, &self.resolve(languages)).into_iter();
        Ok(ranked
            .take(depth)
            .map(|found| RankedEntry {
                id: found.entry.id.clone(),
                score: f32::from(found.score),
            })
            .collect())
    }

    fn entries(
        &self,
        languages: &Languages,
        visit: &mut dyn FnMut(IndexedEntry),
    ) -> Result<(), IndexError> {
        for language in self.resolve(languages) {
            for (article, entry) in self.all().filter(|(a, _)| a.language == language) {
                visit(IndexedEntry {
                    id: entry.id.clone(),
                    language: article.language.clone(),
                    root: u32::try_from(article.root).unwrap_or(u32::MAX),
                    path: article.path.clone(),
                    url: entry.url.clone().unwrap_or_default(),
                    title: article.title.clone(),
                    article_key: article.key.clone(),
                    kind: entry.kind,
                    question: entry.question.clone(),
                    answer: entry.answer.clone(),
                });
            }
        }
        Ok(())
    }
}
