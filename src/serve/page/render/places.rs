//! Where entries can be read, for programs: at the page of their article, where they are published
//! nowhere else and the public address of this server is known.

use super::links::{address, at_fragment};
use crate::content::format::page::fragment;
use crate::model::response::{Hit, NamedEntry, Response};
use crate::serve::options::ServeOptions;
use crate::serve::page::articles::is_web;

/// Gives entries their addresses.
#[derive(Clone, Debug)]
pub(crate) struct Places {
    /// The public address of the search page, if it is known, with a slash at its end.
    site: Option<String>,
}

impl Places {
    /// Returns the places of a server with these options.
    #[must_use]
    pub(crate) fn of(options: &ServeOptions) -> Self {
        Self {
            site: options.address(),
        }
    }

    /// Completes the addresses of all hits.
    pub(in crate::serve) fn locate_all(&self, found: &mut Response) {
        for hit in &mut found.hits {
            self.locate(hit);
        }
    }

    /// Completes the address of an entry, and of those that it names.
    pub(crate) fn locate(&self, hit: &mut Hit) {
        let fragment = fragment(&hit.path, &hit.anchor, &hit.id);
        self.complete(&mut hit.url, (hit.root, &hit.path), fragment);
        let named = hit.translations.iter_mut().chain(&mut hit.same_answer);
        named.for_each(|entry| self.locate_named(entry));
    }

    /// Completes the address of an entry that is named only.
    pub(in crate::serve) fn locate_named(&self, entry: &mut NamedEntry) {
        let fragment = fragment(&entry.path, &entry.anchor, &entry.id);
        self.complete(&mut entry.url, (entry.root, &entry.path), fragment);
    }

    /// Puts the place on the page of an article where no published address is.
    fn complete(&self, url: &mut String, (root, path): (u32, &str), fragment: &str) {
        if let Some(site) = self.site.as_deref().filter(|_| !is_web(url)) {
            let page = format!("{site}{}", address(root, path, None));
            *url = at_fragment(&page, fragment);
        }
    }
}
