//! Why a hit has its score: what each form of each word added, then what each signal added.
//!
//! Reads the signals that ranking kept, and what was added to the score after them.

use crate::index::{IndexError, TextField};
use crate::model::response::Explanation;
use crate::search::combine::hit::CollapsedHit;
use crate::search::combine::result::LanguageResult;
use crate::search::parameters::RankingParameters;
use crate::search::query::term::{QueryTerm, VariantKind};
use crate::search::retrieve::fields::Fields;

/// The field that is named where the entry as a whole is meant.
const WHOLE_ENTRY: &str = "all";

/// Explains the score of a hit: the words first, greatest first, then the signals in the order in
/// which they are applied. Signals that change nothing are left out.
///
/// # Errors
/// The index is damaged.
pub(crate) fn explain(
    hit: &CollapsedHit,
    result: &LanguageResult,
    fields: &Fields,
    parameters: &RankingParameters,
) -> Result<Vec<Explanation>, IndexError> {
    let mut lines = words(hit, result, fields)?;
    lines.sort_by(|a, b| b.added.total_cmp(&a.added));
    let mut add = |signal: &str, field, added: f32| {
        if added != 0.0 {
            lines.push(signal_line(signal, field, added));
        }
    };
    let candidate = &hit.best.candidate;
    for one in candidate.signals.contributions(parameters) {
        let field = one.field.map_or(WHOLE_ENTRY, TextField::name);
        add(one.signal, field, result.scaled(one.added));
    }
    add(
        "best entry with the form typed",
        WHOLE_ENTRY,
        result.scaled(candidate.promotion),
    );
    add(
        "signs and capitals as typed",
        TextField::Question.name(),
        result.scaled(candidate.typed_form),
    );
    let in_language = result.scaled(candidate.score);
    let preferred = in_language * hit.preferred;
    add(
        "found in the reader's language",
        WHOLE_ENTRY,
        preferred - in_language,
    );
    add(
        "listed below what was ranked before",
        WHOLE_ENTRY,
        hit.score - preferred,
    );
    if candidate.same_question {
        lines.push(signal_line(
            "the query is this question: always first",
            WHOLE_ENTRY,
            0.0,
        ));
    }
    Ok(lines)
}

/// Explains the lexical signal: what each form of each word added in each field.
fn words(
    hit: &CollapsedHit,
    result: &LanguageResult,
    fields: &Fields,
) -> Result<Vec<Explanation>, IndexError> {
    let doc = hit.best.candidate.doc;
    let mut lines = Vec::new();
    for scorer in &result.scorers {
        let Some(frequency) = scorer.postings.frequency(doc)? else {
            continue;
        };
        let length = fields.lengths(scorer.field).code(doc);
        let added = result.scaled(scorer.score(frequency, length));
        let word = &result.words[scorer.term].term;
        let form = if scorer.exact {
            "exact form".to_string()
        } else {
            forms(fields, scorer.field, doc, word)?
        };
        let surface = word.surface.clone();
        lines.push(Explanation::new(surface, form, scorer.field.name(), added));
    }
    Ok(lines)
}

/// Makes the line of a signal.
fn signal_line(signal: &str, field: &'static str, added: f32) -> Explanation {
    Explanation::new(String::new(), signal.to_string(), field, added)
}

/// Lists the forms of a word that a document holds in a field.
fn forms(
    fields: &Fields,
    field: TextField,
    doc: u32,
    word: &QueryTerm,
) -> Result<String, IndexError> {
    let mut forms = Vec::new();
    for variant in &word.variants {
        let postings = fields.variant_postings(field, variant)?;
        if postings.frequency(doc)?.is_some() {
            let terms = variant.terms.join(" ");
            forms.push(match variant.kind {
                VariantKind::Word => terms,
                kind => format!("{terms} ({})", kind.as_str()),
            });
        }
    }
    Ok(forms.join(", "))
}
