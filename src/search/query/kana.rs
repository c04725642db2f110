//! Words that a query has in one kana and the index in the other: a Japanese keyboard sends hiragana
//! until it is told to convert it, so that `ぱすわーど` is typed for `パスワード`.
//!
//! Owns which stretches of a query are put into the other kana: those that the index has there, and
//! has less often, or not at all, as they were typed. No dictionary says so, only the index.

use crate::analysis::scripts::kana::{hiragana, is_han, is_hiragana, is_katakana, katakana};
use crate::index::IndexError;
use crate::search::query::term::{QueryTerm, Variant, VariantKind};
use crate::search::retrieve::fields::{Fields, VOCABULARY_FIELDS};

/// Shortest word of katakana that is sought within a stretch of hiragana, and the longest, in
/// characters.
const SHORTEST: usize = 3;
const LONGEST: usize = 16;

/// Longest query that is looked at, in bytes. Nobody types more without converting it.
const MAX_BYTES: usize = 512;

/// Words that stand before a noun and end in one of these: particles, and the polite beginnings.
const BEFORE: [char; 13] = [
    'の', 'を', 'は', 'が', 'に', 'で', 'と', 'も', 'や', 'へ', 'ら', 'お', 'ご',
];

/// What may follow a noun: particles, and the beginnings of `です`, `する`, `しない`, `など`.
const AFTER: [char; 15] = [
    'の', 'を', 'は', 'が', 'に', 'で', 'と', 'も', 'や', 'へ', 'か', 'ま', 'す', 'し', 'な',
];

/// A query with such words in the kana of the index.
#[derive(Debug, Default)]
pub(crate) struct Converted {
    pub query: String,
    /// Words that the index has as they were typed, too: as they are now, and the pairs of
    /// characters that were typed.
    also: Vec<(String, Vec<String>)>,
}

impl Converted {
    /// Lets the terms of the query stand for what was typed, too.
    pub(crate) fn add_typed(&self, terms: &mut [QueryTerm]) {
        for (word, typed) in &self.also {
            let of_word = |term: &&mut QueryTerm| word.contains(&term.surface);
            if let Some(term) = terms.iter_mut().find(of_word) {
                term.add(typed.clone(), 1.0, VariantKind::Split);
            }
        }
    }
}

/// Puts such words of a query into the kana of the index; `None` where it has none.
///
/// # Errors
/// The index is damaged.
pub(crate) fn in_the_kana_of_the_index(
    fields: &Fields,
    query: &str,
) -> Result<Option<Converted>, IndexError> {
    let is_kana = |c: char| is_hiragana(c) || is_katakana(c);
    if query.is_ascii() || query.len() > MAX_BYTES || !query.contains(is_kana) {
        return Ok(None);
    }
    let text: Vec<char> = query.chars().collect();
    let mut written = Converted::default();
    let mut at = 0;
    while let Some(&first) = text.get(at) {
        let of_run = |c: &&char| {
            **c == 'ー'
                || is_hiragana(first) == is_hiragana(**c) && is_katakana(first) == is_katakana(**c)
        };
        let rest = text.get(at..).unwrap_or_default();
        let length = rest.iter().take_while(of_run).count().max(1);
        let run = rest.get(..length).unwrap_or_default();
        let before = at.checked_sub(1).and_then(|at| text.get(at)).copied();
        if is_hiragana(first) {
            let after = rest.get(length).copied();
            Stretch {
                fields,
                run,
                before,
                after,
            }
            .write(&mut written)?;
        } else if is_katakana(first) && length >= SHORTEST {
            written.query.push_str(&native(fields, run)?);
        } else {
            written.query.extend(run);
        }
        at += length;
    }
    Ok((written.query != query).then_some(written))
}

/// A stretch of hiragana, and what stands around it.
struct Stretch<'q> {
    fields: &'q Fields,
    run: &'q [char],
    before: Option<char>,
    after: Option<char>,
}

/// A katakana word for a stretch of hiragana.
struct Word {
    word: String,
    /// The characters typed for it.
    length: usize,
    is_known_as_typed: bool,
}

impl Stretch<'_> {
    /// Writes the stretch, with the katakana words of the index among it in katakana.
    fn write(&self, written: &mut Converted) -> Result<(), IndexError> {
        let mut at = 0;
        while let Some(&c) = self.run.get(at) {
            let Some(found) = self.word_at(at)? else {
                written.query.push(c);
                at += 1;
                continue;
            };
            written.query.push_str(&found.word);
            if found.is_known_as_typed {
                let typed = self.run.get(at..at + found.length).unwrap_or_default();
                written.also.push((found.word, pairs(typed)));
            }
            at += found.length;
        }
        Ok(())
    }

    /// Returns the katakana word that begins at a place.
    fn word_at(&self, at: usize) -> Result<Option<Word>, IndexError> {
        let Some(rest) = self.run.get(at..).filter(|_| self.may_begin(at)) else {
            return Ok(None);
        };
        let rest = rest.get(..rest.len().min(LONGEST)).unwrap_or_default();
        for lengthened in [false, true] {
            let word = if lengthened {
                with_long_marks(rest)
            } else {
                rest.iter().copied().map(katakana).collect()
            };
            let mut known = 1;
            while let Some(pair) = word.get(known - 1..=known)
                && self
                    .fields
                    .document_frequency(&pair.iter().collect::<String>())?
                    > 0
            {
                known += 1;
            }
            for length in (self.shortest()..=known).rev() {
                let Some(candidate) = word.get(..length) else {
                    continue;
                };
                if !candidate.contains(&'ー') && !self.may_end(at + length) {
                    continue;
                }
                let typed = rest.get(..length).unwrap_or_default();
                let here = occurrences(self.fields, candidate)?;
                let as_typed = occurrences(self.fields, typed)?;
                if here > as_typed && (as_typed == 0 || length >= SHORTEST) {
                    return Ok(Some(Word {
                        word: candidate.iter().collect(),
                        length,
                        is_known_as_typed: as_typed > 0,
                    }));
                }
            }
        }
        Ok(None)
    }

    /// Returns the length of the shortest word that is sought. Of a whole stretch it is less.
    fn shortest(&self) -> usize {
        SHORTEST.min(self.run.len()).max(2)
    }

    /// Returns whether a noun may begin at a place: at the beginning of the stretch, unless Han
    /// stands before it, whose ending it then is, or after a particle. What has a long mark is no
    /// ending.
    fn may_begin(&self, at: usize) -> bool {
        let mut word = self.run.iter().skip(at).take(LONGEST);
        let is_certain = word.any(|c| *c == 'ー');
        is_certain
            || match at.checked_sub(1).and_then(|before| self.run.get(before)) {
                Some(before) => BEFORE.contains(before),
                None => self.before.is_none_or(|c| !is_han(c)),
            }
    }

    /// Returns whether a noun may end before a place.
    fn may_end(&self, at: usize) -> bool {
        match self.run.get(at) {
            Some(after) => AFTER.contains(after),
            None => self.after.is_none_or(|c| !is_hiragana(c)),
        }
    }
}

/// Returns hiragana as katakana, with a long mark for each vowel that lengthens the one before:
/// `こぴい` as `コピー`.
fn with_long_marks(text: &[char]) -> Vec<char> {
    let lengthens = |before: char, c: char| {
        let rows = [
            ('ア', "アカガサザタダナハバパマヤラワァャ"),
            (
                'イ',
                "イキギシジチヂニヒビピミリィエケゲセゼテデネヘベペメレェ",
            ),
            (
                'ウ',
                "ウクグスズツヅヌフブプムユルゥュオコゴソゾトドノホボポモヨロォョ",
            ),
            ('エ', "エケゲセゼテデネヘベペメレェ"),
            ('オ', "オコゴソゾトドノホボポモヨロォョ"),
        ];
        rows.iter()
            .any(|(vowel, row)| *vowel == c && row.contains(before))
    };
    let mut word: Vec<char> = Vec::with_capacity(text.len());
    for c in text.iter().copied().map(katakana) {
        match word.last() {
            Some(&before) if lengthens(before, c) => word.push('ー'),
            _ => word.push(c),
        }
    }
    word
}

/// Returns a katakana word as the index has it: in hiragana, if it has it only so.
fn native(fields: &Fields, run: &[char]) -> Result<String, IndexError> {
    let typed: String = run.iter().collect();
    if fields.document_frequency(&typed)? > 0 || occurrences(fields, run)? > 0 {
        return Ok(typed);
    }
    let native: Vec<char> = run.iter().copied().map(hiragana).collect();
    let is_known = occurrences(fields, &native)? > 0;
    Ok(if is_known {
        native.iter().collect()
    } else {
        typed
    })
}

/// Returns the pairs of neighbouring characters.
fn pairs(characters: &[char]) -> Vec<String> {
    let pairs = characters.windows(2);
    pairs.map(|pair| pair.iter().collect()).collect()
}

/// Counts the entries that hold characters side by side, by their pairs.
fn occurrences(fields: &Fields, characters: &[char]) -> Result<usize, IndexError> {
    let pairs = Variant {
        terms: pairs(characters),
        weight: 1.0,
        kind: VariantKind::Word,
    };
    let mut entries = 0;
    for field in VOCABULARY_FIELDS {
        entries += fields.variant_count(field, &pairs)?;
    }
    Ok(entries)
}
