//! Bytes that belong to a generation or a language, in pieces, with a checksum.
//!
//! A blob is written beside the one it replaces, and then its header is: whoever reads meanwhile
//! finds the old one or the new one.

use serde_json::{Value, json};

use super::bulk::Bulk;
use super::client::{Client, Verb};
use super::document::{decoded, encoded};
use super::right::Right;
use crate::index::IndexError;

/// Bytes in a piece: a request of a few megabytes passes every proxy.
const PIECE: usize = 2 * 1024 * 1024;

/// How the pieces are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// In the source of documents: an index of blobs alone.
    Source,
    /// In a stored field: an index without sources.
    Field,
}

/// Writes a blob.
///
/// # Errors
/// The right to change the index was lost, or the cluster does not take it.
pub(super) fn write(
    client: &Client,
    right: &dyn Right,
    index: &str,
    kept: Kept,
    (key, bytes): (&str, &[u8]),
) -> Result<(), IndexError> {
    let hash = blake3::hash(bytes).to_hex().to_string();
    let mark: String = hash.chars().take(12).collect();
    let before = header(client, index, kept, key)?;
    let bulk = Bulk::new(client, right, index);
    let mut pieces = 0;
    for piece in bytes.chunks(PIECE) {
        bulk.index(
            &format!("{key}-{mark}-{pieces}"),
            &json!({"part": encoded(piece)}).to_string(),
        )?;
        pieces += 1;
    }
    bulk.finish()?;
    let header = json!({"mark": mark, "pieces": pieces, "hash": hash, "bytes": bytes.len()});
    let bulk = Bulk::new(client, right, index);
    bulk.index(
        key,
        &json!({"part": encoded(header.to_string().as_bytes())}).to_string(),
    )?;
    if let Some(before) = before.filter(|before| before["mark"] != header["mark"]) {
        for number in 0..before["pieces"].as_u64().unwrap_or(0) {
            let mark = before["mark"].as_str().unwrap_or_default();
            bulk.delete(&format!("{key}-{mark}-{number}"))?;
        }
    }
    bulk.finish()
}

/// Reads a blob.
///
/// # Errors
/// It is missing or damaged, or the cluster does not answer.
pub(super) fn read(
    client: &Client,
    index: &str,
    kept: Kept,
    key: &str,
) -> Result<Vec<u8>, IndexError> {
    let damaged = |reason: &str| IndexError::Damaged {
        path: format!("{index}/{key}").into(),
        reason: reason.to_string(),
    };
    let mut mark = Value::Null;
    loop {
        let header = header(client, index, kept, key)?.ok_or_else(|| damaged("it is missing"))?;
        if let Some(bytes) = pieces(client, index, kept, (key, &header))? {
            let hash = blake3::hash(&bytes).to_hex().to_string();
            return match header["hash"].as_str() == Some(&hash) {
                true => Ok(bytes),
                false => Err(damaged("its checksum is wrong")),
            };
        }
        // Its pieces go when it is replaced: then there is another header by now.
        if header["mark"] == mark {
            return Err(damaged("a piece is missing"));
        }
        mark = header["mark"].clone();
    }
}

/// Reads the pieces of which a header tells; none if one is missing.
fn pieces(
    client: &Client,
    index: &str,
    kept: Kept,
    (key, header): (&str, &Value),
) -> Result<Option<Vec<u8>>, IndexError> {
    let mark = header["mark"].as_str().unwrap_or_default();
    let mut bytes = Vec::new();
    for number in 0..header["pieces"].as_u64().unwrap_or(0) {
        match piece(client, index, kept, &format!("{key}-{mark}-{number}"))? {
            Some(piece) => bytes.extend(piece),
            None => return Ok(None),
        }
    }
    Ok(Some(bytes))
}

/// Reads what is known of a blob.
pub(super) fn header(
    client: &Client,
    index: &str,
    kept: Kept,
    key: &str,
) -> Result<Option<Value>, IndexError> {
    let Some(bytes) = piece(client, index, kept, key)? else {
        return Ok(None);
    };
    let header = serde_json::from_slice(&bytes);
    header.map(Some).map_err(|error| IndexError::Damaged {
        path: format!("{index}/{key}").into(),
        reason: error.to_string(),
    })
}

/// Reads one piece. Single documents are read whether the index was refreshed or not.
fn piece(
    client: &Client,
    index: &str,
    kept: Kept,
    key: &str,
) -> Result<Option<Vec<u8>>, IndexError> {
    let (parameters, pointer) = match kept {
        Kept::Source => ("", "/_source/part"),
        Kept::Field => ("?_source=false&stored_fields=part", "/fields/part/0"),
    };
    let path = format!("/{index}/_doc/{key}{parameters}");
    let Some(found) = client.find(Verb::Get, &path)? else {
        return Ok(None);
    };
    let Some(text) = found.pointer(pointer).and_then(Value::as_str) else {
        return Ok(None);
    };
    decoded(text)
        .map(Some)
        .map_err(|reason| IndexError::Damaged {
            path: format!("{index}/{key}").into(),
            reason,
        })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::engine::opensearch::test_node::Node;

    /// Reads a blob that is replaced after its header was read, or whose piece is lost.
    fn read_meanwhile(is_replaced: bool) -> Result<Vec<u8>, IndexError> {
        let headers = AtomicUsize::new(0);
        let part = |bytes: &[u8]| (200, json!({"_source": {"part": encoded(bytes)}}));
        let node = Node::new(move |request| match request {
            "get /faq-gen-000001/_doc/manifest" => {
                let first = headers.fetch_add(1, Ordering::Relaxed) == 0;
                let mark = if first || !is_replaced { "old" } else { "new" };
                let hash = blake3::hash(b"text").to_hex().to_string();
                let header = json!({"mark": mark, "pieces": 1, "hash": hash});
                part(header.to_string().as_bytes())
            }
            "get /faq-gen-000001/_doc/manifest-new-0" => part(b"text"),
            _ => (404, json!({})),
        });
        let client = Client::new(&node.cluster).unwrap();
        read(&client, "faq-gen-000001", Kept::Source, "manifest")
    }

    #[test]
    fn a_blob_that_is_replaced_meanwhile_is_read_again() {
        assert_eq!(read_meanwhile(true).unwrap(), b"text");
        let lost = read_meanwhile(false).unwrap_err();
        assert!(lost.to_string().contains("a piece is missing"), "{lost}");
    }
}
