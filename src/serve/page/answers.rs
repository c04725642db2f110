//! A hit on a page: question, place, passage, the whole answer to unfold, other languages.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::articles::{ArticleSummary, Articles, is_web};
use super::language_names::name;
use super::layout::Layout;
use super::render::html::{Isolated, Marked, Text};
use super::render::links::{Standpoint, address, at_fragment};
use super::render::markdown::{Place, render};
use crate::content::format::page::fragment;
use crate::model::language::primary;
use crate::model::response::{Hit, NamedEntry};

/// Longest answer that is unfolded in place, in bytes of Markdown. A longer one is read in its
/// article, which keeps the page small.
const UNFOLDED: usize = 20_000;

/// Where it is told what became of a search, below the search page.
const EVENTS: &str = "api/v1/events";

/// How many other places with the same answer are named.
const SAME_ANSWERS: usize = 3;

/// What the hits of a page have in common.
pub(in crate::serve) struct Around<'a> {
    /// The frame of the page.
    pub(in crate::serve) layout: &'a Layout<'a>,
    /// The articles that links may lead to.
    pub(in crate::serve) articles: &'a Articles,
    /// The name under which the search was recorded, if it was.
    pub(in crate::serve) search: Option<&'a str>,
}

/// Writes a hit.
pub(in crate::serve) fn hit(around: &Around<'_>, hit: &Hit, main: &mut String) {
    let layout = around.layout;
    let href = href(layout, hit);
    // Writing to a string cannot fail.
    let _ = write!(
        main,
        "<li><article class=\"hit\" lang=\"{}\" dir=\"auto\"",
        Text(&hit.language)
    );
    if around.search.is_some() {
        let (id, rank) = (Text(&hit.id), hit.rank);
        let _ = write!(main, " data-entry=\"{id}\" data-rank=\"{rank}\"");
    }
    main.push_str("><p class=\"crumbs\">");
    for part in std::iter::once(&hit.article.title).chain(&hit.section) {
        let _ = write!(main, "<span>{}</span>", Isolated(part));
    }
    if primary(&hit.language) != primary(layout.texts.language) {
        let _ = write!(main, "<b>{}</b>", Text(name(&hit.language)));
    }
    let question = Marked {
        text: &hit.question,
        ranges: &hit.question_highlights,
    };
    let _ = write!(
        main,
        "</p><h2><a href=\"{}\">{question}</a></h2>",
        Text(&href)
    );
    if !hit.snippet.text.is_empty() {
        let snippet = Marked {
            text: &hit.snippet.text,
            ranges: &hit.snippet.highlights,
        };
        let _ = write!(main, "<p class=\"snippet\">{snippet}</p>");
    }
    whole_answer(around, hit, main);
    let texts = layout.texts;
    let own = format!("lang=\"{}\" dir=\"{}\"", texts.language, texts.direction());
    let others: Vec<String> = hit
        .translations
        .iter()
        .map(|entry| link(layout, entry, name(&entry.language)))
        .collect();
    if !others.is_empty() {
        let _ = write!(
            main,
            "<p class=\"also\" {own}>{} {}</p>",
            Text(&texts.also_in),
            others.join(" ")
        );
    }
    let same = hit.same_answer.iter().take(SAME_ANSWERS);
    let same: Vec<String> = same
        .map(|entry| link(layout, entry, &entry.question))
        .collect();
    if !same.is_empty() {
        let _ = write!(
            main,
            "<p class=\"same\" {own}>{} {}</p>",
            Text(&texts.same_answer),
            same.join(" ")
        );
    }
    main.push_str("</article></li>");
}

/// Writes the whole answer, folded, where the passage is not all of it, and asks whether it helped.
fn whole_answer(around: &Around<'_>, hit: &Hit, main: &mut String) {
    let layout = around.layout;
    let is_whole = !hit.snippet.text.contains('…');
    if is_whole && hit.markdown.trim() == hit.snippet.text.trim() {
        feedback(around, hit, main);
        return;
    }
    if hit.markdown.len() > UNFOLDED {
        return;
    }
    let from = Standpoint {
        articles: around.articles,
        root: hit.root,
        path: &hit.path,
        base: layout.base,
        chosen: layout.chosen,
    };
    let answer = render(
        &hit.markdown,
        &Place {
            lowered: 2,
            prefix: &format!("faq-{}-", hit.rank),
            fragments: &BTreeMap::new(),
            link: &|target| from.target(target),
            shown: layout.shown_in(&hit.language),
        },
    );
    let texts = layout.texts;
    let _ = write!(
        main,
        "<details class=\"answer\"><summary lang=\"{}\" dir=\"{}\">{}<span class=\"hidden\">: \
         <bdi lang=\"{}\">{}</bdi></span></summary><div class=\"text\">{answer}</div>",
        texts.language,
        texts.direction(),
        Text(&texts.whole_answer),
        Text(&hit.language),
        Text(&hit.question),
    );
    feedback(around, hit, main);
    main.push_str("</details>");
}

/// Asks whether the answer helped, where searches are recorded. Without a script it is a form.
fn feedback(around: &Around<'_>, hit: &Hit, main: &mut String) {
    let Some(search) = around.search else {
        return;
    };
    let (layout, texts) = (around.layout, around.layout.texts);
    let _ = write!(
        main,
        "<form class=\"feedback\" method=\"post\" action=\"{base}{EVENTS}\" lang=\"{language}\" \
         dir=\"{direction}\" data-thanks=\"{thanks}\"><fieldset>\
         <legend>{ask}<span class=\"hidden\"> <bdi lang=\"{tongue}\">{question}</bdi></span></legend>\
         <input type=\"hidden\" name=\"query\" value=\"{search}\">\
         <input type=\"hidden\" name=\"entry\" value=\"{entry}\">\
         <input type=\"hidden\" name=\"rank\" value=\"{rank}\">\
         <button name=\"event\" value=\"helpful\">{yes}</button>\
         <button name=\"event\" value=\"unhelpful\">{no}</button></fieldset></form>",
        base = layout.base,
        language = texts.language,
        direction = texts.direction(),
        thanks = Text(&texts.thanks),
        ask = Text(&texts.was_it_answered),
        tongue = Text(&hit.language),
        question = Text(&hit.question),
        search = Text(search),
        entry = Text(&hit.id),
        rank = hit.rank,
        yes = Text(&texts.yes),
        no = Text(&texts.no),
    );
}

/// Writes the questions that are related to the best hit.
pub(in crate::serve) fn related(layout: &Layout<'_>, entries: &[NamedEntry], main: &mut String) {
    if entries.is_empty() {
        return;
    }
    let _ = write!(
        main,
        "<section class=\"related\" aria-labelledby=\"faq-related\">\
         <h2 id=\"faq-related\">{}</h2><ul>",
        Text(&layout.texts.related)
    );
    for entry in entries {
        let _ = write!(main, "<li>{}</li>", link(layout, entry, &entry.question));
    }
    main.push_str("</ul></section>");
}

/// Returns a link to an entry that a hit names.
fn link(layout: &Layout<'_>, entry: &NamedEntry, text: &str) -> String {
    let href = if is_web(&entry.url) {
        entry.url.clone()
    } else {
        let fragment = fragment(&entry.path, &entry.anchor, &entry.id);
        page_address(layout, (entry.root, &entry.path), fragment)
    };
    let language = Text(&entry.language);
    format!(
        "<a href=\"{}\" hreflang=\"{language}\" lang=\"{language}\">{}</a>",
        Text(&href),
        Isolated(text)
    )
}

/// Returns where a hit leads: to its published address, else to its article's page here.
fn href(layout: &Layout<'_>, hit: &Hit) -> String {
    if is_web(&hit.url) {
        return hit.url.clone();
    }
    let fragment = fragment(&hit.path, &hit.anchor, &hit.id);
    page_address(layout, (hit.root, &hit.path), fragment)
}

/// Returns where an article of a list leads: to where it is published, else to its page here.
pub(in crate::serve) fn place(layout: &Layout<'_>, article: &ArticleSummary) -> String {
    match article.published() {
        Some(url) => url.to_owned(),
        None => page_address(layout, (article.root, &article.path), ""),
    }
}

/// Returns the address of the page of an article, named by root and path.
fn page_address(layout: &Layout<'_>, (root, path): (u32, &str), fragment: &str) -> String {
    let (base, article) = (layout.base, address(root, path, layout.chosen));
    at_fragment(&format!("{base}{article}"), fragment)
}
