//! The entries that are known of a language, by number, as one run after the other needs them.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::index::detached::record::{RankRecord, Sought};
use crate::index::detached::sample::Sample;
use crate::index::store::columns::SortKey;

/// What an entry is known by to whoever keeps it.
pub(crate) type EntryKey = [u8; 16];

/// Entries by key.
pub(crate) type Records = BTreeMap<EntryKey, Arc<RankRecord>>;

/// The entries that are known, by number.
#[derive(Default)]
pub(super) struct Sampled {
    pub(super) sample: Sample,
    pub(super) keys: Vec<EntryKey>,
    /// Those before are looked through, the others are only named.
    searched: usize,
    /// How many answers and entries to look through there were.
    of: (usize, usize),
}

impl Sampled {
    /// Numbers the entries that are known: those to look through, then those that are only named.
    /// `before` is what the last run had.
    pub(super) fn new(
        before: Option<Self>,
        searched: &[&Records],
        named: &Records,
        sought: &HashSet<u32>,
    ) -> Self {
        let mut sampled = Self::searched(before, searched, sought);
        let is_searched = |key: &EntryKey| searched.iter().any(|records| records.contains_key(key));
        let named = named.iter().filter(|(key, _)| !is_searched(key));
        let (keys, records): (Vec<_>, Vec<_>) = named
            .map(|(key, record)| (*key, Arc::clone(record)))
            .unzip();
        sampled.keys.truncate(sampled.searched);
        sampled.keys.extend(keys);
        sampled.sample.name(records);
        sampled
    }

    /// Numbers the entries to look through. Those of the last run are taken again, unless others
    /// came.
    fn searched(before: Option<Self>, all: &[&Records], sought: &HashSet<u32>) -> Self {
        let entries = all.iter().map(|records| records.len()).sum();
        let of = (all.len(), entries);
        if let Some(sampled) = before.filter(|sampled| sampled.of == of) {
            return sampled;
        }
        let searched: BTreeMap<_, _> = all.iter().copied().flatten().collect();
        let mut searched: Vec<_> = searched.into_iter().collect();
        // In the order of files, as in an index that was built at once.
        searched.sort_by(|a, b| order(a.1).cmp(&order(b.1)));
        let records = searched.iter().map(|(_, record)| Arc::clone(record));
        Self {
            sample: Sample::new(records.collect(), Sought::new(sought.iter().copied())),
            keys: searched.iter().map(|(key, _)| **key).collect(),
            searched: searched.len(),
            of,
        }
    }
}

/// Returns what entries are ordered by: their files, then their place there.
fn order(record: &RankRecord) -> (&str, SortKey) {
    (record.name.path(), record.row.sort_key)
}
