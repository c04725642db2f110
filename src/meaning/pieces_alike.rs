//! How well texts match a query piece by piece, without the network.
//!
//! Each piece of the query takes the piece of the text that is most like it. That knows nothing of
//! context, but costs a thousandth of a vector, and tells which sentence of an answer is meant.

use std::collections::HashMap;

use super::compute::floats::{dot, to_unit_length};

/// Returns for each text how alike the pieces of the query and their nearest in the text are, summed
/// up. `vector` makes the vector of a piece.
pub(super) fn match_pieces(
    query: &[u32],
    texts: &[Vec<u32>],
    vector: impl Fn(u32) -> Vec<f32>,
) -> Vec<f32> {
    // Pieces differ in length for other reasons than what they mean.
    let unit = |piece: u32| {
        let mut vector = vector(piece);
        to_unit_length(&mut vector);
        vector
    };
    let asked: Vec<Vec<f32>> = query.iter().map(|piece| unit(*piece)).collect();
    let mut known: HashMap<u32, Vec<f32>> = HashMap::new();
    let scores = texts.iter().map(|text| {
        let mut best = vec![0.0_f32; asked.len()];
        for piece in text {
            let alike = known.entry(*piece).or_insert_with(|| {
                let vector = unit(*piece);
                asked.iter().map(|own| dot(own, &vector)).collect()
            });
            for (best, alike) in best.iter_mut().zip(alike) {
                *best = best.max(*alike);
            }
        }
        best.iter().sum()
    });
    scores.collect()
}
