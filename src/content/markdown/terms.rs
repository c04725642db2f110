//! Finds the terms of definition lists in Markdown, for generators that give them identifiers.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::text::parser_options;
use crate::content::dialect::Dialect;

/// Returns where each term begins, with the identifier that is made of its text.
pub(super) fn terms(text: &str, dialect: &dyn Dialect) -> Vec<(usize, String)> {
    let defines = |line: &str| line.trim_start_matches([' ', '>']).starts_with(':');
    if !dialect.names_terms() || !text.lines().any(defines) {
        return Vec::new();
    }
    let options = parser_options() | Options::ENABLE_DEFINITION_LIST;
    let mut found = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::DefinitionListTitle) => open = Some((range.start, String::new())),
            Event::End(TagEnd::DefinitionListTitle) => found.extend(open.take()),
            Event::Text(part) | Event::Code(part) => {
                if let Some((_, term)) = &mut open {
                    term.push_str(&part);
                }
            }
            _ => {}
        }
    }
    let ids = found.into_iter();
    ids.map(|(at, term)| (at, dialect.heading_id(&term)))
        .collect()
}
