//! Records that stayed as they were in files that did not.
//!
//! A file of a million records, of which one changed, has a million records on both sides. They are
//! told apart by the hash of all that an index has of them, so that only the others are compared.

use std::collections::{BTreeMap, HashSet};

use crate::index::store::catalog::{CatalogFile, RecordEntry};
use crate::model::file_id::FileRef;

/// The records that stayed as they were, by file.
pub(super) struct Kept<'a>(BTreeMap<FileRef<'a>, KeptOfFile<'a>>);

/// Those of one file.
struct KeptOfFile<'a> {
    /// Of each place in the file, whether the same record stands there before and after. Most do:
    /// one looks for the others only.
    at_place: Vec<bool>,
    /// Further ones that both have.
    elsewhere: HashSet<Name<'a>>,
}

/// What a record is told by: the hash of all that an index has of it, and its language, which
/// settings may change.
type Name<'a> = (u64, &'a str);

impl<'a> Kept<'a> {
    /// Finds the records that files have before and after.
    pub(super) fn find(
        before: &'a [CatalogFile],
        after: impl Iterator<Item = &'a CatalogFile>,
    ) -> Self {
        let before = by_name(before.iter());
        let mut kept = BTreeMap::new();
        for (file, after) in by_name(after) {
            if let Some(before) = before.get(&file) {
                kept.insert(file, KeptOfFile::find(before, &after));
            }
        }
        Self(kept)
    }

    /// Returns the records of a file that stayed as they were, and the others.
    pub(super) fn split<'f>(
        &self,
        file: &'f CatalogFile,
    ) -> (Vec<&'f RecordEntry>, Vec<&'f RecordEntry>) {
        let kept = self.0.get(&file.file_id());
        let (mut stayed, mut others) = (Vec::new(), Vec::new());
        for (place, record) in file.records().iter().enumerate() {
            let is_kept = kept.is_some_and(|kept| kept.has(place, record));
            if is_kept {
                stayed.push(record);
            } else {
                others.push(record);
            }
        }
        (stayed, others)
    }
}

impl<'a> KeptOfFile<'a> {
    /// Finds the records that are both in files before and in files after, which bear one name.
    /// Mostly it is one file.
    fn find(before: &[&'a CatalogFile], after: &[&'a CatalogFile]) -> Self {
        let at_place: Vec<bool> = match (before, after) {
            ([before], [after]) => {
                let both = before.records().iter().zip(after.records());
                both.map(|(before, after)| name(before) == name(after))
                    .collect()
            }
            _ => Vec::new(),
        };
        let names = |files: &[&'a CatalogFile]| -> HashSet<Name<'a>> {
            let records = files
                .iter()
                .flat_map(|file| file.records().iter().enumerate());
            records
                .filter(|(place, _)| at_place.get(*place) != Some(&true))
                .map(|(_, record)| name(record))
                .collect()
        };
        let (before, after) = (names(before), names(after));
        Self {
            elsewhere: before.intersection(&after).copied().collect(),
            at_place,
        }
    }

    fn has(&self, place: usize, record: &RecordEntry) -> bool {
        self.at_place.get(place) == Some(&true) || self.elsewhere.contains(&name(record))
    }
}

/// Sorts files by their names; two may bear one, where names are not Unicode.
fn by_name<'a>(
    files: impl Iterator<Item = &'a CatalogFile>,
) -> BTreeMap<FileRef<'a>, Vec<&'a CatalogFile>> {
    let mut named: BTreeMap<FileRef<'_>, Vec<&CatalogFile>> = BTreeMap::new();
    for file in files {
        named.entry(file.file_id()).or_default().push(file);
    }
    named
}

fn name(record: &RecordEntry) -> Name<'_> {
    (record.whole, record.language.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::store::catalog::Content;
    use crate::model::language::LanguageTag;

    fn file(path: &str, wholes: &[u64]) -> CatalogFile {
        let record = |whole: &u64| RecordEntry {
            id: whole.to_string(),
            language: LanguageTag::ENGLISH,
            anchor: String::new(),
            text: 0,
            whole: *whole,
        };
        CatalogFile {
            root: 0,
            path: path.to_owned(),
            content: Content::Records(wholes.iter().map(record).collect()),
            findings: Vec::new(),
        }
    }

    #[test]
    fn what_stayed_is_told_by_file() {
        let before = [file("a.jsonl", &[1, 2, 3]), file("b.jsonl", &[4])];
        let after = [file("a.jsonl", &[1, 4, 3]), file("b.jsonl", &[4, 1])];
        let kept = Kept::find(&before, after.iter());
        let of = |file: &CatalogFile| -> (Vec<u64>, Vec<u64>) {
            let (kept, others) = kept.split(file);
            let wholes = |records: Vec<&RecordEntry>| {
                records.into_iter().map(|record| record.whole).collect()
            };
            (wholes(kept), wholes(others))
        };
        assert_eq!(of(&before[0]), (vec![1, 3], vec![2]));
        assert_eq!(of(&after[0]), (vec![1, 3], vec![4]));
        assert_eq!(of(&after[1]), (vec![4], vec![1]));

        let mut other = file("a.jsonl", &[1]);
        if let Content::Records(records) = &mut other.content {
            records[0].language = "de".parse().unwrap();
        }
        let after = [other];
        let kept = Kept::find(&before, after.iter());
        assert!(kept.split(&before[0]).0.is_empty() && kept.split(&after[0]).0.is_empty());
    }
}
