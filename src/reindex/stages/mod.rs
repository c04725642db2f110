//! The stages of a run, one a file. Each is a function that consumes the result of the one before:
//! `Compared`, `Planned`, `Built`, `Verified`, `Published`.

pub(crate) mod build;
pub(crate) mod compare;
pub(crate) mod plan;
pub(crate) mod publish;
pub(crate) mod verify;
