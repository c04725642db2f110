//! Which entries the filters of a request admit.

use super::segment::Segment;
use crate::index::IndexError;
use crate::index::store::columns::Columns;
use crate::model::article::Kind;
use crate::model::request::Request;

/// What the filters of a request admit in one language.
pub(crate) struct Filter<'a> {
    columns: &'a Columns,
    kind: Option<Kind>,
    /// The entries with each value of the front matter that is asked for.
    holders: Vec<DocumentSet>,
}

impl<'a> Filter<'a> {
    /// Looks up the kind and the front matter that the request asks for.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn of(segment: &'a Segment, request: &Request) -> Result<Self, IndexError> {
        let holders = request.filters.iter().map(|(field, value)| {
            let holders = segment.documents_with_facet(field, value)?;
            Ok(DocumentSet::of(segment.document_count(), &holders))
        });
        Ok(Self {
            columns: &segment.columns,
            kind: request.kind,
            holders: holders.collect::<Result<_, IndexError>>()?,
        })
    }

    /// Returns whether everything is admitted.
    #[must_use]
    pub(crate) fn admits_all(&self) -> bool {
        self.kind.is_none() && self.holders.is_empty()
    }

    /// Returns whether a document is admitted.
    #[must_use]
    pub(crate) fn admits(&self, doc: u32) -> bool {
        let is_of_kind = |kind: Kind| {
            let is_question = self.columns.flags(doc).is_question();
            is_question == (kind == Kind::Question)
        };
        self.kind.is_none_or(is_of_kind) && self.holders.iter().all(|holders| holders.contains(doc))
    }
}

/// A set of documents, a bit each.
pub(crate) struct DocumentSet(Vec<u64>);

impl DocumentSet {
    /// Makes an empty set for documents below a number.
    #[must_use]
    pub(crate) fn new(documents: u32) -> Self {
        Self(vec![0; documents.div_ceil(u64::BITS) as usize])
    }

    /// Takes documents below a number.
    #[must_use]
    pub(crate) fn of(documents: u32, held: &[u32]) -> Self {
        let mut set = Self::new(documents);
        held.iter().for_each(|&doc| set.insert(doc));
        set
    }

    /// Adds a document.
    #[inline]
    pub(crate) fn insert(&mut self, doc: u32) {
        if let Some(bits) = self.0.get_mut((doc / u64::BITS) as usize) {
            *bits |= 1 << (doc % u64::BITS);
        }
    }

    /// Returns whether a document is one of these.
    #[inline]
    #[must_use]
    pub(crate) fn contains(&self, doc: u32) -> bool {
        let bits = self.0.get((doc / u64::BITS) as usize);
        bits.is_some_and(|bits| bits >> (doc % u64::BITS) & 1 == 1)
    }

    /// Returns the documents, ascending.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> {
        let words = (0_u32..).step_by(u64::BITS as usize).zip(&self.0);
        words.flat_map(|(first, &bits)| {
            let rests = std::iter::successors(Some(bits), |rest| Some(rest & rest.wrapping_sub(1)));
            rests
                .take_while(|rest| *rest != 0)
                .map(move |rest| first + rest.trailing_zeros())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_into_it() {
        let held = [0, 1, 63, 64, 200];
        let set = DocumentSet::of(201, &held);
        for doc in 0..300 {
            assert_eq!(set.contains(doc), held.contains(&doc), "{doc}");
        }
        assert_eq!(set.iter().collect::<Vec<u32>>(), held);
        assert_eq!(DocumentSet::new(0).iter().count(), 0);
    }
}
