//! The index folder: schema, packs, manifest, catalog, generations, the lock.
//!
//! Owns the format on disk and the atomic switch. What is written is decided elsewhere.

pub(crate) mod catalog;
pub(crate) mod columns;
pub(crate) mod directory;
pub(crate) mod document;
pub(crate) mod generation;
pub(crate) mod inputs;
pub(crate) mod lock;
pub(crate) mod manifest;
pub(crate) mod open;
pub(crate) mod pack;
pub(crate) mod prefix;
pub(crate) mod record;
pub(crate) mod schema;
pub(crate) mod stored;
