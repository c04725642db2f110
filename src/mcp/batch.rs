//! What one line, or one body of HTTP, holds: a message, or several in a list (a batch).
//!
//! Only version 2025-03-26 has batches; the ones before and after it do not. What a message means is
//! `message`'s.

use serde_json::Value;

use super::message::{INVALID_REQUEST, Message, error, parsed};
use super::tools::{Answers, Searched};

/// Most messages of one batch: each may cost a search, and all are one answer.
const MAX_MESSAGES: usize = 32;

/// What was received at once.
#[derive(Debug)]
pub(crate) enum Received {
    /// One message.
    One(Message),
    /// Several; what is no message has its refusal already.
    Batch(Vec<Result<Message, Value>>),
}

impl Received {
    /// Reads what was received. `may_be_batch` tells whether the version that is spoken has batches.
    ///
    /// # Errors
    /// It is no message and no batch; the error is the answer.
    pub(crate) fn parse(bytes: &[u8], may_be_batch: bool) -> Result<Self, Value> {
        let refused = |text: &str| Err(error(&Value::Null, INVALID_REQUEST, text));
        match parsed(bytes)? {
            Value::Array(_) if !may_be_batch => refused(
                "a message is one object; lists of messages belong to version 2025-03-26 only",
            ),
            Value::Array(messages) if messages.is_empty() => refused("the list has no message"),
            Value::Array(messages) if messages.len() > MAX_MESSAGES => {
                refused(&format!("a list has at most {MAX_MESSAGES} messages"))
            }
            Value::Array(messages) => {
                let messages = messages.into_iter();
                Ok(Self::Batch(messages.map(of_batch).collect()))
            }
            value => Message::of(value).map(Self::One),
        }
    }

    /// Answers all messages, those of a batch in a list; nothing where only notifications came.
    pub(crate) fn answer(&self, from: &Answers<'_>, searched: &mut Searched<'_>) -> Option<Value> {
        let messages = match self {
            Self::One(message) => return message.answer(from, searched),
            Self::Batch(messages) => messages,
        };
        let mut answers = Vec::new();
        for message in messages {
            match message {
                Ok(message) => answers.extend(message.answer(from, searched)),
                Err(refusal) => answers.push(refusal.clone()),
            }
        }
        (!answers.is_empty()).then_some(Value::Array(answers))
    }
}

/// Reads a message of a batch.
fn of_batch(message: Value) -> Result<Message, Value> {
    let message = Message::of(message)?;
    if message.version().is_some() || message.method == "initialize" {
        let text = "this message must stand alone, outside of a list";
        return Err(message.refuse(INVALID_REQUEST, text));
    }
    Ok(message)
}
