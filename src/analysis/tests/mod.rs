//! What analysis promises, language by language.

mod apart;
mod languages;
mod names;
mod properties;
mod unspaced;
mod word_forms;
mod written;

use std::collections::BTreeSet;

use super::{Analyzer, Form, Token, Tokens};

/// The terms of a text as `position:term`, in order.
fn terms(language: &str, text: &str) -> Vec<String> {
    let mut tokens = Tokens::default();
    Analyzer::for_language(language).analyze(text, &mut tokens);
    tokens
        .iter()
        .map(|(term, token)| format!("{}:{term}", token.position))
        .collect()
}

/// The terms of a text that are of one of the forms, in order.
fn terms_of(language: &str, text: &str, forms: &[Form]) -> Vec<String> {
    let mut tokens = Tokens::default();
    Analyzer::for_language(language).analyze(text, &mut tokens);
    tokens
        .iter()
        .filter(|(_, token)| forms.contains(&token.form))
        .map(|(term, _)| term.to_owned())
        .collect()
}

/// What a search for the text would look for first.
fn searched(language: &str, text: &str) -> BTreeSet<String> {
    terms_of(language, text, &[Form::Stem, Form::Compound])
        .into_iter()
        .collect()
}

#[track_caller]
fn assert_meet(language: &str, a: &str, b: &str) {
    let (first, second) = (searched(language, a), searched(language, b));
    assert!(
        !first.is_disjoint(&second),
        "{language}: {a} {first:?} and {b} {second:?} should meet"
    );
}

#[test]
fn the_fingerprint_names_the_versions_in_use() {
    let lock = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.lock")).unwrap();
    let version = |name: &str| {
        let (_, rest) = lock
            .split_once(&format!("name = \"{name}\"\nversion = \""))
            .unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    };
    assert_eq!(version("frostem"), super::FROSTEM);
    for name in [
        "icu_segmenter",
        "icu_segmenter_data",
        "icu_normalizer",
        "icu_normalizer_data",
    ] {
        assert_eq!(version(name), super::ICU, "{name}");
    }
}

/// When this fails, tokens have changed: raise `REVISION` and write down the new digest,
/// so that indexes of the old analysis are built again.
#[test]
fn tokens_change_only_with_the_revision() {
    const TEXT: &str = "How do users' VMs connect to ExpressRoute, Wi-Fi or TLS 1.2 (KB4467684)? L’été déployé \
        où Größe łącze обновления ёлка الشهادات کتاب‌ها किताबें サーバー証明書 管理网关 게이트웨이에서는 ภาษาไทย C# .NET \
        雲端憑證 申し込み dites-moi Ankara'da site-ul VPN-t Aarhus hoà υπηρεσίες 신청하려면 \
        τεχνικός játékok המסמכים שהספרייה سيارات";
    /// The names that the digest is made of. They do not change with those in the code.
    fn name(form: Form) -> &'static str {
        match form {
            Form::Exact => "Exact",
            Form::Stem => "Stem",
            Form::Compound => "Whole",
            Form::Bigram => "Bigram",
            Form::Unigram => "Unigram",
        }
    }
    let mut hash = blake3::Hasher::new();
    let mut tokens = Tokens::default();
    for language in [
        "ar", "ca", "da", "de", "el", "en", "fa", "fr", "he", "hi", "hu", "it", "ja", "ko", "pl",
        "ro", "ru", "th", "tr", "uk", "vi", "xx", "zh", "zh-TW",
    ] {
        Analyzer::for_language(language).analyze(TEXT, &mut tokens);
        for (term, token) in tokens.iter() {
            let Token {
                from,
                to,
                position,
                word,
                form,
                ..
            } = token;
            let form = name(*form);
            hash.update(format!("{term} {from} {to} {position} {word} {form}\n").as_bytes());
        }
    }
    let digest = hash.finalize().to_hex();
    assert_eq!((super::REVISION, &digest[..16]), (10, "d52cc67819c1e27a"));
}

#[test]
fn one_buffer_serves_several_languages() {
    let mut tokens = Tokens::default();
    let mut analyzed = |language: &str| {
        Analyzer::for_language(language).analyze("services", &mut tokens);
        tokens
            .iter()
            .map(|(term, _)| term.to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(analyzed("en"), ["servic", "=services"]);
    assert_eq!(analyzed("sw"), ["services", "=services"]);
    assert_eq!(analyzed("en"), ["servic", "=services"]);
}

#[test]
fn whole_questions_fold_to_the_same_text() {
    assert_eq!(
        super::fold("Où est l’Œuvre ?"),
        super::fold("OU EST L’OEUVRE ?")
    );
    assert_eq!(super::fold("Größe"), "grosse");
    assert_eq!(super::fold("ＶＰＮ ｻｰﾊﾞ"), "vpn サーバ");
    assert_eq!(super::fold("Який її йод?"), "який її йод?");
    assert_eq!(super::fold("हिन्दी"), "हिंदी");
}
