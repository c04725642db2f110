//! Names and identifiers: parts, wholes, positions.

use super::{Form, assert_meet, searched, terms, terms_of};

#[test]
fn identifiers_are_whole_and_in_parts() {
    for (text, expected) in [
        ("C#", vec!["0:c#", "0:c", "0:=c"]),
        ("C++.", vec!["0:c++", "0:c", "0:=c"]),
        ("(.NET)", vec!["0:.net", "0:net", "0:=net"]),
        ("TLS 1.2", vec!["0:tls", "0:=tls", "1:1.2", "1:1", "2:2"]),
        (
            "KB4467684",
            vec!["0:kb4467684", "0:kb", "0:=kb", "1:4467684"],
        ),
        ("0x80070005", vec!["0:0x80070005", "0:80070005"]),
        ("0X87D00215", vec!["0:0x87d00215", "0:87d00215"]),
        (
            "node.js",
            vec![
                "0:node.js",
                "0:nodejs",
                "0:nodej",
                "0:=nodejs",
                "0:node",
                "0:=node",
                "1:js",
                "1:=js",
            ],
        ),
        ("VMs", vec!["0:vms", "0:vm", "0:=vms"]),
        (
            "AT&T",
            vec!["0:at&t", "0:att", "0:=att", "0:at", "0:=at", "1:t", "1:=t"],
        ),
    ] {
        assert_eq!(terms("en", text), expected, "{text}");
    }
}

#[test]
fn a_compound_meets_however_it_is_joined() {
    for (a, b) in [
        ("Wi-Fi", "wifi"),
        ("Wi-Fi", "WiFi"),
        ("Wi\u{2011}Fi", "wi_fi"),
        ("e-mails", "email"),
        ("ExpressRoute", "expressroute"),
        ("ExpressRoutes", "expressroute"),
        ("ASP.NET-Core", ".NET net"),
        ("ASP.NET-Core", "asp.net"),
    ] {
        assert!(
            !searched("en", a).is_disjoint(&searched("en", b)),
            "{a} and {b}"
        );
    }
}

#[test]
fn parts_stand_side_by_side() {
    let stems = |text: &str| terms_of("en", text, &[Form::Stem]);
    assert_eq!(
        terms("en", "express route"),
        ["0:express", "0:=express", "1:rout", "1:=route"]
    );
    assert_eq!(
        terms("en", "ExpressRoute"),
        [
            "0:expressroute",
            "0:expressrout",
            "0:=expressroute",
            "0:express",
            "0:=express",
            "1:rout",
            "1:=route"
        ]
    );
    assert_eq!(stems("PXEBoot"), ["pxe", "boot"]);
    assert_eq!(
        stems("AzureADConnect"),
        ["azureadconnect", "azur", "ad", "connect"][1..]
    );
    // One letter is no part, and case that means nothing divides nothing.
    for word in [
        "iPhone",
        "vCPU",
        "IPsec",
        "SaaS",
        "VPN",
        "certificates",
        "Certificate",
    ] {
        assert_eq!(
            terms_of("en", word, &[Form::Compound]),
            Vec::<String>::new(),
            "{word}"
        );
    }
}

#[test]
fn a_digest_is_one_word() {
    let digest = "8f14e45fceea167a5a36dedd4bea2543";
    assert_eq!(terms("en", digest), [format!("0:{digest}")]);
}

#[test]
fn connectors_join_only_between_word_characters() {
    assert_eq!(terms("en", "a -- b"), terms("en", "a... b"));
    assert_eq!(searched("en", "foo--bar"), searched("en", "foo bar"));
    assert_eq!(
        searched("en", "'quoted' (word)."),
        searched("en", "quoted word")
    );
    assert_eq!(
        terms_of("en", "one...two", &[Form::Compound]),
        Vec::<String>::new()
    );
    assert_eq!(terms("en", "& # + . - _ '"), Vec::<String>::new());
}

#[test]
fn symbols_that_people_search_for_are_words() {
    assert_eq!(terms("en", "✅ 5 €"), ["0:✅", "1:5", "2:€"]);
}

#[test]
fn names_with_dots_and_ampersands_are_also_one_word() {
    for (written, joined) in [
        ("Vue.js", "vuejs"),
        ("VB.NET", "vbnet"),
        ("System.Text.Json", "SystemTextJson"),
        ("app.settings", "appsettings"),
        ("E.U.", "EU"),
        ("U.A.E.", "UAE"),
        ("B.Sc.", "BSc"),
        ("R&D", "RD"),
        ("Ｒ＆Ｄ", "rd"),
        ("z.B.", "zB"),
        ("т.е.", "те"),
        ("d3.js", "D3js"),
    ] {
        assert_meet("en", written, joined);
        assert_meet("de", joined, written);
    }
}

#[test]
fn numbers_and_signs_are_no_letters_less() {
    for (a, b) in [("1.2", "12"), ("Web2.0", "web20"), ("C++", "c#")] {
        let compound = |text: &str| terms_of("en", text, &[Form::Compound]);
        let (first, second) = (compound(a), compound(b));
        assert!(
            first.iter().all(|term| !second.contains(term)),
            "{a} {first:?}, {b} {second:?}"
        );
    }
}

#[test]
fn numbers_inside_of_names_are_words() {
    for (text, number) in [
        ("v4.7.1", "4.7.1"),
        ("SSLv3.1", "3.1"),
        ("2.5GHz", "2.5"),
        ("php8.3-fpm", "8.3"),
    ] {
        assert!(searched("en", text).contains(number), "{text}");
    }
    assert_eq!(
        terms_of("en", "SSLv3.1", &[Form::Stem]),
        ["ssl", "v", "3", "1"]
    );
}

#[test]
fn marks_of_thousands_do_not_matter() {
    for written in [
        "25,000,000",
        "25\u{A0}000\u{202F}000",
        "25'000'000",
        "25.000.000",
    ] {
        assert_meet("en", written, "25000000");
    }
    for (a, b) in [
        ("1,5", "15"),
        ("2024,100", "2024100"),
        ("1.25", "125"),
        ("7,1234", "71234"),
    ] {
        assert!(
            searched("en", a).is_disjoint(&searched("en", b)),
            "{a} and {b}"
        );
    }
}
