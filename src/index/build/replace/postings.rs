//! Terms and postings of a segment in which a few documents are replaced.
//!
//! Goes through all terms twice. The first time it finds those in whose documents something
//! changes, and writes their postings anew; the second time it puts them and all others together,
//! which are copied as bytes. The postings of a term do not depend on where they lie.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::ops::Range;
use std::sync::Arc;

use tantivy::directory::{CompositeFile, CompositeWrite, OwnedBytes};
use tantivy::fieldnorm::{FieldNormReader, FieldNormReaders};
use tantivy::index::SegmentComponent;
use tantivy::postings::{
    BlockSegmentPostings, FieldSerializer, InvertedIndexSerializer, Postings, TermInfo,
};
use tantivy::schema::{Field, FieldEntry, IndexRecordOption};
use tantivy::termdict::{TermDictionary, TermDictionaryBuilder};
use tantivy::{DocSet, InvertedIndexReader, Segment, TERMINATED};

use super::Replacement;
use crate::index::store::schema::schema;

/// The number of all tokens, which stands before the postings of a field.
const TOKENS_BYTES: usize = size_of::<u64>();

/// The files in which a field has a part.
const FILES: [SegmentComponent; 3] = [
    SegmentComponent::Terms,
    SegmentComponent::Postings,
    SegmentComponent::Positions,
];

/// What is known of a term in one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Posting {
    doc: u32,
    frequency: u32,
    positions: Vec<u32>,
}

/// What becomes of the terms of a field.
struct Changes {
    field: Field,
    /// How many tokens its texts have.
    tokens: u64,
    /// Terms that no document has any more.
    gone: BTreeSet<Vec<u8>>,
}

/// Writes terms, postings and positions of a segment whose lengths are written. `changed` is a
/// segment for those terms that change.
///
/// # Errors
/// A segment cannot be read, or the result cannot be written.
pub(super) fn write(
    replacement: &Replacement<'_>,
    result: &Segment,
    changed: &Segment,
) -> tantivy::Result<()> {
    let lengths = FieldNormReaders::open(result.open_read(SegmentComponent::FieldNorms)?)?;
    let mut serializer = InvertedIndexSerializer::open(changed)?;
    let mut all = Vec::new();
    for (field, entry) in schema().fields() {
        if let Some(option) = indexed(entry) {
            let field = FieldTerms::open(replacement, field, option)?;
            all.push(field.find_changes(&mut serializer, lengths.get_field(field.field)?)?);
        }
    }
    serializer.close()?;
    let open = |file| -> tantivy::Result<CompositeWrite> {
        Ok(CompositeWrite::wrap(result.open_write(file)?))
    };
    let [terms, postings, positions] = FILES;
    let mut files = [open(terms)?, open(postings)?, open(positions)?];
    let base = Files::open(replacement.segments.first())?;
    let changed = Files::open(Some(changed))?;
    for changes in &all {
        let (from, new) = (base.of(changes.field)?, changed.of(changes.field)?);
        put_together(changes, &from, &new, &mut files)?;
    }
    for file in files {
        file.close()?;
    }
    Ok(())
}

/// Returns what is kept of the occurrences of a field, if it is indexed.
fn indexed(entry: &FieldEntry) -> Option<IndexRecordOption> {
    let option = entry.field_type().get_index_record_option();
    option.filter(|_| entry.is_indexed())
}

/// The terms of one field.
struct FieldTerms<'a> {
    field: Field,
    option: IndexRecordOption,
    base: Arc<InvertedIndexReader>,
    /// What the new documents hold, by term; with the numbers that they get.
    new: BTreeMap<Vec<u8>, Vec<Posting>>,
    /// The documents of the base that do not stay where they are, ascending.
    leaving: &'a [u32],
    /// Those of them that only go to another place, which all lie behind those of the new.
    moved: BTreeMap<u32, u32>,
}

impl<'a> FieldTerms<'a> {
    fn open(
        replacement: &'a Replacement<'_>,
        field: Field,
        option: IndexRecordOption,
    ) -> tantivy::Result<Self> {
        let mut new: BTreeMap<Vec<u8>, Vec<Posting>> = BTreeMap::new();
        for (number, reader) in (0..).zip(&replacement.readers).skip(1) {
            let coming = replacement.coming.iter();
            let coming = coming.filter(|arrival| arrival.segment == number);
            // All documents of the segment come, in their order.
            let places: Vec<u32> = coming.map(|arrival| arrival.place).collect();
            let terms = reader.inverted_index(field)?;
            let mut stream = terms.terms().stream()?;
            while stream.advance() {
                let known = new.entry(stream.key().to_vec()).or_default();
                let mut postings = terms.read_postings_from_terminfo(stream.value(), option)?;
                while postings.doc() != TERMINATED {
                    if let Some(&place) = places.get(postings.doc() as usize) {
                        known.push(posting(&mut postings, place, option));
                    }
                    postings.advance();
                }
            }
        }
        let base = replacement.readers.first();
        Ok(Self {
            field,
            option,
            base: match base {
                Some(base) => base.inverted_index(field)?,
                None => Arc::new(InvertedIndexReader::empty(option)),
            },
            new,
            leaving: &replacement.leaving,
            moved: replacement
                .coming
                .iter()
                .filter(|arrival| arrival.segment == 0)
                .map(|arrival| (arrival.doc, arrival.place))
                .collect(),
        })
    }

    /// Writes the terms in whose documents something changes.
    fn find_changes(
        &self,
        serializer: &mut InvertedIndexSerializer,
        lengths: Option<FieldNormReader>,
    ) -> tantivy::Result<Changes> {
        let tokens = match &lengths {
            Some(lengths) => (0..lengths.num_docs())
                .map(|doc| u64::from(lengths.fieldnorm(doc)))
                .sum(),
            None => self.base.total_num_tokens(),
        };
        let mut gone_terms = BTreeSet::new();
        let mut writer = serializer.new_field(self.field, tokens, lengths)?;
        let mut new = self.new.iter().peekable();
        let mut blocks = None;
        let mut terms = self.base.terms().stream()?;
        while terms.advance() {
            let (term, entry) = (terms.key(), terms.value());
            while let Some((added, postings)) = new.next_if(|(added, _)| added.as_slice() < term) {
                self.write_new(&mut writer, added, postings)?;
            }
            let added = new.next_if(|(added, _)| added.as_slice() == term);
            let added = added.map_or(&[][..], |(_, postings)| postings);
            let gone = self.gone(entry, &mut blocks)?;
            let moved = gone.iter().filter_map(|posting| {
                let doc = *self.moved.get(&posting.doc)?;
                Some(Posting {
                    doc,
                    ..posting.clone()
                })
            });
            let added: Vec<Posting> = added.iter().cloned().chain(moved).collect();
            if gone != added {
                let left = entry.doc_freq as usize - gone.len() + added.len();
                match u32::try_from(left).unwrap_or(u32::MAX) {
                    0 => drop(gone_terms.insert(term.to_vec())),
                    left => self.write_changed(&mut writer, (term, entry, left), &added)?,
                }
            }
        }
        for (added, postings) in new {
            self.write_new(&mut writer, added, postings)?;
        }
        writer.close()?;
        Ok(Changes {
            field: self.field,
            tokens,
            gone: gone_terms,
        })
    }

    /// Returns what the documents that leave their places have of a term of the base. `blocks` are
    /// those of another term, if any, whose room is used again.
    fn gone(
        &self,
        entry: &TermInfo,
        blocks: &mut Option<BlockSegmentPostings>,
    ) -> tantivy::Result<Vec<Posting>> {
        let base = &self.base;
        if self.leaving.is_empty() {
            return Ok(Vec::new());
        }
        let blocks = match blocks {
            Some(blocks) => {
                base.reset_block_postings_from_terminfo(entry, blocks)?;
                blocks
            }
            None => {
                let only_documents = IndexRecordOption::Basic;
                blocks.insert(base.read_block_postings_from_terminfo(entry, only_documents)?)
            }
        };
        let holds = |doc: &&u32| {
            let place = blocks.seek(**doc);
            blocks.docs().get(place) == Some(*doc)
        };
        // Most terms stand in none of them.
        let holders: Vec<u32> = self.leaving.iter().filter(holds).copied().collect();
        if holders.is_empty() {
            return Ok(Vec::new());
        }
        let mut postings = base.read_postings_from_terminfo(entry, self.option)?;
        let mut gone = Vec::with_capacity(holders.len());
        for doc in holders {
            if postings.doc() < doc {
                postings.seek(doc);
            }
            gone.push(posting(&mut postings, doc, self.option));
        }
        Ok(gone)
    }

    fn write_new(
        &self,
        writer: &mut FieldSerializer<'_>,
        term: &[u8],
        postings: &[Posting],
    ) -> tantivy::Result<()> {
        let count = u32::try_from(postings.len()).unwrap_or(u32::MAX);
        writer.new_term(term, count, self.option.has_freq())?;
        for posting in postings {
            write_posting(writer, posting);
        }
        Ok(writer.close_term()?)
    }

    /// Writes what stays of a term's postings together with what is added.
    fn write_changed(
        &self,
        writer: &mut FieldSerializer<'_>,
        (term, entry, count): (&[u8], &TermInfo, u32),
        added: &[Posting],
    ) -> tantivy::Result<()> {
        writer.new_term(term, count, self.option.has_freq())?;
        let mut added = added.iter().peekable();
        let mut leaving = self.leaving.iter().peekable();
        let mut postings = self.base.read_postings_from_terminfo(entry, self.option)?;
        let mut kept = Posting::default();
        while postings.doc() != TERMINATED {
            let doc = postings.doc();
            while let Some(posting) = added.next_if(|posting| posting.doc <= doc) {
                write_posting(writer, posting);
            }
            while leaving.next_if(|leaving| **leaving < doc).is_some() {}
            if leaving.peek() != Some(&&doc) {
                kept.doc = doc;
                read_posting(&mut postings, &mut kept, self.option);
                write_posting(writer, &kept);
            }
            postings.advance();
        }
        for posting in added {
            write_posting(writer, posting);
        }
        Ok(writer.close_term()?)
    }
}

/// Reads the posting at which a walk stands, with another number.
fn posting(postings: &mut impl Postings, doc: u32, option: IndexRecordOption) -> Posting {
    let mut posting = Posting {
        doc,
        ..Posting::default()
    };
    read_posting(postings, &mut posting, option);
    posting
}

/// Reads frequency and positions, if they are kept, of the posting at which a walk stands.
/// Positions are as they are written: each less the one before.
fn read_posting(postings: &mut impl Postings, to: &mut Posting, option: IndexRecordOption) {
    to.frequency = postings.term_freq();
    to.positions.clear();
    if option.has_positions() {
        postings.positions(&mut to.positions);
        let mut before = 0;
        for position in &mut to.positions {
            let own = *position;
            *position = own.wrapping_sub(before);
            before = own;
        }
    }
}

fn write_posting(writer: &mut FieldSerializer<'_>, posting: &Posting) {
    writer.write_doc(posting.doc, posting.frequency, &posting.positions);
}

/// The files of a segment in which fields have parts.
struct Files([CompositeFile; 3]);

/// The parts of one field.
struct Parts {
    terms: TermDictionary,
    /// All of the dictionary, postings and positions.
    bytes: [OwnedBytes; 3],
}

impl Files {
    fn open(segment: Option<&Segment>) -> tantivy::Result<Self> {
        let open = |file| -> tantivy::Result<CompositeFile> {
            match segment {
                Some(segment) => Ok(CompositeFile::open(&segment.open_read(file)?)?),
                None => Ok(CompositeFile::empty()),
            }
        };
        let [terms, postings, positions] = FILES;
        Ok(Self([open(terms)?, open(postings)?, open(positions)?]))
    }

    fn of(&self, field: Field) -> tantivy::Result<Parts> {
        let read = |file: &CompositeFile| -> tantivy::Result<OwnedBytes> {
            match file.open_read(field) {
                Some(part) => Ok(part.read_bytes()?),
                None => Ok(OwnedBytes::empty()),
            }
        };
        let [terms, postings, positions] = &self.0;
        Ok(Parts {
            terms: match terms.open_read(field) {
                Some(terms) => TermDictionary::open(terms)?,
                None => TermDictionary::empty(),
            },
            bytes: [read(terms)?, read(postings)?, read(positions)?],
        })
    }
}

impl Parts {
    fn postings(&self, range: Range<usize>) -> &[u8] {
        let all = self.bytes[1].get(TOKENS_BYTES..).unwrap_or_default();
        all.get(range).unwrap_or_default()
    }

    fn positions(&self, range: Range<usize>) -> &[u8] {
        self.bytes[2].get(range).unwrap_or_default()
    }
}

/// Puts the terms of a field together: those that changed, and the others of the base.
fn put_together(
    changes: &Changes,
    base: &Parts,
    changed: &Parts,
    to: &mut [CompositeWrite; 3],
) -> tantivy::Result<()> {
    let [terms, postings, positions] = to.each_mut().map(|file| file.for_field(changes.field));
    let stays = changed.terms.num_terms() == 0 && changes.gone.is_empty();
    if stays && !base.bytes[0].is_empty() {
        terms.write_all(&base.bytes[0])?;
        postings.write_all(&base.bytes[1])?;
        positions.write_all(&base.bytes[2])?;
        return Ok(());
    }
    let mut dictionary = TermDictionaryBuilder::create(terms)?;
    postings.write_all(&changes.tokens.to_le_bytes())?;
    let (mut postings_end, mut positions_end) = (0, 0);
    let mut put = |term: &[u8], entry: &TermInfo, from: &Parts| -> tantivy::Result<()> {
        let of_postings = from.postings(entry.postings_range.clone());
        let of_positions = from.positions(entry.positions_range.clone());
        postings.write_all(of_postings)?;
        positions.write_all(of_positions)?;
        let (postings_start, positions_start) = (postings_end, positions_end);
        postings_end += of_postings.len();
        positions_end += of_positions.len();
        let entry = TermInfo {
            doc_freq: entry.doc_freq,
            postings_range: postings_start..postings_end,
            positions_range: positions_start..positions_end,
        };
        Ok(dictionary.insert(term, &entry)?)
    };
    let (mut old, mut new) = (base.terms.stream()?, changed.terms.stream()?);
    let mut has_new = new.advance();
    while old.advance() {
        while has_new && new.key() < old.key() {
            put(new.key(), new.value(), changed)?;
            has_new = new.advance();
        }
        if has_new && new.key() == old.key() {
            put(new.key(), new.value(), changed)?;
            has_new = new.advance();
        } else if !changes.gone.contains(old.key()) {
            put(old.key(), old.value(), base)?;
        }
    }
    while has_new {
        put(new.key(), new.value(), changed)?;
        has_new = new.advance();
    }
    dictionary.finish()?;
    Ok(())
}
