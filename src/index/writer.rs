//! Writes the index of one language into a folder, as one segment.
//!
//! One segment because its statistics are then exact and opening it is cheap;
//! see ARCHITECTURE.md.

use std::fs;
use std::path::{Path, PathBuf};

use tantivy::directory::MmapDirectory;
use tantivy::indexer::SingleSegmentIndexWriter;
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};
use tantivy::{Index, IndexSettings, TantivyDocument};

use super::error::IndexError;
use super::manifest::LanguageSummary;
use super::schema::{
    ANSWER_HASH, COLUMNS, FACET, FLAG_BOILERPLATE, FLAG_QUESTION, FLAGS, GROUP, ORDER, PATH,
    QUESTION_HASH, REFERENCE, STORED_ENTRY, TEXT_FIELDS, TOKENIZER, TextField, schema,
};
use super::stored::{StoredEntry, facet_term, hash64, question_hash, reference_hash};
use crate::analysis::{Analyzer, FaqTokenizer, fold};
use crate::content::model::{Article, Entry, Kind};
use crate::content::text;
use crate::content::translation::group_of;

/// Memory tantivy may use before it would start a new segment, in bytes. A
/// single-segment writer never does; the figure only sizes its hash tables.
const MEMORY_BUDGET: usize = 50_000_000;

/// Terms longer than this many bytes are not worth a facet.
const MAX_FACET_BYTES: usize = 512;

/// Builds the index of one language.
pub struct LanguageWriter {
    language: String,
    folder: PathBuf,
    writer: SingleSegmentIndexWriter,
    summary: LanguageSummary,
}

impl LanguageWriter {
    /// Creates the folder and starts an empty index in it.
    ///
    /// # Errors
    /// The folder cannot be created or written.
    pub fn create(folder: &Path, language: &str) -> Result<Self, IndexError> {
        fs::create_dir_all(folder).map_err(IndexError::io("create", folder))?;
        let directory = MmapDirectory::open(folder)
            .map_err(tantivy::TantivyError::from)
            .map_err(IndexError::engine(language))?;
        let tokenizers = TokenizerManager::default();
        tokenizers.register(
            TOKENIZER,
            TextAnalyzer::from(FaqTokenizer::new(Analyzer::for_language(language))),
        );
        let writer = Index::builder()
            .schema(schema())
            .settings(IndexSettings::default())
            .tokenizers(tokenizers)
            .single_segment_index_writer(directory, MEMORY_BUDGET)
            .map_err(IndexError::engine(language))?;
        Ok(Self {
            language: language.to_string(),
            folder: folder.to_path_buf(),
            writer,
            summary: LanguageSummary::new(language),
        })
    }

    /// Adds one entry of an article.
    ///
    /// # Errors
    /// The engine cannot write, for instance because the disk is full.
    pub fn add(&mut self, article: &Article, entry: &Entry, url: String) -> Result<(), IndexError> {
        let document = document(article, entry, url);
        self.writer
            .add_document(document)
            .map_err(IndexError::engine(&self.language))?;
        self.summary.entries += 1;
        if entry.kind == Kind::Question {
            self.summary.questions += 1;
        }
        Ok(())
    }

    /// Language of the index.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Counts one article of this language.
    pub fn count_article(&mut self) {
        self.summary.articles += 1;
    }

    /// Writes everything out and measures what was written.
    ///
    /// # Errors
    /// The engine cannot write, or the written files cannot be read back.
    pub fn finish(self) -> Result<LanguageSummary, IndexError> {
        let Self {
            language,
            folder,
            writer,
            mut summary,
        } = self;
        let index = writer.finalize().map_err(IndexError::engine(&language))?;
        summary.lengths = average_lengths(&index).map_err(IndexError::engine(&language))?;
        drop(index);
        // A published generation is never garbage collected by tantivy, and a
        // reader does without the list; without it nothing there is writable.
        let managed = folder.join(".managed.json");
        if managed.exists() {
            fs::remove_file(&managed).map_err(IndexError::io("remove", &managed))?;
        }
        summary.files = super::manifest::list_files(&folder)?;
        Ok(summary)
    }
}

/// The document that the engine indexes for one entry.
fn document(article: &Article, entry: &Entry, url: String) -> TantivyDocument {
    let mut document = TantivyDocument::default();
    let answer = text::plain(&entry.answer);
    let question_hash = question_hash(&entry.question);
    let answer_hash = hash64(&[&fold(&entry.question), &fold(&answer)]);
    document.add_text(TextField::Question.field(), &entry.question);
    document.add_text(TextField::Answer.field(), &answer);
    for heading in &entry.section {
        document.add_text(TextField::Heading.field(), heading);
    }
    if article.title != entry.question {
        document.add_text(TextField::Heading.field(), &article.title);
    }
    if let Some(applies_to) = &article.applies_to {
        document.add_text(TextField::Keywords.field(), applies_to);
    }
    for keyword in &entry.keywords {
        document.add_text(TextField::Keywords.field(), keyword);
    }
    for destination in text::destinations(&entry.answer) {
        document.add_text(TextField::Links.field(), &destination);
    }

    document.add_u64(REFERENCE, reference_hash(&entry.id));
    for anchor in std::iter::once(&entry.anchor).chain(&entry.aliases) {
        document.add_u64(
            REFERENCE,
            reference_hash(&format!("{}#{anchor}", article.path)),
        );
    }
    document.add_u64(GROUP, group_of(article, entry));
    document.add_text(PATH, &article.path);
    for (field, values) in &article.fields {
        for value in values {
            let term = facet_term(field, value);
            if term.len() <= MAX_FACET_BYTES {
                document.add_text(FACET, &term);
            }
        }
    }

    let mut flags = 0;
    if entry.kind == Kind::Question {
        flags |= FLAG_QUESTION;
    }
    if entry.boilerplate {
        flags |= FLAG_BOILERPLATE;
    }
    for (name, field) in COLUMNS {
        let value = match name {
            QUESTION_HASH => question_hash,
            ANSWER_HASH => answer_hash,
            ORDER => order(article, entry),
            FLAGS => flags,
            other => unreachable!("column {other} has no value"),
        };
        document.add_u64(field, value);
    }

    let stored = StoredEntry::new(article, entry, url);
    let bytes = serde_json::to_vec(&stored).unwrap_or_default();
    document.add_bytes(STORED_ENTRY, &bytes);
    document
}

/// Order among equal scores: entries of one file by line and ordinal, files by
/// a hash of their path, so that it does not depend on how the index was built.
fn order(article: &Article, entry: &Entry) -> u64 {
    let root = article.root.to_string();
    let file = hash64(&[&root, &article.path]) >> 32;
    let line = u64::from(entry.line.min(0x00ff_ffff));
    let ordinal = u64::from(entry.ordinal.min(0xff));
    file << 32 | line << 8 | ordinal
}

/// Average length in tokens of each text field, from the quantised lengths
/// that scoring uses, so that it depends on the live documents alone.
fn average_lengths(index: &Index) -> tantivy::Result<Vec<f32>> {
    let mut totals = [0_u64; TEXT_FIELDS.len()];
    let mut documents = 0_u64;
    for segment in index.searchable_segments()? {
        let reader = tantivy::SegmentReader::open(&segment)?;
        documents += u64::from(reader.max_doc());
        for (total, field) in totals.iter_mut().zip(TEXT_FIELDS) {
            let lengths = reader.get_fieldnorms_reader(field.field())?;
            *total += (0..reader.max_doc())
                .map(|document| u64::from(lengths.fieldnorm(document)))
                .sum::<u64>();
        }
    }
    #[allow(clippy::cast_precision_loss)] // averages of small numbers
    Ok(totals
        .iter()
        .map(|&total| total as f32 / documents.max(1) as f32)
        .collect())
}
