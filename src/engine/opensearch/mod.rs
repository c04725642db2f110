//! OpenSearch as the engine: generations in a cluster, behind the traits of an engine.
//!
//! The cluster keeps entries, finds candidates and looks after shards and copies. Terms, weights
//! and order are ours: texts arrive there analysed, the vocabulary of each language is read here,
//! and the searcher of the engine that is built in ranks what comes back.

mod blob;
mod build;
mod bulk;
mod client;
mod document;
mod fetch;
mod generations;
mod index;
mod lock;
mod names;
mod pause;
mod published;
mod query;
mod results;
mod right;
mod search;
#[cfg(test)]
mod test_node;
mod vectors;

pub(crate) use index::ClusterIndex;
pub(crate) use published::PublishedCluster;
pub(crate) use search::ClusterSearch;
