//! Vectors of texts by a model of the operator's choice: a transformer encoder, or a static table.
//!
//! Owns reading a model as it is published, our own file of it, tokens, and the network. Knows
//! nothing of articles, indexes and ranking: they ask through
//! [`TextEncoder`](crate::model::embedding::TextEncoder). The code is ours because the network is
//! fixed, twelve equal layers, and the frameworks that run any network bring some hundred crates.

mod attention;
mod check;
mod compute;
mod encoder;
mod error;
mod file;
mod import;
mod layer;
mod pieces_alike;
#[cfg(test)]
mod tests;
mod tokenize;

pub(crate) use check::check;
pub(crate) use encoder::{Encoder, open};
pub(crate) use error::ModelError;
pub(crate) use file::Bytes;
pub(crate) use import::{Prefixes, import};
