//! Accepts connections, bounds them in number and time, and ends without losing a request.
//!
//! Owns the loop around the socket. What a request gets is decided by the routes.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep, timeout_at};

use super::listen::{Listener, Socket};

/// Longest time in which the head of a request must arrive; also how long a connection may idle.
const HEAD_TIME: Duration = Duration::from_secs(10);

/// Longest head of a request, in bytes.
const MAX_HEAD_BYTES: usize = 64 * 1024;

/// Most header fields of a request.
const MAX_HEADERS: usize = 64;

/// Most connections at once: far more than readers keep open, so that slow ones shut nobody out.
const MAX_CONNECTIONS: usize = 4096;

/// Files that stay free for the index and for everything else.
const OTHER_FILES: usize = 256;

/// How long requests that were accepted may take once the end has begun.
const GRACE: Duration = Duration::from_secs(10);

/// How long the socket is asked for connections that were made before the end began.
const LAST_LOOK: Duration = Duration::from_millis(20);

/// How long connections that were just made have for their request to be read: after that, those on
/// which nothing was read are closed.
const FIRST_READ: Duration = Duration::from_millis(250);

/// How long to wait where the system has no room for another connection.
const PAUSE: Duration = Duration::from_millis(50);

/// Serves connections until `end` is ready. Then accepts what has already arrived, finishes the
/// requests that are under way, and returns after ten seconds at most.
pub(crate) async fn serve(listener: Listener, routes: Router, end: impl Future<Output = ()>) {
    let connections = Connections::new(routes);
    let mut end = std::pin::pin!(end);
    loop {
        let place = tokio::select! {
            () = &mut end => break,
            place = connections.place() => place,
        };
        tokio::select! {
            () = &mut end => break,
            accepted = connections.accept(&listener.socket, place) => connections.pause(accepted).await,
        }
    }
    let begun = Instant::now();
    let look = begun + LAST_LOOK;
    // What waits is taken even after that time, but nothing is waited for: on a busy server there
    // always is another connection, hence the second bound.
    while begun.elapsed() < FIRST_READ
        && let Ok(place) = timeout_at(look, connections.place()).await
        && let Ok(accepted) = timeout_at(look, connections.accept(&listener.socket, place)).await
    {
        // A client that went away again is no reason to stop.
        connections.pause(accepted).await;
    }
    // From here on the system refuses connections, which tells a proxy at once.
    drop(listener);
    sleep(FIRST_READ).await;
    if timeout_at(begun + GRACE, connections.graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("some requests took longer than the time to end; they are cut off");
    }
}

/// What connections have in common.
struct Connections {
    routes: Router,
    http: http1::Builder,
    graceful: GracefulShutdown,
    places: Arc<Semaphore>,
}

impl Connections {
    fn new(routes: Router) -> Self {
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(HEAD_TIME)
            .max_buf_size(MAX_HEAD_BYTES)
            .max_headers(MAX_HEADERS);
        Self {
            routes,
            http,
            graceful: GracefulShutdown::new(),
            places: Arc::new(Semaphore::new(most_connections())),
        }
    }

    /// Waits until another connection may be open.
    async fn place(&self) -> Option<OwnedSemaphorePermit> {
        // The semaphore is never closed, so there always is a place.
        Arc::clone(&self.places).acquire_owned().await.ok()
    }

    /// Waits for a connection and serves it beside this task.
    async fn accept(&self, socket: &Socket, place: Option<OwnedSemaphorePermit>) -> io::Result<()> {
        match socket {
            Socket::Tcp(socket) => {
                let (stream, _) = socket.accept().await?;
                // Answers are written at once: waiting for more would add 40 ms to each.
                stream.set_nodelay(true)?;
                self.spawn(stream, place);
            }
            Socket::Unix(socket) => {
                let (stream, _) = socket.accept().await?;
                self.spawn(stream, place);
            }
        }
        Ok(())
    }

    fn spawn(
        &self,
        stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
        place: Option<OwnedSemaphorePermit>,
    ) {
        let service = TowerToHyperService::new(self.routes.clone());
        let connection = self.http.serve_connection(TokioIo::new(stream), service);
        let connection = self.graceful.watch(connection);
        tokio::spawn(async move {
            // Clients that go away or speak no HTTP are everyday, and no trouble of the server.
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended early");
            }
            drop(place);
        });
    }

    /// Waits a moment after the system refused a connection for want of room.
    async fn pause(&self, accepted: io::Result<()>) {
        let Err(error) = accepted else { return };
        let is_of_the_client = matches!(
            error.kind(),
            io::ErrorKind::ConnectionAborted
                | io::ErrorKind::ConnectionReset
                | io::ErrorKind::InvalidInput
        );
        if !is_of_the_client {
            tracing::warn!(%error, "a connection was not accepted");
            sleep(PAUSE).await;
        }
    }
}

/// Returns how many connections may be open at once, after asking the system for as many open
/// files as it allows.
fn most_connections() -> usize {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    // Where it may not be raised, the limit stays, and the count below goes by it.
    let _ = setrlimit(Resource::Nofile, limit);
    let files = getrlimit(Resource::Nofile).current;
    let files = files.map_or(usize::MAX, |files| {
        usize::try_from(files).unwrap_or(usize::MAX)
    });
    files.saturating_sub(OTHER_FILES).clamp(1, MAX_CONNECTIONS)
}
