//! One word to its terms, remembered.
//!
//! Owns which terms stand for a word: stem without accents, stem of the word
//! without accents, exact form. Words repeat, so the terms of recent ones are kept.

use frostem::{Algorithm, Stemmer};

use super::fold::fold_into;
use super::forms::apart::{OWN_STEM, own_word};
use super::forms::{Lemma, lemma};
use super::nfkc::normalize;
use super::stem_repair::{repair, second_stem};
use crate::analysis::EXACT_PREFIX;
use crate::analysis::profile::{Orthography, Profile};
use crate::analysis::scripts::hebrew;

/// The terms of one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WordTerms<'c> {
    /// The word in lower case without accents.
    pub plain: &'c str,
    /// The stem, accents taken off after stemming.
    pub stem: &'c str,
    /// Another stem that should be found: of the word without accents, of an
    /// acronym without its plural `s`, of a name with `aa` for `å`, of the word
    /// that this may be a form of, or by other rules of the language.
    pub variant: Option<&'c str>,
    /// The word with its accents behind the prefix, where other words could
    /// share its stem.
    pub exact: Option<&'c str>,
}

/// Where the terms of one word are in the arena; an empty range is no term. Word, stem, variant and
/// exact form follow each other, and small numbers do: of a large collection's words none is in
/// the processor's near memory, and each further line of it that is touched is waited for.
#[derive(Clone, Copy, Default)]
struct Entry {
    word: u32,
    stem: u32,
    variant: u32,
    exact: u32,
    exact_end: u32,
    plain: u32,
    plain_end: u32,
}

/// Places for words: few for one query, so that it costs little, more for more text.
/// When as many words have been computed as there are places, all are forgotten.
const FEWEST_PLACES: usize = 1 << 9;
const MOST_PLACES: usize = 1 << 15;

/// The memory for spelled-out terms, in bytes, before all are forgotten.
const ARENA_LIMIT: usize = 4 << 20;

/// The terms of recent words of one language.
///
/// A word has one place, and a newer word takes it: no lookup is ever longer
/// than one comparison, whatever the text.
#[derive(Default)]
pub(crate) struct TermCache {
    profile: Option<Profile>,
    /// For each place its entry; that of no word is empty.
    places: Vec<Entry>,
    /// How many words have been computed.
    computed: usize,
    arena: String,
    lower: String,
    folded: String,
}

impl TermCache {
    /// Prepares for words of a language: what was kept for another one is dropped.
    pub(crate) fn claim(&mut self, profile: &Profile) {
        if self.profile.as_ref() != Some(profile) {
            self.reset(FEWEST_PLACES);
            self.profile = Some(*profile);
        }
    }

    fn reset(&mut self, places: usize) {
        self.places.clear();
        self.places.resize(places, Entry::default());
        self.computed = 0;
        self.arena.clear();
    }

    /// Returns the terms of a word as it is spelled in the text.
    pub(crate) fn terms(&mut self, word: &str, profile: &Profile) -> WordTerms<'_> {
        if self.computed >= self.places.len() || self.arena.len() >= ARENA_LIMIT {
            self.reset((self.places.len() * 4).clamp(FEWEST_PLACES, MOST_PLACES));
        }
        let place = place_of(word, self.places.len());
        let known = self.places.get(place).copied();
        let known = known.filter(|entry| self.text(entry.word, entry.stem) == word);
        let entry = known.unwrap_or_else(|| self.compute(word, place, profile));
        let some = |start, end| Some(self.text(start, end)).filter(|term| !term.is_empty());
        WordTerms {
            plain: self.text(entry.plain, entry.plain_end),
            stem: self.text(entry.stem, entry.variant),
            variant: some(entry.variant, entry.exact),
            exact: some(entry.exact, entry.exact_end),
        }
    }

    /// Returns a part of the arena.
    fn text(&self, start: u32, end: u32) -> &str {
        let range = start as usize..end as usize;
        self.arena.get(range).unwrap_or_default()
    }

    fn compute(&mut self, word: &str, place: usize, profile: &Profile) -> Entry {
        self.lower.clear();
        normalize(word, profile, &mut self.lower);
        self.folded.clear();
        fold_into(&self.lower, &mut self.folded);
        if self.folded.is_empty() {
            self.folded.push_str(&self.lower);
        }
        let (lower, folded) = (self.lower.as_str(), self.folded.as_str());
        let arena = &mut self.arena;
        let stemmer = profile
            .stemmer_for(lower.is_ascii())
            .filter(|_| !keeps_connector(lower))
            .map(Stemmer::new);

        let own = stemmer.and_then(|stemmer| own_word(stemmer.algorithm(), lower));
        let stemmer = stemmer.filter(|_| own.is_none());
        let form = stemmer.and_then(|stemmer| lemma(stemmer.algorithm(), lower));
        let (also, dictionary) = match form {
            Some(Lemma::Only(word)) => (None, Some(word)),
            Some(Lemma::Also(word)) => (Some(word), None),
            None => (None, None),
        };
        let listed = dictionary.as_deref().unwrap_or(lower);

        let is_hebrew = profile.orthography == Orthography::Hebrew && stemmer.is_none();

        let start = arena.len();
        arena.push_str(word);
        let word_end = arena.len();

        if let Some(own) = own {
            fold_into(own, arena);
            arena.push(OWN_STEM);
        } else if let Some(stemmer) = stemmer {
            let stem = stemmer.stem(listed);
            fold_into(&repair(stemmer, &stem), arena);
        }
        if arena.len() == word_end {
            if is_hebrew {
                arena.push_str(&hebrew::stem(folded));
            } else {
                arena.push_str(folded);
            }
        }
        let stem_end = arena.len();

        if let Some(singular) = acronym_of_plural(word, lower) {
            arena.push_str(singular);
        } else if profile.orthography == Orthography::DanoNorwegian && folded.contains("aa") {
            arena.push_str(&folded.replace("aa", "a"));
        } else if is_hebrew && let Some(bare) = hebrew::without_particle(folded, word) {
            arena.push_str(&hebrew::stem(bare));
        } else if let Some(stemmer) = stemmer
            && let Some(word) = &also
        {
            fold_into(&repair(stemmer, &stemmer.stem(word)), arena);
        } else if let Some(second) = stemmer.and_then(|stemmer| second_stem(stemmer, listed)) {
            fold_into(&second, arena);
        } else if let Some(stemmer) = stemmer
            && folded != lower
            && dictionary.is_none()
            // Folded Persian has other letters, which its stemmer does not know.
            && stemmer.algorithm() != Algorithm::Persian
        {
            arena.push_str(&repair(stemmer, &stemmer.stem(folded)));
        }
        if arena.get(stem_end..) == arena.get(word_end..stem_end) {
            arena.truncate(stem_end);
        }
        let variant_end = arena.len();

        let is_exact = has_exact_form(lower, arena.get(word_end..stem_end).unwrap_or_default());
        arena.push(EXACT_PREFIX);
        arena.push_str(lower);
        let lower_end = arena.len();
        let plain = if folded == lower {
            variant_end + EXACT_PREFIX.len_utf8()..lower_end
        } else {
            arena.push_str(folded);
            lower_end..arena.len()
        };

        let exact_end = if is_exact { lower_end } else { variant_end };
        let ends = [
            start,
            word_end,
            stem_end,
            variant_end,
            exact_end,
            plain.start,
            plain.end,
        ];
        // The arena is far smaller than numbers go, but for a word of gigabytes.
        let [word, stem, variant, exact, exact_end, plain, plain_end] =
            ends.map(|end| u32::try_from(end).unwrap_or(u32::MAX));
        let entry = Entry {
            word,
            stem,
            variant,
            exact,
            exact_end,
            plain,
            plain_end,
        };
        self.computed += 1;
        if let Some(slot) = self.places.get_mut(place) {
            *slot = entry;
        }
        entry
    }
}

/// Returns the place of a word among `places`, which is a power of two.
///
/// The hash is FNV-1a: words are short, and this is quick.
fn place_of(word: &str, places: usize) -> usize {
    let hash = word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    // The upper half is the better mixed one, and fits.
    (hash >> 32) as usize & places.saturating_sub(1)
}

/// Returns whether a word is a name with a sign in it, which has no endings: `c#`, `node.js`,
/// `1.2`.
fn keeps_connector(lower: &str) -> bool {
    lower.contains(['.', '+', '#', '&'])
}

/// Returns whether the written form says more than the stem. It does for words, but not for
/// numbers and identifiers that no stemmer changed.
fn has_exact_form(lower: &str, stem: &str) -> bool {
    !keeps_connector(lower)
        && lower.contains(char::is_alphabetic)
        && !(stem == lower && lower.contains(char::is_numeric))
}

/// Returns `vm` for `VMs`: no stemmer knows acronyms.
fn acronym_of_plural<'l>(word: &str, lower: &'l str) -> Option<&'l str> {
    let letters = word.strip_suffix('s')?;
    (letters.len() >= 2 && letters.bytes().all(|byte| byte.is_ascii_uppercase()))
        .then(|| lower.strip_suffix('s'))?
}
