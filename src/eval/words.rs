//! Finds the words of a text in any language, for questions and sentences that are tried.

use std::sync::OnceLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

/// From where to where a word reaches, in bytes.
pub(super) type Word = (usize, usize);

/// Finds the words of a text in any language: segments after Unicode's annex 29, with
/// dictionaries for scripts without spaces, that have a letter or a digit.
pub(super) fn words(text: &str) -> Vec<Word> {
    static SEGMENTER: OnceLock<WordSegmenterBorrowed<'static>> = OnceLock::new();
    let segmenter = SEGMENTER
        .get_or_init(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));
    let ends: Vec<usize> = segmenter.segment_str(text).collect();
    ends.windows(2)
        .filter_map(|pair| Some((*pair.first()?, *pair.last()?)))
        .filter(|&(from, to)| text[from..to].contains(char::is_alphanumeric))
        .collect()
}
