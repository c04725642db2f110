//! Where a cluster is and how it is asked: what settings say, as values.
//!
//! Owns no connection. Secrets are never printed.

use std::fmt;
use std::time::Duration;

/// The prefix of all names in the cluster, unless settings say otherwise.
const PREFIX: &str = "faq";

/// How long one request may take, unless settings say otherwise.
const TIMEOUT: Duration = Duration::from_secs(30);

/// A cluster that holds an index. Begin with [`Cluster::new`] and change fields.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cluster {
    /// Addresses of nodes, such as `http://search-1:9200`. They are asked in turn.
    pub urls: Vec<String>,
    /// What the names of the index begin with: several indexes may share a cluster.
    pub prefix: String,
    /// What proves who asks.
    pub credentials: Credentials,
    /// Primary shards of each language.
    pub shards: u32,
    /// Copies of each shard beside the primary.
    pub replicas: u32,
    /// How long one request may take.
    pub timeout: Duration,
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
    /// Takes the addresses of nodes, and the defaults for everything else. A path in an address is
    /// the prefix of the index.
    #[must_use]
    pub fn new(urls: Vec<String>) -> Self {
        let mut prefix = PREFIX.to_string();
        let mut nodes = Vec::with_capacity(urls.len());
        for url in urls {
            let url = url.trim_end_matches('/');
            let host = url.find("://").map_or(0, |place| place + "://".len());
            match url.get(host..).and_then(|rest| rest.find('/')) {
                None => nodes.push(url.to_string()),
                Some(slash) => {
                    let (node, path) = url.split_at(host + slash);
                    prefix = path.trim_matches('/').to_string();
                    nodes.push(node.to_string());
                }
            }
        }
        Self {
            urls: nodes,
            prefix,
            credentials: Credentials::None,
            shards: 1,
            replicas: 1,
            timeout: TIMEOUT,
        }
    }

    /// Returns what messages call the index: the first address and the prefix.
    #[must_use]
    pub(crate) fn location(&self) -> String {
        let first = self.urls.first().map_or("", String::as_str);
        format!("{first}/{}", self.prefix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_secret_is_printed() {
        let mut cluster = Cluster::new(vec!["http://localhost:9200/".to_string()]);
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
    fn a_path_is_the_prefix() {
        let urls = ["http://a:9200/help", "http://b:9200/"].map(str::to_string);
        let cluster = Cluster::new(urls.to_vec());
        assert_eq!(cluster.urls, ["http://a:9200", "http://b:9200"]);
        assert_eq!(cluster.prefix, "help");
    }
}
