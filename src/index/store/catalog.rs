//! What a generation knows about the files it was made from, besides their texts.
//!
//! `catalog.bin` spares the next reindex reading what has not changed: it holds
//! what pairing translations, checking links and reporting differences need.
//! Searches never open it. Every run reads and writes all of it, so it is binary,
//! and cut into blocks that all cores work on:
//!
//! ```text
//! BLAKE3 of the rest       32 bytes
//! block*                   length (u32, little endian), then that many bytes: LZ4 with the size
//!                          in front, of a postcard list of files
//! ```

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::record::ArticleRecord;
use crate::content::view::ArticleView;
use crate::index::error::IndexError;
use crate::model::file_id::{FileId, FileRef};
use crate::model::language::LanguageTag;
use crate::model::problem::Problem;
use crate::model::rule;
use crate::model::severity::Severity;

/// Name of the catalog inside a generation.
const CATALOG: &str = "catalog.bin";

/// How many files one block describes: enough to compress well, few enough to share the work.
const FILES_PER_BLOCK: usize = 128;

/// A problem of the content that outlives the run which found it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Finding {
    /// Which content root.
    pub root: usize,
    /// Path relative to the root.
    pub path: String,
    /// 1-based line; 0 for the whole file.
    pub line: u32,
    /// 1-based column; 0 when unknown.
    pub column: u32,
    /// Name of the rule.
    pub rule: Cow<'static, str>,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Cow<'static, str>,
}

impl CatalogFile {
    /// Returns the name of the source file.
    pub(crate) fn file_id(&self) -> FileRef<'_> {
        FileId::new(self.root, &self.path)
    }

    /// Returns the article, if the file is one.
    #[must_use]
    pub(crate) fn article(&self) -> Option<&ArticleRecord> {
        match &self.content {
            Content::Article(record) => Some(record),
            Content::Records(_) | Content::Unreadable => None,
        }
    }

    /// Returns the records, none if the file is something else.
    #[must_use]
    pub(crate) fn records(&self) -> &[RecordEntry] {
        match &self.content {
            Content::Records(records) => records,
            Content::Article(_) | Content::Unreadable => &[],
        }
    }

    /// Returns the view of the article as it was paired, if the file is one.
    #[must_use]
    pub(crate) fn view(&self) -> Option<ArticleView<'_>> {
        let record = self.article()?;
        Some(record.view(self.file_id()))
    }
}

impl From<Problem> for Finding {
    fn from(problem: Problem) -> Self {
        Self {
            root: problem.root,
            path: problem.path,
            line: problem.line,
            column: problem.column,
            rule: Cow::Borrowed(problem.rule.id),
            severity: problem.severity,
            message: problem.message,
            hint: Cow::Borrowed(problem.hint),
        }
    }
}

/// All files of a generation, sorted by root and path.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Catalog {
    /// The files.
    pub files: Vec<CatalogFile>,
}

impl Finding {
    /// Returns the name of the source file.
    pub(crate) fn file_id(&self) -> FileRef<'_> {
        FileId::new(self.root, &self.path)
    }

    /// Returns whether it says that readers may look for something in vain: in files that are not
    /// read, or in a FAQ without a question.
    pub(crate) fn warns_readers(&self) -> bool {
        self.rule == rule::NOT_READ.id || self.rule == rule::FAQ_WITHOUT_QUESTIONS.id
    }

    /// Returns whether it says that a file, or a record, is left out of the search on purpose.
    pub(crate) fn is_left_out(&self) -> bool {
        self.rule == rule::LEFT_OUT.id
    }
}

/// One source file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CatalogFile {
    /// Number of the content root.
    pub root: usize,
    /// Path relative to the root.
    pub path: String,
    /// What was in it.
    pub content: Content,
    /// What its reader reported.
    pub findings: Vec<Finding>,
}

/// What a source file holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Content {
    /// An article.
    Article(Box<ArticleRecord>),
    /// Records, in file order.
    Records(Vec<RecordEntry>),
    /// Nothing: it could not be read.
    Unreadable,
}

/// The entry of one record of JSON Lines, without its texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RecordEntry {
    /// Identifier.
    pub id: String,
    /// Language tag.
    pub language: LanguageTag,
    /// Published fragment, maybe empty.
    pub anchor: String,
    /// Hash of what it says: see [`super::record::text_hash`].
    pub text: u64,
    /// Hash of all that an index has of it: see [`super::record::raw_hash`] and
    /// [`super::record::whole_hash`].
    pub whole: u64,
}

/// Reads the catalog of a generation.
///
/// # Errors
/// It is missing or not what a reindex writes.
pub(crate) fn read_catalog(generation: &Path) -> Result<Catalog, IndexError> {
    let path = generation.join(CATALOG);
    let bytes = fs::read(&path).map_err(IndexError::missing_is_damage("read", &path))?;
    decode(&bytes).map_err(|reason| IndexError::Damaged { path, reason })
}

/// Writes the catalog of a generation in the making.
///
/// # Errors
/// The file cannot be written.
pub(crate) fn write_catalog(generation: &Path, catalog: &Catalog) -> Result<(), IndexError> {
    let path = generation.join(CATALOG);
    encode(catalog)
        .and_then(|bytes| fs::write(&path, bytes))
        .map_err(IndexError::io("write", &path))
}

/// Packs a catalog.
///
/// # Errors
/// It is too large.
pub(crate) fn encode(catalog: &Catalog) -> io::Result<Vec<u8>> {
    let blocks: Vec<Vec<u8>> = catalog
        .files
        .par_chunks(FILES_PER_BLOCK)
        .map(|files| {
            let block = postcard::to_stdvec(files).map_err(io::Error::other)?;
            Ok(lz4_flex::compress_prepend_size(&block))
        })
        .collect::<io::Result<_>>()?;
    let mut bytes = vec![0; blake3::OUT_LEN];
    for block in blocks {
        let length = u32::try_from(block.len()).map_err(io::Error::other)?;
        bytes.extend_from_slice(&length.to_le_bytes());
        bytes.extend_from_slice(&block);
    }
    let (head, body) = bytes.split_at_mut(blake3::OUT_LEN);
    head.copy_from_slice(blake3::hash(body).as_bytes());
    Ok(bytes)
}

/// Unpacks a catalog.
///
/// # Errors
/// These bytes are none, or damaged.
pub(crate) fn decode(bytes: &[u8]) -> Result<Catalog, String> {
    let (hash, mut rest) = bytes
        .split_first_chunk::<{ blake3::OUT_LEN }>()
        .ok_or("it is too short")?;
    // What follows trusts the lengths in it.
    if blake3::hash(rest) != *hash {
        return Err("its checksum is wrong".to_string());
    }
    let mut blocks = Vec::new();
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let length = u32::from_le_bytes(*length) as usize;
        let (block, after) = after
            .split_at_checked(length)
            .ok_or("it ends within a block")?;
        blocks.push(block);
        rest = after;
    }
    let files = blocks
        .into_par_iter()
        .map(|block| {
            let block =
                lz4_flex::decompress_size_prepended(block).map_err(|error| error.to_string())?;
            postcard::from_bytes(&block).map_err(|error| error.to_string())
        })
        .collect::<Result<Vec<Vec<CatalogFile>>, String>>()?;
    Ok(Catalog {
        files: files.into_iter().flatten().collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::sample;
    use crate::model::article::EntryKey;

    fn catalog(files: usize) -> Catalog {
        let file = |number: usize| {
            let path = format!("en/{number}.md");
            let article = sample::article(&path, "en", &["a", "b"]);
            let mut record = ArticleRecord::new(article);
            record.entries[1].aligned = Some(EntryKey {
                base_anchor: "b".to_string(),
                ordinal: 2,
            });
            CatalogFile {
                root: 0,
                path,
                content: Content::Article(Box::new(record)),
                findings: Vec::new(),
            }
        };
        Catalog {
            files: (0..files).map(file).collect(),
        }
    }

    #[test]
    fn what_is_written_is_read_again_in_its_order() {
        for files in [0, 1, FILES_PER_BLOCK, 3 * FILES_PER_BLOCK + 1] {
            let written = catalog(files);
            assert_eq!(decode(&encode(&written).unwrap()).unwrap(), written);
        }
    }

    #[test]
    fn damage_is_noticed_wherever_it_is() {
        let bytes = encode(&catalog(2)).unwrap();
        for place in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[place] ^= 0x10;
            assert!(decode(&damaged).is_err());
            assert!(decode(&bytes[..place]).is_err());
        }
    }
}
