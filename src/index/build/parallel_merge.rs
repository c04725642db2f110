//! Merges large segments on several cores.
//!
//! The engine merges one field after the other, on one thread; of a large language nine tenths of that
//! are the words of answers, and the rest. Here those two halves, stored entries and columns are
//! merged beside each other, by the engine's own code, and the halves put together. What comes out is
//! what the engine would write.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::directory::{CompositeFile, CompositeWrite, RamDirectory};
use tantivy::fastfield::{AliveBitSet, FastFieldsPlugin};
use tantivy::index::{InvertedIndexPlugin, SegmentComponent};
use tantivy::indexer::doc_id_mapping::SegmentDocIdMapping;
use tantivy::indexer::merge_filtered_segments;
use tantivy::schema::{Field, Schema, SchemaBuilder};
use tantivy::store::StorePlugin;
use tantivy::{
    Directory, Index, IndexBuilder, IndexMeta, IndexSettings, PluginMergeContext, PluginWriter,
    PluginWriterContext, Segment, SegmentPlugin, SegmentReader, TantivyDocument, TantivyError,
};

use super::unsynced::UnsyncedDirectory;
use crate::index::store::schema::{FIELDS, TextField, schema, schema_of, settings};

/// Folders of the halves inside that of the result.
const HALVES: [&str; 2] = ["answers", "others"];

/// The files in which each field has a part of its own.
const BY_FIELD: [SegmentComponent; 4] = [
    SegmentComponent::FieldNorms,
    SegmentComponent::Terms,
    SegmentComponent::Postings,
    SegmentComponent::Positions,
];

/// The engine's list of the segments of an index.
const META: &str = "meta.json";

/// Memory of a writer of empty documents, the least that the engine takes, in bytes.
const PROBE_MEMORY: usize = 15_000_000;

/// Merges what is alive of segments into one segment in a folder, as
/// [`merge_filtered_segments`] does.
///
/// # Errors
/// A segment cannot be read, or the result cannot be written.
pub(super) fn merge(
    segments: &[Segment],
    alive: Vec<AliveBitSet>,
    folder: &Path,
) -> tantivy::Result<()> {
    let mapping = mapping(segments, &alive)?;
    let mut readers = Vec::with_capacity(segments.len());
    for (segment, alive) in segments.iter().zip(alive) {
        let reader = SegmentReader::open_with_custom_alive_set(segment, Some(alive))?;
        readers.push(reader);
    }
    let merge = Merge {
        readers: &readers,
        mapping: &mapping,
    };
    let target = target(folder)?;
    let [answers, others] = HALVES.map(|half| folder.join(half));
    let is_answer = |field: Field| field == TextField::Answer.field();
    let (first, second) = rayon::join(
        || merge.half(&answers, &schema_of(is_answer)),
        || -> tantivy::Result<Segment> {
            let others = merge.half(&others, &schema_of(|field| !is_answer(field)))?;
            merge.run(&StorePlugin, &target, &schema())?;
            merge.run(&FastFieldsPlugin, &target, &schema())?;
            Ok(others)
        },
    );
    let halves = [first?, second?];
    for component in BY_FIELD {
        join(&halves, &target, &component)?;
    }
    for half in [answers, others] {
        fs::remove_dir_all(half)?;
    }
    let documents = readers.iter().map(SegmentReader::num_docs).sum();
    write_meta(&target, documents)
}

/// What is merged.
struct Merge<'a> {
    readers: &'a [SegmentReader],
    mapping: &'a SegmentDocIdMapping,
}

impl Merge<'_> {
    /// Merges the fields that a schema has indexed into a segment of their own.
    fn half(&self, folder: &Path, fields: &Schema) -> tantivy::Result<Segment> {
        fs::create_dir(folder)?;
        let half = target(folder)?;
        self.run(&InvertedIndexPlugin, &half, fields)?;
        Ok(half)
    }

    fn run(
        &self,
        part: &dyn SegmentPlugin,
        target: &Segment,
        schema: &Schema,
    ) -> tantivy::Result<()> {
        part.merge(PluginMergeContext {
            readers: self.readers,
            doc_id_mapping: self.mapping,
            target_segment: target,
            schema,
            settings: &settings(),
        })
    }
}

/// Begins a segment in a folder.
///
/// # Errors
/// The folder cannot be written.
pub(super) fn target(folder: &Path) -> tantivy::Result<Segment> {
    let directory = UnsyncedDirectory::open(folder)?;
    let index = Index::create(directory, schema(), settings())?;
    Ok(index.new_segment())
}

/// Puts a file of the halves together.
fn join(halves: &[Segment], target: &Segment, file: &SegmentComponent) -> tantivy::Result<()> {
    let open = |half: &Segment| -> tantivy::Result<CompositeFile> {
        Ok(CompositeFile::open(&half.open_read(file.clone())?)?)
    };
    let halves: Vec<CompositeFile> = halves.iter().map(open).collect::<Result<_, _>>()?;
    let mut joined = CompositeWrite::wrap(target.open_write(file.clone())?);
    for (number, _) in (0..).zip(&FIELDS) {
        let field = Field::from_field_id(number);
        if let Some(part) = halves.iter().find_map(|half| half.open_read(field)) {
            joined.for_field(field).write_all(&part.read_bytes()?)?;
        }
    }
    Ok(joined.close()?)
}

/// Writes what the engine opens an index by.
pub(super) fn write_meta(target: &Segment, documents: u32) -> tantivy::Result<()> {
    let index = target.index();
    let meta = IndexMeta {
        index_settings: settings(),
        persisted_custom_extensions: Vec::new(),
        segments: vec![index.new_segment_meta(target.id(), documents)],
        schema: schema(),
        opstamp: 0,
        payload: None,
    };
    let text = serde_json::to_vec(&meta)
        .map_err(|error| TantivyError::InternalError(error.to_string()))?;
    Ok(index.directory().atomic_write(Path::new(META), &text)?)
}

/// Asks the engine which document of the segments becomes which of the result: it says so to
/// plugins while it merges, here segments with as many documents, all empty.
fn mapping(segments: &[Segment], alive: &[AliveBitSet]) -> tantivy::Result<SegmentDocIdMapping> {
    let probe = Arc::new(Probe::default());
    let mut empty = Vec::with_capacity(segments.len());
    for segment in segments {
        let index = empty_documents(segment.meta().max_doc(), &probe)?;
        empty.extend(index.searchable_segments()?);
    }
    let alive = alive.iter().cloned().map(Some).collect();
    let settings = IndexSettings::default();
    merge_filtered_segments(&empty, settings, alive, RamDirectory::create())?;
    let mut mapping = probe.0.lock().unwrap_or_else(PoisonError::into_inner);
    mapping
        .take()
        .ok_or_else(|| TantivyError::InternalError("a merge asked no plugin".to_owned()))
}

fn empty_documents(count: u32, probe: &Arc<Probe>) -> tantivy::Result<Index> {
    let builder = IndexBuilder::new().schema(SchemaBuilder::new().build());
    let builder = builder.register_plugin(Arc::clone(probe) as Arc<dyn SegmentPlugin>);
    let mut writer = builder.single_segment_index_writer(RamDirectory::create(), PROBE_MEMORY)?;
    for _ in 0..count {
        writer.add_document(TantivyDocument::default())?;
    }
    writer.finalize()
}

/// A plugin that writes nothing and keeps what a merge tells it.
#[derive(Default)]
struct Probe(Mutex<Option<SegmentDocIdMapping>>);

impl SegmentPlugin for Probe {
    fn extensions(&self) -> &[&str] {
        &[]
    }

    fn create_writer(&self, _: &PluginWriterContext<'_>) -> tantivy::Result<Box<dyn PluginWriter>> {
        Ok(Box::new(NoWriter))
    }

    fn merge(&self, context: PluginMergeContext<'_>) -> tantivy::Result<()> {
        let mut mapping = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *mapping = Some(context.doc_id_mapping.clone());
        Ok(())
    }
}

struct NoWriter;

impl PluginWriter for NoWriter {
    fn serialize(
        self: Box<Self>,
        _: &Segment,
        _: Option<&tantivy::indexer::DocIdMapping>,
    ) -> tantivy::Result<()> {
        Ok(())
    }

    fn mem_usage(&self) -> usize {
        0
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn std::any::Any {
        self
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use tantivy::BitSet;
    use tantivy::directory::{MmapDirectory, OwnedBytes};
    use tantivy::fastfield::write_alive_bitset;

    use super::*;
    use crate::content::sample;
    use crate::index::build::writer::LanguageWriter;
    use crate::model::language::LanguageTag;

    fn alive(documents: u32, removed: &[u32]) -> AliveBitSet {
        let mut alive = BitSet::with_max_value_and_full(documents);
        for &document in removed {
            alive.remove(document);
        }
        let mut bytes = Vec::new();
        write_alive_bitset(&alive, &mut bytes).unwrap();
        AliveBitSet::open(OwnedBytes::new(bytes))
    }

    fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
        let files = fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().path());
        files
            .filter_map(|path| {
                let kind = path.extension()?.to_str()?.to_owned();
                Some((kind, fs::read(path).unwrap()))
            })
            .filter(|(kind, _)| kind != "json")
            .collect()
    }

    #[test]
    fn it_writes_what_the_engine_writes() {
        let folder = tempfile::tempdir().unwrap();
        let mut segments = Vec::new();
        for part in 0..3 {
            let path = folder.path().join(part.to_string());
            let mut writer = LanguageWriter::create(&path, &LanguageTag::ENGLISH).unwrap();
            for number in 0..40 {
                let name = format!("en/{part}-{number}.md");
                let mut article = sample::article(&name, "en", &["a", "b"]);
                for (entry, words) in article.entries.iter_mut().zip(["bread", "long loaves"]) {
                    entry.answer = format!("{words} {}", "and cakes ".repeat(number % 7));
                }
                writer.add(&article, |entry| entry.id.clone()).unwrap();
            }
            writer.finish().unwrap();
            let index = Index::open(MmapDirectory::open(&path).unwrap()).unwrap();
            segments.extend(index.searchable_segments().unwrap());
        }
        let sets = [&[0, 7, 79][..], &[], &[3]];
        let alive: Vec<AliveBitSet> = sets.iter().map(|removed| alive(80, removed)).collect();
        let [ours, theirs] = ["ours", "theirs"].map(|name| folder.path().join(name));
        fs::create_dir(&ours).unwrap();
        fs::create_dir(&theirs).unwrap();
        merge(&segments, alive.clone(), &ours).unwrap();
        let directory = UnsyncedDirectory::open(&theirs).unwrap();
        let all = alive.into_iter().map(Some).collect();
        merge_filtered_segments(&segments, settings(), all, directory).unwrap();
        let (our_files, their_files) = (files(&ours), files(&theirs));
        assert_eq!(our_files.len(), 6);
        for (kind, file) in &their_files {
            assert!(our_files.get(kind) == Some(file), "{kind} differs");
        }
        let index = Index::open(MmapDirectory::open(&ours).unwrap()).unwrap();
        let segments = index.searchable_segments().unwrap();
        assert_eq!(segments[0].meta().num_docs(), 236);
    }
}
