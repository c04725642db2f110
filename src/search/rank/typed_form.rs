//! Prefers entries whose question has a word in the very form that was typed, where signs or
//! capitals tell words apart: C++ and C, .NET and net, $PATH and path, US and us.
//!
//! Owns which forms those are. Terms know nothing of signs and capitals, so
//! the questions themselves are read, and only for queries with such a form.

use crate::analysis::is_joined_script;
use crate::index::{IndexError, TextField};
use crate::search::parameters::TypedFormParameters;
use crate::search::rank::candidate::Candidate;
use crate::search::retrieve::bm25::{TermScorer, TermStats};

/// Signs that belong to a name before it or after it.
const SIGNS: &str = "+#$@*!~%&.-=^<>/\\_|";

/// A word of the query in the form typed.
#[derive(Debug, PartialEq)]
struct TypedForm {
    text: String,
    /// Whether capitals tell it apart; else they do not matter.
    has_capitals: bool,
}

/// The query as typed and as one language understood it.
#[derive(Clone, Copy)]
pub(crate) struct TypedQuery<'a> {
    /// The text.
    pub(crate) text: &'a str,
    /// Its words.
    pub(crate) words: &'a [TermStats],
    /// Where each stands.
    pub(crate) scorers: &'a [TermScorer],
    /// Whether it is in this language. In others the form typed says nothing.
    pub(crate) is_query_language: bool,
}

/// Compares the questions of the best candidates with the query as typed, and puts them in the
/// order that results. `question_of` reads the question of a document.
///
/// # Errors
/// The index is damaged.
pub(crate) fn prefer(
    query: TypedQuery<'_>,
    parameters: &TypedFormParameters,
    candidates: &mut [Candidate],
    mut question_of: impl FnMut(u32) -> Result<String, IndexError>,
) -> Result<(), IndexError> {
    let asked = candidates
        .iter()
        .take_while(|one| one.same_question)
        .count();
    let forms = match query.is_query_language {
        true => forms(query.text),
        false => Vec::new(),
    };
    if asked < 2 && forms.is_empty() {
        return Ok(());
    }
    let read = if forms.is_empty() {
        asked
    } else {
        parameters.candidates.max(asked)
    };
    #[allow(clippy::cast_precision_loss)] // a few words
    let factor =
        |held: usize| 1.0 + (parameters.factor - 1.0) * held as f32 / forms.len().max(1) as f32;
    let best = candidates.iter().take(read);
    let mut documents: Vec<u32> = best.map(|candidate| candidate.doc).collect();
    documents.sort_unstable();
    let holders = forms.iter().map(|form| query.holders(form, &documents));
    let holders: Vec<Holders> = holders.collect::<Result<_, _>>()?;
    // Reading a question costs more than looking its words up.
    let is_read = |candidate: &&mut Candidate| {
        let may_hold = |holders: &Holders| holders.may_have(candidate.doc);
        candidate.same_question || holders.iter().any(may_hold)
    };
    let read = candidates.iter_mut().take(read).filter(is_read);
    let mut read: Vec<&mut Candidate> = read.collect();
    // Questions of neighbours are stored together.
    read.sort_unstable_by_key(|candidate| candidate.doc);
    for candidate in read {
        let question = question_of(candidate.doc)?;
        // Only among entries that ask the very question it settles the order.
        if candidate.same_question {
            candidate.typed_alike = alike(query.text, &question);
        }
        let lower = question.to_lowercase();
        let held = forms.iter().filter(|form| {
            let text = if form.has_capitals { &question } else { &lower };
            holds(text, &form.text)
        });
        let before = candidate.score;
        candidate.score *= factor(held.count());
        candidate.typed_form = candidate.score - before;
    }
    Candidate::sort(candidates);
    Ok(())
}

impl TypedQuery<'_> {
    /// Finds those of the documents, which ascend, whose questions have the word of a form, however
    /// it is written.
    fn holders(self, form: &TypedForm, documents: &[u32]) -> Result<Holders, IndexError> {
        let typed = form.text.to_lowercase();
        let is_it = |word: &TermStats| word.term.surface.to_lowercase() == typed;
        let Some(number) = self.words.iter().position(is_it) else {
            return Ok(Holders(None));
        };
        // Where the form typed stands, its stem stands.
        let is_stem = |scorer: &&TermScorer| {
            scorer.term == number && scorer.field == TextField::Question && !scorer.exact
        };
        let stem = self.scorers.iter().find(is_stem);
        let holders = stem
            .map(|stem| stem.postings.among(documents))
            .transpose()?;
        Ok(Holders(Some(holders.unwrap_or_default())))
    }
}

/// The documents, ascending, whose questions have the word of a form; nothing where it is no word of
/// the query.
struct Holders(Option<Vec<u32>>);

impl Holders {
    /// Returns whether the question of a document may have the form.
    fn may_have(&self, doc: u32) -> bool {
        self.0
            .as_ref()
            .is_none_or(|documents| documents.binary_search(&doc).is_ok())
    }
}

/// Tells how alike the query and a question of the same words are written: 4 if they differ at most
/// in marks of a question or a sentence at the end, 3 if also in exclamation marks there, which may be
/// a part of a name, 2 if also in the case of first letters, 1 if in that of any, 0 else.
fn alike(query: &str, question: &str) -> u8 {
    let spaced = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let without = |text: &str, marks: &str| {
        let is_end = |c: char| c.is_whitespace() || marks.contains(c);
        text.trim_end_matches(is_end)
            .trim_start_matches(['¿', '¡'])
            .to_owned()
    };
    let [query, question] = [query, question].map(spaced);
    let [asked, known] = [&query, &question].map(|text| without(text, "?？.。…:;؟،"));
    if asked == known {
        return 4;
    }
    let [query, question] = [query, question].map(|text| without(&text, "?？!！.。…:;؟،"));
    if query == question {
        3
    } else if first_letters_small(&query) == first_letters_small(&question) {
        2
    } else {
        u8::from(query.to_lowercase() == question.to_lowercase())
    }
}

/// Returns a text with a small letter at the beginning of each word: `iT` for `IT`, `it` for `It`.
fn first_letters_small(text: &str) -> String {
    let mut is_first = true;
    let mut small = String::with_capacity(text.len());
    for c in text.chars() {
        if is_first {
            small.extend(c.to_lowercase());
        } else {
            small.push(c);
        }
        is_first = c == ' ';
    }
    small
}

/// Returns the words of a query that signs or capitals tell apart from others.
fn forms(query: &str) -> Vec<TypedForm> {
    // Who types in capitals only says nothing by them.
    let is_shouted = !query.chars().any(char::is_lowercase);
    let words = query.split_whitespace().flat_map(pieces);
    let words = words.filter_map(|word| {
        let word = word.trim_end_matches(['.', '-']);
        let bare = word.trim_end_matches('!');
        // `Yahoo!` may be a name; of `C++!` and `US!` the rest is one already.
        let is_name = bare.contains(|c: char| !c.is_alphanumeric())
            || is_upper(bare)
            || bare.chars().nth(1).is_none();
        let word = if is_name { bare } else { word };
        let core = word.trim_matches(|c: char| !c.is_alphanumeric());
        let letters = core.chars().filter(|c| c.is_alphabetic()).count();
        if core.is_empty() {
            None
        } else if core.len() < word.len() {
            Some(TypedForm {
                text: word.to_lowercase(),
                has_capitals: false,
            })
        } else {
            let is_capital = letters > 1 && letters == core.chars().count() && is_upper(core);
            (is_capital && !is_shouted).then(|| TypedForm {
                text: core.to_owned(),
                has_capitals: true,
            })
        }
    });
    words.collect()
}

/// Returns what stands between other signs in a word, without particles of another script: `C#` of
/// `C#'ta` and of `C#은`.
fn pieces(word: &str) -> impl Iterator<Item = &str> {
    let is_around = |c: char| !c.is_alphanumeric() && !SIGNS.contains(c);
    word.split(is_around)
        .filter(|piece| !piece.is_empty())
        .map(|piece| {
            let particles = piece.find(is_joined_script).filter(|&at| at > 0);
            particles.map_or(piece, |at| piece.get(..at).unwrap_or(piece))
        })
}

fn is_upper(word: &str) -> bool {
    word.chars().all(char::is_uppercase)
}

/// Returns whether a text holds a form, with nothing before or after that would make it another.
fn holds(text: &str, form: &str) -> bool {
    let joins = |c: char| {
        c.is_alphanumeric() && !is_joined_script(c) || matches!(c, '+' | '#' | '$' | '@' | '*')
    };
    text.match_indices(form).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + form.len()..].chars().next();
        !before.is_some_and(joins) && !after.is_some_and(joins)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_signs_and_words_in_capitals_are_forms() {
        let texts =
            |query| -> Vec<String> { forms(query).into_iter().map(|form| form.text).collect() };
        assert_eq!(texts("How do I install C++?"), ["c++"]);
        assert_eq!(texts("is .NET better than (F#)!"), [".net", "f#"]);
        assert_eq!(texts("echo $PATH, --force"), ["$path", "--force"]);
        assert_eq!(texts("a visa for the US."), ["US"]);
        assert_eq!(texts("a visa for the US!"), ["US"]);
        assert_eq!(
            texts("C#은 C++의 .NETで F#'ta d'ASP"),
            ["c#", "c++", ".net", "f#", "ASP"]
        );
        assert_eq!(texts("Is Jeopardy! on? Is F#! on?"), ["jeopardy!", "f#"]);
        assert_eq!(texts("VISA FOR US"), [""; 0]);
        assert_eq!(texts("«Wer» ist das? Nein."), [""; 0]);
    }

    #[test]
    fn a_form_stands_for_itself() {
        assert!(holds("install c++?", "c++") && holds("c++の本", "c++"));
        assert!(holds("c++는 무엇", "c++") && !holds("c++는 무엇", "c"));
        assert!(!holds("install c++?", "c") && !holds("notepad++", "pad++"));
        assert!(holds("the US-Visa", "US") && !holds("USA", "US"));
    }

    #[test]
    fn the_question_typed_is_told_from_one_that_differs_in_signs() {
        assert_eq!(alike("How is C++", "How is C++?"), 4);
        assert_eq!(alike("How is Yahoo!?", "How is Yahoo!"), 4);
        assert_eq!(alike("How is Yahoo!?", "How is Yahoo?"), 3);
        assert_eq!(alike("how is c++ ?", "How is C++?"), 2);
        assert_eq!(alike("does it help", "Does it help?"), 2);
        assert_eq!(alike("does it help", "Does IT help?"), 1);
        assert_eq!(alike("How is C?", "How is C++?"), 0);
    }
}
