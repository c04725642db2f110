//! Words that hold other words: compounds such as "Wi-Fi", elisions such as "l’accès".
//!
//! Text in, pieces out; what becomes of a piece is `emit`'s.

pub(crate) mod compound;
pub(crate) mod elision;
pub(crate) mod names;
pub(crate) mod numbers;
