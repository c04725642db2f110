//! What a query asks of a language whose postings are kept elsewhere.
//!
//! Owns how the words of a query, looked up and weighed, become the candidates that are wanted.

use super::{WantedCandidates, WantedField, WantedText, WantedWord};
use crate::index::{IndexError, TEXT_FIELDS, TextField, facet_term};
use crate::model::article::Kind;
use crate::search::parameters::RankingParameters;
use crate::search::query::parsed_request::ParsedRequest;
use crate::search::retrieve::bm25::{self, TermStats};
use crate::search::retrieve::segment::Segment;

/// How many candidates are asked for at least.
const LEAST: usize = 256;

/// Which part of that is asked for in languages that neither query nor reader are in: there neither
/// the places of words nor forms that were put right lift an entry from further below.
const FOREIGN: usize = 4;

/// How many are asked for where their texts decide.
const BY_TEXT: usize = 1000;

/// What matches beyond the entries at hand, where postings are kept elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Elsewhere {
    /// How many entries match, if there are more than those at hand and they are counted.
    pub(crate) total: Option<usize>,
    /// Whether more match than are counted.
    pub(crate) is_more: bool,
    /// Whether the entries are yet to come.
    pub(crate) is_waiting: bool,
}

/// What candidates are asked for with.
pub(crate) struct Asked<'a> {
    /// The query's words, as the language knows them.
    pub(crate) words: &'a [TermStats],
    /// The query.
    pub(crate) request: &'a ParsedRequest,
    /// What its operators ask for.
    pub(crate) texts: Vec<WantedText>,
    /// Hashes of the query as a question.
    pub(crate) question_hashes: &'a [u64],
    /// Whether the query is in this language.
    pub(crate) is_query_language: bool,
    /// Whether it is neither in this language nor asked by who reads it first.
    pub(crate) is_foreign: bool,
    /// How many entries are ranked.
    pub(crate) depth: usize,
}

impl Asked<'_> {
    /// Asks for the candidates, where postings are kept elsewhere.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn of(
        self,
        segment: &Segment,
        parameters: &RankingParameters,
    ) -> Result<Elsewhere, IndexError> {
        let Some(remote) = segment.remote() else {
            return Ok(Elsewhere::default());
        };
        let mut only_function = true;
        for word in self.words.iter().filter(|word| !word.term.is_function_word) {
            only_function &= !segment.fields.may_occur(&word.term)?;
        }
        let mut words = Vec::with_capacity(self.words.len());
        for word in self.words {
            words.push(wanted(segment, word, only_function, parameters)?);
        }
        let words_of_request = &self.request.words;
        let run = &parameters.run;
        let is_long = u32::try_from(words.len()).is_ok_and(|n| n >= run.certain_length);
        let is_pasted = is_long && self.is_query_language;
        let by_text = self.texts.iter().any(|text| text.words.len() > 1)
            || !self.request.operators.phrases.is_empty()
            || !self.request.operators.excluded.is_empty();
        let least = if by_text { BY_TEXT } else { LEAST };
        let facets = words_of_request.filters.iter();
        let wanted = WantedCandidates {
            words,
            questions: words_of_request.kind.map(|kind| kind == Kind::Question),
            facets: facets
                .map(|(field, value)| facet_term(field, value))
                .collect(),
            texts: self.texts,
            same_questions: self.question_hashes.to_vec(),
            covering: if is_pasted { run.candidates } else { 0 },
            size: match self.is_foreign && !by_text {
                true => self.depth.max(least) / FOREIGN,
                false => self.depth.max(least),
            },
        };
        let size = wanted.size;
        let total = remote.candidates(wanted);
        Ok(Elsewhere {
            // Where texts decide, only what is at hand can be counted.
            total: (total > size && !by_text).then_some(total),
            is_more: total > size && by_text,
            is_waiting: remote.is_waiting(),
        })
    }
}

/// Says where a word is looked for, and what it is worth there. All of it comes from the dictionary,
/// so that the candidates do not depend on what was counted before.
fn wanted(
    segment: &Segment,
    word: &TermStats,
    only_function: bool,
    parameters: &RankingParameters,
) -> Result<WantedWord, IndexError> {
    let term = &word.term;
    let entries = segment.entry_count();
    let rarity = bm25::idf(entries, segment.fields.estimated_frequency(term)?);
    let finds = only_function || !term.is_function_word;
    let mut fields = Vec::new();
    for field in TEXT_FIELDS {
        let is_own = matches!(field, TextField::Question | TextField::Answer);
        if term.is_function_word && !is_own {
            continue;
        }
        let selects = finds
            || field == TextField::Question && bm25::finds_by_question(segment, term, parameters)?;
        let weight = bm25::field_weight(segment, field, parameters) * term.weight;
        // Whoever scores there knows the rarity of a term in one field, and ours is that of the word.
        let boost = |terms: &[String], rarity: Option<f32>| -> Result<Option<f32>, IndexError> {
            let mut theirs = 0.0;
            for term in terms {
                let documents = segment.fields.counted_term(field, term)?;
                if documents == 0 {
                    return Ok(None);
                }
                theirs += bm25::idf(entries, documents);
            }
            let ours = rarity.unwrap_or(theirs);
            Ok(Some(weight * ours / theirs.max(f32::MIN_POSITIVE)))
        };
        let mut forms = Vec::new();
        for variant in &term.variants {
            if variant.terms.len() > 1 && !field.has_positions() {
                continue;
            }
            if let Some(boost) = boost(&variant.terms, Some(rarity))? {
                forms.push((variant.terms.clone(), boost * variant.weight));
            }
        }
        let exact = match &term.exact {
            Some(exact) => boost(std::slice::from_ref(exact), None)?,
            None => None,
        };
        if !forms.is_empty() {
            fields.push(WantedField {
                field,
                selects,
                forms,
                exact: exact.map(|boost| boost * parameters.exact_form.weight),
            });
        }
    }
    Ok(WantedWord {
        exact: term.exact.clone(),
        fields,
        weight: term.weight * rarity,
    })
}
