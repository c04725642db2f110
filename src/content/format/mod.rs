//! The list of formats, and which of them claims a file.
//!
//! Each format is a file or folder of its own and turns bytes into articles. Which files
//! there are is decided in [`source`](super::source).

mod contract;
mod data_file;
mod help_desk;
pub(crate) mod html;
mod json_ld;
pub(crate) mod json_lines;
mod listed;
pub(crate) mod markdown;
pub(crate) mod page;
pub(crate) mod reading;
mod records;
mod squad;
pub(crate) mod suspect;
mod table;
pub(crate) mod yaml_faq;

use std::path::Path;

pub use self::contract::{Collected, Context};
pub(crate) use self::contract::{Format, Holds, RawRecord, Sink, Source};

/// Every format. Of those that claim a file the first one reads it.
pub(crate) const FORMATS: &[&dyn Format] = &[
    &markdown::Markdown,
    &yaml_faq::YamlFaq,
    &json_lines::JsonLines,
    &html::Html,
    &help_desk::ZENDESK,
    &help_desk::FRESHDESK,
    &help_desk::INTERCOM,
    &squad::Squad,
    &json_ld::JsonLd,
    &help_desk::SHORTENED,
    &data_file::DataFile,
    &table::Table,
];

/// How many bytes of a file's beginning a sniffer is given.
pub(crate) const HEAD_BYTES: u64 = 16 * 1024;

/// Returns the formats that a file may have by its name.
pub(crate) fn by_name(path: &Path) -> impl Iterator<Item = &'static dyn Format> {
    let extension = path.extension().and_then(|extension| extension.to_str());
    FORMATS.iter().copied().filter(move |format| {
        let known = format.extensions();
        extension.is_some_and(|own| known.iter().any(|known| known.eq_ignore_ascii_case(own)))
    })
}

/// Returns whether the name of a file leaves open whether a format claims it.
pub(crate) fn needs_head(path: &Path) -> bool {
    by_name(path)
        .next()
        .is_some_and(|format| format.sniffer().is_some())
}

/// Returns the format that claims a file by its name and its first bytes.
pub(crate) fn find(path: &Path, head: &[u8]) -> Option<&'static dyn Format> {
    by_name(path).find(|format| format.sniffer().is_none_or(|claims| claims(head)))
}

/// Reads bytes as the file `path` of the first content root. Yields nothing if no format
/// claims them.
#[must_use]
pub fn read_bytes(path: &str, bytes: &[u8], context: &Context) -> Collected {
    let mut collected = Collected::default();
    if let Some(format) = find(Path::new(path), bytes) {
        let mut content = bytes;
        let source = Source {
            root: 0,
            path,
            content: &mut content,
            truncated: false,
        };
        format.read(source, context, &mut collected);
    }
    collected
}

#[cfg(test)]
mod tests;
