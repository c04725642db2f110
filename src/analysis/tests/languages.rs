//! Inflection, accents and letter variants, one row a language.

use super::{assert_meet, searched, terms};

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
            ("المكتبات", "مكتبة"),
            ("كـتـاب", "كتاب"),
            ("آلة", "الة"),
            ("الخادم", "خادم"),
            ("إعدادات", "اعدادات"),
            ("مَدْرَسَة", "مدرسه"),
            ("مستشفى", "مستشفي"),
            ("١٢٣", "123"),
            ("شهادات", "الشهادة"),
            ("سيارات", "سيارة"),
        ],
        &[("كتاب", "كلب"), ("شهادة", "خادم")],
    ),
    (
        "bg",
        &[("е\u{301}", "е"), ("Сървър", "сървър")],
        &[("сървър", "сървъри")],
    ),
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
        &[
            ("certifikátů", "certifikáty"),
            ("uživatelů", "uživatel"),
            ("služeb", "služby"),
            ("certifikáty", "certifikát"),
            ("příručka", "prirucka"),
        ],
        &[("účet", "účel"), ("server", "služba")],
    ),
    (
        "da",
        &[
            ("Århus", "Aarhus"),
            ("PC'en", "PC"),
            ("brugernes", "bruger"),
            ("certifikater", "certifikat"),
            ("indstillingerne", "indstilling"),
            ("smørrebrød", "smorrebrod"),
        ],
        &[("server", "tjeneste")],
    ),
    (
        "de",
        &[
            ("Verträge", "Vertrag"),
            ("Benutzern", "Benutzer"),
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
            ("υπηρεσίες", "υπηρεσία"),
            ("χρηστών", "χρήστης"),
            ("ΚΩΔΙΚΟΣ", "κωδικός"),
            ("συνδέσεις", "σύνδεση"),
            ("πιστοποιητικό", "πιστοποιητικα"),
            ("υπηρεσίας", "ΥΠΗΡΕΣΙΑΣ"),
            ("τεχνικός", "τεχνικού"),
            ("κωδικους", "κωδικό"),
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
            ("contraseñas", "contraseña"),
            ("pingüino", "pinguino"),
            ("conexiones", "conexion"),
            ("certificados", "certificado"),
            ("administración", "administracion"),
            ("configuraciones", "configuración"),
            ("año", "ano"),
        ],
        &[("cuenta", "correo")],
    ),
    (
        "et",
        &[
            ("Facebook'is", "Facebook"),
            ("kasutajad", "kasutaja"),
            ("serverid", "serveri"),
        ],
        &[("server", "teenus")],
    ),
    (
        "eu",
        &[("zerbitzaria", "zerbitzari")],
        &[("zerbitzaria", "sarea")],
    ),
    (
        "fa",
        &[
            ("می\u{200C}خواهم", "میخواهم"),
            ("كتابهاي", "کتاب‌های"),
            ("مُدیر", "مدیر"),
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
            ("käyttäjille", "käyttäjän"),
            ("verkossa", "verkko"),
            ("palvelimet", "palvelimen"),
            ("käyttöoikeudet", "kayttooikeudet"),
        ],
        &[("palvelin", "verkko")],
    ),
    (
        "fr",
        &[
            ("protège-t-il", "protéger"),
            ("rendez-vous", "rendezvous"),
            ("dites-moi", "dites"),
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
        &[
            ("d'ordaigh", "ordaigh"),
            ("t-uisce", "uisce"),
            ("freastalaí", "freastalai"),
        ],
        &[("freastalaí", "líonra")],
    ),
    (
        "he",
        &[
            ("בית־ספר", "בית"),
            ("שָׁלוֹם", "שלום"),
            ("צה״ל", "צהל"),
            ("מסמך", "המסמכים"),
            ("ספרייה", "ספריות"),
            ("ספריה", "בספרייה"),
            ("מכוניות", "מכונית"),
            ("certificates", "certificate"),
        ],
        &[("שלום", "שלומי"), ("סיסמה", "סימן")],
    ),
    (
        "hi",
        &[
            ("हिन्दी", "हिंदी"),
            ("कम्प्यूटर", "कंप्यूटर"),
            ("ज़्यादा", "ज्यादा"),
            ("पाँच", "पांच"),
            ("लड़कियों", "लड़की"),
            ("ऑफिस", "ओफिस"),
            ("विश्वविद्यालयों", "विश्वविद्यालय"),
            ("किताबें", "किताब"),
            ("१२", "12"),
        ],
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
            ("VPN-t", "VPN"),
            ("felhasználóknak", "felhasználó"),
            ("e-mail", "email"),
            ("tanúsítványok", "tanúsítvány"),
            ("játékok", "játék"),
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
        &[
            ("pengguna", "pengguna"),
            ("menggunakan", "digunakan"),
            ("pengaturan", "aturan"),
        ],
        &[("peladen", "jaringan")],
    ),
    (
        "it",
        &[
            ("cos'è", "cos"),
            ("dov'è", "è"),
            ("utenti", "utente"),
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
            ("Ålesund", "Aalesund"),
            ("tv'en", "tv"),
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
            ("wachtwoorden", "wachtwoord"),
            ("gebruikers", "gebruiker"),
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
            ("użytkowników", "użytkownik"),
            ("Google'a", "Google"),
            ("hasła", "hasło"),
            ("usługi", "usługa"),
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
            ("conectar-se", "conectar"),
            ("usuários", "usuario"),
            ("senhas", "senha"),
            ("certificados", "certificado"),
            ("configurações", "configuração"),
            ("conexão", "conexao"),
        ],
        &[("conta", "ponto")],
    ),
    (
        "ro",
        &[
            ("informaţiilor", "informația"),
            ("site-ul", "site"),
            ("într-un", "un"),
            ("utilizatorilor", "utilizator"),
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
    (
        "st",
        &[("lipotso", "lipotso"), ("Mosotho", "mosotho")],
        &[("buka", "lebitso")],
    ),
    (
        "sk",
        &[("ľahký", "lahky"), ("Účet", "ucet")],
        &[("účet", "účty")],
    ),
    (
        "sr",
        &[
            ("мреже", "mreža"),
            ("сертификат", "sertifikat"),
            ("сертификати", "сертификата"),
        ],
        &[("мрежа", "рачун")],
    ),
    (
        "sv",
        &[
            ("användarna", "användare"),
            ("lösenordet", "lösenord"),
            ("programmet", "program"),
            ("kontot", "konto"),
            ("tjänster", "tjänsten"),
            ("inställningar", "installningar"),
        ],
        &[("internet", "intern"), ("server", "nätverk")],
    ),
    ("ta", &[("சான்றிதழ்கள்", "சான்றிதழ்")], &[("கல்", "கால்")]),
    (
        "tr",
        &[
            ("üniversitesinde", "üniversite"),
            ("Türkiye'nin", "Türkiye"),
            ("partisi", "parti"),
            ("kitaplarımızdan", "kitap"),
            ("KIŞ", "kış"),
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
            ("оновленням", "оновлення"),
            ("користувачів", "користувач"),
            ("ґанок", "ганок"),
            ("мережі", "мережа"),
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
            ("hoà", "hòa"),
            ("ĐƯỜNG", "đường"),
            ("chứng", "chung"),
            ("đường", "duong"),
            ("chứng", "chu\u{31B}\u{301}ng"),
        ],
        &[("chứng", "chứn")],
    ),
    (
        "yi",
        &[("ביכער", "ביכער"), ("שול", "שולן")],
        &[("בוך", "נעץ")],
    ),
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
fn hebrew_acronyms_are_words_whatever_their_mark() {
    for (plain, marked) in [
        ("רמטכל", "רמטכ\"ל"),
        ("רמטכל", "רמטכ״ל"),
        ("רמטכל", "רמטכ”ל"),
        ("רמטכל", "רמטכ“ל"),
        ("רמטכל", "רמטכ''ל"),
        ("רמטכל", "רמטכ׳׳ל"),
        ("רמטכל", "רמטכ’’ל"),
        ("דוח", "הדו\"ח"),
        ("דוחות", "דו״חות"),
        ("חול", "בחו\"ל"),
        ("נט", "הנ\"ט"),
        ("ציפס", "צ'יפס"),
        ("ציפס", "צ׳יפס"),
        ("ציפס", "צ`יפס"),
    ] {
        assert_meet("he", plain, marked);
        assert_meet("he", marked, plain);
    }
    // Around words and between others it stays a quotation mark.
    assert_eq!(terms("he", "\"שלום\""), terms("he", "שלום"));
    assert_ne!(searched("he", "abc\"def"), searched("he", "abcdef"));
}
