//! Words of scripts that are written without spaces, by dictionary.
//!
//! Owns the segmenter: the dictionary one for all of them. On Thai questions and passages it ranks
//! better than the neural one (nDCG@10 0.968 against 0.953 with plain BM25) and is 25 times as
//! fast. What becomes of Han and kana besides their words is in `cjk`.

use std::sync::OnceLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

/// Fills `ends` with where each word of `run` ends, in bytes.
pub(crate) fn word_ends(run: &str, ends: &mut Vec<usize>) {
    static SEGMENTER: OnceLock<WordSegmenterBorrowed<'static>> = OnceLock::new();
    let segmenter = SEGMENTER
        .get_or_init(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));
    ends.clear();
    ends.extend(segmenter.segment_str(run).filter(|&end| end > 0));
}
