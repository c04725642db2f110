//! The manifest of a generation: what it holds and what it was made from.
//!
//! `manifest.json` is read by every search and therefore small.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::schema::{FIELD_COUNT, TextField};
use crate::content::dialect::site::Site;
use crate::index::abbreviation::AbbreviationFilter;
use crate::index::error::IndexError;
use crate::index::time::seconds;
use crate::index::vectors::VectorSummary;
use crate::model::embedding::TextEncoder;
use crate::model::language::LanguageTag;

/// Version of the layout on disk. Raised when an older reader would misread it.
pub(crate) const FORMAT: u32 = 15;

/// Name of the manifest inside a generation.
const MANIFEST: &str = "manifest.json";

/// What a generation is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// [`FORMAT`] of the writer.
    pub format: u32,
    /// Fingerprint of the analysis that made the terms.
    pub analysis: String,
    /// Version of faq that wrote it.
    pub tool: String,
    /// When it was built, in seconds since 1970 (UTC).
    pub created: u64,
    /// The generation that was live before, if any.
    pub previous: Option<String>,
    /// BLAKE3 over the source files, hexadecimal.
    pub content: String,
    /// The settings that shaped it.
    pub configuration: Configuration,
    /// Number of articles and of files of records.
    pub articles: u64,
    /// Number of problems in the content, as `faq check` counts them.
    pub problems: u64,
    /// One index per language, by tag.
    pub languages: Vec<LanguageSummary>,
}

impl Manifest {
    /// Makes the manifest of an empty generation that this program builds now.
    pub(crate) fn new(configuration: Configuration) -> Self {
        Self {
            format: FORMAT,
            analysis: crate::analysis::fingerprint(),
            tool: concat!("faq ", env!("CARGO_PKG_VERSION")).to_string(),
            created: seconds(SystemTime::now()),
            previous: None,
            content: String::new(),
            configuration,
            articles: 0,
            problems: 0,
            languages: Vec::new(),
        }
    }

    /// Returns whether the terms of the index were made by this program's text analysis.
    #[must_use]
    pub(crate) fn has_our_analysis(&self) -> bool {
        self.analysis == crate::analysis::fingerprint()
    }

    /// Makes sure that the terms of the index in `place` were made by this program's text analysis.
    ///
    /// # Errors
    /// Another version made them.
    pub(crate) fn check_analysis(&self, place: &Path) -> Result<(), IndexError> {
        if self.has_our_analysis() {
            return Ok(());
        }
        Err(IndexError::Version {
            path: place.to_path_buf(),
            reason: "was made by another version of the text analysis".to_string(),
        })
    }

    /// Returns the size of all indexes in bytes.
    #[must_use]
    pub(crate) fn bytes(&self) -> u64 {
        let vectors = |language: &LanguageSummary| {
            let vectors = language.vectors.as_ref();
            vectors.map_or(0, |vectors| vectors.bytes)
        };
        let languages = self.languages.iter();
        languages
            .map(|language| language.bytes + vectors(language))
            .sum()
    }
}

/// The settings that shape an index.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Configuration {
    /// Language of articles that declare none and cannot be detected.
    pub default_language: LanguageTag,
    /// Content roots, as absolute paths, with their templates of public addresses.
    pub roots: Vec<(String, Option<String>)>,
    /// The dialects of each root.
    pub sites: Vec<Site>,
}

/// The index of one language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct LanguageSummary {
    /// Language tag.
    pub tag: LanguageTag,
    /// Number of articles.
    pub articles: u64,
    /// Number of entries.
    pub entries: u64,
    /// Entries of kind question.
    pub questions: u64,
    /// Average length of each of [`TEXT_FIELDS`](super::schema::TEXT_FIELDS), in tokens.
    pub(crate) lengths: [f32; FIELD_COUNT],
    /// Which abbreviations its entries may explain.
    #[serde(rename = "acronyms")]
    pub(crate) abbreviations: AbbreviationFilter,
    /// Size of the index in bytes.
    pub bytes: u64,
    /// The vectors beside it, if a model made some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) vectors: Option<VectorSummary>,
}

impl LanguageSummary {
    /// Returns whether there are vectors that a model has made.
    pub(crate) fn has_vectors_of(&self, model: &dyn TextEncoder) -> bool {
        let vectors = self.vectors.as_ref();
        vectors.is_some_and(|vectors| vectors.model == model.identity())
    }

    /// Makes the summary of an empty language.
    #[must_use]
    pub(crate) fn new(tag: &LanguageTag) -> Self {
        Self {
            tag: tag.clone(),
            articles: 0,
            entries: 0,
            questions: 0,
            lengths: [0.0; FIELD_COUNT],
            abbreviations: AbbreviationFilter::default(),
            bytes: 0,
            vectors: None,
        }
    }

    /// Returns the average length of a text field, in tokens.
    #[must_use]
    pub(crate) fn average_length(&self, field: TextField) -> f32 {
        self.lengths[field as usize]
    }
}

/// Returns whether a folder is that of a generation.
#[must_use]
pub(crate) fn is_generation(folder: &Path) -> bool {
    folder.join(MANIFEST).is_file()
}

/// Reads the manifest of a generation and checks its format.
///
/// # Errors
/// It is missing, not a manifest, or of another format.
pub(crate) fn read_manifest(generation: &Path) -> Result<Manifest, IndexError> {
    /// What every version's manifest has.
    #[derive(Deserialize)]
    struct Versioned {
        format: u32,
    }
    let path = generation.join(MANIFEST);
    let bytes = fs::read(&path).map_err(IndexError::missing_is_damage("read", &path))?;
    let manifest = serde_json::from_slice::<Manifest>(&bytes);
    let format = match &manifest {
        Ok(manifest) => Some(manifest.format),
        Err(_) => serde_json::from_slice::<Versioned>(&bytes)
            .ok()
            .map(|versioned| versioned.format),
    };
    if let Some(format) = format.filter(|&format| format != FORMAT) {
        return Err(IndexError::Version {
            path: generation.to_path_buf(),
            reason: format!("has format {format}, not {FORMAT}"),
        });
    }
    manifest.map_err(|error| IndexError::Damaged {
        path,
        reason: error.to_string(),
    })
}

/// The vectors of a language, as a manifest of any format states them.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct LanguageVectors {
    /// The language.
    pub(crate) tag: LanguageTag,
    /// How many entries it has.
    pub(crate) entries: u64,
    /// What its vectors are, if it has any.
    pub(crate) vectors: Option<VectorSummary>,
}

/// Returns the vectors of a generation, whose format may be an older one: they depend on texts and
/// model alone. What cannot be read has none.
pub(crate) fn vectors_of_any_format(generation: &Path) -> Vec<LanguageVectors> {
    #[derive(Deserialize)]
    struct Languages {
        languages: Vec<LanguageVectors>,
    }
    let bytes = fs::read(generation.join(MANIFEST)).unwrap_or_default();
    let manifest = serde_json::from_slice::<Languages>(&bytes);
    manifest.map_or_else(|_| Vec::new(), |manifest| manifest.languages)
}

/// Writes the manifest of a generation in the making.
///
/// # Errors
/// The file cannot be written.
pub(crate) fn write_manifest(generation: &Path, manifest: &Manifest) -> Result<(), IndexError> {
    let path = generation.join(MANIFEST);
    let bytes = serde_json::to_vec(manifest)
        .map_err(|error| IndexError::io("write", &path)(error.into()))?;
    fs::write(&path, bytes).map_err(IndexError::io("write", &path))
}
