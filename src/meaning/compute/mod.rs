//! Arithmetic on rows of numbers. Knows nothing of what they mean.
//!
//! Each function is compiled for several kinds of processors, and the best one for the machine is
//! taken when it first runs. Sums are made in a fixed order, so that all of them give the same.

pub(crate) mod floats;
pub(crate) mod integers;
