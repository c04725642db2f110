//! What operators are told: what is asked most, what is not answered, what is not followed, what is
//! slow.

use std::collections::BTreeMap;

use serde::Serialize;

use super::aggregate::{Asked, Counts, Day, Key};
use super::event::Source;
use super::groups::{Group, groups, merged};
use crate::index::time;
use crate::model::response::SCHEMA;

/// Hits of fewer searches than this share are followed seldom.
const SELDOM: f64 = 0.2;

/// Most days that are listed one by one.
const MOST_DAYS: u64 = 3_660;

/// How many other wordings of a question are named.
const WORDINGS: usize = 4;

/// What is to be told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Questions asked less often are not named: what one person asks is that person's business.
    pub(crate) min: u64,
    /// Most questions of one list.
    pub(crate) limit: usize,
}

/// What a query finds now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Now {
    /// How many hits.
    pub(crate) total: usize,
    /// Words that the best one does not have.
    pub(crate) missing: Vec<String>,
    /// Identifier of the best one.
    pub(crate) best: Option<String>,
    /// Its question.
    pub(crate) question: Option<String>,
}

/// The report. Its JSON is a promise as that of other commands.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Report {
    schema: u32,
    /// Searches by source, in all of the log.
    pub(crate) sources: BTreeMap<Source, u64>,
    /// Searches that the rest is about.
    pub(crate) searches: u64,
    /// How many of them found nothing.
    pub(crate) no_hits: u64,
    /// How many gave up words.
    pub(crate) relaxed: u64,
    /// Share of the searches on the page of which a hit was looked at; nothing if that was never
    /// recorded.
    pub(crate) followed: Option<f64>,
    /// Answers said to help.
    pub(crate) helpful: u64,
    /// Answers said not to help.
    pub(crate) unhelpful: u64,
    /// How long searches took.
    pub(crate) took_us: Times,
    /// Searches by day, without gaps.
    pub(crate) days: Vec<OnDay>,
    /// What is asked most.
    pub(crate) most_asked: Vec<Question>,
    /// What is not answered, also when asked again now.
    pub(crate) unanswered: Vec<Question>,
    /// What is found and seldom followed; nothing if that was never recorded.
    pub(crate) low_click: Option<Vec<Question>>,
    /// What took longest.
    pub(crate) slow: Vec<Question>,
    /// Lines of the log that cannot be read.
    pub(crate) damaged: u64,
    /// How many questions are not named because they were asked too seldom.
    pub(crate) seldom: u64,
}

/// How long searches took, microseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Times {
    /// Half of them took less.
    pub(crate) p50: u64,
    /// 95 of 100 took less.
    pub(crate) p95: u64,
    /// 99 of 100 took less.
    pub(crate) p99: u64,
    /// The slowest one.
    pub(crate) max: u64,
}

/// Searches of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct OnDay {
    /// `2026-11-26`.
    pub(crate) day: String,
    /// Searches.
    pub(crate) searches: u64,
    /// Those that found nothing or gave up words.
    pub(crate) unanswered: u64,
}

/// A question, in all the wordings that were put together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Question {
    /// Its most frequent wording.
    pub(crate) query: String,
    /// The readers' language; empty where they stated none.
    pub(crate) language: String,
    /// Other wordings, most frequent first.
    pub(crate) also: Vec<String>,
    /// How often it was asked.
    pub(crate) searches: u64,
    /// How often where it was seen what readers do with answers.
    pub(crate) watched: u64,
    /// How many of these led to a hit.
    pub(crate) followed: u64,
    /// How often nothing was found.
    pub(crate) no_hits: u64,
    /// How often words were given up.
    pub(crate) relaxed: u64,
    /// How often another query followed.
    pub(crate) rephrased: u64,
    /// How often an answer was said not to help.
    pub(crate) unhelpful: u64,
    /// How often one was said to help.
    pub(crate) helpful: u64,
    /// The slowest search, microseconds.
    pub(crate) slowest_us: u64,
    /// What it finds now, where that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) now: Option<Now>,
}

impl Question {
    fn new(group: &Group<'_>) -> Self {
        let mut question = Self::default();
        if let Some((key, asked)) = group.first() {
            question.query.clone_from(&asked.text);
            question.language.clone_from(&key.display);
        }
        let others = group.iter().skip(1).take(WORDINGS);
        question.also = others.map(|(_, asked)| asked.text.clone()).collect();
        for (_, asked) in group {
            question.searches += asked.searches;
            question.watched += asked.watched;
            question.followed += asked.followed;
            question.helpful += asked.helpful;
            question.slowest_us = question.slowest_us.max(asked.slowest_us);
            question.add_reasons(asked);
        }
        question
    }

    fn add_reasons(&mut self, asked: &Asked) {
        self.no_hits += asked.no_hits;
        self.relaxed += asked.relaxed;
        self.rephrased += asked.rephrased;
        self.unhelpful += asked.unhelpful;
    }

    /// Returns how often the question was not answered.
    pub(crate) fn unanswered(&self) -> u64 {
        self.no_hits + self.relaxed + self.rephrased + self.unhelpful
    }

    /// Returns how many searches on the page led to no hit.
    fn passed_by(&self) -> u64 {
        self.watched.saturating_sub(self.followed)
    }
}

/// What an index says of queries that were asked.
pub(crate) trait Answers {
    /// Why it says nothing.
    type Error;

    /// Asks a query again.
    ///
    /// # Errors
    /// Asking fails.
    fn ask(&self, key: &Key) -> Result<Now, Self::Error>;

    /// Finds queries in a language that ask the same in other words: for each query the place of
    /// the first that does, its own where there is none.
    ///
    /// # Errors
    /// Comparing fails.
    fn alike(&self, queries: &[&str], language: &str) -> Result<Vec<usize>, Self::Error>;
}

/// Makes the report.
///
/// # Errors
/// Asking fails.
pub(crate) fn make<A: Answers>(
    counts: &Counts,
    limits: Limits,
    answers: &A,
) -> Result<Report, A::Error> {
    let groups = merged(groups(&counts.queries), |queries, language| {
        answers.alike(queries, language)
    })?;
    let all: Vec<Question> = groups.iter().map(Question::new).collect();
    let is_named = |question: &&Question| question.searches >= limits.min;
    let named: Vec<&Question> = all.iter().filter(is_named).collect();
    let sum = |count: fn(&Question) -> u64| all.iter().map(count).sum::<u64>();
    let (watched, followed) = (sum(|one| one.watched), sum(|one| one.followed));
    let is_tracked = followed > 0;
    Ok(Report {
        schema: SCHEMA,
        sources: counts.sources.clone(),
        searches: sum(|one| one.searches),
        no_hits: sum(|one| one.no_hits),
        relaxed: sum(|one| one.relaxed),
        followed: is_tracked.then(|| share(followed, watched)),
        helpful: sum(|one| one.helpful),
        unhelpful: sum(|one| one.unhelpful),
        took_us: times(&counts.took_us),
        days: days(&counts.days),
        most_asked: named.iter().copied().take(limits.limit).cloned().collect(),
        unanswered: unanswered(&groups, limits, answers)?,
        low_click: is_tracked.then(|| low_click(&named, limits)),
        slow: slow(&named, limits),
        damaged: counts.damaged,
        seldom: (all.len() - named.len()) as u64,
    })
}

/// Returns the questions that were not answered and are not now, most frequent first.
fn unanswered<A: Answers>(
    groups: &[Group<'_>],
    limits: Limits,
    answers: &A,
) -> Result<Vec<Question>, A::Error> {
    let mut found = Vec::new();
    for group in groups {
        let mut question = Question::new(group);
        if question.searches < limits.min || question.unanswered() == 0 {
            continue;
        }
        (question.no_hits, question.relaxed) = (0, 0);
        (question.rephrased, question.unhelpful) = (0, 0);
        for (key, asked) in group {
            if asked.no_hits + asked.relaxed_only() + asked.rephrased + asked.unhelpful == 0 {
                continue;
            }
            let now = answers.ask(key)?;
            question.add_reasons(&remaining(asked, &now));
            question.now.get_or_insert(now);
        }
        if question.unanswered() > 0 {
            found.push(question);
        }
    }
    found.sort_by_key(|question| std::cmp::Reverse((question.unanswered(), question.searches)));
    found.truncate(limits.limit);
    Ok(found)
}

/// Returns what still holds of the reasons for which a query was not answered. One that finds
/// another best answer than then may be answered by it.
fn remaining(asked: &Asked, now: &Now) -> Asked {
    let is_found = now.total > 0 && now.missing.is_empty();
    let is_same = now.best == asked.best;
    let mut remaining = asked.clone();
    remaining.relaxed = asked.relaxed_only();
    if is_found {
        (remaining.no_hits, remaining.relaxed) = (0, 0);
        if !is_same {
            (remaining.rephrased, remaining.unhelpful) = (0, 0);
        }
    }
    remaining
}

/// Returns the questions whose hits are seldom looked at, those passed by most often first.
fn low_click(named: &[&Question], limits: Limits) -> Vec<Question> {
    let is_low = |question: &&&Question| {
        let found = question.watched > question.no_hits && question.watched >= limits.min;
        found && share(question.followed, question.watched) < SELDOM
    };
    let mut low: Vec<Question> = named
        .iter()
        .filter(is_low)
        .map(|one| (*one).clone())
        .collect();
    low.sort_by_key(|question| std::cmp::Reverse(question.passed_by()));
    low.truncate(limits.limit);
    low
}

fn slow(named: &[&Question], limits: Limits) -> Vec<Question> {
    let mut slow: Vec<Question> = named.iter().copied().cloned().collect();
    slow.sort_by_key(|question| std::cmp::Reverse(question.slowest_us));
    slow.truncate(limits.limit);
    slow
}

/// Returns a share, rounded to three decimals.
fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 {
        return 0.0;
    }
    (part as f64 / whole as f64 * 1000.0).round() / 1000.0
}

/// Returns percentiles of sorted times.
fn times(sorted: &[u64]) -> Times {
    let at = |percent: usize| {
        let place = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
        sorted.get(place).copied().unwrap_or_default()
    };
    Times {
        p50: at(50),
        p95: at(95),
        p99: at(99),
        max: at(100),
    }
}

/// Lists the days from the first to the last, those without searches too.
fn days(counted: &BTreeMap<String, Day>) -> Vec<OnDay> {
    let (Some(first), Some(last)) = (counted.keys().next(), counted.keys().next_back()) else {
        return Vec::new();
    };
    let name = |number: u64| {
        let mut day = time::utc_of_seconds(number * 86_400);
        day.truncate(10);
        day
    };
    // Days are texts in order, so that the number of the first is found by halving.
    let (mut number, mut end) = (0_u64, 200_000_u64);
    while number < end {
        let middle = u64::midpoint(number, end);
        if name(middle).as_str() < first.as_str() {
            number = middle + 1;
        } else {
            end = middle;
        }
    }
    let listed = (number..number + MOST_DAYS).map(name);
    let listed = listed.take_while(|day| day.as_str() <= last.as_str());
    let listed = listed.map(|day| {
        let counted = counted.get(&day).copied().unwrap_or_default();
        OnDay {
            day,
            searches: counted.searches,
            unanswered: counted.unanswered,
        }
    });
    listed.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Key {
        Key {
            text: text.to_owned(),
            display: "en".to_owned(),
            searched: Vec::new(),
        }
    }

    /// Answers as a function says, and takes no two queries for one.
    struct Said<F>(F);

    impl<F: Fn(&str) -> Now> Answers for Said<F> {
        type Error = std::convert::Infallible;

        fn ask(&self, key: &Key) -> Result<Now, Self::Error> {
            Ok(self.0(&key.text))
        }

        fn alike(&self, queries: &[&str], _: &str) -> Result<Vec<usize>, Self::Error> {
            Ok((0..queries.len()).collect())
        }
    }

    fn report(asked: Vec<(&str, Asked)>, now: impl Fn(&str) -> Now) -> Report {
        let queries = asked.into_iter().map(|(text, asked)| {
            let text_of = Asked {
                text: text.to_owned(),
                ..asked
            };
            (key(text), text_of)
        });
        let counts = Counts {
            queries: queries.collect(),
            ..Counts::default()
        };
        let limits = Limits { min: 3, limit: 20 };
        make(&counts, limits, &Said(now)).unwrap()
    }

    fn names(questions: &[Question]) -> Vec<&str> {
        questions.iter().map(|one| one.query.as_str()).collect()
    }

    #[test]
    fn what_is_answered_by_now_drops_out() {
        let failed = |searches| Asked {
            searches,
            no_hits: searches,
            ..Asked::default()
        };
        let asked = vec![
            ("zeppelin", failed(5)),
            ("ferry", failed(4)),
            ("raft", failed(2)),
        ];
        let found = report(asked, |query| Now {
            total: usize::from(query == "ferry"),
            ..Now::default()
        });
        assert_eq!(names(&found.unanswered), ["zeppelin"]);
        assert_eq!(names(&found.most_asked), ["zeppelin", "ferry"]);
        assert_eq!((found.no_hits, found.seldom), (11, 1));
        assert_eq!(found.low_click, None);
    }

    #[test]
    fn an_answer_that_did_not_help_stays_until_another_one_comes_first() {
        let unhelpful = Asked {
            searches: 4,
            unhelpful: 3,
            best: Some("old".to_owned()),
            ..Asked::default()
        };
        let now = |best: &'static str| {
            move |_: &str| Now {
                total: 1,
                best: Some(best.to_owned()),
                ..Now::default()
            }
        };
        let same = report(vec![("ferry", unhelpful.clone())], now("old"));
        assert_eq!(same.unanswered[0].unhelpful, 3);
        let other = report(vec![("ferry", unhelpful)], now("new"));
        assert_eq!(names(&other.unanswered), Vec::<&str>::new());
    }

    #[test]
    fn hits_that_are_passed_by_are_named_once_clicks_are_recorded() {
        let watched = |followed| Asked {
            searches: 10,
            watched: 10,
            followed,
            ..Asked::default()
        };
        let found = report(vec![("ferry", watched(1)), ("harbour", watched(6))], |_| {
            Now::default()
        });
        assert_eq!(names(&found.low_click.unwrap()), ["ferry"]);
        assert_eq!(found.followed, Some(0.35));
    }

    #[test]
    fn times_are_percentiles_and_days_have_no_gaps() {
        let sorted: Vec<u64> = (1..=200).collect();
        let found = times(&sorted);
        assert_eq!(
            (found.p50, found.p95, found.p99, found.max),
            (100, 190, 198, 200)
        );
        assert_eq!(times(&[]), Times::default());
        let one = Day {
            searches: 2,
            unanswered: 1,
        };
        let counted = BTreeMap::from([
            ("2024-02-28".to_owned(), one),
            ("2024-03-01".to_owned(), one),
        ]);
        let listed: Vec<_> = days(&counted)
            .into_iter()
            .map(|day| (day.day, day.searches))
            .collect();
        let expected = [("2024-02-28", 2), ("2024-02-29", 0), ("2024-03-01", 2)];
        assert_eq!(
            listed,
            expected.map(|(day, searches)| (day.to_owned(), searches))
        );
    }
}
