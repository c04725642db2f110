//! Whether a generation may go live: verified against the disk, judged by questions.
//!
//! Decides; the run publishes.

pub(crate) mod guard;
pub(crate) mod verify;
