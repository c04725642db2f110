//! How well texts match a query piece by piece, without the network.
//!
//! Each piece of the query takes the piece of the text that is most like it. That knows nothing of
//! context, but costs a thousandth of a vector, and tells which sentence of an answer is meant.

use std::collections::HashMap;

use super::compute::floats::{dot, to_unit_length};
use super::encoder::Encoder;

/// Most pieces of a query, and of a text, that are looked at.
const MOST_PIECES: usize = 64;

/// Returns for each text how alike the pieces of the query and their nearest in the text are, summed
/// up.
pub(super) fn match_pieces(model: &Encoder, query: &str, texts: &[&str]) -> Vec<f32> {
    let asked: Vec<Vec<f32>> = model
        .pieces_of(query, MOST_PIECES)
        .into_iter()
        .map(|piece| unit(model, piece))
        .collect();
    let mut known: HashMap<u32, Vec<f32>> = HashMap::new();
    let scores = texts.iter().map(|text| {
        let mut best = vec![0.0_f32; asked.len()];
        for piece in model.pieces_of(text, MOST_PIECES) {
            let alike = known.entry(piece).or_insert_with(|| {
                let vector = unit(model, piece);
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

/// Returns the vector of a piece, made as long as that of any other.
fn unit(model: &Encoder, piece: u32) -> Vec<f32> {
    let mut vector = vec![0.0; model.description().hidden];
    model.add_piece(piece, &mut vector);
    to_unit_length(&mut vector);
    vector
}
