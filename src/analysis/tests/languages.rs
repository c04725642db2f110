//! Inflection, accents, elision and letter variants, one row a language.

use super::{searched, terms};

/// A language, pairs that meet, pairs that do not.
type Row = (
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static [(&'static str, &'static str)],
);

const ROWS: &[Row] = &[
    (
        "ar",
        &[
            ("الخادم", "خادم"),
            ("إعدادات", "اعدادات"),
            ("مَدْرَسَة", "مدرسه"),
            ("مستشفى", "مستشفي"),
            ("١٢٣", "123"),
        ],
        &[("شهادة", "خادم")],
    ),
    ("bg", &[("Сървър", "сървър")], &[("сървър", "сървъри")]),
    (
        "ca",
        &[
            ("certificats", "certificat"),
            ("configuració", "configuracio"),
            ("col·legi", "collegi"),
            ("coŀlegi", "col·legi"),
        ],
        &[("servidor", "servei")],
    ),
    (
        "cs",
        &[("certifikáty", "certifikát"), ("příručka", "prirucka")],
        &[("server", "služba")],
    ),
    (
        "da",
        &[
            ("certifikater", "certifikat"),
            ("indstillingerne", "indstilling"),
            ("smørrebrød", "smorrebrod"),
        ],
        &[("server", "tjeneste")],
    ),
    (
        "de",
        &[
            ("Zertifikate", "Zertifikat"),
            ("häufige", "haeufige"),
            ("häufig", "haufig"),
            ("Straße", "Strasse"),
            ("Schlüssel", "schlussel"),
            ("GRÖSSE", "Größe"),
        ],
        &[("Zertifikat", "Zähler")],
    ),
    (
        "el",
        &[
            ("πιστοποιητικό", "πιστοποιητικα"),
            ("υπηρεσίας", "ΥΠΗΡΕΣΙΑΣ"),
            ("certificates", "certificate"),
        ],
        &[("υπηρεσία", "σύνδεση")],
    ),
    (
        "en",
        &[
            ("certificates", "certificate"),
            ("licensing", "license"),
            ("connecting", "connected"),
            ("user's", "users"),
            ("naïve", "naive"),
            ("résumé", "resume"),
            ("VMs", "VM"),
            ("APIs", "API"),
            ("encyclopædia", "encyclopaedia"),
        ],
        &[("policy", "police"), ("new", "news"), ("one", "on")],
    ),
    (
        "eo",
        &[("servilo", "serviloj"), ("ĉefa", "cefa")],
        &[("servilo", "servo")],
    ),
    (
        "es",
        &[
            ("certificados", "certificado"),
            ("administración", "administracion"),
            ("configuraciones", "configuración"),
            ("año", "ano"),
        ],
        &[("cuenta", "correo")],
    ),
    ("et", &[("serverid", "serveri")], &[("server", "teenus")]),
    (
        "eu",
        &[("zerbitzaria", "zerbitzari")],
        &[("zerbitzaria", "sarea")],
    ),
    (
        "fa",
        &[
            ("کتاب\u{200C}ها", "کتابها"),
            ("کتاب\u{200C}ها", "کتاب"),
            ("گواهی", "گواهي"),
            ("کلید", "كليد"),
            ("۱۲", "12"),
        ],
        &[("کتاب", "کلید")],
    ),
    (
        "fi",
        &[
            ("palvelimet", "palvelimen"),
            ("käyttöoikeudet", "kayttooikeudet"),
        ],
        &[("palvelin", "verkko")],
    ),
    (
        "fr",
        &[
            ("sécurité", "securite"),
            ("déployé", "deploye"),
            ("fréquemment", "frequemment"),
            ("certificats", "certificat"),
            ("œuvre", "oeuvre"),
            ("l'avion", "avions"),
            ("À", "a"),
        ],
        &[("machine", "marché")],
    ),
    (
        "ga",
        &[("freastalaí", "freastalai")],
        &[("freastalaí", "líonra")],
    ),
    (
        "he",
        &[
            ("שָׁלוֹם", "שלום"),
            ("צה״ל", "צהל"),
            ("certificates", "certificate"),
        ],
        &[("שלום", "שלומי")],
    ),
    (
        "hi",
        &[("किताबें", "किताब"), ("१२", "12")],
        &[("दिन", "दीन"), ("हिन्दी", "हनद")],
    ),
    (
        "hr",
        &[("poslužitelji", "poslužitelj"), ("računalo", "racunalo")],
        &[("račun", "mreža")],
    ),
    (
        "hu",
        &[
            ("tanúsítványok", "tanúsítvány"),
            ("kiszolgáló", "kiszolgalo"),
        ],
        &[("kiszolgáló", "hálózat")],
    ),
    (
        "hy",
        &[("վկայական", "վկայականներ")],
        &[("վկայական", "ցանց")],
    ),
    (
        "id",
        &[("pengaturan", "aturan")],
        &[("peladen", "jaringan")],
    ),
    (
        "it",
        &[
            ("certificati", "certificato"),
            ("perché", "perche"),
            ("dell'utente", "utenti"),
            ("un’applicazione", "applicazioni"),
        ],
        &[("conto", "punto")],
    ),
    (
        "lt",
        &[("sertifikatai", "sertifikatas"), ("ąžuolas", "azuolas")],
        &[("serveris", "tinklas")],
    ),
    (
        "nb",
        &[
            ("sertifikater", "sertifikat"),
            ("innstillingene", "innstilling"),
            ("løsning", "losning"),
        ],
        &[("tjener", "nettverk")],
    ),
    (
        "ne",
        &[("१२", "12"), ("किताबहरू", "किताब")],
        &[("दिन", "दीन")],
    ),
    (
        "nl",
        &[
            ("certificaten", "certificaat"),
            ("foto's", "foto"),
            ("instellingen", "instelling"),
            ("geïnstalleerd", "geinstalleerd"),
        ],
        &[("server", "netwerk")],
    ),
    (
        "pl",
        &[
            ("certyfikaty", "certyfikat"),
            ("często", "czesto"),
            ("łącze", "lacze"),
            ("usług", "uslug"),
        ],
        &[("serwer", "sieć")],
    ),
    (
        "pt-BR",
        &[
            ("certificados", "certificado"),
            ("configurações", "configuração"),
            ("conexão", "conexao"),
        ],
        &[("conta", "ponto")],
    ),
    (
        "ro",
        &[
            ("certificate", "certificat"),
            ("rețea", "reţea"),
            ("soluții", "solutii"),
        ],
        &[("server", "rețea")],
    ),
    (
        "ru",
        &[
            ("сертификаты", "сертификата"),
            ("ёлка", "елка"),
            ("обновле\u{301}ние", "обновление"),
            ("updates", "update"),
        ],
        &[("мой", "мел"), ("сервер", "сервис")],
    ),
    ("sk", &[("Účet", "ucet")], &[("účet", "účty")]),
    (
        "sr",
        &[("сертификат", "sertifikat"), ("сертификати", "сертификата")],
        &[("мрежа", "рачун")],
    ),
    (
        "sv",
        &[("tjänster", "tjänsten"), ("inställningar", "installningar")],
        &[("server", "nätverk")],
    ),
    ("ta", &[("சான்றிதழ்கள்", "சான்றிதழ்")], &[("கல்", "கால்")]),
    (
        "tr",
        &[
            ("sertifikalar", "sertifika"),
            ("IŞIK", "ışık"),
            ("İstanbul", "istanbul"),
            ("ışık", "isik"),
            ("Ankara'da", "Ankara"),
        ],
        &[("sunucu", "ağ")],
    ),
    (
        "uk",
        &[
            ("комп'ютер", "комп’ютер"),
            ("комп'ютер", "компютер"),
            ("Сервер", "сервер"),
            ("updates", "update"),
        ],
        &[("її", "ii"), ("мій", "мии")],
    ),
    (
        "uz",
        &[("oʻzbek", "o'zbek"), ("o‘zbek", "zbek")],
        &[("o'zbek", "zbek")],
    ),
    (
        "vi",
        &[
            ("chứng", "chung"),
            ("đường", "duong"),
            ("chứng", "chu\u{31B}\u{301}ng"),
        ],
        &[("chứng", "chứn")],
    ),
    ("yi", &[("ביכער", "ביכער")], &[("בוך", "נעץ")]),
    // No language that is known: words, case and accents.
    (
        "xx",
        &[
            ("Café", "cafe"),
            ("cafe\u{301}", "café"),
            ("soft\u{AD}hyphen", "softhyphen"),
            ("Ｅｘｐｒｅｓｓ", "express"),
        ],
        &[("cafe", "cafes")],
    ),
];

#[test]
fn inflected_words_meet_and_others_do_not() {
    let mut wrong = Vec::new();
    for (language, together, separate) in ROWS {
        let pairs = together.iter().map(|pair| (pair, true));
        for ((a, b), meet) in pairs.chain(separate.iter().map(|pair| (pair, false))) {
            let (first, second) = (searched(language, a), searched(language, b));
            if first.is_disjoint(&second) == meet {
                wrong.push(format!(
                    "{language}: {a} {first:?} {b} {second:?} should meet: {meet}"
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{}",
        wrong.join(
            "
"
        )
    );
}

#[test]
fn elision_separates_particle_and_word() {
    for (language, text, expected) in [
        ("fr", "l’avion", vec!["0:l", "1:avion", "1:=avion"]),
        ("fr", "Qu'il", vec!["0:qu", "1:il", "1:=il"]),
        ("fr", "d\u{2BC}Azure", vec!["0:d", "1:azur", "1:=azure"]),
        ("fr", "jusqu'à", vec!["0:jusqu", "1:a", "1:=à"]),
        ("it", "dell’utente", vec!["0:dell", "1:utent", "1:=utente"]),
        ("ca", "l'ordre", vec!["0:l", "1:or", "1:=ordre"]),
    ] {
        assert_eq!(terms(language, text), expected, "{language} {text}");
    }
}

#[test]
fn words_with_an_apostrophe_of_their_own_stay_whole() {
    for word in ["aujourd'hui", "presqu’île", "quelqu'un"] {
        let whole = word.replace(['\'', '’'], "").replace('î', "i");
        assert!(searched("fr", word).contains(&whole), "{word}");
    }
    assert_eq!(terms("en", "don’t"), terms("en", "don't"));
    assert_eq!(terms("en", "don't"), ["0:dont", "0:=dont"]);
    assert_eq!(
        terms("en", "we'll user's"),
        ["0:we", "0:=we", "1:user", "1:=user"]
    );
}

#[test]
fn the_written_form_is_kept_where_stems_could_hide_it() {
    assert_eq!(
        terms("fr", "sécurité"),
        ["0:secur", "0:securit", "0:=sécurité"]
    );
    assert_eq!(
        terms("en", "2024 rs485"),
        ["0:2024", "1:rs485", "1:rs", "1:=rs", "2:485"]
    );
    // A word that no stemmer changes can still be met by others.
    assert_eq!(terms("en", "cat"), ["0:cat", "0:=cat"]);
}
