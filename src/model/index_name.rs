//! What the names of an index in a cluster may begin with: several indexes may share one.

/// The most characters: a cluster's names are shorter than 256 bytes with all that follows.
const MOST: usize = 100;

/// What follows in the names of an index, and so must not stand in the beginning of another's.
const PARTS: [&str; 6] = ["building", "gen", "lang", "lock", "published", "vectors"];

/// Makes sure that names may begin with a prefix, and that none of them may be taken for that of
/// another index.
///
/// # Errors
/// What is wrong with it. It is not shown: it may be part of a password.
pub(crate) fn check_prefix(prefix: &str) -> Result<(), String> {
    let is_good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    let begins = prefix.starts_with(|c: char| c.is_ascii_lowercase());
    if !begins || !prefix.chars().all(is_good) || prefix.len() > MOST {
        return Err(format!(
            "must be small letters, digits, `-` and `_`, begin with a letter, and have {MOST} \
             characters at most"
        ));
    }
    match prefix.split('-').skip(1).find(|part| PARTS.contains(part)) {
        Some(part) => Err(format!(
            "must not have `-{part}`: its names could be taken for those of another index"
        )),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_that_may_be_mistaken_are_refused() {
        for good in ["faq", "faq-2", "lang", "faq-languages", "help_desk-gen2"] {
            assert_eq!(check_prefix(good), Ok(()), "{good}");
        }
        for bad in [
            "",
            "Faq",
            "2faq",
            "-faq",
            "faq/x",
            "faq*",
            "a@b",
            "faq,x",
            "faq-lang",
            "faq-gen-1",
            "faq-lang-en",
            "faq-lock",
            "x-published-2",
            "faq-building",
            "faq-vectors",
        ] {
            assert!(check_prefix(bad).is_err(), "{bad}");
        }
        assert!(check_prefix(&"a".repeat(101)).is_err());
    }
}
