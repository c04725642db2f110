//! Japanese words that are written in more than one way.
//!
//! Owns the long mark, okurigana and the two kana. Inflected verbs need
//! nothing here: the segmenter cuts the stem off.

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

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30A1}'..='\u{30F6}')
}

fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}')
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '々')
}

/// Returns the hiragana of a katakana. Unicode has them in the same order, 96 places apart.
fn hiragana(c: char) -> char {
    char::from_u32(u32::from(c).saturating_sub(0x60)).unwrap_or(c)
}
