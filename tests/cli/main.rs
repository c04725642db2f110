//! Tests of the program as people and scripts use it: arguments in, output and
//! exit code out. What a function does by itself is tested beside its code.

mod content;
mod evaluation;
mod program;
mod searching;
#[path = "../support/mod.rs"]
mod support;
