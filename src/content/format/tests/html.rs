//! Whole pages of HTML.

use proptest::prelude::*;

use super::*;
use crate::model::article::LanguageSource;

fn questions(article: &Article) -> Vec<(&str, &str)> {
    let entries = article.entries.iter();
    let entries = entries.filter(|entry| entry.kind == Kind::Question);
    entries
        .map(|entry| (entry.anchor.as_str(), entry.question.as_str()))
        .collect()
}

#[test]
fn a_page_is_read_without_what_stands_around_it() {
    let page = article(
        "help/kiln.html",
        "<!doctype html>\n<html lang=\"pt-BR\"><head><title>Fornos – Olaria</title>\n\
         <link rel=canonical href=\"https://olaria.example/ajuda/fornos\">\n\
         <link rel=alternate hreflang=en href=\"https://olaria.example/en/kilns\">\n\
         <link rel=alternate hreflang=pt-BR href=\"https://olaria.example/ajuda/fornos\">\n\
         <meta name=Keywords content=\"forno, argila\"></head>\n\
         <body><header><a href=/>Olaria</a><nav>Início</nav></header>\n\
         <h1>Perguntas sobre fornos</h1>\n<p>Antes de ligar.</p>\n\
         <h2 id=\"calor\">Qual é a temperatura?</h2>\n<p>Até <b>1 260</b> graus.</p>\n\
         <ul><li>cone 6</li><li>cone 10</li></ul>\n\
         <section id=\"gas\"><h2>Posso usar gás?<a class=headerlink href=\"#gas\">¶</a></h2><p>Sim.</p></section>\n\
         <footer>© Olaria</footer><script>let secret = 1;</script></body></html>",
    );
    assert_eq!(page.title, "Perguntas sobre fornos");
    assert_eq!(
        (page.language.as_str(), page.language_source),
        ("pt", LanguageSource::FrontMatter)
    );
    assert_eq!(
        questions(&page),
        [
            ("calor", "Qual é a temperatura?"),
            ("gas", "Posso usar gás?")
        ]
    );
    let heat = entry(&page, "Qual é a temperatura?");
    assert_eq!(heat.answer, "Até **1 260** graus.\n\n- cone 6\n- cone 10");
    assert_eq!(heat.line, 10);
    assert_eq!(
        heat.url.as_deref(),
        Some("https://olaria.example/ajuda/fornos#calor")
    );
    assert_eq!(
        page.asset_id.as_deref(),
        Some("https://olaria.example/ajuda/fornos")
    );
    assert_eq!(
        page.fields.get("keywords"),
        Some(&vec!["forno, argila".to_owned()])
    );
    let all = format!("{:?}", page.entries);
    for word in ["Olaria<", "Início", "©", "secret", "¶"] {
        assert!(!all.contains(word), "{word}");
    }
}

#[test]
fn what_unfolds_is_a_question_with_an_end() {
    let page = article(
        "faq.html",
        "<html lang=en><h1>Ferry FAQ</h1>\
         <details id=dogs><summary>May dogs come along?</summary><p>Yes, on a lead.</p></details>\
         <div class=item id=bikes><button aria-expanded=false aria-controls=p2>Bicycles <i>+</i></button>\
         <div id=p2 hidden><p>For two coins.</p></div></div>\
         <dl><dt id=food>Food on board</dt><dd>There is soup.</dd></dl><p>Ask the crew.</p>",
    );
    let all: Vec<&str> = questions(&page).into_iter().map(|(_, text)| text).collect();
    assert_eq!(all, ["May dogs come along?", "Bicycles", "Food on board"]);
    assert_eq!(entry(&page, "Food on board").answer, "There is soup.");
    let names: Vec<&String> = page
        .entries
        .iter()
        .flat_map(|entry| &entry.aliases)
        .collect();
    for id in ["dogs", "bikes", "p2", "food"] {
        assert!(page.anchors.iter().any(|anchor| anchor == id), "{id}");
        let is_alias = names.iter().any(|name| *name == id);
        assert!(
            is_alias || questions(&page).iter().any(|(anchor, _)| *anchor == id),
            "{id}"
        );
    }
}

#[test]
fn headings_without_names_are_known_by_their_words() {
    let read = |first: &str| {
        let page = article(
            "en/a.html",
            &format!("<h1>Oars</h1>{first}<h2>How long?</h2><p>Long.</p>"),
        );
        let entry = entry(&page, "How long?");
        (
            entry.id.clone(),
            entry.anchor.clone(),
            entry.base_anchor.clone(),
        )
    };
    let alone = read("");
    assert_eq!(read("<h2>How thick?</h2><p>Thick.</p>"), alone);
    assert_eq!((alone.1.as_str(), alone.2.as_str()), ("", "how-long"));
    let page = article(
        "en/a.html",
        "<h2 id=oars>Oars</h2><h3>How long?</h3><p>Long.</p><h3>How thick?</h3><p>Thick.</p>",
    );
    assert_eq!(
        questions(&page),
        [("oars", "How long?"), ("oars", "How thick?")]
    );
}

#[test]
fn front_matter_and_robots_count() {
    let page = article("a.html", "---\ntitle: Nets\nlang: fr\n---\n<p>Filets</p>\n");
    assert_eq!(
        (page.title.as_str(), page.language.as_str()),
        ("Nets", "fr")
    );
    assert_eq!(page.entries[0].line, 5);
    let page = article("a.html", "<meta name=robots content=noindex><h1>Nets</h1>");
    assert!(page.is_left_out);
}

#[test]
fn templates_of_generators_are_no_pages() {
    for (path, text) in [
        (
            "_layouts/default.html",
            "<html><h1>{{ page.title }}</h1>{{ content }}</html>",
        ),
        (
            "faq.html",
            "---\ntitle: FAQ\n---\n{% for q in site.data.faq %}<h2>{{ q.name }}</h2>{% endfor %}",
        ),
        (
            "layouts/list.html",
            "<main><pre>{{- range .Pages }}</pre></main>",
        ),
    ] {
        assert!(article(path, text).is_left_out, "{path}");
    }
    for (path, text) in [
        (
            "templates/faq.html",
            "<h1>Templates</h1><h2>Which?</h2><p>Oak.</p>",
        ),
        (
            "faq.html",
            "<h2>How do I write a loop?</h2><pre><code>{% for a in b %}</code></pre><p>So.</p>",
        ),
    ] {
        assert!(!article(path, text).is_left_out, "{path}");
    }
}

#[test]
fn blocks_become_those_of_markdown() {
    let page = article(
        "en/a.html",
        "<h1>T</h1><h2 id=q>Q?</h2><p>1. no list<br># no heading</p><pre><code class=language-sh>a `b`\n\n  c</code></pre>\
         <blockquote><p>said</p><p>twice</p></blockquote><table><tr><th>a<th>b|c<tr><td><p>d</p><p>e</p></table>\
         <ol start=3><li><p>x</p><ul><li>y</ul><li>z</ol><p><a href='/u?a=1&b=2'>link</a> <img src=p.png alt='A bird'></p>",
    );
    assert_eq!(
        entry(&page, "Q?").answer,
        "1\\. no list\\\n\\# no heading\n\n```sh\na `b`\n\n  c\n```\n\n> said\n>\n> twice\n\n\
         | a | b\\|c |\n| --- | --- |\n| d<br>e |\n\n3. x\n\n   * y\n\n4. z\n\n\
         [link](/u?a=1&amp;b=2) ![A bird](p.png)"
    );
}

#[test]
fn hostile_pages_are_read() {
    let many = 8_000;
    for text in [
        "<div>".repeat(many),
        "<div><p>x".repeat(many),
        "<ul><li>x".repeat(many),
        "<table><tr><td>x".repeat(many),
        "<b><i>x".repeat(many),
        "<p><a href=#><b>x".repeat(many),
        "<details><summary>a?</summary>".repeat(many),
        "<h2><a class=anchor href=#a>x</a>".repeat(many),
        format!("<h2>{}", "<a class=anchor href=#a>x</a>".repeat(many)),
        "<dl><dt>a?<dd>b".repeat(many),
        "<button aria-expanded=false>a?</button><div>b</div>".repeat(many),
        "<label for=a>b</label>".repeat(many),
        "<template>".repeat(many),
        "<svg><foreignObject>".repeat(many),
        "<select><option>".repeat(many),
        "<table>x".repeat(many),
        "<!--".repeat(many),
        "<a".repeat(many),
        "&lt;".repeat(many),
        format!("<h1>{}", "w ".repeat(20 * many)),
        "<div id=a>".repeat(200) + &"<h2>x</h2>".repeat(many),
        "<blockquote>".repeat(200) + &"<p>x".repeat(many),
    ] {
        let page = article("a.html", &text);
        assert!(!page.entries.is_empty());
    }
}

fn piece() -> impl Strategy<Value = String> {
    let word = "[a-z]{3,6}";
    prop_oneof![
        (1..7_u8, word).prop_map(|(level, text)| format!("<h{level} id={text}>{text}?</h{level}>")),
        word.prop_map(|text| format!("<p>{text} <b>*{text}</b>_")),
        (word, word).prop_map(|(a, b)| format!("<details><summary>{a}</summary>{b}</details>")),
        (word, word).prop_map(|(a, b)| format!("<ul><li>{a}<li><p>{b}</ul>")),
        (word, word).prop_map(|(a, b)| format!("<dl><dt>{a}<dd>{b}</dl>")),
        (word, word).prop_map(|(a, b)| format!("<table><tr><td>{a}<td>{b}</table>")),
        word.prop_map(|text| format!("<pre>`{text}\n# {text}</pre>")),
        word.prop_map(|text| format!("<div>{text}<span>[{text}](x)")),
        (word, word)
            .prop_map(|(a, b)| format!("<button aria-expanded=true>{a}</button><div>{b}</div>")),
        Just("</div>".to_owned()),
        Just("<blockquote>".to_owned()),
        Just("</ul></blockquote>".to_owned()),
    ]
}

proptest! {
    #[test]
    fn no_word_of_a_page_is_lost(pieces in proptest::collection::vec(piece(), 0..12), faq in any::<bool>()) {
        let text = pieces.concat();
        let page = article(if faq { "faq.html" } else { "a.html" }, &text);
        let mut kept: BTreeSet<String> = words(&page.title).into_iter().collect();
        for entry in &page.entries {
            kept.extend(words(&entry.question));
            kept.extend(words(&plain(&entry.answer)));
            entry.section.iter().for_each(|heading| kept.extend(words(heading)));
        }
        let tree = crate::content::html::parse::parse(&text).tree;
        for word in words(&tree.text(crate::content::html::tree::ROOT)) {
            prop_assert!(kept.contains(&word), "{word} is lost in {:?}", shape(&page));
        }
        prop_assert!(page.entries.is_sorted_by_key(|entry| entry.line));
        let keys: BTreeSet<_> = page.entries.iter().map(|entry| (&entry.base_anchor, entry.ordinal)).collect();
        prop_assert_eq!(keys.len(), page.entries.len());
    }
}
