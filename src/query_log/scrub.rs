//! Takes out of a query what may name a person or open a door: addresses, long numbers, keys.
//!
//! It happens before a query is written, so no copy of the log ever holds them. What stands in
//! their place has no letters and no digits, so that it is no word when the query is asked again.

use std::net::Ipv6Addr;

/// Stands for an address of e-mail.
const MAIL: &str = "…@…";

/// Stands for a number or a key.
const NUMBER: &str = "###";

/// Digits that make a number worth hiding: a customer, an account, a telephone.
const MOST_DIGITS: usize = 5;

/// Characters that make a word with digits in it a key rather than a name.
const KEY_CHARACTERS: usize = 20;

/// Digits that such a word has at least; one is enough among capitals.
const KEY_DIGITS: usize = 4;

/// What the name of a secret ends with; `:` or `=` parts it from the secret.
const SECRETS: [&str; 8] = [
    "password", "passwd", "pwd", "pass", "token", "secret", "apikey", "key",
];

/// Most characters of a query that are kept.
const MOST_CHARACTERS: usize = 200;

/// Returns a query as it may be kept.
pub(super) fn scrubbed(query: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in query.split_whitespace() {
        let before = words.last().map_or("", String::as_str);
        words.push(if is_mail(word) {
            MAIL.to_owned()
        } else if is_key(word) || is_address(word) || (names_secret(before) && has_digit(word)) {
            NUMBER.to_owned()
        } else {
            without_secret(word)
        });
    }
    let text = without_numbers(&words.join(" "));
    text.chars()
        .filter(|character| !character.is_control())
        .take(MOST_CHARACTERS)
        .collect()
}

/// Returns whether a word has something on both sides of an at sign.
fn is_mail(word: &str) -> bool {
    let is_at = |character: char| character == '@' || character == '\u{FF20}';
    let named = |part: &str| part.contains(char::is_alphanumeric);
    let parts = word.split_once(is_at).or_else(|| word.split_once("%40"));
    parts.is_some_and(|(name, host)| named(name) && named(host))
}

/// Returns whether a word is an address of the Internet Protocol, version 6, with a mask or
/// without.
fn is_address(word: &str) -> bool {
    let word = word.trim_matches(|character: char| "[](),;?!".contains(character));
    let address = word.split(['/', '%', ']']).next().unwrap_or_default();
    address
        .parse::<Ipv6Addr>()
        .is_ok_and(|_| has_digit(address))
}

fn has_digit(word: &str) -> bool {
    word.contains(|character: char| character.is_numeric())
}

/// Returns whether a word announces a secret: `password:`, `DB_PASSWORD=`, `"api-key":`.
fn names_secret(word: &str) -> bool {
    let Some(before) = word.strip_suffix([':', '=']) else {
        return false;
    };
    let before = before.trim_end_matches(['"', '\'']);
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let name = before.rsplit(|c| !is_part(c)).next().unwrap_or_default();
    let last = name.rsplit(['_', '-']).next().unwrap_or_default();
    let is_known = |known: &&str| last.eq_ignore_ascii_case(known);
    SECRETS.iter().any(is_known)
}

/// Hides the secret of `password=abc`, wherever the name of it stands.
fn without_secret(word: &str) -> String {
    let signs = word.match_indices([':', '=']);
    let mut names = signs.map(|(at, sign)| (word.split_at(at + sign.len()), sign));
    let secret = names.find(|((name, value), sign)| {
        let is_value = !value.is_empty() && (*sign == "=" || has_digit(value));
        is_value && names_secret(name)
    });
    secret.map_or_else(
        || word.to_owned(),
        |((name, _), _)| format!("{name}{NUMBER}"),
    )
}

/// Returns whether a word is long and has letters and digits mixed: a password, a token, a GUID.
fn is_key(word: &str) -> bool {
    let is_part =
        |character: &char| character.is_ascii_alphanumeric() || "-_+/=".contains(*character);
    let longest = word
        .split(|character: char| !is_part(&character))
        .max_by_key(|part| part.len())
        .unwrap_or_default();
    let digits = longest.chars().filter(char::is_ascii_digit).count();
    let has_small = longest.contains(|character: char| character.is_ascii_lowercase());
    longest.len() >= KEY_CHARACTERS
        && digits >= if has_small { KEY_DIGITS } else { 1 }
        && longest.contains(|character: char| character.is_ascii_alphabetic())
}

/// Hides numbers of many digits, also where they are written in groups: `555-123-4567`.
fn without_numbers(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut kept = String::new();
    let mut at = 0;
    while at < characters.len() {
        if !characters[at].is_numeric() {
            kept.push(characters[at]);
            at += 1;
            continue;
        }
        // The code of an error is no one's number: 0x80070005.
        if kept.ends_with("0x") || kept.ends_with("0X") {
            while let Some(digit) = characters.get(at).filter(|one| one.is_numeric()) {
                kept.push(*digit);
                at += 1;
            }
            continue;
        }
        let end = end_of_number(&characters[at..]) + at;
        let number: String = characters[at..end].iter().collect();
        let digits = number.chars().filter(|one| one.is_numeric()).count();
        if digits > MOST_DIGITS && !is_years(&number) {
            kept.push_str(NUMBER);
        } else {
            kept.push_str(&number);
        }
        at = end;
    }
    kept
}

/// Returns where a number ends: groups of digits with at most two marks between them.
fn end_of_number(characters: &[char]) -> usize {
    let is_mark = |character: char| " -./()\u{A0}\u{202F}\u{2011}\u{2013}".contains(character);
    let mut end = 0;
    for (at, character) in characters.iter().enumerate() {
        if character.is_numeric() {
            end = at + 1;
        } else if !is_mark(*character) || at >= end + 2 {
            break;
        }
    }
    end
}

/// Returns whether a number is one or several years, as in the names of products.
fn is_years(number: &str) -> bool {
    number
        .split(' ')
        .all(|year| year.len() == 4 && (year.starts_with("19") || year.starts_with("20")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_name_a_person_is_hidden() {
        for (query, kept) in [
            (
                "mail to Anna.Bell@mail.example please",
                "mail to …@… please",
            ),
            ("mailto:a@b.example?", "…@…"),
            ("anna＠mail.example", "…@…"),
            (
                "customer 123456 cannot log in",
                "customer ### cannot log in",
            ),
            ("call +1 (555) 123-4567 now", "call +### now"),
            ("01.23.45.67.89", "###"),
            ("card 4111 1111 1111 1111", "card ###"),
            ("رقم ١٢٣٤٥٦٧", "رقم ###"),
            ("顧客番号１２３４５６７の変更", "顧客番号###の変更"),
            ("token ab12Cd34ef56Gh78ij90Kl", "token ###"),
            (
                "3f2504e0-4f89-11d3-9a0c-0305e82c3301 missing",
                "### missing",
            ),
            ("why AKIAIOSFODNN7EXAMPLE", "why ###"),
            ("mail user%40mail.example", "mail …@…"),
            ("ping 2001:db8::7 or [fe80::1]:80?", "ping ### or ###"),
            ("password: hunter2hunter2", "password: ###"),
            ("PWD=hunter2", "PWD=###"),
            ("mysql --password=correct", "mysql --password=###"),
            ("DB_PASSWORD=hunter2", "DB_PASSWORD=###"),
            ("api-key: abc1", "api-key: ###"),
            (
                "https://x.example/?token=abc",
                "https://x.example/?token=###",
            ),
            ("{\"password\":\"hunter2\"}", "{\"password\":###"),
            ("pass: how to change it", "pass: how to change it"),
            ("tab\tand\u{1b}[31m line\nbreak", "tab and[31m line break"),
        ] {
            assert_eq!(scrubbed(query), kept, "{query}");
        }
    }

    #[test]
    fn what_a_question_is_about_stays() {
        for query in [
            "how do I reset a password",
            "error 0x80070005",
            "upgrade 2019 2022",
            "TLS 1.2 port 8443",
            "version 1.10.2",
            "@mentions in a comment",
            "internationalization-and-localization",
        ] {
            assert_eq!(scrubbed(query), query);
        }
        assert_eq!(scrubbed(&"é".repeat(999)).chars().count(), MOST_CHARACTERS);
    }
}
