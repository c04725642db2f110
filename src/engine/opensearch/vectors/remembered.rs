//! A model that remembers the query of one search, which runs several times.

use std::sync::{Mutex, PoisonError};

use crate::model::embedding::{EmbeddingModel, Role, TextEncoder};

/// Encodes the same query once.
pub(crate) struct Remembered {
    model: EmbeddingModel,
    last: Mutex<Option<(String, Vec<f32>)>>,
}

impl Remembered {
    pub(crate) fn new(model: EmbeddingModel) -> Self {
        Self {
            model,
            last: Mutex::default(),
        }
    }
}

impl TextEncoder for Remembered {
    fn identity(&self) -> &str {
        self.model.encoder().identity()
    }

    fn name(&self) -> &str {
        self.model.encoder().name()
    }

    fn dimensions(&self) -> usize {
        self.model.encoder().dimensions()
    }

    fn encode(&self, texts: &[&str], role: Role) -> Vec<Vec<f32>> {
        let ([text], Role::Query) = (texts, role) else {
            return self.model.encoder().encode(texts, role);
        };
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, vector)) = &*last
            && known == text
        {
            return vec![vector.clone()];
        }
        let encoded = self.model.encoder().encode(texts, role);
        *last = encoded
            .first()
            .map(|vector| ((*text).to_string(), vector.clone()));
        encoded
    }

    fn match_pieces(&self, query: &str, texts: &[&str]) -> Vec<f32> {
        self.model.encoder().match_pieces(query, texts)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[derive(Default)]
    struct Counting(AtomicUsize);

    impl TextEncoder for Counting {
        fn identity(&self) -> &str {
            "counting"
        }

        fn name(&self) -> &str {
            self.identity()
        }

        fn dimensions(&self) -> usize {
            1
        }

        #[allow(clippy::cast_precision_loss)] // short texts
        fn encode(&self, texts: &[&str], _: Role) -> Vec<Vec<f32>> {
            self.0.fetch_add(1, Ordering::Relaxed);
            texts.iter().map(|text| vec![text.len() as f32]).collect()
        }

        fn match_pieces(&self, _: &str, texts: &[&str]) -> Vec<f32> {
            vec![0.0; texts.len()]
        }
    }

    #[test]
    fn a_query_is_encoded_once() {
        let model = Arc::new(Counting::default());
        let remembered = Remembered::new(EmbeddingModel(model.clone()));
        for (text, role, times) in [
            ("one", Role::Query, 1),
            ("one", Role::Query, 1),
            ("three", Role::Query, 2),
            ("three", Role::Passage, 3),
            ("three", Role::Query, 3),
        ] {
            let encoded = remembered.encode(&[text], role);
            assert_eq!(encoded, [[text.len() as f32]]);
            assert_eq!(model.0.load(Ordering::Relaxed), times, "{text}");
        }
    }
}
