//! A small Bloom filter over the signposts of a language, for the manifest.
//!
//! Nearly every word of a query is part of no abbreviation; with the filter that is known
//! without opening the dictionary. It is a string of hexadecimal digits, four bits each:
//! quick to parse, since nothing is decoded before it is asked.

/// Bits for each signpost; with two probes one word in seventy passes by chance.
const BITS: usize = 16;

/// Makes the filter; empty for no signposts.
#[must_use]
pub fn build(signposts: &[String]) -> String {
    let digits = (signposts.len() * BITS).next_power_of_two() / 4;
    if signposts.is_empty() {
        return String::new();
    }
    let mut bits = vec![0_u8; digits];
    for signpost in signposts {
        for (digit, bit) in probes(signpost, digits) {
            if let Some(bits) = bits.get_mut(digit) {
                *bits |= bit;
            }
        }
    }
    let digit = |&bits: &u8| char::from_digit(u32::from(bits), 16).unwrap_or('0');
    bits.iter().map(digit).collect()
}

/// Whether a signpost may be among those of the filter. False is certain.
#[must_use]
pub fn may_hold(filter: &str, signpost: &str) -> bool {
    !filter.is_empty()
        && probes(signpost, filter.len())
            .into_iter()
            .all(|(digit, bit)| {
                let digit = filter.as_bytes().get(digit).map(|&digit| char::from(digit));
                let bits = digit.and_then(|digit| digit.to_digit(16)).unwrap_or(0);
                bits & u32::from(bit) != 0
            })
}

/// The two bits of a signpost: digit and bit within.
fn probes(signpost: &str, digits: usize) -> [(usize, u8); 2] {
    // FNV-1a with a finish that mixes its upper half in.
    let hash = signpost
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
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
        let signposts: Vec<String> = (0..300).map(|n| format!("s{n}")).collect();
        let filter = build(&signposts);
        assert!(signposts.iter().all(|signpost| may_hold(&filter, signpost)));
        let strays = (0..10_000)
            .filter(|n| may_hold(&filter, &format!("t{n}")))
            .count();
        assert!(strays < 400, "{strays}");
        assert!(!may_hold("", "s1"));
        assert_eq!(build(&[]), "");
    }
}
