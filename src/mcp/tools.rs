//! The two tools, the resources, and what an assistant is told about them.
//!
//! The schemas are flat and written by hand: clients lose tools whose schemas they do not
//! understand. Arguments that are not known are refused, so that no search is wider than meant.

use serde_json::{Map, Value, json};

use crate::model::language::LanguageTag;
use crate::model::request::Request;
use crate::model::response::{Hit, Response};
use crate::service::{IndexError, Service};

/// Most hits of one search.
const MAX_LIMIT: u64 = 20;

/// Hits where no number is asked for.
const DEFAULT_LIMIT: u64 = 5;

/// Characters of all answers of one search together: what is beyond is cut, and read with the
/// other tool. Assistants pay for each of them.
const MAX_CHARACTERS: usize = 12_000;

/// Begins the address of a resource.
const SCHEME: &str = "faq:///";

/// What is answered from.
pub(crate) struct Answers<'a> {
    /// The index.
    pub(crate) service: &'a Service,
    /// Gives an entry that is published nowhere else the address of its page, if it has one.
    pub(crate) locate: &'a dyn Fn(&mut Hit),
}

/// Is told about each search that was answered.
pub(crate) type Searched<'s> = dyn FnMut(&Request, &Response) + 's;

/// Returns the definitions of the tools, always in the same order.
pub(super) fn list() -> Value {
    let annotations = json!({"readOnlyHint": true, "openWorldHint": false, "idempotentHint": true});
    let entry = json!({
        "id": {"type": "string", "description": "Identifier, for faq_get."},
        "question": {"type": "string"},
        "answer": {"type": "string", "description": "Markdown."},
        "language": {"type": "string"},
        "article": {"type": "string", "description": "Title of the article."},
        "url": {"type": "string", "description": "Where the answer is published, to cite it."}
    });
    let required = json!(["id", "question", "answer", "language", "article", "url"]);
    json!([
        {
            "name": "faq_search",
            "title": "Search the FAQ",
            "description": "Finds frequently asked questions and their answers, best first. \
                Ask as a person would, in any language, or give the words that matter.",
            "inputSchema": {
                "type": "object",
                "properties": {
                    "query": {"type": "string", "description": "A question, or words from it."},
                    "lang": {"type": "string",
                        "description": "Language to answer in, such as fr. All are searched."},
                    "limit": {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT,
                        "description": "Number of answers; 5 without it."}
                },
                "required": ["query"],
                "additionalProperties": false
            },
            "outputSchema": {
                "type": "object",
                "properties": {
                    "total": {"type": "integer", "description": "How many were found in all."},
                    "total_is_exact": {"type": "boolean",
                        "description": "False where there are more than `total`; else absent."},
                    "hits": {"type": "array", "items":
                        {"type": "object", "properties": entry, "required": required}}
                },
                "required": ["total", "hits"]
            },
            "annotations": annotations
        },
        {
            "name": "faq_get",
            "title": "Read one answer of the FAQ",
            "description": "Returns a whole question with its answer.",
            "inputSchema": {
                "type": "object",
                "properties": {
                    "id": {"type": "string",
                        "description": "Identifier from faq_search, path#anchor, or the address of the answer."}
                },
                "required": ["id"],
                "additionalProperties": false
            },
            "outputSchema": {"type": "object", "properties": entry, "required": required},
            "annotations": annotations
        }
    ])
}

/// Returns the templates of resources.
pub(super) fn templates() -> Value {
    json!([{
        "uriTemplate": format!("{SCHEME}{{id}}"),
        "name": "answer",
        "title": "One question with its answer",
        "mimeType": "text/markdown"
    }])
}

/// Says what there is to ask about.
pub(super) fn instructions(service: &Service) -> String {
    let languages = service.status().languages;
    let counts = languages.iter().map(|language| {
        let (tag, questions) = (&language.language, language.questions);
        format!("{tag} ({questions})")
    });
    format!(
        "Frequently asked questions with their answers. Questions by language: {}. Search with \
         faq_search before you answer, and cite the url of what you use.",
        counts.collect::<Vec<_>>().join(", ")
    )
}

/// Calls a tool; `None` if there is none of that name. An error is a text for the assistant.
pub(super) fn call(
    from: &Answers<'_>,
    name: &str,
    arguments: &Map<String, Value>,
    searched: &mut Searched<'_>,
) -> Option<Result<Value, String>> {
    match name {
        "faq_search" => Some(search(from, arguments, searched)),
        "faq_get" => Some(get(from, arguments)),
        _ => None,
    }
}

fn search(
    from: &Answers<'_>,
    arguments: &Map<String, Value>,
    searched: &mut Searched<'_>,
) -> Result<Value, String> {
    only(arguments, &["query", "lang", "limit"])?;
    let query = text(arguments, "query")?.ok_or("`query` is missing")?;
    let mut request = Request::new(query);
    if let Some(language) = text(arguments, "lang")? {
        let tag: LanguageTag = language
            .parse()
            .map_err(|error| format!("`lang`: {error}"))?;
        request.display_languages = vec![tag];
    }
    let limit = match arguments.get("limit") {
        None => DEFAULT_LIMIT,
        Some(limit) => limit
            .as_u64()
            .filter(|limit| (1..=MAX_LIMIT).contains(limit))
            .ok_or(format!(
                "`limit` must be a whole number from 1 to {MAX_LIMIT}"
            ))?,
    };
    request.limit = usize::try_from(limit).unwrap_or(1);
    let mut found = from
        .service
        .search(&request)
        .map_err(|error| error.to_string())?;
    searched(&request, &found);
    found.hits.iter_mut().for_each(from.locate);
    let each = MAX_CHARACTERS / found.hits.len().max(1);
    let hits: Vec<Value> = found.hits.iter().map(|hit| entry(hit, each)).collect();
    let mut answer = json!({"total": found.total, "hits": hits});
    if !found.total_is_exact {
        answer["total_is_exact"] = json!(false);
    }
    Ok(answer)
}

fn get(from: &Answers<'_>, arguments: &Map<String, Value>) -> Result<Value, String> {
    only(arguments, &["id"])?;
    let id = text(arguments, "id")?.ok_or("`id` is missing")?;
    let found = from.service.find(id).map_err(|error| error.to_string())?;
    let mut found = found.into_iter();
    let mut hit = found
        .next()
        .ok_or("no entry is called so; use an id from faq_search")?;
    (from.locate)(&mut hit);
    Ok(entry(&hit, usize::MAX))
}

/// Reads a resource; none if there is no such.
///
/// # Errors
/// The index is damaged.
pub(super) fn read(from: &Answers<'_>, uri: &str) -> Result<Option<String>, IndexError> {
    let Some(id) = uri.strip_prefix(SCHEME) else {
        return Ok(None);
    };
    let id = percent_encoding::percent_decode_str(id).decode_utf8_lossy();
    let found = from.service.find(&id)?.into_iter().next();
    Ok(found.map(|mut hit| {
        (from.locate)(&mut hit);
        format!("# {}\n\n{}\n\n{}\n", hit.question, hit.markdown, hit.url)
    }))
}

/// Shows an entry with an answer of at most so many characters.
fn entry(hit: &Hit, most: usize) -> Value {
    let mut answer: String = hit.markdown.chars().take(most).collect();
    if answer.len() < hit.markdown.len() {
        answer.push('…');
    }
    json!({
        "id": hit.id,
        "question": hit.question,
        "answer": answer,
        "language": hit.language,
        "article": hit.article.title,
        "url": hit.url,
    })
}

fn only(arguments: &Map<String, Value>, known: &[&str]) -> Result<(), String> {
    let unknown = arguments
        .keys()
        .find(|name| !known.contains(&name.as_str()));
    unknown.map_or(Ok(()), |name| {
        let known = known.join("`, `");
        Err(format!(
            "unknown argument `{name}`; this tool takes `{known}`"
        ))
    })
}

fn text<'a>(arguments: &'a Map<String, Value>, name: &str) -> Result<Option<&'a str>, String> {
    match arguments.get(name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(format!("`{name}` must be a text")),
    }
}
