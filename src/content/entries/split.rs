//! Splits an article into entries.
//!
//! Every readable word of the body ends up in an entry: in its question, its answer or its
//! breadcrumb. What a section is has been decided in [`classify`]; the entries are made in
//! [`splitter`](super::splitter).

use super::classify;
use super::inline::Candidates;
use super::lead;
use super::page::{Identities, Page, unique};
use super::recover;
use super::section::{self, Headings};
use super::splitter::Splitter;
use crate::content::dialect::heading_ids::HeadingId;
use crate::content::markdown::outline::MarkdownOutline;
use crate::content::source::line_map::MappedText;
use crate::model::article::{Entry, Heading, Link};

/// What splitting produces.
#[derive(Default)]
pub(crate) struct Split {
    /// Without ids.
    pub(crate) entries: Vec<Entry>,
    pub(crate) headings: Vec<Heading>,
    pub(crate) anchors: Vec<String>,
    pub(crate) links: Vec<Link>,
    pub(crate) applies_to: Option<String>,
}

/// Splits a page.
pub(crate) fn split(page: &Page, identities: &mut Identities) -> Split {
    let (text, outline) = (page.text.text(), page.outline);
    let identifiers = outline.identifiers(&mut identities.ids);
    let ids = &identifiers.headings;
    // A heading that nothing leads to has no number of its own: it counts as text under the one
    // above.
    let reserved: Vec<Option<u32>> = ids
        .iter()
        .zip(&outline.headings)
        .map(|(id, mark)| (!mark.bare).then(|| identities.ordinals.next(&id.base)))
        .collect();
    let headings = headings(page, ids, &reserved);
    let leads = lead::leads(text, &outline.blocks, page.traits);
    let candidates = Candidates::new(outline, page.traits, &leads);
    let details = candidates.details.iter();
    let folded: Vec<_> = details.map(|one| one.range.clone()).collect();
    let evidence = classify::evidence_of(text, outline, page.traits);
    let mut sections = section::sections(
        outline,
        Headings {
            ids,
            folded: &folded,
            text_len: text.len(),
            is_faq: page.traits.is_faq,
        },
        evidence,
    );
    let mut splitter = Splitter::new(*page, candidates, &identifiers, &mut identities.ordinals);
    splitter.reserved = reserved;
    splitter.make_entries(&mut sections);
    let (mut entries, fragments) = splitter.finish();
    let applies_to = outline.applies_to.as_ref();
    let elsewhere = applies_to.map(|(range, _)| range);
    recover::recover_lost_text(text, page.title, elsewhere, &mut entries);
    Split {
        entries: entries.into_iter().map(|(_, entry)| entry).collect(),
        headings,
        anchors: unique(fragments.into_iter()),
        links: links(page.text, outline),
        applies_to: applies_to.map(|(_, text)| text.clone()),
    }
}

fn headings(page: &Page, ids: &[HeadingId], ordinals: &[Option<u32>]) -> Vec<Heading> {
    let marks = page.outline.headings.iter().zip(ids).zip(ordinals);
    marks
        .filter_map(|((mark, id), &ordinal)| {
            Some(Heading {
                level: mark.level,
                line: page.text.line(mark.range.start),
                base_anchor: id.base.clone(),
                ordinal: ordinal?,
                explicit: id.explicit,
            })
        })
        .collect()
}

/// Returns the links of an outline with their lines and columns in the source.
pub(crate) fn links(text: &MappedText, outline: &MarkdownOutline) -> Vec<Link> {
    let places = text.places(outline.links.iter().map(|(at, _)| *at));
    outline
        .links
        .iter()
        .zip(places)
        .map(|((_, target), (line, column))| Link {
            target: target.clone(),
            line,
            column,
        })
        .collect()
}
