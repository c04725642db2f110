//! A help desk whose exports are read.

use std::fmt;
use std::ops::ControlFlow;

use serde_json::{Map, Value};

use super::entries::Articles;
use super::exported::Exported;
use super::stream::elements;
use crate::content::format::contract::{Context, Format, Holds, Sink, Sniffer, Source};
use crate::model::rule;

/// The exports of one system.
pub(crate) struct HelpDesk {
    pub(super) name: &'static str,
    pub(super) claims: Sniffer,
    /// The keys under which a list of articles stands.
    pub(super) lists: &'static [&'static str],
    /// Returns the articles in one element of the list: one for each language.
    pub(super) articles: fn(&Map<String, Value>) -> Vec<Exported>,
}

impl fmt::Debug for HelpDesk {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name)
    }
}

impl Format for HelpDesk {
    fn name(&self) -> &'static str {
        self.name
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn holds(&self) -> Holds {
        Holds::Records
    }

    fn sniffer(&self) -> Option<Sniffer> {
        Some(self.claims)
    }

    fn read(&self, source: Source<'_>, context: &Context<'_>, sink: &mut dyn Sink) {
        let content = source.content;
        let mut articles = Articles::new(source.root, source.path, context, sink);
        let stopped = elements(content, self.lists, &mut |value, line| {
            let Value::Object(object) = value else {
                return ControlFlow::Continue(());
            };
            let exported = (self.articles)(&object);
            exported
                .into_iter()
                .try_for_each(|one| articles.add(one, line))
        });
        if let Err(stopped) = stopped {
            articles.report(rule::DATA_SYNTAX, stopped.line, stopped.message);
        }
        articles.finish();
    }
}
