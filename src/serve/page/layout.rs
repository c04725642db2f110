//! What all pages have: head, search field, choice of languages.

use std::fmt::{self, Display, Formatter};

use axum::http::header::{CACHE_CONTROL, VARY};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};

use super::assets::{SCRIPT, STYLE};
use super::language_names::name;
use super::render::html::{Encoded, Text};
use super::render::shown::Shown;
use super::texts::Texts;

/// The frame of one page.
pub(in crate::serve) struct Layout<'l> {
    /// The words of the page.
    pub(in crate::serve) texts: &'static Texts,
    /// Name of the site, where one is configured.
    pub(in crate::serve) site: Option<&'l str>,
    /// The way from this page to the search page: `./` or `../` several times. With it, the pages
    /// work below any address that a proxy gives them.
    pub(in crate::serve) base: &'l str,
    /// The query in the search field.
    pub(in crate::serve) query: &'l str,
    /// The language that the reader chose, if any.
    pub(in crate::serve) chosen: Option<&'l str>,
    /// Languages to choose from, each with its address.
    pub(in crate::serve) languages: Vec<(String, String)>,
    /// The language that is shown.
    pub(in crate::serve) shown: String,
}

/// What stands in the frame.
pub(in crate::serve) struct Content<'c> {
    /// Title of the page, in front of the site's.
    pub(in crate::serve) title: &'c str,
    /// More for the head, HTML.
    pub(in crate::serve) head: &'c str,
    /// The main part, HTML.
    pub(in crate::serve) main: &'c str,
    /// Whether nothing was asked yet.
    pub(in crate::serve) is_start: bool,
}

impl Layout<'_> {
    /// Returns the name of the site.
    pub(in crate::serve) fn site(&self) -> &str {
        self.site.unwrap_or(&self.texts.title)
    }

    /// Says how a text in some language is shown on a page: with words of its own language, else of
    /// the page's.
    pub(in crate::serve) fn shown_in(&self, language: &str) -> Shown {
        Shown::OnPage(Texts::of([language, self.texts.language]))
    }

    /// Makes a whole page.
    pub(in crate::serve) fn page(&self, content: &Content<'_>) -> Response {
        let page = Page {
            layout: self,
            content,
        };
        Html(page.to_string()).into_response()
    }

    /// Makes a page that says what went wrong.
    pub(in crate::serve) fn failure(
        &self,
        status: StatusCode,
        title: &str,
        hint: &str,
    ) -> Response {
        let main = format!("<h1>{}</h1><p>{}</p>", Text(title), Text(hint));
        let content = Content {
            title,
            head: "<meta name=\"robots\" content=\"noindex\">",
            main: &main,
            is_start: false,
        };
        // In the reader's language, and of no use to anyone else, nor later.
        let headers = [
            (VARY, HeaderValue::from_static("accept-language")),
            (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        ];
        (status, headers, self.page(&content)).into_response()
    }

    /// Makes a page that says something and leads back to the search page.
    pub(in crate::serve) fn notice(&self, title: &str, back: &str) -> Response {
        let (home, title_text, back) = (self.home(), Text(title), Text(back));
        let main = format!(
            "<h1>{title_text}</h1><p><a href=\"{}\">{back}</a></p>",
            Text(&home)
        );
        self.page(&Content {
            title,
            head: "<meta name=\"robots\" content=\"noindex\">",
            main: &main,
            is_start: false,
        })
    }

    fn languages(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        if self.languages.len() < 2 {
            return Ok(());
        }
        write!(
            formatter,
            "<details class=\"languages\"><summary><span class=\"hidden\">{}: </span>\
             <span lang=\"{shown}\">{}</span></summary><ul>",
            Text(&self.texts.language_choice),
            Text(name(&self.shown)),
            shown = Text(&self.shown),
        )?;
        for (tag, address) in &self.languages {
            let current = if *tag == self.shown {
                " aria-current=\"true\""
            } else {
                ""
            };
            write!(
                formatter,
                "<li><a href=\"{}\" hreflang=\"{tag}\" lang=\"{tag}\"{current}>{}</a></li>",
                Text(address),
                Text(name(tag)),
                tag = Text(tag),
            )?;
        }
        formatter.write_str("</ul></details>")
    }

    fn search_field(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let texts = self.texts;
        write!(
            formatter,
            "<search><form class=\"search\" action=\"{base}\" data-suggest=\"{base}api/v1/suggest\" \
             data-keys data-label=\"{label}\" data-count=\"{count}\">\
             <label class=\"hidden\" for=\"faq-query\">{label}</label>\
             <div class=\"box\"><div class=\"field\">\
             <input id=\"faq-query\" name=\"q\" type=\"text\" inputmode=\"search\" \
             enterkeyhint=\"search\" autocomplete=\"off\" autocapitalize=\"none\" \
             spellcheck=\"false\" maxlength=\"2000\" dir=\"auto\" placeholder=\"{placeholder}\" \
             value=\"{query}\"></div><button>{search}</button></div>",
            base = self.base,
            label = Text(&texts.search_label),
            count = Text(&texts.suggestions),
            placeholder = Text(&texts.placeholder),
            query = Text(self.query),
            search = Text(&texts.search),
        )?;
        if let Some(chosen) = self.chosen {
            let chosen = Text(chosen);
            write!(
                formatter,
                "<input type=\"hidden\" name=\"in\" value=\"{chosen}\">"
            )?;
        }
        write!(
            formatter,
            "<p class=\"hint\">{}</p></form></search>",
            Text(&texts.shortcut)
        )
    }

    /// Returns the address of the search page, in the language that the reader chose.
    fn home(&self) -> String {
        let chosen = self.chosen.map(|tag| format!("?in={}", Encoded(tag)));
        format!("{}{}", self.base, chosen.unwrap_or_default())
    }
}

struct Page<'p> {
    layout: &'p Layout<'p>,
    content: &'p Content<'p>,
}

impl Display for Page<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let (layout, content, texts) = (self.layout, self.content, self.layout.texts);
        let site = layout.site();
        let title = if content.title.is_empty() {
            site.to_owned()
        } else {
            format!("{} – {site}", content.title)
        };
        write!(
            formatter,
            "<!doctype html>\n<html lang=\"{language}\" dir=\"{direction}\">\n<head>\
             <meta charset=\"utf-8\"><title>{title}</title>\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <link rel=\"stylesheet\" href=\"{base}{style}\">\
             <script type=\"module\" src=\"{base}{script}\"></script>\
             <link rel=\"icon\" href=\"data:,\">\
             <link rel=\"search\" type=\"application/opensearchdescription+xml\" \
             href=\"{base}opensearch.xml\" title=\"{site}\">{head}</head>\n<body{class}>\
             <a class=\"skip\" href=\"#faq-main\">{skip}</a>\
             <header class=\"top\"><div class=\"bar\"><a class=\"home\" href=\"{home}\">{site}</a>",
            language = texts.language,
            direction = texts.direction(),
            title = Text(&title),
            base = layout.base,
            style = STYLE.address,
            script = SCRIPT.address,
            site = Text(site),
            head = content.head,
            class = if content.is_start {
                " class=\"start\""
            } else {
                ""
            },
            skip = Text(&texts.skip),
            home = Text(&layout.home()),
        )?;
        layout.languages(formatter)?;
        formatter.write_str("</div>")?;
        layout.search_field(formatter)?;
        let main = content.main;
        write!(
            formatter,
            "</header>\n<main id=\"faq-main\" tabindex=\"-1\">{main}</main>\n</body>\n</html>\n"
        )
    }
}
