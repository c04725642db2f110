//! What lists that have not been asked may add to a document at most, by the lengths of its texts.
//!
//! A word in a long text adds less than the bound of its list, which is that of the shortest text.

use super::list::List;
use crate::index::TextField;
use crate::search::retrieve::bm25::LENGTH_CODES;

/// The bounds of some lists together.
#[derive(Default)]
pub(super) struct Rest<'a> {
    fields: Vec<FieldBounds<'a>>,
    /// The words that these lists may add, as bits.
    pub(super) words: u32,
}

/// The bounds of the lists of one field.
struct FieldBounds<'a> {
    field: TextField,
    /// The length codes of the texts by document.
    lengths: &'a [u8],
    /// The sum of the bounds by length code.
    bounds: [f32; LENGTH_CODES],
}

impl<'a> Rest<'a> {
    /// Puts the bounds of lists together.
    #[must_use]
    pub(super) fn of<'l>(lists: impl Iterator<Item = &'l List<'a>>) -> Self
    where
        'a: 'l,
    {
        let mut rest = Self::default();
        for list in lists {
            rest.words |= list.word;
            let field = list.scorer.field;
            match rest.fields.iter_mut().find(|one| one.field == field) {
                Some(known) => {
                    for (sum, bound) in known.bounds.iter_mut().zip(list.bounds) {
                        *sum += bound;
                    }
                }
                None => rest.fields.push(FieldBounds {
                    field,
                    lengths: list.lengths,
                    bounds: list.bounds,
                }),
            }
        }
        rest
    }

    /// Returns the most that the lists add to a document.
    #[inline]
    #[must_use]
    pub(super) fn at_most(&self, doc: u32) -> f32 {
        let bounds = self.fields.iter().map(|field| {
            let length = field.lengths.get(doc as usize).copied().unwrap_or(0);
            field.bounds[usize::from(length)]
        });
        bounds.sum()
    }
}
