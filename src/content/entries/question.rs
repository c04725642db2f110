//! Tells by words whether a heading asks something, or only points elsewhere.
//!
//! Owns the endings of questions; the word lists are in `phrases`. How the verdicts of several
//! headings combine is decided by structure, in `classify`.

use super::label;
use super::phrases::{self, Phrases};

/// How sure it is that a heading is a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum QuestionEvidence {
    /// Nothing says so.
    None,
    /// Its English anchor begins like a question; the text itself does not tell.
    HeadingId,
    /// It begins with a word that opens questions, and has no mark.
    Opening,
    /// Its text ends like a question.
    Text,
}

/// Returns whether a text ends with a question mark, in any script, a remark in brackets aside.
pub(crate) fn has_question_mark(text: &str) -> bool {
    ends_with_question_mark(text)
        || before_remark(text).is_some_and(ends_with_question_mark)
        // A translation may have lost the one at the end.
        || text.contains('¿')
}

/// Returns what stands before brackets at the end: `Can I pay by card? (preview)`.
fn before_remark(text: &str) -> Option<&str> {
    let text = text.trim_end();
    let (open, text) = match text.strip_suffix(')') {
        Some(text) => ('(', text),
        None => ('（', text.strip_suffix('）')?),
    };
    text.rfind(open).and_then(|at| text.get(..at))
}

fn ends_with_question_mark(text: &str) -> bool {
    let text = without_closers(text);
    match text.chars().next_back() {
        Some('?' | '？' | '؟' | '\u{37E}' | '⁇' | '⁈' | '፧' | '꘏' | '؞') => true,
        // Greek writes its question mark as a semicolon.
        Some(';') => text
            .chars()
            .any(|c| matches!(c, '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}')),
        // Armenian puts it on the stressed vowel of the last words.
        _ => text.contains('\u{55E}'),
    }
}

/// Returns whether a text ends like a question: with a question mark, or with one of the words
/// that do without one.
pub(crate) fn ends_like_question(text: &str) -> bool {
    if has_question_mark(text) {
        return true;
    }
    let text = without_closers(text).trim_end_matches(['。', '.', '．']);
    let ends_with = |endings: &[&str]| endings.iter().any(|end| text.ends_with(end));
    if ends_with(&phrases::QUESTION_ENDINGS) {
        return !ends_with(&phrases::NO_QUESTION_ENDINGS);
    }
    let lower = text.to_lowercase();
    phrases::QUESTION_LAST_WORDS.iter().any(|last| {
        lower
            .strip_suffix(last)
            .is_some_and(|before| before.ends_with(' '))
    })
}

/// Returns whether a text begins with one of the words that open questions, a number, a label and
/// quotes aside.
pub(crate) fn opens_like_question(text: &str, openers: &str) -> bool {
    let text = label::without_label(text);
    let text = text.trim_start_matches(|c: char| !c.is_alphabetic());
    let lower = text.to_lowercase().replace(['’', '`'], "'");
    let words = openers.split("; ").filter(|opener| !opener.is_empty());
    let words = words.filter(|opener| lower.starts_with(*opener));
    let mut ends = words.filter_map(|opener| Some((opener, lower.get(opener.len()..)?)));
    ends.any(|(opener, rest)| {
        // Chinese and Japanese have no spaces.
        let joined = opener
            .contains(|c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'));
        joined && !rest.is_empty() || rest.starts_with([' ', '\u{a0}', ',']) && rest.len() > 1
    })
}

/// Returns whether a text begins with a number and a mark after it: `1. Why?`, `２）`.
pub(crate) fn is_numbered(text: &str) -> bool {
    let rest = text.trim_start_matches(char::is_numeric);
    rest.len() < text.len() && rest.starts_with(['.', ')', ':', '．', '）', '、', '：'])
}

/// Returns the text without what may follow a question mark: quotes, brackets, blanks, `!`.
fn without_closers(text: &str) -> &str {
    text.trim_end_matches(|c: char| {
        c.is_whitespace()
            || is_invisible(c)
            || matches!(
                c,
                '"' | '\''
                    | '”'
                    | '’'
                    | '»'
                    | '“'
                    | '」'
                    | '』'
                    | ')'
                    | '）'
                    | ']'
                    | '*'
                    | '_'
                    | ':'
                    | '：'
                    | '.'
                    | '。'
                    | '…'
                    | '!'
                    | '！'
            )
    })
}

/// Returns whether a character has no width and no meaning at the end of a text.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe0f}'
    )
}

/// Returns whether an English anchor begins with a word that opens questions, a number aside.
pub(crate) fn anchor_asks(anchor: &str) -> bool {
    let mut words = anchor.split('-').filter(|word| !word.is_empty());
    let is_number = |word: &str| {
        let digits = word.strip_prefix('q').unwrap_or(word);
        digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let first = words.find(|word| !is_number(word));
    first.is_some_and(|first| phrases::QUESTION_OPENERS.contains(first)) && words.next().is_some()
}

/// Returns whether a title, heading, anchor or file name says that the article is a FAQ.
pub(crate) fn names_faq(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower
        .split(|c: char| !c.is_ascii_alphanumeric())
        .any(|word| word == "faq" || word == "faqs")
        || phrases::FAQ_NAMES
            .iter()
            .any(|phrase| lower.contains(*phrase))
}

/// Returns whether a section only points elsewhere: "Next steps", "See also". The anchor decides,
/// being English in translations too; then the text.
pub(crate) fn points_elsewhere(anchor: &str, text: &str) -> bool {
    listed(anchor, text, &phrases::POINTER_ANCHORS, &phrases::POINTERS)
}

/// Returns whether a section is never a question, though it stands among questions: what points
/// elsewhere, and "Summary", "Overview", "Introduction".
pub(crate) fn never_asks(anchor: &str, text: &str) -> bool {
    points_elsewhere(anchor, text)
        || listed(anchor, text, &phrases::FRAME_ANCHORS, &phrases::FRAMES)
}

fn listed(anchor: &str, text: &str, anchors: &Phrases, texts: &Phrases) -> bool {
    let text = text
        .to_lowercase()
        .replace('’', "'")
        .replace(['\u{a0}', '\u{202f}'], " ");
    let text = text.trim().trim_end_matches([':', '：', '.', ' ']);
    anchors.contains(anchor)
        || texts.contains(text)
        || anchors.contains(text.replace(' ', "-").as_str())
}

#[cfg(test)]
mod tests {
    use super::super::openers::openers;
    use super::*;

    #[test]
    fn questions_end_differently_in_each_script() {
        for text in [
            "Why?",
            "Pourquoi ?",
            "«Warum?»",
            "なぜですか。",
            "どうするか",
            "何ですか？",
            "ما هو؟",
            "Τι είναι;",
            "왜 그렇습니까",
            "有吗",
            "快照是什么",
            "何時でしょうか",
            "快取とは",
            "가능할까요",
            "ร้านเปิดเมื่อไร",
            "จอดรถได้หรือไม่",
            "Tôi có phải đặt chỗ không",
            "Vé năm là gì",
            "(Really?)",
            "Why? (preview)",
            "为什么？（预览）",
            "¿Cómo cambiarlo",
            "¿Cuánto cuesta?:",
            "Geht das?\u{200b}",
        ] {
            assert!(ends_like_question(text), "{text}");
        }
        for text in [
            "How to",
            "その他",
            "ほか",
            "int i;",
            "",
            "保つ方法",
            "Technical",
            "Không",
            "Types (none?) of tea",
            "Note: see below.",
            "ข้อกำหนด",
        ] {
            assert!(!ends_like_question(text), "{text}");
        }
    }

    #[test]
    fn a_first_word_asks_in_its_own_language_only() {
        let asks = |language, text| opens_like_question(text, openers(language));
        for (language, text) in [
            ("en", "How do I clean the kiln"),
            ("en", "3. Can’t it be cleaned"),
            ("de", "Welche Töpfe passen"),
            ("fr", "Q : Pourquoi ça fume"),
            ("pt-BR", "O que fazer com a cinza"),
            ("ru", "Можно ли греть воду"),
            ("zh", "如何清洗窑炉"),
            ("ja", "なぜ煙が出る"),
        ] {
            assert!(asks(language, text), "{text}");
        }
        for (language, text) in [
            ("en", "Howling winds"),
            ("en", "Was"),
            ("de", "How do I clean it"),
            ("en", "Do not open the kiln"),
            ("tlh", "How it works"),
        ] {
            assert!(!asks(language, text), "{text}");
        }
    }

    #[test]
    fn anchors_ask_by_their_first_word() {
        assert!(anchor_asks("what-is-a-virus"));
        assert!(anchor_asks("-isnt-it-too-risky"));
        assert!(anchor_asks("4-can-i-pay"));
        assert!(anchor_asks("q12--what-is-it"));
        assert!(!anchor_asks("365-days"));
        assert!(!anchor_asks("is"));
        assert!(!anchor_asks("issue-tracking"));
        assert!(!anchor_asks("bkmk_what-is"));
    }

    #[test]
    fn faqs_are_known_by_name_in_many_languages() {
        for text in [
            "cmg-faq",
            "Desktop FAQs",
            "製品に関するFAQ",
            "Häufig gestellte Fragen zu X",
            "자주 묻는 질문",
            "frequently-asked-questions",
            "คำถามที่ถามบ่อยเกี่ยวกับตั๋ว",
            "Συνήθεις ερωτήσεις",
            "Najčastejšie otázky o lístkoch",
            "Запитання й відповіді",
        ] {
            assert!(names_faq(text), "{text}");
        }
        assert!(!names_faq("Faqtory settings"));
    }

    #[test]
    fn pointers_are_known_by_anchor_first() {
        assert!(points_elsewhere("see-also", "関連"));
        assert!(points_elsewhere("x", "Étapes suivantes :"));
        assert!(points_elsewhere("x", "Weitere Informationen:"));
        assert!(never_asks("summary", "概要"));
        for text in [
            "Επόμενα βήματα",
            "Див. також",
            "Ayrıca bkz.",
            "ראה גם",
            "الخطوات التالية",
            "ขั้นตอนถัดไป",
            "Xem thêm",
            "Ďalšie kroky",
        ] {
            assert!(points_elsewhere("x", text), "{text}");
        }
        assert!(!never_asks("prerequisites", "Prerequisites"));
    }
}
