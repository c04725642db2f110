//! Japanese verbs and adjectives under the form that a dictionary has: `動きません` and `動かない` as
//! `動く`.
//!
//! Owns what the kana after a Han character (its okurigana) say about the word. No dictionary tells
//! which verbs there are, so a form may have several: `送って` is of `送る`, and would be of `送う`.
//! What no writer has harms nobody.

use super::kana::{is_han, is_hiragana};

/// Kana by the vowel that they end in, and the consonants in the same order. Verbs of five vowels
/// change between the kana of one consonant.
const VOWELS: [&str; 5] = [
    "かがさたなばまらわ",
    "きぎしちにびみりい",
    "くぐすつぬぶむるう",
    "けげせてねべめれえ",
    "こごそとのぼもろお",
];
const A: usize = 0;
const I: usize = 1;
const U: usize = 2;
const E: usize = 3;
const O: usize = 4;

/// Kana before which only verbs of one stem stand: `感じる`, `混ぜる`.
const OTHER_I: &str = "じぢ";
const OTHER_E: &str = "ぜで";

/// What follows a stem in `a`, `i`, `e`, and a stem that is no other: of each, how it begins.
const AFTER_A: &[&str] = &["ない", "なか", "なけ", "なく", "ず", "ぬ", "れ", "せ"];
const AFTER_I: &[&str] = &[
    "ます",
    "まし",
    "ませ",
    "たい",
    "たく",
    "たかっ",
    "たけれ",
    "なが",
    "すぎ",
    "やす",
    "にく",
    "づら",
    "そう",
    "つつ",
];
const AFTER_ONE: &[&str] = &[
    "る", "ない", "なか", "なけ", "なく", "られ", "れば", "ず", "よう", "ろ", "させ",
];
const AFTER_E: &[&str] = &["た", "て", "ちゃ"];
const AFTER_ADJECTIVE: &[&str] = &["くな", "くて", "かっ", "けれ", "すぎ"];

/// Particles that follow a noun, which the stem of a verb may be.
const PARTICLES: &str = "をがはのにもとへや";

/// Characters whose verb has no more kana in its stem: `見る`, `出ない`.
const STEMS: &str = "見出着寝来得居似煮経診観";

/// Verbs in `す` of two characters without kana between; other such pairs are nouns before `する`.
const PAIRS_IN_SU: [&str; 14] = [
    "取消", "取出", "引出", "払戻", "呼出", "貸出", "差戻", "差出", "繰返", "見直", "打消", "持出",
    "切離", "送出",
];

/// Characters of verbs in `ぐ`; elsewhere `がない` is a particle and a verb.
const IN_GU: &str = "急脱泳防稼騒注繋嗅漕凌剥";

/// The words that a text may begin with a form of, and the bytes of that form.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Lemmas {
    pub length: usize,
    pub words: Vec<String>,
}

/// Returns the verbs and adjectives that a text may begin with a form of. `before` is the character
/// before it.
///
/// Of two verbs that make one, the first has no kana: `取り消せ` is of `取消す`, however it is
/// written.
pub(crate) fn lemmas(before: Option<char>, text: &str) -> Lemmas {
    let mut rest = text.chars();
    let Some(han) = rest.next().filter(|&c| is_han(c)) else {
        return Lemmas::default();
    };
    let rest = rest.as_str();
    let follows_han = before.is_some_and(is_han);
    let second = if follows_han { None } else { second_verb(rest) };
    let (head, rest, last, is_alone) = match second {
        Some((kana, second)) => {
            let after = rest.get(kana + second.len_utf8()..).unwrap_or_default();
            let pair = format!("{han}{second}");
            let is_verb = kana > 0 || PAIRS_IN_SU.contains(&pair.as_str());
            (pair, after, second, is_verb)
        }
        None => (han.to_string(), rest, han, !follows_han),
    };
    let Okurigana { length, endings } = okurigana(last, is_alone, rest);
    let kana: usize = rest.chars().take(length).map(char::len_utf8).sum();
    Lemmas {
        length: text.len() - rest.len() + kana,
        words: endings
            .iter()
            .map(|ending| format!("{head}{ending}"))
            .collect(),
    }
}

/// Returns the character of a second verb right after the first, and the bytes of the kana before
/// it.
fn second_verb(after: &str) -> Option<(usize, char)> {
    const MOST: usize = 2;
    let kana: Vec<char> = after
        .chars()
        .take_while(|&c| is_hiragana(c))
        .take(MOST + 1)
        .collect();
    let joins = match kana.last() {
        Some(&c) => matches!(vowel_of(c), Some(I | E)) && !"にでてへね".contains(c),
        None => true,
    };
    let bytes: usize = kana.iter().map(|c| c.len_utf8()).sum();
    let mut rest = after.get(bytes..)?.chars();
    let second = rest.next().filter(|&c| is_han(c))?;
    let is_last = rest.next().is_some_and(is_hiragana);
    (joins && kana.len() <= MOST && is_last).then_some((bytes, second))
}

/// The ends of a verb or adjective: how many kana of a text belong to the form, and the kana with
/// which the dictionary has it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Okurigana {
    length: usize,
    endings: Vec<String>,
}

impl Okurigana {
    fn add(&mut self, length: usize, before: &[char], ending: &[char]) {
        if ending.is_empty() {
            return;
        }
        let ending: String = before.iter().chain(ending).collect();
        self.length = self.length.max(length);
        if !self.endings.contains(&ending) {
            self.endings.push(ending);
        }
    }
}

/// Reads the kana after a Han character. `is_alone` says that no other Han stands before it; what
/// has several is mostly a noun, to which `する` makes a verb.
fn okurigana(han: char, is_alone: bool, after: &str) -> Okurigana {
    const LONGEST: usize = 12;
    let kana: Vec<char> = after
        .chars()
        .take_while(|&c| is_hiragana(c))
        .take(LONGEST)
        .collect();
    let mut found = Okurigana::default();
    let Some(&first) = kana.first() else {
        return found;
    };
    let is_suru = "しすさ".contains(first) || begins(&kana, &["せよ", "せず", "せね"]);
    if is_suru && (!is_alone || begins(&kana, &["する"])) {
        return found;
    }
    let one = [AFTER_I, AFTER_ONE, AFTER_E];
    if STEMS.contains(han) && one.iter().any(|endings| begins(&kana, endings)) {
        found.add(0, &[], &['る']);
        return found;
    }
    if begins(&kana, AFTER_ADJECTIVE) {
        found.add(1, &[], &['い']);
    }
    if let [c, rest @ ..] = kana.as_slice()
        && "しなかさきた".contains(*c)
        && begins(rest, &["い", "く", "かっ", "けれ", "すぎ"])
    {
        found.add(2, &[*c], &['い']);
        return found;
    }
    let certain = (0..kana.len().min(4))
        .take_while(|&at| !follows_particle(&kana, at))
        .any(|at| inflected(han, &kana, at, &mut found));
    if !certain {
        let _ = (0..kana.len().min(2)).any(|at| uninflected(&kana, at, &mut found));
    }
    found
}

/// Reads a form whose stem ends at a place, by what follows it. Returns whether there is one.
fn inflected(han: char, kana: &[char], at: usize, found: &mut Okurigana) -> bool {
    let (before, rest) = kana.split_at(at);
    let [c, after @ ..] = rest else { return false };
    let (c, length) = (*c, at + 1);
    let known = found.endings.len();
    let kana_in = |vowel| in_vowel(c, vowel);
    let one_stem = [AFTER_I, AFTER_ONE, AFTER_E];
    match vowel_of(c) {
        Some(A) if begins(after, AFTER_A) => {
            let is_particle = c == 'が' && !IN_GU.contains(han) && begins(after, &["な"]);
            if !is_particle {
                found.add(length, before, &kana_in(U));
            }
            // `動かせる` is of `動かす`, too, and `生まれる` a verb of its own.
            return found.endings.len() > known && !begins(after, &["れ", "せ"]);
        }
        Some(A) if begins(after, &["る"]) => found.add(length + 1, before, &[c, 'る']),
        Some(I) | None if begins(after, AFTER_I) && may_end_a_stem(c) => {
            found.add(length, before, &kana_in(U));
            found.add(length, before, &[c, 'る']);
        }
        Some(I) | None if begins(after, AFTER_ONE) && may_end_a_stem(c) => {
            found.add(length, before, &[c, 'る']);
        }
        Some(I) | None if begins(after, &["た", "て"]) && may_end_a_stem(c) => match c {
            'い' => found.add(length, before, &['く']),
            'し' => found.add(length, before, &['す']),
            _ => found.add(length, before, &[c, 'る']),
        },
        Some(I) if c == 'い' && begins(after, &["で", "だ"]) && !begins(after, &["です"]) => {
            found.add(length, before, &['ぐ']);
        }
        None if c == 'っ' && begins(after, &["た", "て"]) => {
            let endings: &[char] = if at == 0 {
                &['る', 'う', 'つ']
            } else {
                &['る', 'う']
            };
            endings
                .iter()
                .for_each(|&end| found.add(length, before, &[end]));
            if han == '行' {
                found.add(length, before, &['く']);
            }
        }
        None if c == 'ん' && begins(after, &["で", "だ"]) => {
            ['む', 'ぶ']
                .iter()
                .for_each(|&end| found.add(length, before, &[end]));
        }
        Some(E) if begins(after, &["ば"]) => found.add(length, before, &kana_in(U)),
        Some(E) | None
            if (OTHER_E.contains(c) || vowel_of(c) == Some(E))
                && one_stem.iter().any(|endings| begins(after, endings)) =>
        {
            found.add(length, before, &[c, 'る']);
            // Or it is what can be done: `送れる`.
            found.add(length, before, &kana_in(U));
        }
        Some(O) if begins(after, &["う"]) && c != 'の' => found.add(length, before, &kana_in(U)),
        _ => {}
    }
    found.endings.len() > known
}

/// Reads a form whose last kana is at a place: the one of the dictionary, or a noun that the stem of
/// a verb is. Returns whether there is one.
fn uninflected(kana: &[char], at: usize, found: &mut Okurigana) -> bool {
    let (before, rest) = kana.split_at(at);
    let [c, after @ ..] = rest else { return false };
    let (c, length) = (*c, at + 1);
    // `動かす`, `起こす`: a second kana is of such verbs only.
    let follows_stem = before.iter().all(|c| matches!(vowel_of(*c), Some(A | O)));
    if !follows_stem || follows_particle(kana, at) {
        return false;
    }
    let ends = after.first().is_none_or(|c| PARTICLES.contains(*c));
    match vowel_of(c) {
        Some(U) if at == 0 || matches!(c, 'す' | 'る') => {
            found.add(length, before, &[c]);
            if c == 'く' {
                found.add(length, before, &['い']);
            }
            true
        }
        Some(I) if c == 'い' || (ends && may_end_a_stem(c)) => {
            if c == 'い' {
                found.add(length, before, &['い']);
            }
            if ends {
                found.add(length, before, &in_vowel(c, U));
                found.add(length, before, &[c, 'る']);
            }
            true
        }
        Some(E) if ends && c != 'ね' => {
            found.add(length, before, &[c, 'る']);
            true
        }
        _ => false,
    }
}

/// Returns whether what stands before a place is a particle after a noun.
fn follows_particle(kana: &[char], at: usize) -> bool {
    if at == 0 {
        return false;
    }
    match kana {
        ['が', next, ..] => !"らりるれろっ".contains(*next),
        ['と', next, ..] => !"しすさせ".contains(*next),
        [first, ..] => "をはにのもでへや".contains(*first),
        [] => false,
    }
}

/// Returns whether a verb's stem may end in a kana: `に` is nearly always a particle.
fn may_end_a_stem(c: char) -> bool {
    vowel_of(c) == Some(I) && c != 'に' || OTHER_I.contains(c)
}

fn vowel_of(c: char) -> Option<usize> {
    VOWELS.iter().position(|kana| kana.contains(c))
}

/// Returns the kana of the same consonant with another vowel; none for consonants of which no verb
/// of five vowels is.
fn in_vowel(c: char, vowel: usize) -> Vec<char> {
    let place = VOWELS
        .iter()
        .find_map(|kana| kana.chars().position(|other| other == c));
    let row = VOWELS.get(vowel).into_iter();
    row.flat_map(|row| row.chars().nth(place?)).collect()
}

fn begins(kana: &[char], endings: &[&str]) -> bool {
    let matches = |ending: &str| {
        let mut kana = kana.iter();
        ending.chars().all(|c| kana.next() == Some(&c))
    };
    endings.iter().any(|ending| matches(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        lemmas(None, text).words
    }

    #[test]
    fn forms_have_their_dictionary_form() {
        let mut wrong = Vec::new();
        for (forms, word) in [
            (
                "食べる 食べます 食べない 食べられません 食べた 食べて 食べよう 食べれば",
                "食べる",
            ),
            (
                "動く 動かない 動きません 動いて 動いた 動けば 動きが 動こう 動かなかった",
                "動く",
            ),
            ("動かす 動かします 動かした 動かさない 動かせる", "動かす"),
            ("変える 変えます 変えたい 変えられますか 変えない", "変える"),
            (
                "変わる 変わらない 変わります 変わった 変われば 変わり",
                "変わる",
            ),
            ("消す 消した 消します 消せない 消さない", "消す"),
            ("消える 消えた 消えません", "消える"),
            ("買う 買った 買います 買わない 買いたい 買えません", "買う"),
            ("忘れる 忘れた 忘れました 忘れない 忘れたら", "忘れる"),
            ("送る 送った 送って 送りました 送れない 送らない", "送る"),
            ("読む 読んで 読まない 読めません 読み", "読む"),
            ("選ぶ 選んだ 選べない 選び 選ばない", "選ぶ"),
            ("急ぐ 急いで 急がない 急ぎます", "急ぐ"),
            ("見る 見た 見ない 見られない 見ました 見たい", "見る"),
            (
                "見つかる 見つからない 見つかりません 見つかった",
                "見つかる",
            ),
            ("見つける 見つけた 見つけられない", "見つける"),
            ("起きる 起きた 起きない 起きます", "起きる"),
            ("感じる 感じた 感じない", "感じる"),
            (
                "取り消す 取り消したい 取消せますか 取消したい 取り消せない 取り消し",
                "取消す",
            ),
            ("切り替える 切り替えられない 切替えたい", "切替える"),
            ("申し込む 申し込みたい 申込み 申し込んだ", "申込む"),
            ("高い 高くない 高かった 高ければ 高すぎる 高く", "高い"),
            ("新しい 新しく 新しかった", "新しい"),
            ("少ない 少なく 少なかった", "少ない"),
            ("分かる 分からない 分かりません 分かった", "分かる"),
        ] {
            for form in forms.split(' ') {
                let found = words(form);
                if !found.iter().any(|found| found == word) {
                    wrong.push(format!("{form}: {found:?} lack {word}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn verbs_that_share_a_character_stay_apart() {
        for (a, b) in [
            ("変えました", "変わりました"),
            ("消えません", "消しません"),
            ("分かりません", "分けません"),
            ("見えない", "見ない"),
            ("見つからない", "見られない"),
            ("動きません", "動かしません"),
            ("取り消す", "取り出す"),
            ("閉まらない", "閉じない"),
            ("起こす", "起きる"),
        ] {
            let (first, second) = (words(a), words(b));
            let shared = first.iter().find(|word| second.contains(word));
            assert_eq!(shared, None, "{a} {b}");
        }
    }

    #[test]
    fn particles_are_no_verbs() {
        for text in [
            "私に送る",
            "件の名前",
            "人を呼ぶ",
            "側で使う",
            "券がない",
            "曲が聞こえる",
            "誰と行く",
        ] {
            assert_eq!(words(text), Vec::<String>::new(), "{text}");
        }
        for text in ["更新します", "送信した"] {
            assert_eq!(words(text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(lemmas(Some('起'), "動します").words, Vec::<String>::new());
    }
}
