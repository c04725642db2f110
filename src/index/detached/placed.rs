//! The tokens of a text, as they leave the analysis: terms and places.

/// The tokens of a text in their order: the terms stand one after the other in one string.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PlacedText {
    terms: String,
    tokens: Vec<Token>,
}

/// One token: where its term ends, and its place among the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Token {
    end: usize,
    position: u32,
}

impl PlacedText {
    /// Adds a token.
    pub(crate) fn push(&mut self, term: &str, position: u32) {
        self.terms.push_str(term);
        let end = self.terms.len();
        self.tokens.push(Token { end, position });
    }

    /// Returns how many tokens there are.
    #[must_use]
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Returns whether there is none.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Returns the term of a token, by its number.
    #[must_use]
    pub(crate) fn term(&self, number: usize) -> Option<&str> {
        let end = self.tokens.get(number)?.end;
        let before = number.checked_sub(1).and_then(|one| self.tokens.get(one));
        self.terms.get(before.map_or(0, |token| token.end)..end)
    }

    /// Returns the terms with their places.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, u32)> {
        let mut start = 0;
        self.tokens.iter().map(move |token| {
            let term = self.terms.get(start..token.end).unwrap_or_default();
            start = token.end;
            (term, token.position)
        })
    }
}
