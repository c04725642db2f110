//! From ranked entries to hits as a reader sees them: language, highlights,
//! snippet, translations, and why the entry stands where it does.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::snippet::Highlighter;
use crate::content::markdown::text;
use crate::index::{IndexError, TextField};
use crate::model::request::Request;
use crate::model::response::{self, Explanation, Hit, NamedEntry};
use crate::search::combine::merge::{Answered, Folded};
use crate::search::open_languages::OpenLanguages;
use crate::search::query::term::{QueryTerm, VariantKind};
use crate::search::retrieve::fields::Fields;

/// Of the entries with the same answer, a hit lists this many.
const SAME_ANSWERS: usize = 10;

/// Shows the hits of one search.
pub struct Presenter<'s> {
    languages: &'s OpenLanguages,
    request: &'s Request,
    answered: &'s [Answered],
    /// The reader's own languages, by number, best first.
    readers: &'s [usize],
    highlighters: BTreeMap<usize, Highlighter<'s>>,
}

impl<'s> Presenter<'s> {
    pub fn new(
        languages: &'s OpenLanguages,
        request: &'s Request,
        answered: &'s [Answered],
        readers: &'s [usize],
    ) -> Self {
        Self {
            languages,
            request,
            answered,
            readers,
            highlighters: BTreeMap::new(),
        }
    }

    /// Prepares one hit, in the reader's language where there is one.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn show(&mut self, rank: usize, folded: &Folded) -> Result<Hit, IndexError> {
        let members = self.languages.translation_group(folded.candidate.group)?;
        let matched = folded.language;
        let shown = self
            .readers
            .iter()
            .copied()
            .find(|reader| *reader == matched || members.contains_key(reader))
            .unwrap_or(folded.read.language);
        let doc = if shown == matched {
            folded.candidate.doc
        } else {
            let member = members.get(&shown).copied();
            member.unwrap_or(folded.read.candidate.doc)
        };
        let entry = self.languages.get(shown)?.segment.entry(doc)?;
        let translations = translations(self.languages, shown, &members)?;
        let tag = self.languages.tag(shown).to_string();
        let full = self.request.full;
        let mut hit = Hit::new(rank, folded.score, tag, entry, translations, full);
        let (question, snippet) = self
            .highlighter(shown)?
            .highlight(&hit.question, &text::plain(&hit.markdown));
        hit.question_highlights = question.highlights;
        hit.snippet = snippet;
        hit.same_answer_total = folded.same.len();
        let listed = folded.same.iter().take(SAME_ANSWERS);
        hit.same_answer = listed
            .map(|same| named(self.languages, same.language, same.candidate.doc))
            .collect::<Result<_, _>>()?;
        if self.request.explain {
            hit.explanation = Some(self.explain(folded)?);
        }
        Ok(hit)
    }

    /// What marks the query's words in the texts of a language.
    fn highlighter(&mut self, language: usize) -> Result<&mut Highlighter<'s>, IndexError> {
        match self.highlighters.entry(language) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(place) => {
                let opened = self.languages.get(language)?;
                let mut answered = self.answered.iter();
                let said = answered.find(|said| said.language == language);
                Ok(place.insert(if let Some(said) = said {
                    let words = said.words.iter().map(|stats| &stats.term);
                    Highlighter::new(&opened.analyzer, words)
                } else {
                    // What was typed is in another language; its names and numbers still match.
                    let words = opened.terms_for_marking(&self.request.query)?;
                    Highlighter::new(&opened.analyzer, words.iter())
                }))
            }
        }
    }

    /// What each word added to a hit, greatest first.
    fn explain(&self, folded: &Folded) -> Result<Vec<Explanation>, IndexError> {
        let mut answered = self.answered.iter();
        let Some(said) = answered.find(|said| said.language == folded.language) else {
            return Ok(Vec::new());
        };
        let opened = self.languages.get(said.language)?;
        let doc = folded.candidate.doc;
        let mut lines = Vec::new();
        let mut explained = 0.0;
        for scorer in &said.scorers {
            let Some(frequency) = scorer.postings.frequency(doc) else {
                continue;
            };
            let length = opened.segment.fields.lengths(scorer.field).code(doc);
            let added = said.scaled(scorer.score(frequency, length));
            explained += added;
            let word = &said.words[scorer.term].term;
            let form = if scorer.exact {
                "exact form".to_string()
            } else {
                forms(&opened.segment.fields, scorer.field, doc, word)?
            };
            lines.push(Explanation {
                word: word.surface.clone(),
                form,
                field: scorer.field.name(),
                added: response::rounded(added),
            });
        }
        lines.sort_by(|a, b| b.added.total_cmp(&a.added));
        let whole_entry = |form: &str, added: f32| Explanation {
            word: String::new(),
            form: form.to_string(),
            field: "all",
            added: response::rounded(added),
        };
        let rest = folded.score - explained;
        lines.push(whole_entry(
            "nearness and order of the words, share of the query held, kind of entry, language",
            rest,
        ));
        if folded.candidate.same_question {
            lines.push(whole_entry("the query is this question: always first", 0.0));
        }
        Ok(lines)
    }
}

/// The other members of an entry's translation group, by language.
///
/// # Errors
/// The index is damaged.
pub fn translations(
    languages: &OpenLanguages,
    language: usize,
    members: &BTreeMap<usize, u32>,
) -> Result<Vec<NamedEntry>, IndexError> {
    let others = members.iter().filter(|(other, _)| **other != language);
    others
        .map(|(&other, &doc)| named(languages, other, doc))
        .collect()
}

/// An entry by name; cheaper to read than the whole of it.
fn named(languages: &OpenLanguages, language: usize, doc: u32) -> Result<NamedEntry, IndexError> {
    let name = languages.get(language)?.segment.name(doc)?;
    Ok(NamedEntry {
        language: languages.tag(language).to_string(),
        id: name.id,
        question: name.question,
        path: name.path,
        anchor: name.anchor,
        url: name.url,
    })
}

/// The forms of a word that a document holds in a field.
fn forms(
    fields: &Fields,
    field: TextField,
    doc: u32,
    word: &QueryTerm,
) -> Result<String, IndexError> {
    let mut forms = Vec::new();
    for variant in &word.variants {
        let postings = fields.variant_postings(field, variant)?;
        if postings.frequency(doc).is_some() {
            let terms = variant.terms.join(" ");
            forms.push(match variant.kind {
                VariantKind::Word => terms,
                kind => format!("{terms} ({})", kind.as_str()),
            });
        }
    }
    Ok(forms.join(", "))
}
