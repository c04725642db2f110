//! Proposes judgements for `faq eval` of what readers chose.
//!
//! Readers look at what comes first, so clicks say little about what comes first by right. What
//! they chose after looking, and what they passed over for it, is worth a person's look: these are
//! proposals, and nothing here changes a ranking.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::aggregate::{Asked, Counts};

/// Grade of an entry that was said to help.
const HELPFUL: i32 = 2;

/// Grade of one that was the last to be looked at.
const CHOSEN: i32 = 1;

/// Judgements in the forms that `faq eval` reads.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Proposals {
    /// `query-id<TAB>text`.
    pub(crate) queries: String,
    /// `query-id 0 entry-id relevance`.
    pub(crate) qrels: String,
    /// How many queries there are.
    pub(crate) count: usize,
}

/// Proposes judgements on which at least `min` searches agree.
pub(crate) fn propose(counts: &Counts, min: u64) -> Proposals {
    let mut proposals = Proposals::default();
    for asked in counts.queries.values() {
        let grades = grades(asked, min);
        // Without an entry that is right, nothing can be measured.
        if !grades.values().any(|grade| *grade > 0) {
            continue;
        }
        proposals.count += 1;
        let id = format!("log{}", proposals.count);
        let text = asked.text.replace('\t', " ");
        // Writing to a string cannot fail.
        let _ = writeln!(proposals.queries, "{id}\t{text}");
        for (entry, grade) in grades {
            let _ = writeln!(proposals.qrels, "{id} 0 {entry} {grade}");
        }
    }
    proposals
}

/// Returns the grades of the entries of a query.
fn grades(asked: &Asked, min: u64) -> BTreeMap<&str, i32> {
    let mut grades = BTreeMap::new();
    // The fields of a line are separated by white space.
    let is_name = |entry: &str| !entry.is_empty() && !entry.contains(char::is_whitespace);
    for (entry, votes) in asked.chosen.iter().filter(|(entry, _)| is_name(entry)) {
        if votes.helpful >= min {
            grades.insert(entry.as_str(), HELPFUL);
        } else if votes.last + votes.helpful >= min {
            grades.insert(entry.as_str(), CHOSEN);
        }
    }
    let passed = asked.passed.iter().filter(|(_, count)| **count >= min);
    for (entry, _) in passed.filter(|(entry, _)| !asked.chosen.contains_key(*entry)) {
        if is_name(entry) {
            grades.insert(entry, 0);
        }
    }
    grades
}

#[cfg(test)]
mod tests {
    use super::super::aggregate::{Key, Votes};
    use super::*;

    #[test]
    fn only_what_several_searches_agree_on_is_proposed() {
        let votes = |last, helpful| Votes { last, helpful };
        let asked = |text: &str, chosen: &[(&str, Votes)], passed: &[(&str, u64)]| {
            let key = Key {
                text: text.to_owned(),
                display: String::new(),
                searched: Vec::new(),
            };
            let asked = Asked {
                text: text.to_owned(),
                chosen: chosen
                    .iter()
                    .map(|(id, votes)| ((*id).to_owned(), *votes))
                    .collect(),
                passed: passed
                    .iter()
                    .map(|(id, count)| ((*id).to_owned(), *count))
                    .collect(),
                ..Asked::default()
            };
            (key, asked)
        };
        let counts = Counts {
            queries: BTreeMap::from([
                asked(
                    "ferry",
                    &[
                        ("a", votes(3, 0)),
                        ("b", votes(0, 4)),
                        ("c", votes(2, 0)),
                        ("two words", votes(9, 9)),
                    ],
                    &[("a", 9), ("d", 3), ("e", 2)],
                ),
                asked("raft", &[("a", votes(2, 0))], &[("d", 9)]),
            ]),
            ..Counts::default()
        };
        let proposed = propose(&counts, 3);
        assert_eq!(proposed.queries, "log1\tferry\n");
        assert_eq!(proposed.qrels, "log1 0 a 1\nlog1 0 b 2\nlog1 0 d 0\n");
        assert_eq!(proposed.count, 1);
    }
}
