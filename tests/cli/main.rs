//! Tests of the program as people and scripts use it: arguments in, output and
//! exit code out. What a function does by itself is tested beside its code.

mod acronyms;
mod bad_input;
mod check;
mod compounds;
mod config;
mod eval;
mod export;
mod first_found;
mod help;
mod index_folder;
mod ir_measures;
mod json;
mod keyboards;
mod keywords;
mod languages;
mod left_out;
mod link;
mod list;
mod operators;
mod report;
mod rules;
mod same_answer;
mod search;
mod shared_data;
mod show;
mod signs;
mod spellings;
mod status;
mod suggest;
#[path = "../support/mod.rs"]
mod support;
mod terminal;
