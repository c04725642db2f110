//! What readers ask, and what they do not find: the log of queries, and the report on it.
//!
//! Owns the lines of the log, what is left out of them for the sake of privacy, the files they are
//! kept in, and what follows from them. Nothing is recorded unless an operator asks for it.

pub(crate) mod aggregate;
#[cfg(all(unix, feature = "serve"))]
mod describe;
pub(crate) mod event;
pub(crate) mod files;
pub(crate) mod groups;
pub(crate) mod judge;
pub(crate) mod report;
#[cfg(all(unix, feature = "serve"))]
mod scrub;
#[cfg(all(unix, feature = "serve"))]
pub(crate) mod writer;
