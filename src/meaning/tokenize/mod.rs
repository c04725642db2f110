//! From text to the numbers of a model's tokens, by the rules that it was trained with.

mod normalize;
mod pieces;
mod unigram;
mod wordpiece;

use super::error::ModelError;
use super::file::{ModelFile, TokenizerKind};
pub(crate) use normalize::CharacterMap;
use pieces::Pieces;
use unigram::{Unigram, WORD_MARK};
use wordpiece::WordPiece;

pub(crate) use pieces::write as write_pieces;

/// Makes tokens of texts.
pub(crate) struct Tokenizer {
    pieces: Pieces,
    unknown: u32,
    /// Whether tokens that are not known are left out: a static table has no vector for them.
    skips_unknown: bool,
    kind: Kind,
}

enum Kind {
    Unigram(Unigram),
    WordPiece(WordPiece),
}

impl Tokenizer {
    /// Finds the tables of a tokenizer in a file.
    ///
    /// # Errors
    /// One is missing or has another shape.
    pub(crate) fn open(file: &ModelFile) -> Result<Self, ModelError> {
        let description = file.description();
        Ok(Self {
            pieces: Pieces::open(file)?,
            unknown: description.unknown,
            skips_unknown: description.layers == 0,
            kind: match &description.tokenizer {
                TokenizerKind::Unigram { unknown_score } => Kind::Unigram(Unigram {
                    scores: file.section("pieces.likelihoods", description.pieces * 4)?,
                    characters: CharacterMap::open(file)?,
                    unknown_score: *unknown_score,
                }),
                TokenizerKind::WordPiece {
                    lowercase,
                    strip_accents,
                    continuation,
                } => Kind::WordPiece(WordPiece {
                    lowercase: *lowercase,
                    strip_accents: *strip_accents,
                    continuation: continuation.clone(),
                }),
            },
        })
    }

    /// Returns whether a token says nothing of a text: it is unknown, or only begins a word.
    pub(crate) fn says_nothing(&self, token: u32) -> bool {
        let begins = match self.kind {
            Kind::Unigram(_) => self.pieces.find(WORD_MARK),
            Kind::WordPiece(_) => None,
        };
        token == self.unknown || begins == Some(token)
    }

    /// Adds the tokens of texts that follow each other, as many as there is room for.
    pub(crate) fn tokens(&self, texts: &[&str], room: usize, tokens: &mut Vec<u32>) {
        let most = tokens.len() + room;
        let text = texts.concat();
        let words = match &self.kind {
            Kind::Unigram(unigram) => unigram.words(&text),
            Kind::WordPiece(wordpiece) => wordpiece.words(&text),
        };
        let mut of_word = Vec::new();
        for word in words {
            of_word.clear();
            match &self.kind {
                Kind::Unigram(unigram) => {
                    unigram.tokens(&self.pieces, self.unknown, &word, &mut of_word);
                }
                Kind::WordPiece(wordpiece) => {
                    wordpiece.tokens(&self.pieces, self.unknown, &word, &mut of_word);
                }
            }
            let known = of_word.iter().copied();
            tokens.extend(known.filter(|token| !self.skips_unknown || *token != self.unknown));
            if tokens.len() >= most {
                break;
            }
        }
        tokens.truncate(most);
    }
}
