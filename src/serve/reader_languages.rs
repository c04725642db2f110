//! The languages that a browser says its reader knows: `Accept-Language` (RFC 9110, 12.5.4).

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;

/// Most languages that are looked at; people name a handful.
const MAX_LANGUAGES: usize = 20;

/// Returns the tags of the header, most preferred first. What cannot be read is passed over.
pub(super) fn preferred(headers: &HeaderMap) -> Vec<String> {
    let values = headers.get_all(ACCEPT_LANGUAGE).iter();
    let ranges = values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    let mut weighed: Vec<(String, f32)> = ranges
        .filter_map(weighed)
        .take(MAX_LANGUAGES)
        .filter(|(_, weight)| *weight > 0.0)
        .collect();
    // Stable: languages of the same weight stay in their order.
    weighed.sort_by(|(_, left), (_, right)| right.total_cmp(left));
    weighed.into_iter().map(|(tag, _)| tag).collect()
}

/// Reads one language with its weight, which is 1 where none is given.
fn weighed(range: &str) -> Option<(String, f32)> {
    let mut parts = range.split(';').map(str::trim);
    let tag = parts.next().filter(|tag| !tag.is_empty() && *tag != "*")?;
    let weight = match parts.next().and_then(|part| part.strip_prefix("q=")) {
        Some(weight) => weight.parse().ok()?,
        None => 1.0,
    };
    Some((tag.to_owned(), weight))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_sorted_by_weight_and_nonsense_is_passed_over() {
        for (header, expected) in [
            (
                "fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5",
                vec!["fr-CH", "fr", "en", "de"],
            ),
            ("en;q=0.2,ja", vec!["ja", "en"]),
            ("de;q=0, it;q=x, ;q=1,,sv", vec!["sv"]),
            ("", vec![]),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_LANGUAGE, header.parse().unwrap());
            assert_eq!(preferred(&headers), expected, "{header}");
        }
        assert!(preferred(&HeaderMap::new()).is_empty());
    }
}
