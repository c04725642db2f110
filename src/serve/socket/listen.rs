//! Opens the socket that readers connect to.
//!
//! Owns the three kinds of sockets, and the file of a Unix socket. Connections are
//! [`super::connections`]'s.

use std::fs;
use std::io;
use std::net::SocketAddr;
use std::os::unix::fs::FileTypeExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};

use listenfd::ListenFd;
use tokio::net::{TcpListener, UnixListener};

use crate::serve::options::ListenAddress;

/// An open socket. Dropping it removes the file of a Unix socket that was made here.
pub(crate) struct Listener {
    /// The socket itself.
    pub(crate) socket: Socket,
    /// The file to remove at the end.
    file: Option<PathBuf>,
}

/// A socket of either family.
pub(crate) enum Socket {
    /// IP.
    Tcp(TcpListener),
    /// A path of this machine.
    Unix(UnixListener),
}

impl Listener {
    /// Opens a socket; must be called inside a runtime.
    ///
    /// # Errors
    /// The address is in use or not of this machine, or systemd passed no socket.
    pub(crate) fn open(address: &ListenAddress) -> io::Result<Self> {
        let (socket, file) = match address {
            ListenAddress::Tcp(address) => (tcp(*address)?, None),
            ListenAddress::Unix(path) => {
                remove_stale(path)?;
                let socket = UnixListener::bind(path)?;
                (Socket::Unix(socket), Some(path.clone()))
            }
            ListenAddress::Systemd => (passed()?, None),
        };
        Ok(Self { socket, file })
    }

    /// Returns where the socket is, for people: `http://127.0.0.1:7700` or `unix:PATH`.
    pub(crate) fn shown(&self) -> String {
        match &self.socket {
            Socket::Tcp(socket) => match socket.local_addr() {
                Ok(address) => format!("http://{address}"),
                Err(_) => "a socket".to_owned(),
            },
            Socket::Unix(socket) => {
                let address = socket.local_addr().ok();
                let path = address.as_ref().and_then(|address| address.as_pathname());
                path.map_or("a socket".to_owned(), |path| {
                    format!("unix:{}", path.display())
                })
            }
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        if let Some(path) = &self.file {
            // A file that stays is removed by the next server.
            let _ = fs::remove_file(path);
        }
    }
}

/// Binds before the runtime takes over, so that a port in the state `TIME_WAIT` is no obstacle.
fn tcp(address: SocketAddr) -> io::Result<Socket> {
    let socket = std::net::TcpListener::bind(address)?;
    socket.set_nonblocking(true)?;
    Ok(Socket::Tcp(TcpListener::from_std(socket)?))
}

/// Removes the file of a Unix socket behind which nobody listens any more. Any other file stays.
fn remove_stale(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
        Ok(found) if found.file_type().is_socket() => {}
        Ok(_) => {
            return Err(io::Error::new(
                io::ErrorKind::AlreadyExists,
                "there is something that is no socket; name another path",
            ));
        }
    }
    match UnixStream::connect(path) {
        Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => fs::remove_file(path),
        Ok(_) => Err(io::Error::new(
            io::ErrorKind::AddrInUse,
            "another process listens there",
        )),
        Err(_) => Ok(()),
    }
}

/// Takes over the socket that systemd passed.
fn passed() -> io::Result<Socket> {
    let mut sockets = ListenFd::from_env();
    if sockets.len() > 1 {
        // Nobody would ever answer at the others.
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            format!(
                "systemd passed {} sockets, and one is served: keep one `ListenStream`, and start \
                 another unit for another address",
                sockets.len()
            ),
        ));
    }
    if let Ok(Some(socket)) = sockets.take_tcp_listener(0) {
        socket.set_nonblocking(true)?;
        return Ok(Socket::Tcp(TcpListener::from_std(socket)?));
    }
    if let Ok(Some(socket)) = sockets.take_unix_listener(0) {
        socket.set_nonblocking(true)?;
        return Ok(Socket::Unix(UnixListener::from_std(socket)?));
    }
    Err(io::Error::new(
        io::ErrorKind::NotFound,
        "systemd passed no socket: start the socket unit, not the service",
    ))
}
