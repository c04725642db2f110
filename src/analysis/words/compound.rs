//! Compounds to parts: `Wi-Fi`, `TLS-1.2`, `ExpressRoute`, `KB4467684`, `C#`, `.NET`.
//!
//! Owns where a run of letters and digits divides and how firmly its parts hold
//! together. Which terms the parts get is decided by the emitter.

use std::ops::Range;

use super::elision::{Ending, ending, hyphen_ending};
use crate::analysis::chars::{Class, class_at};
use crate::analysis::profile::Profile;
use crate::analysis::scripts::hebrew;

/// How a part is joined to the one before it, loosest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Glue {
    /// By a change of case or from letters to digits.
    Change,
    /// By an apostrophe, a dot or another sign inside a name.
    Sign,
    /// By a hyphen or an underscore.
    Hyphen,
}

/// One part of a compound; ranges are bytes of the source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// The part as a word.
    pub core: Range<usize>,
    /// The part with what belongs to it: `.NET`, `C#`, `0x80070005`, `user's`.
    pub outer: Range<usize>,
    /// Whether the part with what belongs to it is a name too.
    pub named: bool,
    /// How it is joined to the part before; `Hyphen` for the first one.
    pub glue: Glue,
}

/// A segment that changes more often than this is an identifier, say a digest:
/// its pieces mean nothing.
const MAX_CHANGES: usize = 8;

/// Splits the run into `parts`, which it empties first.
pub(crate) fn split(text: &str, run: Range<usize>, profile: &Profile, parts: &mut Vec<Part>) {
    parts.clear();
    let text = text.get(..run.end).unwrap_or(text);
    let mut start = run.start;
    let mut glue = Glue::Hyphen;
    if let Some((Class::Kept, len)) = class_at(text, start) {
        start += len;
    }
    let mut at = start;
    let mut joint = None;
    loop {
        if let Some(len) = hebrew::mark_len(text, at) {
            at += len;
            continue;
        }
        let next = class_at(text, at);
        let joined =
            next.and_then(|(class, len)| Some((connects(text, at, class, profile)?, class, len)));
        match (next, joined) {
            (Some((_, len)), None) => at += len,
            (_, joined) => {
                push_segment(text, start..at, (glue, joint), profile, parts);
                let Some((next_glue, class, len)) = joined else {
                    break;
                };
                glue = next_glue;
                joint = Some(class);
                at += len;
                start = at;
                if class_at(text, at).is_none_or(|(class, _)| !class.is_alphanumeric()) {
                    break;
                }
            }
        }
    }
    // What the run has before and after its parts is a dot as in `.NET`, a sign as in `C#`.
    if let Some(first) = parts.first_mut()
        && first.outer.start > run.start
    {
        first.outer.start = run.start;
        first.named = true;
    }
    if let Some(last) = parts.last_mut()
        && last.outer.end < run.end
    {
        last.outer.end = run.end;
        last.named = true;
    }
}

/// Returns how the character at `at` joins what is before and after it, if it does.
fn connects(text: &str, at: usize, class: Class, profile: &Profile) -> Option<Glue> {
    match class {
        Class::Hyphen => Some(Glue::Hyphen),
        Class::Kept => Some(Glue::Sign),
        Class::Apostrophe if !profile.apostrophe_is_letter => Some(Glue::Sign),
        // Between Arabic letters it ends a part; in Indic scripts it only shapes letters.
        Class::NonJoiner => text
            .get(..at)
            .and_then(|before| before.chars().next_back())
            .filter(|c| matches!(c, '\u{600}'..='\u{8FF}'))
            .map(|_| Glue::Sign),
        _ => None,
    }
}

/// Adds the parts of a segment, which `joint` joins to the one before, or lengthens that.
fn push_segment(
    text: &str,
    segment: Range<usize>,
    (glue, joint): (Glue, Option<Class>),
    profile: &Profile,
    parts: &mut Vec<Part>,
) {
    let written = text.get(segment.clone()).unwrap_or_default();
    if let Some(host) = parts.last_mut() {
        let name = text.get(host.core.clone()).unwrap_or_default();
        let last = segment.end == text.len();
        let kind = match joint {
            Some(Class::Apostrophe) => ending(name, written, last, profile),
            Some(Class::Hyphen) => hyphen_ending(name, written, last, profile),
            _ => Ending::Part,
        };
        if kind != Ending::Part {
            host.outer.end = segment.end;
            if kind == Ending::Negation {
                host.core.end = segment.end;
            }
            return;
        }
    }
    let digits = written
        .strip_prefix("0x")
        .or_else(|| written.strip_prefix("0X"));
    if digits.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_hexdigit())) {
        parts.push(Part {
            core: segment.start + 2..segment.end,
            outer: segment,
            named: true,
            glue,
        });
        return;
    }
    let mut glue = glue;
    let mut from = segment.start;
    let changes = changes(text, &segment);
    for to in changes.into_iter().chain([segment.end]) {
        parts.push(Part {
            core: from..to,
            outer: from..to,
            named: false,
            glue,
        });
        glue = Glue::Change;
        from = to;
    }
}

/// Finds where a segment changes from one word to the next without a sign between them.
fn changes(text: &str, segment: &Range<usize>) -> Vec<usize> {
    // Each with whether it is one of case within a script.
    let mut found: Vec<(usize, bool)> = Vec::new();
    let mut last: Option<(Class, usize)> = None;
    let mut capitals = 0;
    let mut at = segment.start;
    while at < segment.end {
        let Some((class, len)) = class_at(text, at) else {
            break;
        };
        if class.is_alphanumeric() {
            if let Some((last_class, last_at)) = last {
                let change = match (last_class, class) {
                    (a, b) if a == b => None,
                    // `TLSv1.2`: the mark of a version.
                    (Class::Upper, Class::Lower) if capitals > 1 && is_version(text, at) => {
                        Some((at, true))
                    }
                    (Class::Upper, Class::Lower) => (capitals > 1
                        && !is_plural_of_acronym(text, at, segment.end))
                    .then_some((last_at, true)),
                    (Class::Lower, Class::Upper) => Some((at, true)),
                    _ => Some((at, false)),
                };
                found.extend(change);
                if found.len() > MAX_CHANGES {
                    return Vec::new();
                }
            }
            capitals = if class == Class::Upper {
                capitals + 1
            } else {
                0
            };
            last = Some((class, at));
        }
        at += len;
    }
    // One letter at either end is not a word: `iPhone`, `vCPU`, `IPsec`, `SaaS`.
    let single = |range: Range<usize>| {
        text.get(range)
            .is_some_and(|piece| piece.chars().count() == 1)
    };
    if let Some(&(at, true)) = found.first()
        && single(segment.start..at)
    {
        found.remove(0);
    }
    if let Some(&(at, true)) = found.last()
        && single(at..segment.end)
    {
        found.pop();
    }
    found.into_iter().map(|(at, _)| at).collect()
}

/// Returns whether this is the `s` of `VMs`: it ends the segment, or no letter follows it.
fn is_plural_of_acronym(text: &str, at: usize, end: usize) -> bool {
    text.as_bytes().get(at) == Some(&b's')
        && (at + 1 >= end || class_at(text, at + 1).is_none_or(|(class, _)| !class.is_letter()))
}

/// Returns whether a `v` stands here with a digit after it.
fn is_version(text: &str, at: usize) -> bool {
    text.as_bytes().get(at) == Some(&b'v')
        && text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit)
}
