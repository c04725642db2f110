//! Questions that a page or a file states for machines, in the vocabulary of schema.org.
//!
//! Three ways to write them are read: JSON-LD, microdata and `RDFa`. What they become is not
//! decided here.

mod elements;
pub(crate) mod json_ld;
mod repair;

pub(crate) use self::elements::in_elements;

/// A question as it is stated, with its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct StatedQuestion {
    /// Plain text on one line.
    pub(crate) question: String,
    /// The answer as HTML or plain text.
    pub(crate) answer: String,
    /// Its identifier or address, as written.
    pub(crate) id: Option<String>,
    /// Its language, as written.
    pub(crate) language: Option<String>,
    /// 1-based line where it is stated.
    pub(crate) line: u32,
}
