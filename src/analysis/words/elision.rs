//! Small words and endings that an apostrophe or a hyphen ties to a word:
//! `l’avion`, `dites-moi`, `user's`, `don't`, `Ankara'da`, `site-ul`.
//!
//! Owns what is one, by the lists of the language.

use crate::analysis::profile::Profile;

/// Returns whether `part`, which stands before an apostrophe, is a word of its own.
pub(crate) fn is_elided(part: &str, profile: &Profile) -> bool {
    // All particles are ASCII.
    profile
        .elided
        .iter()
        .any(|particle| particle.eq_ignore_ascii_case(part))
}

/// Returns whether `part`, which stands before a hyphen, is a word of its own: `s-a`.
pub(crate) fn is_proclitic(part: &str, profile: &Profile) -> bool {
    is_listed(part, profile.proclitics)
}

/// Returns whether `part`, which stands after a hyphen, may be a word of its own: `dites-moi`.
pub(crate) fn is_enclitic(part: &str, profile: &Profile) -> bool {
    is_listed(part, profile.enclitics)
}

/// Returns whether enclitics are taken off `host`.
pub(crate) fn has_enclitics(host: &str, profile: &Profile) -> bool {
    // The one French noun that is an imperative with its pronoun.
    host.chars().count() >= profile.shortest_host && !host.eq_ignore_ascii_case("rendez")
}

fn is_listed(part: &str, list: &[&str]) -> bool {
    list.iter()
        .any(|listed| listed.eq_ignore_ascii_case(part) || listed.chars().eq(lower(part)))
}

fn lower(part: &str) -> impl Iterator<Item = char> {
    part.chars().flat_map(char::to_lowercase)
}

/// How a part belongs to the word before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// `'s`, `'ll`, `'re`, `'da`…: says nothing to a search; the host is the word.
    Clitic,
    /// The `'t` of `don't`: the negation stays in the word.
    Negation,
    /// A part like others.
    Part,
}

/// Returns what the part `tail` after an apostrophe is to its `host`. `last` says that no other
/// part follows.
pub(crate) fn ending(host: &str, tail: &str, last: bool, profile: &Profile) -> Ending {
    const CLITICS: [&str; 6] = ["s", "d", "m", "re", "ve", "ll"];
    if tail.eq_ignore_ascii_case("t") && host.ends_with(['n', 'N']) && !profile.apostrophe_endings {
        Ending::Negation
    } else if CLITICS
        .iter()
        .any(|clitic| clitic.eq_ignore_ascii_case(tail))
        || (profile.apostrophe_endings && last && is_ending(host, tail))
    {
        Ending::Clitic
    } else {
        Ending::Part
    }
}

/// Returns what the part `tail` after a hyphen is to its `host`. `last` says that no other part
/// follows.
pub(crate) fn hyphen_ending(host: &str, tail: &str, last: bool, profile: &Profile) -> Ending {
    if last && is_ending(host, tail) && profile.hyphen_endings.contains(&tail) {
        Ending::Clitic
    } else {
        Ending::Part
    }
}

/// Returns whether `tail` may be an ending of a name: `PC'en`, `Türkiye'dekiler`.
///
/// The second part of a name (`d'Artagnan`, `O'Neill`) has a capital, or a shorter first one.
fn is_ending(host: &str, tail: &str) -> bool {
    const LONGEST: usize = 12;
    host.chars().nth(1).is_some()
        && tail.chars().count() <= LONGEST
        && tail.chars().all(char::is_lowercase)
}
