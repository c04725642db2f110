//! Finds the terms of a dictionary that begin with what was typed: without regard to accents, and
//! with at most one mistake if that is allowed.
//!
//! Owns the automaton with which the dictionary is walked, so that only terms that may match are
//! visited. It follows all ways to read the prefix at once, with one bit for each number of
//! characters matched (Wu & Manber, "Fast text searching allowing errors", 1992). A swap of
//! neighbours is one mistake.

use crate::analysis::EXACT_PREFIX;
use crate::analysis::fold;
use crate::analysis::scripts::hangul;
use crate::search::retrieve::dictionary::Automaton;

/// Number of characters of a prefix that are compared. A state has a bit for each, and one more.
pub(super) const MAX_CHARS: usize = 62;

/// Matches the terms that begin with a text.
pub(super) struct PrefixAutomaton {
    chars: Vec<char>,
    /// Whether terms of exact forms are matched, which have a sign in front.
    exact_forms: bool,
    mistake: bool,
    /// Whether the last character is a Korean syllable that may be half typed.
    is_composed: bool,
}

/// The state that a walk along a term has reached.
#[derive(Clone)]
pub(super) enum State {
    /// No term that goes on from here matches.
    Dead,
    /// Every term that goes on from here matches.
    Matched,
    /// The term is undecided.
    Open(Walk),
}

/// The ways to read the prefix that are still open. Bit `n` says that `n` characters of it are
/// matched.
#[derive(Clone)]
pub(super) struct Walk {
    /// The bytes of a character that is not complete.
    bytes: [u8; 4],
    filled: u8,
    /// Whether the sign of exact forms has been read, or is not wanted.
    begun: bool,
    flawless: u64,
    flawed: u64,
    /// Bit `n` says that the character after the next has come, so that the next may follow: a swap.
    swapped: u64,
}

impl PrefixAutomaton {
    /// Makes an automaton for a prefix in lower case and without accents. With `mistake` one
    /// character may be wrong, missing, superfluous or swapped with its neighbour.
    #[must_use]
    pub(super) fn new(folded: &str, exact_forms: bool, mistake: bool) -> Self {
        Self {
            chars: folded.chars().take(MAX_CHARS).collect(),
            exact_forms,
            mistake,
            is_composed: false,
        }
    }

    /// Lets the last Korean syllable stand for those that it may become.
    #[must_use]
    pub(super) fn while_composing(mut self) -> Self {
        self.is_composed = self.chars.iter().copied().any(hangul::is_hangul);
        self
    }

    /// Returns whether the character at a place of the prefix stands for one of a term.
    fn admits(&self, place: usize, expected: char, c: char) -> bool {
        let is_last = || place + 1 == self.chars.len();
        expected == c || (self.is_composed && hangul::stands_for(expected, is_last(), c))
    }

    /// Goes on by one character of a term, already folded.
    fn step(&self, walk: &mut Walk, c: char) {
        let mut same = 0_u64;
        for (number, expected) in self.chars.iter().enumerate() {
            same |= u64::from(self.admits(number, *expected, c)) << number;
        }
        let flawless = (walk.flawless & same) << 1;
        if self.mistake {
            let wrong_or_superfluous = walk.flawless << 1 | walk.flawless;
            let missing = flawless << 1;
            let completed = (walk.swapped & same) << 2;
            walk.flawed = (walk.flawed & same) << 1 | wrong_or_superfluous | missing | completed;
            walk.swapped = walk.flawless & same >> 1;
        }
        walk.flawless = flawless;
    }

    /// Returns the state of a walk.
    fn state(&self, walk: Walk) -> State {
        let complete = 1_u64 << self.chars.len();
        if (walk.flawless | walk.flawed) & complete != 0 {
            State::Matched
        } else if walk.flawless | walk.flawed | walk.swapped == 0 {
            State::Dead
        } else {
            State::Open(walk)
        }
    }
}

impl Automaton for PrefixAutomaton {
    type State = State;

    fn start(&self) -> State {
        State::Open(Walk {
            bytes: [0; 4],
            filled: 0,
            begun: !self.exact_forms,
            flawless: 1,
            // The first character may be missing.
            flawed: if self.mistake { 0b11 } else { 0 },
            swapped: 0,
        })
    }

    fn is_match(&self, state: &State) -> bool {
        matches!(state, State::Matched)
    }

    fn can_match(&self, state: &State) -> bool {
        !matches!(state, State::Dead)
    }

    fn will_always_match(&self, state: &State) -> bool {
        matches!(state, State::Matched)
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        let State::Open(walk) = state else {
            return state.clone();
        };
        let mut walk = walk.clone();
        if !walk.begun {
            walk.begun = true;
            return if char::from(byte) == EXACT_PREFIX {
                State::Open(walk)
            } else {
                State::Dead
            };
        }
        if byte.is_ascii() && walk.filled == 0 {
            self.step(&mut walk, char::from(byte));
            return self.state(walk);
        }
        let Some(slot) = walk.bytes.get_mut(usize::from(walk.filled)) else {
            return State::Dead;
        };
        *slot = byte;
        walk.filled += 1;
        let read = walk
            .bytes
            .get(..usize::from(walk.filled))
            .unwrap_or_default();
        let Ok(text) = std::str::from_utf8(read) else {
            return State::Open(walk);
        };
        let folded = fold(text);
        walk.filled = 0;
        for c in folded.chars() {
            self.step(&mut walk, c);
        }
        self.state(walk)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(typed: &str, mistake: bool, term: &str) -> bool {
        let automaton = PrefixAutomaton::new(typed, true, mistake);
        let mut state = automaton.start();
        for &byte in term.as_bytes() {
            state = automaton.accept(&state, byte);
        }
        automaton.is_match(&state)
    }

    #[test]
    fn terms_that_begin_so_whatever_their_accents() {
        for (typed, term) in [
            ("cert", "=certificate"),
            ("cert", "=cert"),
            ("secu", "=sécurité"),
            ("strass", "=straße"),
            ("e", "=élève"),
            ("ключ", "=ключевой"),
            ("сче", "=счёт"),
        ] {
            assert!(matches(typed, false, term), "{typed} {term}");
        }
        for (typed, term) in [
            ("cert", "cert"),
            ("cert", "=cer"),
            ("cert", "=concert"),
            ("cert", "=crt"),
        ] {
            assert!(!matches(typed, false, term), "{typed} {term}");
        }
    }

    #[test]
    fn one_mistake_and_no_more() {
        for typed in [
            "certif", "cetrif", "crtif", "cerxtif", "xertif", "ertif", "ecrtif", "certix",
        ] {
            assert!(matches(typed, true, "=certificate"), "{typed}");
        }
        for typed in ["cxrtyf", "tcrtif", "xxcertif", "ficert"] {
            assert!(!matches(typed, true, "=certificate"), "{typed}");
        }
        assert!(matches("sexurite", true, "=sécurité"));
    }
}
