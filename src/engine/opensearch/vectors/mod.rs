//! Vectors in a cluster: an index of rows beside the generations, by model and content.
//!
//! An entry's row is found by its model and by what its question and its answer say, so that
//! generations share it, whichever language index their entry is in, and a killed run loses none.

mod make;
mod remembered;
mod rows;

pub(super) use make::VectorMaker;
pub(super) use remembered::Remembered;
pub(super) use rows::{RowId, Rows, row_id, wanted};
