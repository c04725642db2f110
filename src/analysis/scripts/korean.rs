//! Korean words without their particles and verb endings.
//!
//! A word between spaces is a noun with what grammar adds: `비용은`, `게이트웨이에`,
//! `신청하려면`. The written word stays a term; the noun becomes another one.

/// Particles that may follow any noun, longest first.
const LONG: &[&str] = &[
    "이라면서",
    "에서부터",
    "으로부터",
    "으로서의",
    "으로써",
    "으로서",
    "이라고는",
    "이었습니다",
    "인가요",
    "이에요",
    "이라고",
    "이라도",
    "이라는",
    "이라면",
    "이란",
    "이며",
    "인지",
    "인데",
    "로부터",
    "에게서",
    "한테서",
    "입니다",
    "입니까",
    "이나마",
    "에서",
    "에게",
    "한테",
    "께서",
    "으로",
    "까지",
    "부터",
    "처럼",
    "보다",
    "마다",
    "조차",
    "마저",
    "밖에",
    "이나",
    "이랑",
    "라고",
    "라도",
    "라는",
    "라면",
    "하고",
    "대로",
    "만큼",
    "로서",
    "로써",
    "이고",
    "예요",
];

/// What must precede a particle of one syllable.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    Consonant,
    Vowel,
    Any,
}

/// Particles of one syllable, with what they follow and how many syllables must
/// be left: those that end many nouns need two.
const SHORT: &[(char, After, usize)] = &[
    ('은', After::Consonant, 1),
    ('는', After::Vowel, 1),
    ('을', After::Consonant, 1),
    ('를', After::Vowel, 1),
    ('이', After::Consonant, 2),
    ('가', After::Vowel, 2),
    ('과', After::Consonant, 2),
    ('와', After::Vowel, 2),
    ('로', After::Any, 2),
    ('나', After::Vowel, 2),
    ('에', After::Any, 2),
    ('의', After::Any, 2),
    ('도', After::Any, 2),
    ('만', After::Any, 2),
    ('란', After::Vowel, 2),
    ('며', After::Vowel, 2),
    ('들', After::Any, 2),
];

/// Endings of the verbs that `하다` and `되다` make of a noun, longest first: what a
/// question asks about is mostly the noun. Two syllables must be left.
const VERBS: &[&str] = &[
    "하였습니다",
    "되었습니다",
    "하겠습니다",
    "되었는지",
    "하려고요",
    "하셔야",
    "하시려면",
    "하십시오",
    "되었나요",
    "됐습니다",
    "하나요",
    "하는지",
    "하는데",
    "하려면",
    "하려고",
    "하면서",
    "하도록",
    "하거나",
    "하세요",
    "하네요",
    "합니다",
    "합니까",
    "했습니다",
    "했는데",
    "했나요",
    "했어요",
    "하였다",
    "하여야",
    "하지만",
    "한가요",
    "할까요",
    "될까요",
    "되나요",
    "되는지",
    "되는데",
    "되려면",
    "되도록",
    "됩니다",
    "됩니까",
    "되었다",
    "되어야",
    "하기",
    "하는",
    "하던",
    "하면",
    "하여",
    "하게",
    "하며",
    "하자",
    "하지",
    "하신",
    "하실",
    "해야",
    "해서",
    "해도",
    "해주",
    "해요",
    "하고",
    "하다",
    "했던",
    "했을",
    "했다",
    "한다",
    "한지",
    "한데",
    "할지",
    "할까",
    "되어",
    "되는",
    "되던",
    "되면",
    "되며",
    "되지",
    "되기",
    "되고",
    "되다",
    "됐다",
    "된다",
    "돼서",
    "돼야",
    "돼요",
    "받을",
    "받는",
    "받은",
    "받기",
    "한",
    "할",
    "된",
    "될",
];

/// Returns the word without its particles, and the noun in a verb, where it has any.
///
/// Particles come in pairs at most: `까지는`, `에서의`, `서버들이`.
pub(crate) fn nouns(word: &str) -> impl Iterator<Item = &str> {
    let whole = strip_verb(word);
    let once = strip(word).filter(|_| whole.is_none());
    let twice = once.and_then(|noun| {
        let outer = word.get(noun.len()..).unwrap_or_default();
        let follows_others = matches!(
            outer,
            "은" | "는" | "이" | "가" | "을" | "를" | "도" | "만" | "의" | "에" | "과" | "와"
        );
        follows_others.then(|| strip_inner(noun)).flatten()
    });
    let verb = whole.or_else(|| once.and_then(strip_verb));
    [twice.or(once), verb].into_iter().flatten()
}

/// Returns the shortest noun of a word, or the word itself.
pub(crate) fn noun(word: &str) -> &str {
    if word.ends_with(|c| matches!(c, '가'..='힣')) {
        nouns(word).last().unwrap_or(word)
    } else {
        word
    }
}

/// Removes the particle before the last one: a long one, the plural, or `와`, `과`, `로`, `만`.
fn strip_inner(word: &str) -> Option<&str> {
    let two_left = |noun: &&str| noun.chars().nth(1).is_some();
    strip_long(word).or_else(|| {
        word.strip_suffix(['들', '와', '과', '로', '만'])
            .filter(two_left)
    })
}

fn strip_verb(word: &str) -> Option<&str> {
    VERBS
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .find(|noun| noun.chars().nth(1).is_some() && ends_with_consonant(noun).is_some())
}

fn strip(word: &str) -> Option<&str> {
    if let Some(noun) = strip_long(word) {
        return Some(noun);
    }
    let particle = word.chars().next_back()?;
    let noun = word.strip_suffix(particle)?;
    let (_, after, least) = SHORT.iter().find(|(short, ..)| *short == particle)?;
    let closed = ends_with_consonant(noun)?;
    let fits = match after {
        After::Consonant => closed,
        After::Vowel => !closed,
        After::Any => true,
    };
    (fits && noun.chars().count() >= *least).then_some(noun)
}

fn strip_long(word: &str) -> Option<&str> {
    LONG.iter()
        .filter_map(|particle| word.strip_suffix(particle))
        .find(|noun| ends_with_consonant(noun).is_some())
}

/// Returns whether the last syllable is closed; `None` where there is no syllable.
///
/// Unicode lays out the syllables 28 to each open one, the open one first (section 3.12).
fn ends_with_consonant(word: &str) -> Option<bool> {
    let last = word.chars().next_back()?;
    matches!(last, '가'..='힣').then(|| (u32::from(last) - u32::from('가')) % 28 != 0)
}
