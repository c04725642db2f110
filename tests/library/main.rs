//! Tests of the library on whole collections of articles: what it reads, and what is found.

mod independence;
mod page_words;
mod parameters;
mod reading;
#[path = "../support/mod.rs"]
mod support;
mod words;
