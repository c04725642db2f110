//! Gives a planned generation to an engine, and describes its content.
//!
//! Owns what is written and in which order. How it is stored is the engine's business.

pub(crate) mod articles;
pub(crate) mod describe;
pub(crate) mod known_records;
pub(crate) mod record_writers;
pub(crate) mod records;
pub(crate) mod removed;
