//! Japanese words that are written in more than one way.
//!
//! Owns the long mark, the two kana, and what a keyboard shows before it converts them; verbs and
//! adjectives are those of `japanese_verbs`.

use std::borrow::Cow;

/// Shortest loanword that loses its long marks, without them, in characters: at the end,
/// and inside, where short words differ in nothing else (`コード`, `カード`).
const AT_END: usize = 3;
const INSIDE: usize = 5;

/// Longest word that is written in hiragana here and in katakana there: `ゴミ`, `メガネ`.
/// Loanwords are mostly longer, and always in katakana.
const BOTH_KANA: usize = 4;

/// Returns a loanword without the long marks that some writers leave out: `サーバー` as `サーバ`,
/// `インターフェース` as `インタフェス`.
pub(crate) fn without_long_marks(word: &str) -> Cow<'_, str> {
    let Some(end) = word.rfind('ー') else {
        return Cow::Borrowed(word);
    };
    let kept = word.chars().filter(|&c| c != 'ー').count();
    if kept >= INSIDE {
        return Cow::Owned(word.replace('ー', ""));
    }
    match word.get(..end) {
        Some(short) if word.ends_with('ー') && short.chars().count() >= AT_END => {
            Cow::Borrowed(short)
        }
        _ => Cow::Borrowed(word),
    }
}

/// Returns another spelling under which a word is found: `申込` for `申し込み`, `ごみ` for `ゴミ`.
pub(crate) fn variant(word: &str) -> Option<String> {
    if word.chars().all(is_katakana) {
        let short = word.chars().count() <= BOTH_KANA;
        return short.then(|| word.chars().map(hiragana).collect());
    }
    // One character is a family of words, two are one word.
    let han: String = word.chars().filter(|&c| is_han(c)).collect();
    let mixed = word.chars().all(|c| is_han(c) || is_hiragana(c)) && han.len() < word.len();
    (mixed && han.chars().nth(1).is_some()).then_some(han)
}

pub(crate) fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30A1}'..='\u{30F6}')
}

pub(crate) fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}')
}

pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '々')
}

/// How many places after its hiragana Unicode has a katakana.
const APART: u32 = 0x60;

/// Returns the hiragana of a katakana.
pub(crate) fn hiragana(c: char) -> char {
    if !is_katakana(c) {
        return c;
    }
    char::from_u32(u32::from(c).saturating_sub(APART)).unwrap_or(c)
}

/// Returns the katakana of a hiragana.
pub(crate) fn katakana(c: char) -> char {
    if !is_hiragana(c) {
        return c;
    }
    char::from_u32(u32::from(c) + APART).unwrap_or(c)
}

/// Returns a character in the other kana; `None` if it is in neither.
pub(crate) fn in_the_other_kana(text: &str) -> Option<String> {
    let c = text.chars().next()?;
    if is_hiragana(c) {
        Some(katakana(c).to_string())
    } else {
        is_katakana(c).then(|| hiragana(c).to_string())
    }
}

/// Returns a text without the Latin letters after kana at its end that a keyboard has yet to make
/// kana of: `かk`, `ぱすわーd`, `きょうsh`. `None` where there are none.
pub(crate) fn without_unconverted(text: &str) -> Option<&str> {
    let is_letter = |c: char| c.is_ascii_lowercase() || matches!(c, 'ａ'..='ｚ');
    let kana = text.trim_end_matches(is_letter);
    let after = text.get(kana.len()..)?;
    let mut letters = after.chars().map(|c| match c {
        'ａ'..='ｚ' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    });
    let begins = |c: char| !matches!(c, 'a' | 'i' | 'u' | 'e' | 'o');
    let is_begun = match (letters.next(), letters.next(), letters.next()) {
        (Some(first), None, _) => begins(first),
        // A doubled consonant, or one with the glide after it.
        (Some(first), Some(second), None) => {
            begins(first) && (first == second || matches!(second, 'y' | 'h' | 's' | 'w'))
        }
        _ => false,
    };
    let last = kana.chars().next_back()?;
    let follows_kana = is_hiragana(last) || is_katakana(last) || last == 'ー';
    (is_begun && follows_kana).then_some(kana)
}
