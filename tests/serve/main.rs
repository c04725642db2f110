//! Tests of `faq serve` as browsers, programs and operators use it: requests in, answers out.
#![cfg(unix)]

mod api;
mod hostile;
mod mcp;
mod operation;
mod pages;
mod proxy;
mod query_log;
mod server;
#[path = "../support/mod.rs"]
mod support;
mod ways;
