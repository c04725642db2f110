//! Site generators other than docfx, one a file.

mod astro;
mod docusaurus;
mod generator;
mod heading_text;
mod hugo;
mod jekyll;
mod mdbook;
mod mkdocs;
mod myst;
mod vitepress;
mod wikijs;

pub(super) use self::astro::ASTRO;
pub(super) use self::docusaurus::DOCUSAURUS;
pub(super) use self::hugo::{HUGO, HUGO_ASCII, HUGO_BLACKFRIDAY};
pub(super) use self::jekyll::{JEKYLL, KRAMDOWN};
pub(super) use self::mdbook::MDBOOK;
pub(super) use self::mkdocs::{
    MKDOCS, MKDOCS_CASED, MKDOCS_SLUGS, MKDOCS_SLUGS_ASCII, MKDOCS_SLUGS_FOLD, MKDOCS_UNICODE,
};
pub(super) use self::myst::MYST;
pub(super) use self::vitepress::VITEPRESS;
pub(super) use self::wikijs::WIKIJS;
