//! What searches lack, asked for in one request.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};

use super::client::{Call, Client, Verb};
use super::document::{hex, written_key};
use super::pause::Pauses;
use super::query;
use super::results::{ATTEMPTS, FIRST_PAUSE, Found, LONGEST_PAUSE};
use super::vectors::{self, RowId, row_id};
use crate::index::detached::packed_name::ContentKey;
use crate::index::{IndexError, TEXT_FIELDS};
use crate::search::retrieve::remote::{
    FetchedCandidates, Forms, Known, Records, WantedCandidates, WantedQuestions, Wants,
};

/// Entries of one translation group in a language, and entries with one reference, at most.
const MOST_ALIKE: usize = 64;

/// What is wrong with an answer that leaves searches out.
const WRONG_NUMBER: &str = "the numbers of searches and of answers differ";

/// The answers to searches that were sent together.
#[derive(Deserialize)]
struct Answers<'a> {
    #[serde(borrow)]
    responses: Vec<Found<'a>>,
}

/// Searches that are sent together.
#[derive(Default)]
pub(super) struct Fetch {
    body: String,
    parts: Vec<(usize, Part)>,
    /// The index of each language.
    indexes: Vec<String>,
    /// Of which candidates of each language translation groups are counted, of all together.
    distinct: Vec<Option<usize>>,
}

/// What the answer to a search is.
enum Part {
    Count((u8, Forms)),
    Candidates(WantedCandidates),
    Covering,
    Questions(WantedQuestions),
    Groups(Vec<u64>),
    Reference(u64),
    Shown,
    /// Rows of vectors, each with the entries' content that it is for.
    Vectors(HashMap<RowId, ContentKey>),
    /// The translation groups of several languages: the number of each, and of its candidates.
    Distinct(Vec<(usize, usize)>),
}

impl Fetch {
    /// Adds what the next language lacks; `vectors` are the index of those and their model.
    pub(super) fn add(&mut self, index: &str, wants: &Wants, vectors: Option<(&str, &str)>) {
        for (field, forms) in &wants.counts {
            if let Some(text) = TEXT_FIELDS.get(usize::from(*field)) {
                let search = query::count(&query::any_form(*text, forms));
                self.part(index, &search, Part::Count((*field, forms.clone())));
            }
        }
        for wanted in &wants.candidates {
            self.part(
                index,
                &query::candidates(wanted),
                Part::Candidates(wanted.clone()),
            );
            if wanted.covering > 0 {
                self.part(index, &query::covering(wanted), Part::Covering);
            }
        }
        for wanted in &wants.questions {
            self.part(
                index,
                &query::questions(wanted),
                Part::Questions(wanted.clone()),
            );
        }
        if !wants.groups.is_empty() {
            let groups = wants.groups.iter().copied();
            let values: Vec<String> = groups.clone().map(hex).collect();
            let size = (values.len() * MOST_ALIKE).min(10_000);
            let search = query::with_values("group", &values, size);
            self.part(index, &search, Part::Groups(groups.collect()));
        }
        // One by one, since a record does not say what names it.
        for reference in &wants.references {
            let search = query::with_values("ref", &[hex(*reference)], MOST_ALIKE);
            self.part(index, &search, Part::Reference(*reference));
        }
        if !wants.shown.is_empty() {
            let keys: Vec<String> = wants.shown.iter().map(written_key).collect();
            self.part(index, &query::with_keys(&keys), Part::Shown);
        }
        if let Some((index, model)) = vectors.filter(|_| !wants.vectors.is_empty()) {
            let contents = wants.vectors.iter();
            let ids: HashMap<RowId, ContentKey> = contents
                .map(|content| (row_id(model, content), *content))
                .collect();
            let search = vectors::wanted(&ids.keys().copied().collect::<Vec<_>>());
            self.part(index, &search, Part::Vectors(ids));
        }
        self.distinct.push(wants.distinct);
        self.indexes.push(index.to_string());
    }

    /// Adds the search that counts translation groups, if a language asks for it.
    fn add_distinct(&mut self, all: &[Known]) {
        let mut languages: Vec<(String, &WantedCandidates)> = Vec::new();
        let mut numbers = Vec::new();
        let indexes = self.indexes.iter().zip(&self.distinct);
        for (number, (known, (index, of))) in all.iter().zip(indexes).enumerate() {
            if let Some(of) = *of
                && let Some(fetched) = known.candidates.get(of)
            {
                languages.push((index.clone(), &fetched.wanted));
                numbers.push((number, of));
            }
        }
        if languages.is_empty() {
            return;
        }
        let names: Vec<&str> = languages.iter().map(|(index, _)| index.as_str()).collect();
        let search = query::distinct(&languages);
        self.part(&names.join(","), &search, Part::Distinct(numbers));
    }

    fn part(&mut self, index: &str, search: &Value, part: Part) {
        // Rarity is that of the language, however many shards it has.
        let head = json!({"index": index, "search_type": "dfs_query_then_fetch"});
        self.body.push_str(&head.to_string());
        self.body.push('\n');
        self.body.push_str(&search.to_string());
        self.body.push('\n');
        self.parts.push((self.indexes.len(), part));
    }

    /// Sends the searches and adds what they find.
    ///
    /// # Errors
    /// The cluster does not answer, or not all of it.
    pub(super) fn send(mut self, client: &Client, all: &mut [Known]) -> Result<(), IndexError> {
        self.add_distinct(all);
        if self.parts.is_empty() {
            return Ok(());
        }
        let path = "/_msearch?max_concurrent_searches=8";
        let mut attempt = 0;
        let mut pauses = Pauses::new(FIRST_PAUSE, LONGEST_PAUSE);
        loop {
            attempt += 1;
            let answer = client.send(Call {
                method: Verb::Post,
                path,
                body: self.body.as_bytes(),
                lines: true,
            })?;
            let Answers { responses } = client.read(path, &answer)?;
            let complete = responses.iter().try_for_each(|one| one.check(client, path));
            match complete {
                Ok(()) => return self.take(client.error(path, WRONG_NUMBER), &responses, all),
                Err(error) if attempt >= ATTEMPTS || responses.iter().any(Found::is_refused) => {
                    return Err(error);
                }
                Err(error) => {
                    tracing::debug!(%error, attempt, "asked again");
                    pauses.wait();
                }
            }
        }
    }

    /// Adds what the searches found to what is known.
    fn take(
        self,
        wrong_number: IndexError,
        answers: &[Found<'_>],
        all: &mut [Known],
    ) -> Result<(), IndexError> {
        if answers.len() != self.parts.len() {
            return Err(wrong_number);
        }
        for ((language, part), answer) in self.parts.into_iter().zip(answers) {
            if let Part::Distinct(languages) = &part {
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a count
                let count = answer.number("groups").unwrap_or(0.0) as usize;
                for (number, of) in languages {
                    if let Some(known) = all.get_mut(*number) {
                        known.distinct = Some((*of, count));
                    }
                }
            } else if let Some(known) = all.get_mut(language) {
                take(part, answer, known)?;
            }
        }
        Ok(())
    }
}

/// Adds the answer to one search to what is known.
fn take(part: Part, answer: &Found<'_>, known: &mut Known) -> Result<(), IndexError> {
    let total = usize::try_from(answer.total().unwrap_or(0)).unwrap_or(usize::MAX);
    let hits = answer.hits();
    match part {
        Part::Count(count) => {
            known.own_counts.insert(Arc::new(count), total);
        }
        Part::Candidates(wanted) => {
            let mut records = Records::new();
            for hit in hits {
                let (key, record) = hit.record()?;
                records.insert(key, record);
            }
            known.candidates.push(FetchedCandidates {
                wanted,
                total,
                records,
            });
        }
        Part::Covering => {
            // It comes right after the candidates that it belongs to.
            if let Some(fetched) = known.candidates.last_mut() {
                for hit in hits {
                    let (key, record) = hit.record()?;
                    fetched.records.insert(key, record);
                }
            }
        }
        Part::Questions(wanted) => {
            for hit in hits {
                let (key, record) = hit.record()?;
                known.completing.insert(key, record);
            }
            known.questions.insert(wanted);
        }
        Part::Groups(groups) => {
            for hit in hits {
                let (key, record) = hit.record()?;
                known.named.insert(key, record);
                known.shown.insert(key, hit.shown()?);
            }
            known.groups.extend(groups);
        }
        Part::Reference(reference) => {
            let mut keys = Vec::new();
            for hit in hits {
                let (key, record) = hit.record()?;
                known.named.insert(key, record);
                known.shown.insert(key, hit.shown()?);
                keys.push(key);
            }
            known.references.insert(reference, keys);
        }
        Part::Vectors(ids) => {
            let mut rows = HashMap::with_capacity(ids.len());
            for hit in hits {
                rows.extend([hit.row()?]);
            }
            let rows = ids
                .into_iter()
                .map(|(id, content)| (content, rows.remove(&id)));
            known.vectors.extend(rows);
        }
        // Of several languages, and taken before.
        Part::Distinct(_) => {}
        Part::Shown => {
            for hit in hits {
                known.shown.insert(hit.key()?, hit.shown()?);
            }
        }
    }
    Ok(())
}
