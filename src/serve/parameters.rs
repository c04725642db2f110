//! Reads the parameters of an address and the names in its path, and refuses what is not understood.
//!
//! A parameter that is misspelt and passed over would give answers to another question, so each
//! address names the parameters that it takes, and every other one is an error.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use percent_encoding::percent_decode_str;

use super::problem::Problem;

/// Most values of a parameter that may be given several times.
const MAX_VALUES: usize = 64;

/// The parameters of one request, decoded, in the order given.
#[derive(Debug)]
pub(super) struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Reads the part of an address behind `?`, as forms write it: `+` is a space.
    ///
    /// # Errors
    /// A parameter is not among those known, or the text is not UTF-8 in percent-encoding.
    pub(super) fn parse(query: Option<&str>, known: &[&str]) -> Result<Self, Problem> {
        let mut given = Vec::new();
        for pair in query.unwrap_or_default().split('&') {
            if pair.is_empty() {
                continue;
            }
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let name = decode(name)?;
            if !known.contains(&name.as_str()) {
                return Err(Problem::bad_request(
                    "unknown_parameter",
                    unknown(&name, known),
                ));
            }
            given.push((name, decode(value)?));
        }
        Ok(Self(given))
    }

    /// Reads the parameters that are known and passes over the others: for pages, whose addresses
    /// get parameters from newsletters and the like.
    ///
    /// # Errors
    /// The text is not UTF-8 in percent-encoding.
    pub(super) fn parse_known(query: Option<&str>, known: &[&str]) -> Result<Self, Problem> {
        let mut given = Vec::new();
        for pair in query.unwrap_or_default().split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            if known.contains(&name) {
                given.push((name.to_owned(), decode(value)?));
            }
        }
        Ok(Self(given))
    }

    /// Returns the value of a parameter that may be given once.
    ///
    /// # Errors
    /// It is given twice.
    pub(super) fn one(&self, name: &str) -> Result<Option<&str>, Problem> {
        let mut values = self.values(name);
        let value = values.next();
        if values.next().is_some() {
            return Err(invalid(format!("`{name}` is given more than once")));
        }
        Ok(value)
    }

    /// Returns the value of a parameter, or nothing where it is empty, as forms send it.
    ///
    /// # Errors
    /// It is given twice.
    pub(super) fn filled(&self, name: &str) -> Result<Option<&str>, Problem> {
        Ok(self.one(name)?.filter(|value| !value.is_empty()))
    }

    /// Returns the value of a parameter that must be given.
    ///
    /// # Errors
    /// It is missing, or given twice.
    pub(super) fn required(&self, name: &'static str) -> Result<&str, Problem> {
        self.one(name)?.ok_or_else(|| {
            Problem::bad_request("missing_parameter", format!("`{name}` is missing"))
        })
    }

    /// Returns all values of a parameter that may be given several times; empty ones are left out.
    ///
    /// # Errors
    /// It is given more often than anyone needs, empty ones included.
    pub(super) fn all(&self, name: &str) -> Result<Vec<String>, Problem> {
        if self.values(name).count() > MAX_VALUES {
            return Err(invalid(format!(
                "`{name}` is given more than {MAX_VALUES} times"
            )));
        }
        let filled = self.values(name).filter(|value| !value.is_empty());
        Ok(filled.map(str::to_owned).collect())
    }

    /// Returns a parameter that is a whole number.
    ///
    /// # Errors
    /// It is no number in the range.
    pub(super) fn number(
        &self,
        name: &str,
        range: RangeInclusive<usize>,
        default: usize,
    ) -> Result<usize, Problem> {
        let Some(value) = self.one(name)? else {
            return Ok(default);
        };
        let number = value.parse().ok().filter(|number| range.contains(number));
        number.ok_or_else(|| {
            let (first, last) = (range.start(), range.end());
            invalid(format!(
                "`{name}` must be a whole number from {first} to {last}"
            ))
        })
    }

    /// Returns a parameter that is yes or no: `true` or `1`, `false` or `0`; no where it is
    /// missing.
    ///
    /// # Errors
    /// It is something else.
    pub(super) fn flag(&self, name: &str) -> Result<bool, Problem> {
        match self.one(name)? {
            None | Some("false" | "0") => Ok(false),
            Some("true" | "1") => Ok(true),
            Some(_) => Err(invalid(format!("`{name}` must be true or false"))),
        }
    }

    fn values<'p>(&'p self, name: &str) -> impl Iterator<Item = &'p str> {
        let named = self.0.iter().filter(move |(given, _)| given == name);
        named.map(|(_, value)| value.as_str())
    }
}

/// Makes the problem of a parameter with a value that cannot be followed.
pub(super) fn invalid(detail: String) -> Problem {
    Problem::bad_request("invalid_parameter", detail)
}

fn unknown(name: &str, known: &[&str]) -> String {
    let name: String = name.chars().take(40).collect();
    if known.is_empty() {
        return format!("unknown parameter `{name}`; this address takes none");
    }
    let known = known.join("`, `");
    format!("unknown parameter `{name}`; this address takes `{known}`")
}

/// Decodes one name or value.
fn decode(text: &str) -> Result<String, Problem> {
    let invalid = |what: &str| Problem::bad_request("invalid_encoding", what);
    let mut parts = text.split('%');
    parts.next();
    // The decoder passes a `%` on that no two hexadecimal digits follow.
    let is_hexadecimal = |part: &str| {
        let digits = part.bytes().take(2);
        digits.filter(u8::is_ascii_hexdigit).count() == 2
    };
    if !parts.all(is_hexadecimal) {
        return Err(invalid("`%` must be followed by two hexadecimal digits"));
    }
    let spaced: Cow<'_, str> = if text.contains('+') {
        text.replace('+', " ").into()
    } else {
        text.into()
    };
    let decoded = percent_decode_str(&spaced).decode_utf8();
    let decoded = decoded.map_err(|_| invalid("the address is not UTF-8"))?;
    Ok(decoded.into_owned())
}

/// The part of a path that a route leaves open.
pub(super) struct PathText(pub(super) String);

impl<S: Send + Sync> FromRequestParts<S> for PathText {
    type Rejection = Problem;

    /// Decodes it.
    ///
    /// # Errors
    /// It is not UTF-8.
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let path = Path::<String>::from_request_parts(parts, state).await;
        path.map(|Path(text)| Self(text)).map_err(|_| {
            Problem::bad_request(
                "invalid_encoding",
                "the address is not percent-encoded UTF-8",
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(query: &str) -> Result<Parameters, Problem> {
        Parameters::parse(Some(query), &["q", "lang", "limit", "full"])
    }

    #[test]
    fn values_are_decoded_as_forms_encode_them() {
        let read = parse("q=caf%C3%A9+%2B%26&lang=fr&lang=&lang=de&full=0&limit=7").unwrap();
        assert_eq!(read.one("q").unwrap(), Some("café +&"));
        assert_eq!(read.all("lang").unwrap(), ["fr", "de"]);
        assert_eq!(read.number("limit", 1..=9, 5).unwrap(), 7);
        assert!(!read.flag("full").unwrap());
        assert!(parse("full=1").unwrap().flag("full").unwrap());
        let empty = Parameters::parse(None, &[]).unwrap();
        assert_eq!(empty.number("limit", 1..=9, 5).unwrap(), 5);
    }

    #[test]
    fn what_is_not_understood_is_an_error_with_a_code() {
        let code = |query: &str| parse(query).unwrap_err().code;
        assert_eq!(code("query=x"), "unknown_parameter");
        assert_eq!(code("q=%zz"), "invalid_encoding");
        assert_eq!(code("q=%"), "invalid_encoding");
        assert_eq!(code("q=%ff"), "invalid_encoding");
        assert_eq!(code("%C3=1"), "invalid_encoding");
        let empty = parse("full=&limit=").unwrap();
        assert!(empty.number("limit", 1..=9, 5).is_err() && empty.flag("full").is_err());
        let read = parse("q=a&q=b&limit=10&full=maybe").unwrap();
        assert_eq!(read.one("q").unwrap_err().code, "invalid_parameter");
        assert!(read.number("limit", 1..=9, 5).is_err());
        assert!(read.flag("full").is_err());
        for value in ["lang=en&", "lang=&"] {
            let many = parse(&value.repeat(MAX_VALUES + 1)).unwrap();
            assert_eq!(many.all("lang").unwrap_err().code, "invalid_parameter");
        }
        let missing = parse("").unwrap();
        assert_eq!(missing.required("q").unwrap_err().code, "missing_parameter");
    }
}
