//! Writes entries of one language into a folder, as one segment.
//!
//! Owns the way from an entry to what the engine indexes. How such parts become
//! the index of a language is [`super::merge`]'s business.

use std::fs;
use std::path::Path;

use serde::Serialize;
use tantivy::indexer::SingleSegmentIndexWriter;
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};
use tantivy::{Index, TantivyDocument};

use super::answer_fingerprint::AnswerFingerprint;
use super::tokenizer::FaqTokenizer;
use super::unsynced::UnsyncedDirectory;
use crate::analysis::{Analyzer, Tokens};
use crate::content::address::comparable;
use crate::content::markdown::text;
use crate::content::metadata::keywords::keywords;
use crate::content::translation::group_of;
use crate::index::abbreviation;
use crate::index::error::IndexError;
use crate::index::reversed_terms;
use crate::index::store::columns::{EntryFlags, EntryRow, SortKey};
use crate::index::store::schema::{
    ABBREVIATION, FACET, PATH, REFERENCE, REVERSED_TERM, STORED_ANSWER, STORED_ENTRY, STORED_NAME,
    TOKENIZER, TextField, path_value, schema, settings,
};
use crate::index::store::stored::{StoredEntry, facet_term, reference_hash};
use crate::model::article::{Article, Entry, Kind};
use crate::model::hash::hash64;
use crate::model::language::LanguageTag;

/// Memory tantivy may use before it would start a new segment, in bytes. A
/// single-segment writer never does; the figure only sizes its hash tables.
const MEMORY_BUDGET: usize = 50_000_000;

/// Terms longer than this many bytes are not worth a facet.
const MAX_FACET_BYTES: usize = 512;

/// Writes one part of the index of a language.
pub(crate) struct LanguageWriter {
    language: LanguageTag,
    writer: SingleSegmentIndexWriter,
    analyzer: Analyzer,
    tokens: Tokens,
}

impl LanguageWriter {
    /// Creates the folder and starts an empty part in it.
    ///
    /// # Errors
    /// The folder cannot be created or written.
    pub(crate) fn create(folder: &Path, language: &LanguageTag) -> Result<Self, IndexError> {
        fs::create_dir_all(folder).map_err(IndexError::io("create", folder))?;
        let directory = UnsyncedDirectory::open(folder).map_err(IndexError::engine(language))?;
        let analyzer = Analyzer::for_language(language);
        let tokenizers = TokenizerManager::default();
        tokenizers.register(
            TOKENIZER,
            TextAnalyzer::from(FaqTokenizer::new(analyzer.clone())),
        );
        let writer = Index::builder()
            .schema(schema())
            .settings(settings())
            .tokenizers(tokenizers)
            .single_segment_index_writer(directory, MEMORY_BUDGET)
            .map_err(IndexError::engine(language))?;
        Ok(Self {
            language: language.clone(),
            writer,
            analyzer,
            tokens: Tokens::default(),
        })
    }

    /// Adds the entries of an article; `url` gives the public address of each.
    ///
    /// # Errors
    /// The engine cannot write, for instance because the disk is full.
    pub(crate) fn add(
        &mut self,
        article: &Article,
        url: impl Fn(&Entry) -> String,
    ) -> Result<(), IndexError> {
        let made = documents(article, url, &self.analyzer, &mut self.tokens);
        for (document, _) in made {
            let added = self.writer.add_document(document);
            added.map_err(IndexError::engine(&self.language))?;
        }
        Ok(())
    }

    /// Returns how much memory it holds, in bytes.
    pub(crate) fn memory(&self) -> u64 {
        self.writer.mem_usage() as u64
    }

    /// Writes everything out.
    ///
    /// # Errors
    /// The engine cannot write.
    pub(crate) fn finish(self) -> Result<(), IndexError> {
        self.writer
            .finalize()
            .map_err(IndexError::engine(&self.language))?;
        Ok(())
    }
}

/// Makes the documents of an article's entries, each with the values of its columns; `url` gives
/// the public address of each.
pub(crate) fn documents(
    article: &Article,
    url: impl Fn(&Entry) -> String,
    analyzer: &Analyzer,
    tokens: &mut Tokens,
) -> Vec<(TantivyDocument, EntryRow)> {
    let texts: Vec<(String, Vec<String>)> = article
        .entries
        .iter()
        .map(|entry| text::plain_with_destinations(&entry.answer))
        .collect();
    let answers = AnswerFingerprint::of_article(&article.entries, &texts);
    let questions = article.entries.iter();
    let questions = questions.filter(|entry| entry.kind == Kind::Question);
    let questions = questions.count() as u64;
    let entries = article.entries.iter().enumerate();
    let mut documents = Vec::with_capacity(article.entries.len());
    for (((number, entry), text), answer) in entries.zip(&texts).zip(answers) {
        let described = Described {
            text,
            answer,
            questions,
            url: url(entry),
            is_first: number == 0,
        };
        documents.push(document(article, entry, described, analyzer, tokens));
    }
    documents
}

/// What is known of an entry from its whole article.
struct Described<'a> {
    /// The answer's readable text, and the destinations of its links.
    text: &'a (String, Vec<String>),
    answer: AnswerFingerprint,
    /// How many questions the article answers.
    questions: u64,
    /// The public address.
    url: String,
    /// Whether it is the first entry of its article.
    is_first: bool,
}

/// Makes the document that the engine indexes for one entry, and the values of its columns.
fn document(
    article: &Article,
    entry: &Entry,
    described: Described,
    analyzer: &Analyzer,
    tokens: &mut Tokens,
) -> (TantivyDocument, EntryRow) {
    let mut document = TantivyDocument::default();
    let (answer, destinations) = described.text;
    document.add_text(TextField::Question.field(), &entry.question);
    document.add_text(TextField::Answer.field(), answer);
    for heading in &entry.section {
        document.add_text(TextField::Heading.field(), heading);
    }
    if article.title != entry.question {
        document.add_text(TextField::Heading.field(), &article.title);
    }
    if let Some(applies_to) = &article.applies_to {
        document.add_text(TextField::Keywords.field(), applies_to);
    }
    let of_article = keywords(&article.fields, described.is_first);
    for keyword in entry.keywords.iter().map(String::as_str).chain(of_article) {
        document.add_text(TextField::Keywords.field(), keyword);
    }
    for destination in destinations {
        document.add_text(TextField::Links.field(), destination);
    }

    for term in abbreviation::terms(analyzer, tokens, &[&entry.question, answer]) {
        document.add_text(ABBREVIATION, &term);
    }
    for term in reversed_terms::terms(analyzer, tokens, &[&entry.question, answer]) {
        document.add_text(REVERSED_TERM, &term);
    }

    document.add_u64(REFERENCE, reference_hash(&entry.id));
    for anchor in std::iter::once(&entry.anchor).chain(&entry.aliases) {
        document.add_u64(
            REFERENCE,
            reference_hash(&format!("{}#{anchor}", article.path)),
        );
    }
    for address in comparable(article, entry, &described.url, described.is_first) {
        document.add_u64(REFERENCE, reference_hash(&address));
    }
    document.add_text(PATH, path_value(article.file_id()));
    for (field, values) in &article.fields {
        for value in values {
            let term = facet_term(field, value);
            if term.len() <= MAX_FACET_BYTES {
                document.add_text(FACET, &term);
            }
        }
    }

    let row = EntryRow {
        answer: described.answer,
        sort_key: SortKey::new(file_hash(article), entry.line, entry.ordinal),
        flags: EntryFlags::new(entry.kind, entry.is_navigation, described.questions),
        group: group_of(article, entry),
    };
    row.add_to(&mut document);

    let stored = StoredEntry::new(article, entry, described.url);
    document.add_text(STORED_NAME, json(&stored.name));
    document.add_text(STORED_ENTRY, json(&stored));
    document.add_text(STORED_ANSWER, &stored.answer);
    (document, row)
}

/// Writes a value as JSON. Text, numbers and lists of text never fail.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Returns the hash that orders files, of root and path.
fn file_hash(article: &Article) -> u64 {
    hash64(&[&article.root.to_string(), &article.path])
}
