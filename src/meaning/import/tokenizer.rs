//! `tokenizer.json` of a published model.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::charsmap;
use super::config::read_json;
use crate::meaning::error::ModelError;
use crate::meaning::file::TokenizerKind;

/// Its name in the folder of a model.
pub(super) const FILE: &str = "tokenizer.json";

/// How far below the least likely piece a character lies that no piece has (`SentencePiece`).
const UNKNOWN_PENALTY: f32 = 10.0;

/// Scores of pieces, and characters that stand for others.
type Unigram = (Vec<f32>, Vec<(char, String)>);

/// What a tokenizer says.
pub(super) struct PublishedTokenizer {
    pub(super) kind: TokenizerKind,
    /// Texts of the pieces by number; empty for those that no text has.
    pub(super) pieces: Vec<String>,
    pub(super) unigram: Option<Unigram>,
    pub(super) before: Vec<u32>,
    pub(super) after: Vec<u32>,
    pub(super) unknown: u32,
}

impl PublishedTokenizer {
    /// Reads the tokenizer of the model in a folder.
    ///
    /// # Errors
    /// It is missing or damaged, or of a kind not supported.
    pub(super) fn read(folder: &Path) -> Result<Self, ModelError> {
        let path = folder.join(FILE);
        let value = read_json(&path)?;
        let reader = Reader { path, value };
        let (before, after) = reader.ends()?;
        let mut tokenizer = match reader.value["model"]["type"].as_str() {
            Some("Unigram") => reader.unigram()?,
            // Old files do not name the kind.
            Some("WordPiece") | None => reader.wordpiece()?,
            Some(other) => {
                let reason = format!("is a `{other}`; known are `Unigram` and `WordPiece`");
                return Err(ModelError::unsupported(&reader.path, reason));
            }
        };
        (tokenizer.before, tokenizer.after) = (before, after);
        // What stands for a beginning, an end or a gap is no text, even where a text says it.
        let added = reader.value["added_tokens"].as_array();
        for token in added.into_iter().flatten() {
            let id = token["id"].as_u64().and_then(|id| usize::try_from(id).ok());
            let piece = id.and_then(|id| tokenizer.pieces.get_mut(id));
            if let Some(piece) = piece.filter(|_| token["special"].as_bool() == Some(true)) {
                piece.clear();
            }
        }
        Ok(tokenizer)
    }
}

struct Reader {
    path: PathBuf,
    value: Value,
}

impl Reader {
    fn damaged(&self, reason: &str) -> ModelError {
        ModelError::damaged(&self.path, reason)
    }

    fn unigram(&self) -> Result<PublishedTokenizer, ModelError> {
        let model = &self.value["model"];
        let vocabulary = model["vocab"].as_array();
        let vocabulary = vocabulary.ok_or_else(|| self.damaged("has no pieces"))?;
        let mut pieces = Vec::with_capacity(vocabulary.len());
        let mut scores = Vec::with_capacity(vocabulary.len());
        for pair in vocabulary {
            let (piece, score) = pair[0].as_str().zip(pair[1].as_f64()).ok_or_else(|| {
                self.damaged(&format!("piece {} has no text or no score", pieces.len()))
            })?;
            pieces.push(piece.to_owned());
            #[allow(clippy::cast_possible_truncation)] // scores are small
            scores.push(score as f32);
        }
        let least = scores.iter().copied().fold(0.0, f32::min);
        Ok(PublishedTokenizer {
            kind: TokenizerKind::Unigram {
                unknown_score: least - UNKNOWN_PENALTY,
            },
            pieces,
            unigram: Some((scores, self.characters()?)),
            before: Vec::new(),
            after: Vec::new(),
            unknown: number(&model["unk_id"])
                .ok_or_else(|| self.damaged("names no piece for what is not known"))?,
        })
    }

    fn wordpiece(&self) -> Result<PublishedTokenizer, ModelError> {
        let model = &self.value["model"];
        let vocabulary = model["vocab"].as_object();
        let vocabulary = vocabulary.ok_or_else(|| self.damaged("has no pieces"))?;
        let mut pieces = vec![String::new(); vocabulary.len()];
        for (piece, id) in vocabulary {
            let id = number(id)
                .map(|id| id as usize)
                .filter(|id| *id < 10_000_000);
            let id = id.ok_or_else(|| self.damaged(&format!("piece `{piece}` has no number")))?;
            if id >= pieces.len() {
                pieces.resize(id + 1, String::new());
            }
            pieces[id].clone_from(piece);
        }
        let unknown = model["unk_token"].as_str().unwrap_or("[UNK]");
        let unknown = vocabulary.get(unknown).and_then(number);
        let normalizer = self.bert_normalizer()?;
        let lowercase = normalizer["lowercase"].as_bool().unwrap_or(false);
        let continuation = model["continuing_subword_prefix"].as_str();
        Ok(PublishedTokenizer {
            kind: TokenizerKind::WordPiece {
                lowercase,
                strip_accents: normalizer["strip_accents"].as_bool().unwrap_or(lowercase),
                continuation: continuation.unwrap_or("##").to_owned(),
            },
            pieces,
            unigram: None,
            before: Vec::new(),
            after: Vec::new(),
            unknown: unknown.ok_or_else(|| self.damaged("names no piece for what is not known"))?,
        })
    }

    /// Returns the normalizer that `WordPiece` goes with.
    fn bert_normalizer(&self) -> Result<&Value, ModelError> {
        let normalizer = &self.value["normalizer"];
        if normalizer["type"] == "BertNormalizer" {
            return Ok(normalizer);
        }
        let reason = "its normalizer is no `BertNormalizer`";
        Err(ModelError::unsupported(&self.path, reason))
    }

    /// Reads the characters that stand for others, sorted.
    fn characters(&self) -> Result<Vec<(char, String)>, ModelError> {
        let normalizer = &self.value["normalizer"];
        let parts = match normalizer["normalizers"].as_array() {
            Some(parts) => parts.iter().collect(),
            None => vec![normalizer],
        };
        let mut pairs = Vec::new();
        for part in parts {
            match part["type"].as_str() {
                Some("Precompiled") => {
                    let map = part["precompiled_charsmap"].as_str().unwrap_or_default();
                    let read = charsmap::read(map);
                    pairs.extend(read.ok_or_else(|| self.damaged("`precompiled_charsmap`"))?);
                }
                Some("Replace") => {
                    let mut from = part["pattern"]["String"]
                        .as_str()
                        .unwrap_or_default()
                        .chars();
                    let to = part["content"].as_str().unwrap_or_default();
                    // Runs of spaces make no difference here.
                    if let (Some(from), None) = (from.next(), from.next()) {
                        pairs.push((from, to.to_owned()));
                    }
                }
                None | Some("NFC" | "Nmt" | "Strip") => {}
                Some(other) => {
                    let reason = format!("its normalizer `{other}` is not known");
                    return Err(ModelError::unsupported(&self.path, reason));
                }
            }
        }
        pairs.sort();
        pairs.dedup_by_key(|(from, _)| *from);
        Ok(pairs)
    }

    /// Reads which tokens stand in front of a text, and which behind it.
    fn ends(&self) -> Result<(Vec<u32>, Vec<u32>), ModelError> {
        let processor = &self.value["post_processor"];
        match processor["type"].as_str() {
            Some("TemplateProcessing") => {}
            Some("BertProcessing" | "RobertaProcessing") => {
                let ends = number(&processor["cls"][1]).zip(number(&processor["sep"][1]));
                let (before, after) = ends.ok_or_else(|| self.damaged("`post_processor`"))?;
                return Ok((vec![before], vec![after]));
            }
            None => return Ok((Vec::new(), Vec::new())),
            Some(other) => {
                let reason = format!("its post_processor `{other}` is not known");
                return Err(ModelError::unsupported(&self.path, reason));
            }
        }
        let (mut before, mut after) = (Vec::new(), Vec::new());
        let mut is_behind = false;
        for part in processor["single"].as_array().into_iter().flatten() {
            let Some(name) = part["SpecialToken"]["id"].as_str() else {
                is_behind = true;
                continue;
            };
            let ids = processor["special_tokens"][name]["ids"].as_array();
            let side = if is_behind { &mut after } else { &mut before };
            side.extend(ids.into_iter().flatten().filter_map(number));
        }
        Ok((before, after))
    }
}

fn number(value: &Value) -> Option<u32> {
    value.as_u64().and_then(|number| u32::try_from(number).ok())
}
