//! Irregular forms meet their word, and words that only look like forms stay apart.

use super::searched;

#[test]
fn irregular_forms_meet() {
    let mut wrong = Vec::new();
    for (language, pairs) in [
        (
            "en",
            "forgot-forget men-man geese-goose bought-buying broken-breaks matrices-matrix \
                payments-pay submission-submit women-woman chosen-choose verification-verify buses-bus \
                lenses-lens menus-menu eaten-eat ate-eating went-goes learnt-learn forbidden-forbid \
                better-good cheapest-cheap expiry-expired signature-sign organisation-organized \
                colours-color favourite-favorites centre-center analysed-analyzing licence-licenses \
                programmes-program cheque-check tyres-tire catalogue-catalogs universities-university \
                customers-customer importantly-important authorised-authorization promised-promise \
                exercises-exercising",
        ),
        (
            "de",
            "gesperrte-sperren angemeldet-anmelden anzumelden-anmelden gefunden-finden \
                zurückgesetzt-zurücksetzen geändert-ändern gespeichert-speichern \
                herausgefunden-herausfinden überwiesen-überweisen gekündigt-kündige ging-gehen \
                nahm-nehmen annahm-annehmen gibt-geben zurückgegeben-zurückgeben hält-halten \
                verlor-verlieren vergisst-vergessen angerufen-anrufen abgelaufen-ablaufen \
                Konten-Konto Risiken-Risiko Kriterien-Kriterium höher-hoch besser-gut \
                Messern-Messer gelandet-Landung \
                fotos-foto kameras-kamera hobbys-hobby laptops-laptop",
        ),
        (
            "nl",
            "geblokkeerd-blokkeren steden-stad gekocht-kopen gemaakt-maken verwijderd-verwijderen \
                ging-gaan nam-nemen gestolen-stelen afgewezen-afwijzen musea-museum verzonden-verzenden",
        ),
        (
            "fr",
            "reçue-recevoir journaux-journal connexions-connecter suppression-supprimer met-mettre \
                vécu-vivre suivi-suivre résolu-résoudre jeux-jeu \
                nouvelle-nouveau active-actif publique-public longue-long modification-modifier \
                importante-important livres-livre",
        ),
        (
            "es",
            "peces-pez cierra-cerrar abierta-abrir encuentran-encontrar veo-ver quiero-querer \
                pudo-poder exámenes-examen imágenes-imagen jóvenes-joven busqué-buscar \
                realice-realizar empecé-empezar impresa-imprimir libros-libro universidades-universidad",
        ),
        (
            "pt",
            "botões-botão hotéis-hotel imagens-imagem pães-pão possíveis-possível fáceis-fácil \
                perfis-perfil bons-bom viu-ver cheguei-chegar busquei-buscar comecei-começar \
                devolução-devolver livros-livro",
        ),
        (
            "it",
            "aperta-aprire chiuso-chiudere uomini-uomo vado-andare faccio-fare esce-uscire bevuto-bere \
                nato-nascere vissuto-vivere ripreso-riprendere spedizione-spedire paghi-pagare \
                laghi-lago chiavi-chiave",
        ),
        (
            "cs",
            "hesel-heslo knize-kniha účtu-účet můžu-může chci-chtít píšu-psát platím-platit \
                zrušení-zrušit otevřený-otevřít",
        ),
        (
            "pl",
            "haseł-hasło dnia-dzień mogę-może zamówienie-zamówić anulowanie-anulować rachunku-rachunek \
                podatków-podatek mieście-miasto otwarty-otworzyć",
        ),
        (
            "ru",
            "писем-письмо детей-ребёнок могу-мочь отмена-отменить удаление-удалить изменения-изменить \
                денег-деньги открытый-открыть",
        ),
        ("uk", "можу-могти ночі-ніч"),
        (
            "sv",
            "böcker-bok valde-välja glömt-glömma låst-låsa sagt-säga legat-ligga beställning-beställa \
                avbokning-avboka större-stor bättre-bra ögon-öga",
        ),
        (
            "da",
            "sagt-sige glemt-glemme betalt-betale bestilling-bestille opsagt-opsige ældre-gammel konti-konto",
        ),
        (
            "nb",
            "sagt-si glemt-glemme betaling-betale stjålet-stjele øyne-øye",
        ),
        (
            "fi",
            "kadun-katu luvan-lupa peruutuksen-peruutus asiakkaan-asiakas puhelimen-puhelin naiset-nainen \
                tunnin-tunti menen-mennä",
        ),
        (
            "tr",
            "rengi-renk ismi-isim şehri-şehir gidiyorum-gitmek unuttum-unutmak \
                değiştiriyorum-değiştirmek",
        ),
        (
            "hu",
            "jelszavak-jelszó dolgok-dolog fizetés-fizetni lemondás-lemond törlés-töröl",
        ),
        (
            "ro",
            "copii-copil conturi-cont primit-primi șters-șterge oameni-om",
        ),
        ("el", "αλλάξω-αλλάζω έστειλα-στέλνω αγορά-αγοράζω"),
        (
            "ar",
            "فواتير-فاتورة الرسائل-رسالة المواعيد-موعد فنادق-فندق عقود-عقد",
        ),
        (
            "ja",
            "動かない-動きません 食べる-食べられません 変える-変えたい 買った-買います 送って-送れない 忘れた-忘れる \
                高くない-高い 新しく-新しい 取り消せます-取消したい 見ました-見ない 届きません-届かない",
        ),
        (
            "ko",
            "먹었다-먹다 열어요-엽니다 바꿨어요-바꾸려면 지웠습니다-지울 들어요-듣다 쉬워요-쉬운 몰라요-모르는 만드는-만들다 \
                찾을-찾습니다 보냈는데-보내요",
        ),
    ] {
        for pair in pairs.split_whitespace() {
            let (a, b) = pair.split_once('-').unwrap();
            let (first, second) = (searched(language, a), searched(language, b));
            if first.is_disjoint(&second) {
                wrong.push(format!("{language}: {a} {first:?} {b} {second:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
