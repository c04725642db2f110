//! `/api/v1/events`: what readers do with answers, told by the form of a page or its script. Without
//! `--query-log` the address does not exist.

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{ACCEPT, CACHE_CONTROL};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::request::PageRequest;
use crate::query_log::event::{Event, Step};
use crate::serve::api::MAX_OFFSET;
use crate::serve::guard::ExpectedBody;
use crate::serve::parameters::{Parameters, invalid};
use crate::serve::problem::Problem;
use crate::serve::recording::IsRecorded;
use crate::serve::state::{App, State as Server};

/// What the address takes, as a form sends it.
pub(super) const PARAMETERS: [&str; 5] = ["event", "query", "entry", "rank", "by"];

/// What is sent to the address.
const EXPECTED: ExpectedBody = ExpectedBody {
    what: "an event",
    media_type: "application/x-www-form-urlencoded",
    max_bytes: 4096,
};

/// Longest identifier of an entry, in bytes.
const MAX_ID: usize = 512;

/// Characters of the name of a search.
const NAME_CHARACTERS: usize = 16;

/// Records what a reader did: a form of the page, or its script.
pub(in crate::serve) async fn event(
    State(app): State<App>,
    IsRecorded(is_recorded): IsRecorded,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let bytes = EXPECTED.read(&app.options, &headers, body).await?;
    let text = std::str::from_utf8(&bytes)
        .map_err(|_| Problem::bad_request("invalid_encoding", "the event is not UTF-8"))?;
    let event = read_event(&Parameters::parse(Some(text), &PARAMETERS)?)?;
    if is_recorded && let Some(log) = &app.log {
        log.record(event);
    }
    let accepted = headers.get(ACCEPT).and_then(|value| value.to_str().ok());
    if accepted.is_some_and(|accepted| accepted.contains("text/html")) {
        return thanks(&app, &headers);
    }
    let no_store = [(CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    Ok((StatusCode::NO_CONTENT, no_store).into_response())
}

/// Makes the page after a reader without scripts has said whether an answer helped.
///
/// # Errors
/// What the browser says of languages cannot be read.
fn thanks(state: &Server, headers: &HeaderMap) -> Result<Response, Problem> {
    let asked = PageRequest::read(None, headers)?;
    // The form was sent to an address two folders below the search page.
    let layout = asked.layout(state, "../../");
    Ok(layout.notice(&asked.texts.thanks, &asked.texts.back))
}

/// Reads an event.
pub(super) fn read_event(parameters: &Parameters) -> Result<Event, Problem> {
    let qid = name(parameters, "query")?;
    let step = |qid| -> Result<Step, Problem> {
        let id = parameters.required("entry")?;
        if id.is_empty() || id.len() > MAX_ID || id.contains(char::is_control) {
            return Err(invalid("`entry` must be the id of an entry".to_owned()));
        }
        Ok(Step {
            qid,
            id: id.to_owned(),
            rank: parameters.number("rank", 1..=MAX_OFFSET, 1)?,
        })
    };
    match parameters.required("event")? {
        "click" => step(qid).map(Event::Click),
        "open" => step(qid).map(Event::Open),
        "helpful" => step(qid).map(Event::Helpful),
        "unhelpful" => step(qid).map(Event::Unhelpful),
        "rephrased" => Ok(Event::Rephrased {
            qid,
            by: name(parameters, "by")?,
        }),
        _ => Err(invalid(
            "`event` must be click, open, helpful, unhelpful or rephrased".to_owned(),
        )),
    }
}

/// Reads the name of a search.
fn name(parameters: &Parameters, parameter: &'static str) -> Result<String, Problem> {
    let name = parameters.required(parameter)?;
    let is_name = name.len() == NAME_CHARACTERS
        && name
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if is_name {
        return Ok(name.to_owned());
    }
    Err(invalid(format!(
        "`{parameter}` must be the name of a search"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Result<Event, Problem> {
        read_event(&Parameters::parse(Some(body), &PARAMETERS).unwrap())
    }

    #[test]
    fn events_are_read_as_forms_send_them() {
        let step = Step {
            qid: "00000000000000ff".to_owned(),
            id: "r 1".to_owned(),
            rank: 2,
        };
        assert_eq!(
            read("event=helpful&query=00000000000000ff&entry=r+1&rank=2"),
            Ok(Event::Helpful(step))
        );
        for body in [
            "event=helpful&query=00000000000000ff",
            "event=helpful&query=00000000000000ff&entry=",
            "event=helpful&query=00000000000000ff&entry=%0A",
            "event=helpful&query=00000000000000ff&entry=a&rank=0",
            "event=helpful&query=zz&entry=a",
            "event=rephrased&query=00000000000000ff&by=1",
            "event=bought&query=00000000000000ff&entry=a",
            "query=00000000000000ff&entry=a",
        ] {
            assert_eq!(
                read(body).unwrap_err().status,
                StatusCode::BAD_REQUEST,
                "{body}"
            );
        }
    }
}
