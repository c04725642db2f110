//! Words, names and numbers that are written in more than one way find each other.

use super::first_found::{assert_first, questions, site};

#[test]
fn parts_and_other_spellings_of_numbers_are_found() {
    let texts = [
        "Release 4.12 harbour",
        "Release 4.12.7 ferry",
        "Release v7.0.3 lantern",
        "Cipher SSLv3.1 anchor",
        "Norm EN1090 bridge",
        "Gateway 10.20.30.40 mast",
        "Phone (020) 7946-0018 crane",
        "Since 2031-05-17 rope",
        "Error 0xC1900101 sail",
        "Part 71-QX550412 winch",
        "Price 3,400,000 yacht",
        "Sum 5 600 000 tug",
        "Account NL12 7777 0433 0217 0001 deck",
        "Account FR7630006000011234567890189 keel",
        "Disk 7.5TB hull",
        "Depth 3 pier",
        "At most 3072 buoys",
        "Hotline 7 (812) 555-43-21 gull",
        "Bureau 05 61 22 33 44 mouette",
        "Fax 43196012345 seal",
        "Sheet ISO B5 jetty",
        "Socket USBC3 dock",
        "Norm PN-EN12 wharf",
    ];
    assert_first(
        "en",
        &texts,
        &[
            ("4.12", "Release 4.12 harbour"),
            ("4.12.7", "Release 4.12.7 ferry"),
            ("v4.12.7", "Release 4.12.7 ferry"),
            ("version 4.12.7", "Release 4.12.7 ferry"),
            ("v4.12", "Release 4.12 harbour"),
            ("7.0.3", "Release v7.0.3 lantern"),
            ("7.0", "Release v7.0.3 lantern"),
            ("v7.0", "Release v7.0.3 lantern"),
            ("SSL 3.1", "Cipher SSLv3.1 anchor"),
            ("EN 1090", "Norm EN1090 bridge"),
            ("10.20", "Gateway 10.20.30.40 mast"),
            ("10.20.30", "Gateway 10.20.30.40 mast"),
            ("020-7946-0018", "Phone (020) 7946-0018 crane"),
            ("020 79460018", "Phone (020) 7946-0018 crane"),
            ("02079460018", "Phone (020) 7946-0018 crane"),
            ("2031-05", "Since 2031-05-17 rope"),
            ("0xC190", "Error 0xC1900101 sail"),
            ("3 072", "At most 3072 buoys"),
            ("71-QX550", "Part 71-QX550412 winch"),
            ("3400000", "Price 3,400,000 yacht"),
            ("3.400.000", "Price 3,400,000 yacht"),
            ("5600000", "Sum 5 600 000 tug"),
            ("NL12777704330217", "Account NL12 7777 0433 0217 0001 deck"),
            (
                "NL127777043302170001",
                "Account NL12 7777 0433 0217 0001 deck",
            ),
            (
                "FR76 3000 6000 0112 3456 7890 189",
                "Account FR7630006000011234567890189 keel",
            ),
            ("7.5 TB", "Disk 7.5TB hull"),
            ("78125554321", "Hotline 7 (812) 555-43-21 gull"),
            ("0561223344", "Bureau 05 61 22 33 44 mouette"),
            ("43 1 960 12345", "Fax 43196012345 seal"),
            ("ISOB5", "Sheet ISO B5 jetty"),
            ("isob5 sheet", "Sheet ISO B5 jetty"),
            ("USB C3", "Socket USBC3 dock"),
            ("PN EN12", "Norm PN-EN12 wharf"),
        ],
    );
    let both = questions(&site("en", &texts), "en", "4.12");
    assert_eq!(both, ["Release 4.12 harbour", "Release 4.12.7 ferry"]);
}

#[test]
fn zeros_of_a_grouped_number_are_no_number() {
    let site = site("de", &["Preis 20.000 Taler", "Fehler 000 tritt auf"]);
    assert_eq!(questions(&site, "de", "000"), ["Fehler 000 tritt auf"]);
    assert_eq!(questions(&site, "de", "20000"), ["Preis 20.000 Taler"]);
}

#[test]
fn a_number_is_not_the_beginning_of_another_version() {
    let site = site("en", &["Release 1.10 harbour", "Release 2.1 ferry"]);
    assert_eq!(questions(&site, "en", "1.1"), [""; 0]);
    assert_eq!(questions(&site, "en", "v3.1"), [""; 0]);
}

#[test]
fn what_is_written_together_and_apart_is_found_both_ways() {
    let pairs = [
        ("logout", "log out", "logging out"),
        ("startup", "start up", "started up"),
        ("rollout", "roll out", "rolled out"),
        ("handover", "hand over", "handing over"),
        ("signup", "sign up", "signed up"),
        ("takeoff", "take off", "takes off"),
        ("plugin", "plug in", "plugging in"),
        ("fallback", "fall back", "falling back"),
        ("email", "e mail", "e mails"),
        ("sitemap", "site map", "site maps"),
        ("sendoff", "send off", "sending off"),
    ];
    let mut wrong = Vec::new();
    for (together, apart, inflected) in pairs {
        let joined = format!("Our {together} breaks");
        let divided = format!("How to {apart} quickly");
        for (text, query) in [(&joined, apart), (&joined, inflected), (&divided, together)] {
            let site = site("en", &[text, "Weather of the north"]);
            let query = format!("cannot {query}");
            if questions(&site, "en", &query) != [text.as_str()] {
                wrong.push(format!("{query}: {:?}", questions(&site, "en", &query)));
            }
        }
    }
    for (language, together, apart) in [
        ("fr", "weekend", "week-end"),
        ("fr", "portemonnaie", "porte monnaie"),
        ("de", "Offlinemodus", "Offline Modus"),
        ("es", "portafolio", "porta folio"),
        ("nl", "webwinkel", "web winkel"),
        ("sv", "epost", "e-post"),
        ("en", "hifi", "hi fi"),
        ("de", "hifi", "hi fi"),
    ] {
        for (text, query) in [(together, apart), (apart, together)] {
            let site = site(language, &[text, "Qwertz asdfgh"]);
            if questions(&site, language, query) != [text] {
                wrong.push(format!("{language} {query}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn words_that_only_look_like_two_others_stay_apart() {
    for (word, text) in [
        ("insight", "The ship is in port and a sight to see"),
        ("office", "Ice is off today"),
        ("without", "It goes out with the tide"),
        ("isat", "The ship is at sea"),
        ("onux", "The tug is on ux today"),
    ] {
        let site = site("en", &[text, "Weather of the north"]);
        assert_eq!(questions(&site, "en", word), [""; 0], "{word}");
    }
}
