//! The numbers that shape ranking, as one value.
//!
//! Owns their defaults, the reason for each, and their dotted names such as `passage.answer`. Limits
//! that only bound work, such as the longest query, stay beside the code that keeps them.
//! docs/ranking.md has all parameters in one table; a test compares the two.

mod expansion;
mod retrieval;
mod scoring;

use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};

use expansion::ExpansionParameters;
use retrieval::{FunctionWordParameters, ShortTitleParameters};
use scoring::{
    ArticleSizeParameters, CoverageParameters, DepthParameters, ExactFormParameters,
    KindParameters, LanguageParameters, NavigationParameters, PassageParameters,
    ProximityParameters, RelatedParameters,
};

pub(crate) use expansion::CompoundParameters;
pub(crate) use retrieval::{Bm25Parameters, FieldParameters, TermParameters};
pub(crate) use scoring::{RunParameters, TypedFormParameters};

/// All numbers that shape ranking. The default values are the ones that are measured and shipped.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RankingParameters {
    /// What the parts of a query are worth before they are looked up.
    pub terms: TermParameters,
    /// Words that hold a question together.
    pub function_words: FunctionWordParameters,
    /// Further forms of a query's words.
    pub expansion: ExpansionParameters,
    /// BM25 in each text field.
    pub fields: FieldParameters,
    /// How much a question says of its entry, by their lengths.
    pub short_titles: ShortTitleParameters,
    /// The form that was typed, beside its stem.
    pub exact_form: ExactFormParameters,
    /// How many entries reach each stage.
    pub depth: DepthParameters,
    /// Neighbouring words of the query that stand near each other.
    pub proximity: ProximityParameters,
    /// Words of the query that stand in one passage.
    pub passage: PassageParameters,
    /// Words of the query that stand in a row.
    pub run: RunParameters,
    /// Words that signs or capitals tell apart from others.
    pub typed_form: TypedFormParameters,
    /// The share of the query that an entry holds.
    pub coverage: CoverageParameters,
    /// Questions and sections.
    pub kind: KindParameters,
    /// The number of questions in an entry's article.
    pub article_size: ArticleSizeParameters,
    /// Entries that only point elsewhere.
    pub navigation: NavigationParameters,
    /// The languages that the reader prefers.
    pub language: LanguageParameters,
    /// Questions that are related to an entry.
    pub related: RelatedParameters,
}

/// Why a parameter cannot be set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParameterError {
    /// No parameter has this name.
    #[error("no ranking parameter is named `{name}`: use one of {}", near.join(", "))]
    Unknown {
        /// The name as given.
        name: String,
        /// Names that may be meant.
        near: Vec<String>,
    },
    /// The parameter takes other values.
    #[error("`{name}` is {expected}, not `{value}`")]
    Value {
        /// Name of the parameter.
        name: String,
        /// What it takes.
        expected: &'static str,
        /// The value as given.
        value: String,
    },
}

impl RankingParameters {
    /// Lists the names of all parameters with their values, sorted by name.
    #[must_use]
    pub fn list(&self) -> Vec<(String, f64)> {
        let mut listed = Vec::new();
        if let Value::Object(groups) = self.tree() {
            for (group, values) in groups {
                flatten(&group, &values, &mut listed);
            }
        }
        listed
    }

    /// Changes one parameter, named with dots between its groups.
    ///
    /// # Errors
    /// There is no such parameter, or the value is not a number that it takes.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), ParameterError> {
        let wrong = |expected| ParameterError::Value {
            name: name.to_string(),
            expected,
            value: value.to_string(),
        };
        let mut tree = self.tree();
        let slot = name
            .split('.')
            .try_fold(&mut tree, |tree, part| tree.get_mut(part))
            .filter(|slot| slot.is_number())
            .ok_or_else(|| self.unknown(name))?;
        let is_whole = slot.is_u64();
        // Counts stay far below what arithmetic on them could overflow.
        let number = if is_whole {
            let count = value.parse::<u16>().map(Number::from).ok();
            count.ok_or_else(|| wrong("a whole number up to 65535"))?
        } else {
            let number = value.parse::<f32>().ok().filter(|number| *number >= 0.0);
            let number = number.and_then(|number| Number::from_f64(number.into()));
            number.ok_or_else(|| wrong("a number from 0 on"))?
        };
        *slot = Value::Number(number);
        *self = serde_json::from_value(tree).map_err(|_| wrong("a number"))?;
        Ok(())
    }

    /// Returns the parameters as nested objects of numbers.
    fn tree(&self) -> Value {
        // Structs of numbers with plain names always become objects.
        serde_json::to_value(self).unwrap_or_default()
    }

    /// Makes the error for a name that does not exist, with names that share a part with it.
    fn unknown(&self, name: &str) -> ParameterError {
        let names: Vec<String> = self.list().into_iter().map(|(name, _)| name).collect();
        let shares_part = |known: &&String| {
            let mut parts = name.split('.');
            parts.any(|part| known.split('.').any(|own| own == part))
        };
        let mut near: Vec<String> = names.iter().filter(shares_part).cloned().collect();
        if near.is_empty() {
            near = names;
        }
        ParameterError::Unknown {
            name: name.to_string(),
            near,
        }
    }
}

/// Appends the numbers of nested objects with their dotted names.
fn flatten(name: &str, value: &Value, listed: &mut Vec<(String, f64)>) {
    match value {
        Value::Object(values) => {
            for (part, value) in values {
                flatten(&format!("{name}.{part}"), value, listed);
            }
        }
        other => listed.extend(other.as_f64().map(|number| (name.to_string(), number))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_is_set_by_its_name_and_the_others_stay() {
        let mut parameters = RankingParameters::default();
        parameters.set("passage.answer", "0.7").unwrap();
        parameters.set("fields.question.k1", "2").unwrap();
        parameters.set("depth.rescore", "10").unwrap();
        let mut expected = RankingParameters::default();
        expected.passage.answer = 0.7;
        expected.fields.question.k1 = 2.0;
        expected.depth.rescore = 10;
        assert_eq!(parameters, expected);
    }

    #[test]
    fn every_parameter_can_be_set_to_its_own_value() {
        let default = RankingParameters::default();
        for (name, value) in default.list() {
            let mut parameters = default.clone();
            #[allow(clippy::cast_possible_truncation)] // they are numbers of single precision
            let value = value as f32;
            parameters.set(&name, &value.to_string()).unwrap();
            assert_eq!(parameters, default, "{name}");
        }
    }

    #[test]
    fn unknown_names_are_refused_with_names_that_share_a_part() {
        let mut parameters = RankingParameters::default();
        for (name, near) in [
            ("passage.anwser", "passage.length"),
            ("pasage.answer", "passage.answer"),
            ("passage", "passage.question"),
            ("passage.answer.weight", "passage.answer"),
            ("", "kind.section"),
        ] {
            let error = parameters.set(name, "1").unwrap_err();
            let ParameterError::Unknown { near: listed, .. } = &error else {
                panic!("{error}");
            };
            assert!(listed.iter().any(|known| known == near), "{error}");
        }
        assert_eq!(parameters, RankingParameters::default());
    }

    #[test]
    fn values_that_are_no_such_numbers_are_refused() {
        let mut parameters = RankingParameters::default();
        for (name, value) in [
            ("passage.answer", "much"),
            ("passage.answer", "-1"),
            ("passage.answer", "NaN"),
            ("passage.answer", "inf"),
            ("passage.length", "2.5"),
            ("passage.length", "70000"),
        ] {
            let error = parameters.set(name, value).unwrap_err();
            assert!(error.to_string().contains(value), "{error}");
        }
    }
}
