//! Text to runs: stretches of characters that belong together.
//!
//! Owns where a run begins and ends, on the original text, so that offsets stay
//! true. A run is not yet a word: compounds are taken apart in
//! `words::compound`, scripts without spaces in `scripts::unspaced` and `scripts::cjk`.

use super::chars::{Class, class_at};
use super::scripts::hebrew;
use super::words::numbers;

/// What a run needs next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RunKind {
    /// One word, for certain.
    Word,
    /// Letters and digits that may be several words.
    Compound,
    /// Han and kana.
    Cjk,
    /// Thai, Lao, Khmer, Myanmar.
    SoutheastAsian,
    /// Korean.
    Hangul,
    /// One currency sign or emoji.
    Symbol,
}

/// A stretch of the text, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub from: usize,
    pub to: usize,
    pub kind: RunKind,
}

/// The runs of a text, in order.
pub(crate) struct Runs<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Runs<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    fn run(&mut self, from: usize, to: usize, kind: RunKind) -> Run {
        self.at = to;
        Run { from, to, kind }
    }

    /// Returns the end of a run whose characters are all of `class`, with their marks.
    fn end_of(&self, class: Class, mut at: usize) -> usize {
        while let Some((next, len)) = class_at(self.text, at) {
            if next != class && !next.extends() {
                break;
            }
            at += len;
        }
        at
    }

    /// Returns whether a dot begins a name, as in `.NET`: letters follow, no dot precedes.
    fn begins_with_dot(&self, from: usize) -> bool {
        let bytes = self.text.as_bytes();
        let before = from.checked_sub(1).and_then(|at| bytes.get(at));
        bytes.get(from) == Some(&b'.')
            && before != Some(&b'.')
            && class_at(self.text, from + 1).is_some_and(|(class, _)| class.is_letter())
    }

    /// Reads letters and digits, with single connectors between them.
    fn compound(&mut self, from: usize) -> Run {
        let mut shape = Shape::default();
        let mut at = from;
        while let Some((class, len)) = class_at(self.text, at) {
            if class.is_alphanumeric() {
                shape.see(class);
            } else if !class.extends() {
                let Some(connector) = connector(self.text, at, (class, len)) else {
                    break;
                };
                shape.divided = true;
                at += connector;
                continue;
            }
            at += len;
        }
        let end = at + trailing_sign(self.text, at);
        let kind = if shape.divided || end != at {
            RunKind::Compound
        } else {
            RunKind::Word
        };
        self.run(from, end, kind)
    }
}

impl Iterator for Runs<'_> {
    type Item = Run;

    fn next(&mut self) -> Option<Run> {
        loop {
            let from = self.at;
            let (class, len) = class_at(self.text, from)?;
            let run = match class {
                Class::Lower | Class::Upper | Class::Letter | Class::Digit => self.compound(from),
                Class::Kept if self.begins_with_dot(from) => {
                    let rest = self.compound(from + len);
                    self.run(from, rest.to, RunKind::Compound)
                }
                Class::Cjk => self.run(from, self.end_of(class, from), RunKind::Cjk),
                Class::Hangul => self.run(from, self.end_of(class, from), RunKind::Hangul),
                Class::SoutheastAsian => {
                    self.run(from, self.end_of(class, from), RunKind::SoutheastAsian)
                }
                Class::Symbol => self.run(from, from + len, RunKind::Symbol),
                _ => {
                    self.at += len;
                    continue;
                }
            };
            return Some(run);
        }
    }
}

/// Whether the characters so far could hold more than one word.
#[derive(Default)]
struct Shape {
    last: Option<Class>,
    capitals: usize,
    divided: bool,
}

impl Shape {
    fn see(&mut self, class: Class) {
        if let Some(last) = self.last
            && last != class
        {
            // "Word" is one word; "WoRd", "WORd" and "Word1" may be more.
            let capitalised = last == Class::Upper && class == Class::Lower && self.capitals == 1;
            self.divided |= !capitalised;
        }
        self.capitals = if class == Class::Upper {
            self.capitals + 1
        } else {
            0
        };
        self.last = Some(class);
    }
}

/// Returns the length of the connector at `at` that joins what is before it with the letter or digit
/// after it; `None` where there is none.
fn connector(text: &str, at: usize, (class, len): (Class, usize)) -> Option<usize> {
    let joins = class_at(text, at + len).is_some_and(|(c, _)| c.is_alphanumeric());
    if joins && joins_words(text, at, class) {
        return Some(len);
    }
    hebrew::mark_len(text, at).or_else(|| numbers::thousands_mark_len(text, at))
}

/// Returns whether the connector at `at`, with a word character after it, joins what is around it.
fn joins_words(text: &str, at: usize, class: Class) -> bool {
    let neighbours = || {
        let before = text.get(..at)?.chars().next_back()?;
        let after = text.get(at..)?.chars().nth(1)?;
        Some((before, after))
    };
    match class {
        Class::Apostrophe | Class::Hyphen | Class::Kept | Class::NonJoiner => true,
        Class::MiddleDot => {
            neighbours().is_some_and(|(a, b)| matches!(a, 'l' | 'L') && matches!(b, 'l' | 'L'))
        }
        _ => false,
    }
}

/// Returns the length of a sign that ends a name, as in `C#`, `F#`, `C++` and `A+`.
fn trailing_sign(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let after_letter = text
        .get(..at)
        .and_then(|before| before.chars().next_back())
        .is_some_and(char::is_alphabetic);
    let len = match (bytes.get(at), bytes.get(at + 1)) {
        (Some(b'+'), Some(b'+')) => 2,
        (Some(b'+' | b'#'), _) => 1,
        _ => return 0,
    };
    let free = class_at(text, at + len).is_none_or(|(class, _)| {
        !class.is_alphanumeric() && !matches!(bytes.get(at + len), Some(b'+' | b'#'))
    });
    if after_letter && free { len } else { 0 }
}
