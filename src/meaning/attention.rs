//! One head of attention in one text: how much each token takes of the values of all.
//!
//! Keys stand in columns here, one for each token, so that a query is compared with many at once and
//! nothing is ever summed up across a register.

use std::ops::Range;

use super::compute::floats::{WIDE, softmax, weighted_sum};

/// The part of the vectors of a text that a head sees.
pub(crate) struct Head<'a> {
    vectors: &'a Vectors<'a>,
    tokens: Range<usize>,
    columns: Range<usize>,
    /// For each column the keys of all tokens.
    keys: Vec<f32>,
    /// For each token the columns of its value.
    values: Vec<f32>,
}

/// What tokens ask for, what they offer and what they give: rows of `hidden` values.
pub(crate) struct Vectors<'a> {
    pub(crate) queries: &'a [f32],
    pub(crate) keys: &'a [f32],
    pub(crate) values: &'a [f32],
    pub(crate) hidden: usize,
}

impl<'a> Head<'a> {
    /// Takes the columns of a head out of the vectors of the tokens of a text.
    pub(crate) fn of(
        vectors: &'a Vectors<'a>,
        tokens: Range<usize>,
        columns: Range<usize>,
    ) -> Self {
        let width = tokens.len().next_multiple_of(WIDE);
        let size = columns.len().next_multiple_of(WIDE);
        let mut keys = vec![0.0; columns.len() * width];
        let mut values = vec![0.0; tokens.len() * size];
        for (place, token) in tokens.clone().enumerate() {
            let row = token * vectors.hidden + columns.start..token * vectors.hidden + columns.end;
            for (column, key) in vectors.keys[row.clone()].iter().enumerate() {
                keys[column * width + place] = *key;
            }
            values[place * size..][..columns.len()].copy_from_slice(&vectors.values[row]);
        }
        Self {
            vectors,
            tokens,
            columns,
            keys,
            values,
        }
    }

    /// Writes what each token takes into its row of `attended`, at the columns of the head.
    pub(crate) fn attend(&self, attended: &mut [f32]) {
        let count = self.tokens.len();
        let size = self.columns.len();
        let mut shares = vec![0.0; count.next_multiple_of(WIDE)];
        let mut sum = vec![0.0; size.next_multiple_of(WIDE)];
        #[allow(clippy::cast_precision_loss)] // the size of a head
        let factor = 1.0 / (size as f32).sqrt();
        for token in self.tokens.clone() {
            let start = token * self.vectors.hidden + self.columns.start;
            let query = &self.vectors.queries[start..start + size];
            weighted_sum(&self.keys, query, &mut shares);
            let shares = &mut shares[..count];
            shares.iter_mut().for_each(|share| *share *= factor);
            softmax(shares);
            weighted_sum(&self.values, shares, &mut sum);
            attended[start..start + size].copy_from_slice(&sum[..size]);
        }
    }
}
