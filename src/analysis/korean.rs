//! Korean words without their particles.
//!
//! A word between spaces is a noun with what grammar adds: `비용은`, `게이트웨이에`.
//! The written word stays a term; the noun becomes another one.

/// Particles that may follow any noun, longest first.
const LONG: &[&str] = &[
    "에서부터",
    "으로부터",
    "로부터",
    "에게서",
    "한테서",
    "이라고",
    "이라도",
    "이라는",
    "입니다",
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
    "하고",
    "대로",
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
];

/// The word without its particles, where it has any.
///
/// Particles come in pairs at most: `까지는`, `에서의`, `으로도`.
pub(super) fn without_particles(word: &str) -> Option<&str> {
    let first = strip(word)?;
    let outer = word.get(first.len()..).unwrap_or_default();
    if matches!(outer, "은" | "는" | "도" | "만" | "의") {
        return Some(strip_long(first).unwrap_or(first));
    }
    Some(first)
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

/// Whether the last syllable is closed; `None` where there is no syllable.
///
/// Syllables are laid out 28 to each open one, the open one first (Unicode, 3.12).
fn ends_with_consonant(word: &str) -> Option<bool> {
    let last = word.chars().next_back()?;
    matches!(last, '가'..='힣').then(|| (u32::from(last) - u32::from('가')) % 28 != 0)
}
