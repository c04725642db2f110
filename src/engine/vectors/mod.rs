//! Vectors of entries, whichever engine keeps them: what they are made of, how they are made, and what
//! they are worth on the content. Knows neither files nor clusters.

pub(crate) mod calibrate;
pub(crate) mod encode;
mod passages;
pub(crate) mod row_texts;
