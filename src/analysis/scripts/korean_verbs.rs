//! Korean verbs and adjectives under the form that a dictionary has: `먹었습니다` as `먹다`.
//!
//! Owns the way back from an inflected form: endings that follow any stem, those with `으` after a
//! consonant, those of one consonant, and those after `아` and `어`, with the stems that change
//! before them. Of the stems that a form may have, those count that are in a list of common ones:
//! nearly every noun looks like a form of some verb. What `하다` makes of a noun is the business of
//! [`korean`](super::korean).

use super::hangul::Syllable;

/// Common stems, sorted. Left out are those that help other verbs (`있`, `하`,
/// `되`, `주`, `보`, `싶`): they say as little as function words.
const STEMS: &str = "\
    가 가깝 가늘 가렵 가르치 가리 가리키 가볍 가져가 가져오 가지 갈 갈아타 감 감추 갖 갚 거꾸러지 거두 거치 건너 건네 걷 걸 걸리 검 겪 고르 고맙 고치 고프 골라내 \
    곱 괜찮 괴롭 구르 구하 굳 굵 굶 굽 권하 귀찮 그리 그만두 그치 긁 기다리 기르 기울 길 길어지 깊 까다롭 깎 깔 깔리 깨 깨끗해지 깨닫 깨우 깨지 꺼내 꺼지 꺾 \
    꼬이 꼽 꽂 꾸 꾸미 끄 끊 끊기 끊어지 끌 끌리 끓 끓이 끝나 끝내 끼 끼우 나 나가 나누 나뉘 나빠지 나쁘 나아가 나아지 나오 나타나 나타내 날 날리 날아가 남 남기 \
    낫 낮 낮아지 낮추 낳 내 내려가 내려받 내려오 내리 내보내 넓 넓히 넘 넘기 넘어가 넘어지 넘치 넣 녹 녹이 놀 놀라 높 높아지 높이 놓 놓치 누르 눌리 눕 느끼 \
    느려지 느리 늘 늘리 늘어나 늙 늦 늦어지 늦추 다가오 다녀오 다니 다루 다르 다치 닦 닫 닫히 달 달라지 달리 닮 담 담기 닿 더럽 더하 던지 덜 덥 덮 덮이 데려가 \
    데려오 데우 도와주 돌 돌려받 돌려주 돌리 돌보 돌아가 돌아오 돕 두 두껍 두드리 두렵 두르 둘러보 드러나 드러내 드리 듣 들 들르 들리 들어가 들어오 들이 따 따뜻해지 \
    따라가 따르 따지 때리 떠나 떠들 떠오르 떨 떨어뜨리 떨어지 떼 떼어내 뛰 뜨 뜨겁 뜯 뜻하 띄우 마르 마시 마치 막 막히 만나 만들 만들어지 만지 많 많아지 맑 맛있 \
    맞 맞추 맡 맡기 매기 맵 머무르 먹 먹이 멀 멀어지 멈추 멋지 메우 모르 모으 모이 모자라 몰 무겁 무섭 묵 묶 묶이 묻 물러나 물리 물어보 뭉치 미끄러지 미루 미치 \
    믿 밀 밀리 밉 바꾸 바뀌 바라 바라보 바르 바빠지 바쁘 박 반갑 받 받아들이 받치 밝 밝히 밟 배우 뱉 버리 버티 번지 벌 벌리 벌어지 벗 벗기 벗어나 변하 보내 보이 \
    볶 부끄럽 부드럽 부딪히 부럽 부르 부수 부치 분지르 불 불러오 불어나 붐비 붓 붙 붙이 붙잡 비 비싸 비우 비추 비치 빌 빌려주 빌리 빗 빠뜨리 빠르 빠지 빨 빼 빼내 \
    뺏 뽑 뿌리 사 사라지 사로잡 살 살리 살펴보 살피 삼 삼키 새 새기 새롭 생기 서 서두르 서투르 섞 섞이 세 세우 셈하 속 속이 솟 쉬 쉽 스치 슬프 시키 식 식히 신 \
    싣 실 싫 심 심기 심하 싸 싸우 쌓 쌓이 썩 쏘 쏟 쏟아지 쐬 쑤시 쓰 쓰러지 쓰이 쓸 씌우 씹 씻 아끼 아름답 아물 아쉽 아프 앉 앉히 알 알려지 알리 알맞 알아내 \
    알아듣 알아보 앓 앞당기 앞서 얇 얕 어둡 어렵 어울리 어지럽 얹 얻 얼 얼리 없애 엉키 엎 여기 여쭈 엮 열 열리 오 오가 오르 올라가 올라오 올리 옮 옮기 옳 외롭 \
    외우 운 울 울리 움직이 웃 원하 이기 이끌 이루 이루어지 이르 이어지 익 익히 일어나 일으키 읽 읽히 잃 잃어버리 입 입히 잇 잊 잊어버리 잊히 자 자라 자르 작 \
    작아지 잘라내 잘리 잠그 잠기 잡 잡히 적 적히 전하 전해지 젊 접 접히 젓 정하 정해지 젖 조르 졸 졸리 좁 좁히 좋 좋아지 줄 줄어들 줄이 줍 쥐 즐겁 즐기 지나 \
    지나가 지나치 지내 지니 지우 지워지 지치 지켜보 지키 질기 짊어지 집 집어넣 짓 짚 짜 짧 쫓 찌르 찍 찍히 찢 찢어지 차 차가워지 차갑 차리 차지하 착하 참 찾 \
    찾아가 찾아내 찾아보 찾아오 채우 챙기 쳐다보 추 추리 춥 취하 치 치르 치우 친하 커지 켜 켜지 크 키우 타 타오르 태우 택하 터지 털 토하 통하 튀 튀어나오 트 틀 \
    틀리 파 팔 팔리 펴 펴지 편하 펼쳐지 펼치 푸 풀 풀리 품 피 피우 피하 하얗 한가롭 합치 해치 향하 헤매 헷갈리 흐르 흐리 흔들 흔들리 흔하 흘리 흩어지 희 힘들";

/// Endings that follow any stem as it is.
const ANY: &str = "\
    다 다가 고 고요 고서 지 지만 지요 죠 지를 지가 지도 지는 게 게요 게끔 기 기가 기를 기에 기에는 기도 기는 기만 기로 기까지 기전 기전에 기위해 는 는데 \
    는데요 는지 는지를 는지도 는지요 는가 는가요 는중 는법 는방법 는것 는다 는다고 는다면 나요 냐 네 네요 거나 거든 거든요 도록 던 던데 자 자마자 습니다 습니까 \
    습니다만 겠습니다 겠습니까 겠어요 겠다 겠지만 겠는데 더라 더라도 더니 지않 질";

/// Endings with `으` before them after a consonant.
const WITH_EU: &str = "\
    면 면서 면서도 면은 려면 려고 려고요 려는 려는데 려다 려던 러 며 니 니까 니까요 세요 셔요 셔야 셔서 십시오 시면 시려면 시려는 시고 시는 시는지 시나요 신 실 \
    시기 시지 셨나요 셨습니다 셨다면 셨는데 시겠습니까 시겠어요 시도록 므로 라 라고 라는 라면 나 면요 면안되나요 면되나요 면됩니까 면돼요";

/// What may follow `ㄴ` at the end of a stem, or `은`.
const AFTER_N: &str = "\
    다 다고 다면 다는 데 데요 지 지요 가 가요 것 것은 것이 후 후에 다음 경우 채 적 걸 걸까요";

/// What may follow `ㄹ` at the end of a stem, or `을`.
const AFTER_L: &str = "\
    까 까요 지 지요 게 게요 래 래요 수록 수 수가 수는 수도 때 때는 때에 때마다 것 필요 만한 만큼 지도 지를";

/// What may follow `ㅂ` at the end of a stem.
const AFTER_B: &str = "\
    니다 니까 니다만 시다";

/// What may follow `ㅁ` at the end of a stem, or `음`.
const AFTER_M: &str = "\
    이 을 은 으로 에 도";

/// Endings that follow `아` or `어`.
const AFTER_A: &str = "\
    서 서요 서는 서도 요 도 도요 도되나요 도됩니까 도돼요 야 야만 야지 야하나요 야합니까 야할 야하는 야해요 라 주세요 주십시오 주시면 주시겠어요 줘 줘요 줄 주는 \
    주나요 보세요 볼 보고 보면 버렸 버렸어요 버렸습니다 버린 놓은 놓고 두고 두면 두려면 있는 있나요 있습니다 있어요";

/// Endings of the past, after `았` and `었`.
const PAST: &str = "\
    다 다고 다면 다가 다는 습니다 습니까 습니다만 어요 어 어도 어야 는데 는데요 는지 는지요 나 나요 네요 네 지만 지요 죠 지 으면 으니 으니까 으나 고 거나 \
    거든요 던 던데 더니 을 을까 을까요 을때 을때는 을경우 음 음을 기 기때문에 었는데";

/// Nouns that look like forms of a stem of one syllable.
const NOUNS: &str = "\
    가면 가지 감기 감지 검지 묵음 사고 사기 사자 사지 서면 세기 신고 신기 신음 심지 오기 이기 자기 차고 타자 파기 편지 피고";

/// Longest word that is looked at, in syllables.
const LONGEST: usize = 10;

const TAIL_N: u32 = 4;
const TAIL_D: u32 = 7;
const TAIL_L: u32 = 8;
const TAIL_M: u32 = 16;
const TAIL_B: u32 = 17;
const TAIL_S: u32 = 19;
const TAIL_SS: u32 = 20;
const TAIL_H: u32 = 27;

const A: u32 = 0;
const AE: u32 = 1;
const EO: u32 = 4;
const YEO: u32 = 6;
const O: u32 = 8;
const WA: u32 = 9;
const WAE: u32 = 10;
const OE: u32 = 11;
const U: u32 = 13;
const WO: u32 = 14;
const EU: u32 = 18;
const I: u32 = 20;
/// The leads of `ㄹ` and of a syllable that begins with its vowel.
const LEAD_L: u32 = 5;
const NO_LEAD: u32 = 11;

/// Returns the dictionary forms of the verbs and adjectives that a word may be a form of.
pub(crate) fn lemmas(word: &str) -> Vec<String> {
    let syllables: Vec<Syllable> = word.chars().map_while(Syllable::of).collect();
    let mut found = Stems::default();
    if syllables.len() != word.chars().count()
        || !(2..=LONGEST).contains(&syllables.len())
        || is_one_of(NOUNS, word)
    {
        return found.lemmas;
    }
    for cut in 1..=syllables.len() {
        let head = word.get(..(cut - 1) * SYLLABLE).unwrap_or_default();
        if !at_or_after(head).starts_with(head) {
            break;
        }
        let (stem, ending) = syllables.split_at(cut);
        let ending = word
            .get(word.len() - ending.len() * SYLLABLE..)
            .unwrap_or_default();
        found.of(stem, ending);
    }
    found.lemmas
}

/// Bytes of a syllable.
const SYLLABLE: usize = 3;

/// The stems found so far, as dictionary forms.
#[derive(Default)]
struct Stems {
    lemmas: Vec<String>,
}

impl Stems {
    /// Adds the stems that make a word together with an ending.
    fn of(&mut self, stem: &[Syllable], ending: &str) {
        let Some(&last) = stem.last() else { return };
        if is_one_of(ANY, ending) {
            self.add(stem, last);
            if last.tail == 0 && ending.starts_with(begins_with_n) {
                self.add(
                    stem,
                    Syllable {
                        tail: TAIL_L,
                        ..last
                    },
                );
            }
        }
        if is_one_of(WITH_EU, ending) && (last.tail == 0 || last.tail == TAIL_L) {
            self.open(stem, last);
            if last.tail == 0 && !ending.starts_with(['면', '려', '러', '며', '므', '라']) {
                self.add(
                    stem,
                    Syllable {
                        tail: TAIL_L,
                        ..last
                    },
                );
            }
        }
        let of_consonant = [
            (TAIL_N, "은", AFTER_N),
            (TAIL_L, "을", AFTER_L),
            (TAIL_M, "음", AFTER_M),
            (TAIL_B, "", AFTER_B),
        ];
        for (tail, syllable, after) in of_consonant {
            if last.tail == tail && may_follow(after, ending) {
                let bare = Syllable { tail: 0, ..last };
                self.open(stem, bare);
                self.add(
                    stem,
                    Syllable {
                        tail: TAIL_L,
                        ..last
                    },
                );
            }
            if !syllable.is_empty()
                && ending
                    .strip_prefix(syllable)
                    .is_some_and(|rest| may_follow(after, rest))
            {
                self.closed(stem, last);
            }
        }
        if let Some(rest) = ending.strip_prefix('으')
            && is_one_of(WITH_EU, rest)
        {
            self.closed(stem, last);
        }
        if last.tail == TAIL_SS && is_one_of(PAST, ending) {
            self.infinitive(stem, Syllable { tail: 0, ..last });
        }
        if last.tail == 0 && may_follow(AFTER_A, ending) {
            self.infinitive(stem, last);
        }
    }

    /// Adds the stems of a form before an ending without `으`: its last syllable is open, or ends in
    /// `ㄹ`. `쉬우-` is of `쉽다`.
    fn open(&mut self, stem: &[Syllable], last: Syllable) {
        self.add(stem, last);
        if (last.lead, last.vowel, last.tail) == (NO_LEAD, U, 0) {
            self.with_tail(stem, TAIL_B);
        }
    }

    /// Adds the stems of a form before `으`: `들으-` is of `듣다`, `지으-` of `짓다`.
    fn closed(&mut self, stem: &[Syllable], last: Syllable) {
        match last.tail {
            0 => self.add(
                stem,
                Syllable {
                    tail: TAIL_S,
                    ..last
                },
            ),
            TAIL_L => self.add(
                stem,
                Syllable {
                    tail: TAIL_D,
                    ..last
                },
            ),
            _ => self.add(stem, last),
        }
    }

    /// Adds the stems of a form that ends in `아` or `어`, which may have melted into the stem.
    fn infinitive(&mut self, form: &[Syllable], last: Syllable) {
        let of_vowel = |vowel| Syllable { vowel, ..last };
        let (lead, vowel) = (last.lead, last.vowel);
        if lead == NO_LEAD && matches!(vowel, A | EO | YEO) {
            let bare = form.get(..form.len() - 1).unwrap_or_default();
            if let Some(&before) = bare.last() {
                self.add(bare, before);
                match before.tail {
                    0 => self.add(
                        bare,
                        Syllable {
                            tail: TAIL_S,
                            ..before
                        },
                    ),
                    TAIL_L => self.add(
                        bare,
                        Syllable {
                            tail: TAIL_D,
                            ..before
                        },
                    ),
                    _ => {}
                }
            }
        }
        if lead == NO_LEAD && matches!(vowel, WA | WO) {
            self.with_tail(form, TAIL_B);
        }
        if lead == LEAD_L && matches!(vowel, A | EO) {
            self.doubled_l(form, last);
        }
        match vowel {
            A | EO => {
                self.add(form, last);
                self.add(form, of_vowel(EU));
                // `퍼` is of `푸다`, `그래` and the like of nothing listed here.
                self.add(form, of_vowel(U));
            }
            AE => {
                self.add(form, last);
                self.add(
                    form,
                    Syllable {
                        vowel: A,
                        tail: TAIL_H,
                        ..last
                    },
                );
                self.add(form, of_vowel(A));
            }
            YEO => {
                self.add(form, last);
                self.add(form, of_vowel(I));
            }
            WA => self.add(form, of_vowel(O)),
            WO => self.add(form, of_vowel(U)),
            WAE => self.add(form, of_vowel(OE)),
            _ => self.add(form, last),
        }
    }

    /// Adds the stem in `르` of a form with `ㄹ` twice: `몰라`, `눌러`.
    fn doubled_l(&mut self, form: &[Syllable], last: Syllable) {
        let [head @ .., before, _] = form else { return };
        if before.tail == TAIL_L {
            let mut stem = head.to_vec();
            stem.push(Syllable { tail: 0, ..*before });
            stem.push(last);
            self.add(&stem, Syllable { vowel: EU, ..last });
        }
    }

    /// Adds the stem that has a consonant at its end in place of the last syllable.
    fn with_tail(&mut self, form: &[Syllable], tail: u32) {
        let bare = form.get(..form.len() - 1).unwrap_or_default();
        if let Some(&before) = bare.last()
            && before.tail == 0
        {
            self.add(bare, Syllable { tail, ..before });
        }
    }

    /// Adds a stem with another last syllable, if it is listed.
    fn add(&mut self, stem: &[Syllable], last: Syllable) {
        let head = stem.get(..stem.len().saturating_sub(1)).unwrap_or_default();
        let letters = head.iter().chain([&last]);
        let text: Option<String> = letters.map(|syllable| syllable.compose()).collect();
        let Some(text) = text.filter(|text| at_or_after(text) == text) else {
            return;
        };
        let lemma = text + "다";
        if !self.lemmas.contains(&lemma) {
            self.lemmas.push(lemma);
        }
    }
}

/// Returns whether a list, its words between spaces, has a word.
fn is_one_of(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

/// Returns whether an ending ends the word, or goes on with one of a list.
fn may_follow(list: &str, ending: &str) -> bool {
    ending.is_empty() || is_one_of(list, ending)
}

/// Returns the first listed stem that is a text or comes after it, by halving the list.
fn at_or_after(text: &str) -> &'static str {
    let (mut low, mut high) = (0, STEMS.len());
    while low < high {
        let mut middle = usize::midpoint(low, high);
        while !STEMS.is_char_boundary(middle) {
            middle -= 1;
        }
        let (before, after) = STEMS.split_at(middle);
        let from = before.rfind(' ').map_or(0, |space| space + 1);
        let to = after.find(' ').map_or(STEMS.len(), |space| middle + space);
        if STEMS.get(from..to).unwrap_or_default() < text {
            low = (to + 1).min(STEMS.len());
        } else {
            high = from;
        }
    }
    let rest = STEMS.get(low..).unwrap_or_default();
    rest.split(' ').next().unwrap_or_default()
}

/// Returns whether a syllable begins with `ㄴ`, before which stems lose their `ㄹ`.
fn begins_with_n(c: char) -> bool {
    Syllable::of(c).is_some_and(|syllable| syllable.lead == 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_are_sorted() {
        assert!(STEMS.split(' ').is_sorted_by(|a, b| a < b));
        assert!(STEMS.split(' ').all(|stem| at_or_after(stem) == stem));
        for (text, next) in [("", "가"), ("가까", "가깝"), ("힣", ""), ("힘드", "힘들")] {
            assert_eq!(at_or_after(text), next);
        }
    }

    #[test]
    fn forms_have_their_dictionary_form() {
        let mut wrong = Vec::new();
        for (forms, lemma) in [
            (
                "먹었습니다 먹어요 먹으면 먹는 먹을까요 먹지 먹고 먹겠습니다 먹기",
                "먹다",
            ),
            (
                "열어요 엽니다 여는 열려면 여세요 열고 열었어요 열지",
                "열다",
            ),
            (
                "바꿔요 바꾸려면 바꿨는데 바꿀 바꾼 바꿉니다 바꾸고 바꾸기",
                "바꾸다",
            ),
            ("지웠어요 지우면 지워 지운 지울 지웁니다", "지우다"),
            ("들어요 듣고 들으면 들었습니다 듣는", "듣다"),
            ("도와주세요 도울 도우면 돕고", "돕다"),
            ("쉬워요 쉬운 쉽게 쉬우면", "쉽다"),
            ("몰라요 모르면 모르는 모릅니다 몰랐어요", "모르다"),
            ("눌러 누르면 누릅니다 눌렀는데", "누르다"),
            ("썼어요 쓰는 써도 씁니다", "쓰다"),
            ("만들었다 만드는 만듭니다 만들면 만든 만들려면", "만들다"),
            ("지어요 짓는 지으면", "짓다"),
            ("보냈는데 보내려면 보낸 보내요", "보내다"),
            ("마셔요 마시고 마신", "마시다"),
            ("찾을 찾아요 찾습니다 찾으세요 찾았다", "찾다"),
            ("느려요 느립니다 느린", "느리다"),
            ("사라졌어요 사라진 사라집니다", "사라지다"),
        ] {
            for form in forms.split(' ') {
                if !lemmas(form).iter().any(|found| found == lemma) {
                    wrong.push(format!("{form}: {:?} lack {lemma}", lemmas(form)));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn nouns_are_no_forms() {
        for noun in [
            "사고",
            "신고",
            "메일",
            "파일",
            "비밀번호",
            "시간",
            "사진",
            "기간",
            "서울",
            "가을",
            "화면",
            "계정",
            "편지",
            "바다",
            "공지",
            "요금",
            "카드",
        ] {
            assert_eq!(lemmas(noun), Vec::<String>::new(), "{noun}");
        }
    }
}
