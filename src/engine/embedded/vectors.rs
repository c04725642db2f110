//! The vectors of a generation: taken over from the base where texts and model are the same, made
//! anew where they are not.
//!
//! Reads the finished index, so that it need not know how it came about. What the vectors are worth
//! is measured by [`calibrate`].

use std::collections::HashMap;
use std::path::Path;

use crate::engine::index_backend::VectorRequest;
use crate::engine::vectors::row_texts::{EntryTexts, RowTexts};
use crate::engine::vectors::{calibrate, encode};
use crate::index::store::manifest::LanguageVectors;
use crate::index::vector_journal::Journal;
use crate::index::vectors::{self, Row, RowKey, VectorSummary, Vectors};
use crate::index::{Index, IndexError, LanguageSummary};
use crate::model::embedding::TextEncoder;
use crate::model::language::LanguageTag;
use crate::search::{Languages, Searcher};

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
            .map(|entry| RowTexts::of_entry(request.model, entry))
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
        let only = Languages::Only(vec![language.tag.clone()]);
        let searcher = Searcher::open(generation)?.with_parameters(calibrate::answers_only());
        let measured = calibrate::measure(&language.tag, &sample, &rows, &|question| {
            searcher.rank(question, &only, calibrate::DEPTH)
        })?;
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
        let is_known = |key: &RowKey| rows.contains_key(key);
        let made = encode::encode(request, wanted, is_known, &|made| self.journal.append(made))?;
        rows.extend(made);
        Ok(())
    }
}

/// Reads the texts of all entries of a language, in the order of documents.
fn entries(index: &Index, summary: &LanguageSummary) -> Result<Vec<EntryTexts>, IndexError> {
    let language = index.language(summary)?;
    let entry = |doc| -> Result<EntryTexts, IndexError> {
        let stored = language.entry(doc)?;
        Ok(EntryTexts::new(
            stored.name.id,
            stored.name.question,
            &stored.answer,
        ))
    };
    (0..language.entry_count()).map(entry).collect()
}
