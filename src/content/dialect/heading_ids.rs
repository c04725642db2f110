//! What the heading identifiers of several dialects share: a page gives none twice, and letters are
//! told by their Unicode category.
//!
//! The rest of what an identifier is made of, and how a number is written, is the dialect's to say.

use std::collections::{HashMap, HashSet};

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

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

/// An identifier that the source has for a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Explicit {
    /// A tag in front of the heading's text has it.
    Tag(String),
    /// The heading states it in the dialect's own way.
    Stated(String),
}

impl Explicit {
    /// Returns the identifier.
    pub(crate) fn name(&self) -> &str {
        let (Self::Tag(name) | Self::Stated(name)) = self;
        name
    }
}

impl HeadingId {
    /// Returns the identifier of what only the page's own address leads to.
    pub(crate) fn none() -> Self {
        Self {
            published: String::new(),
            base: String::new(),
            explicit: false,
        }
    }
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
    /// An identifier in a tag takes the place of the automatic one only after that has
    /// been reserved (docfx `HeadingIdRewriter` runs last), so a later heading with
    /// the same text is still numbered. One that the heading states leaves no automatic one, but
    /// where the dialect numbers all.
    /// Explicit identifiers are never numbered.
    pub(crate) fn next(&mut self, automatic: &str, explicit: Option<&Explicit>) -> HeadingId {
        let reserved = match explicit {
            Some(Explicit::Stated(name)) => {
                if self.dialect.reserves_stated() {
                    self.taken.insert(name.clone());
                }
                if self.dialect.numbers_all() {
                    self.reserve(automatic);
                }
                String::new()
            }
            _ => self.reserve(automatic),
        };
        match explicit {
            Some(Explicit::Stated(name) | Explicit::Tag(name)) => HeadingId {
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

    /// Takes in a reference to a footnote, which has an identifier in some dialects.
    pub(crate) fn pass_reference(&mut self) {
        if self.dialect.numbers_all() {
            self.reserve("");
        }
    }

    fn reserve(&mut self, id: &str) -> String {
        // A page that was HTML states its identifiers; there is no automatic one to number.
        if id.is_empty() && self.dialect.is_usable(id) {
            return String::new();
        }
        if !self.dialect.keeps_apart() {
            let last = self.last.entry(id.to_owned());
            let number = last.and_modify(|last| *last += 1).or_insert(0);
            return match *number {
                0 => id.to_owned(),
                number => self.dialect.numbered(id, number),
            };
        }
        if self.dialect.is_usable(id) && self.taken.insert(id.to_owned()) {
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

/// Returns whether a character is a letter or a decimal digit by its Unicode category, as Go's
/// `unicode` and .NET's `char` answer for one character.
pub(super) fn is_letter_or_digit(c: char) -> bool {
    c.general_category_group() == GeneralCategoryGroup::Letter
        || c.general_category() == GeneralCategory::DecimalNumber
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::content::dialect::{DEFAULT, DIALECTS};

    #[test]
    fn an_explicit_name_still_uses_up_the_automatic_one() {
        let mut ids = HeadingIds::new(DEFAULT);
        assert_eq!(
            ids.next("limits", Some(&Explicit::Tag("bkmk_l".to_owned())))
                .published,
            "bkmk_l"
        );
        let second = ids.next("limits", None);
        assert_eq!(
            (second.published.as_str(), second.base.as_str()),
            ("limits-1", "limits")
        );
    }

    #[test]
    fn generators_count_in_their_own_way() {
        for (name, expected) in [
            ("mkdocs", ["_1", "x", "x_1", "x_2", "_2"]),
            ("vitepress", ["", "x", "x-1", "x-1-1", ""]),
            ("myst", ["id1", "x", "id2", "x-1", "id3"]),
            ("jekyll", ["", "x", "x-1", "x-1", ""]),
            ("wikijs", ["", "x", "x-1", "x-1-1", ""]),
        ] {
            let dialect = DIALECTS
                .iter()
                .find(|dialect| dialect.name() == name)
                .unwrap();
            let mut ids = HeadingIds::new(*dialect);
            let second = if name == "mkdocs" { "x_1" } else { "x-1" };
            let given = ["", "x", "x", second, ""].map(|id| ids.next(id, None).published);
            assert_eq!(given, expected, "{name}");
        }
        let mut ids = HeadingIds::new(DIALECTS[3]);
        ids.next("y", Some(&Explicit::Stated("x".to_owned())));
        assert_eq!(ids.next("y", None).published, "y");
        assert_eq!(ids.next("x", None).published, "x-1");
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
