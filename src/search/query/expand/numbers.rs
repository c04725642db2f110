//! Numbers and identifiers that are written in another way, or of which only the beginning was
//! typed: `1.10` of `1.10.2`, `v2.0` for "version 2.0", `1000000` for "1 000 000".
//!
//! Owns which other spellings are looked for. The whole number comes first: the others are worth
//! less. What the analyzer already takes apart (`TLSv1.2`, `1,000`) is not looked at again.

use super::rare_term::RareTerm;
use super::vocabulary::Vocabulary;
use crate::index::IndexError;
use crate::search::query::term::{QueryTerm, Variant, VariantKind};
use crate::search::retrieve::fields::VOCABULARY_FIELDS;

/// What stands before the number of a version, in lower case.
const VERSION_MARKS: [&str; 7] = ["v", "ver", "version", "rev", "release", "r", "versione"];

/// Longest run of numbers that are joined, and most groups into which one is divided.
const MAX_GROUPS: usize = 9;

/// Longest number whose groups are sought, in characters: an IBAN has up to 34.
const MAX_GROUPED: usize = 34;

/// Number of divisions of a number that are tried.
const MAX_TRIED: usize = 160;

/// Adds other spellings of a number, and longer ones that begin with it.
///
/// # Errors
/// The index is damaged.
pub(crate) fn expand(vocabulary: &Vocabulary<'_>, rare: &mut RareTerm) -> Result<(), IndexError> {
    let has_digit = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    if !has_digit(&rare.term.surface) {
        return Ok(());
    }
    let whole: Vec<String> = rare.term.own_terms().map(str::to_string).collect();
    let whole = whole.iter().filter(|term| has_digit(term));
    for whole in whole.take(2) {
        let number = without_version_mark(whole);
        let numbers = [Some(whole.as_str()), number];
        if let Some(number) = number {
            let parameters = &vocabulary.parameters.expansion.numbers;
            rare.term.add(
                vec![number.to_string()],
                parameters.unmarked,
                VariantKind::Related,
            );
        }
        for number in numbers.into_iter().flatten() {
            add_longer(vocabulary, rare, number)?;
        }
        if rare.is_unknown() {
            add_groups(vocabulary, &mut rare.term, whole)?;
            add_glued(vocabulary, &mut rare.term, whole)?;
        }
    }
    if let Some(parts) = without_mark_among(&rare.term) {
        rare.term.add(
            parts,
            vocabulary.parameters.expansion.numbers.unmarked,
            VariantKind::Parts,
        );
    }
    Ok(())
}

/// Returns the number of a version: `2.0` of `v2.0`.
fn without_version_mark(whole: &str) -> Option<&str> {
    let at = whole.find(|c: char| c.is_ascii_digit())?;
    let (mark, number) = whole.split_at(at);
    VERSION_MARKS.contains(&mark).then_some(number)
}

/// Returns the parts of a term without the mark of a version among them: `tls 1 2` of `TLSv1.2`.
fn without_mark_among(term: &QueryTerm) -> Option<Vec<String>> {
    let parts = &term.variant(VariantKind::Parts)?.terms;
    let is_mark = |at: usize| {
        let next = parts.get(at + 1);
        at > 0
            && VERSION_MARKS.contains(&parts[at].as_str())
            && next.is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()))
    };
    let kept = (0..parts.len()).filter(|&at| !is_mark(at));
    let kept: Vec<String> = kept.map(|at| parts[at].clone()).collect();
    (kept.len() > 1 && kept.len() < parts.len()).then_some(kept)
}

/// Adds longer numbers and identifiers of the index that begin so.
///
/// What a dot divides may only go on behind another dot: `1.1` is no beginning of `1.10`.
fn add_longer(
    vocabulary: &Vocabulary<'_>,
    rare: &mut RareTerm,
    whole: &str,
) -> Result<(), IndexError> {
    let parameters = &vocabulary.parameters.expansion.numbers;
    let has_dot = whole.contains('.');
    let is_long = whole.chars().count() >= parameters.min_beginning;
    let prefix = match has_dot {
        true => format!("{whole}."),
        false if rare.is_unknown() && is_long => whole.to_string(),
        false => return Ok(()),
    };
    let longer = vocabulary
        .fields()
        .terms_with_prefix(&prefix, parameters.max_added)?;
    for (longer, _) in longer.into_iter().take(parameters.max_added) {
        rare.term
            .add(vec![longer], parameters.beginning, VariantKind::Related);
    }
    Ok(())
}

/// Adds the groups of digits that make the number, where they stand side by side in an entry.
fn add_groups(
    vocabulary: &Vocabulary<'_>,
    term: &mut QueryTerm,
    whole: &str,
) -> Result<(), IndexError> {
    let parameters = &vocabulary.parameters.expansion.numbers;
    let is_plain = whole.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !is_plain || whole.len() < parameters.min_grouped || whole.len() > MAX_GROUPED {
        return Ok(());
    }
    for groups in divisions(vocabulary, whole)? {
        let variant = Variant {
            terms: groups,
            weight: parameters.grouped,
            kind: VariantKind::Parts,
        };
        let mut stands = false;
        for field in VOCABULARY_FIELDS {
            stands |= vocabulary.fields().variant_count(field, &variant)? > 0;
        }
        if stands {
            term.add(variant.terms, variant.weight, variant.kind);
        }
    }
    Ok(())
}

/// Adds a word and an identifier that stand side by side in an entry: "DIN A4" for "DINA4". What
/// letters and digits divide is a part anyway.
fn add_glued(
    vocabulary: &Vocabulary<'_>,
    term: &mut QueryTerm,
    whole: &str,
) -> Result<(), IndexError> {
    const SHORTEST_WORD: usize = 2;
    if whole.len() > MAX_GROUPED || !whole.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Ok(());
    }
    let letters = whole.bytes().take_while(u8::is_ascii_alphabetic).count();
    for cut in SHORTEST_WORD..letters {
        let (word, identifier) = whole.split_at(cut);
        if vocabulary.fields().document_frequency(identifier)? == 0 {
            continue;
        }
        let Some((word, _)) = vocabulary.known_term_of(word)? else {
            continue;
        };
        let variant = Variant {
            terms: vec![word, identifier.to_string()],
            weight: 1.0,
            kind: VariantKind::Split,
        };
        for field in VOCABULARY_FIELDS {
            if vocabulary.fields().variant_count(field, &variant)? > 0 {
                term.add(variant.terms, variant.weight, variant.kind);
                return Ok(());
            }
        }
    }
    Ok(())
}

/// Returns the ways to divide a number into groups that the index has, few: by thousands, by fours
/// as in the numbers of accounts and cards, and as telephone numbers are divided.
fn divisions(vocabulary: &Vocabulary<'_>, whole: &str) -> Result<Vec<Vec<String>>, IndexError> {
    let letters = whole.len() - whole.trim_start_matches(|c: char| c.is_alphabetic()).len();
    let mut ways: Vec<Vec<&str>> = Vec::new();
    let by_fours = whole.as_bytes().chunks(4);
    let mut fours = Vec::new();
    for chunk in by_fours {
        fours.extend(std::str::from_utf8(chunk).ok());
    }
    // `DE89` is two terms, as everywhere.
    if let Some(first) = fours
        .first()
        .copied()
        .filter(|_| letters > 0 && letters < 4)
    {
        let (country, check) = first.split_at(letters);
        fours.splice(..1, [country, check]);
    }
    ways.push(fours);
    if letters == 0 {
        let head = whole.len() % 3;
        let (head, tail) = whole.split_at(head);
        let thousands = tail.as_bytes().chunks(3);
        let thousands = thousands.filter_map(|chunk| std::str::from_utf8(chunk).ok());
        let head = Some(head).filter(|head| !head.is_empty());
        ways.push(head.into_iter().chain(thousands).collect());
        ways.extend(telephone(vocabulary, whole)?);
    }
    let owned = |way: Vec<&str>| way.into_iter().map(str::to_string).collect();
    Ok(ways.into_iter().map(owned).collect())
}

/// Returns divisions into two to six groups of two to eight digits, which the index has. One of the
/// first two may be a single digit: the code of a country, of an area or of long distance.
fn telephone<'n>(
    vocabulary: &Vocabulary<'_>,
    number: &'n str,
) -> Result<Vec<Vec<&'n str>>, IndexError> {
    const MOST_GROUPS: usize = 6;
    const WITH_ONE_DIGIT: usize = 2;
    let mut found = Vec::new();
    let mut tried = 0;
    let mut open: Vec<(usize, Vec<&str>)> = vec![(0, Vec::new())];
    while let Some((from, groups)) = open.pop() {
        let shortest = if groups.len() < WITH_ONE_DIGIT { 1 } else { 2 };
        // The longest are looked at first, since they are taken from the end.
        for length in shortest..=8 {
            let Some(group) = number.get(from..from + length) else {
                break;
            };
            if tried >= MAX_TRIED || groups.len() >= MOST_GROUPS {
                break;
            }
            tried += 1;
            if vocabulary.fields().document_frequency(group)? == 0 {
                continue;
            }
            let mut longer = groups.clone();
            longer.push(group);
            if from + length == number.len() {
                if longer.len() > 1 {
                    found.push(longer);
                }
            } else {
                open.push((from + length, longer));
            }
        }
    }
    Ok(found)
}

/// Adds to numbers that stand side by side the number that they make together, where the index has
/// it: `DE89 3704 0044` for `DE8937040044`.
///
/// # Errors
/// The index is damaged.
pub(crate) fn join_groups(
    vocabulary: &Vocabulary<'_>,
    terms: &mut [QueryTerm],
) -> Result<(), IndexError> {
    let is_number = |term: &QueryTerm| {
        let typed = term.surface.as_str();
        typed.bytes().any(|byte| byte.is_ascii_digit())
            && typed
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte))
    };
    join_identifiers(vocabulary, terms)?;
    let mut from = 0;
    while from < terms.len() {
        let rest = terms.get(from..).unwrap_or_default();
        let run = rest
            .iter()
            .take(MAX_GROUPS)
            .take_while(|term| is_number(term))
            .count();
        let mut joined = 1;
        for length in (2..=run).rev() {
            let together: String = rest
                .iter()
                .take(length)
                .map(|term| &*term.surface)
                .collect();
            let together = together.replace(['-', '.'], "").to_ascii_lowercase();
            if vocabulary.fields().document_frequency(&together)? > 0 {
                let run = terms.get_mut(from..from + length).unwrap_or_default();
                if are_thousands(run) {
                    make_one(run, &together, vocabulary);
                } else {
                    for term in run {
                        term.add(vec![together.clone()], 1.0, VariantKind::Joined);
                    }
                }
                joined = length;
                break;
            }
        }
        from += joined;
    }
    Ok(())
}

/// Adds to a word and an identifier after it what they make together, where the index has it:
/// `DINA4` for "DIN A4".
fn join_identifiers(
    vocabulary: &Vocabulary<'_>,
    terms: &mut [QueryTerm],
) -> Result<(), IndexError> {
    for at in 1..terms.len() {
        let Some([word, identifier]) = terms.get_mut(at - 1..=at) else {
            continue;
        };
        let typed = identifier.surface.as_str();
        let is_identifier = typed.starts_with(|c: char| c.is_ascii_alphabetic())
            && typed.bytes().any(|byte| byte.is_ascii_digit())
            && typed.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let is_word = word.surface.bytes().all(|byte| byte.is_ascii_alphabetic());
        if !is_identifier || !is_word {
            continue;
        }
        let together = format!("{}{typed}", word.surface).to_ascii_lowercase();
        if vocabulary.fields().document_frequency(&together)? > 0 {
            for term in [word, identifier] {
                term.add(vec![together.clone()], 1.0, VariantKind::Joined);
            }
        }
    }
    Ok(())
}

/// Returns whether these are the groups of one number, as spaces divide it: `2 048`.
fn are_thousands(groups: &[QueryTerm]) -> bool {
    let digits = |group: &QueryTerm| {
        let is_number = group.surface.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then_some(group.surface.len())
    };
    let mut lengths = groups.iter().map(digits);
    let first = lengths.next().flatten();
    first.is_some_and(|first| first <= 3) && lengths.all(|length| length == Some(3))
}

/// Lets groups of digits stand for the number that they make, and no longer for numbers of their
/// own.
fn make_one(groups: &mut [QueryTerm], number: &str, vocabulary: &Vocabulary<'_>) {
    let apart = groups.iter().map(|group| group.surface.clone()).collect();
    let variant = |terms, weight, kind| Variant {
        terms,
        weight,
        kind,
    };
    let forms = [
        variant(vec![number.to_string()], 1.0, VariantKind::Word),
        variant(
            apart,
            vocabulary.parameters.expansion.numbers.grouped,
            VariantKind::Parts,
        ),
    ];
    for group in groups {
        group.variants = forms.to_vec();
        group.exact = None;
    }
}
