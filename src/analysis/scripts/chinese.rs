//! Traditional Chinese characters to simplified ones.
//!
//! Owns the table and nothing else. Characters are replaced one by one: for
//! finding, it is enough that both scripts fold to the same text, and text in
//! simplified characters stays what it is. Words that differ by more than
//! their characters (`軟體`, `软件`) are synonyms, not spellings.

/// One record of seven bytes a line, in the order of the traditional character:
/// it, the simplified one, a line feed; every character has three bytes.
///
/// From `TSCharacters.txt` of OpenCC 1.4.2 (<https://github.com/BYVoid/OpenCC>,
/// Apache-2.0), first choice each, without characters outside the basic plane;
/// added are variants that Taiwan and Hong Kong write where the mainland has
/// another character (`瞭`, `藉`, `著`, `覆`, `衞`, …). Read as it is: no table is built.
const TABLE: &[u8] = include_bytes!("traditional.txt");

const RECORD: usize = 7;
const CHARACTER: usize = 3;

/// Returns the simplified form of a character, or the character itself if it has none.
pub(crate) fn simplified(c: char) -> char {
    if !matches!(c, '\u{3400}'..='\u{9FFF}') {
        return c;
    }
    let mut written = [0; 4];
    let written = c.encode_utf8(&mut written).as_bytes();
    let (records, _) = TABLE.as_chunks::<RECORD>();
    // Bytes of UTF-8 sort as the characters do.
    records
        .binary_search_by(|record| record[..CHARACTER].cmp(written))
        .ok()
        .and_then(|found| records.get(found))
        .and_then(|record| std::str::from_utf8(&record[CHARACTER..2 * CHARACTER]).ok())
        .and_then(|simple| simple.chars().next())
        .unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_folds_in_one_step() {
        let text = std::str::from_utf8(TABLE).unwrap();
        let pairs: Vec<(char, char)> = text
            .lines()
            .map(|line| {
                let mut chars = line.chars();
                let pair = (chars.next().unwrap(), chars.next().unwrap());
                assert_eq!((line.len(), chars.next()), (RECORD - 1, None), "{line}");
                pair
            })
            .collect();
        assert!(pairs.is_sorted_by(|a, b| a.0 < b.0));
        for (traditional, simple) in pairs {
            assert_eq!(simplified(traditional), simple);
            assert_eq!(simplified(simple), simple, "{traditional}");
        }
    }

    #[test]
    fn characters_of_one_script_only_stay() {
        assert_eq!(
            "雲端閘道的憑證".chars().map(simplified).collect::<String>(),
            "云端闸道的凭证"
        );
        for c in ['云', '的', 'カ', 'a', '한', '\u{20000}'] {
            assert_eq!(simplified(c), c);
        }
    }
}
