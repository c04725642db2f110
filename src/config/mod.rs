//! The configuration file `faq.toml`, and the public addresses that it describes.
//!
//! Owns what the file may say and how a mistake in it is reported. Options of the
//! command line win over it; that is decided where both are known.

mod nearest;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use self::nearest::nearest;
use crate::content::source::discover::Root;
use crate::content::url;
use crate::model::language;

/// The name that is looked for in the working folder.
pub const FILE_NAME: &str = "faq.toml";

/// The most that is read of the file, in bytes.
const MAX_BYTES: u64 = 1024 * 1024;

/// By how much nDCG@10 may fall unless the file says otherwise: less than a reader would notice.
const DEFAULT_TOLERANCE: f64 = 0.01;

/// What `faq.toml` says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// Canonical language tag of articles that declare none and betray none.
    pub language: Option<String>,
    /// Canonical tags in the order in which readers without a locale prefer them.
    pub languages: Vec<String>,
    /// Content roots; relative paths are already resolved against the file's folder.
    pub content: Vec<Root>,
    /// By canonical language tag, sets of words and phrases that mean the same.
    pub synonyms: BTreeMap<String, Vec<Vec<String>>>,
    /// How many generations of the index are kept, the live one included; at least 2.
    pub keep: Option<usize>,
    /// Judgements by which `faq reindex` measures a new index.
    pub eval: Option<JudgedSet>,
}

/// Judged queries by which `faq reindex` measures a new index before it publishes it.
#[derive(Clone, Debug, PartialEq)]
pub struct JudgedSet {
    /// File of queries; the path is already resolved against the configuration's folder.
    pub queries: PathBuf,
    /// File of judgements, likewise.
    pub qrels: PathBuf,
    /// By how much nDCG@10 may fall, 0 to 1.
    pub tolerance: f64,
}

/// A configuration file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file says something that cannot be followed.
    #[error("{}:{line}:{column}: {message}", path.display())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// 1-based line.
        line: usize,
        /// 1-based column, in characters.
        column: usize,
        /// What is wrong, and the nearest thing that would be right.
        message: String,
    },
}

impl Config {
    /// Reads the file named by `explicit`, else `faq.toml` in `cwd` if there is one.
    ///
    /// # Errors
    /// The file is named and missing, cannot be read, is no TOML, or holds unknown keys or
    /// values of the wrong type.
    pub fn load(explicit: Option<&Path>, cwd: &Path) -> Result<Option<Self>, ConfigError> {
        let path = explicit.map_or_else(|| cwd.join(FILE_NAME), |path| cwd.join(path));
        let text = match read(&path) {
            Ok(text) => text,
            Err(error) if explicit.is_none() && error.kind() == io::ErrorKind::NotFound => {
                return Ok(None);
            }
            Err(source) => return Err(ConfigError::Read { path, source }),
        };
        let folder = path.parent().unwrap_or(cwd);
        parse(&text, folder).map(Some).map_err(|fault| {
            let (line, column) = position(&text, fault.span.start);
            ConfigError::Invalid {
                path: path.clone(),
                line,
                column,
                message: fault.message,
            }
        })
    }
}

fn read(path: &Path) -> io::Result<String> {
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a file"));
    }
    if metadata.len() > MAX_BYTES {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "larger than 1 MiB",
        ));
    }
    fs::read_to_string(path)
}

/// 1-based line and column of a byte offset.
fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.char_indices().take_while(|(index, _)| *index < offset);
    before.fold((1, 1), |(line, column), (_, character)| {
        if character == '\n' {
            (line + 1, 1)
        } else {
            (line, column + 1)
        }
    })
}

/// What is wrong, and where in the text.
struct Fault {
    span: Range<usize>,
    message: String,
}

impl Fault {
    fn new(span: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            span,
            message: message.into(),
        }
    }
}

type Value<'i> = Spanned<DeValue<'i>>;

/// Reads the text of a file in `folder`.
fn parse(text: &str, folder: &Path) -> Result<Config, Fault> {
    let table = DeTable::parse(text)
        .map_err(|error| Fault::new(error.span().unwrap_or_default(), error.message()))?;
    let mut config = Config::default();
    for (key, value) in table.get_ref() {
        match key.get_ref().as_ref() {
            "language" => config.language = Some(tag(value)?),
            "languages" => {
                config.languages = array(value)?.iter().map(tag).collect::<Result<_, _>>()?;
            }
            "content" => {
                config.content = array(value)?
                    .iter()
                    .map(|root| content(root, folder))
                    .collect::<Result<_, _>>()?;
            }
            "synonyms" => config.synonyms = synonyms(value)?,
            "keep" => config.keep = Some(keep(value)?),
            "eval" => config.eval = Some(judged(value, folder)?),
            _ => {
                return Err(unknown_key(
                    key,
                    &[
                        "language",
                        "languages",
                        "content",
                        "synonyms",
                        "keep",
                        "eval",
                    ],
                ));
            }
        }
    }
    Ok(config)
}

fn content(value: &Value<'_>, folder: &Path) -> Result<Root, Fault> {
    let mut path = None;
    let mut url = None;
    for (key, value) in table(value)? {
        match key.get_ref().as_ref() {
            "path" => path = Some(folder.join(string(value)?)),
            "url" => url = Some(template(value)?),
            _ => return Err(unknown_key(key, &["path", "url"])),
        }
    }
    let path = path.ok_or_else(|| Fault::new(value.span(), "`path` is missing"))?;
    Ok(Root { path, url })
}

fn keep(value: &Value<'_>) -> Result<usize, Fault> {
    let number = value
        .get_ref()
        .as_integer()
        .ok_or_else(|| wrong_type(value, "a number"))?;
    usize::from_str_radix(number.as_str(), number.radix())
        .ok()
        .filter(|keep| (2..=1000).contains(keep))
        .ok_or_else(|| {
            let message = "`keep` must be 2 to 1000: the live generation and one to fall back to";
            Fault::new(value.span(), message)
        })
}

fn judged(value: &Value<'_>, folder: &Path) -> Result<JudgedSet, Fault> {
    let (mut queries, mut qrels, mut tolerance) = (None, None, DEFAULT_TOLERANCE);
    for (key, value) in table(value)? {
        match key.get_ref().as_ref() {
            "queries" => queries = Some(folder.join(string(value)?)),
            "qrels" => qrels = Some(folder.join(string(value)?)),
            "tolerance" => tolerance = share(value)?,
            _ => return Err(unknown_key(key, &["queries", "qrels", "tolerance"])),
        }
    }
    let missing = |name| Fault::new(value.span(), format!("`{name}` is missing"));
    Ok(JudgedSet {
        queries: queries.ok_or_else(|| missing("queries"))?,
        qrels: qrels.ok_or_else(|| missing("qrels"))?,
        tolerance,
    })
}

/// A number from 0 to 1.
fn share(value: &Value<'_>) -> Result<f64, Fault> {
    let text = match value.get_ref() {
        DeValue::Float(number) => number.as_str(),
        DeValue::Integer(number) => number.as_str(),
        _ => return Err(wrong_type(value, "a number")),
    };
    text.parse()
        .ok()
        .filter(|share| (0.0..=1.0).contains(share))
        .ok_or_else(|| Fault::new(value.span(), "expected a number from 0 to 1"))
}

fn template(value: &Value<'_>) -> Result<String, Fault> {
    let template = string(value)?;
    if let Some(name) = url::unknown_placeholder(template) {
        let known = nearest(name, &url::PLACEHOLDERS).unwrap_or("path");
        let message = format!("unknown placeholder {{{name}}}; did you mean {{{known}}}?");
        return Err(Fault::new(value.span(), message));
    }
    Ok(template.to_owned())
}

fn synonyms(value: &Value<'_>) -> Result<BTreeMap<String, Vec<Vec<String>>>, Fault> {
    let mut synonyms: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    for (key, sets) in table(value)? {
        let tag = canonical(key.get_ref(), key.span())?;
        for set in array(sets)? {
            let phrases = array(set)?
                .iter()
                .map(phrase)
                .collect::<Result<Vec<_>, _>>()?;
            if phrases.len() < 2 {
                return Err(Fault::new(
                    set.span(),
                    "a set of synonyms needs at least two words or phrases",
                ));
            }
            synonyms.entry(tag.clone()).or_default().push(phrases);
        }
    }
    Ok(synonyms)
}

fn phrase(value: &Value<'_>) -> Result<String, Fault> {
    let phrase = string(value)?.trim();
    if phrase.is_empty() {
        return Err(Fault::new(value.span(), "a synonym cannot be empty"));
    }
    Ok(phrase.to_owned())
}

fn tag(value: &Value<'_>) -> Result<String, Fault> {
    canonical(string(value)?, value.span())
}

fn canonical(tag: &str, span: Range<usize>) -> Result<String, Fault> {
    language::canonical(tag).ok_or_else(|| {
        Fault::new(
            span,
            format!("`{tag}` is not a language tag such as `en` or `pt-BR`"),
        )
    })
}

fn unknown_key(key: &Spanned<impl AsRef<str>>, known: &[&str]) -> Fault {
    let name = key.get_ref().as_ref();
    let advice = nearest(name, known).map_or_else(
        || format!("known keys are `{}`", known.join("`, `")),
        |nearest| format!("did you mean `{nearest}`?"),
    );
    Fault::new(key.span(), format!("unknown key `{name}`; {advice}"))
}

fn string<'a>(value: &'a Value<'_>) -> Result<&'a str, Fault> {
    value
        .get_ref()
        .as_str()
        .ok_or_else(|| wrong_type(value, "a string"))
}

fn array<'a, 'i>(value: &'a Value<'i>) -> Result<&'a DeArray<'i>, Fault> {
    value
        .get_ref()
        .as_array()
        .ok_or_else(|| wrong_type(value, "an array"))
}

fn table<'a, 'i>(value: &'a Value<'i>) -> Result<&'a DeTable<'i>, Fault> {
    value
        .get_ref()
        .as_table()
        .ok_or_else(|| wrong_type(value, "a table"))
}

fn wrong_type(value: &Value<'_>, expected: &str) -> Fault {
    Fault::new(
        value.span(),
        format!("expected {expected}, found {}", value.get_ref().type_str()),
    )
}

#[cfg(test)]
mod tests;
