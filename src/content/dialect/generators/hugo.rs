//! Hugo, and goldmark alone: shortcodes, attributes in braces, TOML front matter.
//!
//! Read: `markup/goldmark/autoid.go` of gohugoio/hugo, the rule `github`, which is the default, and
//! `TextPlain` in `internal/render/context.go`. Run: Hugo 0.168. Before 0.144 identifiers were made of
//! the heading's line; what its words alone give is an alias.

use std::borrow::Cow;

use icu_normalizer::DecomposingNormalizerBorrowed;
use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use super::generator::{Generator, Numbering};
use super::heading_text::refers;
use crate::content::dialect::contract::Expressions;
use crate::content::dialect::heading_ids::is_letter_or_digit;
use crate::content::dialect::markup::Markup;
use crate::content::dialect::slug::{PageEnd, Pages};
use crate::content::markdown::text::parser_options;

pub(in crate::content::dialect) const HUGO: Generator = Generator {
    name: "hugo",
    heading_id,
    id_of_source: Some(|rendered, source| heading_id(&text_plain(rendered, source))),
    other_id: Some(heading_id),
    numbering: Numbering::Dash,
    reserves_stated: true,
    names_html: false,
    names_terms: false,
    names_pictures: true,
    drops_emoji: false,
    pages: Pages {
        end: PageEnd::Slash,
        indexes: &["index", "_index"],
        folders: &["content/"],
        drops_numbers: false,
        has_ids: false,
    },
    expressions: Expressions::Shown,
    values: &[],
    markup: &[
        Markup::Snippets,
        Markup::Shortcodes,
        Markup::Foreign,
        Markup::HeadingIds,
        Markup::AttributeLists,
        Markup::Navigation,
    ],
};

/// With `autoIDType = "github-ascii"`, which was `autoHeadingIDType`.
pub(in crate::content::dialect) const HUGO_ASCII: Generator = Generator {
    name: "hugo-ascii",
    heading_id: ascii_id,
    id_of_source: Some(|rendered, source| ascii_id(&text_plain(rendered, source))),
    other_id: Some(heading_id),
    ..HUGO
};

/// With `autoIDType = "blackfriday"`.
pub(in crate::content::dialect) const HUGO_BLACKFRIDAY: Generator = Generator {
    name: "hugo-blackfriday",
    heading_id: blackfriday_id,
    id_of_source: Some(|rendered, source| blackfriday_id(&text_plain(rendered, source))),
    other_id: Some(heading_id),
    ..HUGO
};

/// Returns the identifier of a heading: letters and numbers, all between them one dash.
fn blackfriday_id(rendered: &str) -> String {
    let is_kept = |c: char| {
        let group = c.general_category_group();
        matches!(
            group,
            GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number
        )
    };
    let words = rendered
        .split(|c| !is_kept(c))
        .filter(|word| !word.is_empty());
    let words = words.map(|word| word.chars().flat_map(lower).collect::<String>());
    or_heading(words.collect::<Vec<_>>().join("-"))
}

/// Returns the text of a heading as Hugo takes it for an identifier: of emphasis, links and the like
/// only the first piece, no addresses, without dashes that have become typographic signs.
fn text_plain(rendered: &str, source: &str) -> String {
    // Of a heading of several lines the last one counts.
    if let Some((_, last)) = rendered.trim_end().rsplit_once('\n') {
        return last.to_owned();
    }
    if refers(source) {
        return rendered.to_owned();
    }
    let line = format!("# {source}");
    let mut reader = TextPlain {
        out: String::new(),
        open: Vec::new(),
    };
    for (event, range) in Parser::new_ext(&line, parser_options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { .. }) | Event::End(TagEnd::Heading(_)) => {}
            Event::Start(Tag::Link { link_type, .. }) => {
                let has_text = !matches!(link_type, LinkType::Autolink | LinkType::Email);
                reader.begin(has_text);
            }
            Event::Start(_) => reader.begin(true),
            Event::End(_) => reader.end(),
            Event::Code(code) => {
                reader.begin(true);
                if !reader.open.contains(&Pieces::First) {
                    reader.out.push_str(&code);
                }
                reader.end();
            }
            Event::Text(text) => {
                // Only names of entities are resolved.
                let start = range.start;
                let written = line.get(range).unwrap_or_default();
                let is_number = written.starts_with("&#");
                let before = line.get(..start).unwrap_or_default();
                let escaped = usize::from(before.ends_with('\\'));
                reader.text(if is_number { written } else { &text }, escaped);
            }
            _ => {}
        }
    }
    reader.out
}

/// What is read of a heading's pieces.
struct TextPlain {
    out: String,
    /// What was read of each open element.
    open: Vec<Pieces>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Pieces {
    /// Nothing yet.
    None,
    /// A text, which may go on.
    Text,
    /// All that is shown.
    First,
}

impl TextPlain {
    /// Opens an element.
    fn begin(&mut self, has_text: bool) {
        let is_first = self.open.iter().all(|read| *read == Pieces::None);
        self.open.push(match has_text && is_first {
            true => Pieces::None,
            false => Pieces::First,
        });
    }

    /// Closes an element. It was a piece of the one around it.
    fn end(&mut self) {
        self.open.pop();
        if let Some(around) = self.open.last_mut() {
            *around = Pieces::First;
        }
    }

    /// Takes a text; `escaped` is the length of a sign in front that means nothing.
    fn text(&mut self, text: &str, escaped: usize) {
        if self.open.contains(&Pieces::First) {
            return;
        }
        let Some(innermost) = self.open.last_mut() else {
            let text = without_addresses(text);
            self.out
                .push_str(&text.replace("---", "\u{2014}").replace("--", "\u{2013}"));
            return;
        };
        let end = end_of_piece(text, escaped);
        *innermost = match end {
            None => Pieces::Text,
            Some(_) => Pieces::First,
        };
        self.out
            .push_str(text.get(..end.unwrap_or(text.len())).unwrap_or_default());
    }
}

/// Returns where the first piece of a text ends: before what becomes a typographic sign or a link,
/// after a sign that could have been emphasis.
fn end_of_piece(text: &str, from: usize) -> Option<usize> {
    const BEFORE: [&str; 7] = ["'", "\"", "--", "...", "<<", ">>", "["];
    let rest = text.get(from..)?;
    let before = BEFORE.iter().filter_map(|sign| rest.find(sign));
    let emphasis = rest.find(['_', '*', '~']).map(|at| {
        let run = rest.get(at..).unwrap_or_default();
        at + run.len() - run.trim_start_matches(['_', '*', '~']).len()
    });
    let kept = without_addresses(rest);
    let shared = kept.bytes().zip(rest.bytes()).take_while(|(a, b)| a == b);
    let address = (kept.len() < rest.len()).then(|| shared.count());
    let end = before.chain(emphasis).chain(address).min()?;
    Some(from + end)
}

/// Returns a text without the addresses that become links of themselves.
fn without_addresses(text: &str) -> Cow<'_, str> {
    let begins = |text: &str| {
        ["https://", "http://", "ftp://", "www."]
            .iter()
            .any(|b| text.starts_with(b))
    };
    if !text.contains("://") && !text.contains("www.") {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let is_free = !out.ends_with(char::is_alphanumeric);
        let address = if is_free && begins(rest) {
            address(rest)
        } else {
            0
        };
        let (piece, after) = rest.split_at(if address > 0 { address } else { c.len_utf8() });
        if address == 0 {
            out.push_str(piece);
        }
        rest = after;
    }
    out.into()
}

/// Returns the length of the address that a text begins with; 0 where its host has no dot.
fn address(text: &str) -> usize {
    let is_host = |c: char| c.is_ascii_alphanumeric() || "-@:%._+~#=/".contains(c);
    let host = text.find(|c| !is_host(c)).unwrap_or(text.len());
    let named = text.get(..host).unwrap_or_default();
    let named = named.split_once("://").map_or(named, |(_, host)| host);
    let first = named.split(['/', ' ']).next().unwrap_or_default();
    if !first.contains('.') {
        return 0;
    }
    let rest = text.get(host..).unwrap_or_default();
    let is_path =
        |c: char| c.is_ascii_alphanumeric() || "-@:%_+.~#$!?&/=();,'\">^{}[]`".contains(c);
    let path = match rest.starts_with('?') {
        true => rest.find(|c| !is_path(c)).unwrap_or(rest.len()),
        false => 0,
    };
    let whole = text.get(..host + path).unwrap_or_default();
    whole
        .trim_end_matches(['?', '!', '.', ',', ':', '*', '_', '~', '\'', '"'])
        .len()
}

/// Returns the identifier of a heading without accents, and of ASCII only.
fn ascii_id(rendered: &str) -> String {
    let decomposed = DecomposingNormalizerBorrowed::new_nfd().normalize(rendered.trim());
    slug(decomposed.chars().filter(char::is_ascii))
}

/// Returns the identifier of a heading: trimmed, each blank a dash, letters, decimal digits and `_`
/// of all of Unicode in lower case. Marks go.
fn heading_id(rendered: &str) -> String {
    slug(rendered.trim().chars())
}

fn slug(text: impl Iterator<Item = char>) -> String {
    let mut id = String::new();
    for c in text {
        match c {
            '-' | ' ' => id.push('-'),
            '_' => id.push('_'),
            _ if is_letter_or_digit(c) => id.extend(lower(c)),
            _ => {}
        }
    }
    or_heading(id)
}

/// Returns an identifier, and that of a heading without one.
fn or_heading(id: String) -> String {
    match id.is_empty() {
        true => "heading".to_owned(),
        false => id,
    }
}

/// Folds case like Go's `unicode.ToLower`: one character to one.
fn lower(c: char) -> impl Iterator<Item = char> {
    c.to_lowercase().take(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_every_script_stay_and_marks_go() {
        for (text, expected) in [
            ("How much – is it? ", "how-much--is-it"),
            ("Ärger mit_A-B", "ärger-mit_a-b"),
            ("วิธี", "วธ"),
            ("?!", "heading"),
        ] {
            assert_eq!(heading_id(text), expected, "{text}");
        }
        assert_eq!(heading_id("tab\there"), "tabhere");
        assert_eq!(ascii_id("Où est-ce – là ?"), "ou-est-ce--la-");
        assert_eq!(ascii_id("🚀 Getting started "), "-getting-started");
        assert_eq!(ascii_id("为什么"), "heading");
        assert_eq!(blackfriday_id("¿Qué -- es_esto?"), "qué-es-esto");
    }

    #[test]
    fn of_elements_only_the_first_piece_counts() {
        // Run: Hugo 0.168.
        for (source, expected) in [
            ("What's new -- really?", "whats-new--really"),
            ("**What's new?**", "what"),
            (
                "[What's new](x) in *this \"old\" thing* here",
                "what-in-this--here",
            ),
            ("`a--b` and \"c\" ... d", "a--b-and-c--d"),
            ("![alt text](x.png) Image", "alt-text-image"),
            ("*a **b** c* d", "a--d"),
            ("**`a` b** c", "a-c"),
            ("www.example.com is \"x\"", "is-x"),
            (
                "Repo \"https://x.example.com/y\" or <https://x.y>?",
                "repo--or-",
            ),
            ("A&nbsp;B &copy; C &#39;D&#39;", "ab--c-39d39"),
            ("<span>X's</span> y", "xs-y"),
            ("-- leading", "-leading"),
            ("[snake_case](x) snake_case", "snake_-snake_case"),
            ("**a `c` b** **a \\_ b**", "a--a-_-b"),
            ("**a www.x.y z**", "a"),
        ] {
            assert_eq!(
                heading_id(&text_plain(source, source)),
                expected,
                "{source}"
            );
        }
        assert_eq!(heading_id(&text_plain("One\nWhy?", "One")), "why");
    }
}
