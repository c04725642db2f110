//! Text to tokens, by language.
//!
//! Text is cut into runs (`segment`), runs into words (`words`, and `scripts` for those with rules
//! of their own), and each word becomes terms (`normalize`); `emit` says in which order. The same
//! code serves index and query: what is typed as it is written always meets. No files, no index, no
//! search engine here. Nothing is filtered out: words that say little are the ranking's business.
//!
//! Terms with the same position and source range are several ways to find one
//! word: a ranking counts the best of them, not their sum. A compound can be met
//! as a whole or by all of its parts, which stand at successive positions.

pub(crate) mod chars;
pub(crate) mod emit;
pub(crate) mod normalize;
pub(crate) mod profile;
pub(crate) mod scripts;
pub(crate) mod segment;
mod sentences;
pub(crate) mod terms;
pub(crate) mod token;
pub(crate) mod words;

pub(crate) use normalize::fold::{fold, lowercase};
pub(crate) use scripts::korean::noun;
pub(crate) use sentences::sentences;
pub(crate) use token::{Form, Token, Tokens};

use emit::Emitter;
use profile::{Orthography, Profile};
use segment::Runs;

/// What the terms of exact forms begin with; no other term begins with it.
pub(crate) const EXACT_PREFIX: char = '=';

/// Languages that build words by writing words together.
const COMPOUNDING: [&str; 11] = [
    "da", "de", "et", "fi", "hu", "is", "nb", "nl", "nn", "no", "sv",
];

/// Turns text of one language into tokens.
#[derive(Clone, Debug)]
pub(crate) struct Analyzer {
    language: std::sync::Arc<str>,
    profile: Profile,
}

impl Analyzer {
    /// Returns the analyzer for a canonical BCP 47 tag such as `pt`, `pt-BR` or `zh-TW`.
    ///
    /// A language that is not known gets words, lower case and accents right, and no stemming.
    #[must_use]
    pub(crate) fn for_language(tag: &str) -> Self {
        Self {
            language: tag.into(),
            profile: Profile::for_language(tag),
        }
    }

    /// Returns the tag that the analyzer was made for.
    #[must_use]
    pub(crate) fn language(&self) -> &str {
        &self.language
    }

    /// Returns whether words that differ in their accents are mostly different words.
    ///
    /// So it is in Vietnamese, where a syllable may have six tones.
    #[must_use]
    pub(crate) fn accents_tell_words_apart(&self) -> bool {
        self.profile.orthography == Orthography::Vietnamese
    }

    /// Returns whether the language writes the same sounds in hiragana and in katakana.
    #[must_use]
    pub(crate) fn writes_kana(&self) -> bool {
        self.profile.orthography == Orthography::Japanese
    }

    /// Returns whether the language writes words together to make new ones: "Zertifikat" is a part
    /// of "Clientzertifikat".
    #[must_use]
    pub(crate) fn writes_compounds(&self) -> bool {
        let primary = self.language.split(['-', '_']).next();
        primary.is_some_and(|primary| COMPOUNDING.contains(&primary))
    }

    /// Replaces what `out` holds by the tokens of `text`.
    ///
    /// Offsets and positions have 32 bits; of a text of more than 4 GiB of
    /// terms the rest is left out.
    pub(crate) fn analyze(&self, text: &str, out: &mut Tokens) {
        out.begin(&self.profile);
        let mut emitter = Emitter::new(text, &self.profile, out);
        for run in Runs::new(text) {
            emitter.run(run);
        }
    }
}

/// Returns whether the character is of a script that is written without spaces.
#[must_use]
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(
        chars::classify(c),
        chars::Class::Cjk | chars::Class::SoutheastAsian
    )
}

/// Returns whether a character is of a script that joins particles to words of other scripts.
#[must_use]
pub(crate) fn is_joined_script(c: char) -> bool {
    is_unspaced(c) || scripts::hangul::is_hangul(c)
}

/// Returns whether a word is all letters, with the marks that belong to them.
///
/// In Devanagari and Tamil some of those marks are no letters themselves.
#[must_use]
pub(crate) fn is_letters(word: &str) -> bool {
    word.chars()
        .all(|c| c.is_alphabetic() || chars::classify(c) == chars::Class::Mark)
}

/// Returns whether a character is a letter or digit, or a mark on one: what a word is made of.
///
/// Marks that end a Thai or Hindi word are no letters themselves.
#[must_use]
pub(crate) fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || chars::classify(c) == chars::Class::Mark || is_unspaced(c)
}

/// Raised whenever the code here may give other tokens than before.
const REVISION: u32 = 10;
/// The versions that `Cargo.lock` names; a test compares them.
const FROSTEM: &str = "2.20261016.1";
const ICU: &str = "2.4.0";

/// Returns a text that identifies the analysis.
///
/// It names the revision of this code and the versions of what it builds on. An index with another
/// fingerprint may hold other terms than a query would look for, and is built anew.
#[must_use]
pub(crate) fn fingerprint() -> String {
    let (major, minor, patch) = char::UNICODE_VERSION;
    format!("analysis {REVISION}, frostem {FROSTEM}, icu {ICU}, unicode {major}.{minor}.{patch}")
}

#[cfg(test)]
mod tests;
