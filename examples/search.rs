//! Uses the library without the command: builds an index of `content/` in a
//! temporary folder, asks it a question and prints the answers.
//!
//! ```sh
//! cargo run --example search -- do I need a VPN
//! ```

use std::error::Error;

use faq::{ContentRoot, NoProgress, ReindexOptions, Request, Service, ServiceOptions};

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let query = if words.is_empty() {
        "ExpressRoute".to_owned()
    } else {
        words.join(" ")
    };

    // An index belongs to one folder; a real program would keep it.
    let folder = tempfile::tempdir()?;
    let mut content = ContentRoot::new("content");
    content.url = Some("https://help.example.org/{locale}/{path}#{anchor}".to_owned());
    let options = ReindexOptions::new(vec![content], folder.path().join("index"));
    let report = faq::update_index(&options, &NoProgress)?;
    println!(
        "{} bytes of index, {} problems",
        report.bytes,
        report.findings.len()
    );

    // All languages are searched; the answer is shown in English where it exists.
    let service = Service::open(ServiceOptions::new(options.index))?;
    let mut request = Request::new(&query);
    request.display_languages = vec![faq::LanguageTag::ENGLISH];
    let response = service.search(&request)?;
    println!("{} answers to {query:?}", response.total);
    for hit in response.hits {
        println!("\n{}. {} [{}]", hit.rank, hit.question, hit.language);
        println!("{}", hit.snippet.text);
        println!("{}", hit.url);
        for translation in hit.translations {
            println!("{}: {}", translation.language, translation.question);
        }
    }
    Ok(())
}
