//! Decides whether a new generation may go live.
//!
//! Nothing is published here.

pub(crate) mod publish_gate;
pub(crate) mod quality;
pub(crate) mod verify;
