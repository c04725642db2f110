//! A table of forms: lines of a word and its forms.
//!
//! Owns how a table is written and asked. The compiler makes a hash table of the lines: nearly every
//! word is in no table, and a look at one slot says so.
//!
//! The slots lie apart from the pointers to the lines: what holds a pointer is written to when the
//! program starts, page by page.

use std::borrow::Cow;

use super::Lemma;

/// Slots of the hash table. Most are free, so that a search for a word ends soon.
const SLOTS: usize = 2048;

/// Words and their forms.
pub(super) struct Table {
    lines: &'static str,
    slots: &'static Slots,
}

/// Where in the lines a form stands, counted from one; zero is a free slot.
pub(super) struct Slots([u16; SLOTS]);

/// Makes a table of lines. Each has a word and its forms, with one space between them; a word that
/// begins with `~` keeps the stems of its forms, which may be other words.
macro_rules! table {
    ($lines:expr $(,)?) => {{
        static SLOTS: $crate::analysis::normalize::forms::table::Slots =
            $crate::analysis::normalize::forms::table::Slots::new($lines);
        Table::new($lines, &SLOTS)
    }};
}
pub(super) use table;

impl Slots {
    /// Returns the slots of lines.
    pub(super) const fn new(lines: &str) -> Self {
        let bytes = lines.as_bytes();
        assert!(bytes.len() < u16::MAX as usize, "a slot has 16 bits");
        let mut slots = [0; SLOTS];
        let mut used = 0;
        let (mut start, mut at) = (0, 0);
        let mut first = true;
        while at < bytes.len() {
            if bytes[at] == b' ' || bytes[at] == b'\n' {
                if !first {
                    let mut slot = slot_of(bytes, start, at);
                    while slots[slot] != 0 {
                        slot = (slot + 1) % SLOTS;
                    }
                    #[allow(clippy::cast_possible_truncation)] // asserted above
                    {
                        slots[slot] = start as u16 + 1;
                    }
                    used += 1;
                }
                first = bytes[at] == b'\n';
                start = at + 1;
            }
            at += 1;
        }
        assert!(used < SLOTS / 2, "a table this full needs more slots");
        Self(slots)
    }
}

impl Table {
    /// Joins lines and the slots that were made of them.
    pub(super) const fn new(lines: &'static str, slots: &'static Slots) -> Self {
        Self { lines, slots }
    }

    /// Returns the word that a form is listed for.
    pub(super) fn lemma(&self, form: &str) -> Option<Lemma<'static>> {
        let word = self.word_of(form)?;
        Some(match word.strip_prefix('~') {
            Some(word) => Lemma::Also(Cow::Borrowed(word)),
            None => Lemma::Only(Cow::Borrowed(word)),
        })
    }

    /// Returns the word of the first line that has a form, as it is written there.
    pub(super) fn word_of(&self, form: &str) -> Option<&'static str> {
        let mut slot = slot_of(form.as_bytes(), 0, form.len());
        // Some slots are free, so this ends.
        loop {
            let start = usize::from(*self.slots.0.get(slot)?).checked_sub(1)?;
            let (before, from) = self.lines.split_at_checked(start)?;
            let after = from.strip_prefix(form);
            if after.is_some_and(|after| after.starts_with([' ', '\n'])) {
                let line = before.rsplit('\n').next()?;
                return line.split(' ').next();
            }
            slot = (slot + 1) % SLOTS;
        }
    }
}

/// Returns the slot where the search for a part of some bytes begins, by their FNV-1a.
const fn slot_of(bytes: &[u8], start: usize, end: usize) -> usize {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut at = start;
    while at < end {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    // The remainder fits.
    ((hash ^ hash >> 29) % SLOTS as u64) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    static TABLE: Table = table!(
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
    fn of_two_lines_with_a_form_the_first_counts() {
        static TWICE: Table = table!("lie lay\nlay lay laid\n");
        assert_eq!(TWICE.word_of("lay"), Some("lie"));
        assert_eq!(TWICE.word_of("laid"), Some("lay"));
    }
}
