//! Runs of the command `faq` in a site.

use serde_json::Value;

use super::run::Run;
use super::site::Site;

/// The program under test.
pub const FAQ: &str = env!("CARGO_BIN_EXE_faq");

impl Site {
    /// Prepares a run of the command in the site; `line` is split at spaces.
    pub fn faq(&self, line: &str) -> Run {
        let run = Run::new(FAQ).current_dir(self.folder());
        line.split_whitespace().fold(run, Run::arg)
    }

    /// Builds the index, which must succeed.
    #[track_caller]
    pub fn indexed(self) -> Self {
        self.faq("reindex --quiet").run().code(0).silent();
        self
    }

    /// Runs `faq reindex --json` with more options, which must succeed, and returns the report.
    #[track_caller]
    pub fn reindex(&self, options: &str) -> Value {
        let run = self.faq(&format!("reindex --json {options}"));
        run.run().code(0).json()
    }

    /// Returns the questions found for a query, best first; none where nothing is found.
    #[track_caller]
    pub fn questions(&self, query: &str) -> Vec<String> {
        let output = self.faq("search --json").arg(query).run();
        let questions = output.hits("question");
        output.code(i32::from(questions.is_empty()));
        questions
    }
}
