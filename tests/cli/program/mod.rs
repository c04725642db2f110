//! The program itself: options, settings, languages, terminals, the index folder.

mod bad_input;
mod config;
mod help;
mod index_folder;
mod languages;
mod link;
#[cfg(feature = "meaning")]
mod meaning;
mod status;
mod terminal;
