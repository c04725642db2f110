//! Tells systemd how the server is: `sd_notify(3)` without its library.

use std::env;
use std::os::unix::net::{SocketAddr, UnixDatagram};

/// Tells the service manager something, such as `READY=1`. Without one, nothing happens.
pub(super) fn tell(state: &str) {
    let Some(path) = env::var_os("NOTIFY_SOCKET") else {
        return;
    };
    let sent = address(path.as_encoded_bytes()).and_then(|address| {
        let socket = UnixDatagram::unbound()?;
        socket.send_to_addr(state.as_bytes(), &address)
    });
    if let Err(error) = sent {
        tracing::warn!(%error, "the service manager cannot be told {state}");
    }
}

/// Reads the address, which may lie in the abstract namespace of Linux.
fn address(path: &[u8]) -> std::io::Result<SocketAddr> {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    #[cfg(target_os = "linux")]
    if let Some(name) = path.strip_prefix(b"@") {
        use std::os::linux::net::SocketAddrExt;
        return SocketAddr::from_abstract_name(name);
    }
    SocketAddr::from_pathname(OsStr::from_bytes(path))
}
