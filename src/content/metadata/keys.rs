//! The keys of front matter that mean something to the reader, whatever the generator.

/// The keys of front matter that mean something.
#[derive(Debug)]
pub(crate) struct MetadataKeys {
    /// Key of the identifier that an article shares with its translations.
    pub(crate) asset_id: &'static str,
    /// Key of the kind of article, of which `faq` matters.
    pub(crate) topic: &'static str,
    /// Keys of the language, the first that is present counts.
    pub(crate) language: &'static [&'static str],
    /// Keys of the date of the last change, the first that is present counts.
    pub(crate) date: &'static [&'static str],
    /// Keys of words by which the article's entries are found besides their text, in lower case.
    pub(crate) keywords: &'static [&'static str],
    /// Keys of what describes the article as a whole, in lower case: a sentence, or the name by which
    /// menus call it.
    pub(crate) description: &'static [&'static str],
    /// Keys of the addresses that the article had before, in lower case.
    pub(crate) earlier: &'static [&'static str],
}

/// The keys of docfx, with those of other generators that mean the same: Jekyll, Hugo, Docusaurus,
/// `MkDocs`.
pub(crate) const KEYS: &MetadataKeys = &MetadataKeys {
    asset_id: "ms.assetid",
    topic: "ms.topic",
    language: &["ms.contentlocale", "lang", "language"],
    date: &[
        "ms.date",
        "lastmod",
        "last_modified_at",
        "last_update.date",
        "lastUpdated",
        "updated",
    ],
    keywords: &[
        "keyword",
        "keywords",
        "ms.keywords",
        "tag",
        "tags",
        "tags.label",
        "taxonomies.tags",
    ],
    description: &[
        "description",
        "sidebar_label",
        "sidebar.label",
        "linktitle",
        "nav_title",
        "short_title",
    ],
    earlier: &[
        "aliases",
        "alias",
        "redirect_from",
        "redirectfrom",
        "redirects",
    ],
};
