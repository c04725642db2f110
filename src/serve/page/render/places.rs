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
    /// Whether all entries are of one content root: those that a hit names do not say which.
    is_one_root: bool,
}

impl Places {
    /// Returns the places of a server with these options.
    #[must_use]
    pub(crate) fn of(options: &ServeOptions) -> Self {
        Self {
            site: options.address(),
            is_one_root: options.content.len() < 2,
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
        if let Some(site) = self.site.as_deref().filter(|_| !is_web(&hit.url)) {
            let fragment = fragment(&hit.path, &hit.anchor, &hit.id);
            hit.url = at_fragment(
                &format!("{site}{}", address(hit.root, &hit.path, None)),
                fragment,
            );
        }
        let named = hit.translations.iter_mut().chain(&mut hit.same_answer);
        named.for_each(|entry| self.locate_named(entry));
    }

    /// Completes the address of an entry that is named only.
    pub(in crate::serve) fn locate_named(&self, entry: &mut NamedEntry) {
        let site = self.site.as_deref().filter(|_| self.is_one_root);
        if let Some(site) = site.filter(|_| !is_web(&entry.url)) {
            let fragment = fragment(&entry.path, &entry.anchor, &entry.id);
            entry.url = at_fragment(
                &format!("{site}{}", address(0, &entry.path, None)),
                fragment,
            );
        }
    }
}
