//! From ranked entries to hits as a reader sees them: language, highlights, snippet, translations.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::explain::explain;
use super::hit;
use super::snippet::{Highlighter, Meant};
use crate::content::markdown::text;
use crate::index::IndexError;
use crate::model::response::{self, Explanation, Hit, NamedEntry};
use crate::search::combine::hit::CollapsedHit;
use crate::search::combine::result::LanguageResult;
use crate::search::open_languages::OpenLanguages;
use crate::search::query::parsed_request::ParsedRequest;

/// Entries with the same answer that a hit lists.
const SAME_ANSWERS: usize = 10;

/// Hits of a page whose snippets are chosen by meaning where words choose none: more would take
/// longer than the search.
const BY_MEANING: usize = 10;

/// Shows the hits of one search.
pub(crate) struct Presenter<'s> {
    languages: &'s OpenLanguages,
    request: &'s ParsedRequest,
    results: &'s [LanguageResult],
    /// The reader's own languages, by number, best first.
    readers: &'s [usize],
    highlighters: BTreeMap<usize, Highlighter<'s>>,
}

impl<'s> Presenter<'s> {
    /// Makes a presenter for the results of one request. `readers` are the reader's own languages,
    /// best first.
    pub(crate) fn new(
        languages: &'s OpenLanguages,
        request: &'s ParsedRequest,
        results: &'s [LanguageResult],
        readers: &'s [usize],
    ) -> Self {
        Self {
            languages,
            request,
            results,
            readers,
            highlighters: BTreeMap::new(),
        }
    }

    /// Prepares one hit, in the reader's language where there is one.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn show(
        &mut self,
        rank: usize,
        collapsed: &CollapsedHit,
    ) -> Result<Hit, IndexError> {
        let best = &collapsed.best;
        let members = self.languages.translation_group(best.candidate.group)?;
        let shown = self
            .readers
            .iter()
            .copied()
            .find(|reader| *reader == best.language || members.contains_key(reader))
            .unwrap_or(collapsed.read().language);
        let doc = if shown == best.language {
            best.candidate.doc
        } else {
            let member = members.get(&shown).copied();
            member.unwrap_or(collapsed.read().candidate.doc)
        };
        let entry = self.languages.get(shown)?.segment.entry(doc)?;
        let tag = self.languages.tag(shown).clone();
        let mut hit = hit::of_entry(entry, tag, self.request.words.full);
        hit.rank = rank;
        hit.score = response::rounded(collapsed.score);
        hit.translations = translations(self.languages, shown, &members)?;
        let meant = self.meant(rank);
        let (question, snippet) =
            self.highlighter(shown)?
                .highlight(&hit.question, &text::plain(&hit.markdown), meant);
        hit.question_highlights = question.highlights;
        hit.snippet = snippet;
        hit.same_answer_total = collapsed.same.len();
        let listed = collapsed.same.iter().take(SAME_ANSWERS);
        hit.same_answer = listed
            .map(|same| named(self.languages, same.language, same.candidate.doc))
            .collect::<Result<_, _>>()?;
        if self.request.words.explain {
            hit.explanation = Some(self.explanation(collapsed)?);
        }
        Ok(hit)
    }

    /// Returns what chooses a sentence of a hit in which no word of the query stands, if the query
    /// was searched by its meaning.
    fn meant(&self, rank: usize) -> Option<Meant<'s>> {
        let model = self.languages.model.as_ref()?;
        let place = rank - self.request.words.offset.min(rank);
        let is_wanted = self.request.vector.is_some() && place <= BY_MEANING;
        is_wanted.then(|| Meant {
            model: model.encoder(),
            query: &self.request.words.query,
        })
    }

    /// Explains the score of a hit.
    fn explanation(&self, hit: &CollapsedHit) -> Result<Vec<Explanation>, IndexError> {
        let language = hit.best.language;
        let Some(result) = self.result(language) else {
            return Ok(Vec::new());
        };
        let fields = &self.languages.get(language)?.segment.fields;
        explain(hit, result, fields, &self.languages.parameters)
    }

    /// Returns what a language found, if it was searched.
    fn result(&self, language: usize) -> Option<&'s LanguageResult> {
        let mut results = self.results.iter();
        results.find(|result| result.language == language)
    }

    /// Returns what marks the query's words in the texts of a language.
    fn highlighter(&mut self, language: usize) -> Result<&mut Highlighter<'s>, IndexError> {
        let result = self.result(language);
        match self.highlighters.entry(language) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(place) => {
                let opened = self.languages.get(language)?;
                Ok(place.insert(if let Some(result) = result {
                    let words = result.words.iter().map(|stats| &stats.term);
                    Highlighter::new(&opened.analyzer, words)
                } else {
                    // What was typed is in another language; its names and numbers still match.
                    let parameters = &self.languages.parameters;
                    let words = opened.terms_for_marking(&self.request.words.query, parameters)?;
                    Highlighter::new(&opened.analyzer, words.iter())
                }))
            }
        }
    }
}

/// Names the other members of an entry's translation group, by language.
///
/// # Errors
/// The index is damaged.
pub(crate) fn translations(
    languages: &OpenLanguages,
    language: usize,
    members: &BTreeMap<usize, u32>,
) -> Result<Vec<NamedEntry>, IndexError> {
    let others = members.iter().filter(|(other, _)| **other != language);
    others
        .map(|(&other, &doc)| named(languages, other, doc))
        .collect()
}

/// Names an entry, which is cheaper than reading the whole of it.
///
/// # Errors
/// The index is damaged.
pub(crate) fn named(
    languages: &OpenLanguages,
    language: usize,
    doc: u32,
) -> Result<NamedEntry, IndexError> {
    let name = languages.get(language)?.segment.name(doc)?;
    Ok(NamedEntry {
        language: languages.tag(language).clone(),
        id: name.id,
        question: name.question,
        root: name.root,
        path: name.path,
        anchor: name.anchor,
        url: name.url,
    })
}
