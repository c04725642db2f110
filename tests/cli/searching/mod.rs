//! What a query finds, and what is shown of it.

mod acronyms;
mod compounds;
mod first_found;
mod json;
mod keyboards;
mod keywords;
mod operators;
mod question_words;
mod same_answer;
mod search;
mod signs;
mod spellings;
mod suggest;
