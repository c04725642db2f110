//! `precompiled_charsmap` of a published tokenizer: characters that stand for others.
//!
//! It is base64 of a trie (a double array, as `darts-clone` writes it) and of the texts that its
//! leaves point to, each ended by a zero.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Reads the characters that stand for others; none if the map is damaged.
pub(super) fn read(map: &str) -> Option<Vec<(char, String)>> {
    let bytes = STANDARD.decode(map).ok()?;
    let size = u32::from_le_bytes(bytes.get(..4)?.try_into().ok()?) as usize;
    let trie = bytes.get(4..4 + size)?.chunks_exact(4);
    let trie: Vec<u32> = trie
        .map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
        .collect();
    let texts = bytes.get(4 + size..)?;
    let mut pairs = Vec::new();
    for character in '\u{1}'..=char::MAX {
        if let Some(at) = find(&trie, character) {
            let text = texts.get(at..)?;
            let end = text.iter().position(|byte| *byte == 0)?;
            let text = std::str::from_utf8(&text[..end]).ok()?;
            pairs.push((character, text.to_owned()));
        }
    }
    Some(pairs)
}

/// Walks the trie down a character; returns what its leaf points to.
fn find(trie: &[u32], character: char) -> Option<usize> {
    let offset = |unit: u32| (unit >> 10) << ((unit & 1 << 9) >> 6);
    let mut buffer = [0; 4];
    let mut place = offset(*trie.first()?);
    let mut has_leaf = false;
    for byte in character.encode_utf8(&mut buffer).bytes() {
        place ^= u32::from(byte);
        let unit = *trie.get(place as usize)?;
        if unit & (1 << 31 | 0xff) != u32::from(byte) {
            return None;
        }
        has_leaf = unit >> 8 & 1 == 1;
        place ^= offset(unit);
    }
    let leaf = trie.get(place as usize).filter(|_| has_leaf)?;
    Some((leaf & 0x7fff_ffff) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trie_is_walked() {
        // The root, whose children lie from 256 on; `a` there, with its leaf at 512.
        let mut trie = vec![0_u32; 1024];
        trie[0] = 256 << 10;
        let at = 256 ^ u32::from(b'a');
        trie[at as usize] = u32::from(b'a') | 1 << 8 | (at ^ 512) << 10;
        trie[512] = 1 << 31 | 3;
        assert_eq!(find(&trie, 'a'), Some(3));
        assert_eq!(find(&trie, 'b'), None);
    }
}
