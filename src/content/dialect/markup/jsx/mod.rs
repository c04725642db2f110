//! Components and code among Markdown: MDX, and the components of Vue.

pub(super) mod components;
pub(super) mod mdx;
mod tags;
