//! A model that is open: texts in, vectors out.

use std::ops::Range;
use std::path::Path;

use super::compute::floats::{add_scaled, to_unit_length};
use super::error::ModelError;
use super::file::{Bytes, Description, MODEL_FILE, ModelFile, Section};
use super::layer::{Layer, Norm};
use super::pieces_alike;
use super::tokenize::Tokenizer;
use crate::model::embedding::{Role, TextEncoder};

/// Tokens that go through the network together: enough that each weight is read for many, few
/// enough that what lies between the layers stays near.
const TOKENS_AT_ONCE: usize = 128;

/// Pieces of a text that are matched one by one: more are hardly in a sentence.
const MOST_PIECES: usize = 64;

/// A model that is open.
pub(crate) struct Encoder {
    file: ModelFile,
    tokenizer: Tokenizer,
    pieces: Pieces,
    network: Option<Network>,
}

/// The vectors of the pieces: 8 bits with a scale each.
struct Pieces {
    weights: Section,
    scales: Section,
}

/// What comes after the pieces, unless they are all there is.
struct Network {
    positions: Section,
    norm: Norm,
    layers: Vec<Layer>,
}

impl Encoder {
    /// Opens a model that `faq model import` has written.
    ///
    /// # Errors
    /// It is no such file, or a part of it has another shape.
    pub(crate) fn open(path: &Path, bytes: Bytes) -> Result<Self, ModelError> {
        let file = ModelFile::open(path, bytes)?;
        let &Description {
            hidden,
            layers,
            heads,
            pieces,
            max_tokens,
            first_position,
            ..
        } = file.description();
        let network = if layers == 0 {
            None
        } else {
            if heads == 0 || hidden % heads != 0 {
                let reason = format!("{hidden} dimensions cannot be shared by {heads} heads");
                return Err(ModelError::damaged(path, reason));
            }
            let positions = max_tokens + first_position;
            Some(Network {
                positions: file.section("positions", positions * hidden * 4)?,
                norm: Norm::open(&file, "pieces_norm")?,
                layers: (0..layers)
                    .map(|number| Layer::open(&file, number))
                    .collect::<Result<_, _>>()?,
            })
        };
        Ok(Self {
            tokenizer: Tokenizer::open(&file)?,
            pieces: Pieces {
                weights: file.section("pieces", pieces * hidden)?,
                scales: file.section("pieces.scales", pieces * 4)?,
            },
            network,
            file,
        })
    }

    /// Compares its file with its digest, which reads all of it.
    ///
    /// # Errors
    /// It is damaged.
    pub(crate) fn verify(&self) -> Result<(), ModelError> {
        self.file.verify()
    }

    /// Returns what the model is.
    pub(crate) fn description(&self) -> &Description {
        self.file.description()
    }

    /// Returns the size of its file in bytes.
    pub(crate) fn size(&self) -> usize {
        self.file.size()
    }

    /// Returns the numbers of the tokens of a text, with those at both ends.
    pub(crate) fn tokens(&self, text: &str, role: Role) -> Vec<u32> {
        let description = self.file.description();
        let prefix = match role {
            Role::Query => &description.query_prefix,
            Role::Passage => &description.passage_prefix,
        };
        let ends = description.before.len() + description.after.len();
        let mut tokens = description.before.clone();
        let room = description.max_tokens.saturating_sub(ends);
        self.tokenizer.tokens(&[prefix, text], room, &mut tokens);
        tokens.extend(&description.after);
        tokens
    }

    /// Returns the numbers of the first pieces of a text alone, without those that say nothing:
    /// they would be like each other, whatever they stand for.
    fn pieces_of(&self, text: &str) -> Vec<u32> {
        let mut pieces = Vec::new();
        self.tokenizer.tokens(&[text], MOST_PIECES, &mut pieces);
        pieces.retain(|piece| !self.tokenizer.says_nothing(*piece));
        pieces
    }

    /// Adds the vector of a piece to a row.
    fn add_piece(&self, token: u32, row: &mut [f32]) {
        let (token, hidden) = (token as usize, row.len());
        let scale = self.pieces.scales.float(token);
        let weights = self.pieces.weights.bytes();
        let weights = weights.get(token * hidden..(token + 1) * hidden);
        for (value, weight) in row.iter_mut().zip(weights.unwrap_or_default()) {
            *value += f32::from(weight.cast_signed()) * scale;
        }
    }

    /// Takes texts through the network at once.
    fn forward(&self, texts: &[Vec<u32>]) -> Vec<Vec<f32>> {
        let hidden = self.file.description().hidden;
        let mut ranges: Vec<Range<usize>> = Vec::with_capacity(texts.len());
        for text in texts {
            let start = ranges.last().map_or(0, |range| range.end);
            ranges.push(start..start + text.len());
        }
        let count = ranges.last().map_or(0, |range| range.end);
        let mut rows = vec![0.0; count * hidden];
        let tokens = texts.iter().flatten();
        for (token, row) in tokens.zip(rows.chunks_exact_mut(hidden)) {
            self.add_piece(*token, row);
        }
        if let Some(network) = &self.network {
            network.apply(self.file.description(), &mut rows, &ranges);
        }
        let vectors = ranges.into_iter().map(|range| {
            let mut vector = vec![0.0; hidden];
            for row in rows[range.start * hidden..range.end * hidden].chunks_exact(hidden) {
                add_scaled(&mut vector, row, 1.0);
            }
            to_unit_length(&mut vector);
            vector
        });
        vectors.collect()
    }
}

impl Network {
    /// Adds positions, and takes the rows through the layers.
    fn apply(&self, description: &Description, rows: &mut [f32], texts: &[Range<usize>]) {
        let hidden = description.hidden;
        let places = texts.iter().flat_map(|text| 0..text.len());
        for (place, row) in places.zip(rows.chunks_exact_mut(hidden)) {
            let first = (place + description.first_position) * hidden;
            for (number, value) in row.iter_mut().enumerate() {
                *value += self.positions.float(first + number);
            }
        }
        self.norm.apply(rows);
        for layer in &self.layers {
            layer.apply(rows, texts);
        }
    }
}

impl TextEncoder for Encoder {
    fn identity(&self) -> &str {
        self.file.identity()
    }

    fn name(&self) -> &str {
        &self.file.description().name
    }

    fn dimensions(&self) -> usize {
        self.file.description().hidden
    }

    fn encode(&self, texts: &[&str], role: Role) -> Vec<Vec<f32>> {
        let mut vectors = Vec::with_capacity(texts.len());
        let mut together: Vec<Vec<u32>> = Vec::new();
        let mut count = 0;
        for text in texts {
            let tokens = self.tokens(text, role);
            if count + tokens.len() > TOKENS_AT_ONCE && count > 0 {
                vectors.extend(self.forward(&together));
                together.clear();
                count = 0;
            }
            count += tokens.len();
            together.push(tokens);
        }
        vectors.extend(self.forward(&together));
        vectors
    }

    fn match_pieces(&self, query: &str, texts: &[&str]) -> Vec<f32> {
        let texts: Vec<Vec<u32>> = texts.iter().map(|text| self.pieces_of(text)).collect();
        pieces_alike::match_pieces(&self.pieces_of(query), &texts, |piece| {
            let mut vector = vec![0.0; self.dimensions()];
            self.add_piece(piece, &mut vector);
            vector
        })
    }
}

/// Opens the model at a path: our own file, or a folder that holds it. `map` maps a file.
///
/// # Errors
/// There is none, or it cannot be used.
pub(crate) fn open(
    path: &Path,
    map: &dyn Fn(&Path) -> std::io::Result<Bytes>,
) -> Result<Encoder, ModelError> {
    let file = if path.is_dir() {
        path.join(MODEL_FILE)
    } else {
        path.to_path_buf()
    };
    if !file.is_file() && path.join("config.json").is_file() {
        let reason = format!(
            "this is a model as it is published; run `faq model import {}` once",
            path.display()
        );
        return Err(ModelError::unsupported(path, reason));
    }
    let bytes = map(&file).map_err(ModelError::io("read", &file))?;
    Encoder::open(&file, bytes)
}
