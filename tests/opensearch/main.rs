//! The command on a real cluster: the same answers as with an index folder, whatever happens.
//!
//! `tests/opensearch/run` starts the nodes and names them in `FAQ_TEST_CLUSTER`, with the folder of
//! the nodes in `FAQ_TEST_NODES`. Without them these tests do nothing and say so.

mod answers;
mod cluster;
mod job;
#[cfg(feature = "meaning")]
mod meaning;
mod nodes;
mod place;
#[path = "../support/mod.rs"]
mod support;
mod tls;
mod tls_front;

/// Returns how often something is done: as often as a variable of the environment says, else `usually`.
fn times(variable: &str, usually: usize) -> usize {
    let said = std::env::var(variable).ok();
    said.map_or(usually, |said| said.parse().expect("a number"))
}
