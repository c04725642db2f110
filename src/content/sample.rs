//! Articles for the tests of this module, built without a reader.

use crate::model::article::{Article, Entry, Heading, Kind, LanguageSource, Link, PageKind};
use crate::model::language::tag;

/// Returns an article at `path` with one heading of level 2 and one question per anchor; the
/// first question stands in line 10, the next in line 20.
pub(crate) fn article(path: &str, language: &str, anchors: &[&str]) -> Article {
    let line = |index: usize| u32::try_from(index + 1).unwrap() * 10;
    let ordinal = |index: usize| {
        let same = anchors[..=index]
            .iter()
            .filter(|anchor| **anchor == anchors[index]);
        u32::try_from(same.count()).unwrap()
    };
    let entries = anchors.iter().enumerate().map(|(index, anchor)| Entry {
        id: format!("{path}-{index}"),
        anchor: (*anchor).to_owned(),
        base_anchor: (*anchor).to_owned(),
        ordinal: ordinal(index),
        ..Entry::new(
            Kind::Question,
            line(index),
            format!("{path} {index}?"),
            "Yes.".to_owned(),
        )
    });
    let outline = anchors.iter().enumerate().map(|(index, anchor)| Heading {
        level: 2,
        line: line(index),
        base_anchor: (*anchor).to_owned(),
        ordinal: ordinal(index),
        explicit: false,
    });
    Article {
        root: 0,
        path: path.to_owned(),
        language: tag(language),
        language_source: LanguageSource::Path,
        title: path.to_owned(),
        slug: None,
        asset_id: None,
        key: path.to_owned(),
        applies_to: None,
        fields: std::collections::BTreeMap::new(),
        outline: outline.collect(),
        links: Vec::new(),
        anchors: anchors.iter().map(|anchor| (*anchor).to_owned()).collect(),
        includes: Vec::new(),
        page_kind: PageKind::Page,
        is_left_out: false,
        entries: entries.collect(),
        problems: Vec::new(),
        dialect: None,
    }
}

/// Links in lines 1, 2, ….
pub(crate) fn links(targets: &[&str]) -> Vec<Link> {
    let link = |(index, target): (usize, &&str)| Link {
        target: (*target).to_owned(),
        line: u32::try_from(index + 1).unwrap(),
        column: 1,
    };
    targets.iter().enumerate().map(link).collect()
}
