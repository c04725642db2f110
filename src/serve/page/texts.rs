//! The words of the pages themselves, by language.
//!
//! One file a language. Every text stands in every file: a missing one, or one too many, is an
//! error that a test finds.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::language;

/// The texts of one language. `{count}`, `{query}` and `{words}` stand for what is put in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::serve) struct Texts {
    /// Its tag.
    #[serde(skip)]
    pub(in crate::serve) language: &'static str,
    /// Title of the site, unless another one is configured.
    pub(in crate::serve) title: String,
    /// Name of the search field.
    pub(in crate::serve) search_label: String,
    /// What stands in the empty search field.
    pub(in crate::serve) placeholder: String,
    /// The button.
    pub(in crate::serve) search: String,
    /// Which key leads to the search field.
    pub(in crate::serve) shortcut: String,
    /// The link over the head of the page.
    pub(in crate::serve) skip: String,
    /// How many results there are.
    pub(in crate::serve) results: String,
    /// How many they are more than, where they are not all counted.
    pub(in crate::serve) more_than: String,
    /// Leads to all results, from where only the first are shown.
    pub(in crate::serve) all_results: String,
    /// That there are no more, on a page beyond the last one.
    pub(in crate::serve) no_more: String,
    /// That there are none.
    pub(in crate::serve) nothing_found: String,
    /// What to do then.
    pub(in crate::serve) nothing_found_hint: String,
    /// Stands before the query as it should have been spelt.
    pub(in crate::serve) did_you_mean: String,
    /// That words of the query are missing.
    pub(in crate::serve) missing_words: String,
    /// Unfolds an answer.
    pub(in crate::serve) whole_answer: String,
    /// Stands before the other languages of an answer.
    pub(in crate::serve) also_in: String,
    /// Stands before other places with the same answer.
    pub(in crate::serve) same_answer: String,
    /// Heading of related questions.
    pub(in crate::serve) related: String,
    /// Name of the links to the pages of a result.
    pub(in crate::serve) pages: String,
    /// The page before.
    pub(in crate::serve) previous: String,
    /// The page after.
    pub(in crate::serve) next: String,
    /// How many suggestions there are, for who cannot see them.
    pub(in crate::serve) suggestions: String,
    /// Heading of the list of articles.
    pub(in crate::serve) articles: String,
    /// How many articles the list leaves out.
    pub(in crate::serve) more_articles: String,
    /// How many questions an article has.
    pub(in crate::serve) questions: String,
    /// Heading of the table of contents.
    pub(in crate::serve) on_this_page: String,
    /// Name of the choice of languages.
    pub(in crate::serve) language_choice: String,
    /// Title of the page for an address that leads nowhere.
    pub(in crate::serve) not_found: String,
    /// What to do then.
    pub(in crate::serve) not_found_hint: String,
    /// Asks whether an answer helped.
    pub(in crate::serve) was_it_answered: String,
    /// It did.
    pub(in crate::serve) yes: String,
    /// It did not.
    pub(in crate::serve) no: String,
    /// Thanks for having said so.
    pub(in crate::serve) thanks: String,
    /// Leads from the thanks back to the search page.
    pub(in crate::serve) back: String,
    /// That searches are recorded, and how.
    pub(in crate::serve) recorded: String,
    /// That too many people search.
    pub(in crate::serve) busy: String,
    /// That the search cannot be reached, or does not answer.
    pub(in crate::serve) unavailable: String,
    /// Kinds of alerts, as they stand above them.
    pub(in crate::serve) note: String,
    /// See `note`.
    pub(in crate::serve) tip: String,
    /// See `note`.
    pub(in crate::serve) important: String,
    /// See `note`.
    pub(in crate::serve) warning: String,
    /// See `note`.
    pub(in crate::serve) caution: String,
}

/// Files by the primary tag of their language.
const FILES: [(&str, &str); 18] = [
    ("ar", include_str!("texts/ar.toml")),
    ("de", include_str!("texts/de.toml")),
    ("en", include_str!("texts/en.toml")),
    ("es", include_str!("texts/es.toml")),
    ("fr", include_str!("texts/fr.toml")),
    ("he", include_str!("texts/he.toml")),
    ("hi", include_str!("texts/hi.toml")),
    ("it", include_str!("texts/it.toml")),
    ("ja", include_str!("texts/ja.toml")),
    ("ko", include_str!("texts/ko.toml")),
    ("nl", include_str!("texts/nl.toml")),
    ("pl", include_str!("texts/pl.toml")),
    ("pt", include_str!("texts/pt.toml")),
    ("ru", include_str!("texts/ru.toml")),
    ("th", include_str!("texts/th.toml")),
    ("tr", include_str!("texts/tr.toml")),
    ("uk", include_str!("texts/uk.toml")),
    ("zh", include_str!("texts/zh.toml")),
];

/// The texts that were read when the first page was asked for.
static TEXTS: LazyLock<BTreeMap<&str, Texts>> = LazyLock::new(|| {
    let read = FILES.iter().filter_map(|&(tag, file)| {
        let mut texts: Texts = toml::from_str(file).ok()?;
        texts.language = tag;
        Some((tag, texts))
    });
    read.collect()
});

impl Texts {
    /// Returns the texts of the first language that has any, else those of English.
    pub(in crate::serve) fn of<'t>(tags: impl IntoIterator<Item = &'t str>) -> &'static Self {
        let mut tags = tags.into_iter().chain(["en"]);
        // A test reads every file, so English is always there; the list is never empty.
        #[allow(clippy::expect_used)]
        tags.find_map(|tag| TEXTS.get(language::primary(tag)))
            .expect("the texts of English are read by a test")
    }

    /// Returns which way the language is written, as HTML names it.
    pub(in crate::serve) fn direction(&self) -> &'static str {
        direction(self.language)
    }
}

/// Returns which way a language is written, as HTML names it.
pub(in crate::serve) fn direction(tag: &str) -> &'static str {
    match language::primary(tag) {
        "ar" | "fa" | "he" | "ur" | "ps" | "sd" | "ug" | "yi" | "dv" | "ckb" => "rtl",
        _ => "ltr",
    }
}

/// Puts a value into a text.
pub(in crate::serve) fn with(text: &str, name: &str, value: &str) -> String {
    text.replace(&format!("{{{name}}}"), value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_text_and_no_other() {
        for (tag, file) in FILES {
            let texts: Texts =
                toml::from_str(file).unwrap_or_else(|error| panic!("{tag}: {error}"));
            for (text, place) in [
                (&texts.results, "{count}"),
                (&texts.more_than, "{count}"),
                (&texts.more_articles, "{count}"),
                (&texts.suggestions, "{count}"),
                (&texts.questions, "{count}"),
                (&texts.nothing_found, "{query}"),
                (&texts.missing_words, "{words}"),
            ] {
                assert!(text.contains(place), "{tag}: {place} in {text}");
            }
            let empty = file.lines().find(|line| line.ends_with("\"\""));
            assert_eq!(empty, None, "{tag}");
        }
    }

    #[test]
    fn texts_keep_to_the_typography_of_their_language() {
        let file = |tag: &str| FILES.iter().find(|(known, _)| *known == tag).unwrap().1;
        let values = |tag| file(tag).lines().filter_map(|line| line.split_once(" = "));
        for (key, text) in values("fr") {
            for broken in [" :", " ?", " !", " ;", " »", "« "] {
                assert!(
                    !text.contains(broken),
                    "fr, {key}: a line may break in `{broken}`"
                );
            }
        }
        for (key, text) in values("ar") {
            assert!(
                !text.contains("\u{627}\u{64b}"),
                "ar, {key}: the sign stands before the alef"
            );
        }
        for (tag, or_more) in [("ja", "以上"), ("ko", "이상")] {
            let (_, text) = values(tag).find(|(key, _)| *key == "more_than").unwrap();
            assert!(!text.contains(or_more), "{tag}: that is `n or more`");
        }
    }

    #[test]
    fn the_first_language_that_has_texts_is_taken() {
        assert_eq!(Texts::of(["eo", "pt-PT", "fr"]).language, "pt");
        assert_eq!(Texts::of(["eo"]).language, "en");
        assert_eq!(Texts::of(["he"]).direction(), "rtl");
        assert_eq!(with("{count} a", "count", "3"), "3 a");
    }
}
