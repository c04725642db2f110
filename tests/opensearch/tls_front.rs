//! A server that takes TLS and hands on what it reads to a node, as a proxy before a cluster does.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, ServerConnection, StreamOwned};

/// How long one side is waited for before the other is looked at.
const TURN: Duration = Duration::from_millis(1);

/// The server, on a port of its own until the test ends.
pub struct TlsFront {
    /// Its address, by the name that its certificate has.
    pub address: String,
    requests: Arc<AtomicUsize>,
}

impl TlsFront {
    /// Starts a server before a node. It may ask who connects for a certificate.
    pub fn new(node: &str, asks_for_certificate: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let node = node.trim_start_matches("http://").to_string();
        let config = Arc::new(config(asks_for_certificate));
        let requests = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&requests);
        thread::spawn(move || {
            for client in listener.incoming() {
                let (client, node) = (client.unwrap(), node.clone());
                let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
                let counted = Arc::clone(&counted);
                // A connection that ends, however it does, is no fault of the test.
                thread::spawn(move || {
                    let _ = hand_on(StreamOwned::new(connection, client), &node, &counted);
                });
            }
        });
        Self {
            address: format!("https://localhost:{port}"),
            requests,
        }
    }

    /// Returns how many pieces of requests were read.
    pub fn requests(&self) -> usize {
        self.requests.load(Ordering::Relaxed)
    }
}

/// Returns the path of a file among the certificates.
pub fn file(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/opensearch/certificates");
    folder.join(name)
}

fn config(asks_for_certificate: bool) -> ServerConfig {
    let provider = Arc::new(rustls_graviola::default_provider());
    let certificate = |name| CertificateDer::from_pem_file(file(name)).unwrap();
    let key = PrivateKeyDer::from_pem_file(file("node.key")).unwrap();
    let builder = ServerConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .unwrap();
    let builder = match asks_for_certificate {
        true => {
            let mut roots = RootCertStore::empty();
            roots.add(certificate("ca.pem")).unwrap();
            let verifier = WebPkiClientVerifier::builder_with_provider(roots.into(), provider);
            builder.with_client_cert_verifier(verifier.build().unwrap())
        }
        false => builder.with_no_client_auth(),
    };
    let chain = vec![certificate("node.pem")];
    builder.with_single_cert(chain, key).unwrap()
}

/// Copies from each side to the other until one ends.
fn hand_on(
    mut client: StreamOwned<ServerConnection, TcpStream>,
    node: &str,
    requests: &AtomicUsize,
) -> io::Result<()> {
    while client.conn.is_handshaking() {
        client.conn.complete_io(&mut client.sock)?;
    }
    let mut node = TcpStream::connect(node)?;
    client.sock.set_read_timeout(Some(TURN))?;
    node.set_read_timeout(Some(TURN))?;
    let mut piece = [0; 1 << 14];
    loop {
        if let Some(length) = piece_of(&mut client, &mut piece)? {
            requests.fetch_add(1, Ordering::Relaxed);
            node.write_all(&piece[..length])?;
        }
        if let Some(length) = piece_of(&mut node, &mut piece)? {
            client.write_all(&piece[..length])?;
        }
    }
}

/// Reads what is there; none if that is nothing now.
fn piece_of(from: &mut impl Read, piece: &mut [u8]) -> io::Result<Option<usize>> {
    match from.read(piece) {
        Ok(0) => Err(ErrorKind::UnexpectedEof.into()),
        Ok(length) => Ok(Some(length)),
        Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}
