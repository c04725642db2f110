//! Makes the rows of a generation's entries that are not there yet, and measures what they are worth.

use std::collections::HashMap;

use super::rows::{RowId, Rows, row_id};
use crate::engine::index_backend::VectorRequest;
use crate::engine::opensearch::results::{all_entries, fields_of, scan};
use crate::engine::opensearch::right::Right;
use crate::engine::opensearch::search::ClusterSearch;
use crate::engine::search_backend::SearchBackend;
use crate::engine::vectors::row_texts::{EntryTexts, RowTexts};
use crate::engine::vectors::{calibrate, encode};
use crate::index::detached::entry::ShownEntry;
use crate::index::vectors::{Row, RowKey, VectorSummary};
use crate::index::{IndexError, LanguageSummary};
use crate::search::Languages;

/// Makes the vectors of one generation.
pub(crate) struct VectorMaker<'a> {
    /// The generation, by words alone.
    pub(crate) search: ClusterSearch,
    pub(crate) rows: Rows<'a>,
    pub(crate) right: &'a dyn Right,
    pub(crate) request: &'a VectorRequest<'a>,
}

/// Where the row of each text is.
type Places = HashMap<RowKey, Vec<RowId>>;

impl VectorMaker<'_> {
    /// Makes the vectors of a language whose entries are in an index of the cluster, and notes in its
    /// summary what they are.
    ///
    /// # Errors
    /// The cluster does not answer, the right to change the index was lost, or the run was interrupted.
    pub(crate) fn make(
        &self,
        language: &mut LanguageSummary,
        index: &str,
    ) -> Result<(), IndexError> {
        let model = self.request.model;
        let (entries, ids) = self.entries(index)?;
        let wanted: Vec<RowTexts> = entries
            .iter()
            .map(|entry| RowTexts::of_entry(model, entry))
            .collect();
        let mut places = Places::new();
        for (texts, id) in wanted.iter().zip(ids) {
            let of_text = places.entry(texts.key).or_default();
            if !of_text.contains(&id) {
                of_text.push(id);
            }
        }
        let sample = calibrate::sample(model, &entries, &wanted);
        for texts in &sample.rows {
            places.entry(texts.key).or_insert_with(|| vec![texts.key]);
        }
        let all: Vec<RowId> = places.values().flatten().copied().collect();
        let existing = self.rows.existing(&all)?;
        let is_known = |key: &RowKey| {
            let of_text = places.get(key);
            of_text.is_some_and(|ids| ids.iter().all(|id| existing.contains(id)))
        };
        let keep = |made: &[(RowKey, Row)]| self.keep(&places, made);
        let made = encode::encode(self.request, &wanted, is_known, &keep)?;
        let mut made: HashMap<RowKey, Row> = made.into_iter().collect();
        let is_there =
            |made: &HashMap<RowKey, Row>, key: &RowKey| is_known(key) || made.contains_key(key);
        let of_sample = encode::encode(
            self.request,
            &sample.rows,
            |key| is_there(&made, key),
            &keep,
        )?;
        made.extend(of_sample);
        let lacking = |texts: &[RowTexts]| {
            let keys = texts.iter().map(|texts| &texts.key);
            keys.filter(|key| !is_there(&made, key)).count()
        };
        let missing = lacking(&wanted).max(lacking(&sample.rows));
        self.rows.refresh()?;
        let mut by_id = HashMap::new();
        for key in sample.keys() {
            if let Some(id) = places.get(key).and_then(|ids| ids.first()) {
                by_id.insert(*id, *key);
            }
        }
        let ids: Vec<RowId> = by_id.keys().copied().collect();
        let rows = self.rows.read(&ids)?.into_iter();
        let rows: HashMap<RowKey, Row> = rows.map(|(id, row)| (by_id[&id], row)).collect();
        let only = Languages::Only(vec![language.tag.clone()]);
        let measured = calibrate::measure(&language.tag, &sample, &rows, &|question| {
            (self.request.check_stop)()?;
            let ranked = self.search.rank(question, &only, calibrate::DEPTH)?;
            Ok(ranked
                .into_iter()
                .map(|entry| (entry.id, entry.score))
                .collect())
        })?;
        language.vectors = Some(VectorSummary {
            model: model.identity().to_owned(),
            name: model.name().to_owned(),
            bytes: (places.len() * Row::size(model.dimensions())) as u64,
            // The cluster looks after its own.
            checksum: String::new(),
            missing: missing as u64,
            weight: measured.weight,
            base: measured.base,
            floor: measured.floor,
        });
        Ok(())
    }

    /// Writes rows as soon as they are made, for each entry that has their texts.
    fn keep(&self, places: &Places, made: &[(RowKey, Row)]) -> Result<(), IndexError> {
        let mut rows = Vec::with_capacity(made.len());
        for (key, row) in made {
            let ids = places.get(key).into_iter().flatten();
            rows.extend(ids.map(|id| (*id, row)));
        }
        let model = self.request.model.identity();
        self.rows.write(self.right, model, &rows)
    }

    /// Reads the texts of all entries of a language, each with the name of its row.
    fn entries(&self, index: &str) -> Result<(Vec<EntryTexts>, Vec<RowId>), IndexError> {
        let (mut entries, mut ids) = (Vec::new(), Vec::new());
        let body = fields_of(&all_entries(), &["rank", "shown"]);
        let model = self.request.model.identity();
        scan(self.rows.client(), index, &body, &mut |hit| {
            (self.request.check_stop)()?;
            let (_, record) = hit.record()?;
            let entry = ShownEntry::from_bytes(&hit.shown()?, (&record.name).into());
            let entry = entry.map_err(|reason| hit.damaged(&reason))?;
            ids.push(row_id(model, &record.content));
            entries.push(EntryTexts::new(
                entry.name.id,
                entry.name.question,
                &entry.answer,
            ));
            Ok(())
        })?;
        Ok((entries, ids))
    }
}
