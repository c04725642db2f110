//! Scripts without spaces, and Korean.

use super::{Form, assert_meet, searched, terms, terms_of};

#[test]
fn japanese_has_words_pairs_and_characters() {
    assert_eq!(
        terms("ja", "証明書の更新"),
        [
            "0:証明書",
            "0:証明",
            "0:証",
            "1:明書",
            "1:明",
            "2:書の",
            "2:書",
            "3:の",
            "3:の更",
            "4:更新",
            "4:更",
            "5:新"
        ]
    );
}

#[test]
fn kana_width_and_the_long_mark_do_not_matter() {
    for word in ["サーバ", "ｻｰﾊﾞｰ", "ｻｰﾊﾞ", "サーハ\u{3099}ー"] {
        let stems = terms_of("ja", word, &[Form::Stem]);
        assert_eq!(stems, ["サーバ"], "{word}");
    }
    // Short words differ in nothing else.
    assert_eq!(terms_of("ja", "コピー", &[Form::Stem]), ["コピー"]);
}

#[test]
fn chinese_is_found_however_it_is_divided() {
    for (text, query) in [
        ("云管理网关常见问题", "网关"),
        ("雲端管理閘道的常見問題集", "閘道"),
        ("人工智能", "智能"),
    ] {
        let found = terms_of("zh", text, &[Form::Stem, Form::Bigram]);
        assert!(found.contains(&query.to_owned()), "{query} in {text}");
    }
}

#[test]
fn latin_words_in_other_scripts_are_english() {
    assert_eq!(
        terms_of(
            "ja",
            "TLS証明書とVMs certificates",
            &[Form::Stem, Form::Whole]
        ),
        ["tls", "証明書", "と", "vms", "vm", "certif"]
    );
    assert_meet("ko", "certificates", "certificate");
    assert_eq!(terms("zh", "使用.NET")[3..], ["2:.net", "2:net", "2:=net"]);
}

#[test]
fn southeast_asian_text_has_words() {
    assert_eq!(terms("th", "ภาษาไทย ๑๒"), ["0:ภาษา", "1:ไทย", "2:12"]);
    for (language, text) in [("lo", "ພາສາລາວ"), ("km", "សួស្តីពិភពលោក"), ("my", "မြန်မာစကား")]
    {
        let words = terms(language, text);
        assert!(words.len() > 1, "{language}: {words:?}");
    }
    // A space of no width is a space.
    assert_eq!(
        searched("km", "ភាសា\u{200B}ខ្មែរ"),
        searched("km", "ភាសា ខ្មែរ")
    );
}

#[test]
fn korean_particles_do_not_hide_a_noun() {
    for (text, noun) in [
        ("비용은", "비용"),
        ("게이트웨이에서는", "게이트웨이"),
        ("인증서를", "인증서"),
        ("서버로부터", "서버"),
        ("앱을", "앱"),
        ("사용자의", "사용자"),
        ("클라우드까지도", "클라우드"),
    ] {
        assert!(searched("ko", text).contains(noun), "{text}");
    }
    // Nouns that only look as if they ended in a particle.
    for noun in ["평가", "회의", "도로", "나이"] {
        assert_eq!(terms_of("ko", noun, &[Form::Stem]), [noun]);
    }
    assert_eq!(terms("ko", "ExpressRoute는").last().unwrap(), "2:=는");
    // Decomposed syllables are the same syllables.
    assert_eq!(
        searched("ko", "\u{1107}\u{1175}\u{110B}\u{116D}\u{11BC}"),
        searched("ko", "비용")
    );
}

#[test]
fn korean_compounds_are_found_by_their_inside() {
    let pairs = terms_of("ko", "가상머신", &[Form::Bigram]);
    assert_eq!(pairs, ["가상", "상머", "머신"]);
}
