//! What articles become: lists, findings, one entry, what is left out, what is exported.

mod check;
mod export;
mod left_out;
mod list;
mod rules;
mod show;
