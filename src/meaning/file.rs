//! Our own file of a model: a head that says what it is, then tables that are used as they lie.
//!
//! `faq model import` writes it once; whoever searches maps it, so that only what a query touches
//! is ever read. Layout: eight letters, the version, the length of the head, the head as JSON, then
//! the sections, each at a multiple of 64 bytes. Numbers are little-endian.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::ops::{Deref, Range};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::error::ModelError;

/// Its name in the folder of a model.
pub(crate) const MODEL_FILE: &str = "model.faqm";

/// The bytes of a file, which whoever opens it has mapped or read.
pub(crate) type Bytes = Arc<dyn Deref<Target = [u8]> + Send + Sync>;

const MAGIC: &[u8; 8] = b"faqmodel";

/// Version of the layout. Raised when an older program would misread it.
const VERSION: u32 = 2;

/// Sections begin at multiples of this.
const ALIGNMENT: usize = 64;

/// How texts become tokens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum TokenizerKind {
    /// The likeliest sequence of pieces (`SentencePiece`, XLM-RoBERTa).
    Unigram {
        /// Score of a character that no piece has.
        unknown_score: f32,
    },
    /// The longest piece first (BERT).
    WordPiece {
        /// Whether case is dropped.
        lowercase: bool,
        /// Whether accents are dropped.
        strip_accents: bool,
        /// What a piece inside a word begins with.
        continuation: String,
    },
}

/// What a model is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Description {
    /// Its name, for people.
    pub(crate) name: String,
    /// Length of a vector.
    pub(crate) hidden: usize,
    /// Layers of the encoder; 0 for a static table.
    pub(crate) layers: usize,
    /// Heads of attention in each.
    pub(crate) heads: usize,
    /// Length of the vectors between the two halves of a layer.
    pub(crate) intermediate: usize,
    /// Number of pieces.
    pub(crate) pieces: usize,
    /// Most tokens of a text, those at both ends included.
    pub(crate) max_tokens: usize,
    /// Number of the first position.
    pub(crate) first_position: usize,
    /// Added to a variance.
    pub(crate) epsilon: f32,
    /// How texts become tokens.
    pub(crate) tokenizer: TokenizerKind,
    /// Tokens in front of a text.
    pub(crate) before: Vec<u32>,
    /// Tokens behind it.
    pub(crate) after: Vec<u32>,
    /// What stands for what is not known.
    pub(crate) unknown: u32,
    /// What is put in front of a query.
    pub(crate) query_prefix: String,
    /// What is put in front of a passage.
    pub(crate) passage_prefix: String,
}

impl Description {
    /// Returns whether there may be a model of these sizes.
    fn has_possible_sizes(&self) -> bool {
        const MOST: usize = 10_000_000;
        let is_size = |size: usize| (1..=MOST).contains(&size);
        let has_layers = self.layers > 0;
        is_size(self.hidden)
            && is_size(self.pieces)
            && is_size(self.max_tokens)
            && self.layers <= MOST
            && self.first_position <= MOST
            && (!has_layers || is_size(self.heads) && is_size(self.intermediate))
    }
}

/// Where the sections are, by name, as offsets into the body.
type Sections = BTreeMap<String, Range<usize>>;

#[derive(Serialize, Deserialize)]
struct Head {
    digest: String,
    description: Description,
    sections: Sections,
}

/// An open file.
pub(crate) struct ModelFile {
    path: PathBuf,
    bytes: Bytes,
    body: usize,
    head: Head,
}

impl ModelFile {
    /// Opens a file of these bytes. Only its head is looked at.
    ///
    /// # Errors
    /// It is not such a file, of another version, or cut short.
    pub(crate) fn open(path: &Path, bytes: Bytes) -> Result<Self, ModelError> {
        let damaged = |reason: &str| ModelError::damaged(path, reason);
        if !bytes.starts_with(MAGIC) {
            return Err(damaged("is no model that `faq model import` has written"));
        }
        let number = |at: usize| -> Option<u32> {
            let four = bytes.get(at..at + 4)?;
            Some(u32::from_le_bytes(four.try_into().ok()?))
        };
        match number(8) {
            Some(VERSION) => {}
            Some(other) => {
                let reason =
                    format!("has format {other}, not {VERSION}: run `faq model import` again");
                return Err(ModelError::damaged(path, reason));
            }
            None => return Err(damaged("is cut short")),
        }
        let length = number(12).ok_or_else(|| damaged("is cut short"))? as usize;
        let body = (16 + length).next_multiple_of(ALIGNMENT);
        let head = bytes.get(16..16 + length);
        let head = head.ok_or_else(|| damaged("is cut short"))?;
        let head: Head = serde_json::from_slice(head)
            .map_err(|error| ModelError::damaged(path, format!("its head: {error}")))?;
        let room = bytes.len().saturating_sub(body);
        let mut sections = head.sections.values();
        if sections.any(|range| range.start > range.end || range.end > room) {
            return Err(damaged("is cut short"));
        }
        if !head.description.has_possible_sizes() {
            return Err(damaged("states impossible sizes"));
        }
        Ok(Self {
            path: path.to_path_buf(),
            bytes,
            body,
            head,
        })
    }

    /// Compares the file with its digest, which reads all of it.
    ///
    /// # Errors
    /// It is damaged.
    pub(crate) fn verify(&self) -> Result<(), ModelError> {
        let body = self.bytes.get(self.body..).unwrap_or_default();
        let found = digest(&self.head.description, &self.head.sections, body);
        if found == self.head.digest {
            return Ok(());
        }
        let reason = "its checksum is wrong: run `faq model import` again";
        Err(ModelError::damaged(&self.path, reason))
    }

    /// Returns what the model is.
    pub(crate) fn description(&self) -> &Description {
        &self.head.description
    }

    /// Returns the digest of everything in it.
    pub(crate) fn identity(&self) -> &str {
        &self.head.digest
    }

    /// Returns the path it was opened from.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the size of the file in bytes.
    pub(crate) fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Finds a section that has so many bytes.
    ///
    /// # Errors
    /// There is none, or it has another size.
    pub(crate) fn section(&self, name: &str, length: usize) -> Result<Section, ModelError> {
        let section = self.any_section(name)?;
        if section.range.len() == length {
            return Ok(section);
        }
        let reason = format!(
            "`{name}` has {} bytes where its shape asks for {length}",
            section.range.len()
        );
        Err(ModelError::damaged(&self.path, reason))
    }

    /// Finds a section of any size.
    ///
    /// # Errors
    /// There is none.
    pub(crate) fn any_section(&self, name: &str) -> Result<Section, ModelError> {
        let range = self.head.sections.get(name);
        let range = range
            .filter(|range| range.start <= range.end)
            .ok_or_else(|| ModelError::damaged(&self.path, format!("`{name}` is missing")))?;
        Ok(Section {
            bytes: self.bytes.clone(),
            range: self.body + range.start..self.body + range.end,
        })
    }

    /// Reads a section of so many numbers.
    ///
    /// # Errors
    /// There is none, or it has another size.
    pub(crate) fn floats(&self, name: &str, count: usize) -> Result<Vec<f32>, ModelError> {
        let section = self.section(name, count * 4)?;
        Ok((0..count).map(|place| section.float(place)).collect())
    }
}

/// A table in the file, used as it lies.
pub(crate) struct Section {
    bytes: Bytes,
    range: Range<usize>,
}

impl Section {
    /// Makes a table of bytes, for tests.
    #[cfg(test)]
    pub(crate) fn of(bytes: Vec<u8>) -> Self {
        Self {
            range: 0..bytes.len(),
            bytes: Arc::new(bytes),
        }
    }

    /// Returns the bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes[self.range.clone()]
    }

    /// Returns a number of 32 bits; 0 beyond the end.
    pub(crate) fn number(&self, place: usize) -> u32 {
        let four = self.bytes().get(place * 4..place * 4 + 4);
        let four = four.and_then(|four| four.try_into().ok());
        four.map_or(0, u32::from_le_bytes)
    }

    /// Returns a floating-point number; 0 beyond the end.
    pub(crate) fn float(&self, place: usize) -> f32 {
        f32::from_bits(self.number(place))
    }

    /// Returns the number of 32-bit numbers.
    pub(crate) fn count(&self) -> usize {
        self.range.len() / 4
    }
}

/// Gathers the sections of a new file.
#[derive(Default)]
pub(crate) struct Writer {
    body: Vec<u8>,
    sections: Sections,
}

impl Writer {
    /// Adds a section of bytes.
    pub(crate) fn bytes(&mut self, name: &str, bytes: &[u8]) {
        self.body
            .resize(self.body.len().next_multiple_of(ALIGNMENT), 0);
        let start = self.body.len();
        self.body.extend_from_slice(bytes);
        self.sections
            .insert(name.to_owned(), start..self.body.len());
    }

    /// Adds a section of numbers.
    pub(crate) fn numbers(&mut self, name: &str, numbers: impl IntoIterator<Item = u32>) {
        let bytes: Vec<u8> = numbers.into_iter().flat_map(u32::to_le_bytes).collect();
        self.bytes(name, &bytes);
    }

    /// Adds a section of floating-point numbers.
    pub(crate) fn floats(&mut self, name: &str, numbers: &[f32]) {
        self.numbers(name, numbers.iter().map(|number| number.to_bits()));
    }

    /// Writes the file beside its place, and renames it when it is whole.
    ///
    /// # Errors
    /// It cannot be written.
    pub(crate) fn write(self, path: &Path, description: Description) -> Result<(), ModelError> {
        let head = Head {
            digest: digest(&description, &self.sections, &self.body),
            description,
            sections: self.sections,
        };
        let head = serde_json::to_vec(&head)
            .map_err(|error| ModelError::io("write", path)(error.into()))?;
        let length = u32::try_from(head.len())
            .map_err(|_| ModelError::damaged(path, "the head is too long"))?;
        let partial = path.with_extension("partial");
        let write = || -> std::io::Result<()> {
            let mut file = BufWriter::new(File::create(&partial)?);
            file.write_all(MAGIC)?;
            file.write_all(&VERSION.to_le_bytes())?;
            file.write_all(&length.to_le_bytes())?;
            file.write_all(&head)?;
            let body = (16 + head.len()).next_multiple_of(ALIGNMENT);
            file.write_all(&vec![b' '; body - 16 - head.len()])?;
            file.write_all(&self.body)?;
            file.into_inner()
                .map_err(std::io::Error::other)?
                .sync_all()?;
            std::fs::rename(&partial, path)
        };
        write().map_err(ModelError::io("write", path))
    }
}

/// Returns the digest of a model, hexadecimal.
fn digest(description: &Description, sections: &Sections, body: &[u8]) -> String {
    let mut hasher = blake3::Hasher::new();
    // A value that was just read or is about to be written can be written.
    hasher.update(&serde_json::to_vec(&(description, sections)).unwrap_or_default());
    hasher.update(body);
    hasher.finalize().to_hex().to_string()
}
