//! The wording of errors in JSON.
//!
//! The place of an error is reported beside its message, in terms of the file.

/// Returns the message of an error without the place, which is that within the text that was read.
pub(crate) fn message(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let message = text.split(" at line ").next();
    message.unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_has_no_place() {
        let error = serde_json::from_str::<u8>("[\n1").unwrap_err();
        assert!(error.to_string().contains(" at line 1 column 0"), "{error}");
        assert_eq!(
            format!("{} at line 1 column 0", message(&error)),
            error.to_string()
        );
    }
}
