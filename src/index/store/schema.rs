//! The fields of a language's index: what is searched, what is kept beside it.
//!
//! The same schema serves every language; only the tokenizer registered under
//! [`TOKENIZER`] differs.

use tantivy::IndexSettings;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, SchemaBuilder,
    TextFieldIndexing, TextOptions,
};

/// Name under which the language's tokenizer is registered while building.
pub const TOKENIZER: &str = "faq";

/// How many text fields are searched.
pub const FIELD_COUNT: usize = 5;

/// A searched part of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextField {
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

/// The text fields in the order of their field numbers.
pub const TEXT_FIELDS: [TextField; FIELD_COUNT] = [
    TextField::Question,
    TextField::Answer,
    TextField::Heading,
    TextField::Keywords,
    TextField::Links,
];

impl TextField {
    /// The field in tantivy's schema.
    #[must_use]
    pub const fn field(self) -> Field {
        Field::from_field_id(self as u32)
    }

    /// Name in the schema and in explanations.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Answer => "answer",
            Self::Heading => "heading",
            Self::Keywords => "keywords",
            Self::Links => "links",
        }
    }

    /// Whether the positions of words are kept, for proximity and order.
    #[must_use]
    pub const fn has_positions(self) -> bool {
        matches!(self, Self::Question | Self::Answer)
    }
}

/// Hashes of everything that names an entry: its id, `path#anchor`, `path#alias`.
pub const REFERENCE: Field = Field::from_field_id(5);
/// Identity of the translation group.
pub const GROUP: Field = Field::from_field_id(6);
/// The source file as [`path_value`] has it, for replacing what came from it.
pub const PATH: Field = Field::from_field_id(7);
/// `field=value` pairs of the front matter.
pub const FACET: Field = Field::from_field_id(8);
/// The entry as it is shown, without its name and its answer (see [`super::stored::StoredEntry`]).
pub const STORED_ENTRY: Field = Field::from_field_id(9);
/// The answer, Markdown.
pub const STORED_ANSWER: Field = Field::from_field_id(10);

/// Column: hash of the folded question, for "the query is this question".
pub const QUESTION_HASH: &str = "question_hash";
/// Column: the answer's likeness, for equal answers in several articles (see [`crate::index::Answer`]).
pub const LIKENESS: &str = "likeness";
/// Column: order among equal scores: file, then place in the file.
pub const ORDER: &str = "order";
/// Where the file begins in [`ORDER`].
pub const FILE_SHIFT: u32 = 32;
/// Column: see the `FLAG_` constants.
pub const FLAGS: &str = "flags";
/// Column: same value as the indexed [`GROUP`].
pub const GROUP_COLUMN: &str = "group";

/// Set when the entry is a question.
pub const FLAG_QUESTION: u64 = 1;
/// Set when the entry only points elsewhere.
pub const FLAG_BOILERPLATE: u64 = 2;
/// From this bit on, [`FLAGS`] count the questions of the entry's article.
pub const QUESTIONS_SHIFT: u32 = 8;

/// The columns that have no indexed counterpart, in field order.
pub const COLUMNS: [(&str, Field); 4] = [
    (QUESTION_HASH, Field::from_field_id(11)),
    (LIKENESS, Field::from_field_id(12)),
    (ORDER, Field::from_field_id(13)),
    (FLAGS, Field::from_field_id(14)),
];

/// What names a source file in the field [`PATH`]: the same path may exist in several roots.
#[must_use]
pub fn path_value(root: usize, path: &str) -> String {
    format!("{root}:{path}")
}

/// Abbreviations that the entry explains (see [`crate::index::abbreviation`]).
pub const ACRONYM: Field = Field::from_field_id(15);

/// Stems of long words, reversed (see [`crate::index::reversed_terms`]).
pub const TAIL: Field = Field::from_field_id(16);

/// The name of the entry (see [`super::stored::EntryName`]).
pub const STORED_NAME: Field = Field::from_field_id(17);

/// Builds the schema. Field numbers follow the order of the calls, which the
/// constants above repeat; a test holds the two together.
#[must_use]
pub fn schema() -> Schema {
    let mut builder = SchemaBuilder::new();
    for field in TEXT_FIELDS {
        let record = if field.has_positions() {
            IndexRecordOption::WithFreqsAndPositions
        } else {
            IndexRecordOption::WithFreqs
        };
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(TOKENIZER)
            .set_index_option(record);
        builder.add_text_field(
            field.name(),
            TextOptions::default().set_indexing_options(indexing),
        );
    }
    builder.add_u64_field("reference", INDEXED);
    builder.add_u64_field(GROUP_COLUMN, INDEXED | FAST);
    builder.add_text_field("path", STRING);
    builder.add_text_field("facet", STRING);
    builder.add_text_field("entry", STORED);
    builder.add_text_field("markdown", STORED);
    for (name, _) in COLUMNS {
        builder.add_u64_field(name, FAST);
    }
    let whole = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::Basic);
    let whole = TextOptions::default().set_indexing_options(whole);
    builder.add_text_field("acronym", whole.clone());
    builder.add_text_field("tail", whole);
    builder.add_text_field("name", STORED);
    builder.build()
}

/// Bytes of stored entries that are compressed together. A page of hits reads
/// single entries from many places, which small blocks make several times as quick; they
/// make an index a tenth larger than blocks of four kilobytes.
const STORE_BLOCK_BYTES: usize = 1024;

/// Settings of every index and every merge.
#[must_use]
pub fn settings() -> IndexSettings {
    IndexSettings {
        docstore_blocksize: STORE_BLOCK_BYTES,
        ..IndexSettings::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_name_the_fields_of_the_schema() {
        let schema = schema();
        for field in TEXT_FIELDS {
            assert_eq!(schema.get_field_name(field.field()), field.name());
        }
        assert_eq!(schema.get_field_name(REFERENCE), "reference");
        assert_eq!(schema.get_field_name(GROUP), GROUP_COLUMN);
        assert_eq!(schema.get_field_name(PATH), "path");
        assert_eq!(schema.get_field_name(FACET), "facet");
        assert_eq!(schema.get_field_name(STORED_ENTRY), "entry");
        assert_eq!(schema.get_field_name(STORED_ANSWER), "markdown");
        for (name, field) in COLUMNS {
            assert_eq!(schema.get_field_name(field), name);
        }
        assert_eq!(schema.get_field_name(ACRONYM), "acronym");
        assert_eq!(schema.get_field_name(TAIL), "tail");
        assert_eq!(schema.get_field_name(STORED_NAME), "name");
        assert_eq!(schema.num_fields(), 18);
    }
}
