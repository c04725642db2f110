//! What a query asks of a language whose postings are kept elsewhere.
//!
//! Owns how the words of a query, looked up and weighed, become the candidates that are wanted.

use super::{Forms, WantedCandidates, WantedField, WantedForms, WantedText, WantedWord};
use crate::index::{IndexError, TEXT_FIELDS, TextField, facet_term};
use crate::model::article::Kind;
use crate::search::parameters::RankingParameters;
use crate::search::query::parsed_request::ParsedRequest;
use crate::search::query::term::QueryTerm;
use crate::search::retrieve::bm25::{self, TermStats, Worth};
use crate::search::retrieve::segment::Segment;

/// How many candidates are asked for at least.
const LEAST: usize = 256;

/// Which part of that is asked for in languages that neither query nor reader are in: there neither
/// the places of words nor forms that were put right lift an entry from further below.
const FOREIGN: usize = 8;

/// How many are asked for where their texts decide.
const BY_TEXT: usize = 1000;

/// Less than how rare any term is that not all entries hold: what all hold tells nothing.
const LEAST_RARITY: f32 = 1e-6;

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
        let is_function = |word: &TermStats| word.term.is_function_word;
        let mut only_function = self.words.iter().any(is_function);
        for word in self.words.iter().filter(|word| !is_function(word)) {
            only_function = only_function && !segment.fields.occurs(&word.term)?;
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
    // It was looked up as any other word.
    let is_function_word = term.is_function_word && !word.is_demoted;
    let looked_up = QueryTerm {
        is_function_word,
        ..term.clone()
    };
    let frequencies = segment.fields.estimated(&looked_up)?;
    let worth = Worth::of(&looked_up, entries, frequencies, parameters);
    let finds = only_function || !term.is_function_word;
    let mut fields = Vec::new();
    for field in TEXT_FIELDS {
        let is_own = matches!(field, TextField::Question | TextField::Answer);
        if is_function_word && !is_own {
            continue;
        }
        let selects = finds
            || is_function_word
                && field == TextField::Question
                && bm25::finds_by_question(segment, term, parameters)?;
        let weight = bm25::field_weight(segment, field, parameters);
        let forms = FormsOfField::of(segment, field, term)?;
        if forms.0.is_empty() {
            continue;
        }
        let exact = match &term.exact {
            Some(exact) => segment.fields.counted_term(field, exact)?,
            None => 0,
        };
        let any = worth.in_field(field, false) * weight;
        let as_typed = worth.in_field(field, true) * weight;
        fields.push(WantedField {
            field,
            selects,
            forms: forms.wanted(any, bm25::of_field(&parameters.fields, field).k1),
            exact: (exact > 0).then(|| as_typed / bm25::idf(entries, exact).max(LEAST_RARITY)),
        });
    }
    Ok(WantedWord {
        exact: term.exact.clone(),
        fields,
        weight: term.weight * bm25::idf(entries, frequencies.document),
    })
}

/// The forms of a word that any entry holds in a field: those whose occurrences count alike, each
/// with what an occurrence counts and how rare it is to whoever keeps the postings.
struct FormsOfField(Vec<(Forms, f32, f32)>);

impl FormsOfField {
    fn of(segment: &Segment, field: TextField, term: &QueryTerm) -> Result<Self, IndexError> {
        let entries = segment.entry_count();
        let mut all: Vec<(Forms, f32, f32)> = Vec::new();
        for variant in &term.variants {
            if variant.terms.len() > 1 && !field.has_positions() {
                continue;
            }
            let mut rarity = 0.0;
            let mut is_held = true;
            for term in &variant.terms {
                let documents = segment.fields.counted_term(field, term)?;
                is_held &= documents > 0;
                rarity += bm25::idf(entries, documents);
            }
            if !is_held {
                continue;
            }
            let is_single = |forms: &Forms| forms.iter().all(|form| form.len() == 1);
            let alike = all.iter_mut().find(|(forms, weight, _)| {
                variant.terms.len() == 1 && is_single(forms) && *weight == variant.weight
            });
            match alike {
                Some((forms, _, rarest)) => {
                    forms.push(variant.terms.clone());
                    // Of terms that are counted together the most frequent says how rare they are.
                    *rarest = rarity.min(*rarest);
                }
                None => all.push((vec![variant.terms.clone()], variant.weight, rarity)),
            }
        }
        Ok(Self(all))
    }

    /// Says what they are worth, where the word is worth `factor`.
    fn wanted(self, factor: f32, k1: f32) -> Vec<WantedForms> {
        let all = self.0.into_iter();
        all.map(|(forms, weight, rarity)| WantedForms {
            forms,
            // Less frequent by their weight, as in a text of average length.
            boost: factor * weight * (k1 + 1.0) / (weight + k1) / rarity.max(LEAST_RARITY),
        })
        .collect()
    }
}
