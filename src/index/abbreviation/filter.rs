//! A small Bloom filter over the lookup keys of a language, for the manifest.
//!
//! Nearly every word of a query is part of no abbreviation; with the filter that is known
//! without opening the dictionary. It is a string of hexadecimal digits, four bits each:
//! quick to parse, since nothing is decoded before it is asked.

use serde::{Deserialize, Serialize};

/// Bits for each key; with two probes one word in seventy passes by chance.
const BITS: usize = 16;

/// The lookup keys of the abbreviations of a language, as a set that may hold a little more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct AbbreviationFilter(String);

impl AbbreviationFilter {
    /// Makes the filter. Without keys it is empty.
    #[must_use]
    pub(crate) fn new(keys: &[String]) -> Self {
        if keys.is_empty() {
            return Self::default();
        }
        let digits = (keys.len() * BITS).next_power_of_two() / 4;
        let mut bits = vec![0_u8; digits];
        for key in keys {
            for (digit, bit) in probes(key, digits) {
                if let Some(bits) = bits.get_mut(digit) {
                    *bits |= bit;
                }
            }
        }
        let digit = |&bits: &u8| char::from_digit(u32::from(bits), 16).unwrap_or('0');
        Self(bits.iter().map(digit).collect())
    }

    /// Returns whether a key may be among those of the filter. `false` is certain.
    #[must_use]
    pub(crate) fn may_hold(&self, key: &str) -> bool {
        !self.0.is_empty()
            && probes(key, self.0.len()).into_iter().all(|(digit, bit)| {
                let digit = self.0.as_bytes().get(digit).map(|&digit| char::from(digit));
                let bits = digit.and_then(|digit| digit.to_digit(16)).unwrap_or(0);
                bits & u32::from(bit) != 0
            })
    }
}

/// Returns the two bits of a key: the digit, and the bit within it.
fn probes(key: &str, digits: usize) -> [(usize, u8); 2] {
    // FNV-1a with a finish that mixes its upper half in.
    let hash = key.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let hash = hash ^ hash >> 29;
    [hash as u32, (hash >> 32) as u32].map(|half| {
        let bit = half as usize;
        ((bit >> 2) % digits.max(1), 1 << (bit & 3))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_passes_and_little_else() {
        let keys: Vec<String> = (0..300).map(|n| format!("s{n}")).collect();
        let filter = AbbreviationFilter::new(&keys);
        assert!(keys.iter().all(|key| filter.may_hold(key)));
        let strays = (0..10_000)
            .filter(|n| filter.may_hold(&format!("t{n}")))
            .count();
        assert!(strays < 400, "{strays}");
        assert!(!AbbreviationFilter::default().may_hold("s1"));
        assert_eq!(AbbreviationFilter::new(&[]), AbbreviationFilter::default());
    }
}
