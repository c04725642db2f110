//! What holds for any text.

use std::fmt::Write as _;

use proptest::prelude::*;

use crate::analysis::{Analyzer, EXACT_PREFIX, Form, Tokens};

const LANGUAGES: [&str; 17] = [
    "en", "fr", "de", "da", "el", "hu", "ro", "tr", "uk", "ar", "fa", "hi", "ja", "ko", "th", "vi",
    "zh",
];

/// Text from many scripts, with the signs that join and mark.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "\\PC{0,12}",
        "[a-zA-Z0-9'’._#+&-]{0,20}",
        "[a-zé\u{301}\u{AD}\u{200C}\u{200D}А-Яа-яёά-ώ ]{0,12}",
        "[ぁ-ヿ一-龥ｦ-ﾟ\u{3099}ー]{0,12}",
        "[ก-๛ກ-ໝក-៹က-႙]{0,12}",
        "[가-힣ㄱ-ㅣ\u{1100}-\u{11FF}]{0,12}",
        "[ا-يً-ٟ\u{200C}٠-٩א-תְ-ׇ״]{0,12}",
        "[ऀ-ॿঀ-৾\u{200C}\u{200D}]{0,12}",
    ];
    proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

fn check(language: &str, text: &str) -> Result<(), TestCaseError> {
    let mut tokens = Tokens::default();
    Analyzer::for_language(language).analyze(text, &mut tokens);
    let mut covered = vec![false; text.len()];
    let (mut position, mut word) = (0, 0);
    let mut here: Vec<&str> = Vec::new();
    for (term, token) in tokens.iter() {
        let (from, to) = (token.from as usize, token.to as usize);
        prop_assert!(from < to && text.get(from..to).is_some(), "{from}..{to}");
        prop_assert!(token.position >= position && token.word >= word);
        if token.position > position {
            here.clear();
        }
        prop_assert!(!here.contains(&term), "{term} twice");
        here.push(term);
        (position, word) = (token.position, token.word);
        prop_assert_eq!(term.starts_with(EXACT_PREFIX), token.form == Form::Exact);
        prop_assert!(!term.is_empty() && term.len() < 65_530);
        prop_assert!(!term.contains(char::is_whitespace), "{term:?}");
        covered[from..to].fill(true);
    }
    for (at, c) in text.char_indices() {
        // The letters that are typed as apostrophes are no word alone.
        if c.is_alphanumeric() && !matches!(c, '\u{2BB}' | '\u{2BC}') {
            prop_assert!(covered[at], "{c:?} at {at} is lost");
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn no_text_is_lost(text in text()) {
        for language in LANGUAGES {
            check(language, &text)?;
        }
    }

    #[test]
    fn a_word_has_the_same_terms_wherever_it_stands(word in "[a-zA-Z0-9éäßÉ]{1,12}") {
        let mut alone = Tokens::default();
        let mut inside = Tokens::default();
        let analyzer = Analyzer::for_language("fr");
        analyzer.analyze(&word, &mut alone);
        // The same buffer twice: once from the cache.
        for _ in 0..2 {
            analyzer.analyze(&format!("« {word} » ?"), &mut inside);
        }
        let terms = |tokens: &Tokens| -> Vec<String> { tokens.iter().map(|(term, _)| term.to_owned()).collect() };
        prop_assert_eq!(terms(&alone), terms(&inside));
    }
}

#[test]
fn long_and_nested_text_takes_linear_time() {
    let digits: String = (0..40_000).fold(String::new(), |mut text, n| {
        let _ = write!(text, "{n}");
        text
    });
    let many = [
        "a".repeat(200_000),
        "aB".repeat(100_000),
        "a-".repeat(100_000),
        "a'".repeat(100_000),
        "l'".repeat(100_000),
        "a1".repeat(100_000),
        ".a".repeat(100_000),
        "C+".repeat(100_000),
        "'".repeat(200_000),
        format!("e{}", "\u{301}".repeat(100_000)),
        format!("が{}", "\u{3099}".repeat(100_000)),
        "漢".repeat(70_000),
        "一".repeat(70_000),
        "カ".repeat(70_000),
        "ー".repeat(70_000),
        "ก".repeat(70_000),
        "กา".repeat(30_000),
        "가".repeat(70_000),
        "ᄀ".repeat(70_000),
        "\u{200C}".repeat(70_000),
        "ی\u{200C}".repeat(50_000),
        "\u{FDFA}".repeat(50_000),
        digits,
    ];
    for text in many {
        let name: String = text.chars().take(3).collect();
        for language in ["en", "fr", "ja"] {
            // In quadratic time each of them would take minutes.
            assert!(check(language, &text).is_ok(), "{name} in {language}");
        }
    }
}

/// Words with beginnings that some stemmer takes off, endings, names, elisions, accents.
const VARIED: &str = "Uncertain certificates: gegangen, ingevoerd, dimasukkan, memperbarui, \
    naječistější, L'été d’ExpressRoute, Wi-Fi TLS 1.2 0x80070005 Übergrößen, t-am bhfuil \
    malgranda, yeux, Best ricerca Inloggning yngre, dying, skies, .NET C#, 証明書 ルーター 인증서는 الشهادات Ångström";

#[test]
fn seeking_a_term_finds_it_wherever_it_is() {
    for language in [
        "ca", "da", "de", "en", "fi", "fr", "hu", "it", "no", "pt", "ro", "es", "sv",
    ]
    .into_iter()
    .chain([
        "nl", "id", "ga", "pl", "ar", "ja", "ko", "cs", "eo", "tr", "xx",
    ]) {
        let analyzer = Analyzer::for_language(language);
        let mut all = Tokens::default();
        analyzer.analyze(VARIED, &mut all);
        for (sought, _) in all.iter() {
            let mut found = Tokens::seeking(std::iter::once(sought));
            analyzer.analyze(VARIED, &mut found);
            let places = |tokens: &Tokens| -> Vec<(u32, u32, u32)> {
                let matching = tokens.iter().filter(|(term, _)| *term == sought);
                matching
                    .map(|(_, token)| (token.from, token.to, token.position))
                    .collect()
            };
            assert_eq!(places(&found), places(&all), "{language}: {sought}");
        }
    }
}
