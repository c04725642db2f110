//! Which encoding a text is in that is not UTF-8: what it states, or what it looks like.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How many bytes of a page may come before it states its encoding.
const STATED_WITHIN: usize = 1024;

/// How many bytes of a text are looked at to guess its encoding.
const LOOKED_AT: usize = 256 * 1024;

/// Returns the encoding that a page of HTML or XML states: `<meta charset>`, `<?xml encoding="…"?>`.
/// Text in valid UTF-8 is that, whatever it states.
pub(super) fn stated(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..STATED_WITHIN).unwrap_or(bytes);
    let is_markup = head.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<');
    if !is_markup || std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    ["charset=", "encoding="].iter().find_map(|name| {
        let (_, value) = head.split_once(name)?;
        let value = value.trim_start_matches(['"', '\'', ' ']);
        let end = value.find(['"', '\'', ' ', ';', '>', '/', '?']);
        let label = value.get(..end.unwrap_or(value.len()))?;
        Encoding::for_label(label.as_bytes()).filter(|found| *found != UTF_8)
    })
}

/// Returns the encoding that a text seems to be in; nothing for UTF-8, even if a part of it is
/// damaged, and for what makes no sense in any other.
pub(super) fn guess(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some(utf16) = guess_utf16(bytes) {
        return Some(utf16);
    }
    let error = std::str::from_utf8(bytes).err()?;
    // A character that was cut off at the end says nothing.
    error.error_len()?;
    let looked_at = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    if is_damaged_utf8(looked_at) {
        return None;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(looked_at, true);
    let found = detector.guess(None, Utf8Detection::Deny);
    let (text, _, _) = found.decode(looked_at);
    makes_sense(&text).then_some(found)
}

/// Returns whether most of what is beyond ASCII is valid UTF-8.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    valid > invalid
}

/// Returns UTF-16 for text of which every other byte is zero, as in all languages of Europe.
fn guess_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let looked_at = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    if looked_at.len() < 4 || !looked_at.contains(&0) {
        return None;
    }
    let (mut high, mut low, mut ascii) = (0_usize, 0_usize, 0_usize);
    let is_shown = |byte: u8| byte.is_ascii_graphic() || byte.is_ascii_whitespace();
    for pair in looked_at.chunks_exact(2) {
        if let [first, second] = pair {
            high += usize::from(*first == 0);
            low += usize::from(*second == 0);
            ascii += usize::from(is_shown(*first) && is_shown(*second));
        }
    }
    // Text in other scripts has blanks and line ends.
    let pairs = looked_at.len() / 2;
    if ascii * 2 > pairs {
        // Characters of Chinese look like that, but not most of them: zeros got into another text.
        None
    } else if high * 20 > pairs && high > low * 4 {
        Some(UTF_16BE)
    } else if low * 20 > pairs && low > high * 4 {
        Some(UTF_16LE)
    } else {
        None
    }
}

/// Returns whether a text is one that people write: nothing in it could not be decoded, and some
/// letter beyond ASCII stands beside another letter.
fn makes_sense(text: &str) -> bool {
    let is_sound =
        |c: char| c != char::REPLACEMENT_CHARACTER && (!c.is_control() || c.is_ascii_whitespace());
    let mut before = ' ';
    let mut has_word = false;
    for character in text.chars() {
        let beyond = !before.is_ascii() || !character.is_ascii();
        has_word |= beyond && before.is_alphabetic() && character.is_alphabetic();
        before = character;
    }
    // A cut at the end of what is looked at may leave half a character.
    let whole = text.trim_end_matches(char::REPLACEMENT_CHARACTER);
    has_word && whole.chars().all(is_sound)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::source::decode::{decode, decode_as};

    #[test]
    fn encodings_are_told_from_the_text() {
        for (label, text) in [
            (
                "windows-1252",
                "# Häufige Fragen\n\nMüssen Schüler für die Übung zahlen? Natürlich nicht, außer an Feiertagen.\n",
            ),
            (
                "windows-1252",
                "# Questions fréquentes\n\nÀ quelle heure ouvre la bibliothèque ? Dès neuf heures, même l’été.\n",
            ),
            (
                "windows-1251",
                "# Вопросы\n\nКак часто поливать кактус? Раз в месяц, зимой ещё реже, чем весной.\n",
            ),
            (
                "windows-1250",
                "# Otázky\n\nJak často mám zalévat kaktus? Jednou za měsíc, v zimě ještě méně, než si myslíte.\n",
            ),
            (
                "shift_jis",
                "# よくある質問\n\nサボテンにはどのくらい水をやりますか。月に一度です。冬はもっと少なくします。\n",
            ),
            (
                "gbk",
                "# 常见问题\n\n仙人掌多久浇一次水？每月一次，冬天更少。夏天可以多浇一些水。\n",
            ),
            (
                "euc-kr",
                "# 자주 묻는 질문\n\n선인장에 물을 얼마나 자주 주나요? 한 달에 한 번입니다. 겨울에는 더 적게 줍니다.\n",
            ),
        ] {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            let (bytes, _, _) = encoding.encode(text);
            let decoded = decode(&bytes);
            assert_eq!(
                (decoded.text.as_str(), decoded.invalid_line),
                (text, None),
                "{label}"
            );
            assert!(decoded.guessed.is_some(), "{label}");
            assert_eq!(decode_as(&bytes, Some(encoding)).text, text);
        }
    }

    #[test]
    fn utf16_without_a_mark_is_known_by_its_zeros() {
        for text in [
            "# Wie weit?\nÜber Land.\n",
            "# Далеко ли? Нет, не очень.\n\nДа.\n",
        ] {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            for bytes in [little, big] {
                assert_eq!(decode(&bytes).text, text);
            }
        }
        assert_eq!(decode(b"a\0b\0\0c\0d").guessed, None);
    }

    #[test]
    fn damaged_utf8_stays_utf8() {
        let mut bytes = "Müßige Grüße".as_bytes().to_vec();
        bytes.push(0xFC);
        bytes.push(b'x');
        let decoded = decode(&bytes);
        assert_eq!((decoded.guessed, decoded.invalid_line), (None, Some(1)));
        assert_eq!(decode(b"100 \xb0 and \xff").guessed, None);
    }

    #[test]
    fn pages_state_their_encoding() {
        let page = b"<html><meta charset=\"ISO-8859-2\"><p>\xb9koda</p>";
        let decoded = decode(page);
        assert!(decoded.text.contains("škoda"));
        assert_eq!(decoded.guessed, None);
        assert!(
            decode("<meta charset=latin1>é".as_bytes())
                .text
                .ends_with('é')
        );
    }

    #[test]
    fn a_zero_in_a_text_makes_no_utf16_of_it() {
        assert_eq!(guess(b"### YamlMime:FAQ\n\0x: y\n"), None);
        let chinese: Vec<u8> = "\n你好，这是问题 "
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(guess(&chinese.repeat(4)), Some(UTF_16LE));
    }
}
