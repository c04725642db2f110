//! What Japanese and Korean keyboards send while someone is typing, and the forms of verbs in these
//! languages.

use super::first_found::{assert_first, site};

/// Asserts that each text typed so far is completed to the question.
#[track_caller]
fn assert_completed(language: &str, questions: &[&str], typed: &[(&str, &str)]) {
    let site = site(language, questions);
    let mut wrong = Vec::new();
    for (typed, expected) in typed {
        let run = site.faq("suggest -l").arg(language).arg(*typed).run();
        if run.stdout.lines().next() != Some(expected) {
            wrong.push(format!("{typed}: {} instead of {expected}", run.stdout));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const JAPANESE: [&str; 6] = [
    "メールの設定方法は？",
    "サーバーが止まったときは？",
    "りんごの保存方法は？",
    "カメラの調整は？",
    "プリンタの修理は？",
    "小さいと困りますか？",
];

#[test]
fn hiragana_finds_katakana_and_the_other_way_round() {
    let [mail, server, apple, camera, printer, small] = JAPANESE;
    assert_first(
        "ja",
        &JAPANESE,
        &[
            ("めーる", mail),
            ("めーるのせってい", mail),
            ("あたらしいめーる", mail),
            ("さーば", server),
            ("さーばー", server),
            ("ｻｰﾊﾞ", server),
            ("りんご", apple),
            ("リンゴ", apple),
            ("ﾘﾝｺﾞ", apple),
            ("かめらの調整", camera),
            ("ぷりんたー", printer),
            ("ぷりんたあ", printer),
            ("小さいと", small),
        ],
    );
}

#[test]
fn japanese_is_completed_before_it_is_converted() {
    let [mail, server, apple, camera, printer, _] = JAPANESE;
    assert_completed(
        "ja",
        &JAPANESE,
        &[
            ("め", mail),
            ("めーr", mail),
            ("めーる", mail),
            ("さーb", server),
            ("さーｂ", server),
            ("リン", apple),
            ("りんg", apple),
            ("かめら", camera),
            ("ぷり", printer),
            ("ぷりんt", printer),
        ],
    );
}

#[test]
fn forms_of_japanese_verbs_find_each_other() {
    let questions = [
        "画面が動かないときは？",
        "色を変えられますか？",
        "予定が変わりましたか？",
        "注文を取り消せますか？",
        "荷物を送りたいのですが？",
        "鍵を忘れました",
        "箱が重すぎます",
    ];
    let [moves, changes, changed, cancel, send, forgot, heavy] = questions;
    assert_first(
        "ja",
        &questions,
        &[
            ("動きません", moves),
            ("動く", moves),
            ("変える", changes),
            ("変えたい", changes),
            ("変わらない", changed),
            ("変わった", changed),
            ("取消したい", cancel),
            ("取り消しました", cancel),
            ("送る", send),
            ("送れない", send),
            ("忘れて", forgot),
            ("重い", heavy),
        ],
    );
}

const KOREAN: [&str; 5] = [
    "주소를 바꾸려면?",
    "열쇠를 설치하나요?",
    "과일은 어디에 있나요?",
    "값이 얼마인가요?",
    "달걀을 먹었습니다",
];

#[test]
fn korean_is_completed_in_every_state_of_a_syllable() {
    let [address, install, fruit, price, egg] = KOREAN;
    assert_completed(
        "ko",
        &KOREAN,
        &[
            ("ㅈ", address),
            ("주", address),
            ("줏", address),
            ("주ㅅ", address),
            ("주소", address),
            ("열쇠를 설ㅊ", install),
            ("열쇠를 설치", install),
            ("열쇠를 설칳", install),
            ("고", fruit),
            ("과", fruit),
            ("광", fruit),
            ("과이", fruit),
            ("갑", price),
            ("달ㄱ", egg),
            ("닭", egg),
        ],
    );
}

#[test]
fn korean_half_typed_and_inflected_words_are_found() {
    let [address, install, _, _, egg] = KOREAN;
    assert_first(
        "ko",
        &KOREAN,
        &[
            ("설칳", install),
            ("설ㅊ", install),
            ("열쇠를 설ㅊ", install),
            ("먹다", egg),
            ("먹어요", egg),
            ("먹으면", egg),
            ("바꿔요", address),
            ("바꿨어요", address),
            ("바꾸다", address),
        ],
    );
}
