//! Where a cluster is and how it is asked: what settings say, as values.
//!
//! Owns no connection. Secrets are never printed.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use percent_encoding::percent_decode_str;

use crate::model::index_name::check_prefix;

/// The prefix of all names in the cluster, unless settings say otherwise.
const PREFIX: &str = "faq";

/// How long one request may take, unless settings say otherwise.
const TIMEOUT: Duration = Duration::from_secs(30);

/// A cluster that holds an index. Begin with [`Cluster::new`] and change fields.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cluster {
    /// Addresses of nodes, such as `https://search-1:9200`. They are asked in turn.
    pub urls: Vec<String>,
    /// What the names of the index begin with: several indexes may share a cluster.
    pub prefix: String,
    /// What proves who asks.
    pub credentials: Credentials,
    /// What the two sides of a connection by TLS are known by.
    pub tls: TlsFiles,
    /// Primary shards of each language.
    pub shards: u32,
    /// Copies of each shard beside the primary.
    pub replicas: u32,
    /// How long one request may take.
    pub timeout: Duration,
}

/// Files in PEM that a connection by TLS needs. None are needed where the machine trusts the
/// cluster's certificate and the cluster knows who asks by [`Credentials`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct TlsFiles {
    /// Certificates of authorities that are trusted, in place of the machine's.
    pub ca: Option<PathBuf>,
    /// The certificate of who asks, and those of the authorities between.
    pub client_certificate: Option<PathBuf>,
    /// The private key of that certificate.
    pub client_key: Option<PathBuf>,
}

/// What proves to a cluster who asks.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Credentials {
    /// Nothing.
    #[default]
    None,
    /// A user and a password.
    Basic {
        /// Name of the user.
        user: String,
        /// The password.
        password: String,
    },
    /// An API key.
    ApiKey(String),
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::None => "None",
            Self::Basic { .. } => "Basic",
            Self::ApiKey(_) => "ApiKey",
        })
    }
}

impl Cluster {
    /// Takes the addresses of nodes, the prefix of the index if it is not `faq`, and the defaults
    /// for everything else. A path in an address is the prefix, too, and wins; `user:password@`
    /// before the host are the credentials.
    #[must_use]
    pub fn new(urls: Vec<String>, prefix: Option<&str>) -> Self {
        let mut prefix = prefix.unwrap_or(PREFIX).to_string();
        let mut credentials = Credentials::None;
        let mut nodes = Vec::with_capacity(urls.len());
        for url in urls {
            let (scheme, rest) = url.split_once("://").unwrap_or(("http", &url));
            let (user, rest) = split_user(rest);
            if !user.is_empty() {
                let (user, password) = user.split_once(':').unwrap_or((user, ""));
                credentials = Credentials::Basic {
                    user: percent_decode_str(user).decode_utf8_lossy().into_owned(),
                    password: percent_decode_str(password)
                        .decode_utf8_lossy()
                        .into_owned(),
                };
            }
            let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
            let path = path.trim_matches('/');
            if !path.is_empty() {
                prefix = path.to_string();
            }
            nodes.push(format!("{scheme}://{host}"));
        }
        Self {
            urls: nodes,
            prefix,
            credentials,
            tls: TlsFiles::default(),
            shards: 1,
            replicas: 1,
            timeout: TIMEOUT,
        }
    }

    /// Makes sure that the names of the index may begin with the prefix.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(crate) fn check_prefix(&self) -> Result<(), String> {
        check_prefix(&self.prefix)
            .map_err(|reason| format!("what the names of an index begin with {reason}"))
    }

    /// Returns what messages call the index: the first address and the prefix.
    #[must_use]
    pub(crate) fn location(&self) -> String {
        let first = self.urls.first().map_or("", String::as_str);
        format!("{first}/{}", self.prefix)
    }
}

/// Returns who asks, with a password, and the rest of an address after its scheme.
fn split_user(address: &str) -> (&str, &str) {
    let first = address.split('/').next().unwrap_or_default();
    let (_, port) = first.rsplit_once(':').unwrap_or((first, ""));
    let is_host = port.bytes().all(|byte| byte.is_ascii_digit());
    let at = match first.rfind('@') {
        // A password may have a slash, which is no good style. What is a host alone begins a path.
        None if !is_host => address.rfind('@'),
        own => own,
    };
    let both = at.and_then(|at| Some((address.get(..at)?, address.get(at + 1..)?)));
    both.unwrap_or(("", address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_secret_is_printed() {
        let mut cluster = Cluster::new(vec!["http://localhost:9200/".to_string()], None);
        cluster.credentials = Credentials::Basic {
            user: "indexer".to_string(),
            password: "s3cret".to_string(),
        };
        let basic = format!("{cluster:?}");
        cluster.credentials = Credentials::ApiKey("s3cret".to_string());
        let key = format!("{cluster:?}");
        assert!(!basic.contains("s3cret") && !key.contains("s3cret"));
        assert_eq!(cluster.location(), "http://localhost:9200/faq");
    }

    #[test]
    fn credentials_in_an_address_are_no_part_of_it() {
        let address = "http://job:p%40ss/w@search-1:9200/help";
        let cluster = Cluster::new(vec![address.to_string()], None);
        let credentials = Credentials::Basic {
            user: "job".to_string(),
            password: "p@ss/w".to_string(),
        };
        assert_eq!(cluster.credentials, credentials);
        assert_eq!(cluster.location(), "http://search-1:9200/help");
    }

    #[test]
    fn what_stands_in_a_path_is_no_user() {
        for (address, node, prefix) in [
            ("http://node/a@b", "http://node", "a@b"),
            ("http://node:9200/a@b:1", "http://node:9200", "a@b:1"),
            ("http://[::1]:9200/a@b", "http://[::1]:9200", "a@b"),
        ] {
            let cluster = Cluster::new(vec![address.to_string()], None);
            assert_eq!(cluster.credentials, Credentials::None, "{address}");
            assert_eq!(cluster.urls, [node]);
            assert_eq!(cluster.prefix, prefix);
            assert!(cluster.check_prefix().is_err());
        }
        let both = Cluster::new(vec!["http://job:pw@node/a@b".to_string()], None);
        assert_eq!(both.urls, ["http://node"]);
        assert_eq!(both.prefix, "a@b");
    }

    #[test]
    fn a_path_is_the_prefix() {
        let urls = ["http://a:9200/help", "http://b:9200/"].map(str::to_string);
        let cluster = Cluster::new(urls.to_vec(), Some("faq-2"));
        assert_eq!(cluster.urls, ["http://a:9200", "http://b:9200"]);
        assert_eq!(cluster.prefix, "help");
    }
}
