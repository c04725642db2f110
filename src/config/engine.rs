//! The table `[engine]`: where the index is, if not in a folder.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use super::message::{Fault, nearest};
use super::values::EngineSettings;
use crate::model::index_name::check_prefix;
use crate::model::node_address::check_address;

/// The engines that may be named.
const KINDS: [&str; 2] = ["embedded", "opensearch"];

/// The most shards and copies that make sense for one language.
const MOST_SHARDS: i64 = 1024;

/// The longest that a request may take, in seconds.
const LONGEST: i64 = 3600;

/// The table `[engine]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub(super) struct Engine {
    kind: Spanned<String>,
    #[serde(default)]
    urls: Vec<Spanned<String>>,
    index: Option<Spanned<String>>,
    user: Option<String>,
    password_file: Option<PathBuf>,
    api_key_file: Option<PathBuf>,
    ca: Option<PathBuf>,
    client_certificate: Option<Spanned<PathBuf>>,
    client_key: Option<Spanned<PathBuf>>,
    shards: Option<Spanned<i64>>,
    replicas: Option<Spanned<i64>>,
    timeout: Option<Spanned<i64>>,
}

impl Engine {
    /// Checks what the types cannot express; none for the engine that is built in.
    pub(super) fn check(self, folder: &Path) -> Result<Option<EngineSettings>, Fault> {
        match self.kind.get_ref().as_str() {
            "embedded" => return Ok(None),
            "opensearch" => {}
            other => {
                let advice = nearest(other, &KINDS).unwrap_or("opensearch");
                let message = format!("unknown engine `{other}`; did you mean `{advice}`?");
                return Err(Fault::new(self.kind.span(), message));
            }
        }
        if !cfg!(feature = "opensearch") {
            let message = "this faq was built without the feature `opensearch`";
            return Err(Fault::new(self.kind.span(), message));
        }
        if self.urls.is_empty() {
            let message = "`urls` must name at least one node, such as \"https://node-1:9200\"";
            return Err(Fault::new(self.kind.span(), message));
        }
        let pair = [&self.client_certificate, &self.client_key];
        if let [Some(alone), None] | [None, Some(alone)] = pair {
            let message = "`client_certificate` and `client_key` belong together";
            return Err(Fault::new(alone.span(), message));
        }
        let file = |path: Option<Spanned<PathBuf>>| path.map(|path| folder.join(path.get_ref()));
        Ok(Some(EngineSettings {
            urls: self.urls.iter().map(url).collect::<Result<_, _>>()?,
            index: self.index.as_ref().map(prefix).transpose()?,
            user: self.user,
            password_file: self.password_file.map(|path| folder.join(path)),
            api_key_file: self.api_key_file.map(|path| folder.join(path)),
            ca: self.ca.map(|path| folder.join(path)),
            client_certificate: file(self.client_certificate),
            client_key: file(self.client_key),
            shards: number(self.shards.as_ref(), "shards", 1..=MOST_SHARDS)?,
            replicas: number(self.replicas.as_ref(), "replicas", 0..=MOST_SHARDS)?,
            timeout: number(self.timeout.as_ref(), "timeout", 1..=LONGEST)?,
        }))
    }
}

fn url(value: &Spanned<String>) -> Result<String, Fault> {
    let url = value.get_ref();
    check_address(url)
        .map(|()| url.clone())
        .map_err(|reason| Fault::new(value.span(), format!("an address {reason}")))
}

fn prefix(value: &Spanned<String>) -> Result<String, Fault> {
    let prefix = value.get_ref();
    check_prefix(prefix)
        .map(|()| prefix.clone())
        .map_err(|reason| Fault::new(value.span(), format!("`index` {reason}")))
}

fn number(
    value: Option<&Spanned<i64>>,
    name: &str,
    range: std::ops::RangeInclusive<i64>,
) -> Result<Option<u32>, Fault> {
    let Some(value) = value else {
        return Ok(None);
    };
    let number = Some(*value.get_ref()).filter(|number| range.contains(number));
    let number = number.and_then(|number| u32::try_from(number).ok());
    number.map(Some).ok_or_else(|| {
        let message = format!("`{name}` must be {} to {}", range.start(), range.end());
        Fault::new(value.span(), message)
    })
}
