//! New entries on their way into a generation in the making.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::language::{LanguageBuild, lock};
use crate::engine::index_backend::Batch;
use crate::engine::opensearch::bulk::Bulk;
use crate::engine::opensearch::client::Client;
use crate::engine::opensearch::document::{Document, document};
use crate::engine::opensearch::right::Right;
use crate::index::IndexError;
use crate::index::detached::entry::EntryMaker;
use crate::index::detached::vocabulary::VocabularyCounts;
use crate::model::article::{Article, Entry};
use crate::model::language::LanguageTag;

/// Documents that are sent together.
const GATHERED: usize = 500;

/// New entries of one language, on their way.
pub(super) struct ClusterBatch<'a> {
    client: &'a Client,
    right: &'a dyn Right,
    language: Arc<LanguageBuild>,
    maker: EntryMaker,
    counts: VocabularyCounts,
    documents: Vec<Document>,
}

impl<'a> ClusterBatch<'a> {
    /// Starts to take the entries of a language.
    pub(super) fn new(
        client: &'a Client,
        right: &'a dyn Right,
        language: Arc<LanguageBuild>,
        tag: &LanguageTag,
    ) -> Self {
        Self {
            client,
            right,
            language,
            maker: EntryMaker::new(tag),
            counts: VocabularyCounts::default(),
            documents: Vec::new(),
        }
    }

    fn send(&mut self) -> Result<(), IndexError> {
        let bulk = Bulk::new(self.client, self.right, &self.language.index);
        let bulk = bulk.with_limit(&self.language.limit);
        let mut sum = 0;
        for document in self.documents.drain(..) {
            sum += document.check;
            bulk.index(&document.key, &document.source)?;
        }
        bulk.finish()?;
        self.language.check.fetch_add(sum, Ordering::Relaxed);
        Ok(())
    }
}

impl Batch for ClusterBatch<'_> {
    fn add(&mut self, article: &Article, url: &dyn Fn(&Entry) -> String) -> Result<(), IndexError> {
        let entries = self.maker.entries(article, url)?;
        for (number, entry) in entries.iter().enumerate() {
            self.counts.add(entry);
            self.documents.push(document(entry, number));
        }
        if self.documents.len() >= GATHERED {
            self.send()?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), IndexError> {
        self.send()?;
        let counts = std::mem::take(&mut self.counts);
        lock(&self.language.counts).merge(counts);
        Ok(())
    }
}
