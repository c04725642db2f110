//! What a server is started with.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::str::FromStr;

use axum::http::HeaderValue;

use super::error::ServeError;
use crate::content::source::discover::Root;
use crate::model::language::LanguageTag;

/// Where to listen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ListenAddress {
    /// A literal address and a port; port 0 takes any that is free.
    Tcp(SocketAddr),
    /// The path of a Unix socket, which is made, and removed at the end.
    Unix(PathBuf),
    /// The socket that systemd opened (`sd_listen_fds(3)`).
    Systemd,
}

impl Default for ListenAddress {
    fn default() -> Self {
        Self::Tcp(SocketAddr::from(([127, 0, 0, 1], 7700)))
    }
}

impl FromStr for ListenAddress {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "systemd" {
            return Ok(Self::Systemd);
        }
        if let Some(path) = text.strip_prefix("unix:") {
            return if path.is_empty() {
                Err("unix: needs a path, such as unix:/run/faq/faq.sock".to_owned())
            } else {
                Ok(Self::Unix(PathBuf::from(path)))
            };
        }
        // Names would need a resolver, and may stand for several addresses.
        let literal = text
            .strip_prefix("localhost:")
            .map(|port| format!("127.0.0.1:{port}"));
        let address = literal.as_deref().unwrap_or(text).parse();
        address.map(Self::Tcp).map_err(|_| {
            "expected an address and a port such as 127.0.0.1:7700 or [::1]:7700, unix:PATH, \
             or systemd"
                .to_owned()
        })
    }
}

impl fmt::Display for ListenAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(address) => write!(formatter, "{address}"),
            Self::Unix(path) => write!(formatter, "unix:{}", path.display()),
            Self::Systemd => formatter.write_str("systemd"),
        }
    }
}

/// What a server is started with. [`ServeOptions::default`] listens on the loopback interface.
#[derive(Clone, Debug, Default)]
pub(crate) struct ServeOptions {
    /// Where to listen.
    pub(crate) listen: ListenAddress,
    /// The public address of the search page, where a proxy stands before it.
    pub(crate) url: Option<String>,
    /// Names by which readers may address the server, beside those of this machine and of `url`.
    pub(crate) hosts: Vec<String>,
    /// Whether assistants are answered at `/mcp`.
    pub(crate) mcp: bool,
    /// Name of the site on its pages; without it, the words for "frequently asked questions".
    pub(crate) title: Option<String>,
    /// Where the articles lie that are shown as pages.
    pub(crate) content: Vec<Root>,
    /// The language of articles that neither declare nor show theirs.
    pub(crate) default_language: LanguageTag,
    /// Where queries are recorded; nowhere without it.
    pub(crate) query_log: Option<PathBuf>,
    /// After how many days the records are removed.
    pub(crate) query_log_days: u64,
    /// Origins whose scripts may read the API, such as `https://www.example.org`.
    pub(crate) cors: Vec<String>,
}

impl ServeOptions {
    /// Returns the configured public address of the search page, with a slash at its end.
    pub(super) fn address(&self) -> Option<String> {
        let url = self.url.as_deref()?;
        Some(format!("{}/", url.trim_end_matches('/')))
    }

    /// Returns whether scripts of an origin may read the API.
    pub(super) fn allows(&self, origin: &HeaderValue) -> bool {
        self.cors.iter().any(|known| origin == known.as_str())
    }

    /// Checks what the types cannot express.
    ///
    /// # Errors
    /// The public address, a host or an origin is none.
    pub(super) fn check(&self) -> Result<(), ServeError> {
        let is_web = |address: &str| {
            let rest = address.strip_prefix("https://");
            let rest = rest.or_else(|| address.strip_prefix("http://"));
            rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
        };
        if let Some(url) = self.url.as_deref().filter(|url| !is_web(url)) {
            return Err(ServeError::Option(format!(
                "`{url}` is no public address: use one such as https://help.example.org/faq/"
            )));
        }
        let has_more = |address: &str| address.contains(['?', '#', '@', ' ']);
        if let Some(url) = self.url.as_deref().filter(|url| has_more(url)) {
            return Err(ServeError::Option(format!(
                "`{url}` is more than an address of pages: leave out what follows `?` or `#`, and names \
                 before `@`"
            )));
        }
        if let Some(host) = self.hosts.iter().find(|host| !is_host(host)) {
            return Err(ServeError::Option(format!(
                "`{host}` is no name of a host: use one such as help.example.org, without a scheme, a \
                 port or `*`; letters beyond ASCII in their form with xn--"
            )));
        }
        let is_origin = |origin: &str| is_web(origin) && origin.matches('/').count() == 2;
        if let Some(origin) = self.cors.iter().find(|origin| !is_origin(origin)) {
            return Err(ServeError::Option(format!(
                "`{origin}` is no origin: use a scheme and a host, such as \
                 https://www.example.org, without a path"
            )));
        }
        Ok(())
    }
}

/// Returns whether a text may stand in `Host`, without a port.
fn is_host(text: &str) -> bool {
    let is_label = |label: &str| {
        let is_known = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        !label.is_empty() && label.bytes().all(is_known)
    };
    text.strip_suffix('.')
        .unwrap_or(text)
        .split('.')
        .all(is_label)
        || text.parse::<IpAddr>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_never_match_is_refused() {
        let with = |host: &str, url: &str| {
            let options = ServeOptions {
                hosts: vec![host.to_owned()],
                url: Some(url.to_owned()),
                ..ServeOptions::default()
            };
            options.check().is_ok()
        };
        let url = "https://help.example.org/faq/";
        for host in [
            "help.example.org",
            "intranet",
            "xn--bcher-kva.example",
            "::1",
            "10.0.0.7",
        ] {
            assert!(with(host, url), "{host}");
        }
        for host in [
            "",
            "http://help.example.org",
            "*.example.org",
            "help.example.org:8080",
            "bücher.example",
            "help..example",
            "help.example.org/faq",
        ] {
            assert!(!with(host, url), "{host}");
        }
        for url in [
            "https://x.example/?q=1",
            "https://x.example/#a",
            "https://me:pw@x.example/",
        ] {
            assert!(!with("x.example", url), "{url}");
        }
    }

    #[test]
    fn addresses_are_literal_and_said_as_they_were_given() {
        for text in [
            "127.0.0.1:7700",
            "[::1]:80",
            "unix:/run/faq.sock",
            "systemd",
        ] {
            assert_eq!(text.parse::<ListenAddress>().unwrap().to_string(), text);
        }
        let localhost: ListenAddress = "localhost:0".parse().unwrap();
        assert_eq!(localhost.to_string(), "127.0.0.1:0");
        for text in ["", "7700", "example.org:80", "unix:", "127.0.0.1"] {
            assert!(text.parse::<ListenAddress>().is_err(), "{text}");
        }
    }
}
