//! Questions that are related to an entry.
//!
//! They are what a search for the entry's question and the rarest words of its answer finds, less
//! the entry itself: `more_like_this` of other engines, by the same ranking as every search.

use std::collections::BTreeMap;

use super::open_languages::OpenLanguages;
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
    let mut request = Request::new(&query(languages, entry)?);
    request.languages = Languages::Only(vec![entry.language.clone()]);
    request.display_languages = vec![entry.language.clone()];
    request.kind = Some(Kind::Question);
    request.limit = limit.saturating_add(MORE);
    let hits = searcher.search(&request)?.hits;
    // Where the answer stands several times, another of its entries may stand for this one.
    let is_entry =
        |hit: &Hit| hit.id == entry.id || hit.same_answer.iter().any(|same| same.id == entry.id);
    let own = hits.iter().find(|hit| is_entry(hit)).or(hits.first());
    let least = own.map_or(0.0, |own| own.score) * languages.parameters.related.least_share;
    let others = hits
        .iter()
        .filter(|hit| !is_entry(hit) && hit.score >= least);
    Ok(others.take(limit).map(NamedEntry::of_hit).collect())
}

/// Makes the query: the question, and those words of the answer that the fewest entries hold, in
/// their order.
///
/// # Errors
/// The index is damaged.
fn query(languages: &OpenLanguages, entry: &Hit) -> Result<String, IndexError> {
    let mut query = entry.question.clone();
    let number = languages
        .numbers()
        .find(|&n| *languages.tag(n) == entry.language);
    let Some(number) = number else {
        return Ok(query);
    };
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
