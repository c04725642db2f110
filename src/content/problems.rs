//! Collects what is wrong with one article.

use crate::model::problem::{Problem, Severity};

/// The problems of one file, in the order found.
pub(crate) struct Problems {
    root: usize,
    path: String,
    found: Vec<Problem>,
}

impl Problems {
    pub(crate) fn new(root: usize, path: &str) -> Self {
        Self {
            root,
            path: path.to_owned(),
            found: Vec::new(),
        }
    }

    /// Records a problem; `line` 0 means the whole file.
    pub(crate) fn add(
        &mut self,
        rule: &'static str,
        severity: Severity,
        line: u32,
        message: String,
        hint: &'static str,
    ) {
        self.found.push(Problem {
            rule,
            severity,
            root: self.root,
            path: self.path.clone(),
            line,
            column: 0,
            message,
            hint,
        });
    }

    pub(crate) fn into_vec(self) -> Vec<Problem> {
        self.found
    }
}
