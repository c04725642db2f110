//! Sockets and the connections on them.

pub(super) mod connections;
pub(super) mod listen;
