//! Function words: words that hold a question together and tell little of what it asks.
//!
//! They are never removed, neither from the index nor from a query: "without"
//! turns the meaning of a question. In a query they weigh little, because in a
//! small collection chance makes some of them rare and BM25 would take them
//! for informative ones.

use crate::content::language::primary;

/// Weight of a function word relative to another word of the same rarity.
const WEIGHT: f32 = 0.15;

/// The function words of one language.
pub struct FunctionWords {
    words: &'static [&'static str],
}

impl FunctionWords {
    /// The list of a language; empty for a language without one.
    #[must_use]
    pub fn of(language: &str) -> Self {
        Self {
            words: stop_words::lookup(primary(language)).unwrap_or_default(),
        }
    }

    /// The weight of a word as typed.
    #[must_use]
    pub fn weight(&self, surface: &str) -> f32 {
        let word = surface.to_lowercase().replace('\u{2019}', "'");
        if self.words.contains(&word.as_str()) {
            WEIGHT
        } else {
            1.0
        }
    }
}
