//! Particles that lean on the next word: `l’avion`, `dell'utente`; and the
//! endings of English contractions: `user's`, `don't`.

use super::language::Profile;

/// Whether `part`, which stands before an apostrophe, is a word of its own.
pub(super) fn is_elided(part: &str, profile: &Profile) -> bool {
    // All particles are ASCII.
    profile
        .elided
        .iter()
        .any(|particle| particle.eq_ignore_ascii_case(part))
}

/// How what stands after an apostrophe belongs to the word before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// `'s`, `'ll`, `'re`…: says nothing to a search; the host is the word.
    Clitic,
    /// The `'t` of `don't`: the negation stays in the word.
    Negation,
    /// A part like others.
    Part,
}

/// What the part `tail` after an apostrophe is to its `host`.
pub(super) fn ending(host: &str, tail: &str) -> Ending {
    const CLITICS: [&str; 6] = ["s", "d", "m", "re", "ve", "ll"];
    if tail.eq_ignore_ascii_case("t") && host.ends_with(['n', 'N']) {
        Ending::Negation
    } else if CLITICS
        .iter()
        .any(|clitic| clitic.eq_ignore_ascii_case(tail))
    {
        Ending::Clitic
    } else {
        Ending::Part
    }
}
