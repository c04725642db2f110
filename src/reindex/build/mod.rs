//! Writes a planned generation: its indexes, and what the next run needs to know of its files.

pub(crate) mod describe;
pub(crate) mod write;
