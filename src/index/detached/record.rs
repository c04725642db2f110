//! One entry: its token streams, and the record that ranking reads.
//!
//! A record names terms by hashes, sorted, each with its positions. That is a third of the terms
//! themselves, and a query looks a term up in it without unpacking it into a dictionary.

use serde::{Deserialize, Serialize};
use tantivy::TantivyDocument;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::{Field, Value};

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
use crate::model::hash::hash64;
use crate::model::language::LanguageTag;

/// Bits of a term's hash: among a million terms two are alike once in five hundred languages.
const HASH_BITS: u32 = 48;

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

/// Returns the hash by which a record names a term.
#[must_use]
pub(crate) fn term_hash(term: &str) -> u64 {
    hash64(&[term]) >> (u64::BITS - HASH_BITS)
}

/// One token of a text: its term, and its place among the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PlacedTerm {
    pub(crate) term: String,
    pub(crate) position: u32,
}

/// An entry, apart from the engine's files.
#[derive(Clone, Debug)]
pub(crate) struct DetachedEntry {
    /// The tokens of each text field, in order of position.
    pub(crate) texts: [Vec<PlacedTerm>; FIELD_COUNT],
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
    /// What is shown.
    pub(crate) shown: ShownEntry,
}

/// What ranking reads of an entry.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct RankRecord {
    /// The columns.
    pub(crate) row: EntryRow,
    /// What names it.
    pub(crate) name: PackedName,
    /// The text fields.
    pub(crate) fields: [FieldRecord; FIELD_COUNT],
    /// Hashes of the terms in the two further dictionaries.
    pub(crate) further: [Vec<u64>; 2],
}

/// An [`EntryName`], packed without names of fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PackedName {
    id: String,
    path: String,
    anchor: String,
    url: String,
    question: String,
}

/// The terms of one text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FieldRecord {
    /// The code of its length.
    pub(crate) length: u8,
    /// Hashes of its terms, ascending, each less the one before.
    hashes: Vec<u64>,
    /// How often each term occurs.
    counts: Vec<u32>,
    /// The positions of each, one term after the other.
    positions: Vec<u32>,
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
        Ok(Self {
            record: RankRecord {
                row,
                name: name.into(),
                fields: TEXT_FIELDS.map(|field| FieldRecord::new(&texts[field as usize])),
                further: [0, 1].map(|place: usize| {
                    let terms = further.get(place).into_iter().flatten();
                    terms.map(|term| term_hash(term)).collect()
                }),
            },
            shown: ShownEntry {
                entry: one(STORED_ENTRY),
                answer: one(STORED_ANSWER),
            },
            texts,
            further,
            references: references.filter_map(|value| value.as_u64()).collect(),
            file: one(PATH),
            facets: owned(FACET),
        })
    }
}

/// Analyses the texts of a field, one after the other.
fn placed(texts: &[&str], analyzer: &Analyzer, tokens: &mut Tokens) -> Vec<PlacedTerm> {
    let mut placed = Vec::new();
    let mut start = 0;
    for text in texts {
        analyzer.analyze(text, tokens);
        let mut next = start;
        for (term, token) in tokens.iter() {
            let position = start + token.position;
            next = next.max(position + 1);
            placed.push(PlacedTerm {
                term: term.to_owned(),
                position,
            });
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

impl FieldRecord {
    fn new(text: &[PlacedTerm]) -> Self {
        let tokens = u32::try_from(text.len()).unwrap_or(u32::MAX);
        let mut placed: Vec<(u64, u32)> = text
            .iter()
            .map(|token| (term_hash(&token.term), token.position))
            .collect();
        placed.sort_unstable();
        let mut record = Self {
            length: FieldNormReader::fieldnorm_to_id(tokens),
            ..Self::default()
        };
        let mut before = 0;
        for of_one in placed.chunk_by(|a, b| a.0 == b.0) {
            let hash = of_one.first().map_or(0, |(hash, _)| *hash);
            record.hashes.push(hash - before);
            record
                .counts
                .push(u32::try_from(of_one.len()).unwrap_or(u32::MAX));
            record
                .positions
                .extend(of_one.iter().map(|(_, position)| position));
            before = hash;
        }
        record
    }

    /// Calls `each` with the hash and the positions of every term, in the order of the hashes.
    pub(crate) fn terms(&self, mut each: impl FnMut(u64, &[u32])) {
        let (mut hash, mut rest) = (0, self.positions.as_slice());
        for (more, count) in self.hashes.iter().zip(&self.counts) {
            hash += more;
            let (own, further) = rest.split_at((*count as usize).min(rest.len()));
            each(hash, own);
            rest = further;
        }
    }

    /// Returns the number of tokens that its code of length stands for.
    pub(crate) fn tokens(&self) -> u32 {
        FieldNormReader::id_to_fieldnorm(self.length)
    }
}

impl RankRecord {
    /// Packs the record.
    #[must_use]
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        // Numbers and texts in memory can always be written.
        postcard::to_stdvec(self).unwrap_or_default()
    }

    /// Unpacks a record.
    ///
    /// # Errors
    /// These bytes are none.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        postcard::from_bytes(bytes).map_err(|error| error.to_string())
    }
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

impl From<EntryName> for PackedName {
    fn from(name: EntryName) -> Self {
        Self {
            id: name.id,
            path: name.path,
            anchor: name.anchor,
            url: name.url,
            question: name.question,
        }
    }
}

impl From<&PackedName> for EntryName {
    fn from(name: &PackedName) -> Self {
        Self {
            id: name.id.clone(),
            path: name.path.clone(),
            anchor: name.anchor.clone(),
            url: name.url.clone(),
            question: name.question.clone(),
        }
    }
}

impl PackedName {
    /// Returns the identifier of the entry.
    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    /// Returns the path of the entry's file.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }
}
