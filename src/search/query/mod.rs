//! What a query means: its terms, and the further forms under which each is looked for.
//!
//! Owns terms and expansions. Nothing is scored here.

pub(crate) mod expand;
pub(crate) mod parse;
