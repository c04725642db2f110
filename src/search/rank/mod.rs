//! The order of the candidates of one language.
//!
//! Owns the second stage: the signals of the best candidates, and the score that they make. Two
//! steps come after that score: [`rescore`] moves up the best entry with the form typed, and
//! [`typed_form`] those with the signs and capitals that were typed.

pub(crate) mod candidate;
pub(crate) mod nearness;
mod places;
pub(crate) mod proximity;
pub(crate) mod rescore;
mod run;
pub(crate) mod scale;
pub(crate) mod signals;
pub(crate) mod typed_form;
