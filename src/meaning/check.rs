//! Whether a model is sane: what it is, how quick it is here, whether its vectors tell texts apart.

use std::time::{Duration, Instant};

use super::compute::floats::dot;
use super::encoder::Encoder;
use super::error::ModelError;
use crate::model::embedding::{Role, TextEncoder};

/// Pairs of a question and an answer; each is to be nearer to its own than to the others.
const PAIRS: [(&str, &str); 4] = [
    (
        "How do I change my password?",
        "Open the settings, choose security, and enter a new password.",
    ),
    (
        "When will my parcel arrive?",
        "Orders are delivered within three working days.",
    ),
    (
        "Can I get my money back?",
        "We refund the price within two weeks of the return.",
    ),
    (
        "Is the museum open on Sunday?",
        "Visitors are welcome every day but Monday, from ten to six.",
    ),
];

/// What was found out about a model.
#[derive(Clone, Debug)]
pub(crate) struct Check {
    /// Time of one query of ten words.
    pub(crate) query: Duration,
    /// What is wrong with its vectors.
    pub(crate) faults: Vec<String>,
}

/// Checks a model: its checksum, its vectors and its speed.
///
/// # Errors
/// The file is damaged.
pub(crate) fn check(model: &Encoder) -> Result<Check, ModelError> {
    model.verify()?;
    let questions = model.encode(&PAIRS.map(|(question, _)| question), Role::Query);
    let answers = model.encode(&PAIRS.map(|(_, answer)| answer), Role::Passage);
    let mut faults = Vec::new();
    for vector in questions.iter().chain(&answers) {
        let length = dot(vector, vector).sqrt();
        if !(0.99..=1.01).contains(&length) {
            faults.push(format!("a vector has the length {length}, not 1"));
        }
    }
    let nearest = questions.iter().enumerate().filter(|(number, question)| {
        let own = dot(question, &answers[*number]);
        answers.iter().all(|answer| dot(question, answer) <= own)
    });
    let nearest = nearest.count();
    // With chance alone, one of four would be.
    if nearest * 2 <= PAIRS.len() {
        faults.push(format!(
            "of {} questions {nearest} are nearest to their own answers: the model does not know \
             English, or its prefixes are others",
            PAIRS.len()
        ));
    }
    let query = "which ports does the firewall have to allow for clients";
    let times = (0..10).map(|_| {
        let started = Instant::now();
        model.encode(&[query], Role::Query);
        started.elapsed()
    });
    Ok(Check {
        query: times.min().unwrap_or_default(),
        faults,
    })
}
