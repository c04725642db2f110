//! The nearest of a few known names, for "did you mean".

/// The known name with the fewest edits from `name`, if there are few enough for a slip:
/// at most one edit in two characters. The earlier of two equally near ones.
pub(crate) fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let distances = known
        .iter()
        .map(|candidate| (distance(name, candidate), *candidate));
    let (distance, candidate) = distances.min_by_key(|(distance, _)| *distance)?;
    (distance * 2 <= candidate.chars().count()).then_some(candidate)
}

/// Insertions, deletions and substitutions of characters between two words (Levenshtein).
fn distance(from: &str, to: &str) -> usize {
    // One row of the usual table; `diagonal` is the cell above and to the left.
    let mut row: Vec<usize> = (0..=to.chars().count()).collect();
    for (line, from_character) in from.chars().enumerate() {
        let mut diagonal = line;
        let mut left = line + 1;
        let Some((first, rest)) = row.split_first_mut() else {
            break;
        };
        *first = left;
        for (cell, to_character) in rest.iter_mut().zip(to.chars()) {
            let substituted = diagonal + usize::from(from_character != to_character);
            diagonal = *cell;
            left = substituted.min(diagonal + 1).min(left + 1);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted() {
        for (from, to, expected) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "", 3),
            ("kitten", "sitting", 3),
            ("é", "e", 1),
        ] {
            assert_eq!(distance(from, to), expected, "{from} {to}");
        }
    }

    #[test]
    fn only_slips_are_corrected() {
        let known = ["language", "languages", "content", "synonyms", "url"];
        for (name, expected) in [
            ("lnaguage", Some("language")),
            ("langages", Some("languages")),
            ("synonym", Some("synonyms")),
            ("uri", Some("url")),
            ("ranking", None),
            ("", None),
        ] {
            assert_eq!(nearest(name, &known), expected, "{name}");
        }
        assert_eq!(nearest("x", &[]), None);
    }
}
