//! Hashes and identifiers that are made of content and stay the same on every system.
//!
//! Owns how a BLAKE3 hash becomes a number or an identifier. What goes into one is decided by those
//! who ask. Both are stored and published: a change here would rename every entry.

/// How many hexadecimal digits an identifier has.
const ID_DIGITS: usize = 12;

/// Returns the first eight bytes, little endian, of the hash of the parts, which are joined.
#[must_use]
pub(crate) fn number<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> u64 {
    let mut first = [0; 8];
    for (to, from) in first.iter_mut().zip(hash(parts).as_bytes()) {
        *to = *from;
    }
    u64::from_le_bytes(first)
}

/// Returns the first twelve hexadecimal digits of the hash of the parts, which are joined.
#[must_use]
pub(crate) fn identifier<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    hash(parts).to_hex().chars().take(ID_DIGITS).collect()
}

/// Returns the number of the texts, each ended by a zero byte so that they cannot run together.
#[must_use]
pub(crate) fn hash64(texts: &[&str]) -> u64 {
    number(texts.iter().flat_map(|text| [text.as_bytes(), &[0]]))
}

fn hash<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_stay_as_they_are_stored() {
        assert_eq!(hash64(&["a", "b"]), 0xf57d_9c38_7f1d_a055);
        assert_eq!(number([&b"a\0b\0"[..]]), hash64(&["a", "b"]));
        assert_eq!(identifier([&b"a\0"[..], b"b\0"]), "55a01d7f389c");
    }

    #[test]
    fn texts_do_not_run_together() {
        assert_ne!(hash64(&["ab", "c"]), hash64(&["a", "bc"]));
        assert_ne!(hash64(&["a"]), hash64(&["a", ""]));
    }
}
