//! The fields of a language's index: what is searched, what is kept beside it.
//!
//! [`FIELDS`] is the one list of them: names, numbers and the engine's schema are made from it.
//! The same schema serves every language. Only the tokenizer that is registered as
//! [`TOKENIZER`] differs.

use crate::model::file_id::FileRef;
use tantivy::IndexSettings;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, SchemaBuilder,
    TextFieldIndexing, TextOptions,
};

/// The name under which the language's tokenizer is registered while building.
pub(crate) const TOKENIZER: &str = "faq";

/// How many text fields are searched.
pub(crate) const FIELD_COUNT: usize = 5;

/// A field of the index.
pub(crate) struct FieldSpec {
    /// The name on disk.
    pub(crate) name: &'static str,
    storage: Storage,
}

/// What the engine keeps of a field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Storage {
    /// Analysed text, found by its terms, with the positions of words or without.
    Text { positions: bool },
    /// A text that is found as a whole.
    Keyword,
    /// Terms that are found as they are given, without lengths and frequencies.
    Terms,
    /// A number that is found.
    Number,
    /// A number in a column, read by document.
    Column,
    /// A number that is both found and read by document.
    NumberAndColumn,
    /// A text that is only kept.
    Stored,
}

/// All fields. The number of a field is its place in this list, which is part of the format on
/// disk, as are the names. The fields of [`TextField`] come first.
pub(crate) const FIELDS: [FieldSpec; 18] = [
    FieldSpec::new("question", Storage::Text { positions: true }),
    FieldSpec::new("answer", Storage::Text { positions: true }),
    FieldSpec::new("heading", Storage::Text { positions: false }),
    FieldSpec::new("keywords", Storage::Text { positions: false }),
    FieldSpec::new("links", Storage::Text { positions: false }),
    FieldSpec::new("reference", Storage::Number),
    FieldSpec::new("group", Storage::NumberAndColumn),
    FieldSpec::new("path", Storage::Keyword),
    FieldSpec::new("facet", Storage::Keyword),
    FieldSpec::new("entry", Storage::Stored),
    FieldSpec::new("markdown", Storage::Stored),
    FieldSpec::new("question_hash", Storage::Column),
    FieldSpec::new("likeness", Storage::Column),
    FieldSpec::new("order", Storage::Column),
    FieldSpec::new("flags", Storage::Column),
    FieldSpec::new("acronym", Storage::Terms),
    FieldSpec::new("tail", Storage::Terms),
    FieldSpec::new("name", Storage::Stored),
];

impl FieldSpec {
    const fn new(name: &'static str, storage: Storage) -> Self {
        Self { name, storage }
    }

    /// Adds the field to the engine's schema.
    fn add_to(&self, builder: &mut SchemaBuilder) {
        match self.storage {
            Storage::Text { positions } => {
                let record = if positions {
                    IndexRecordOption::WithFreqsAndPositions
                } else {
                    IndexRecordOption::WithFreqs
                };
                let indexing = TextFieldIndexing::default()
                    .set_tokenizer(TOKENIZER)
                    .set_index_option(record);
                let options = TextOptions::default().set_indexing_options(indexing);
                builder.add_text_field(self.name, options)
            }
            Storage::Keyword => builder.add_text_field(self.name, STRING),
            Storage::Terms => {
                let indexing = TextFieldIndexing::default()
                    .set_tokenizer("raw")
                    .set_fieldnorms(false)
                    .set_index_option(IndexRecordOption::Basic);
                let options = TextOptions::default().set_indexing_options(indexing);
                builder.add_text_field(self.name, options)
            }
            Storage::Number => builder.add_u64_field(self.name, INDEXED),
            Storage::Column => builder.add_u64_field(self.name, FAST),
            Storage::NumberAndColumn => builder.add_u64_field(self.name, INDEXED | FAST),
            Storage::Stored => builder.add_text_field(self.name, STORED),
        };
    }
}

/// Returns the number of the field with this name in [`FIELDS`]. Meant for constants, where a
/// name that is not in the list is refused by the compiler.
pub(crate) const fn field(name: &str) -> Field {
    let mut number = 0;
    while !is_equal(FIELDS[number as usize].name, name) {
        number += 1;
    }
    Field::from_field_id(number)
}

/// Compares two texts; the operator is not available in constants.
const fn is_equal(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut place = 0;
    while place < a.len() && place < b.len() && a[place] == b[place] {
        place += 1;
    }
    place == a.len() && place == b.len()
}

/// A searched part of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum TextField {
    /// The question, or a section's heading.
    Question,
    /// The answer's readable text.
    Answer,
    /// The headings above, and the article's title.
    Heading,
    /// Keywords of the record or the front matter.
    Keywords,
    /// Destinations of links in the answer.
    Links,
}

/// The text fields in the order of their numbers, which are the first of [`FIELDS`].
pub(crate) const TEXT_FIELDS: [TextField; FIELD_COUNT] = [
    TextField::Question,
    TextField::Answer,
    TextField::Heading,
    TextField::Keywords,
    TextField::Links,
];

impl TextField {
    /// Returns the field in the engine's schema.
    #[must_use]
    pub(crate) const fn field(self) -> Field {
        Field::from_field_id(self as u32)
    }

    /// Returns the name in the schema and in explanations.
    #[must_use]
    pub(crate) const fn name(self) -> &'static str {
        FIELDS[self as usize].name
    }

    /// Returns whether the positions of words are kept, for proximity and order.
    #[must_use]
    pub(crate) const fn has_positions(self) -> bool {
        matches!(
            FIELDS[self as usize].storage,
            Storage::Text { positions: true }
        )
    }
}

/// Hashes of everything that names an entry: its id, `path#anchor`, `path#alias`, its addresses.
pub(crate) const REFERENCE: Field = field("reference");
/// The translation group.
pub(crate) const GROUP: Field = field("group");
/// The source file as [`path_value`] has it, for replacing what came from it.
pub(crate) const PATH: Field = field("path");
/// The `field=value` pairs of the front matter.
pub(crate) const FACET: Field = field("facet");
/// The entry as it is shown, without its name and its answer (see [`super::stored::StoredEntry`]).
pub(crate) const STORED_ENTRY: Field = field("entry");
/// The answer, Markdown.
pub(crate) const STORED_ANSWER: Field = field("markdown");
/// The name of the entry (see [`super::stored::EntryName`]).
pub(crate) const STORED_NAME: Field = field("name");
/// Abbreviations that the entry explains (see [`crate::index::abbreviation`]).
pub(crate) const ABBREVIATION: Field = field("acronym");
/// Stems of long words, reversed (see [`crate::index::reversed_terms`]).
pub(crate) const REVERSED_TERM: Field = field("tail");

/// Returns what names a source file in the field [`PATH`]. The same path may exist in several
/// roots.
#[must_use]
pub(crate) fn path_value(file: FileRef<'_>) -> String {
    format!("{}:{}", file.root, file.path)
}

/// Builds the engine's schema from [`FIELDS`].
#[must_use]
pub(crate) fn schema() -> Schema {
    schema_of(|_| true)
}

/// Builds a schema with all fields, of which only those of a part are more than a name.
#[must_use]
pub(crate) fn schema_of(is_part: impl Fn(Field) -> bool) -> Schema {
    let mut builder = SchemaBuilder::new();
    for (number, field) in (0..).zip(&FIELDS) {
        if is_part(Field::from_field_id(number)) {
            field.add_to(&mut builder);
        } else {
            builder.add_text_field(field.name, TextOptions::default());
        }
    }
    builder.build()
}

/// Bytes of stored entries that are compressed together. A page of hits reads
/// single entries from many places, which small blocks make several times as quick; they
/// make an index a tenth larger than blocks of four kilobytes.
const STORE_BLOCK_BYTES: usize = 1024;

/// Returns the settings of every index and every merge.
#[must_use]
pub(crate) fn settings() -> IndexSettings {
    IndexSettings {
        docstore_blocksize: STORE_BLOCK_BYTES,
        // Languages and parts are written beside each other already, and to hand a small block over
        // takes longer than to compress it.
        docstore_compress_dedicated_thread: false,
        ..IndexSettings::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_has_the_fields_of_the_list_under_their_numbers() {
        let schema = schema();
        assert_eq!(schema.num_fields(), FIELDS.len());
        for (number, spec) in (0..).zip(&FIELDS) {
            let field = Field::from_field_id(number);
            assert_eq!(schema.get_field_name(field), spec.name);
            assert_eq!(super::field(spec.name), field);
        }
    }

    #[test]
    fn text_fields_come_first() {
        for (number, field) in (0..).zip(TEXT_FIELDS) {
            assert_eq!(field.field().field_id(), number);
        }
        let names = TEXT_FIELDS.map(TextField::name);
        assert_eq!(
            names,
            ["question", "answer", "heading", "keywords", "links"]
        );
    }

    #[test]
    fn the_format_on_disk_stays() {
        // Who changes this raises `FORMAT`.
        let schema = serde_json::to_string(&schema()).unwrap();
        assert_eq!(
            blake3::hash(schema.as_bytes()).to_hex()[..16],
            *"56e17885f7f9d69d"
        );
    }
}
