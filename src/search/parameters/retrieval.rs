//! Parameters of a query's words and of BM25.

use serde::{Deserialize, Serialize};

/// What the parts of a query are worth before they are looked up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct TermParameters {
    /// Weight of a pair of characters in a script without spaces, relative to a word. A word of
    /// three characters brings two pairs; together they should not outweigh it twice.
    pub bigram: f32,
    /// What the parts of a compound side by side are worth, relative to the compound. "4 GB" for
    /// "4GB" is nearly the word itself, but the word itself comes first.
    pub parts: f32,
    /// What a word without its accents is worth where accents make another word and the query has
    /// some. It is only enough to find texts that were written without.
    pub folded: f32,
}

impl Default for TermParameters {
    fn default() -> Self {
        Self {
            bigram: 0.33,
            parts: 0.7,
            folded: 0.05,
        }
    }
}

/// Words that hold a question together and tell little of what it asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FunctionWordParameters {
    /// Weight of a function word relative to another word of the same rarity. Function words are
    /// never removed, since "without" turns a question. In a small collection chance makes some of
    /// them rare, and BM25 would take those for informative ones.
    pub weight: f32,
    /// Largest share of the questions that a function word may stand in to find entries by itself, in
    /// a collection so small that all of it is looked at: "where" finds "Where did it come from?".
    pub telling_share: f32,
    /// Factor for a question word in questions: "when" says which of two questions about a thing is
    /// meant, "is" and "does" do not.
    pub question_word: f32,
}

impl Default for FunctionWordParameters {
    fn default() -> Self {
        Self {
            weight: 0.34,
            telling_share: 0.5,
            question_word: 1.5,
        }
    }
}

/// How much a question says of its entry, by their lengths.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ShortTitleParameters {
    /// Share of an entry's words that its question has, from which on the question has its whole
    /// weight. The title of an article that goes on for pages says little of what is in it.
    pub whole_share: f32,
    /// Exponent of what is lacking to that share, which is then a factor for the weight.
    pub exponent: f32,
}

impl Default for ShortTitleParameters {
    fn default() -> Self {
        Self {
            whole_share: 0.025,
            exponent: 0.6,
        }
    }
}

impl ShortTitleParameters {
    /// Returns the factor for the weight of questions, by the average lengths of questions and
    /// answers.
    #[must_use]
    pub(crate) fn factor(&self, question: f32, answer: f32) -> f32 {
        let share = question / answer;
        (share / self.whole_share).min(1.0).powf(self.exponent)
    }
}

/// BM25 in each text field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FieldParameters {
    /// The question: the summary that an author wrote. Short questions differ in length by words
    /// that matter, so length counts nearly fully.
    pub question: Bm25Parameters,
    /// The answer. Answers repeat words; a few occurrences say nearly all.
    pub answer: Bm25Parameters,
    /// The headings above and the title of the article: context that its entries share.
    pub heading: Bm25Parameters,
    /// Keywords of the article: deliberate, and shared by its entries, so that they never outrank an
    /// answer that says the word.
    pub keywords: Bm25Parameters,
    /// Link targets: addresses should be findable and no more.
    pub links: Bm25Parameters,
}

impl Default for FieldParameters {
    fn default() -> Self {
        Self {
            question: Bm25Parameters::new(6.0, 1.1, 0.9),
            answer: Bm25Parameters::new(1.0, 1.2, 0.6),
            heading: Bm25Parameters::new(0.7, 1.2, 0.5),
            keywords: Bm25Parameters::new(0.5, 1.2, 0.5),
            links: Bm25Parameters::new(0.1, 0.8, 0.6),
        }
    }
}

/// How one text field takes part in BM25.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bm25Parameters {
    /// Weight of the field.
    pub weight: f32,
    /// Saturation: the greater, the more repeated words add.
    pub k1: f32,
    /// How much a long field is held against its entry, from 0 to 1.
    pub b: f32,
}

impl Bm25Parameters {
    /// Makes the parameters of one field.
    const fn new(weight: f32, k1: f32, b: f32) -> Self {
        Self { weight, k1, b }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_titles_of_long_articles_weigh_less_than_questions() {
        let parameters = ShortTitleParameters::default();
        assert_eq!(parameters.factor(11.0, 100.0), 1.0);
        assert_eq!(parameters.factor(3.0, 60.0), 1.0);
        let [long, longer] = [600.0, 1_800.0].map(|answer| parameters.factor(3.0, answer));
        assert!(longer < long && long < 0.5, "{long} {longer}");
    }
}
