//! The columns of an entry: numbers that ranking reads by document, both written and read.
//!
//! Owns which column holds what, and how a value is packed into 64 bits. Where a column stands
//! in the schema is said in [`super::schema`]. Knows nothing of scores.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tantivy::TantivyDocument;
use tantivy::columnar::ColumnValues;
use tantivy::schema::Field;

use super::open::LanguageIndex;
use super::schema::{FIELDS, GROUP, field};
use crate::index::build::answer_fingerprint::AnswerFingerprint;
use crate::index::error::IndexError;
use crate::model::article::Kind;

/// A column. Every entry has exactly one value in each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    /// The hash of the folded question, which tells whether a query is this question.
    QuestionHash,
    /// The fingerprint of the answer, which finds equal answers of several articles.
    AnswerFingerprint,
    /// The [`SortKey`].
    SortKey,
    /// The [`EntryFlags`].
    Flags,
    /// The translation group, the same number as in the indexed field [`GROUP`].
    Group,
}

impl Column {
    /// Returns the field of the schema that holds the column.
    const fn field(self) -> Field {
        const QUESTION_HASH: Field = field("question_hash");
        const ANSWER_FINGERPRINT: Field = field("likeness");
        const SORT_KEY: Field = field("order");
        const FLAGS: Field = field("flags");
        match self {
            Self::QuestionHash => QUESTION_HASH,
            Self::AnswerFingerprint => ANSWER_FINGERPRINT,
            Self::SortKey => SORT_KEY,
            Self::Flags => FLAGS,
            Self::Group => GROUP,
        }
    }

    /// Returns the name by which the engine opens the column.
    pub(crate) const fn name(self) -> &'static str {
        FIELDS[self.field().field_id() as usize].name
    }
}

/// What an entry is, packed into one column: kind, and questions of its article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct EntryFlags(u64);

impl EntryFlags {
    const QUESTION: u64 = 1;
    const NAVIGATION: u64 = 1 << 1;
    /// The number of questions stands in the bits from this one on.
    const QUESTIONS_SHIFT: u32 = 8;

    /// Packs the kind of an entry, whether it only points to other pages, and the number of
    /// questions that its article answers.
    #[must_use]
    pub(crate) fn new(kind: Kind, is_navigation: bool, questions: u64) -> Self {
        let mut bits = questions << Self::QUESTIONS_SHIFT;
        if kind == Kind::Question {
            bits |= Self::QUESTION;
        }
        if is_navigation {
            bits |= Self::NAVIGATION;
        }
        Self(bits)
    }

    /// Returns whether the entry is a question.
    #[must_use]
    pub(crate) fn is_question(self) -> bool {
        self.0 & Self::QUESTION != 0
    }

    /// Returns whether the entry only points to other pages ("Next steps").
    #[must_use]
    pub(crate) fn is_navigation(self) -> bool {
        self.0 & Self::NAVIGATION != 0
    }

    /// Returns how many questions the article of the entry answers.
    #[must_use]
    pub(crate) fn questions(self) -> u64 {
        self.0 >> Self::QUESTIONS_SHIFT
    }
}

/// The order among entries with equal scores: by file, then by place in the file.
///
/// Files are ordered by a hash of their names, so that the order does not depend on how the
/// index was built.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub(crate) struct SortKey(u64);

impl SortKey {
    /// The hash of the file stands in the bits from this one on.
    const FILE_SHIFT: u32 = 32;
    /// The line stands between the file and the ordinal.
    const LINE_SHIFT: u32 = 8;
    const MAX_LINE: u32 = 0x00ff_ffff;
    const MAX_ORDINAL: u32 = 0xff;

    /// Packs the upper half of the file's hash, the line and the ordinal of an entry.
    #[must_use]
    pub(crate) fn new(file_hash: u64, line: u32, ordinal: u32) -> Self {
        let file = file_hash >> Self::FILE_SHIFT << Self::FILE_SHIFT;
        let line = u64::from(line.min(Self::MAX_LINE)) << Self::LINE_SHIFT;
        Self(file | line | u64::from(ordinal.min(Self::MAX_ORDINAL)))
    }

    /// Returns a number that tells the files of entries apart.
    #[must_use]
    pub(crate) fn file(self) -> u64 {
        self.0 >> Self::FILE_SHIFT
    }
}

/// The values of one entry in all columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct EntryRow {
    /// What equal answers are found by, and the hash of the question.
    pub(crate) answer: AnswerFingerprint,
    /// The order among equal scores.
    pub(crate) sort_key: SortKey,
    /// What the entry is.
    pub(crate) flags: EntryFlags,
    /// The translation group.
    pub(crate) group: u64,
}

impl EntryRow {
    /// Adds the values to the document of the entry.
    pub(crate) fn add_to(&self, document: &mut TantivyDocument) {
        for (column, value) in [
            (Column::QuestionHash, self.answer.question),
            (Column::AnswerFingerprint, self.answer.bits),
            (Column::SortKey, self.sort_key.0),
            (Column::Flags, self.flags.0),
            (Column::Group, self.group),
        ] {
            document.add_u64(column.field(), value);
        }
    }
}

/// The open columns of a language, read by document number.
pub(crate) struct Columns {
    question_hash: Arc<dyn ColumnValues<u64>>,
    answer_fingerprint: Arc<dyn ColumnValues<u64>>,
    sort_key: Arc<dyn ColumnValues<u64>>,
    flags: Arc<dyn ColumnValues<u64>>,
    group: Arc<dyn ColumnValues<u64>>,
}

impl Columns {
    /// Opens the columns of a language.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn open(index: &LanguageIndex) -> Result<Self, IndexError> {
        // Every document has one value in each column, which stands at the document's number.
        let open = |column: Column| {
            let values = index.segment.fast_fields().u64(column.name());
            let values = values.map_err(IndexError::engine(&index.summary.tag))?;
            Ok::<_, IndexError>(values.values)
        };
        Ok(Self {
            question_hash: open(Column::QuestionHash)?,
            sort_key: open(Column::SortKey)?,
            flags: open(Column::Flags)?,
            group: open(Column::Group)?,
            answer_fingerprint: open(Column::AnswerFingerprint)?,
        })
    }

    /// Makes columns of entries that are in memory.
    #[cfg(feature = "opensearch")]
    pub(crate) fn of_rows(rows: &[EntryRow]) -> Self {
        let column = |value: fn(&EntryRow) -> u64| -> Arc<dyn ColumnValues<u64>> {
            Arc::new(Values(rows.iter().map(value).collect()))
        };
        Self {
            question_hash: column(|row| row.answer.question),
            answer_fingerprint: column(|row| row.answer.bits),
            sort_key: column(|row| row.sort_key.0),
            flags: column(|row| row.flags.0),
            group: column(|row| row.group),
        }
    }

    /// Returns what the entry of a document is.
    #[must_use]
    pub(crate) fn flags(&self, doc: u32) -> EntryFlags {
        EntryFlags(self.flags.get_val(doc))
    }

    /// Returns the translation group of a document.
    #[must_use]
    pub(crate) fn group(&self, doc: u32) -> u64 {
        self.group.get_val(doc)
    }

    /// Calls `each` with the translation group of every document, which it reads 64 at a time.
    pub(crate) fn groups(&self, documents: &[u32], mut each: impl FnMut(u64)) {
        let mut groups = [0; 64];
        for documents in documents.chunks(groups.len()) {
            let groups = &mut groups[..documents.len()];
            self.group.get_vals(documents, groups);
            groups.iter().copied().for_each(&mut each);
        }
    }

    /// Returns what the answer of a document is compared by.
    #[must_use]
    pub(crate) fn answer(&self, doc: u32) -> AnswerFingerprint {
        AnswerFingerprint {
            question: self.question_hash(doc),
            bits: self.answer_fingerprint.get_val(doc),
        }
    }

    /// Returns the order of a document among those with equal scores.
    #[must_use]
    pub(crate) fn sort_key(&self, doc: u32) -> SortKey {
        SortKey(self.sort_key.get_val(doc))
    }

    /// Returns the hash of the folded question of a document.
    #[must_use]
    pub(crate) fn question_hash(&self, doc: u32) -> u64 {
        self.question_hash.get_val(doc)
    }
}

/// The values of a column in memory, by document.
#[cfg(feature = "opensearch")]
struct Values(Vec<u64>);

#[cfg(feature = "opensearch")]
impl ColumnValues<u64> for Values {
    fn get_val(&self, document: u32) -> u64 {
        self.0.get(document as usize).copied().unwrap_or_default()
    }

    fn min_value(&self) -> u64 {
        self.0.iter().copied().min().unwrap_or_default()
    }

    fn max_value(&self) -> u64 {
        self.0.iter().copied().max().unwrap_or_default()
    }

    fn num_vals(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_say_what_was_packed() {
        for kind in [Kind::Question, Kind::Section] {
            for is_navigation in [false, true] {
                let flags = EntryFlags::new(kind, is_navigation, 300);
                assert_eq!(flags.is_question(), kind == Kind::Question);
                assert_eq!(flags.is_navigation(), is_navigation);
                assert_eq!(flags.questions(), 300);
            }
        }
    }

    #[test]
    fn entries_are_ordered_by_file_then_line_then_ordinal() {
        let key = |file: u64, line, ordinal| SortKey::new(file << 32 | 7, line, ordinal);
        assert!(key(1, u32::MAX, 0) < key(2, 0, 0));
        assert!(key(1, 5, u32::MAX) < key(1, 6, 0));
        assert!(key(1, 5, 1) < key(1, 5, 2));
        assert_eq!(key(1, u32::MAX, u32::MAX).file(), 1);
    }
}
