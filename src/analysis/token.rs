//! The tokens of one text, in a buffer that is reused from text to text.
//!
//! Owns how terms are stored and handed out. What the terms are is decided by
//! the rest of `analysis`.

use super::EXACT_PREFIX;
use super::normalize::forms::changes_initial;
use super::normalize::stem::TermCache;
use super::profile::Profile;
use super::scripts::cjk::Unit;
use super::scripts::thai::Mended;
use super::words::compound::Part;

/// What a term says about the word it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// The word as it was written, in lower case and with its accents, after
    /// [`EXACT_PREFIX`](super::EXACT_PREFIX).
    Exact,
    /// The stem without accents, or the folded word where no stemmer exists:
    /// what the search rests on.
    Stem,
    /// A compound as one word: `wifi` for `Wi-Fi`, `c#`, `1.2`, `expressroute`.
    Compound,
    /// Two neighbouring characters of a script written without spaces, or two
    /// neighbouring syllables of a Korean word.
    Bigram,
    /// One character of a script written without spaces.
    Unigram,
}

/// One term of a text. All numbers count from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Where the term begins in the buffer of its [`Tokens`], in bytes.
    pub start: u32,
    /// Where the term ends in the buffer of its [`Tokens`], in bytes.
    pub end: u32,
    /// Where the word begins in the source text, in bytes, on a character boundary.
    pub from: u32,
    /// Where the word ends in the source text, in bytes, on a character boundary.
    pub to: u32,
    /// The place of the word among the words of the text. Inside a run of Han
    /// or kana every character counts as one place.
    pub position: u32,
    /// Which word of the text this is. The tokens of a compound share it: those
    /// of the whole span its full `from..to`, those of a part span that part.
    pub word: u32,
    /// What kind of term this is.
    pub form: Form,
}

/// The tokens of one text, in order of position.
///
/// Reuse one value for many texts: the buffers stay allocated, and words seen
/// before are not stemmed again.
#[derive(Default)]
pub(crate) struct Tokens {
    list: TermList,
    cache: TermCache,
    pub(crate) scratch: Scratch,
    sought: Option<Initials>,
}

/// A set of ASCII characters.
#[derive(Clone, Copy, Debug, Default)]
struct Initials(u128);

impl Initials {
    fn insert(&mut self, initial: u8) {
        self.0 |= 1_u128.checked_shl(initial.into()).unwrap_or(0);
    }

    /// Returns whether a word may belong to a term with one of these initials.
    fn admit(self, word: &str) -> bool {
        match word.bytes().next() {
            Some(first) if first.is_ascii() => self.0 >> first.to_ascii_lowercase() & 1 != 0,
            // Case and accents may turn it into any other character.
            _ => true,
        }
    }
}

/// Terms one after the other in one string, with their tokens.
#[derive(Default)]
struct TermList {
    arena: String,
    tokens: Vec<Token>,
}

/// Working memory of the analysis, kept to spare allocations.
#[derive(Default)]
pub(crate) struct Scratch {
    /// The parts of the compound at hand.
    pub parts: Vec<Part>,
    /// The characters of the Han or kana run at hand.
    pub units: Vec<Unit>,
    /// The normalised text of the run at hand.
    pub text: String,
    /// Ends of the words in it.
    pub ends: Vec<usize>,
    /// The stretches of the Thai or Lao run at hand that were spelt otherwise.
    pub mended: Vec<Mended>,
}

impl Tokens {
    /// Returns a buffer for finding certain terms in texts.
    ///
    /// Words that cannot become one of these terms may be left out, which saves most of the work
    /// where few are sought.
    #[must_use]
    pub(crate) fn seeking<'t>(terms: impl Iterator<Item = &'t str>) -> Self {
        let mut initials = Initials::default();
        for term in terms {
            let word = term.strip_prefix(EXACT_PREFIX).unwrap_or(term);
            word.bytes()
                .take(1)
                .for_each(|first| initials.insert(first));
        }
        Self {
            sought: Some(initials),
            ..Self::default()
        }
    }

    /// Forgets the tokens, keeps the memory.
    pub(crate) fn clear(&mut self) {
        self.list.arena.clear();
        self.list.tokens.clear();
    }

    /// Returns the `index`-th token.
    #[must_use]
    pub(crate) fn get(&self, index: usize) -> Option<&Token> {
        self.list.tokens.get(index)
    }

    /// Returns the term of a token of this buffer. For a token of another buffer that does not fit
    /// here it is empty.
    #[must_use]
    pub(crate) fn term(&self, token: &Token) -> &str {
        self.list.term(token)
    }

    /// Returns the terms with their tokens, positions never decreasing.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Token)> {
        self.list
            .tokens
            .iter()
            .map(|token| (self.term(token), token))
    }

    /// Prepares for a text in the language of `profile`.
    pub(crate) fn begin(&mut self, profile: &Profile) {
        self.clear();
        self.cache.claim(profile);
    }

    /// Adds a term unless its position has it already, or there is none. `start` and `end` of
    /// `token` are filled in here.
    pub(crate) fn push(&mut self, term: &str, token: Token) {
        self.list.push(term, token);
    }

    /// Adds all terms of a word, and the word itself if it is a whole compound.
    pub(crate) fn push_word(
        &mut self,
        word: &str,
        is_compound: bool,
        token: Token,
        profile: &Profile,
    ) {
        let Self { list, cache, .. } = self;
        if let Some(sought) = self.sought
            && profile.keeps_initials()
            && !sought.admit(word)
            && !changes_initial(word)
        {
            return;
        }
        let terms = cache.terms(word, profile);
        if is_compound {
            list.push(
                terms.plain,
                Token {
                    form: Form::Compound,
                    ..token
                },
            );
        }
        list.push(
            terms.stem,
            Token {
                form: Form::Stem,
                ..token
            },
        );
        if let Some(variant) = terms.variant {
            list.push(
                variant,
                Token {
                    form: Form::Stem,
                    ..token
                },
            );
        }
        if let Some(exact) = terms.exact {
            list.push(
                exact,
                Token {
                    form: Form::Exact,
                    ..token
                },
            );
        }
    }
}

impl TermList {
    fn term(&self, token: &Token) -> &str {
        self.arena
            .get(token.start as usize..token.end as usize)
            .unwrap_or_default()
    }

    /// Adds a term. One that would not fit 32-bit offsets is left out.
    fn push(&mut self, term: &str, token: Token) {
        let end = self.arena.len() + term.len();
        let (Ok(start), Ok(end)) = (u32::try_from(self.arena.len()), u32::try_from(end)) else {
            return;
        };
        let seen = || {
            let at_position = |earlier: &&Token| earlier.position == token.position;
            let mut earlier = self.tokens.iter().rev().take_while(at_position);
            earlier.any(|earlier| self.term(earlier) == term)
        };
        if start == end || seen() {
            return;
        }
        self.arena.push_str(term);
        self.tokens.push(Token {
            start,
            end,
            ..token
        });
    }
}
