//! Scripts with rules of their own: Chinese, Japanese, Korean, Hebrew, Vietnamese, unspaced ones.
//!
//! One script a file. What is common to all words is in `words` and `normalize`.

pub(crate) mod chinese;
pub(crate) mod cjk;
pub(crate) mod hangul;
pub(crate) mod hebrew;
pub(crate) mod japanese_verbs;
pub(crate) mod kana;
pub(crate) mod korean;
pub(crate) mod korean_verbs;
pub(crate) mod thai;
pub(crate) mod unspaced;
pub(crate) mod vietnamese;
