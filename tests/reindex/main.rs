//! The nightly job, run as an operator runs it: what it publishes, refuses, survives and reports.

mod check;
mod equality;
mod fixed_times;
mod guard;
mod increments;
mod interrupted;
mod permissions;
mod readers;
#[path = "../support/mod.rs"]
mod support;
mod units;
mod watch;
