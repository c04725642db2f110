//! A language whose postings are kept elsewhere: what is known of it here, and what a query lacks.
//!
//! The vocabulary and the averages are those of the whole language; of its entries there is a
//! sample, the candidates. A search runs on that as on any other segment, and notes as it goes what
//! it would need and does not have ([`Wants`]). Whoever keeps the postings answers, and the search
//! runs again, until it lacks nothing. Nothing here knows who that is.

pub(crate) mod ask;
mod counts;
mod sampled;
mod wanted;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use self::sampled::Sampled;
pub(crate) use self::sampled::{EntryKey, Records};
pub(crate) use self::wanted::{
    WantedCandidates, WantedField, WantedForms, WantedQuestions, WantedText, WantedWord, Wants,
};
use crate::index::detached::entry::ShownEntry;
use crate::index::detached::packed_name::ContentKey;
use crate::index::detached::record::short_hash;
use crate::index::detached::sample::Sample;
use crate::index::detached::vocabulary::Vocabulary;
use crate::index::vectors::{QueryVector, Row};
use crate::index::{EntryName, IndexError, LanguageSummary, StoredEntry, TextField};
use crate::search::retrieve::positions::PositionCursor;
use crate::search::retrieve::postings::PostingList;

/// Forms of a word: each is one term, or several side by side.
pub(crate) type Forms = Vec<Vec<String>>;

/// Numbers of entries, by field and forms.
pub(crate) type Counts = HashMap<Arc<(u8, Forms)>, usize>;

/// The entries that hold any of some forms in a field: which number is asked for, and what it is
/// between, by the numbers for single terms.
#[derive(Clone, Debug)]
pub(crate) struct Counted {
    field: TextField,
    forms: Forms,
    least: usize,
    most: usize,
}

impl Counted {
    /// Takes the forms in a field; `documents` counts the entries with one term.
    ///
    /// # Errors
    /// What `documents` says.
    pub(crate) fn new(
        field: TextField,
        forms: impl Iterator<Item = Vec<String>>,
        documents: &dyn Fn(&str) -> Result<usize, IndexError>,
    ) -> Result<Self, IndexError> {
        let mut counted = Self {
            field,
            forms: Forms::new(),
            least: 0,
            most: 0,
        };
        for form in forms {
            let mut fewest = usize::MAX;
            for term in &form {
                fewest = fewest.min(documents(term)?);
            }
            // What holds a word that no entry holds is held by none.
            if fewest == 0 || form.len() > 1 && !field.has_positions() {
                continue;
            }
            if form.len() == 1 {
                counted.least = counted.least.max(fewest);
            }
            counted.most = counted.most.saturating_add(fewest);
            counted.forms.push(form);
        }
        counted.forms.sort_unstable();
        counted.forms.dedup();
        Ok(counted)
    }

    /// Returns the field.
    pub(crate) fn field(&self) -> TextField {
        self.field
    }

    /// Returns whether there may be any.
    fn may_occur(&self) -> bool {
        self.most > 0
    }

    /// Returns the least that the number can be, or the estimate where only phrases are counted.
    pub(crate) fn estimate(&self) -> usize {
        self.least
    }

    /// Returns about what the number is; where only phrases are counted, the most that it can be.
    fn likely(&self) -> usize {
        if self.least > 0 {
            self.least
        } else {
            self.most
        }
    }
}

/// Candidates that were fetched.
pub(crate) struct FetchedCandidates {
    /// What was asked for.
    pub(crate) wanted: WantedCandidates,
    /// The number of all entries that match.
    pub(crate) total: usize,
    pub(crate) records: Records,
}

/// What is known of one language for one request.
#[derive(Default)]
pub(crate) struct Known {
    /// Numbers of entries that were known before.
    pub(crate) counts: Arc<Counts>,
    /// Those that this request asked for.
    pub(crate) own_counts: Counts,
    /// The candidates that were fetched.
    pub(crate) candidates: Vec<FetchedCandidates>,
    pub(crate) questions: HashSet<WantedQuestions>,
    /// What is shown of entries, by key.
    pub(crate) shown: HashMap<EntryKey, Vec<u8>>,
    pub(crate) groups: HashSet<u64>,
    pub(crate) references: HashMap<u64, Vec<EntryKey>>,
    /// For the fetched candidates of a query, how many translation groups match in the languages that
    /// asked.
    pub(crate) distinct: Option<(usize, usize)>,
    /// Entries that are looked through for completions, by key.
    pub(crate) completing: Records,
    /// Entries that are only named: translations, and what is shown by its reference.
    pub(crate) named: Records,
    /// Vectors by the content of their entries; none of those that have none.
    pub(crate) vectors: HashMap<ContentKey, Option<Row>>,
    /// Short hashes of the terms that are looked up.
    pub(crate) sought: HashSet<u32>,
    /// The entries as the last run had them.
    sampled: Option<Sampled>,
    /// Which of the fetched candidates were used before the search lacked anything, if it did not.
    settled: Option<Vec<usize>>,
}

/// One language, as far as it is known here.
pub(crate) struct Remote {
    pub(crate) summary: LanguageSummary,
    vocabulary: Option<Arc<Vocabulary>>,
    sampled: Sampled,
    known: Known,
    wants: Mutex<Wants>,
    sought: Mutex<HashSet<u32>>,
    /// Which of the fetched candidates were asked for again, the latest last.
    used: Mutex<Vec<usize>>,
    /// Those of them that were when the first part of the search lacked nothing.
    settled: Mutex<Option<Vec<usize>>>,
}

impl Known {
    /// Begins with numbers that are known from before.
    pub(crate) fn with_counts(counts: Arc<Counts>) -> Self {
        Self {
            counts,
            ..Self::default()
        }
    }

    /// Returns whether the first part of the search lacked nothing, and its entries stay as they
    /// are numbered.
    pub(crate) fn is_settled(&self) -> bool {
        self.settled.is_some()
    }

    /// Lets the first part of the search run again.
    pub(crate) fn unsettle(&mut self) {
        self.settled = None;
    }
}

impl Remote {
    /// Takes what is known of a language.
    pub(crate) fn new(
        summary: LanguageSummary,
        vocabulary: Option<Arc<Vocabulary>>,
        mut known: Known,
    ) -> Self {
        let before = known.sampled.take();
        let used = known.settled.take().unwrap_or_default();
        let fetched = known.candidates.iter();
        let fetched = fetched.map(|candidates| &candidates.records);
        let searched: Vec<&Records> = fetched.chain([&known.completing]).collect();
        let sampled = Sampled::new(before, &searched, &known.named, &known.sought);
        Self {
            summary,
            vocabulary,
            sampled,
            known,
            wants: Mutex::default(),
            sought: Mutex::default(),
            used: Mutex::new(used),
            settled: Mutex::default(),
        }
    }

    /// Notes what was used so far, if nothing is lacking.
    pub(crate) fn settle(&self) {
        let used = self.used().clone();
        let mut settled = self.settled.lock().unwrap_or_else(PoisonError::into_inner);
        *settled = (!self.is_waiting()).then_some(used);
    }

    /// Gives back what was known, with the terms that were looked up, and says what is lacking.
    pub(crate) fn into_parts(self) -> (Known, Wants) {
        let mut known = self.known;
        known.sampled = Some(self.sampled);
        let sought = self.sought.into_inner();
        known
            .sought
            .extend(sought.unwrap_or_else(PoisonError::into_inner));
        let wants = self.wants.into_inner();
        let mut wants = wants.unwrap_or_else(PoisonError::into_inner);
        let used = self.used.into_inner();
        let used = used.unwrap_or_else(PoisonError::into_inner);
        let settled = self.settled.into_inner();
        known.settled = settled.unwrap_or_else(PoisonError::into_inner);
        let used: BTreeSet<usize> = used.into_iter().collect();
        if used.len() < known.candidates.len() {
            // Candidates of a query as it was understood before must not change the answer.
            let mut number = 0;
            known.candidates.retain(|_| {
                number += 1;
                used.contains(&(number - 1))
            });
            known.sampled = None;
            let now = |of: usize| used.range(..of).count();
            known.distinct = known.distinct.map(|(of, count)| (now(of), count));
            wants.distinct = wants.distinct.map(now);
            wants.again = true;
        }
        if known.sampled.is_none() || !wants.candidates.is_empty() || !wants.questions.is_empty() {
            known.settled = None;
        }
        (known, wants)
    }

    /// Returns whether something is lacking so far.
    pub(crate) fn is_waiting(&self) -> bool {
        !self.wants().is_empty()
    }

    /// Returns the terms of the language, once they are known.
    pub(crate) fn vocabulary(&self) -> Option<&Vocabulary> {
        if self.vocabulary.is_none() {
            self.wants().vocabulary = true;
        }
        self.vocabulary.as_deref()
    }

    pub(crate) fn sample(&self) -> &Sample {
        &self.sampled.sample
    }

    fn used(&self) -> MutexGuard<'_, Vec<usize>> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wants(&self) -> MutexGuard<'_, Wants> {
        self.wants.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that a term is looked up.
    fn seek(&self, term: &str) {
        let hash = short_hash(term);
        if !self.known.sought.contains(&hash) {
            let mut sought = self.sought.lock().unwrap_or_else(PoisonError::into_inner);
            sought.insert(hash);
        }
    }

    /// Returns the postings of a term in the sample.
    pub(crate) fn postings(&self, field: TextField, term: &str, weight: f32) -> PostingList {
        self.seek(term);
        let mut postings = PostingList::default();
        let sample = &self.sampled.sample;
        sample.occurrences(field, term, |document, positions| {
            #[allow(clippy::cast_precision_loss)] // frequencies are small
            postings.push(document, positions.len() as f32 * weight);
        });
        postings
    }

    /// Starts a walk through the positions of a term in the sample.
    pub(crate) fn positions(&self, field: TextField, term: &str) -> Option<PositionCursor> {
        self.seek(term);
        let mut all: Vec<(u32, Vec<u32>)> = Vec::new();
        let sample = &self.sampled.sample;
        sample.occurrences(field, term, |document, positions| {
            all.push((document, positions.to_vec()));
        });
        (!all.is_empty()).then(|| PositionCursor::of_list(all))
    }

    /// Returns how many entries hold any of some forms in a field. Until the number is known, it is
    /// the least that it can be.
    pub(crate) fn count(&self, counted: &Counted) -> usize {
        self.known_count(counted).unwrap_or(counted.least)
    }

    /// Returns the same; none until it is known.
    fn known_count(&self, counted: &Counted) -> Option<usize> {
        if counted.least == counted.most {
            return Some(counted.least);
        }
        let key = (counted.field as u8, counted.forms.clone());
        let own = self.known.own_counts.get(&key);
        let known = own.or_else(|| self.known.counts.get(&key)).copied();
        if known.is_none() {
            self.wants().counts.insert(key);
        }
        known
    }

    /// Returns the greatest of some counts. Those that cannot be the greatest are not asked for.
    pub(crate) fn greatest(&self, all: &[Counted]) -> usize {
        let least = all.iter().map(|counted| counted.least).max().unwrap_or(0);
        let possible = all.iter().filter(|counted| counted.most > least);
        possible
            .map(|counted| self.count(counted))
            .fold(least, usize::max)
    }

    /// Asks for candidates. Returns how many entries match, as far as that is known.
    pub(crate) fn candidates(&self, wanted: WantedCandidates) -> usize {
        let known = self.known.candidates.iter().enumerate();
        let found = known.rev().find(|(_, known)| {
            // Fewer were found than asked for: there are no more.
            let is_enough = known.wanted.size >= wanted.size || known.total <= known.wanted.size;
            is_enough && known.wanted.is_like(&wanted)
        });
        match found {
            Some((number, known)) => {
                self.used().push(number);
                known.total
            }
            None => {
                self.wants().candidates.push(wanted);
                0
            }
        }
    }

    /// Returns how many translation groups match the query whose candidates were used last, in all
    /// languages that ask; none until it is known.
    pub(crate) fn distinct_groups(&self) -> Option<usize> {
        let of_query = self.used().last().copied();
        match self.known.distinct {
            Some((of, count)) if Some(of) == of_query => Some(count),
            _ => {
                self.wants().distinct = of_query;
                None
            }
        }
    }

    /// Asks for questions that hold pieces.
    pub(crate) fn questions(&self, wanted: WantedQuestions) {
        if !self.known.questions.contains(&wanted) {
            self.wants().questions.insert(wanted);
        }
    }

    /// Returns the name of an entry.
    pub(crate) fn name(&self, document: u32) -> EntryName {
        self.sampled.sample.name_of(document)
    }

    /// Compares a vector with those of an entry; none if it has none, or until they are known.
    pub(crate) fn likeness(&self, document: u32, query: &QueryVector) -> Option<f32> {
        let content = self.sampled.sample.content(document)?;
        match self.known.vectors.get(content) {
            Some(row) => row.as_ref()?.likeness(query),
            None => {
                self.wants().vectors.insert(*content);
                None
            }
        }
    }

    /// Returns a whole entry; an empty one until it is known.
    ///
    /// # Errors
    /// What came is no entry.
    pub(crate) fn entry(&self, document: u32) -> Result<StoredEntry, IndexError> {
        let name = self.name(document);
        let key = self.sampled.keys.get(document as usize);
        let key = key.copied().unwrap_or_default();
        match self.known.shown.get(&key) {
            Some(bytes) => {
                ShownEntry::from_bytes(bytes, name).map_err(|reason| IndexError::Damaged {
                    path: self.summary.tag.as_str().into(),
                    reason: format!("entry {document} cannot be decoded: {reason}"),
                })
            }
            None => {
                let row = self.sampled.sample.rows().get(document as usize);
                let mut wants = self.wants();
                // With a translation group comes what is shown of its entries.
                if row.is_none_or(|row| !wants.groups.contains(&row.group)) {
                    wants.shown.insert(key);
                }
                Ok(ShownEntry::unknown(name))
            }
        }
    }

    /// Returns the documents of a translation group.
    pub(crate) fn documents_of_group(&self, group: u64) -> Vec<u32> {
        if !self.known.groups.contains(&group) {
            self.wants().groups.insert(group);
        }
        let rows = (0..).zip(self.sampled.sample.rows());
        rows.filter(|(_, row)| row.group == group)
            .map(|(document, _)| document)
            .collect()
    }

    /// Returns the documents with a reference.
    pub(crate) fn documents_with_reference(&self, reference: u64) -> Vec<u32> {
        let Some(keys) = self.known.references.get(&reference) else {
            self.wants().references.insert(reference);
            return Vec::new();
        };
        let is_one = |key: &&EntryKey| keys.contains(key);
        let all = (0..).zip(&self.sampled.keys);
        all.filter(|(_, key)| is_one(key))
            .map(|(document, _)| document)
            .collect()
    }
}
