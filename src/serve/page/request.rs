//! What a page is asked for: the reader's languages, and the frame that follows from them.

use axum::http::HeaderMap;

use super::layout::Layout;
use super::texts::Texts;
use crate::model::language::{LanguageTag, primary};
use crate::serve::parameters::Parameters;
use crate::serve::problem::Problem;
use crate::serve::reader_languages;
use crate::serve::state::State;
use crate::service::{LanguageChoice, QueryLanguages};

/// What all pages are asked for.
pub(in crate::serve) struct PageRequest {
    /// The parameters that pages know; others, such as those of newsletters, are passed over.
    pub(in crate::serve) parameters: Parameters,
    /// Where to search and what to answer in.
    pub(in crate::serve) languages: QueryLanguages,
    /// The language that the reader chose, if any.
    pub(in crate::serve) chosen: Option<String>,
    /// The words of the page.
    pub(in crate::serve) texts: &'static Texts,
}

impl PageRequest {
    /// Reads a request for a page.
    ///
    /// # Errors
    /// The address is not UTF-8. A language that is none is passed over.
    pub(in crate::serve) fn read(
        query: Option<&str>,
        headers: &HeaderMap,
    ) -> Result<Self, Problem> {
        let parameters = Parameters::parse_known(query, &["q", "in", "offset", "root"])?;
        let reader = reader_languages::preferred(headers);
        let choice = |display| {
            QueryLanguages::resolve(&LanguageChoice {
                searched: &[],
                display,
                reader: &reader,
            })
        };
        let chosen = parameters.filled("in")?;
        let (languages, chosen) = match choice(chosen) {
            Ok(languages) => (languages, chosen.map(str::to_owned)),
            Err(_) => (choice(None)?, None),
        };
        let texts = Texts::of(languages.display.iter().map(LanguageTag::as_str));
        Ok(Self {
            parameters,
            languages,
            chosen,
            texts,
        })
    }

    /// Makes the frame of a page.
    pub(in crate::serve) fn layout<'l>(&'l self, state: &'l State, base: &'l str) -> Layout<'l> {
        Layout {
            texts: self.texts,
            site: state.options.title.as_deref(),
            base,
            query: "",
            chosen: self.chosen.as_deref(),
            languages: Vec::new(),
            shown: self.texts.language.to_owned(),
        }
    }

    /// Returns the language of the index that the reader reads best: the first of the reader's
    /// that it has, else English, else its first.
    pub(in crate::serve) fn best_of<'a>(
        &self,
        available: &'a [LanguageTag],
    ) -> Option<&'a LanguageTag> {
        let wanted = self.languages.display.iter();
        let mut wanted = wanted.chain([&LanguageTag::ENGLISH]);
        let same = |tag: &LanguageTag| {
            let exact = available.iter().find(|known| *known == tag);
            exact.or_else(|| {
                available
                    .iter()
                    .find(|known| primary(known) == primary(tag))
            })
        };
        wanted.find_map(same).or_else(|| available.first())
    }
}
