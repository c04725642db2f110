//! Han and kana: words, pairs of characters, single characters.
//!
//! The pairs find what the dictionary divides differently in text and query.

use std::ops::Range;

use super::chinese::simplified;
use crate::analysis::chars::classify;
use crate::analysis::normalize::nfkc::normalize;
use crate::analysis::profile::{Orthography, Profile};

/// One character of a run, with the marks that belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    /// Bytes of the source text.
    pub source: Range<usize>,
    /// Bytes of the normalised run.
    pub text: Range<usize>,
}

/// No character has marks of more bytes than this; further ones are cut off.
const MAX_UNIT: usize = 32;

/// Cuts a run that begins at byte `from` of its text into `units`, and fills
/// `normal` with its normal form: full-width kana, composed marks, simplified
/// characters in Chinese.
pub(crate) fn units(
    run: &str,
    from: usize,
    profile: &Profile,
    normal: &mut String,
    units: &mut Vec<Unit>,
) {
    normal.clear();
    units.clear();
    let chinese = profile.orthography == Orthography::Chinese;
    let mut chars = run.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let mut end = start + c.len_utf8();
        while end - start < MAX_UNIT
            && let Some((at, mark)) = chars.next_if(|&(_, c)| belongs_to_last(c))
        {
            end = at + mark.len_utf8();
        }
        let text_start = normal.len();
        let written = run.get(start..end).unwrap_or_default();
        if is_normal(c) && end == start + c.len_utf8() {
            normal.push(if chinese { simplified(c) } else { c });
        } else {
            normalize(written, profile, normal);
        }
        if normal.len() > text_start {
            units.push(Unit {
                source: from + start..from + end,
                text: text_start..normal.len(),
            });
        }
    }
}

/// Returns whether it is kana or Han that NFKC leaves alone.
fn is_normal(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{30FC}' | '\u{4E00}'..='\u{9FFF}')
}

/// Returns whether it belongs to the character before: voicing marks, full and half width, and
/// other marks.
fn belongs_to_last(c: char) -> bool {
    matches!(c, '\u{3099}' | '\u{309A}' | '\u{FF9E}' | '\u{FF9F}') || classify(c).extends()
}
