//! Links the command at a fixed address where the linker is GNU-like.
//!
//! The tables compiled in (stemmers, function words, Unicode) hold some 60,000
//! pointers. In a position-independent program the loader writes every one of
//! them at each start, which copies 300 pages and costs a search a quarter of
//! its time.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let target = |name: &str| env::var(format!("CARGO_CFG_TARGET_{name}")).unwrap_or_default();
    let linux = target("OS") == "linux" && target("ENV") == "gnu";
    let is_static = target("FEATURE")
        .split(',')
        .any(|feature| feature == "crt-static");
    if linux && !is_static {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
