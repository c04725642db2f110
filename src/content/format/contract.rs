//! What a format is: the trait, and the values that a format takes and gives.
//!
//! Knows no format; the list of them is in [`super::FORMATS`].

use std::fmt;
use std::io::BufRead;
use std::ops::ControlFlow;
use std::path::Path;

use encoding_rs::Encoding;

use crate::content::dialect;
use crate::content::dialect::choice::{Choice, DialectName};
use crate::model::article::Article;
use crate::model::language::LanguageTag;
use crate::model::problem::Problem;

/// What a file of a format holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// One article. It is read as a whole, up to a limit of size, and paired with its
    /// translations by what all other articles say.
    Article,
    /// Any number of records, each an article of its own that brings the key of its
    /// translations. They are streamed: such a file may be larger than memory.
    Records,
}

/// Tells from the first bytes of a file whether a format claims it.
pub(super) type Sniffer = fn(head: &[u8]) -> bool;

/// A format of content files.
///
/// To add one, write a file with its implementation and name it in [`super::FORMATS`].
pub(crate) trait Format: fmt::Debug + Sync {
    /// Returns the name by which messages call the format. No two formats share one.
    fn name(&self) -> &'static str;

    /// Returns the extensions of its files in lower case, without the dot.
    fn extensions(&self) -> &'static [&'static str];

    /// Returns what a file holds.
    fn holds(&self) -> Holds;

    /// Returns how the format knows its files from others of the same extension; `None` if
    /// the extension suffices.
    fn sniffer(&self) -> Option<Sniffer> {
        None
    }

    /// Reads a file, and gives the sink each article and each problem as it is found.
    ///
    /// Never fails: what cannot be read is a problem, and the rest is read all the same. A
    /// format that holds an article gives exactly one. Ends early when the sink says so.
    fn read(&self, source: Source<'_>, context: &Context<'_>, sink: &mut dyn Sink);
}

impl PartialEq for dyn Format {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for dyn Format {}

/// A file to read.
pub(crate) struct Source<'a> {
    /// Index of the content root that it comes from.
    pub root: usize,
    /// Path relative to the root, with `/`.
    pub path: &'a str,
    /// Its content, or the beginning of it.
    pub content: &'a mut dyn BufRead,
    /// Whether `content` is only the beginning.
    pub truncated: bool,
}

/// What reading depends on besides the file.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The content root on disk. Includes are read inside it only; without it none is.
    pub root_dir: Option<&'a Path>,
    /// The language of articles that neither declare nor show theirs.
    pub default_language: &'a LanguageTag,
    /// The dialect of Markdown.
    pub(crate) dialect: Choice,
    /// The encoding of files that state none; UTF-8, or what it looks like, if none is given.
    pub(crate) encoding: Option<&'static Encoding>,
}

impl<'a> Context<'a> {
    /// Makes the context of files in the dialect of docfx.
    #[must_use]
    pub fn new(root_dir: Option<&'a Path>, default_language: &'a LanguageTag) -> Self {
        Self {
            root_dir,
            default_language,
            dialect: Choice::Named(dialect::DEFAULT),
            encoding: None,
        }
    }

    /// Reads files in a dialect that is known.
    #[must_use]
    pub fn with_dialect(self, dialect: DialectName) -> Self {
        Self {
            dialect: Choice::Named(dialect.dialect()),
            ..self
        }
    }

    /// Makes the context of a file whose dialect is known in a way.
    pub(crate) fn in_dialect(
        root_dir: Option<&'a Path>,
        default_language: &'a LanguageTag,
        dialect: Choice,
    ) -> Self {
        Self {
            dialect,
            ..Self::new(root_dir, default_language)
        }
    }
}

/// Takes what a format reads.
pub(crate) trait Sink {
    /// Takes an article, or a record as an article with one entry. The format stops reading
    /// on [`ControlFlow::Break`].
    fn article(&mut self, article: Article) -> ControlFlow<()>;

    /// Takes a problem that belongs to the file and to none of its articles.
    fn problem(&mut self, problem: Problem);

    /// Takes a record as it stands in its file, if the sink knows what it says: then the format need
    /// not read it. Says whether it did. `claim` takes an identifier for a record in a language, and
    /// says whether it was free.
    fn take_known(
        &mut self,
        record: RawRecord<'_>,
        claim: &mut dyn FnMut(&str, &str) -> bool,
    ) -> ControlFlow<(), bool> {
        let _ = (record, claim);
        ControlFlow::Continue(false)
    }

    /// Is told that the article which comes next says what these bytes say on this line, whatever
    /// the rest of the file says, as long as its identifier is free.
    fn given_by(&mut self, record: RawRecord<'_>) {
        let _ = record;
    }
}

/// A record as it stands in its file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RawRecord<'a> {
    /// 1-based line.
    pub line: u32,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// A sink that keeps everything.
#[derive(Debug, Default)]
pub struct Collected {
    /// The articles in the order of the file.
    pub articles: Vec<Article>,
    /// Problems that belong to none of them, in the order found.
    pub problems: Vec<Problem>,
}

impl Sink for Collected {
    fn article(&mut self, article: Article) -> ControlFlow<()> {
        self.articles.push(article);
        ControlFlow::Continue(())
    }

    fn problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }
}
