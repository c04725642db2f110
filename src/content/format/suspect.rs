//! Tells whether a file that no format claims looks like questions with their answers all the same.
//!
//! Whoever indexes such a file thinks that it is read, so that its being left out is to be said.

use super::table;
use crate::content::entries::question::has_question_mark;
use crate::content::source::decode;

/// Signs that end a text in data of any kind.
const ENDS: [char; 6] = ['"', '\'', ',', ';', '\t', '|'];

/// Returns whether a file of data that begins with `head` has a key or a column of questions, or
/// several texts that ask, and not only among many others.
pub(crate) fn looks_like_questions(head: &[u8]) -> bool {
    let text = decode::decode(decode::whole_characters(head)).text;
    let mut asking = 0;
    let mut all = 0;
    for line in text.lines() {
        for part in line.split(ENDS) {
            let part = part.trim();
            if part.chars().any(char::is_alphabetic) {
                all += 1;
                asking += usize::from(has_question_mark(part) && part.contains(' '));
            }
        }
    }
    asking > 1 && asking * 8 >= all || has_key(&text)
}

/// Returns whether two values stand under a key that means a question, or the first row names such
/// a column.
fn has_key(text: &str) -> bool {
    let is_question = |name: &str| {
        let name = name.trim_matches(|c: char| !c.is_alphabetic());
        !name.is_empty() && name.len() > 1 && table::names_question(name)
    };
    let keys = text.lines().flat_map(|line| line.split(['{', ',']));
    let keys = keys.filter_map(|part| part.split_once([':', '=']));
    let keys = keys.filter(|(key, value)| is_question(key) && !value.trim().is_empty());
    let first = text.lines().next().unwrap_or_default();
    keys.count() > 1
        || first.split([',', ';', '\t']).count() > 1
            && first.split([',', ';', '\t']).any(is_question)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_questions_are_suspected_and_other_data_is_not() {
        for text in [
            "Is it far?,No\nIs it deep?,A bit\n",
            "[{\"frage\": \"Weit\", \"text\": \"Nein\"},\n{\"frage\": \"Tief\", \"text\": \"Ja\"}]",
            "[[\"Is it far?\", \"No\"], [\"Is it deep?\", \"A bit\"]]",
            "- text: Is it far?\n  reply_text: No\n- text: Is it deep?\n",
            "id;Frage;Lösung\n1;Weit;Nein\n",
        ] {
            assert!(looks_like_questions(text.as_bytes()), "{text}");
        }
        let messages = "\"a\": \"Save now?\",\n\"b\": \"Quit now?\",\n".to_owned()
            + &"\"c\": \"Yes\",\n".repeat(10);
        for text in [
            "",
            "name,price\nlamp,3\n",
            "url: https://a.example/?x\nq: https://a.example/?y z\n",
            "[package]\nname = \"a\"\n",
            &messages,
        ] {
            assert!(!looks_like_questions(text.as_bytes()), "{text}");
        }
    }
}
