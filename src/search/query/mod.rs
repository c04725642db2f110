//! What a query means: its terms, and the further forms under which each is looked for.
//!
//! Owns parsing and expansion. Nothing is scored here.

pub(crate) mod expand;
pub(crate) mod kana;
pub(crate) mod operators;
pub(crate) mod parse;
pub(crate) mod parsed_request;
pub(crate) mod term;
