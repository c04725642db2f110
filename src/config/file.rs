//! The shape of `faq.toml`, and the checks beyond it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Duration;

use encoding_rs::Encoding;
use serde::Deserialize;
use toml::Spanned;

use super::engine::Engine;
use super::memory::parse_memory;
use super::message::{Fault, nearest};
use super::values::{Config, JudgedSet, MeaningSettings, ServeSettings};
use crate::content::dialect::choice::DialectName;
use crate::content::source::discover::Root;
use crate::content::source::exclude::Exclusions;
use crate::content::url;
use crate::model::language::LanguageTag;

/// By how much nDCG@10 may fall unless the file says otherwise: less than a reader would notice.
const DEFAULT_TOLERANCE: f64 = 0.01;

/// Sets of words and phrases that mean the same.
type SynonymSets = Vec<Spanned<Vec<Spanned<String>>>>;

/// The whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    language: Option<Spanned<String>>,
    #[serde(default)]
    languages: Vec<Spanned<String>>,
    #[serde(default)]
    content: Vec<ContentRoot>,
    #[serde(default)]
    exclude: Vec<Spanned<String>>,
    #[serde(default)]
    synonyms: BTreeMap<Spanned<String>, SynonymSets>,
    keep: Option<Spanned<i64>>,
    memory: Option<Spanned<String>>,
    eval: Option<Evaluation>,
    #[serde(default)]
    serve: Serve,
    #[serde(default)]
    meaning: Meaning,
    engine: Option<Engine>,
}

/// The table `[serve]`.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, expecting = "a table")]
struct Serve {
    listen: Option<String>,
    url: Option<String>,
    hosts: Vec<String>,
    cors: Vec<String>,
    title: Option<String>,
    mcp: bool,
    query_log: Option<PathBuf>,
    query_log_days: Option<Spanned<i64>>,
}

/// The table `[meaning]`.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, expecting = "a table")]
struct Meaning {
    model: Option<PathBuf>,
    budget: Option<Spanned<String>>,
}

/// An element of `[[content]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
struct ContentRoot {
    path: PathBuf,
    url: Option<Spanned<String>>,
    #[serde(default)]
    exclude: Vec<Spanned<String>>,
    dialect: Option<Spanned<String>>,
    encoding: Option<Spanned<String>>,
}

/// The table `[eval]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
struct Evaluation {
    queries: PathBuf,
    qrels: PathBuf,
    tolerance: Option<Spanned<f64>>,
}

impl File {
    /// Checks what the types cannot express, and resolves paths against the file's folder.
    pub(super) fn check(self, folder: &Path) -> Result<Config, Fault> {
        let content = self.content.into_iter().map(|root| root.check(folder));
        Ok(Config {
            language: self.language.as_ref().map(tag).transpose()?,
            languages: self.languages.iter().map(tag).collect::<Result<_, _>>()?,
            content: content.collect::<Result<_, _>>()?,
            exclude: exclusions(&self.exclude)?,
            synonyms: synonyms(&self.synonyms)?,
            keep: self.keep.as_ref().map(keep).transpose()?,
            memory: self.memory.as_ref().map(memory).transpose()?,
            eval: self.eval.map(|eval| eval.check(folder)).transpose()?,
            serve: self.serve.check(folder)?,
            meaning: self.meaning.check(folder)?,
            engine: match self.engine {
                None => None,
                Some(engine) => engine.check(folder)?,
            },
        })
    }
}

impl ContentRoot {
    fn check(self, folder: &Path) -> Result<Root, Fault> {
        Ok(Root {
            path: folder.join(self.path),
            url: self.url.as_ref().map(template).transpose()?,
            exclude: exclusions(&self.exclude)?,
            dialect: self.dialect.as_ref().map(dialect).transpose()?.flatten(),
            encoding: self.encoding.as_ref().map(encoding).transpose()?,
        })
    }
}

impl Serve {
    fn check(self, folder: &Path) -> Result<ServeSettings, Fault> {
        let days = |value: &Spanned<i64>| {
            let days = u64::try_from(*value.get_ref()).ok();
            days.filter(|days| (1..=36_500).contains(days))
                .ok_or_else(|| Fault::new(value.span(), "`query_log_days` must be 1 to 36500"))
        };
        Ok(ServeSettings {
            listen: self.listen,
            url: self.url,
            hosts: self.hosts,
            cors: self.cors,
            title: self.title,
            mcp: self.mcp,
            query_log: self.query_log.map(|path| folder.join(path)),
            query_log_days: self.query_log_days.as_ref().map(days).transpose()?,
        })
    }
}

impl Meaning {
    fn check(self, folder: &Path) -> Result<MeaningSettings, Fault> {
        Ok(MeaningSettings {
            model: self.model.map(|model| folder.join(model)),
            budget: self.budget.as_ref().map(duration).transpose()?,
        })
    }
}

/// Reads a duration such as `30m`.
fn duration(value: &Spanned<String>) -> Result<Duration, Fault> {
    let text = value.get_ref().trim();
    let unit = |factor: u64| {
        let count = text[..text.len() - 1].trim().parse::<u64>().ok()?;
        count.checked_mul(factor).map(Duration::from_secs)
    };
    let duration = match text.as_bytes().last() {
        Some(b's') => unit(1),
        Some(b'm') => unit(60),
        Some(b'h') => unit(3600),
        _ => None,
    };
    duration.ok_or_else(|| {
        let message = "expected a duration such as \"90s\", \"30m\" or \"2h\"";
        Fault::new(value.span(), message)
    })
}

impl Evaluation {
    fn check(self, folder: &Path) -> Result<JudgedSet, Fault> {
        let tolerance = match self.tolerance {
            None => DEFAULT_TOLERANCE,
            Some(share) if (0.0..=1.0).contains(share.get_ref()) => share.into_inner(),
            Some(other) => return Err(Fault::new(other.span(), "expected a number from 0 to 1")),
        };
        Ok(JudgedSet {
            queries: folder.join(self.queries),
            qrels: folder.join(self.qrels),
            tolerance,
        })
    }
}

fn keep(value: &Spanned<i64>) -> Result<usize, Fault> {
    usize::try_from(*value.get_ref())
        .ok()
        .filter(|keep| (2..=1000).contains(keep))
        .ok_or_else(|| {
            let message = "`keep` must be 2 to 1000: the live generation and one to fall back to";
            Fault::new(value.span(), message)
        })
}

fn memory(value: &Spanned<String>) -> Result<u64, Fault> {
    parse_memory(value.get_ref()).map_err(|message| Fault::new(value.span(), message))
}

fn template(value: &Spanned<String>) -> Result<String, Fault> {
    let template = value.get_ref();
    if let Some(name) = url::unknown_placeholder(template) {
        let known = nearest(name, &url::PLACEHOLDERS).unwrap_or("path");
        let message = format!("unknown placeholder {{{name}}}; did you mean {{{known}}}?");
        return Err(Fault::new(value.span(), message));
    }
    Ok(template.clone())
}

/// Reads the name of a dialect; there is none for `auto`.
fn dialect(value: &Spanned<String>) -> Result<Option<DialectName>, Fault> {
    const AUTO: &str = "auto";
    let name = value.get_ref().as_str();
    if name == AUTO {
        return Ok(None);
    }
    DialectName::parse(name).map(Some).ok_or_else(|| {
        let known: Vec<&str> = std::iter::once(AUTO).chain(DialectName::all()).collect();
        let advice = nearest(name, &known).map_or_else(
            || format!("known ones are `{}`", known.join("`, `")),
            |nearest| format!("did you mean `{nearest}`?"),
        );
        Fault::new(value.span(), format!("unknown dialect `{name}`; {advice}"))
    })
}

fn encoding(value: &Spanned<String>) -> Result<&'static Encoding, Fault> {
    let label = value.get_ref();
    Encoding::for_label(label.as_bytes()).ok_or_else(|| {
        let message = format!("`{label}` is not an encoding such as `windows-1252` or `shift_jis`");
        Fault::new(value.span(), message)
    })
}

fn exclusions(patterns: &[Spanned<String>]) -> Result<Exclusions, Fault> {
    // One by one first, since only here their places are known.
    for pattern in patterns {
        Exclusions::new(vec![pattern.get_ref().clone()])
            .map_err(|error| Fault::new(pattern.span(), error.to_string()))?;
    }
    let all = patterns.iter().map(|pattern| pattern.get_ref().clone());
    Exclusions::new(all.collect()).map_err(|error| Fault::new(0..0, error.to_string()))
}

fn synonyms(
    given: &BTreeMap<Spanned<String>, SynonymSets>,
) -> Result<BTreeMap<LanguageTag, Vec<Vec<String>>>, Fault> {
    let mut synonyms: BTreeMap<LanguageTag, Vec<Vec<String>>> = BTreeMap::new();
    for (key, sets) in given {
        let tag = parse_tag(key.get_ref(), key.span())?;
        for set in sets {
            let phrases = set.get_ref().iter().map(phrase);
            let phrases = phrases.collect::<Result<Vec<_>, _>>()?;
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

fn phrase(value: &Spanned<String>) -> Result<String, Fault> {
    let phrase = value.get_ref().trim();
    if phrase.is_empty() {
        return Err(Fault::new(value.span(), "a synonym cannot be empty"));
    }
    Ok(phrase.to_owned())
}

fn tag(value: &Spanned<String>) -> Result<LanguageTag, Fault> {
    parse_tag(value.get_ref(), value.span())
}

fn parse_tag(tag: &str, span: Range<usize>) -> Result<LanguageTag, Fault> {
    LanguageTag::parse(tag).ok_or_else(|| {
        Fault::new(
            span,
            format!("`{tag}` is not a language tag such as `en` or `pt-BR`"),
        )
    })
}
