//! A term of the query with the variants under which it is looked for.
//!
//! Owns the values that parsing makes, expansions add to, and scoring reads. Knows nothing of the
//! index.

/// A term of the query: a word, or a pair of characters of a script without spaces.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct QueryTerm {
    /// The text as typed.
    pub surface: String,
    /// The position among the words of the query, for proximity.
    pub position: u32,
    /// The forms that stand for the term. Where several occur in a text, the best one counts.
    pub variants: Vec<Variant>,
    /// The indexed term of the exact form, where it differs from the stem.
    pub exact: Option<String>,
    /// How much of a whole word this is: 1, or less for a pair of characters or a function word.
    pub weight: f32,
    /// Whether it is a function word.
    pub is_function_word: bool,
    /// Whether it is a function word that asks: "where", not "is".
    pub is_question_word: bool,
}

/// One form in which a term of the query may be matched.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Variant {
    /// One indexed term, or several that must stand side by side.
    pub terms: Vec<String>,
    /// The weight of an occurrence; 1 for the word itself.
    pub weight: f32,
    /// The reason why it stands for the term.
    pub kind: VariantKind,
}

/// The reason why a variant stands for a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VariantKind {
    /// It is the word: its stem, or the whole of a compound.
    Word,
    /// The parts of a compound, side by side.
    Parts,
    /// With its neighbour, one word of the index.
    Joined,
    /// Two words of the index, side by side.
    Split,
    /// A synonym of the configuration.
    Synonym,
    /// An abbreviation that the content explains, or what it stands for.
    Abbreviation,
    /// A word of the index that is spelt alike.
    Spelling,
    /// A compound of the index that the word is a part of.
    Compound,
    /// A word of the index with the beginning that was asked for.
    Prefix,
    /// A word of the index with the same beginning, or another weak substitute.
    Related,
}

impl Variant {
    /// Returns whether it is the word, however it is written. Compounds and related words do not
    /// make the word more common.
    #[must_use]
    pub(crate) fn is_the_word(&self) -> bool {
        !matches!(self.kind, VariantKind::Compound | VariantKind::Related)
    }
}

impl VariantKind {
    /// Returns the name in explanations, which is part of the JSON.
    #[must_use]
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Parts => "parts",
            Self::Joined => "joined",
            Self::Split => "split",
            Self::Synonym => "synonym",
            Self::Abbreviation => "acronym",
            Self::Spelling => "spelling",
            Self::Compound => "compound",
            Self::Prefix => "prefix",
            Self::Related => "related",
        }
    }
}

impl QueryTerm {
    /// Returns the indexed terms that stand for the whole term, each alone.
    pub(crate) fn single_terms(&self) -> impl Iterator<Item = &str> {
        self.variants
            .iter()
            .filter_map(|variant| match variant.terms.as_slice() {
                [term] => Some(term.as_str()),
                _ => None,
            })
    }

    /// Returns the indexed terms of the word itself. No form that was added later is among them.
    pub(crate) fn own_terms(&self) -> impl Iterator<Item = &str> {
        self.variants
            .iter()
            .filter(|variant| variant.kind == VariantKind::Word)
            .filter_map(|variant| variant.terms.first().map(String::as_str))
    }

    /// Returns the first variant of a kind.
    #[must_use]
    pub(crate) fn variant(&self, kind: VariantKind) -> Option<&Variant> {
        self.variants.iter().find(|variant| variant.kind == kind)
    }

    /// Adds a variant, unless the term has it already or an occurrence of it is worth nothing.
    pub(crate) fn add(&mut self, terms: Vec<String>, weight: f32, kind: VariantKind) {
        if weight > 0.0 && !self.variants.iter().any(|known| known.terms == terms) {
            self.variants.push(Variant {
                terms,
                weight,
                kind,
            });
        }
    }

    /// Makes the term a function word, whose weight is multiplied by `weight`.
    pub(crate) fn demote_to_function_word(&mut self, weight: f32) {
        self.weight *= weight;
        self.is_function_word = true;
    }
}
