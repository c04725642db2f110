//! Makes what is missing of the rows that are wanted, on all cores, until time is up.

use std::collections::HashMap;
use std::time::Instant;

use rayon::prelude::*;

use super::row_texts::RowTexts;
use crate::engine::index_backend::VectorRequest;
use crate::index::IndexError;
use crate::index::vectors::{Row, RowKey};
use crate::model::embedding::{Role, TextEncoder};

/// Entries that one thread encodes before it looks at the clock.
const AT_ONCE: usize = 16;

/// Takes rows as soon as they are made, on any thread.
type Keep<'k> = dyn Fn(&[(RowKey, Row)]) -> Result<(), IndexError> + Sync + 'k;

/// Encodes what `is_known` does not know. What is made is given to `keep` as soon as it is made.
///
/// # Errors
/// What `keep` says, or the run was interrupted.
pub(crate) fn encode(
    request: &VectorRequest<'_>,
    wanted: &[RowTexts],
    is_known: impl Fn(&RowKey) -> bool,
    keep: &Keep<'_>,
) -> Result<Vec<(RowKey, Row)>, IndexError> {
    let mut missing: Vec<&RowTexts> = wanted
        .iter()
        .filter(|texts| !is_known(&texts.key))
        .collect();
    missing.sort_by_key(|texts| texts.key);
    missing.dedup_by_key(|texts| texts.key);
    let is_over = || {
        request
            .deadline
            .is_some_and(|deadline| Instant::now() >= deadline)
    };
    let encoded: Vec<Vec<(RowKey, Row)>> = missing
        .par_chunks(AT_ONCE)
        .map(|some| {
            (request.check_stop)()?;
            if is_over() {
                return Ok(Vec::new());
            }
            let made = encode_some(request.model, some);
            keep(&made)?;
            (request.advance)(some.len() as u64);
            Ok(made)
        })
        .collect::<Result<_, IndexError>>()?;
    Ok(encoded.into_iter().flatten().collect())
}

fn encode_some(model: &dyn TextEncoder, some: &[&RowTexts]) -> Vec<(RowKey, Row)> {
    let mut made: HashMap<(usize, usize), Vec<f32>> = HashMap::new();
    for role in [Role::Passage, Role::Query] {
        let mut places = Vec::new();
        let mut texts = Vec::new();
        for (number, row) in some.iter().enumerate() {
            for (place, (text, own)) in row.texts.iter().enumerate() {
                if *own == role {
                    places.push((number, place));
                    texts.push(text.as_str());
                }
            }
        }
        if !texts.is_empty() {
            made.extend(places.into_iter().zip(model.encode(&texts, role)));
        }
    }
    let vector = |number, place| made.get(&(number, place)).map_or(&[][..], Vec::as_slice);
    let rows = some.iter().enumerate();
    rows.map(|(number, row)| (row.key, Row::new([vector(number, 0), vector(number, 1)])))
        .collect()
}
