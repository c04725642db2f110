//! stub
use super::model::*;
use std::path::Path;
pub struct Source<'a> {
    pub root: usize,
    pub path: &'a str,
    pub bytes: &'a [u8],
    pub truncated: bool,
}
pub struct Context<'a> {
    pub root_dir: Option<&'a Path>,
    pub default_language: &'a str,
}
pub fn read(_s: &Source, _c: &Context) -> Article {
    unimplemented!()
}
