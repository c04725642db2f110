//! The vectors of a generation: taken over from the base where texts and model are the same, made
//! anew where they are not.
//!
//! Reads the finished index, so that it need not know how it came about. What the vectors are worth
//! is measured by [`super::calibrate`].

use std::collections::HashMap;
use std::path::Path;
use std::time::Instant;

use rayon::prelude::*;

use super::row_texts::{EntryTexts, RowTexts};
use super::{calibrate, passages};
use crate::content::markdown::text;
use crate::engine::index_backend::VectorRequest;
use crate::index::store::manifest::LanguageVectors;
use crate::index::vector_journal::Journal;
use crate::index::vectors::{self, Row, RowKey, VectorSummary, Vectors};
use crate::index::{Index, IndexError, LanguageSummary};
use crate::model::embedding::{Role, TextEncoder};
use crate::model::language::LanguageTag;

/// Letters of an answer that go into a vector. More of them say nothing more (measured).
const ANSWER_LETTERS: usize = 200;

/// Entries that one thread encodes before it looks at the clock.
const AT_ONCE: usize = 16;

/// The vectors of a language in the generation that is built upon, by the same model.
pub(super) struct Base<'a> {
    folder: &'a Path,
    vectors: &'a VectorSummary,
    entries: u64,
}

impl<'a> Base<'a> {
    /// Returns the vectors of a language that may be taken over, if there are any.
    pub(super) fn of(
        (folder, language): (&'a Path, &'a LanguageVectors),
        model: &dyn TextEncoder,
    ) -> Option<Self> {
        let vectors = language.vectors.as_ref()?;
        (vectors.model == model.identity()).then_some(Self {
            folder,
            vectors,
            entries: language.entries,
        })
    }

    /// Returns the rows by key: none if the file is missing or damaged, for they can be made again.
    fn rows(&self, language: &LanguageTag) -> HashMap<RowKey, Row> {
        match self.open(language) {
            Ok(vectors) => vectors.by_key(),
            Err(error) => {
                tracing::warn!(%error, "the vectors are made anew");
                HashMap::new()
            }
        }
    }

    /// Opens the file and compares it with its checksum.
    fn open(&self, language: &LanguageTag) -> Result<Vectors, IndexError> {
        let open = Vectors::open(self.folder, language, self.vectors, self.entries)?;
        if open.is_intact(self.vectors) {
            return Ok(open);
        }
        Err(IndexError::Damaged {
            path: vectors::path(self.folder, language),
            reason: "the checksum is wrong".to_owned(),
        })
    }
}

/// Makes the vectors of one generation.
pub(super) struct VectorMaker<'a> {
    generation: &'a Path,
    request: &'a VectorRequest<'a>,
    journal: Journal,
}

impl<'a> VectorMaker<'a> {
    /// Prepares to make the vectors of a complete generation, with what killed runs have left in the
    /// folder of the index.
    ///
    /// # Errors
    /// That cannot be read.
    pub(super) fn new(
        generation: &'a Path,
        index: &Path,
        request: &'a VectorRequest<'a>,
    ) -> Result<Self, IndexError> {
        Ok(Self {
            generation,
            journal: Journal::open(index, request.model.dimensions())?,
            request,
        })
    }

    /// Makes the vectors of a language, and notes in its summary what they are.
    ///
    /// # Errors
    /// The index cannot be read, a file cannot be written, or the run was interrupted.
    pub(super) fn make(
        &self,
        base: Option<&Base>,
        language: &mut LanguageSummary,
        is_renewed: bool,
    ) -> Result<(), IndexError> {
        let (generation, request) = (self.generation, self.request);
        if let Some(base) = base.filter(|base| !is_renewed && base.vectors.missing == 0)
            && base.open(&language.tag).is_ok()
        {
            vectors::link_or_copy(base.folder, generation, &language.tag)?;
            language.vectors = Some(base.vectors.clone());
            return Ok(());
        }
        let index = Index::open(generation)?;
        let entries = entries(&index, language)?;
        let mut rows = base.map_or_else(HashMap::new, |base| base.rows(&language.tag));
        let wanted: Vec<RowTexts> = entries
            .iter()
            .map(|entry| of_entry(request.model, entry))
            .collect();
        self.encode(&wanted, &mut rows)?;
        let sample = calibrate::sample(request.model, &entries, &wanted);
        self.encode(&sample.rows, &mut rows)?;
        let found: Vec<Option<(RowKey, &Row)>> = wanted
            .iter()
            .map(|texts| Some((texts.key, rows.get(&texts.key)?)))
            .collect();
        let further: Vec<(RowKey, &Row)> = sample
            .rows
            .iter()
            .filter_map(|texts| Some((texts.key, rows.get(&texts.key)?)))
            .collect();
        let dimensions = request.model.dimensions();
        let (bytes, checksum) =
            vectors::write(generation, &language.tag, dimensions, &found, &further)?;
        let without = found.iter().filter(|row| row.is_none()).count();
        let unasked = sample.rows.len() - further.len();
        let measured = calibrate::measure(generation, &language.tag, &sample, &rows)?;
        language.vectors = Some(VectorSummary {
            model: request.model.identity().to_owned(),
            name: request.model.name().to_owned(),
            bytes,
            checksum,
            missing: without.max(unasked) as u64,
            weight: measured.weight,
            base: measured.base,
            floor: measured.floor,
        });
        Ok(())
    }

    /// Encodes what is not there yet, until time is up.
    fn encode(
        &self,
        wanted: &[RowTexts],
        rows: &mut HashMap<RowKey, Row>,
    ) -> Result<(), IndexError> {
        let request = self.request;
        for texts in wanted {
            if let Some(row) = self.journal.row(&texts.key) {
                rows.entry(texts.key).or_insert_with(|| row.clone());
            }
        }
        let mut missing: Vec<&RowTexts> = wanted
            .iter()
            .filter(|texts| !rows.contains_key(&texts.key))
            .collect();
        missing.sort_by_key(|texts| texts.key);
        missing.dedup_by_key(|texts| texts.key);
        let is_over = || {
            request
                .deadline
                .is_some_and(|deadline| Instant::now() >= deadline)
        };
        let encoded: Vec<Vec<(RowKey, Row)>> = missing
            .par_chunks(AT_ONCE)
            .map(|some| {
                (request.check_stop)()?;
                if is_over() {
                    return Ok(Vec::new());
                }
                let made = encode_some(request.model, some);
                self.journal.append(&made)?;
                (request.advance)(some.len() as u64);
                Ok(made)
            })
            .collect::<Result<_, IndexError>>()?;
        rows.extend(encoded.into_iter().flatten());
        Ok(())
    }
}

/// Reads the texts of all entries of a language, in the order of documents.
fn entries(index: &Index, summary: &LanguageSummary) -> Result<Vec<EntryTexts>, IndexError> {
    let language = index.language(summary)?;
    let entry = |doc| -> Result<EntryTexts, IndexError> {
        let stored = language.entry(doc)?;
        let answer = text::plain(&stored.answer);
        let letters = match stored.name.question.is_empty() {
            true => passages::LETTERS,
            false => ANSWER_LETTERS,
        };
        Ok(EntryTexts {
            id: stored.name.id,
            question: stored.name.question,
            answer: answer.chars().take(letters).collect(),
        })
    };
    (0..language.entry_count()).map(entry).collect()
}

/// Returns the texts of the two vectors of an entry: of its question, and of that with its answer; of
/// a passage, those of its halves.
fn of_entry(model: &dyn TextEncoder, entry: &EntryTexts) -> RowTexts {
    let texts = if entry.question.is_empty() {
        let (first, second) = passages::halves(&entry.answer);
        [first.to_owned(), second.to_owned()]
    } else {
        let both = format!("{}\n{}", entry.question, entry.answer);
        [entry.question.clone(), both]
    };
    RowTexts::new(model, texts.map(|text| (text, Role::Passage)))
}

fn encode_some(model: &dyn TextEncoder, some: &[&RowTexts]) -> Vec<(RowKey, Row)> {
    let mut made: HashMap<(usize, usize), Vec<f32>> = HashMap::new();
    for role in [Role::Passage, Role::Query] {
        let mut places = Vec::new();
        let mut texts = Vec::new();
        for (number, row) in some.iter().enumerate() {
            for (place, (text, own)) in row.texts.iter().enumerate() {
                if *own == role {
                    places.push((number, place));
                    texts.push(text.as_str());
                }
            }
        }
        if !texts.is_empty() {
            made.extend(places.into_iter().zip(model.encode(&texts, role)));
        }
    }
    let vector = |number, place| made.get(&(number, place)).map_or(&[][..], Vec::as_slice);
    let rows = some.iter().enumerate();
    rows.map(|(number, row)| (row.key, Row::new([vector(number, 0), vector(number, 1)])))
        .collect()
}
