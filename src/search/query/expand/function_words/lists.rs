//! Lists the function words of each language: those of the crate `stop-words` without the content
//! words among them, and own ones.
//!
//! Owns how they are looked up. The build script makes the lists, so that a search takes nothing out
//! and puts nothing together.

// `listed_words`, which the build writes.
include!(concat!(env!("OUT_DIR"), "/function_words.rs"));

/// Returns the function words of a language whose first letter `is_first` accepts.
pub(super) fn beginning(
    language: &str,
    is_first: impl Fn(char) -> bool,
) -> impl Iterator<Item = &'static str> {
    let (words, ends) = listed_words(language);
    let starts = std::iter::once(0).chain(ends.iter().map(|(_, end)| *end));
    let alike = starts
        .zip(ends)
        .filter(move |(_, (first, _))| is_first(*first));
    let alike = alike.filter_map(|(start, (_, end))| words.get(start..*end));
    alike.flat_map(str::lines)
}
