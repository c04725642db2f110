//! Reads the stored fields of a document, no more of them than asked for.

use tantivy::schema::Field;
use tantivy::schema::document::{
    DeserializeError, DocumentDeserialize, DocumentDeserializer, ValueDeserialize,
    ValueDeserializer,
};

use super::schema::{STORED_ANSWER, STORED_ENTRY, STORED_NAME};

/// The text of a stored field.
struct Text(String);

impl ValueDeserialize for Text {
    fn deserialize<'de, D: ValueDeserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, DeserializeError> {
        deserializer.deserialize_string().map(Self)
    }
}

/// All that is stored of a document.
#[derive(Default)]
pub(crate) struct StoredDocument {
    /// The entry's name, JSON.
    pub name: String,
    /// The rest of it but for the answer, JSON.
    pub entry: String,
    /// Its answer.
    pub answer: String,
}

impl DocumentDeserialize for StoredDocument {
    fn deserialize<'de, D: DocumentDeserializer<'de>>(
        mut deserializer: D,
    ) -> Result<Self, DeserializeError> {
        let mut document = Self::default();
        while let Some((field, Text(text))) = deserializer.next_field()? {
            match field {
                STORED_NAME => document.name = text,
                STORED_ENTRY => document.entry = text,
                STORED_ANSWER => document.answer = text,
                other => return Err(unexpected(other)),
            }
        }
        Ok(document)
    }
}

/// The entry's name, JSON. The writer stores it before the rest.
pub(crate) struct StoredName(pub String);

impl DocumentDeserialize for StoredName {
    fn deserialize<'de, D: DocumentDeserializer<'de>>(
        mut deserializer: D,
    ) -> Result<Self, DeserializeError> {
        match deserializer.next_field()? {
            Some((STORED_NAME, Text(text))) => Ok(Self(text)),
            Some((other, _)) => Err(unexpected(other)),
            None => Err(DeserializeError::custom("nothing is stored")),
        }
    }
}

fn unexpected(field: Field) -> DeserializeError {
    DeserializeError::custom(format!("field {} is stored", field.field_id()))
}
