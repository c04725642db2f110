//! What every request passes: the name of the host, the length of the address, the origin; and the
//! limits of what it sends.
//!
//! A page of another site can have its own name point to this machine and then read what a server
//! here answers (DNS rebinding). It cannot choose what stands in `Host`, so only known names are
//! answered. Literal addresses are always known: an attack by them needs no name and is stopped by
//! the browser.

use std::net::IpAddr;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD,
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, ORIGIN, REFERRER_POLICY, VARY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::time::timeout;

use super::options::ServeOptions;
use super::problem::Problem;
use super::state::App;

/// Longest address that is looked at, in bytes: a query of the longest kind, percent-encoded.
const MAX_ADDRESS_BYTES: usize = 56 * 1024;

/// Longest head of a request, in bytes. (The parser only bounds what it keeps at once.)
const MAX_HEAD_BYTES: usize = 64 * 1024;

/// Headers that scripts of other sites may send.
const ALLOWED_HEADERS: HeaderValue = HeaderValue::from_static(
    "content-type, if-none-match, mcp-protocol-version, mcp-method, mcp-name",
);

/// Methods that scripts of other sites may use.
const ALLOWED_METHODS: HeaderValue = HeaderValue::from_static("GET, HEAD, POST");

/// Longest time in which a body must arrive.
const BODY_TIME: Duration = Duration::from_secs(10);

/// What pages may load and do: their own script, style and answers, and nothing of other sites.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
     require-trusted-types-for 'script'; trusted-types 'none'",
);

/// Checks a request and passes it on; adds to the answer what all answers have.
pub(super) async fn check(State(app): State<App>, request: Request, next: Next) -> Response {
    let origin = allowed_origin(&app.options, request.headers());
    let asks_first = request.method() == Method::OPTIONS
        && request
            .headers()
            .contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    let mut response = match check_request(&app.options, &request) {
        Ok(()) if asks_first && origin.is_some() => may_ask(),
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(CONTENT_SECURITY_POLICY, POLICY);
    if !app.options.cors.is_empty() {
        headers.append(VARY, HeaderValue::from_static("origin"));
    }
    if let Some(origin) = origin {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        let exposed = HeaderValue::from_static("etag, retry-after, faq-search");
        headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
    }
    response
}

/// Answers a browser that asks whether a script of another site may send a request of its own kind
/// (a preflight request, as the Fetch standard calls it).
fn may_ask() -> Response {
    let headers = [
        (ACCESS_CONTROL_ALLOW_METHODS, ALLOWED_METHODS),
        (ACCESS_CONTROL_ALLOW_HEADERS, ALLOWED_HEADERS),
        (ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600")),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

fn check_request(options: &ServeOptions, request: &Request) -> Result<(), Problem> {
    let address = request.uri().path_and_query();
    if address.is_some_and(|address| address.as_str().len() > MAX_ADDRESS_BYTES) {
        return Err(Problem::new(
            StatusCode::URI_TOO_LONG,
            "address_too_long",
            format!("the address has more than {MAX_ADDRESS_BYTES} bytes"),
        ));
    }
    let fields = request.headers().iter();
    let head: usize = fields
        .map(|(name, value)| name.as_str().len() + value.len() + 4)
        .sum();
    if head + address.map_or(0, |address| address.as_str().len()) > MAX_HEAD_BYTES {
        return Err(Problem::new(
            StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            "head_too_large",
            format!("the head of the request has more than {MAX_HEAD_BYTES} bytes"),
        ));
    }
    if request.headers().get_all(HOST).iter().count() > 1 {
        return Err(Problem::bad_request(
            "host_twice",
            "the request names several hosts",
        ));
    }
    let host = host(request.headers(), request.uri());
    let Some(host) = host else {
        return Err(Problem::bad_request(
            "host_missing",
            "the request names no host",
        ));
    };
    if is_known(options, &host) {
        return Ok(());
    }
    let shown: String = host.chars().take(80).collect();
    Err(Problem::new(
        StatusCode::MISDIRECTED_REQUEST,
        "host_unknown",
        format!("this server does not answer for `{shown}`; its operator can allow it with --host"),
    ))
}

/// Returns the name of the host in lower case, without a port: that of the address if it is a whole
/// one, which wins over `Host` (RFC 9112, 3.2.2).
fn host(headers: &HeaderMap, uri: &Uri) -> Option<String> {
    let given = headers.get(HOST).map(|value| value.to_str().unwrap_or("?"));
    let whole = uri.authority().map(|authority| authority.as_str());
    let given = whole.or(given)?;
    Some(without_port(given).to_ascii_lowercase())
}

fn without_port(authority: &str) -> &str {
    match authority.rsplit_once(':') {
        // The colons of an IPv6 address stand in brackets.
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => authority,
    }
}

fn is_known(options: &ServeOptions, host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || host.ends_with(".localhost")
        || bare.parse::<IpAddr>().is_ok()
        || options
            .hosts
            .iter()
            .any(|known| known.eq_ignore_ascii_case(host))
        || public_host(options).is_some_and(|known| known.eq_ignore_ascii_case(host))
}

/// Returns the host of the public address.
fn public_host(options: &ServeOptions) -> Option<&str> {
    let (_, rest) = options.url.as_deref()?.split_once("://")?;
    Some(without_port(rest.split('/').next()?))
}

/// Returns the origin of a request whose scripts may read the answer.
fn allowed_origin(options: &ServeOptions, headers: &HeaderMap) -> Option<HeaderValue> {
    let origin = headers.get(ORIGIN)?;
    options.allows(origin).then(|| origin.clone())
}

/// Returns whether a request comes from a program, from this server's pages or from an origin that
/// may read answers.
fn may_send(options: &ServeOptions, headers: &HeaderMap) -> bool {
    let Some(origin) = headers.get(ORIGIN) else {
        return true;
    };
    if options.allows(origin) {
        return true;
    }
    let origin = origin.as_bytes();
    let host = headers.get(HOST).map(HeaderValue::as_bytes);
    let schemes = [&b"http://"[..], b"https://"];
    let mut own = schemes
        .into_iter()
        .map(|scheme| origin.strip_prefix(scheme));
    host.is_some() && own.any(|own| own.is_some() && own == host)
}

/// Makes the problem of a request from a script that may not ask here.
fn foreign_origin() -> Problem {
    Problem::new(
        StatusCode::FORBIDDEN,
        "origin_unknown",
        "scripts of other sites may not ask here",
    )
}

/// What an address takes as its body.
pub(super) struct ExpectedBody {
    /// What it is, for messages, with its article.
    pub(super) what: &'static str,
    /// Its media type.
    pub(super) media_type: &'static str,
    /// How many bytes it may have.
    pub(super) max_bytes: usize,
}

impl ExpectedBody {
    /// Reads a body.
    ///
    /// # Errors
    /// It comes from a page that may not send, is of another media type, too long or too slow.
    pub(super) async fn read(
        &self,
        options: &ServeOptions,
        headers: &HeaderMap,
        body: Body,
    ) -> Result<Bytes, Problem> {
        let Self {
            what,
            media_type,
            max_bytes,
        } = self;
        if !may_send(options, headers) {
            return Err(foreign_origin());
        }
        let kind = headers
            .get(CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok());
        let media = kind.and_then(|kind| kind.split(';').next()).map(str::trim);
        if !media.is_some_and(|media| media.eq_ignore_ascii_case(media_type)) {
            return Err(Problem::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "media_type",
                format!("{what} is sent as {media_type}"),
            ));
        }
        match timeout(BODY_TIME, to_bytes(body, *max_bytes)).await {
            Ok(Ok(bytes)) => Ok(bytes),
            _ => Err(Problem::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "message_too_large",
                format!("{what} has at most {max_bytes} bytes, and arrives in time"),
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_server_are_known() {
        let options = ServeOptions {
            url: Some("https://help.example.org:8443/faq/".to_owned()),
            hosts: vec!["Search.Example.org".to_owned()],
            ..ServeOptions::default()
        };
        let known = |authority: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, authority.parse().unwrap());
            is_known(&options, &host(&headers, &Uri::default()).unwrap())
        };
        for authority in [
            "localhost:7700",
            "127.0.0.1",
            "[::1]:7700",
            "10.0.0.7:80",
            "help.example.org",
            "HELP.example.org:443",
            "search.example.org",
            "faq.localhost",
        ] {
            assert!(known(authority), "{authority}");
        }
        for authority in [
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "example.org",
            "",
            "xhelp.example.org",
            "notlocalhost",
        ] {
            assert!(!known(authority), "{authority}");
        }
    }
}
