//! Numbers the identifiers of a page's headings, so that none is given twice.
//!
//! What an identifier is made of, and how a number is written, is the dialect's to say.

use std::collections::{HashMap, HashSet};

use super::contract::Dialect;

/// The identifier of one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HeadingId {
    /// As published.
    pub(crate) published: String,
    /// Without the suffix of a duplicate.
    pub(crate) base: String,
    /// Whether the source states it.
    pub(crate) explicit: bool,
}

/// Gives the headings of one article their identifiers, in document order.
#[derive(Debug)]
pub(crate) struct HeadingIds<'a> {
    dialect: &'a dyn Dialect,
    taken: HashSet<String>,
    /// The last number tried for an identifier. All before it are taken for good.
    last: HashMap<String, u32>,
}

impl<'a> HeadingIds<'a> {
    /// Starts with no identifier taken.
    pub(crate) fn new(dialect: &'a dyn Dialect) -> Self {
        Self {
            dialect,
            taken: HashSet::new(),
            last: HashMap::new(),
        }
    }

    /// Returns the identifier of the next heading. `automatic` is the one made from its text.
    ///
    /// An explicit identifier takes the place of the automatic one only after that has
    /// been reserved (docfx `HeadingIdRewriter` runs last), so a later heading with
    /// the same text is still numbered. Explicit identifiers are never numbered.
    pub(crate) fn next(&mut self, automatic: &str, explicit: Option<&str>) -> HeadingId {
        let reserved = self.reserve(automatic);
        match explicit {
            Some(name) => HeadingId {
                published: name.to_owned(),
                base: name.to_owned(),
                explicit: true,
            },
            None => HeadingId {
                published: reserved,
                base: automatic.to_owned(),
                explicit: false,
            },
        }
    }

    fn reserve(&mut self, id: &str) -> String {
        // A page that was HTML states its identifiers; there is no automatic one to number.
        if id.is_empty() {
            return String::new();
        }
        if self.taken.insert(id.to_owned()) {
            return id.to_owned();
        }
        let last = self.last.entry(id.to_owned()).or_insert(0);
        loop {
            *last += 1;
            let candidate = self.dialect.numbered(id, *last);
            if self.taken.insert(candidate.clone()) {
                return candidate;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::content::dialect::DEFAULT;

    #[test]
    fn an_explicit_name_still_uses_up_the_automatic_one() {
        let mut ids = HeadingIds::new(DEFAULT);
        assert_eq!(ids.next("limits", Some("bkmk_l")).published, "bkmk_l");
        let second = ids.next("limits", None);
        assert_eq!(
            (second.published.as_str(), second.base.as_str()),
            ("limits-1", "limits")
        );
    }

    #[test]
    fn numbering_skips_names_that_real_headings_have() {
        let mut ids = HeadingIds::new(DEFAULT);
        let given: Vec<_> = ["x-1", "x", "x", "x", "x-1"]
            .iter()
            .map(|id| ids.next(id, None).published)
            .collect();
        assert_eq!(given, ["x-1", "x", "x-2", "x-3", "x-1-1"]);
    }

    proptest! {
        #[test]
        fn automatic_identifiers_are_unique(texts in proptest::collection::vec("[ab](-[12])?", 0..40)) {
            let mut ids = HeadingIds::new(DEFAULT);
            let given: Vec<_> = texts.iter().map(|id| ids.next(id, None).published).collect();
            let unique: HashSet<_> = given.iter().collect();
            prop_assert_eq!(unique.len(), given.len());
        }
    }
}
