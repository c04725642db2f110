//! Compares the entries of a new generation with those of the live one.
//!
//! Works on catalogs: no text is read, and files that stayed as they were are only counted. Two
//! entries are the same when language, file and identifier are. If their texts differ, the entry
//! has changed. A text that is gone in one place and new in another has moved.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde::Serialize;

use super::counts::count_by_language;
use super::kept::Kept;
use crate::content::view::ArticleView;
use crate::index::store::catalog::{Catalog, CatalogFile, Content};
use crate::model::article::Kind;
use crate::model::file_id::FileRef;
use crate::model::language::LanguageTag;

/// A question, as reports name it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Named {
    /// Number of its content root.
    #[serde(skip)]
    pub root: usize,
    /// Path of its file, relative to the root.
    pub path: String,
    /// 1-based line; 0 for records.
    pub line: u32,
    /// Published fragment, maybe empty.
    pub anchor: String,
    /// Identifier.
    pub id: String,
    /// Its text; empty for records.
    pub question: String,
}

/// A question that is elsewhere now.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Moved {
    /// Where it was.
    pub from: Named,
    /// Where it is.
    pub to: Named,
}

/// What became of the questions of one language; the lists are sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Questions {
    /// New ones.
    pub added: Vec<Named>,
    /// Those with another text or answer.
    pub changed: Vec<Named>,
    /// Those that are gone, as they were.
    pub removed: Vec<Named>,
    /// Those with the same text and answer in another file or under another anchor.
    pub moved: Vec<Moved>,
    /// How many are as they were.
    pub unchanged: u64,
}

/// What became of the sections of one language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sections {
    /// New ones.
    pub added: u64,
    /// Those with another text.
    pub changed: u64,
    /// Those that are gone.
    pub removed: u64,
    /// Those with the same text in another place.
    pub moved: u64,
    /// Those that are as they were.
    pub unchanged: u64,
}

/// A fragment that was published and is no more: links to it break.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Gone {
    /// Number of the content root.
    #[serde(skip)]
    pub root: usize,
    /// Path of the page, relative to the root.
    pub path: String,
    /// The fragment; empty for the page itself.
    pub anchor: String,
    /// Language of the page.
    pub language: LanguageTag,
}

/// All differences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Difference {
    /// Questions by language.
    pub questions: BTreeMap<LanguageTag, Questions>,
    /// Sections by language.
    pub sections: BTreeMap<LanguageTag, Sections>,
    /// Fragments that are gone.
    pub anchors_gone: Vec<Gone>,
}

/// Identity of an entry within its language: its file, its identifier.
type Key<'a> = (FileRef<'a>, &'a str);

/// An entry of a catalog.
#[derive(Clone, Copy)]
struct Seen<'a> {
    file: FileRef<'a>,
    line: u32,
    anchor: &'a str,
    id: &'a str,
    question: &'a str,
    kind: Kind,
    text: u64,
}

impl<'a> Seen<'a> {
    fn key(&self) -> Key<'a> {
        (self.file, self.id)
    }

    fn named(&self) -> Named {
        Named {
            root: self.file.root,
            path: self.file.path.to_string(),
            line: self.line,
            anchor: self.anchor.to_string(),
            id: self.id.to_string(),
            question: self.question.to_string(),
        }
    }
}

/// Compares the files of the live generation that do not stay as they were with a new catalog,
/// for each of whose files `reused` says whether it did stay.
pub(crate) fn difference(superseded: &[CatalogFile], new: &Catalog, reused: &[bool]) -> Difference {
    let with_reused = |which: bool| {
        let files = new.files.iter().zip(reused);
        files.filter_map(move |(file, &reused)| (reused == which).then_some(file))
    };
    let kept = Kept::find(superseded, with_reused(false));
    let old_entries = entries(superseded, &kept);
    let new_entries = entries(with_reused(false), &kept);
    let none = Entries::default();
    let mut difference = Difference::default();
    let languages: BTreeSet<&LanguageTag> = old_entries
        .keys()
        .chain(new_entries.keys())
        .copied()
        .collect();
    for language in languages {
        let (questions, sections) = compare(
            old_entries.get(language).unwrap_or(&none),
            new_entries.get(language).unwrap_or(&none),
        );
        difference.questions.insert(language.clone(), questions);
        difference.sections.insert(language.clone(), sections);
    }
    for (language, count) in count_by_language(with_reused(true)) {
        let questions = difference.questions.entry(language.clone());
        questions.or_default().unchanged += count.questions;
        let sections = difference.sections.entry(language.clone());
        sections.or_default().unchanged += count.entries - count.questions.min(count.entries);
    }
    for (language, count) in kept_by_language(superseded, &kept) {
        let questions = difference.questions.entry(language.clone());
        questions.or_default().unchanged += count;
        let sections = difference.sections.entry(language.clone());
        sections.or_default();
    }
    difference.anchors_gone = anchors_gone(views(superseded), views(with_reused(false)));
    difference
}

/// The entries of one language, in the order of their keys. There may be a million.
#[derive(Default)]
struct Entries<'a>(Vec<Seen<'a>>);

impl<'a> Entries<'a> {
    /// Puts entries in order. Of several with one key the last counts.
    fn new(mut entries: Vec<Seen<'a>>) -> Self {
        entries.sort_by_key(Seen::key);
        entries.dedup_by(|later, kept| {
            let is_same = later.key() == kept.key();
            if is_same {
                *kept = *later;
            }
            is_same
        });
        Self(entries)
    }

    fn get(&self, key: &Key<'_>) -> Option<&Seen<'a>> {
        let place = self.0.binary_search_by(|seen| seen.key().cmp(key)).ok()?;
        self.0.get(place)
    }
}

fn compare(old: &Entries<'_>, new: &Entries<'_>) -> (Questions, Sections) {
    let mut questions = Questions::default();
    let mut sections = Sections::default();
    // What is new and says what something says that is gone, in file order: candidates for what has
    // moved.
    let gone = old.0.iter().filter(|seen| new.get(&seen.key()).is_none());
    let gone: HashSet<(Kind, u64)> = gone.map(|seen| (seen.kind, seen.text)).collect();
    let mut arrived: HashMap<(Kind, u64), Vec<&Seen>> = HashMap::new();
    for seen in new.0.iter().rev() {
        let text = (seen.kind, seen.text);
        if gone.contains(&text) && old.get(&seen.key()).is_none() {
            arrived.entry(text).or_default().push(seen);
        }
    }
    let mut moved_to: BTreeSet<Key> = BTreeSet::new();
    for seen in &old.0 {
        let is_question = seen.kind == Kind::Question;
        match new.get(&seen.key()) {
            Some(now) if now.text == seen.text => {
                if is_question {
                    questions.unchanged += 1;
                } else {
                    sections.unchanged += 1;
                }
            }
            Some(now) if is_question => questions.changed.push(now.named()),
            Some(_) => sections.changed += 1,
            None => {
                let to = arrived.get_mut(&(seen.kind, seen.text)).and_then(Vec::pop);
                match (to, is_question) {
                    (Some(to), true) => {
                        moved_to.insert(to.key());
                        questions.moved.push(Moved {
                            from: seen.named(),
                            to: to.named(),
                        });
                    }
                    (Some(to), false) => {
                        moved_to.insert(to.key());
                        sections.moved += 1;
                    }
                    (None, true) => questions.removed.push(seen.named()),
                    (None, false) => sections.removed += 1,
                }
            }
        }
    }
    for seen in &new.0 {
        if old.get(&seen.key()).is_some() || moved_to.contains(&seen.key()) {
            continue;
        }
        if seen.kind == Kind::Question {
            questions.added.push(seen.named());
        } else {
            sections.added += 1;
        }
    }
    for list in [
        &mut questions.added,
        &mut questions.changed,
        &mut questions.removed,
    ] {
        list.sort_unstable();
    }
    questions.moved.sort_unstable();
    (questions, sections)
}

/// Counts the records that stayed as they were in files that did not, by language.
fn kept_by_language<'a>(
    files: &'a [CatalogFile],
    kept: &Kept<'_>,
) -> BTreeMap<&'a LanguageTag, u64> {
    let mut counts: BTreeMap<&LanguageTag, u64> = BTreeMap::new();
    for record in files.iter().flat_map(|file| kept.split(file).0) {
        *counts.entry(&record.language).or_default() += 1;
    }
    counts
}

/// Lists the entries of files by language, without the records that are kept.
fn entries<'a>(
    files: impl IntoIterator<Item = &'a CatalogFile>,
    kept: &Kept<'_>,
) -> BTreeMap<&'a LanguageTag, Entries<'a>> {
    let mut entries: BTreeMap<&LanguageTag, Vec<Seen<'_>>> = BTreeMap::new();
    for file in files {
        match &file.content {
            Content::Article(article) => {
                for entry in &article.entries {
                    let seen = Seen {
                        file: file.file_id(),
                        line: entry.line,
                        anchor: &entry.anchor,
                        id: &entry.id,
                        question: &entry.question,
                        kind: entry.kind,
                        text: entry.text_hash,
                    };
                    entries.entry(&article.language).or_default().push(seen);
                }
            }
            Content::Records(_) => {
                for record in kept.split(file).1 {
                    let seen = Seen {
                        file: file.file_id(),
                        line: 0,
                        anchor: &record.anchor,
                        id: &record.id,
                        question: "",
                        kind: Kind::Question,
                        text: record.text,
                    };
                    entries.entry(&record.language).or_default().push(seen);
                }
            }
            Content::Unreadable => {}
        }
    }
    let entries = entries.into_iter();
    entries
        .map(|(language, entries)| (language, Entries::new(entries)))
        .collect()
}

/// Lists the fragments of the pages `old` that the pages `new` lack.
pub(crate) fn anchors_gone<'a>(
    old: impl Iterator<Item = ArticleView<'a>>,
    new: impl Iterator<Item = ArticleView<'a>>,
) -> Vec<Gone> {
    let now = fragments(new);
    let mut gone = Vec::new();
    for (file, (language, before)) in fragments(old) {
        let now = now.get(&file).map(|(_, anchors)| anchors);
        for anchor in before {
            if now.is_none_or(|now| !now.contains(anchor)) {
                gone.push(Gone {
                    root: file.root,
                    path: file.path.to_string(),
                    anchor: anchor.to_string(),
                    language: language.clone(),
                });
            }
        }
    }
    gone
}

/// Pages and their fragments, which links may name; the empty fragment is the page itself.
type Fragments<'a> = BTreeMap<FileRef<'a>, (&'a LanguageTag, BTreeSet<&'a str>)>;

fn fragments<'a>(articles: impl Iterator<Item = ArticleView<'a>>) -> Fragments<'a> {
    let mut pages = Fragments::new();
    for article in articles {
        let page = pages
            .entry(article.file_id())
            .or_insert_with(|| (article.language, BTreeSet::from([""])));
        page.1.extend(article.fragments());
    }
    pages
}

/// Returns the articles among files.
pub(crate) fn views<'a>(
    files: impl IntoIterator<Item = &'a CatalogFile>,
) -> impl Iterator<Item = ArticleView<'a>> {
    files.into_iter().filter_map(CatalogFile::view)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::sample;
    use crate::index::store::record::ArticleRecord;

    fn catalog(files: &[(&str, &[(&str, &str)])]) -> Catalog {
        let file = |(path, entries): &(&str, &[(&str, &str)])| {
            let anchors: Vec<&str> = entries.iter().map(|(anchor, _)| *anchor).collect();
            let mut article = sample::article(path, "en", &anchors);
            for (entry, (anchor, text)) in article.entries.iter_mut().zip(*entries) {
                entry.id = format!("{path}-{anchor}");
                entry.question = (*text).to_string();
            }
            article.anchors = anchors.iter().map(ToString::to_string).collect();
            CatalogFile {
                root: 0,
                path: (*path).to_string(),
                content: Content::Article(Box::new(ArticleRecord::new(article))),
                findings: Vec::new(),
            }
        };
        Catalog {
            files: files.iter().map(file).collect(),
        }
    }

    #[test]
    fn each_question_is_added_changed_removed_moved_or_unchanged() {
        let old = catalog(&[
            (
                "a.md",
                &[("same", "Same?"), ("other", "Old?"), ("gone", "Gone?")],
            ),
            ("b.md", &[("here", "Here?")]),
        ]);
        let new = catalog(&[
            (
                "a.md",
                &[("same", "Same?"), ("other", "New?"), ("fresh", "Fresh?")],
            ),
            ("c.md", &[("there", "Here?")]),
        ]);
        let reused = vec![false; new.files.len()];
        let difference = difference(&old.files, &new, &reused);
        let questions = &difference.questions["en"];
        let ids = |list: &[Named]| list.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&questions.added), ["a.md-fresh"]);
        assert_eq!(ids(&questions.changed), ["a.md-other"]);
        assert_eq!(ids(&questions.removed), ["a.md-gone"]);
        assert_eq!(questions.moved.len(), 1);
        assert_eq!(questions.moved[0].from.id, "b.md-here");
        assert_eq!(questions.moved[0].to.id, "c.md-there");
        assert_eq!(questions.unchanged, 1);
        let gone: Vec<(&str, &str)> = difference
            .anchors_gone
            .iter()
            .map(|gone| (gone.path.as_str(), gone.anchor.as_str()))
            .collect();
        assert_eq!(gone, [("a.md", "gone"), ("b.md", ""), ("b.md", "here")]);
    }
    #[test]
    fn reused_files_count_as_unchanged() {
        let new = catalog(&[
            ("a.md", &[("one", "One?"), ("two", "Two?")]),
            ("b.md", &[("here", "Here?")]),
        ]);
        let old = catalog(&[("b.md", &[("here", "There?")])]);
        let difference = difference(&old.files, &new, &[true, false]);
        let questions = &difference.questions["en"];
        assert_eq!(questions.unchanged, 2);
        assert_eq!(questions.changed.len(), 1);
        assert!(questions.added.is_empty());
        assert!(difference.anchors_gone.is_empty());
    }
}
