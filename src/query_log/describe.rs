//! What the log says of a search that was answered.

use super::event::{Search, Source};
use super::scrub::scrubbed;
use crate::model::language::LanguageTag;
use crate::model::request::{Languages, Request};
use crate::model::response::{Response, rounded};

/// How many hits of a search are named.
const TOP: usize = 3;

/// Stands for a word that is not kept.
const HIDDEN: &str = "###";

/// Most missing words that are named.
const MISSING: usize = 10;

impl Search {
    /// Describes a search that was answered by the index of that name.
    pub(crate) fn new(source: Source, request: &Request, found: &Response, index: String) -> Self {
        let missing = found.relaxed.iter().flat_map(|relaxed| &relaxed.missing);
        let kept = scrubbed(&request.query);
        let ids = found.hits.iter().map(|hit| hit.id.clone());
        let display = request.display_languages.first();
        Self {
            qid: String::new(),
            q: kept.clone(),
            lang: match &request.languages {
                Languages::Any => Vec::new(),
                Languages::Only(tags) => tags.iter().map(ToString::to_string).collect(),
            },
            display: display.map(LanguageTag::to_string).unwrap_or_default(),
            r#gen: index,
            total: found.total,
            top: ids.take(TOP).collect(),
            score: found.hits.first().map_or(0.0, |hit| rounded(hit.score)),
            relaxed: missing
                .take(MISSING)
                .map(|word| shown_word(word, &kept))
                .collect(),
            took_us: found.took_us,
            src: Some(source),
        }
    }
}

/// Returns a word that was given up, if it stands in the query as that is kept: the parts of an
/// address of e-mail are words, too.
fn shown_word(word: &str, kept: &str) -> String {
    let (lower, kept) = (word.to_lowercase(), kept.to_lowercase());
    let mut words = kept.split(|character: char| !character.is_alphanumeric());
    let is_kept = if word.is_ascii() {
        words.any(|known| known == lower)
    } else {
        // Scripts without spaces have no word by itself.
        kept.contains(&lower)
    };
    if is_kept {
        word.to_owned()
    } else {
        HIDDEN.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_were_given_up_tell_no_more_than_the_query() {
        let kept = scrubbed("Anna@mail.example: banana 認証 を call 5551234");
        for (word, shown) in [
            ("banana", "banana"),
            ("認証", "認証"),
            ("anna", HIDDEN),
            ("mail.example", HIDDEN),
            ("5551234", HIDDEN),
        ] {
            assert_eq!(shown_word(word, &kept), shown, "{word} in {kept}");
        }
    }
}
