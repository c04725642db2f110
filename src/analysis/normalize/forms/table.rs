//! A table of forms: lines of a word and its forms.
//!
//! Owns how a table is written and asked. In front of the lines stands a small Bloom filter that
//! the compiler fills: nearly every word is in no table, and a filter says so without reading one.

use std::borrow::Cow;

use super::Lemma;

/// Words of the filter, 64 bits each: room for the largest table with one stray in some thirty.
const FILTER_WORDS: usize = 128;

/// Words and their forms.
pub(super) struct Table {
    lines: &'static str,
    filter: [u64; FILTER_WORDS],
}

impl Table {
    /// Makes a table of lines. Each has a word and its forms, with one space between them; a word
    /// that begins with `~` keeps the stems of its forms, which may be other words.
    pub(super) const fn new(lines: &'static str) -> Self {
        let bytes = lines.as_bytes();
        let mut filter = [0; FILTER_WORDS];
        let (mut start, mut at) = (0, 0);
        let mut first = true;
        while at < bytes.len() {
            if bytes[at] == b' ' || bytes[at] == b'\n' {
                if !first {
                    let (word, bits) = probes(hash(bytes, start, at));
                    filter[word] |= bits;
                }
                first = bytes[at] == b'\n';
                start = at + 1;
            }
            at += 1;
        }
        Self { lines, filter }
    }

    /// Returns the word that a form is listed for.
    pub(super) fn lemma(&self, form: &str) -> Option<Lemma<'static>> {
        let word = self.word_of(form)?;
        Some(match word.strip_prefix('~') {
            Some(word) => Lemma::Also(Cow::Borrowed(word)),
            None => Lemma::Only(Cow::Borrowed(word)),
        })
    }

    /// Returns the word of the line that has a form, as it is written there.
    pub(super) fn word_of(&self, form: &str) -> Option<&'static str> {
        if !self.may_hold(form) {
            return None;
        }
        self.lines.lines().find_map(|line| {
            let mut words = line.split_ascii_whitespace();
            let word = words.next()?;
            words.any(|listed| listed == form).then_some(word)
        })
    }

    /// Returns whether a form may be in the table. `false` is certain.
    fn may_hold(&self, form: &str) -> bool {
        let (word, bits) = probes(hash(form.as_bytes(), 0, form.len()));
        self.filter
            .get(word)
            .is_some_and(|filter| filter & bits == bits)
    }
}

/// Returns FNV-1a of a part of some bytes.
const fn hash(bytes: &[u8], start: usize, end: usize) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut at = start;
    while at < end {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    hash
}

/// Returns the word of the filter that a hash is kept in, and its two bits there.
const fn probes(hash: u64) -> (usize, u64) {
    let hash = hash ^ hash >> 29;
    let word = (hash % FILTER_WORDS as u64) as usize;
    (word, 1 << (hash >> 8 & 63) | 1 << (hash >> 16 & 63))
}

#[cfg(test)]
mod tests {
    use super::*;

    static TABLE: Table = Table::new(
        "\
mouse mice
~find found
été étés
",
    );

    #[test]
    fn forms_are_found_and_nothing_else() {
        assert_eq!(TABLE.lemma("mice"), Some(Lemma::Only("mouse".into())));
        assert_eq!(TABLE.lemma("found"), Some(Lemma::Also("find".into())));
        assert_eq!(TABLE.lemma("étés"), Some(Lemma::Only("été".into())));
        for other in ["mouse", "find", "fou", "mi", "", "~find", "mouse mice"] {
            assert_eq!(TABLE.lemma(other), None, "{other}");
        }
    }

    #[test]
    fn the_filter_passes_few_words_of_no_table() {
        let strays = (0..1000).filter(|n| TABLE.may_hold(&format!("word{n}")));
        assert!(strays.count() < 20);
    }
}
