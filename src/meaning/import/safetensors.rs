//! `model.safetensors`: a head of JSON that says where each tensor is, then the tensors.

use std::ops::Range;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::meaning::error::ModelError;
use crate::meaning::file::Bytes;

/// An open file of tensors.
pub(super) struct Tensors {
    path: PathBuf,
    bytes: Bytes,
    body: usize,
    head: Map<String, Value>,
}

impl Tensors {
    /// Opens a file of these bytes.
    ///
    /// # Errors
    /// It is no such file.
    pub(super) fn open(path: &Path, bytes: Bytes) -> Result<Self, ModelError> {
        let damaged = || ModelError::damaged(path, "is no file of safetensors");
        let length: [u8; 8] = bytes
            .get(..8)
            .and_then(|eight| eight.try_into().ok())
            .ok_or_else(damaged)?;
        let length = usize::try_from(u64::from_le_bytes(length)).map_err(|_| damaged())?;
        let body = length.checked_add(8).ok_or_else(damaged)?;
        let head = bytes.get(8..body).ok_or_else(damaged)?;
        let head = serde_json::from_slice(head).map_err(|_| damaged())?;
        Ok(Self {
            path: path.to_path_buf(),
            body,
            head,
            bytes,
        })
    }

    /// Returns whether there is a tensor of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.head.contains_key(name)
    }

    /// Returns what stands in front of a name in this file: some are saved within other models.
    ///
    /// # Errors
    /// No tensor has a name that ends so.
    pub(super) fn prefix_of(&self, name: &str) -> Result<String, ModelError> {
        let mut names = self.head.keys().filter_map(|own| own.strip_suffix(name));
        let prefix = names.next().map(str::to_owned);
        prefix.ok_or_else(|| self.missing(name))
    }

    /// Returns rows and columns of a tensor; a vector is one column.
    ///
    /// # Errors
    /// It is missing, or it has none of either.
    pub(super) fn shape(&self, name: &str) -> Result<(usize, usize), ModelError> {
        let shape = self
            .head
            .get(name)
            .and_then(|tensor| tensor["shape"].as_array());
        let shape = shape.ok_or_else(|| self.missing(name))?;
        let side = |place: usize| {
            let side = shape.get(place).and_then(Value::as_u64).unwrap_or(1);
            usize::try_from(side).unwrap_or(0)
        };
        match (side(0), side(1)) {
            (0, _) | (_, 0) => {
                let reason = format!("`{name}` is empty");
                Err(ModelError::damaged(&self.path, reason))
            }
            sides => Ok(sides),
        }
    }

    /// Reads a tensor.
    ///
    /// # Errors
    /// It is missing, or holds other numbers than floating-point ones.
    pub(super) fn floats(&self, name: &str) -> Result<Vec<f32>, ModelError> {
        let tensor = self.head.get(name).ok_or_else(|| self.missing(name))?;
        let offset = |place: usize| {
            let offset = tensor["data_offsets"][place].as_u64();
            offset.and_then(|offset| usize::try_from(offset).ok())
        };
        let range: Option<Range<usize>> = offset(0).zip(offset(1)).and_then(|(start, end)| {
            Some(self.body.checked_add(start)?..self.body.checked_add(end)?)
        });
        let bytes = range
            .and_then(|range| self.bytes.get(range))
            .ok_or_else(|| {
                ModelError::damaged(&self.path, format!("`{name}` lies beyond its end"))
            })?;
        let numbers: Vec<f32> = match tensor["dtype"].as_str() {
            Some("F32") => bytes
                .chunks_exact(4)
                .map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]))
                .collect(),
            Some("F16") => halves(bytes).map(half).collect(),
            Some("BF16") => halves(bytes)
                .map(|two| f32::from_bits(u32::from(two) << 16))
                .collect(),
            other => {
                let other = other.unwrap_or("unknown");
                return Err(self.unsupported(&format!("`{name}` of type {other}")));
            }
        };
        let (rows, columns) = self.shape(name)?;
        if rows.checked_mul(columns) != Some(numbers.len()) {
            let reason = format!("`{name}` is not as large as its shape");
            return Err(ModelError::damaged(&self.path, reason));
        }
        Ok(numbers)
    }

    /// Makes the error of a file that has something that is not computed here.
    pub(super) fn unsupported(&self, what: &str) -> ModelError {
        ModelError::unsupported(&self.path, format!("has {what}, which is not supported"))
    }

    fn missing(&self, name: &str) -> ModelError {
        ModelError::damaged(&self.path, format!("`{name}` is missing"))
    }
}

fn halves(bytes: &[u8]) -> impl Iterator<Item = u16> {
    bytes
        .chunks_exact(2)
        .map(|two| u16::from_le_bytes([two[0], two[1]]))
}

/// Widens a number of 16 bits as IEEE 754 has it.
fn half(bits: u16) -> f32 {
    let sign = if bits >> 15 == 1 { -1.0 } else { 1.0 };
    let exponent = i32::from(bits >> 10 & 0x1f);
    let fraction = f32::from(bits & 0x3ff) / 1024.0;
    match exponent {
        0 => sign * fraction * 2.0_f32.powi(-14),
        31 if fraction > 0.0 => f32::NAN,
        31 => sign * f32::INFINITY,
        _ => sign * (1.0 + fraction) * 2.0_f32.powi(exponent - 15),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn a_tensor_has_the_size_of_its_shape_and_is_not_empty() {
        for (shape, numbers, said) in [
            ("[0, 4]", 0, "is empty"),
            ("[4, 0]", 0, "is empty"),
            ("[0]", 0, "is empty"),
            ("[2, 3]", 4, "not as large"),
            ("[18446744073709551615, 2]", 4, "not as large"),
            ("[4]", 4, ""),
        ] {
            let end = numbers * 4;
            let head = format!(
                r#"{{"w": {{"dtype": "F32", "shape": {shape}, "data_offsets": [0, {end}]}}}}"#
            );
            let mut bytes = (head.len() as u64).to_le_bytes().to_vec();
            bytes.extend(head.into_bytes());
            bytes.resize(bytes.len() + end, 0);
            let tensors = Tensors::open(Path::new("model"), Arc::new(bytes)).unwrap();
            match tensors.floats("w") {
                Ok(read) => assert_eq!((read.len(), said), (numbers, "")),
                Err(error) => assert!(error.to_string().contains(said), "{shape}: {error}"),
            }
        }
    }

    #[test]
    fn halves_are_widened() {
        for (bits, value) in [
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x0001, 2.0_f32.powi(-24)),
            (0x7bff, 65504.0),
            (0x7c00, f32::INFINITY),
            (0x3555, 0.333_251_95),
        ] {
            assert_eq!(half(bits), value, "{bits:x}");
        }
    }
}
