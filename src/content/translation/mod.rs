//! Which articles, and which of their entries, are translations of each other.
//!
//! Owns article keys, the alignment of headings that lost their anchors, and the
//! group identity that the index stores. Reads no files.

mod align;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::language::{path, path_below_language};
use super::view::ArticleView;
use crate::model::article::{Article, Entry, EntryKey, Heading, LanguageSource};
use crate::model::hash;
use crate::model::language::primary;
use crate::model::problem::Problem;
use crate::model::rule;

/// How many files a message names before it only counts them.
const NAMED_FILES: usize = 3;

/// Which articles are translations of each other, and which entries.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pairing {
    /// The key of each article: what its translations share.
    pub(crate) keys: Vec<String>,
    /// The entries that have another key than their reader gave them.
    pub(crate) aligned: Vec<Alignment>,
    /// What is wrong with asset ids.
    pub(crate) problems: Vec<Problem>,
}

/// An entry of a translation that takes the key of its counterpart.
#[derive(Clone, Debug)]
pub(crate) struct Alignment {
    /// Number of the article.
    pub(crate) article: usize,
    /// Number of the entry in it.
    pub(crate) entry: usize,
    /// The key of the counterpart.
    pub(crate) key: EntryKey,
}

/// Pairs articles with their translations, and entries with their counterparts.
///
/// The views must have the entry keys that readers gave them. Published anchors stay as they are.
#[must_use]
pub(crate) fn pair(articles: &[ArticleView<'_>]) -> Pairing {
    let (keys, problems) = assign_keys(articles);
    let articles: Vec<ArticleView> = articles
        .iter()
        .zip(&keys)
        .map(|(article, key)| ArticleView {
            key,
            ..article.clone()
        })
        .collect();
    let aligned = align(&articles);
    Pairing {
        keys,
        aligned,
        problems,
    }
}

/// Pairs articles that were read, and gives them and their entries the keys. Returns what is wrong
/// with asset ids.
pub(crate) fn pair_articles(articles: &mut [Article]) -> Vec<Problem> {
    let views: Vec<ArticleView> = articles.iter().map(ArticleView::from).collect();
    let pairing = pair(&views);
    for (article, key) in articles.iter_mut().zip(pairing.keys) {
        article.key = key;
    }
    for Alignment {
        article,
        entry,
        key,
    } in pairing.aligned
    {
        let article = articles.get_mut(article);
        if let Some(entry) = article.and_then(|article| article.entries.get_mut(entry)) {
            key.give_to(entry);
        }
    }
    pairing.problems
}

/// Chooses the key of every article: what its translations share.
///
/// That is the asset id, trimmed and lower-cased, unless two articles of one language
/// claim it (reported as `asset-id-ambiguous`; then nobody has it). Articles without one
/// take the key of a translation at the same path below the language folder, else that
/// path. A path that two articles of one language share is told apart by content root,
/// and if that does not help, by the whole path.
fn assign_keys(articles: &[ArticleView<'_>]) -> (Vec<String>, Vec<Problem>) {
    let paths = path_keys(articles);
    let (trusted, problems) = trusted_ids(articles);

    // Who has which key already: no two articles of one language may share one.
    let mut taken: HashSet<(&str, &str)> = HashSet::new();
    let mut by_path: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, article) in articles.iter().enumerate() {
        if let Some(id) = trusted.get(index).and_then(Option::as_ref) {
            taken.insert((id.as_str(), article.language));
        }
        if let Some(path) = paths.get(index) {
            by_path.entry(path).or_default().push(index);
        }
    }
    let mut keys: Vec<String> = Vec::with_capacity(articles.len());
    for (index, (article, path)) in articles.iter().zip(&paths).enumerate() {
        let own = trusted.get(index).cloned().flatten();
        let key = own.or_else(|| {
            let siblings = by_path.get(path.as_str())?;
            let id = siblings
                .iter()
                .filter_map(|&sibling| {
                    Some((articles.get(sibling)?, trusted.get(sibling)?.as_ref()?))
                })
                .min_by_key(|(sibling, _)| reference_rank(sibling))
                .map(|(_, id)| id.as_str())?;
            taken.insert((id, article.language)).then(|| id.to_owned())
        });
        keys.push(key.unwrap_or_else(|| path.clone()));
    }
    (keys, problems)
}

/// Returns for each article its asset id if it can be trusted, and the problems of those that
/// cannot.
fn trusted_ids(articles: &[ArticleView<'_>]) -> (Vec<Option<String>>, Vec<Problem>) {
    let ids: Vec<Option<String>> = articles
        .iter()
        .map(|article| {
            article
                .asset_id
                .map(|id| id.trim().to_lowercase())
                .filter(|id| !id.is_empty())
        })
        .collect();
    let mut claims: BTreeMap<(&str, &str), Vec<&ArticleView>> = BTreeMap::new();
    for (article, id) in articles.iter().zip(&ids) {
        if let Some(id) = id {
            claims
                .entry((id, article.language))
                .or_default()
                .push(article);
        }
    }
    let mut ambiguous: BTreeSet<String> = BTreeSet::new();
    let mut problems = Vec::new();
    for ((id, language), mut claimants) in claims {
        if claimants.len() < 2 {
            continue;
        }
        ambiguous.insert(id.to_owned());
        claimants.sort_by_key(|article| (article.root, article.path));
        if let [first, others @ ..] = claimants.as_slice() {
            let message = format!(
                "ms.assetid {id} is also that of {} ({language})",
                name_files(others)
            );
            problems.push(Problem::new(
                rule::ASSET_ID_AMBIGUOUS,
                first.root,
                first.path,
                0,
                message,
            ));
        }
    }
    let trusted = ids
        .into_iter()
        .map(|id| id.filter(|id| !ambiguous.contains(id)))
        .collect();
    (trusted, problems)
}

fn name_files(articles: &[&ArticleView<'_>]) -> String {
    let mut names: Vec<String> = articles
        .iter()
        .take(NAMED_FILES)
        .map(|article| article.path.to_owned())
        .collect();
    if articles.len() > NAMED_FILES {
        names.push(format!("{} more", articles.len() - NAMED_FILES));
    }
    names.join(", ")
}

/// Returns for each article the key that its path gives.
fn path_keys(articles: &[ArticleView<'_>]) -> Vec<String> {
    let known: HashSet<(usize, &str)> = articles
        .iter()
        .map(|article| (article.root, article.path))
        .collect();
    let below: Vec<String> = articles
        .iter()
        .map(|article| original_path(article, &known))
        .collect();
    let in_root: Vec<String> = articles
        .iter()
        .zip(&below)
        .map(|(article, below)| {
            if article.root == 0 {
                below.clone()
            } else {
                format!("{}:{below}", article.root)
            }
        })
        .collect();
    // A key is clear when no language has it twice; one key may be clear for some languages only,
    // but a pairing across roots must hold for all of them or none.
    let repeated_in = |keys: &[String], with_language: bool| -> HashSet<String> {
        let mut seen = HashSet::new();
        let mut repeated = HashSet::new();
        for (article, key) in articles.iter().zip(keys) {
            if !seen.insert((key.clone(), article.language)) {
                repeated.insert(if with_language {
                    format!("{key}\0{}", article.language)
                } else {
                    key.clone()
                });
            }
        }
        repeated
    };
    let repeated_below = repeated_in(&below, false);
    let repeated_in_root = repeated_in(&in_root, true);
    articles
        .iter()
        .zip(below.iter().zip(&in_root))
        .map(|(article, (below, in_root))| {
            if !repeated_below.contains(below) {
                below.clone()
            } else if !repeated_in_root.contains(&format!("{in_root}\0{}", article.language)) {
                in_root.clone()
            } else if article.root == 0 {
                article.path.to_owned()
            } else {
                format!("{}:{}", article.root, article.path)
            }
        })
        .collect()
}

/// Returns the path that an article shares with its translations: that below its language folder;
/// for a file that is called as its language, that of the index of its folder.
fn original_path(article: &ArticleView<'_>, known: &HashSet<(usize, &str)>) -> String {
    const INDEXES: [&str; 4] = ["index.md", "README.md", "readme.md", "_index.md"];
    let named = path::file_name(article.path).filter(|name| {
        article.language_source == LanguageSource::Path && name.tag == *article.language
    });
    let Some((folder, _)) = named.and_then(|_| article.path.rsplit_once('/')) else {
        return path_below_language(article.path);
    };
    let mut indexes = INDEXES.iter().map(|index| format!("{folder}/{index}"));
    let there = indexes.find(|index| known.contains(&(article.root, index.as_str())));
    there.unwrap_or_else(|| format!("{folder}/index.md"))
}

/// Orders articles so that the one that others are compared with comes first: English, else
/// the first language tag.
fn reference_rank<'a>(article: &ArticleView<'a>) -> (bool, bool, &'a str, usize, &'a str) {
    let language = article.language;
    (
        language != "en",
        primary(language) != "en",
        language,
        article.root,
        article.path,
    )
}

/// Returns the articles of each key as indices, the reference first. Keys with one article are left
/// out.
pub(crate) fn families(articles: &[ArticleView<'_>]) -> Vec<Vec<usize>> {
    let mut by_key: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, article) in articles.iter().enumerate() {
        by_key.entry(article.key).or_default().push(index);
    }
    let mut families: Vec<Vec<usize>> = by_key
        .into_values()
        .filter(|family| family.len() > 1)
        .collect();
    for family in &mut families {
        family.sort_by_key(|&index| articles.get(index).map(reference_rank));
    }
    families
}

/// Finds entries below headings that have a counterpart in the reference article, whose key they
/// take. A heading with an explicit anchor that the reference has, too, keeps it.
///
/// The reference is the English article if there is one, else that of the first language tag.
/// Expects the keys of [`assign_keys`].
fn align(articles: &[ArticleView<'_>]) -> Vec<Alignment> {
    let mut alignments = Vec::new();
    for family in families(articles) {
        let Some((&reference, translations)) = family.split_first() else {
            continue;
        };
        let Some(reference) = articles.get(reference) else {
            continue;
        };
        for &article in translations {
            let Some(translation) = articles.get(article) else {
                continue;
            };
            let found = aligned(reference, translation).into_iter();
            alignments.extend(found.map(|(entry, key)| Alignment {
                article,
                entry,
                key,
            }));
        }
    }
    alignments
}

/// Returns the entries of a translation that take another key, by number.
fn aligned(reference: &ArticleView<'_>, translation: &ArticleView<'_>) -> Vec<(usize, EntryKey)> {
    let mut free: HashSet<(&str, u32)> = reference
        .entries
        .iter()
        .map(|entry| (entry.base_anchor, entry.ordinal))
        .collect();
    let known: HashSet<&str> = (reference.headings.iter())
        .map(|heading| heading.base_anchor.as_str())
        .chain(free.iter().map(|(anchor, _)| *anchor))
        .collect();
    // An anchor of its own that the original lacks tells nothing about the counterpart.
    let is_settled =
        |heading: &Heading| heading.explicit && known.contains(heading.base_anchor.as_str());
    if translation.headings.iter().all(is_settled) {
        return Vec::new();
    }
    let counterparts = align::counterparts(reference, translation);
    let places = entries_by_heading(reference);
    let mut candidates = Vec::new();
    for (place, index) in entries_by_heading(translation) {
        let Some(entry) = translation.entries.get(index) else {
            continue;
        };
        let explicit = place
            .0
            .and_then(|heading| translation.headings.get(heading))
            .is_none_or(is_settled);
        if explicit {
            free.remove(&(entry.base_anchor, entry.ordinal));
        } else if let Some(counterpart) = place
            .0
            .map_or(Some(None), |heading| {
                counterparts.get(heading).copied().flatten().map(Some)
            })
            .and_then(|heading| places.get(&(heading, place.1)))
            .and_then(|&index| reference.entries.get(index))
        {
            candidates.push((index, entry, counterpart));
        }
    }
    candidates
        .into_iter()
        .filter(|(_, _, counterpart)| free.remove(&(counterpart.base_anchor, counterpart.ordinal)))
        .filter(|(_, entry, counterpart)| {
            (entry.base_anchor, entry.ordinal) != (counterpart.base_anchor, counterpart.ordinal)
        })
        .map(|(index, _, counterpart)| {
            let key = EntryKey {
                base_anchor: counterpart.base_anchor.to_owned(),
                ordinal: counterpart.ordinal,
            };
            (index, key)
        })
        .collect()
}

/// The position of an entry: the heading it stands at or under, and its number there.
type HeadingPosition = (Option<usize>, usize);

/// Entries by place. Entries and outline are both in file order.
fn entries_by_heading(article: &ArticleView<'_>) -> BTreeMap<HeadingPosition, usize> {
    let mut places = BTreeMap::new();
    let mut headings = article.headings.iter().enumerate().peekable();
    let mut current: HeadingPosition = (None, 0);
    for (index, entry) in article.entries.iter().enumerate() {
        while let Some((heading, _)) = headings.next_if(|(_, heading)| heading.line <= entry.line) {
            current = (Some(heading), 0);
        }
        places.insert(current, index);
        current.1 += 1;
    }
    places
}

/// Returns the identity of a translation group: entries that share it are one question in several
/// languages.
///
/// The first eight bytes, little endian, of BLAKE3 over article key, base anchor and ordinal,
/// separated by zero bytes.
#[must_use]
pub(crate) fn group_of(article: &Article, entry: &Entry) -> u64 {
    group(&article.key, &entry.base_anchor, entry.ordinal)
}

/// Does the same as [`group_of`] for those who have no article, such as readers of JSON Lines.
#[must_use]
pub(crate) fn group(article_key: &str, base_anchor: &str, ordinal: u32) -> u64 {
    hash::number([
        article_key.as_bytes(),
        &[0],
        base_anchor.as_bytes(),
        &[0],
        &ordinal.to_le_bytes(),
    ])
}

/// Returns the groups with more than one member: (index of the article, index of the entry in it),
/// in the order of `articles`.
#[must_use]
pub(crate) fn links(articles: &[Article]) -> BTreeMap<u64, Vec<(usize, usize)>> {
    let mut groups: BTreeMap<u64, Vec<(usize, usize)>> = BTreeMap::new();
    for (article_index, article) in articles.iter().enumerate() {
        for (entry_index, entry) in article.entries.iter().enumerate() {
            groups
                .entry(group_of(article, entry))
                .or_default()
                .push((article_index, entry_index));
        }
    }
    groups.retain(|_, members| members.len() > 1);
    groups
}

#[cfg(test)]
mod tests;
