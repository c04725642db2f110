//! What the test programs share: sites to work in, runs of programs, and what reads their output.
//!
//! A [`site::Site`] is a temporary folder with articles. [`site::Site::faq`] prepares a
//! [`run::Run`] of the command there; running it gives an [`run::Output`], whose methods compare.
#![allow(dead_code, reason = "each test program uses a part of it")]

pub mod article;
pub mod build;
#[cfg(feature = "command")]
pub mod command;
pub mod json;
pub mod random;
pub mod run;
pub mod shared;
pub mod site;
