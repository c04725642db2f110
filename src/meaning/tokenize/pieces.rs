//! The pieces of a model, found by their text without reading them all.
//!
//! In the file stand the texts one after the other, where each ends, and a table of hashes with
//! free places, in which a piece stands at its hash or soon after.

use crate::meaning::error::ModelError;
use crate::meaning::file::{ModelFile, Section, Writer};

/// The pieces of a model.
pub(crate) struct Pieces {
    text: Section,
    ends: Section,
    slots: Section,
    longest: usize,
}

impl Pieces {
    /// Finds the pieces in a file.
    ///
    /// # Errors
    /// A table is missing or has another shape.
    pub(crate) fn open(file: &ModelFile) -> Result<Self, ModelError> {
        let pieces = Self {
            text: file.any_section("pieces.text")?,
            ends: file.section("pieces.ends", file.description().pieces * 4)?,
            slots: file.any_section("pieces.slots")?,
            longest: file.section("pieces.longest", 4)?.number(0) as usize,
        };
        if !pieces.slots.count().is_power_of_two() || pieces.slots.count() <= pieces.ends.count() {
            let reason = "the table of pieces has no free place";
            return Err(ModelError::damaged(file.path(), reason));
        }
        Ok(pieces)
    }

    /// Returns the number of bytes of the longest piece.
    pub(crate) fn longest(&self) -> usize {
        self.longest
    }

    /// Returns the number of a piece.
    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        let mask = self.slots.count() - 1;
        let mut place = hash(text) & mask;
        // A table with a free place ends every search.
        for _ in 0..=mask {
            let piece = self.slots.number(place).checked_sub(1)?;
            if self.text(piece) == text.as_bytes() {
                return Some(piece);
            }
            place = (place + 1) & mask;
        }
        None
    }

    fn text(&self, piece: u32) -> &[u8] {
        let piece = piece as usize;
        let start = piece
            .checked_sub(1)
            .map_or(0, |before| self.ends.number(before));
        let range = start as usize..self.ends.number(piece) as usize;
        self.text.bytes().get(range).unwrap_or_default()
    }
}

/// Writes pieces: their texts by number. Those without a text, and those that occur before, are
/// not found.
pub(crate) fn write(writer: &mut Writer, pieces: &[String]) {
    let mut end = 0;
    let ends = pieces.iter().map(|piece| {
        end += u32::try_from(piece.len()).unwrap_or(0);
        end
    });
    writer.numbers("pieces.ends", ends.collect::<Vec<_>>());
    writer.bytes("pieces.text", pieces.concat().as_bytes());
    let longest = pieces.iter().map(String::len).max().unwrap_or(0);
    writer.numbers("pieces.longest", u32::try_from(longest));
    let mut slots = vec![0_u32; (pieces.len() * 2 + 1).next_power_of_two()];
    let mask = slots.len() - 1;
    for (number, piece) in (1..).zip(pieces) {
        if piece.is_empty() {
            continue;
        }
        let mut place = hash(piece) & mask;
        while slots[place] != 0 {
            place = (place + 1) & mask;
        }
        slots[place] = number;
    }
    writer.numbers("pieces.slots", slots);
}

/// Returns the hash of a text (FNV-1a).
fn hash(text: &str) -> usize {
    let start = 0xcbf2_9ce4_8422_2325_u64;
    let hash = text.bytes().fold(start, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    // The low bits of the upper half are as good, and a file is the same on every machine.
    (hash >> 32 ^ hash & 0xffff_ffff) as usize
}
