//! What a connection by TLS needs: who is trusted, who asks, and who computes.
//!
//! Owns no connection. A cluster's certificate is always verified.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject};
use rustls::sign::CertifiedKey;
use ureq::tls::{
    Certificate, ClientCert, PemItem, PrivateKey, RootCerts, TlsConfig, TlsProvider, parse_pem,
};

use crate::engine::cluster::TlsFiles;

/// Reads what TLS needs.
///
/// # Errors
/// A file cannot be read or has not what it should, no authority is known, or the processor lacks
/// what the computation needs.
pub(super) fn config(files: &TlsFiles) -> Result<TlsConfig, String> {
    let provider = provider()?;
    let roots = match &files.ca {
        Some(path) => certificates(path)?,
        None => trusted_here()?,
    };
    let client = match (&files.client_certificate, &files.client_key) {
        (Some(certificate), Some(key)) => Some(client(certificate, key, &provider)?),
        (None, None) => None,
        _ => return Err("a client's certificate and its key belong together".to_string()),
    };
    Ok(TlsConfig::builder()
        .provider(TlsProvider::Rustls)
        .unversioned_rustls_crypto_provider(provider)
        .root_certs(RootCerts::new_with_certs(&roots))
        .client_cert(client)
        .build())
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))
}

/// Reads the certificates of a file in PEM.
fn certificates(path: &Path) -> Result<Vec<Certificate<'static>>, String> {
    let pem = read(path)?;
    let mut certificates = Vec::new();
    for item in parse_pem(&pem) {
        match item {
            Ok(PemItem::Certificate(certificate)) => certificates.push(certificate),
            Ok(_) => {}
            Err(error) => return Err(format!("{} is not PEM: {error}", path.display())),
        }
    }
    match certificates.is_empty() {
        true => Err(format!("{} has no certificate in PEM", path.display())),
        false => Ok(certificates),
    }
}

/// Returns the authorities that this machine trusts.
fn trusted_here() -> Result<Vec<Certificate<'static>>, String> {
    let found = rustls_native_certs::load_native_certs();
    let roots = found.certs.iter();
    let roots: Vec<_> = roots
        .map(|root| Certificate::from_der(root).to_owned())
        .collect();
    match roots.is_empty() {
        true => Err("this machine trusts no authority: name a file with `ca` in [engine]".into()),
        false => Ok(roots),
    }
}

/// Reads a client's certificate and its key, and makes sure that they belong together.
fn client(certificate: &Path, key: &Path, provider: &CryptoProvider) -> Result<ClientCert, String> {
    let chain = certificates(certificate)?;
    let pem = read(key)?;
    let no_key = |error: &dyn std::fmt::Display| {
        format!("{} is not a private key in PEM: {error}", key.display())
    };
    let private = PrivateKeyDer::from_pem_slice(&pem).map_err(|error| no_key(&error))?;
    let ders = chain.iter();
    let ders = ders.map(|one| CertificateDer::from(one.der()).into_owned());
    CertifiedKey::from_der(ders.collect(), private, provider).map_err(|error| {
        let (certificate, key) = (certificate.display(), key.display());
        format!("{certificate} and {key} cannot be used together: {error}")
    })?;
    let private = PrivateKey::from_pem(&pem).map_err(|error| no_key(&error))?;
    Ok(ClientCert::new_with_certs(&chain, private))
}

/// Returns who computes, if this processor can.
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
fn provider() -> Result<Arc<CryptoProvider>, String> {
    match has_instructions() {
        true => Ok(Arc::new(rustls_graviola::default_provider())),
        false => Err(no_tls("an older processor")),
    }
}

/// Returns why nobody computes.
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
fn provider() -> Result<Arc<CryptoProvider>, String> {
    Err(no_tls("this kind of processor"))
}

fn no_tls(processor: &str) -> String {
    format!("TLS is not there for {processor}: name a proxy of this machine by http://")
}

/// Whether the processor has what the computation stops the program without.
#[cfg(target_arch = "x86_64")]
fn has_instructions() -> bool {
    is_x86_feature_detected!("adx")
        && is_x86_feature_detected!("aes")
        && is_x86_feature_detected!("avx")
        && is_x86_feature_detected!("avx2")
        && is_x86_feature_detected!("bmi1")
        && is_x86_feature_detected!("bmi2")
        && is_x86_feature_detected!("pclmulqdq")
        && is_x86_feature_detected!("ssse3")
}

/// Whether the processor has what the computation stops the program without.
#[cfg(target_arch = "aarch64")]
fn has_instructions() -> bool {
    std::arch::is_aarch64_feature_detected!("aes")
        && std::arch::is_aarch64_feature_detected!("neon")
        && std::arch::is_aarch64_feature_detected!("pmull")
        && std::arch::is_aarch64_feature_detected!("sha2")
}
