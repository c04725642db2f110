//! Questions that are related to an entry.
//!
//! They are what a search for the entry's question and the rarest words of its answer finds, less
//! the entry itself: `more_like_this` of other engines, by the same ranking as every search. Where
//! the entries have vectors, those near in meaning join them, and what is far in meaning is left
//! out. A question that has no vectors yet goes by its words.

use std::collections::BTreeMap;

use super::combine::collapse::is_same_answer;
use super::open_languages::OpenLanguages;
use super::present::presenter::named;
use super::query::parse::truncate_at_char;
use super::searcher::Searcher;
use crate::analysis::Tokens;
use crate::content::markdown::text;
use crate::index::IndexError;
use crate::model::article::Kind;
use crate::model::request::{Languages, Request};
use crate::model::response::{Hit, NamedEntry};

/// Bytes of an answer that are looked through for rare words.
const LOOKED_THROUGH: usize = 8 * 1024;

/// Hits beyond those wanted: the entry itself, its translations and entries below the least score.
const MORE: usize = 10;

/// Returns at most `limit` questions that are related to an entry, best first, in its language.
///
/// # Errors
/// The index is damaged.
pub(crate) fn related(
    searcher: &Searcher,
    entry: &Hit,
    limit: usize,
) -> Result<Vec<NamedEntry>, IndexError> {
    let languages = searcher.open_languages();
    let number = languages
        .numbers()
        .find(|&n| *languages.tag(n) == entry.language);
    let Some(number) = number else {
        return Ok(Vec::new());
    };
    let mut request = Request::new(&query(languages, number, entry)?);
    request.languages = Languages::Only(vec![entry.language.clone()]);
    request.display_languages = vec![entry.language.clone()];
    request.kind = Some(Kind::Question);
    request.limit = limit.saturating_add(MORE);
    let hits = searcher.search_by_words(&request)?.hits;
    // Where the answer stands several times, another of its entries may stand for this one.
    let is_entry =
        |hit: &Hit| hit.id == entry.id || hit.same_answer.iter().any(|same| same.id == entry.id);
    let own = hits.iter().find(|hit| is_entry(hit)).or(hits.first());
    let own = own.map_or(0.0, |own| own.score);
    let least = own * languages.parameters.related.least_share;
    let others = hits
        .iter()
        .filter(|hit| !is_entry(hit) && hit.score >= least);
    let vectors = languages.vectors(number)?;
    if let Some(vectors) = vectors.filter(|vectors| vectors.are_measured())
        && let Some(doc) = document(languages, number, &entry.id)?
    {
        let mut shares = BTreeMap::new();
        for hit in others.clone() {
            if let Some(other) = document(languages, number, &hit.id)? {
                shares.insert(other, hit.score / own.max(f32::MIN_POSITIVE));
            }
        }
        if let Some(alike) = vectors.alike(doc, shares.keys().copied()) {
            let near = Near {
                languages,
                number,
                doc,
            };
            return near.related(&shares, alike, limit);
        }
    }
    Ok(others.take(limit).map(NamedEntry::of_hit).collect())
}

/// Makes the query: the question, and those words of the answer that the fewest entries hold, in
/// their order.
///
/// # Errors
/// The index is damaged.
fn query(languages: &OpenLanguages, number: usize, entry: &Hit) -> Result<String, IndexError> {
    let mut query = entry.question.clone();
    let open = languages.get(number)?;
    let answer = text::plain(&entry.markdown);
    let answer = truncate_at_char(&answer, LOOKED_THROUGH);
    let mut tokens = Tokens::default();
    open.analyzer.analyze(answer, &mut tokens);
    // By where the word stands, so that a word with several terms is taken once.
    let mut words: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    let mut seen = std::collections::BTreeSet::new();
    for (term, token) in tokens.iter() {
        if term.starts_with('=') || !seen.insert(term.to_owned()) {
            continue;
        }
        let documents = open.segment.fields.document_frequency(term)?;
        // A word that no other entry holds leads to none.
        if documents > 1 {
            let place = words.entry((token.from, token.to)).or_insert(documents);
            *place = documents.min(*place);
        }
    }
    let mut words: Vec<_> = words.into_iter().collect();
    words.sort_by_key(|&(place, documents)| (documents, place));
    words.truncate(languages.parameters.related.answer_words);
    words.sort_unstable();
    for ((from, to), _) in words {
        query.push(' ');
        query.push_str(answer.get(from as usize..to as usize).unwrap_or_default());
    }
    Ok(query)
}

/// Returns the document of an entry.
///
/// # Errors
/// The index is damaged.
fn document(languages: &OpenLanguages, number: usize, id: &str) -> Result<Option<u32>, IndexError> {
    let segment = &languages.get(number)?.segment;
    for doc in segment.documents_with_reference(id)? {
        if segment.name(doc)?.id == id {
            return Ok(Some(doc));
        }
    }
    Ok(None)
}

/// What is near to an entry in meaning.
struct Near<'a> {
    languages: &'a OpenLanguages,
    number: usize,
    doc: u32,
}

impl Near<'_> {
    /// Returns at most `limit` questions that are related, best first. `shares` has those that
    /// words found: their scores as shares of that of the entry. `alike` has them, too, and those
    /// that are near, with how alike they are; none for those without vectors.
    ///
    /// # Errors
    /// The index is damaged.
    fn related(
        &self,
        shares: &BTreeMap<u32, f32>,
        alike: Vec<(u32, Option<f32>)>,
        limit: usize,
    ) -> Result<Vec<NamedEntry>, IndexError> {
        let parameters = &self.languages.parameters.related;
        let columns = &self.languages.get(self.number)?.segment.columns;
        let is_other = |doc: u32| {
            let flags = columns.flags(doc);
            doc != self.doc && flags.is_question() && !flags.is_navigation()
        };
        let near = alike.into_iter().filter_map(|(doc, alike)| {
            let share = shares.get(&doc).copied();
            let is_near = match share {
                Some(_) => alike.is_none_or(|alike| alike >= parameters.least_alike),
                None => alike.is_some_and(|alike| alike >= parameters.least_alike_alone),
            };
            let of_meaning = parameters.meaning * alike.unwrap_or_default();
            let strength = share.unwrap_or_default() + of_meaning;
            (is_near && is_other(doc)).then_some((strength, doc))
        });
        let mut found: Vec<(f32, u32)> = near.collect();
        found.sort_unstable_by(|(own, a), (other, b)| {
            let by_place = || columns.sort_key(*a).cmp(&columns.sort_key(*b));
            other.total_cmp(own).then_with(by_place)
        });
        // One of several entries with one answer, and none with that of the entry itself.
        let mut kept = vec![self.doc];
        let answer = |doc: u32| (columns.answer(doc), columns.sort_key(doc).file());
        for (_, doc) in found {
            if kept.len() > limit {
                break;
            }
            let is_same = |known: &u32| is_same_answer(answer(doc), answer(*known));
            if !kept.iter().any(is_same) {
                kept.push(doc);
            }
        }
        let others = kept.into_iter().skip(1);
        others
            .map(|doc| named(self.languages, self.number, doc))
            .collect()
    }
}
