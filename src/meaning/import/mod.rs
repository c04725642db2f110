//! A model as it is published, made into our own file: `faq model import`.
//!
//! Owns what a folder of Hugging Face holds: `config.json`, `tokenizer.json`, `model.safetensors`,
//! and the settings of sentence-transformers beside them. Weights are rounded to 8 bits, with a
//! scale a row.

mod charsmap;
mod config;
mod safetensors;
mod tokenizer;

use std::path::{Path, PathBuf};

use super::compute::floats::largest;
use super::compute::integers::pack;
use super::error::ModelError;
use super::file::{Bytes, Description, MODEL_FILE, Writer};
use config::Config;
pub(crate) use config::Prefixes;
use safetensors::Tensors;
use tokenizer::PublishedTokenizer;

/// Name of the file of weights in a published folder.
const WEIGHTS: &str = "model.safetensors";

/// Imports the model in a folder, and returns the path of the file written into it. `map` maps a
/// file.
///
/// # Errors
/// A file is missing or damaged, or the model is of a kind that is not computed here.
pub(crate) fn import(
    folder: &Path,
    prefixes: &Prefixes,
    map: &dyn Fn(&Path) -> std::io::Result<Bytes>,
) -> Result<PathBuf, ModelError> {
    let config = Config::read(folder)?;
    let tokenizer = PublishedTokenizer::read(folder)?;
    let path = folder.join(WEIGHTS);
    let bytes = map(&path).map_err(ModelError::io("read", &path))?;
    let tensors = Tensors::open(&path, bytes)?;
    let mut writer = Writer::default();
    let shape = if config.is_static {
        table(&tensors, &mut writer)?
    } else {
        network(&config, &tensors, &mut writer)?
    };
    let mut pieces = tokenizer.pieces;
    if pieces.len() > shape.pieces {
        let reason = format!(
            "has {} pieces, and {WEIGHTS} vectors for {} only",
            pieces.len(),
            shape.pieces
        );
        return Err(ModelError::damaged(&folder.join(tokenizer::FILE), reason));
    }
    pieces.resize(shape.pieces, String::new());
    super::tokenize::write_pieces(&mut writer, &pieces);
    if let Some((scores, characters)) = tokenizer.unigram {
        let mut scores = scores;
        scores.resize(shape.pieces, 0.0);
        writer.floats("pieces.likelihoods", &scores);
        super::tokenize::CharacterMap::write(&mut writer, &characters);
    }
    let card = config::prefixes(folder);
    let description = Description {
        name: config.name,
        hidden: shape.hidden,
        layers: config.layers,
        heads: config.heads,
        intermediate: config.intermediate,
        pieces: shape.pieces,
        max_tokens: config.max_tokens,
        first_position: config.first_position,
        epsilon: config.epsilon,
        tokenizer: tokenizer.kind,
        before: if config.is_static {
            Vec::new()
        } else {
            tokenizer.before
        },
        after: if config.is_static {
            Vec::new()
        } else {
            tokenizer.after
        },
        unknown: tokenizer.unknown,
        query_prefix: prefixes.query.clone().or(card.query).unwrap_or_default(),
        passage_prefix: prefixes
            .passage
            .clone()
            .or(card.passage)
            .unwrap_or_default(),
    };
    let target = folder.join(MODEL_FILE);
    writer.write(&target, description)?;
    Ok(target)
}

/// The shape of a model, as its weights have it.
struct Shape {
    pieces: usize,
    hidden: usize,
}

/// Writes a static table: one vector a piece.
fn table(tensors: &Tensors, writer: &mut Writer) -> Result<Shape, ModelError> {
    let (pieces, hidden) = tensors.shape("embeddings")?;
    let mut rows = tensors.floats("embeddings")?;
    if tensors.has("mapping") {
        return Err(tensors.unsupported("tokens that share vectors (`mapping`)"));
    }
    if tensors.has("weights") {
        let weights = tensors.floats("weights")?;
        for (row, weight) in rows.chunks_exact_mut(hidden).zip(weights) {
            row.iter_mut().for_each(|value| *value *= weight);
        }
    }
    piece_vectors(writer, &rows, hidden);
    Ok(Shape { pieces, hidden })
}

/// Writes an encoder.
fn network(config: &Config, tensors: &Tensors, writer: &mut Writer) -> Result<Shape, ModelError> {
    const PIECES: &str = "embeddings.word_embeddings.weight";
    const POSITIONS: &str = "embeddings.position_embeddings.weight";
    let prefix = tensors.prefix_of(PIECES)?;
    let name = |name: &str| format!("{prefix}{name}");
    let (pieces, hidden) = tensors.shape(&name(PIECES))?;
    piece_vectors(writer, &tensors.floats(&name(PIECES))?, hidden);
    let mut positions = tensors.floats(&name(POSITIONS))?;
    let (count, _) = tensors.shape(&name(POSITIONS))?;
    if count < config.max_tokens + config.first_position {
        return Err(tensors.unsupported("fewer positions than `config.json` says"));
    }
    positions.truncate((config.max_tokens + config.first_position) * hidden);
    // All tokens are of the first kind; models of one kind only may lack it.
    let kinds = name("embeddings.token_type_embeddings.weight");
    if tensors.has(&kinds) {
        let kinds = tensors.floats(&kinds)?;
        for row in positions.chunks_exact_mut(hidden) {
            row.iter_mut()
                .zip(&kinds)
                .for_each(|(value, kind)| *value += kind);
        }
    }
    writer.floats("positions", &positions);
    let copy = |writer: &mut Writer, own: &str, published: &str| -> Result<(), ModelError> {
        writer.floats(own, &tensors.floats(&name(published))?);
        Ok(())
    };
    copy(writer, "pieces_norm.weight", "embeddings.LayerNorm.weight")?;
    copy(writer, "pieces_norm.bias", "embeddings.LayerNorm.bias")?;
    for layer in 0..config.layers {
        for (own, published) in [
            ("query", "attention.self.query"),
            ("key", "attention.self.key"),
            ("value", "attention.self.value"),
            ("attended", "attention.output.dense"),
            ("widening", "intermediate.dense"),
            ("narrowing", "output.dense"),
        ] {
            let weight = name(&format!("encoder.layer.{layer}.{published}.weight"));
            let (_, columns) = tensors.shape(&weight)?;
            let own = format!("layer{layer}.{own}");
            matrix(writer, &own, &tensors.floats(&weight)?, columns);
            let bias = format!("encoder.layer.{layer}.{published}.bias");
            copy(writer, &format!("{own}.bias"), &bias)?;
        }
        for (own, published) in [
            ("attention_norm", "attention.output.LayerNorm"),
            ("norm", "output.LayerNorm"),
        ] {
            for part in ["weight", "bias"] {
                let published = format!("encoder.layer.{layer}.{published}.{part}");
                copy(writer, &format!("layer{layer}.{own}.{part}"), &published)?;
            }
        }
    }
    Ok(Shape { pieces, hidden })
}

/// Writes the vectors of the pieces, rounded to 8 bits with a scale a row.
fn piece_vectors(writer: &mut Writer, values: &[f32], columns: usize) {
    let (weights, scales) = rounded(values, columns);
    let bytes: Vec<u8> = weights.into_iter().map(i8::cast_unsigned).collect();
    writer.bytes("pieces", &bytes);
    writer.floats("pieces.scales", &scales);
}

/// Writes a matrix, rounded to 8 bits with a scale a row, as it is multiplied.
fn matrix(writer: &mut Writer, name: &str, values: &[f32], columns: usize) {
    let (weights, scales) = rounded(values, columns);
    writer.bytes(name, &pack(&weights, columns));
    writer.floats(&format!("{name}.scales"), &scales);
}

/// Rounds rows to 8 bits; returns them with a scale for each.
fn rounded(values: &[f32], columns: usize) -> (Vec<i8>, Vec<f32>) {
    let mut weights = Vec::with_capacity(values.len());
    let mut scales = Vec::with_capacity(values.len() / columns.max(1));
    for row in values.chunks_exact(columns) {
        let scale = largest(row) / 127.0;
        let factor = if scale > 0.0 { 1.0 / scale } else { 0.0 };
        #[allow(clippy::cast_possible_truncation)] // within 127, by the factor
        weights.extend(row.iter().map(|value| (value * factor).round() as i8));
        scales.push(scale);
    }
    (weights, scales)
}
