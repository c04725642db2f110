//! Collects what is wrong with one article.

use crate::model::problem::Problem;
use crate::model::rule::Rule;

/// The problems of one file, in the order found.
pub(crate) struct Problems {
    root: usize,
    path: String,
    found: Vec<Problem>,
}

impl Problems {
    /// Starts an empty list for a file of a content root.
    pub(crate) fn new(root: usize, path: &str) -> Self {
        Self {
            root,
            path: path.to_owned(),
            found: Vec::new(),
        }
    }

    /// Reports a breach of a rule; a `line` of 0 means the whole file.
    pub(crate) fn report(&mut self, rule: &'static Rule, line: u32, message: String) {
        let problem = Problem::new(rule, self.root, &self.path, line, message);
        self.found.push(problem);
    }

    /// Reports a breach with a hint that fits better than that of the rule.
    pub(crate) fn report_with_hint(
        &mut self,
        rule: &'static Rule,
        line: u32,
        message: String,
        hint: &'static str,
    ) {
        let problem = Problem::new(rule, self.root, &self.path, line, message);
        self.found.push(problem.with_hint(hint));
    }

    /// Returns the problems in the order in which they were reported.
    pub(crate) fn into_vec(self) -> Vec<Problem> {
        self.found
    }
}
