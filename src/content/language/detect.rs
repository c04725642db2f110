//! Detection of the language of a whole text, as a last resort.
//!
//! Script decides where it can, whatlang for the languages that share one.
//! Meant for articles and records; short queries are beyond any detector.

use whatlang::{Detector, Lang};

/// How much of a text is looked at, in bytes: beyond this the answer no longer changes.
const SAMPLE_BYTES: usize = 20_000;

/// Fewer letters than this in an alphabet that several languages share prove nothing.
const MIN_LETTERS: usize = 24;

/// Below this, in whatlang's measure from 0 to 1, a result is a guess (its own notion of
/// "reliable").
const MIN_CONFIDENCE: f64 = 0.9;

/// One letter of a script without small letters says about as much as this many Latin ones.
/// A Japanese article on software holds many English names and is Japanese still.
const DENSE_WEIGHT: usize = 3;

/// Returns the language of `text` as a tag or ISO 639-3 code, if it can be told.
pub(crate) fn detect(text: &str) -> Option<&'static str> {
    let sample = &prose(text);
    let scripts = Scripts::count(sample);
    match scripts.dominant()? {
        Script::Alone(tag) => Some(tag),
        Script::Han if scripts.kana * 20 >= scripts.han => Some("ja"),
        Script::Han => Some(chinese(sample)),
        Script::Shared => shared(sample, scripts.shared),
    }
}

/// Returns the beginning of a text without its code blocks, which read as English or as nothing.
fn prose(text: &str) -> String {
    let mut sample = String::new();
    let mut fenced = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            continue;
        }
        if fenced || line.starts_with("    ") || line.starts_with('\t') {
            continue;
        }
        let room = SAMPLE_BYTES.saturating_sub(sample.len());
        if room == 0 {
            break;
        }
        let letters = line.char_indices().take_while(|(index, _)| *index < room);
        sample.extend(letters.map(|(_, letter)| letter));
        sample.push('\n');
    }
    sample
}

/// Languages whose script other languages write too.
fn shared(sample: &str, letters: usize) -> Option<&'static str> {
    if letters < MIN_LETTERS {
        return None;
    }
    // Nobody writes FAQ in Latin, but lists of names look like it. Esperanto likewise.
    let found = Detector::with_denylist(vec![Lang::Lat, Lang::Epo]).detect(sample)?;
    if found.confidence() >= MIN_CONFIDENCE {
        return Some(found.lang().code());
    }
    match found.script() {
        whatlang::Script::Latin => None,
        whatlang::Script::Cyrillic => cyrillic(sample, found.lang()),
        // The likeliest of few is likelier than any that is written in Latin.
        _ => Some(found.lang().code()),
    }
}

/// Tells languages of the Cyrillic alphabet by letters that not all of them have. A name in another
/// language brings one or two into a text: each letter counts for the languages that write it and
/// against the others, and so does the detector's guess.
fn cyrillic(sample: &str, guess: Lang) -> Option<&'static str> {
    /// What proves a language, in letters.
    const LEAST: i64 = 2;
    const LETTERS: [(&str, Lang, &str); 6] = [
        ("ru", Lang::Rus, "ыэёъщ"),
        ("uk", Lang::Ukr, "іїєґщ"),
        ("be", Lang::Bel, "ўіыэё"),
        ("bg", Lang::Bul, "ъщ"),
        ("sr", Lang::Srp, "ћђљњџј"),
        ("mk", Lang::Mkd, "ѓќѕљњџј"),
    ];
    let mut scores = LETTERS.map(|(_, language, _)| i64::from(language == guess));
    for letter in sample.chars().flat_map(char::to_lowercase) {
        if LETTERS
            .iter()
            .any(|(_, _, letters)| letters.contains(letter))
        {
            for (score, (_, _, letters)) in scores.iter_mut().zip(&LETTERS) {
                *score += if letters.contains(letter) { 1 } else { -1 };
            }
        }
    }
    let best = scores.iter().copied().max().filter(|best| *best >= LEAST)?;
    let mut found = LETTERS
        .iter()
        .zip(scores)
        .filter(|(_, score)| *score == best);
    match (found.next(), found.next()) {
        (Some(((language, ..), _)), None) => Some(language),
        _ => None,
    }
}

/// Tells traditional from simplified Chinese by frequent characters of which the two have different
/// forms.
fn chinese(sample: &str) -> &'static str {
    const TRADITIONAL: &str =
        "這個們為與對會時後來說無開關還過進從應當題問檔據資網體實設點動種學發現電腦錯誤選項";
    const SIMPLIFIED: &str =
        "这个们为与对会时后来说无开关还过进从应当题问档据资网体实设点动种学发现电脑错误选项";
    let (mut traditional, mut simplified) = (0usize, 0usize);
    for character in sample.chars() {
        match (
            TRADITIONAL.contains(character),
            SIMPLIFIED.contains(character),
        ) {
            (true, false) => traditional += 1,
            (false, true) => simplified += 1,
            _ => {}
        }
    }
    if traditional > simplified {
        "zh-TW"
    } else {
        "zh"
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    /// One language of today writes it, or one by far more than others.
    Alone(&'static str),
    /// Chinese characters and kana.
    Han,
    /// Latin, Cyrillic, Arabic, Devanagari, Hebrew, Bengali.
    Shared,
}

/// Letters of a text by script.
#[derive(Default)]
struct Scripts {
    kana: usize,
    han: usize,
    shared: usize,
    alone: Vec<(&'static str, usize)>,
}

impl Scripts {
    fn count(sample: &str) -> Self {
        let mut scripts = Self::default();
        for character in sample.chars() {
            if character.is_ascii() {
                scripts.shared += usize::from(character.is_ascii_alphabetic());
                continue;
            }
            match character {
                '\u{3041}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9f}' => {
                    scripts.kana += 1;
                }
                '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => {
                    scripts.han += 1;
                }
                _ => match alone(character) {
                    Some(tag) => match scripts.alone.iter_mut().find(|(known, _)| *known == tag) {
                        Some((_, count)) => *count += 1,
                        None => scripts.alone.push((tag, 1)),
                    },
                    None => scripts.shared += usize::from(character.is_alphabetic()),
                },
            }
        }
        scripts
    }

    /// Returns the script with most letters, dense scripts counting more; `None` without letters.
    fn dominant(&self) -> Option<Script> {
        let mut best = (Script::Shared, self.shared);
        let han = (Script::Han, (self.kana + self.han) * DENSE_WEIGHT);
        let alone = self
            .alone
            .iter()
            .map(|&(tag, count)| (Script::Alone(tag), count * DENSE_WEIGHT));
        for candidate in std::iter::once(han).chain(alone) {
            if candidate.1 > best.1 {
                best = candidate;
            }
        }
        (best.1 > 0).then_some(best.0)
    }
}

/// Returns the language that has the script of a character to itself, by Unicode blocks.
fn alone(character: char) -> Option<&'static str> {
    Some(match character {
        '\u{0370}'..='\u{03ff}' | '\u{1f00}'..='\u{1fff}' => "el",
        '\u{0530}'..='\u{058f}' => "hy",
        '\u{0a00}'..='\u{0a7f}' => "pa",
        '\u{0a80}'..='\u{0aff}' => "gu",
        '\u{0b00}'..='\u{0b7f}' => "or",
        '\u{0b80}'..='\u{0bff}' => "ta",
        '\u{0c00}'..='\u{0c7f}' => "te",
        '\u{0c80}'..='\u{0cff}' => "kn",
        '\u{0d00}'..='\u{0d7f}' => "ml",
        '\u{0d80}'..='\u{0dff}' => "si",
        '\u{0e00}'..='\u{0e7f}' => "th",
        '\u{0e80}'..='\u{0eff}' => "lo",
        '\u{0f00}'..='\u{0fff}' => "bo",
        '\u{1000}'..='\u{109f}' => "my",
        '\u{10a0}'..='\u{10ff}' => "ka",
        '\u{1200}'..='\u{137f}' => "am",
        '\u{1780}'..='\u{17ff}' => "km",
        '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7a3}' => "ko",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn script_decides_where_it_can() {
        for (text, expected) in [
            ("証明書はどこで更新しますか。", "ja"),
            ("サーバーの更新方法", "ja"),
            ("Azure AD Connect と ExpressRoute の設定方法について", "ja"),
            ("如何更新证书？请打开设置。", "zh"),
            ("如何更新憑證？請開啟設定，這個問題會再發生。", "zh-TW"),
            ("인증서를 어떻게 갱신합니까?", "ko"),
            ("ฉันจะต่ออายุใบรับรองได้อย่างไร", "th"),
            ("Πώς ανανεώνω το πιστοποιητικό;", "el"),
        ] {
            assert_eq!(detect(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn languages_of_one_script_are_told_apart() {
        for (text, expected) in [
            (
                "How often is the index renewed, and who is allowed to read it?",
                "eng",
            ),
            (
                "Combien de temps faut-il pour renouveler le certificat du serveur ?",
                "fra",
            ),
            (
                "Jak często odnawiany jest certyfikat serwera i kto może go odczytać?",
                "pol",
            ),
            (
                "Как часто обновляется сертификат сервера и кто может его прочитать?",
                "rus",
            ),
            ("איך מדליקים? לחצו פעמיים על הטבעת בבקשה.", "heb"),
            ("Как её зажечь? Нажмите кольцо два раза.", "ru"),
            ("Як її запалити? Натисніть кільце двічі.", "ukr"),
            (
                "كم مرة يتم تجديد شهادة الخادم، ومن يستطيع أن يقرأها؟ يجب على المسؤول أن يجددها كل سنة من هذه الصفحة.",
                "ara",
            ),
        ] {
            assert_eq!(detect(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_letter_of_another_language_decides_nothing() {
        for (text, guess, expected) in [
            (
                "Ещё вопрос: как её найти? Город Київ",
                Lang::Rus,
                Some("ru"),
            ),
            ("Сброс настроек лампы, модель Ґ", Lang::Rus, None),
            ("Модель її лампи", Lang::Ukr, Some("uk")),
            (
                "Што рабіць? Націсніце кнопку ў лямпе.",
                Lang::Rus,
                Some("be"),
            ),
            (
                "Ламбата не свети? Притиснете ја, ѕвезда.",
                Lang::Srp,
                Some("mk"),
            ),
            ("Лампата не свети?", Lang::Bul, None),
        ] {
            assert_eq!(cyrillic(text, guess), expected, "{text}");
        }
    }

    #[test]
    fn too_little_text_is_no_proof() {
        for text in ["", "ExpressRoute", "0x80070005 ... 42", "certificat", "!!!"] {
            assert_eq!(detect(text), None, "{text}");
        }
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        assert_eq!(
            detect(&format!("a{}", "日本語のテキスト".repeat(100_000))),
            Some("ja")
        );
    }
}
