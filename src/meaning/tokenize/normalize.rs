//! What is done to the characters of a text before it is cut into pieces.

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use crate::meaning::error::ModelError;
use crate::meaning::file::{ModelFile, Section, Writer};

/// Characters that stand for others: compatibility forms, control characters, signs for spaces.
///
/// Published models carry it as `precompiled_charsmap`. Letters with marks of their own are composed
/// before it is asked, so that it needs single characters only.
pub(crate) struct CharacterMap {
    from: Section,
    ends: Section,
    text: Section,
}

impl CharacterMap {
    /// Finds the map in a file.
    ///
    /// # Errors
    /// A table is missing or has another shape.
    pub(crate) fn open(file: &ModelFile) -> Result<Self, ModelError> {
        let from = file.any_section("characters.from")?;
        Ok(Self {
            ends: file.section("characters.ends", from.count() * 4)?,
            text: file.any_section("characters.text")?,
            from,
        })
    }

    /// Writes a map, of pairs that are sorted.
    pub(crate) fn write(writer: &mut Writer, pairs: &[(char, String)]) {
        writer.numbers(
            "characters.from",
            pairs.iter().map(|(from, _)| u32::from(*from)),
        );
        let mut end = 0;
        let ends = pairs.iter().map(|(_, to)| {
            end += u32::try_from(to.len()).unwrap_or(0);
            end
        });
        writer.numbers("characters.ends", ends.collect::<Vec<_>>());
        let text: String = pairs.iter().map(|(_, to)| to.as_str()).collect();
        writer.bytes("characters.text", text.as_bytes());
    }

    /// Puts in for each character of a text what stands for it.
    pub(crate) fn apply(&self, text: &str) -> String {
        let composed = ComposingNormalizerBorrowed::new_nfc().normalize(text);
        let mut result = String::with_capacity(composed.len());
        for character in composed.chars() {
            match self.find(character) {
                Some(instead) => result.push_str(instead),
                None => result.push(character),
            }
        }
        result
    }

    fn find(&self, character: char) -> Option<&str> {
        let (mut low, mut high) = (0, self.from.count());
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.from.number(middle).cmp(&u32::from(character)) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => {
                    let start = middle.checked_sub(1);
                    let start = start.map_or(0, |before| self.ends.number(before));
                    let range = start as usize..self.ends.number(middle) as usize;
                    return std::str::from_utf8(self.text.bytes().get(range)?).ok();
                }
            }
        }
        None
    }
}

/// Drops accents and other marks.
pub(crate) fn without_marks(text: &str) -> String {
    let parts = DecomposingNormalizerBorrowed::new_nfd().normalize(text);
    let letters = parts.chars();
    letters
        .filter(|one| one.general_category() != GeneralCategory::NonspacingMark)
        .collect()
}
