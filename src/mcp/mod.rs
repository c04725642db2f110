//! The Model Context Protocol: two tools by which an assistant reads the answers.
//!
//! Owns what messages mean, whatever carries them. Standard input and output are `stdio`'s, HTTP is
//! the server's. Everything is read only. The protocol is small enough to be written out here.

mod batch;
mod message;
mod stdio;
mod tools;

pub(crate) use batch::Received;
pub(crate) use message::{HEADER_MISMATCH, METHOD_NOT_FOUND, MODERN, Message, WITH_BATCHES};
pub(crate) use stdio::serve;
pub(crate) use tools::Answers;
