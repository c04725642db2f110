//! The lines of the log: what was asked, and what readers did with the answers.

use serde::{Deserialize, Serialize};

/// Version of the lines.
pub(crate) const VERSION: u32 = 1;

/// Who asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Source {
    /// A reader, on the search page.
    Page,
    /// A program, or a search field on another page.
    Api,
    /// An assistant, whose wording is no reader's.
    Mcp,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Line {
    /// See [`VERSION`].
    pub(crate) v: u32,
    /// When, to the minute, as `2026-11-26T12:00Z`.
    pub(crate) t: String,
    /// What happened.
    #[serde(flatten)]
    pub(crate) event: Event,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "e", rename_all = "lowercase")]
pub(crate) enum Event {
    /// Something was asked.
    Search(Search),
    /// A hit was followed.
    Click(Step),
    /// An answer was unfolded.
    Open(Step),
    /// A reader says that an answer answered the question.
    Helpful(Step),
    /// A reader says that it did not.
    Unhelpful(Step),
    /// A reader who had done none of these soon asked in other words.
    Rephrased {
        /// The search that did not help.
        qid: String,
        /// The search that came next.
        by: String,
    },
}

/// A search and what it found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Search {
    /// Names this search; random.
    pub(crate) qid: String,
    /// The query, without what may name a person.
    pub(crate) q: String,
    /// The languages searched; none for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) lang: Vec<String>,
    /// The language answered in; empty if the reader stated none.
    #[serde(default, rename = "in")]
    pub(crate) display: String,
    /// Name of the index that answered.
    pub(crate) r#gen: String,
    /// How many hits there were.
    pub(crate) total: usize,
    /// Identifiers of the first ones.
    pub(crate) top: Vec<String>,
    /// Score of the first.
    pub(crate) score: f32,
    /// Words that the best hit did not have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) relaxed: Vec<String>,
    /// Time taken, microseconds.
    pub(crate) took_us: u64,
    /// Who asked.
    pub(crate) src: Option<Source>,
}

/// What a reader did with a hit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Step {
    /// The search.
    pub(crate) qid: String,
    /// The entry.
    pub(crate) id: String,
    /// Its place among the hits, from 1.
    pub(crate) rank: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_reads_as_it_was_written() {
        let step = Step {
            qid: "00ff".to_owned(),
            id: "a b".to_owned(),
            rank: 2,
        };
        let search = Search {
            qid: "00ff".to_owned(),
            q: "ferry".to_owned(),
            display: "fr".to_owned(),
            src: Some(Source::Api),
            ..Search::default()
        };
        for event in [
            Event::Search(search),
            Event::Open(step),
            Event::Rephrased {
                qid: "1".to_owned(),
                by: "2".to_owned(),
            },
        ] {
            let line = Line {
                v: VERSION,
                t: "2026-11-26T12:00Z".to_owned(),
                event,
            };
            let text = serde_json::to_string(&line).unwrap();
            assert_eq!(serde_json::from_str::<Line>(&text).unwrap(), line, "{text}");
        }
    }
}
