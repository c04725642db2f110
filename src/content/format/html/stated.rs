//! The questions that a page states for machines, beside those that it shows.
//!
//! Usually they are the same. What is stated then tells which of the parts shown are questions;
//! what is not shown becomes an entry of its own.

use std::collections::{HashMap, HashSet};

use crate::content::entries::split::Split;
use crate::content::format::listed::{self, Listed};
use crate::content::html::answer;
use crate::content::html::hints::{Hints, same_words};
use crate::content::html::tree::{ROOT, Tree};
use crate::content::problems::Problems;
use crate::content::structured_data::{StatedQuestion, in_elements, json_ld};
use crate::model::article::Kind;
use crate::model::rule;

/// What a page states.
#[derive(Debug, Default)]
pub(super) struct Stated {
    questions: Vec<StatedQuestion>,
    hints: Hints,
}

impl Stated {
    /// Reads what a page states in scripts and in attributes.
    pub(super) fn read(tree: &Tree, problems: &mut Problems) -> Self {
        let mut stated = Self::default();
        for script in tree
            .descendants(ROOT)
            .filter(|id| tree.is(*id, &["script"]))
        {
            let kind = tree.filled(script, "type").unwrap_or_default();
            if kind.to_ascii_lowercase().starts_with("application/ld+json") {
                stated.script(tree, script, problems);
            }
        }
        for found in in_elements(tree) {
            let pair = found.answer.map(|answer| (found.name, answer));
            stated.hints.pairs.extend(pair);
            stated.questions.push(found.stated);
        }
        let words = stated.questions.iter();
        let words = words.map(|question| same_words(&question.question));
        stated.hints.questions = words.filter(|words| !words.is_empty()).collect();
        stated.hints.is_faq = !stated.questions.is_empty();
        stated
    }

    fn script(&mut self, tree: &Tree, script: usize, problems: &mut Problems) {
        let text = tree.children(script).iter();
        let text: String = text.filter_map(|id| tree.own_text(*id)).collect();
        let line = tree.line(script);
        match json_ld::read(&text, line) {
            Ok(document) => self.questions.extend(document.questions),
            // What states no question is not for us.
            Err(_) if !text.contains("Question") => {}
            Err(error) => problems.report(
                rule::JSON_LD_SYNTAX,
                line.saturating_add(error.line.saturating_sub(1)),
                error.message,
            ),
        }
    }

    /// Returns what helps to find the questions in the page.
    pub(super) fn hints(&mut self) -> &mut Hints {
        &mut self.hints
    }

    /// Makes questions of the entries that the page states to be some, and entries of what it does
    /// not show.
    pub(super) fn complete(&self, split: &mut Split) {
        let mut stated: HashMap<String, &StatedQuestion> = HashMap::new();
        for question in &self.questions {
            stated
                .entry(same_words(&question.question))
                .or_insert(question);
        }
        let mut shown: HashSet<String> = HashSet::new();
        for entry in &mut split.entries {
            let words = same_words(&entry.question);
            let Some(question) = stated.get(&words) else {
                continue;
            };
            if entry.answer.trim().is_empty() {
                entry.answer = answer(&question.answer);
            }
            if !entry.answer.trim().is_empty() {
                entry.kind = Kind::Question;
                entry.is_navigation = false;
            }
            shown.insert(words);
        }
        let missing = self
            .questions
            .iter()
            .filter(|question| shown.insert(same_words(&question.question)));
        let missing = missing.map(|question| {
            let name = question.id.as_deref().and_then(|id| id.split_once('#'));
            let name = name.map(|(_, name)| name);
            // An identifier is an anchor only where the page has such an element.
            let anchor = name.filter(|name| split.anchors.iter().any(|own| own == name));
            Listed {
                question: question.question.clone(),
                answer: answer(&question.answer),
                anchor: anchor.unwrap_or_default().to_owned(),
                line: question.line,
                ..Listed::default()
            }
        });
        let missing: Vec<Listed> = missing.collect();
        listed::add(split, missing);
    }
}
