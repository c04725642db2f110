//! One layer of the encoder: attention among the tokens of a text, then a network for each token.

use std::ops::Range;

use super::attention::{Head, Vectors};
use super::compute::floats::{add_scaled, gelu, normalize};
use super::compute::integers::{Matrix, Quantized};
use super::error::ModelError;
use super::file::ModelFile;

/// A matrix with what is added to its products.
struct Linear {
    matrix: Matrix,
    bias: Vec<f32>,
}

impl Linear {
    fn open(file: &ModelFile, name: &str, rows: usize, columns: usize) -> Result<Self, ModelError> {
        Ok(Self {
            matrix: Matrix::open(file, name, rows, columns)?,
            bias: file.floats(&format!("{name}.bias"), rows)?,
        })
    }

    fn apply(&self, vectors: &Quantized) -> Vec<f32> {
        self.matrix.multiply(vectors, &self.bias)
    }
}

/// A norm: what rows are multiplied with, and what is added.
pub(crate) struct Norm {
    weight: Vec<f32>,
    bias: Vec<f32>,
    epsilon: f32,
}

impl Norm {
    /// Finds a norm in a file.
    ///
    /// # Errors
    /// It is missing or has another shape.
    pub(crate) fn open(file: &ModelFile, name: &str) -> Result<Self, ModelError> {
        let hidden = file.description().hidden;
        Ok(Self {
            weight: file.floats(&format!("{name}.weight"), hidden)?,
            bias: file.floats(&format!("{name}.bias"), hidden)?,
            epsilon: file.description().epsilon,
        })
    }

    /// Applies it to each of the rows that stand one after the other.
    pub(crate) fn apply(&self, rows: &mut [f32]) {
        for row in rows.chunks_exact_mut(self.weight.len()) {
            normalize(row, &self.weight, &self.bias, self.epsilon);
        }
    }
}

/// One layer.
pub(crate) struct Layer {
    query: Linear,
    key: Linear,
    value: Linear,
    attended: Linear,
    attention_norm: Norm,
    widening: Linear,
    narrowing: Linear,
    norm: Norm,
    hidden: usize,
    heads: usize,
    intermediate: usize,
}

impl Layer {
    /// Finds the layer of this number in a file.
    ///
    /// # Errors
    /// A part of it is missing or has another shape.
    pub(crate) fn open(file: &ModelFile, number: usize) -> Result<Self, ModelError> {
        let (hidden, wide) = (file.description().hidden, file.description().intermediate);
        let name = |part: &str| format!("layer{number}.{part}");
        let square = |part: &str| Linear::open(file, &name(part), hidden, hidden);
        Ok(Self {
            query: square("query")?,
            key: square("key")?,
            value: square("value")?,
            attended: square("attended")?,
            attention_norm: Norm::open(file, &name("attention_norm"))?,
            widening: Linear::open(file, &name("widening"), wide, hidden)?,
            narrowing: Linear::open(file, &name("narrowing"), hidden, wide)?,
            norm: Norm::open(file, &name("norm"))?,
            hidden,
            heads: file.description().heads,
            intermediate: wide,
        })
    }

    /// Takes the rows of all tokens through the layer. `texts` are the ranges of tokens that belong
    /// together.
    pub(crate) fn apply(&self, rows: &mut [f32], texts: &[Range<usize>]) {
        let attended = self.attention(rows, texts);
        let attended = self.attended.apply(&Quantized::new(&attended, self.hidden));
        add_scaled(rows, &attended, 1.0);
        self.attention_norm.apply(rows);
        let mut wide = self.widening.apply(&Quantized::new(rows, self.hidden));
        gelu(&mut wide);
        let narrow = self
            .narrowing
            .apply(&Quantized::new(&wide, self.intermediate));
        add_scaled(rows, &narrow, 1.0);
        self.norm.apply(rows);
    }

    /// Lets each token look at all tokens of its text.
    fn attention(&self, rows: &[f32], texts: &[Range<usize>]) -> Vec<f32> {
        let vectors = Quantized::new(rows, self.hidden);
        let vectors = Vectors {
            queries: &self.query.apply(&vectors),
            keys: &self.key.apply(&vectors),
            values: &self.value.apply(&vectors),
            hidden: self.hidden,
        };
        let size = self.hidden / self.heads;
        let mut attended = vec![0.0; rows.len()];
        for text in texts {
            for head in 0..self.heads {
                let columns = head * size..(head + 1) * size;
                Head::of(&vectors, text.clone(), columns).attend(&mut attended);
            }
        }
        attended
    }
}
