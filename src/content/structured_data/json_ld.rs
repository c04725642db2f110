//! Reads questions in JSON-LD: alone, in a list, in a `@graph`, or named there by `@id`.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::StatedQuestion;
use super::repair::repaired;
use crate::content::html::placeholders;
use crate::content::json_error;
use crate::content::markdown::text::{one_line, push_html};
use crate::content::source::places::Places;

/// What a name may begin with that means one of schema.org.
const PREFIXES: [&str; 4] = ["", "schema:", "https://schema.org/", "http://schema.org/"];

/// Why JSON-LD cannot be read, with the 1-based line within it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unreadable {
    pub(crate) line: u32,
    pub(crate) message: String,
}

/// What a document states.
#[derive(Debug, Default)]
pub(crate) struct Document {
    pub(crate) questions: Vec<StatedQuestion>,
    /// What the page that lists them is called.
    pub(crate) title: Option<String>,
}

/// Reads the questions of some JSON-LD, which begins in `line`. Texts with line ends in them and
/// commas too many are put up with.
pub(crate) fn read(json: &str, line: u32) -> Result<Document, Unreadable> {
    let value: Value = match serde_json::from_str(json) {
        Ok(value) => value,
        Err(error) => serde_json::from_str(&repaired(json)).map_err(|_| Unreadable {
            line: u32::try_from(error.line()).unwrap_or(u32::MAX),
            message: json_error::message(&error),
        })?,
    };
    let mut found = questions(&value);
    let mut places = Places::new(json, line);
    for question in &mut found.questions {
        question.line = places.line_of(&question.question);
    }
    Ok(found)
}

/// Returns the questions of a JSON-LD document, in the order of the page that lists them.
fn questions(document: &Value) -> Document {
    let mut graph = Graph::default();
    graph.index(document);
    let mut reader = Reader {
        graph: &graph,
        seen: HashSet::new(),
        found: Vec::new(),
    };
    let mut title = None;
    for page in graph
        .objects
        .iter()
        .filter(|one| is_a(one, &["FAQPage", "QAPage"]))
    {
        let language = reader.text(page, "inLanguage");
        title = title.or_else(|| {
            reader
                .text(page, "name")
                .or_else(|| reader.text(page, "headline"))
        });
        for entity in ["mainEntity", "hasPart"] {
            for item in reader.items(page, entity) {
                reader.question(item, language.as_deref());
            }
        }
    }
    for object in graph.objects.iter().filter(|one| is_a(one, &["Question"])) {
        reader.question(object, None);
    }
    Document {
        questions: reader.found,
        title: title.map(|title| shown(&title)),
    }
}

#[derive(Default)]
struct Graph<'v> {
    /// All objects in the order of the document.
    objects: Vec<&'v Map<String, Value>>,
    by_id: HashMap<&'v str, &'v Map<String, Value>>,
}

impl<'v> Graph<'v> {
    fn index(&mut self, document: &'v Value) {
        let mut open = vec![document];
        while let Some(value) = open.pop() {
            match value {
                Value::Array(items) => open.extend(items.iter().rev()),
                Value::Object(object) => {
                    self.objects.push(object);
                    // One that only names another says nothing of it.
                    if object.len() > 1
                        && let Some(id) = object.get("@id").and_then(Value::as_str)
                    {
                        self.by_id.entry(id).or_insert(object);
                    }
                    let values: Vec<&Value> = object.values().collect();
                    open.extend(values.into_iter().rev());
                }
                _ => {}
            }
        }
    }
}

struct Reader<'g, 'v> {
    graph: &'g Graph<'v>,
    /// The objects that were read, by their place in memory.
    seen: HashSet<*const Map<String, Value>>,
    found: Vec<StatedQuestion>,
}

impl<'v> Reader<'_, 'v> {
    fn question(&mut self, object: &'v Map<String, Value>, language: Option<&str>) {
        if !is_a(object, &["Question"]) || !self.seen.insert(std::ptr::from_ref(object)) {
            return;
        }
        let name = self
            .text(object, "name")
            .or_else(|| self.text(object, "headline"));
        let body = self.text(object, "text");
        let Some(question) = name.clone().or_else(|| body.clone()) else {
            return;
        };
        // A question with a title may say more below it.
        let mut parts: Vec<String> = body
            .filter(|body| name.is_some() && *body != question)
            .into_iter()
            .collect();
        for kind in ["acceptedAnswer", "suggestedAnswer"] {
            for answer in self.answers(object, kind) {
                if !parts.contains(&answer) {
                    parts.push(answer);
                }
            }
        }
        let own_language = self.text(object, "inLanguage");
        let id = self
            .text(object, "@id")
            .or_else(|| self.text(object, "url"));
        self.found.push(StatedQuestion {
            question: shown(&question),
            answer: parts.join("\n\n"),
            id,
            language: own_language.or_else(|| language.map(str::to_owned)),
            line: 1,
        });
    }

    fn answers(&self, object: &'v Map<String, Value>, kind: &str) -> Vec<String> {
        let values = get(object, kind).map(as_list).unwrap_or_default();
        let texts = values.into_iter().filter_map(|value| match value {
            Value::String(text) => Some(text.clone()),
            Value::Object(answer) => {
                let answer = self.resolved(answer);
                let names = ["text", "articleBody", "description", "name"];
                names.iter().find_map(|name| self.text(answer, name))
            }
            _ => None,
        });
        texts.filter(|text| !text.trim().is_empty()).collect()
    }

    /// Returns the objects that an object lists under a name.
    fn items(&self, object: &'v Map<String, Value>, name: &str) -> Vec<&'v Map<String, Value>> {
        let values = get(object, name).map(as_list).unwrap_or_default();
        let objects = values.into_iter().filter_map(Value::as_object);
        objects.map(|object| self.resolved(object)).collect()
    }

    /// Returns what an object stands for that only names another.
    fn resolved(&self, object: &'v Map<String, Value>) -> &'v Map<String, Value> {
        let named = object.get("@id").and_then(Value::as_str);
        let other = named
            .filter(|_| object.len() == 1)
            .and_then(|id| self.graph.by_id.get(id));
        other.copied().unwrap_or(object)
    }

    /// Returns the first text of a value that says anything.
    fn text(&self, object: &'v Map<String, Value>, name: &str) -> Option<String> {
        let values = get(object, name).map(as_list).unwrap_or_default();
        values.into_iter().find_map(|value| {
            let text = match value {
                Value::String(text) => Some(text.as_str()),
                Value::Object(object) => object
                    .get("@value")
                    .or_else(|| object.get("@id").filter(|_| name != "text"))
                    .and_then(Value::as_str),
                _ => None,
            };
            text.filter(|text| !text.trim().is_empty())
                .map(str::to_owned)
        })
    }
}

/// Returns the words of a text in which HTML may stand.
fn shown(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    push_html(&mut words, &placeholders::escaped(text));
    one_line(&words)
}

fn as_list(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) => items.iter().collect(),
        value => vec![value],
    }
}

fn get<'v>(object: &'v Map<String, Value>, name: &str) -> Option<&'v Value> {
    PREFIXES
        .iter()
        .find_map(|prefix| object.get(format!("{prefix}{name}").as_str()))
}

fn is_a(object: &Map<String, Value>, types: &[&str]) -> bool {
    let own = object.get("@type").map(as_list).unwrap_or_default();
    own.into_iter().filter_map(Value::as_str).any(|own| {
        PREFIXES
            .iter()
            .filter_map(|prefix| own.strip_prefix(prefix))
            .any(|own| types.contains(&own))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(json: &str) -> Vec<(String, String)> {
        let found = read(json, 1).unwrap();
        let questions = found.questions.into_iter();
        questions.map(|one| (one.question, one.answer)).collect()
    }

    #[test]
    fn every_shape_of_a_page_is_read() {
        let expected = [("Is it wet?".to_owned(), "Very.".to_owned())];
        let question = r#"{"@type": "Question", "name": "Is it wet?", "acceptedAnswer": {"@type": "Answer", "text": "Very."}}"#;
        for json in [
            format!(r#"{{"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": [{question}]}}"#),
            format!(r#"{{"@type": ["WebPage", "FAQPage"], "mainEntity": {question}}}"#),
            format!("[{question}]"),
            format!(r#"{{"@graph": [{{"@type": "WebPage"}}, {question}]}}"#),
            r##"{"@graph": [{"@type": "FAQPage", "mainEntity": [{"@id": "#q"}]},
                {"@id": "#a", "@type": "Answer", "text": "Very."},
                {"@id": "#q", "@type": "Question", "name": "Is it wet?", "acceptedAnswer": [{"@id": "#a"}]}]}"##
                .to_owned(),
            r#"{"@type": "https://schema.org/Question", "schema:name": {"@value": "Is it wet?"}, "http://schema.org/suggestedAnswer": [{"articleBody": "Very."}]}"#.to_owned(),
            r#"[{"@type": ["http://schema.org/Question"], "http://schema.org/name": [{"@value": "Is it wet?"}],
                "http://schema.org/acceptedAnswer": [{"http://schema.org/text": [{"@value": "Very."}]}]}]"#.to_owned(),
            question.replace("wet?\", ", "<b>wet</b>?\", "),
            format!("<!-- {{\"mainEntity\": [{question},], }} -->"),
        ] {
            assert_eq!(pairs(&json), expected, "{json}");
        }
    }

    #[test]
    fn words_in_angle_brackets_that_are_no_tags_stay() {
        let json = r#"{"@type": "Question", "name": "Where is <name> <i>kept</i>?", "acceptedAnswer": "x"}"#;
        assert_eq!(pairs(json)[0].0, "Where is <name> kept?");
    }

    #[test]
    fn questions_keep_their_lines_language_and_identifier() {
        let json = "{\"@type\": \"FAQPage\", \"inLanguage\": \"nl\", \"mainEntity\": [\n\
                    {\"@type\": \"Question\", \"name\": \"Nat?\", \"acceptedAnswer\": {\"text\": \"Ja.\"}},\n\
                    {\"@type\": \"Question\", \"@id\": \"/a#b\", \"name\": \"Droog &amp; warm?\", \"acceptedAnswer\": \"Nee.\"}]}";
        let found = read(json, 10).unwrap().questions;
        assert_eq!(
            found.iter().map(|one| one.line).collect::<Vec<_>>(),
            [11, 12]
        );
        assert_eq!(found[0].language.as_deref(), Some("nl"));
        assert_eq!(
            (found[1].id.as_deref(), found[1].question.as_str()),
            (Some("/a#b"), "Droog & warm?")
        );
    }

    #[test]
    fn what_is_no_json_is_told_with_its_line() {
        let error = read("{\n\"a\": oops}", 5).unwrap_err();
        assert_eq!(error.line, 2);
        assert!(error.message.contains("expected"), "{}", error.message);
        assert!(read(&"[".repeat(100_000), 1).is_err());
    }
}
