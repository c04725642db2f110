//! The terms of a dictionary that begin alike.

use std::io;

use tantivy::termdict::TermDictionary;

/// Returns up to `most` terms with this prefix, sorted, each with the number of entries that hold
/// it.
///
/// # Errors
/// The dictionary is damaged.
pub(crate) fn terms_with_prefix(
    dictionary: &TermDictionary,
    prefix: &str,
    most: usize,
) -> io::Result<Vec<(String, u32)>> {
    let mut stream = dictionary.range().ge(prefix).into_stream()?;
    let mut found = Vec::new();
    while found.len() < most
        && let Some((key, info)) = stream.next()
        && key.starts_with(prefix.as_bytes())
    {
        if let Ok(term) = std::str::from_utf8(key) {
            found.push((term.to_string(), info.doc_freq));
        }
    }
    Ok(found)
}
