//! Finds the abbreviations that a text explains: "cloud management gateway (CMG)",
//! "CMG (cloud management gateway)".
//!
//! Owns which bracket explains what, after Schwartz & Hearst, "A simple algorithm
//! for identifying abbreviation definitions in biomedical text" (2003): the letters
//! of the short form stand in the long form in their order, the first one at the
//! beginning of a word. Stricter than theirs where questions and answers differ
//! from abstracts: the last word must give a letter, and a capitalised word is
//! no short form. Knows no language and no index.

use crate::analysis::fold;

/// Characters of a short form.
const SHORT_CHARS: std::ops::RangeInclusive<usize> = 2..=10;

/// Bytes between the brackets; longer ones hold sentences.
const MAX_INNER: usize = 160;

/// Bytes before a bracket in which the long form is looked for.
const MAX_BEFORE: usize = 240;

/// Letters that a short form for a single word has: fewer occur in a word by chance.
const MIN_SHORT_OF_WORD: usize = 3;

/// How many times as long as its short form a single word is, at least.
const WORD_RATIO: usize = 2;

/// Characters of an article or preposition that may stand before the long form inside brackets.
const MAX_ARTICLE: usize = 3;

/// A short form with what it stands for, as the text has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair<'t> {
    /// The abbreviation.
    pub(super) short: &'t str,
    /// What it stands for.
    pub(super) long: &'t str,
}

/// Finds the pairs that a text explains, in its order.
#[must_use]
pub(super) fn pairs(text: &str) -> Vec<Pair<'_>> {
    let mut found = Vec::new();
    for (open, bracket) in text.match_indices(['(', '（']) {
        let Some(inner) = inside(text, open + bracket.len()) else {
            continue;
        };
        let before = clause_before(text, open);
        let mut clauses = inner.split(ends_clause).map(unquoted);
        let head = clauses.next().unwrap_or_default();
        let pair = if let Some(short) = short_form(head) {
            // "passerelle de gestion cloud (CMG, cloud management gateway)": the letters are of
            // another language.
            let within = || whole_long_form(clauses.next()?, short);
            long_form(before, short)
                .or_else(within)
                .map(|long| Pair { short, long })
        } else {
            let last = before.rsplit(char::is_whitespace).next();
            last.and_then(|word| short_form(unquoted(word)))
                .and_then(|short| whole_long_form(head, short).map(|long| Pair { short, long }))
        };
        found.extend(pair);
    }
    found
}

/// Returns the text up to the closing bracket, unless another one opens or the line ends before.
fn inside(text: &str, from: usize) -> Option<&str> {
    let rest = beginning(text.get(from..)?, MAX_INNER);
    let end = rest.find(['(', '（', ')', '）', '\n'])?;
    let inner = rest.get(..end)?;
    rest.get(end..)?.starts_with([')', '）']).then_some(inner)
}

/// Returns what precedes a bracket in its clause.
fn clause_before(text: &str, open: usize) -> &str {
    let mut from = open.saturating_sub(MAX_BEFORE);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let window = text.get(from..open).unwrap_or_default();
    // A word that the window cuts is none.
    let window = match (from, window.find(char::is_whitespace)) {
        (0, _) | (_, None) => window,
        (_, Some(space)) => window.get(space..).unwrap_or_default(),
    };
    let mut start = 0;
    for (at, c) in window.char_indices() {
        let end = at + c.len_utf8();
        let spaced = || {
            let next = window.get(end..).and_then(|rest| rest.chars().next());
            next.is_none_or(char::is_whitespace)
        };
        if ends_clause(c) || (matches!(c, '.' | '?' | '!') && spaced()) {
            start = end;
        }
    }
    window.get(start..).unwrap_or_default().trim_end()
}

/// Returns whether no long form goes across this character.
fn ends_clause(c: char) -> bool {
    matches!(
        c,
        ',' | ';'
            | ':'
            | '\n'
            | '('
            | ')'
            | '['
            | ']'
            | '|'
            | '='
            | '（'
            | '）'
            | '。'
            | '，'
            | '、'
            | '；'
            | '：'
    )
}

/// Returns the text without the quotation marks around it.
fn unquoted(text: &str) -> &str {
    let quote = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '"' | '\'' | '“' | '”' | '„' | '‘' | '’' | '«' | '»' | '「' | '」' | '*' | '`'
            )
    };
    text.trim_matches(quote)
}

/// Returns the text without the plural ending if it looks like an abbreviation: it has capitals
/// beyond that of an ordinary word, as in `CMG`, `VMs`, `SaaS`, `mRNA`.
fn short_form(text: &str) -> Option<&str> {
    let short = match text.strip_suffix('s') {
        Some(singular)
            if singular.chars().filter(|c| c.is_uppercase()).count() >= 2
                && !singular.chars().any(char::is_lowercase) =>
        {
            singular
        }
        _ => text,
    };
    let belongs = |c: char| c.is_alphanumeric() || matches!(c, '-' | '&' | '/' | '.');
    let first = short.chars().next()?;
    let capital_inside = short.chars().skip(1).any(char::is_uppercase);
    let numeral = short.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    (SHORT_CHARS.contains(&short.chars().count())
        && first.is_alphanumeric()
        && short.chars().all(belongs)
        && capital_inside
        && !numeral)
        .then_some(short)
}

/// Returns the long form at the end of a clause: the shortest one that has the letters.
fn long_form<'t>(before: &'t str, short: &str) -> Option<&'t str> {
    let letters = short.chars().filter(|c| c.is_alphanumeric()).count();
    let window = last_words(unquoted(before), (letters + 5).min(2 * letters));
    let start = start_of_match(window, short)?;
    plausible(window.get(start..)?, short)
}

/// Returns what stands in a bracket if all of it, but for an article, is the long form.
fn whole_long_form<'t>(inner: &'t str, short: &str) -> Option<&'t str> {
    let letters = short.chars().filter(|c| c.is_alphanumeric()).count();
    let window = last_words(inner, (letters + 5).min(2 * letters));
    if window.len() != inner.len() {
        return None;
    }
    let start = start_of_match(window, short)?;
    let article = window.get(..start)?.trim_end();
    let is_article =
        article.chars().count() <= MAX_ARTICLE && !article.contains(char::is_whitespace);
    is_article.then(|| plausible(window.get(start..)?, short))?
}

/// Returns the last words of a text, at most so many.
fn last_words(text: &str, count: usize) -> &str {
    let (mut start, mut words, mut inside) = (text.len(), 0, false);
    for (at, c) in text.char_indices().rev() {
        let was_inside = std::mem::replace(&mut inside, !c.is_whitespace());
        if inside {
            words += usize::from(!was_inside);
            if words > count {
                break;
            }
            start = at;
        }
    }
    text.get(start..).unwrap_or_default()
}

/// Returns where the match of the short form's letters begins, taken from the right.
fn start_of_match(text: &str, short: &str) -> Option<usize> {
    let letters: Vec<char> = fold(short)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    // Folding may change the number of characters, so each remembers where it comes from.
    let mut chars: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.char_indices() {
        if c.is_ascii() {
            chars.push((at, c.to_ascii_lowercase()));
        } else {
            let folded = fold(c.encode_utf8(&mut [0; 4]));
            chars.extend(folded.chars().map(|c| (at, c)));
        }
    }
    let last_word = text.len() - last_words(text, 1).len();
    let begins_word = |at: usize| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(|c| !c.is_alphanumeric() || is_unspaced(c))
    };
    let mut rest = chars.as_slice();
    let mut matched = None;
    for (number, letter) in letters.iter().enumerate().rev() {
        loop {
            let (&(at, c), before) = rest.split_last()?;
            rest = before;
            if c == *letter && (number > 0 || begins_word(at)) {
                if matched.is_none() && at < last_word {
                    return None;
                }
                matched = Some(at);
                break;
            }
        }
    }
    matched
}

/// Returns whether a letter belongs to a script that is written without spaces: a word of Latin
/// letters may follow it directly.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{2E80}'..)
}

/// Returns the long form unless chance explains it better.
fn plausible<'t>(long: &'t str, short: &str) -> Option<&'t str> {
    let mut words = long
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let repeats = words.clone().any(|word| word == short);
    let length = long.chars().count();
    let letters = short.chars().filter(|c| c.is_alphanumeric()).count();
    let single = words.nth(1).is_none();
    let enough = if single {
        letters >= MIN_SHORT_OF_WORD && length >= WORD_RATIO * letters
    } else {
        length > letters + 1
    };
    (enough && !repeats).then_some(long)
}

/// Returns the first bytes of a text, cut between characters.
fn beginning(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, &str)> {
        pairs(text)
            .into_iter()
            .map(|pair| (pair.short, pair.long))
            .collect()
    }

    #[test]
    fn brackets_that_explain() {
        for (text, short, long) in [
            (
                "Set up a cloud management gateway (CMG) first.",
                "CMG",
                "cloud management gateway",
            ),
            (
                "The CMG (cloud management gateway) is ready.",
                "CMG",
                "cloud management gateway",
            ),
            (
                "A CMG (the Cloud Management Gateway) runs.",
                "CMG",
                "Cloud Management Gateway",
            ),
            (
                "Stop the virtual machines (VMs) at night.",
                "VM",
                "virtual machines",
            ),
            (
                "multi-factor authentication (MFA)",
                "MFA",
                "multi-factor authentication",
            ),
            (
                "software as a service (SaaS)",
                "SaaS",
                "software as a service",
            ),
            (
                "a Trusted Platform Module (“TPM”)",
                "TPM",
                "Trusted Platform Module",
            ),
            (
                "the domain name system (DNS; see below)",
                "DNS",
                "domain name system",
            ),
            (
                "the Distributed File System, or a content delivery network (CDN)",
                "CDN",
                "content delivery network",
            ),
            (
                "la taxe sur la valeur ajoutée (TVA)",
                "TVA",
                "taxe sur la valeur ajoutée",
            ),
            (
                "l’Éducation nationale active (ÉNA)",
                "ÉNA",
                "Éducation nationale active",
            ),
            (
                "la passerelle de gestion cloud (CMG, cloud management gateway)",
                "CMG",
                "cloud management gateway",
            ),
            ("die Umsatzsteuer (USt)", "USt", "Umsatzsteuer"),
            (
                "Организация Объединённых Наций (ООН)",
                "ООН",
                "Организация Объединённых Наций",
            ),
            (
                "使用 Cloud Management Gateway（CMG）。",
                "CMG",
                "Cloud Management Gateway",
            ),
            (
                "使用Cloud Management Gateway（CMG）。",
                "CMG",
                "Cloud Management Gateway",
            ),
            (
                "CMG（Cloud Management Gateway）を使う",
                "CMG",
                "Cloud Management Gateway",
            ),
            (
                "coronavirus disease 2019 (COVID-19)",
                "COVID-19",
                "coronavirus disease 2019",
            ),
        ] {
            assert_eq!(found(text), [(short, long)], "{text}");
        }
    }

    #[test]
    fn brackets_that_do_not() {
        for text in [
            "Choose the language (optional) and go on.",
            "open the properties of the topic at all (Optional)",
            "a certificate (CA)",
            "cloud management gateway service setup (CMG)",
            "Users run the tool (PC).",
            "It stands in part two, in verse i (II).",
            "cloud. Management gateway (CMG)",
            "cloud\nmanagement gateway (CMG)",
            "the CMG service (CMG)",
            "a value (1234)",
            "nothing ()",
            "never closed (CMG",
            "nested (see (CMG)",
            "CMG (only in the public cloud, by a manager of the gateway)",
            "Look at the gateway (see the CMG article).",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn hostile_text_takes_linear_time() {
        let open = "(".repeat(200_000);
        assert_eq!(pairs(&open), []);
        let words = "a (AA".repeat(50_000);
        assert_eq!(pairs(&words), []);
        let long = format!("{} (ABC)", "x".repeat(200_000));
        assert_eq!(pairs(&long), []);
    }
}
