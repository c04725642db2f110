//! A request with its query taken apart: the words that are searched, and the operators.

use super::operators;
use crate::index::vectors::QueryVector;
use crate::model::request::Request;
use crate::model::response::Operators;

/// A request, as it was understood.
#[derive(Clone)]
pub(crate) struct ParsedRequest {
    /// The request, whose query is only words.
    pub(crate) words: Request,
    /// What entries must have or lack besides.
    pub(crate) operators: Operators,
    /// What the query means, where that is known.
    pub(crate) vector: Option<QueryVector>,
}

impl ParsedRequest {
    /// Takes the query of a request apart, unless it is to be taken literally.
    pub(crate) fn of(request: &Request) -> Self {
        if request.literal {
            return Self::literal(request.clone());
        }
        let (query, operators) = operators::parse(&request.query);
        Self {
            words: Request {
                query,
                ..request.clone()
            },
            operators,
            vector: None,
        }
    }

    /// Takes everything in the query of a request for words.
    pub(crate) fn literal(words: Request) -> Self {
        Self {
            words,
            operators: Operators::default(),
            vector: None,
        }
    }
}
