//! The Model Context Protocol: two tools by which an assistant reads the answers.
//!
//! Owns what messages mean, whatever carries them. Standard input and output are `stdio`'s, HTTP is
//! the server's. Everything is read only. The protocol is small enough to be written out here.

mod message;
mod stdio;
mod tools;

pub(crate) use message::{HEADER_MISMATCH, METHOD_NOT_FOUND, MODERN, Message};
pub(crate) use stdio::serve;
