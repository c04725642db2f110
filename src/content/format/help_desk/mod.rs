//! Reads exports of help desks: articles as JSON, with their text as HTML.
//!
//! Each system is a file that says how its files are known and what an article of its own means.
//! What becomes of an article is the same for all.

mod beginning;
mod entries;
mod exported;
mod freshdesk;
mod intercom;
mod shortened;
mod stream;
mod system;
mod zendesk;

pub(super) use self::beginning::string;
pub(super) use self::exported::keys;
pub(crate) use self::freshdesk::FRESHDESK;
pub(crate) use self::intercom::INTERCOM;
pub(crate) use self::shortened::SHORTENED;
pub(super) use self::stream::elements;
pub(crate) use self::zendesk::ZENDESK;
