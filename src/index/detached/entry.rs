//! One entry apart from the engine's files: its tokens, its record, and what a hit shows.

use serde::{Deserialize, Serialize};
use tantivy::TantivyDocument;
use tantivy::schema::{Field, Value};

use super::packed_name::content_key;
use super::placed::PlacedText;
use super::record::{RankRecord, TermTails, term_hash};
use crate::analysis::{Analyzer, Tokens};
use crate::index::build::writer;
use crate::index::error::IndexError;
use crate::index::store::columns::EntryRow;
use crate::index::store::schema::{
    ABBREVIATION, FACET, FIELD_COUNT, PATH, REFERENCE, REVERSED_TERM, STORED_ANSWER, STORED_ENTRY,
    STORED_NAME, TEXT_FIELDS, TextField,
};
use crate::index::store::stored::{EntryName, StoredEntry};
use crate::model::article::{Article, Entry};
use crate::model::language::LanguageTag;

/// Dictionaries of a vocabulary: those of the text fields, then these two.
pub(crate) const VOCABULARY_FIELDS: [Field; FIELD_COUNT + 2] = [
    TextField::Question.field(),
    TextField::Answer.field(),
    TextField::Heading.field(),
    TextField::Keywords.field(),
    TextField::Links.field(),
    ABBREVIATION,
    REVERSED_TERM,
];

/// An entry, apart from the engine's files.
#[derive(Clone, Debug)]
pub(crate) struct DetachedEntry {
    /// The tokens of each text field, in order of position.
    pub(crate) texts: [PlacedText; FIELD_COUNT],
    /// The tokens of each text that are the first of their term, by number.
    firsts: [Vec<usize>; FIELD_COUNT],
    /// Abbreviations that it explains, and its long words reversed.
    pub(crate) further: [Vec<String>; 2],
    /// Hashes of what names it.
    pub(crate) references: Vec<u64>,
    /// Its source file.
    pub(crate) file: String,
    /// The values of its front matter.
    pub(crate) facets: Vec<String>,
    /// What ranking reads.
    pub(crate) record: RankRecord,
    /// What whoever removes it needs beside the record.
    pub(crate) tails: TermTails,
    /// What is shown.
    pub(crate) shown: ShownEntry,
}

/// What a hit shows, packed: the stored entry in the form of the engine's files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ShownEntry {
    entry: String,
    answer: String,
}

/// Makes the entries of articles in one language.
pub(crate) struct EntryMaker {
    analyzer: Analyzer,
    tokens: Tokens,
}

impl EntryMaker {
    /// Prepares for articles in a language.
    #[must_use]
    pub(crate) fn new(language: &LanguageTag) -> Self {
        Self {
            analyzer: Analyzer::for_language(language),
            tokens: Tokens::default(),
        }
    }

    /// Makes the entries of an article; `url` gives the public address of each.
    ///
    /// # Errors
    /// An entry cannot be packed.
    pub(crate) fn entries(
        &mut self,
        article: &Article,
        url: impl Fn(&Entry) -> String,
    ) -> Result<Vec<DetachedEntry>, IndexError> {
        let Self { analyzer, tokens } = self;
        let documents = writer::documents(article, url, analyzer, tokens);
        documents
            .into_iter()
            .map(|(document, row)| DetachedEntry::of_document(&document, row, analyzer, tokens))
            .collect()
    }
}

impl DetachedEntry {
    fn of_document(
        document: &TantivyDocument,
        row: EntryRow,
        analyzer: &Analyzer,
        tokens: &mut Tokens,
    ) -> Result<Self, IndexError> {
        let values = |field| -> Vec<&str> {
            let values = document.get_all(field);
            values.filter_map(|value| value.as_str()).collect()
        };
        let owned =
            |field| -> Vec<String> { values(field).into_iter().map(str::to_owned).collect() };
        let one = |field| {
            values(field)
                .first()
                .copied()
                .unwrap_or_default()
                .to_owned()
        };
        let texts = TEXT_FIELDS.map(|field| placed(&values(field.field()), analyzer, tokens));
        let further = [ABBREVIATION, REVERSED_TERM].map(owned);
        let name: EntryName = decode(&one(STORED_NAME))?;
        let references = document.get_all(REFERENCE);
        let answer = one(STORED_ANSWER);
        let content = content_key(&name.question, &answer);
        let (mut record, mut tails, firsts) = RankRecord::new(row, name, &texts);
        record.content = content;
        for (hashes, terms) in tails.further.iter_mut().zip(&further) {
            hashes.extend(terms.iter().map(|term| term_hash(term)));
        }
        Ok(Self {
            record,
            tails,
            firsts,
            shown: ShownEntry {
                entry: one(STORED_ENTRY),
                answer,
            },
            texts,
            further,
            references: references.filter_map(|value| value.as_u64()).collect(),
            file: one(PATH),
            facets: owned(FACET),
        })
    }
}

impl DetachedEntry {
    /// Returns the terms of each dictionary of a vocabulary, each of them once.
    pub(crate) fn terms(&self) -> [Vec<&str>; VOCABULARY_FIELDS.len()] {
        let mut all: [Vec<&str>; VOCABULARY_FIELDS.len()] = Default::default();
        for ((terms, text), firsts) in all.iter_mut().zip(&self.texts).zip(&self.firsts) {
            terms.extend(firsts.iter().filter_map(|number| text.term(*number)));
        }
        for (terms, further) in all.iter_mut().skip(FIELD_COUNT).zip(&self.further) {
            terms.extend(further.iter().map(String::as_str));
        }
        all
    }
}

/// Analyses the texts of a field, one after the other.
fn placed(texts: &[&str], analyzer: &Analyzer, tokens: &mut Tokens) -> PlacedText {
    let mut placed = PlacedText::default();
    let mut start = 0;
    for text in texts {
        analyzer.analyze(text, tokens);
        let mut next = start;
        for (term, token) in tokens.iter() {
            let position = start + token.position;
            next = next.max(position + 1);
            placed.push(term, position);
        }
        start = next;
    }
    placed
}

fn decode<T: serde::de::DeserializeOwned>(json: &str) -> Result<T, IndexError> {
    serde_json::from_str(json).map_err(|error| IndexError::Damaged {
        path: "entry".into(),
        reason: error.to_string(),
    })
}

impl ShownEntry {
    /// Stands for what is shown of an entry while only its name is known.
    #[must_use]
    pub(crate) fn unknown(name: EntryName) -> StoredEntry {
        StoredEntry {
            name,
            ..StoredEntry::default()
        }
    }

    /// Packs what is shown.
    #[must_use]
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let bytes = postcard::to_stdvec(self).unwrap_or_default();
        lz4_flex::compress_prepend_size(&bytes)
    }

    /// Unpacks what is shown, and joins it with the name.
    ///
    /// # Errors
    /// These bytes are none.
    pub(crate) fn from_bytes(bytes: &[u8], name: EntryName) -> Result<StoredEntry, String> {
        let bytes =
            lz4_flex::decompress_size_prepended(bytes).map_err(|error| error.to_string())?;
        let shown: Self = postcard::from_bytes(&bytes).map_err(|error| error.to_string())?;
        let entry: Result<StoredEntry, _> = serde_json::from_str(&shown.entry);
        let mut entry = entry.map_err(|error| error.to_string())?;
        entry.name = name;
        entry.answer = shown.answer;
        Ok(entry)
    }
}
