//! Irregular forms meet their word, and words that only look like forms stay apart.

use super::{assert_meet, searched};

#[test]
fn irregular_forms_meet() {
    for (language, pairs) in [
        (
            "en",
            "forgot-forget men-man geese-goose bought-buying broken-breaks matrices-matrix \
                payments-pay submission-submit women-woman chosen-choose verification-verify",
        ),
        (
            "de",
            "gesperrte-sperren angemeldet-anmelden anzumelden-anmelden gefunden-finden \
                zurückgesetzt-zurücksetzen geändert-ändern gespeichert-speichern \
                herausgefunden-herausfinden überwiesen-überweisen gekündigt-kündige \
                fotos-foto kameras-kamera hobbys-hobby laptops-laptop",
        ),
        (
            "nl",
            "geblokkeerd-blokkeren steden-stad gekocht-kopen gemaakt-maken",
        ),
        (
            "fr",
            "reçue-recevoir journaux-journal connexions-connecter suppression-supprimer",
        ),
        (
            "es",
            "peces-pez cierra-cerrar abierta-abrir encuentran-encontrar",
        ),
        (
            "pt",
            "botões-botão hotéis-hotel imagens-imagem pães-pão possíveis-possível",
        ),
        ("it", "aperta-aprire chiuso-chiudere uomini-uomo"),
        ("cs", "hesel-heslo knize-kniha účtu-účet"),
        ("pl", "haseł-hasło dnia-dzień"),
        ("ru", "писем-письмо детей-ребёнок"),
        ("sv", "böcker-bok valde-välja"),
        ("fi", "kadun-katu luvan-lupa"),
        ("ar", "فواتير-فاتورة الرسائل-رسالة"),
    ] {
        for pair in pairs.split_whitespace() {
            let (a, b) = pair.split_once('-').unwrap();
            assert_meet(language, a, b);
        }
    }
}

#[test]
fn words_that_only_look_like_forms_stay_apart() {
    let mut wrong = Vec::new();
    for (language, pairs) in [
        (
            "en",
            "universal-adverse mental-men price-prize bind-bounce lead-lease wind-window \
                feet-fee leave-leaf found-foundry form-from quit-quiz index-indicator",
        ),
        (
            "de",
            "gebiet-bieten gericht-richten gesicht-sichten gewicht-wichtig gedicht-dicht \
                gesamt-samen geburt-bürde gestalt-stall gerät-rate gewalt-wal \
                haus-hauen kreis-kreide status-statue virus-viril",
        ),
        ("nl", "geld-elven"),
        ("es", "luz-lucha feliz-felino vez-vecino"),
        ("pt", "mais-mal pais-pal"),
        ("fr", "reçu-recette mise-misère"),
        ("it", "letto-lettera messa-messaggio"),
        ("sv", "fot-foto hand-handel"),
        ("ru", "письмо-писатель"),
    ] {
        for pair in pairs.split_whitespace() {
            let (a, b) = pair.split_once('-').unwrap();
            if !searched(language, a).is_disjoint(&searched(language, b)) {
                wrong.push(format!("{language} {pair}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
