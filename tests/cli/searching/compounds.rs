//! Words are found in the compounds of the content, by their end and by their beginning.

use crate::support::json::column;
use crate::support::site::Site;

/// One entry holds a compound, another one the word that it begins with.
fn site(language: &str, compound: &str, other: &str) -> Site {
    Site::empty()
        .file(
            &format!("content/{language}/one.md"),
            format!("# A\n\n## Xyz {compound} xyz?\n\nQqq.\n"),
        )
        .file(
            &format!("content/{language}/two.md"),
            format!("# B\n\n## Zyx {other} zyx?\n\nQqq.\n"),
        )
        .indexed()
}

/// The questions found, none for an empty page.
fn questions(site: &Site, language: &str, query: &str) -> Vec<String> {
    let run = site.faq("search --json -l").arg(language).arg(query).run();
    column(run.json()["hits"].as_array().unwrap(), "question")
}

#[test]
fn a_word_finds_the_compounds_it_is_a_part_of() {
    for (language, compound, head, tail) in [
        ("de", "Clientzertifikate", "Client", "Zertifikat"),
        ("de", "Standortgrenzen", "Standort", "Grenze"),
        ("de", "Kartennummern", "Karte", "Nummer"),
        (
            "nl",
            "ziektekostenverzekering",
            "ziektekosten",
            "verzekeringen",
        ),
        ("sv", "arbetsgivaravgifter", "arbetsgivare", "avgift"),
        ("da", "sygesikringskort", "sygesikring", "kortet"),
        ("nb", "førerkortnummer", "førerkort", "nummer"),
        ("no", "skattemelding", "skatt", "meldinger"),
        ("fi", "ajokorttihakemus", "ajokortti", "hakemus"),
        ("hu", "személyigazolvány", "személy", "igazolványok"),
    ] {
        let site = site(language, compound, &format!("{head} {tail}"));
        for part in [head, tail] {
            let found = questions(&site, language, part);
            assert_eq!(
                found,
                [
                    format!("Zyx {head} {tail} zyx?"),
                    format!("Xyz {compound} xyz?")
                ],
                "{language} {part}"
            );
        }
    }
}

#[test]
fn a_long_end_is_enough() {
    let site = site("de", "Krankenversicherungen", "Eimer");
    let found = questions(&site, "de", "Versicherung");
    assert_eq!(found, ["Xyz Krankenversicherungen xyz?"]);
}

#[test]
fn words_that_only_end_alike_stay_apart() {
    for (language, word, other, query) in [
        ("de", "Polizei", "Poliz", "Ei"),
        ("de", "Transport", "Eimer", "Sport"),
        ("de", "Aufzeichnung", "auf", "Zeichnung"),
        ("de", "Bericht", "Eimer", "Richt"),
        ("nl", "voorraad", "voor", "raad"),
        ("sv", "uppfattning", "upp", "fattning"),
        ("en", "airplane", "air", "plane"),
    ] {
        let site = site(language, word, other);
        let found = questions(&site, language, query);
        assert!(found.is_empty(), "{language} {query}: {found:?}");
    }
}

#[test]
fn explanations_name_the_compound() {
    site("de", "Clientzertifikate", "Client")
        .faq("search --explain -l de Zertifikat")
        .run()
        .code(0)
        .stdout_has("Zertifikat in question as clientzertifikat (compound)\n");
}
