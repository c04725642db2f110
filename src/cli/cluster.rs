//! Which cluster options, environment and `faq.toml` name, and what proves who asks.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::error::CommandError;
use crate::config::EngineSettings;
use crate::engine::{Cluster, Credentials};

/// Returns how the cluster with these addresses is asked. What an address says wins over the
/// settings. Secrets are read from the environment, or from the files that the settings name.
///
/// # Errors
/// A file cannot be read, a user has no password, or a path cannot be a prefix.
pub(super) fn settings(
    urls: Vec<String>,
    settings: &EngineSettings,
) -> Result<Cluster, CommandError> {
    let mut cluster = Cluster::new(urls, settings.index.as_deref());
    cluster.check_prefix().map_err(CommandError::Usage)?;
    cluster.shards = settings.shards.unwrap_or(cluster.shards);
    cluster.replicas = settings.replicas.unwrap_or(cluster.replicas);
    let timeout = settings
        .timeout
        .map(|seconds| Duration::from_secs(seconds.into()));
    cluster.timeout = timeout.unwrap_or(cluster.timeout);
    if cluster.credentials == Credentials::None {
        cluster.credentials = credentials(settings)?;
    }
    let file = |name, setting: &Option<PathBuf>| match variable(name) {
        Some(path) => Some(PathBuf::from(path)),
        None => setting.clone(),
    };
    cluster.tls.ca = file("FAQ_ENGINE_CA", &settings.ca);
    let certificate = file(
        "FAQ_ENGINE_CLIENT_CERTIFICATE",
        &settings.client_certificate,
    );
    cluster.tls.client_certificate = certificate;
    cluster.tls.client_key = file("FAQ_ENGINE_CLIENT_KEY", &settings.client_key);
    Ok(cluster)
}

/// Returns a variable of the environment that is set to something.
fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

fn credentials(settings: &EngineSettings) -> Result<Credentials, CommandError> {
    let file = |path: &Option<PathBuf>| path.as_deref().map(secret).transpose();
    let key = match variable("FAQ_ENGINE_API_KEY") {
        Some(key) => Some(key),
        None => file(&settings.api_key_file)?,
    };
    if let Some(key) = key {
        return Ok(Credentials::ApiKey(key));
    }
    let Some(user) = variable("FAQ_ENGINE_USER").or_else(|| settings.user.clone()) else {
        return Ok(Credentials::None);
    };
    let password = match variable("FAQ_ENGINE_PASSWORD") {
        Some(password) => Some(password),
        None => file(&settings.password_file)?,
    };
    match password {
        Some(password) => Ok(Credentials::Basic { user, password }),
        None => Err(CommandError::Usage(format!(
            "the user {user} of the engine has no password: set FAQ_ENGINE_PASSWORD, or \
             `password_file` in faq.toml"
        ))),
    }
}

/// Reads a file with one line.
fn secret(path: &Path) -> Result<String, CommandError> {
    let text = fs::read_to_string(path).map_err(|source| CommandError::Io {
        what: format!("the secret cannot be read from {}", path.display()),
        source,
    })?;
    Ok(text.trim().to_string())
}
