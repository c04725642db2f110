//! The analysis as a tokenizer of the search engine, so that what is indexed
//! is what the query side computes.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::analysis::Analyzer;
use crate::analysis::token::Tokens;

/// Feeds an index field with the tokens of [`Analyzer::analyze`].
pub(crate) struct FaqTokenizer {
    analyzer: Analyzer,
    tokens: Tokens,
    token: Token,
}

impl FaqTokenizer {
    /// Makes a tokenizer for texts of the analyzer's language.
    #[must_use]
    pub(crate) fn new(analyzer: Analyzer) -> Self {
        Self {
            analyzer,
            tokens: Tokens::default(),
            token: Token::default(),
        }
    }
}

impl Clone for FaqTokenizer {
    /// Makes a tokenizer with buffers of its own.
    fn clone(&self) -> Self {
        Self::new(self.analyzer.clone())
    }
}

impl Tokenizer for FaqTokenizer {
    type TokenStream<'a> = FaqTokenStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> FaqTokenStream<'a> {
        self.analyzer.analyze(text, &mut self.tokens);
        self.token.reset();
        FaqTokenStream {
            tokens: &self.tokens,
            token: &mut self.token,
            next: 0,
        }
    }
}

/// The tokens of one text.
pub(crate) struct FaqTokenStream<'a> {
    tokens: &'a Tokens,
    token: &'a mut Token,
    next: usize,
}

impl TokenStream for FaqTokenStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(token) = self.tokens.get(self.next) else {
            return false;
        };
        self.next += 1;
        self.token.text.clear();
        self.token.text.push_str(self.tokens.term(token));
        self.token.offset_from = token.from as usize;
        self.token.offset_to = token.to as usize;
        self.token.position = token.position as usize;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use tantivy::Index;
    use tantivy::collector::Count;
    use tantivy::query::PhraseQuery;
    use tantivy::schema::{IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
    use tantivy::{Term, doc};

    use super::*;

    #[test]
    fn parts_of_a_compound_are_a_phrase_in_an_index() {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("faq")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let body = schema.add_text_field(
            "body",
            TextOptions::default().set_indexing_options(indexing),
        );
        let index = Index::create_in_ram(schema.build());
        index
            .tokenizers()
            .register("faq", FaqTokenizer::new(Analyzer::for_language("en")));
        let mut writer = index.writer_with_num_threads(1, 15_000_000).unwrap();
        writer
            .add_document(doc!(body => "Is ExpressRoute needed?"))
            .unwrap();
        writer
            .add_document(doc!(body => "The route of an express train"))
            .unwrap();
        writer.commit().unwrap();

        let terms = ["express", "rout"].map(|term| Term::from_field_text(body, term));
        let searcher = index.reader().unwrap().searcher();
        let found = searcher
            .search(&PhraseQuery::new(terms.to_vec()), &Count)
            .unwrap();
        assert_eq!(found, 1);
    }
}
