//! What is put together is what the engine merges in the same order.

use std::path::Path;

use tantivy::directory::{MmapDirectory, OwnedBytes};
use tantivy::fastfield::write_alive_bitset;
use tantivy::indexer::merge_filtered_segments;
use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::{BitSet, DocSet, Index, TERMINATED};

use super::*;
use crate::content::sample;
use crate::index::build::unsynced::UnsyncedDirectory;
use crate::index::build::writer::LanguageWriter;
use crate::model::language::LanguageTag;

/// Articles of two entries each in the large segment.
const ARTICLES: usize = 1_024;

/// What the engine calls columns.
const COLUMNS: [&str; 5] = ["group", "question_hash", "likeness", "order", "flags"];

/// Writes a segment of articles whose answers are these, of one entry or two.
fn segment(folder: &Path, name: &str, answers: &[Vec<String>]) -> Segment {
    let path = folder.join(name);
    let mut writer = LanguageWriter::create(&path, &LanguageTag::ENGLISH).unwrap();
    for (number, answers) in answers.iter().enumerate() {
        let anchors = ["a", "b"].into_iter().take(answers.len());
        let anchors: Vec<&str> = anchors.collect();
        let mut article = sample::article(&format!("en/{name}-{number}.md"), "en", &anchors);
        for (entry, answer) in article.entries.iter_mut().zip(answers) {
            entry.answer.clone_from(answer);
        }
        writer.add(&article, |entry| entry.id.clone()).unwrap();
    }
    writer.finish().unwrap();
    open(&path)
}

fn open(folder: &Path) -> Segment {
    let index = Index::open(MmapDirectory::open(folder).unwrap()).unwrap();
    index.searchable_segments().unwrap().remove(0)
}

/// Frequent words and rare ones, so that some terms fill several blocks and some stand once.
fn base(folder: &Path) -> Segment {
    let answers: Vec<Vec<String>> = (0..ARTICLES)
        .map(|number| {
            let often = "bread and cakes ".repeat(1 + number % 5);
            vec![
                format!("{often} loaf{}", number % 300),
                format!("long {often}"),
            ]
        })
        .collect();
    segment(folder, "base", &answers)
}

/// New documents in two segments: six.
fn new(folder: &Path) -> [Segment; 2] {
    let texts = |answers: &[&str]| answers.iter().map(|&answer| answer.to_owned()).collect();
    [
        segment(folder, "first", &[texts(&["bread", "a sail and a mast"])]),
        segment(
            folder,
            "second",
            &[
                texts(&["cakes and bread and cakes"]),
                texts(&["", "sail"]),
                texts(&["loaf7"]),
            ],
        ),
    ]
}

fn alive(documents: u32, is_alive: impl Fn(u32) -> bool) -> AliveBitSet {
    let mut alive = BitSet::with_max_value(documents);
    for document in (0..documents).filter(|document| is_alive(*document)) {
        alive.insert(document);
    }
    let mut bytes = Vec::new();
    write_alive_bitset(&alive, &mut bytes).unwrap();
    AliveBitSet::open(OwnedBytes::new(bytes))
}

/// All that a segment says of its documents, line by line.
fn content(segment: &Segment) -> Vec<String> {
    let reader = SegmentReader::open(segment).unwrap();
    let mut content = Vec::new();
    for (field, entry) in schema().fields() {
        let Some(option) = entry.field_type().get_index_record_option() else {
            continue;
        };
        let terms = reader.inverted_index(field).unwrap();
        let mut stream = terms.terms().stream().unwrap();
        while stream.advance() {
            let entry = stream.value();
            let mut postings = terms.read_postings_from_terminfo(entry, option).unwrap();
            let mut documents = Vec::new();
            while postings.doc() != TERMINATED {
                let mut positions = Vec::new();
                if option == IndexRecordOption::WithFreqsAndPositions {
                    postings.positions(&mut positions);
                }
                documents.push((postings.doc(), postings.term_freq(), positions));
                postings.advance();
            }
            assert_eq!(documents.len(), entry.doc_freq as usize);
            content.push(format!("{field:?} {:?} {documents:?}", stream.key()));
        }
    }
    for (field, entry) in schema().fields() {
        if entry.has_fieldnorms() {
            let lengths = reader.get_fieldnorms_reader(field).unwrap();
            let codes = (0..reader.max_doc()).map(|doc| lengths.fieldnorm_id(doc));
            content.push(format!("{field:?} {:?}", codes.collect::<Vec<u8>>()));
        }
    }
    for name in COLUMNS {
        let column = reader.fast_fields().u64(name).unwrap();
        let values = (0..reader.max_doc()).map(|doc| column.first(doc));
        content.push(format!("{name} {:?}", values.collect::<Vec<_>>()));
    }
    let store = reader.get_store_reader(1).unwrap();
    for doc in 0..reader.max_doc() {
        let bytes = store.get_document_bytes(doc).unwrap();
        content.push(format!("{doc} {:?}", bytes.as_slice()));
    }
    content
}

/// Where documents come to stand: of the base, whose removed ones leave places, and of others, by
/// segment and number.
fn order(documents: u32, removed: &[u32], new: &[(usize, u32)]) -> Vec<(usize, u32)> {
    let stays = |doc: u32| (!removed.contains(&doc)).then_some((0, doc));
    let mut places: Vec<Option<(usize, u32)>> = (0..documents).map(stays).collect();
    let first_free = |places: &[Option<_>]| places.iter().position(Option::is_none);
    for &document in new {
        match first_free(&places) {
            Some(place) => places[place] = Some(document),
            None => places.push(Some(document)),
        }
    }
    let count = places.iter().flatten().count();
    for document in places.split_off(count).into_iter().flatten() {
        let place = first_free(&places).unwrap();
        places[place] = Some(document);
    }
    places.into_iter().flatten().collect()
}

/// Replaces documents of a large segment by six new ones, or by none, and compares with what the
/// engine merges of pieces.
fn compare(removed: &[u32], has_new: bool) {
    let folder = tempfile::tempdir().unwrap();
    let base = base(folder.path());
    let documents = base.meta().max_doc();
    let mut segments = vec![base];
    let mut new = Vec::new();
    if has_new {
        segments.extend(self::new(folder.path()));
        new.extend([(1, 0), (1, 1), (2, 0), (2, 1), (2, 2), (2, 3)]);
    }
    let mut all = vec![alive(documents, |document| !removed.contains(&document))];
    let others = segments.iter().skip(1);
    all.extend(others.map(|segment| alive(segment.meta().max_doc(), |_| true)));
    let replacement = Replacement::of(&segments, &all).unwrap().unwrap();
    let [ours, theirs] = ["ours", "theirs"].map(|name| folder.path().join(name));
    fs::create_dir(&ours).unwrap();
    fs::create_dir(&theirs).unwrap();
    replacement.write(&ours).unwrap();

    let mut pieces = Vec::new();
    let mut filters = Vec::new();
    let order = order(documents, removed, &new);
    for piece in order.chunk_by(|a, b| (a.0, a.1 + 1) == *b) {
        let ((number, first), (_, last)) = (piece[0], piece[piece.len() - 1]);
        let segment = &segments[number];
        pieces.push(segment.clone());
        let count = segment.meta().max_doc();
        filters.push(Some(alive(count, |doc| (first..=last).contains(&doc))));
    }
    let directory = UnsyncedDirectory::open(&theirs).unwrap();
    merge_filtered_segments(&pieces, settings(), filters, directory).unwrap();
    let (ours, theirs) = (content(&open(&ours)), content(&open(&theirs)));
    assert_eq!(ours.len(), theirs.len());
    for (ours, theirs) in ours.iter().zip(&theirs) {
        assert_eq!(ours, theirs);
    }
}

#[test]
fn new_documents_take_the_places_of_removed_ones() {
    compare(&[0, 700, 701, 2_047], true);
    compare(&[1, 3, 5, 7, 9, 1_999], true);
}

#[test]
fn new_documents_beyond_those_go_behind() {
    compare(&[], true);
    compare(&[14], true);
}

#[test]
fn where_more_goes_than_comes_the_last_take_the_places() {
    compare(&[2, 800], false);
    compare(&[3, 2_045, 2_047], false);
    compare(&[0, 1, 2, 3, 4, 900, 1_000, 2_046], true);
}

#[test]
fn a_merge_is_left_what_is_no_replacement() {
    let folder = tempfile::tempdir().unwrap();
    let base = base(folder.path());
    let documents = base.meta().max_doc();
    let [first, second] = new(folder.path());
    let segments = [base, first, second];
    let is_one = |base, first, second| {
        let all = [base, first, second];
        Replacement::of(&segments, &all).unwrap().is_some()
    };
    let whole = |count| alive(count, |_| true);
    assert!(is_one(whole(documents), whole(2), whole(4)));
    let smaller = alive(documents, |document| document > 8);
    assert!(!is_one(smaller, whole(2), whole(4)), "much goes");
    let part = alive(4, |document| document > 0);
    assert!(!is_one(whole(documents), whole(2), part));
    let all = [whole(2), whole(4)];
    let is_one = Replacement::of(&segments[1..], &all).unwrap().is_some();
    assert!(!is_one, "much comes");
}
