//! Scripts without spaces, and Korean.

use super::{Analyzer, Form, Tokens, assert_meet, searched, terms, terms_of};

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
fn inner_long_marks_okurigana_and_kana_do_not_matter() {
    for (a, b) in [
        ("インターフェース", "インタフェース"),
        ("申し込み", "申込"),
        ("申込み", "申し込み"),
        ("問い合わせ", "問合せ"),
        ("支払い", "支払"),
        ("手続き", "手続"),
        ("ゴミ", "ごみ"),
        ("使えますか", "使用"),
    ] {
        let forms = [Form::Stem, Form::Unigram];
        let (first, second) = (terms_of("ja", a, &forms[..1]), terms_of("ja", b, &forms));
        assert!(
            first.iter().any(|term| second.contains(term)),
            "{a} {first:?} {b} {second:?}"
        );
    }
    for (a, b) in [("コード", "コド"), ("カード", "カド"), ("分かる", "分ける")] {
        let (first, second) = (
            terms_of("ja", a, &[Form::Stem]),
            terms_of("ja", b, &[Form::Stem]),
        );
        assert!(first.iter().all(|term| !second.contains(term)), "{a} {b}");
    }
}

#[test]
fn traditional_and_simplified_chinese_meet() {
    for (traditional, simplified) in [
        ("雲端", "云端"),
        ("憑證", "凭证"),
        ("伺服器設定", "伺服器设定"),
        ("電腦", "电脑"),
        ("回覆", "回复"),
        ("臺灣", "台湾"),
        ("台灣", "臺灣"),
    ] {
        for language in ["zh", "zh-TW", "yue"] {
            let folded = [Form::Stem, Form::Bigram, Form::Unigram];
            assert_eq!(
                terms_of(language, traditional, &folded),
                terms_of(language, simplified, &folded)
            );
        }
    }
    // The form typed is kept, and Japanese has characters of its own.
    assert_eq!(terms_of("zh-TW", "電腦", &[Form::Exact]), ["=電腦"]);
    assert_eq!(terms_of("zh", "电脑", &[Form::Exact]), Vec::<String>::new());
    assert_eq!(terms_of("ja", "雲", &[Form::Stem]), ["雲"]);
}

#[test]
fn chinese_is_found_however_it_is_divided() {
    for (text, query) in [
        ("云管理网关常见问题", "网关"),
        ("雲端管理閘道的常見問題集", "闸道"),
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
            &[Form::Stem, Form::Compound]
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
        ("사용자들이", "사용자"),
        ("서버와의", "서버"),
        ("비용이란", "비용"),
        ("관리자로서", "관리자"),
        ("변경하려면", "변경"),
        ("신청하는", "신청"),
        ("가능한가요", "가능"),
        ("환불됩니다", "환불"),
    ] {
        assert!(searched("ko", text).contains(noun), "{text}");
    }
    // Nouns that only look as if they ended in a particle.
    for noun in ["평가", "회의", "도로", "나이", "제한", "이해", "아들"] {
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

#[test]
fn sara_am_meets_however_it_is_stored() {
    for (language, usual, other) in [
        ("th", "กำหนดการ", "กํ\u{E32}หนดการ"),
        ("th", "จำนวน", "จํ\u{E32}นวน"),
        ("th", "น้ำแข็ง", "น\u{E49}\u{E4D}\u{E32}แข็ง"),
        ("th", "น้ำแข็ง", "น\u{E4D}\u{E49}\u{E32}แข็ง"),
        ("th", "ที่ทำงาน", "ท\u{E48}\u{E35}ทํ\u{E32}งาน"),
        ("th", "แนะนำ", "เเนะนํ\u{E32}"),
        ("lo", "ນ້ຳ", "ນ\u{EC9}\u{ECD}\u{EB2}"),
        ("lo", "ນ້ຳ", "ນ\u{ECD}\u{EC9}\u{EB2}"),
        ("lo", "ຄຳຖາມ", "ຄ\u{ECD}\u{EB2}ຖາມ"),
    ] {
        assert_eq!(terms(language, usual), terms(language, other), "{usual}");
        assert_eq!(
            crate::analysis::fold(usual),
            crate::analysis::fold(other),
            "{usual}"
        );
    }
}

#[test]
fn mended_spelling_keeps_its_place_in_the_text() {
    let text = "ดู จํ\u{E32}นวนน\u{E49}\u{E4D}\u{E32} ok";
    let mut tokens = Tokens::default();
    Analyzer::for_language("th").analyze(text, &mut tokens);
    let places: Vec<&str> = tokens
        .iter()
        .filter(|(_, token)| token.form == Form::Stem)
        .map(|(_, token)| &text[token.from as usize..token.to as usize])
        .collect();
    assert_eq!(places, ["ดู", "จํ\u{E32}นวน", "น\u{E49}\u{E4D}\u{E32}", "ok"]);
}
