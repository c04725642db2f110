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
                importante-important livres-livre élu-élire écris-écrire viens-venir vends-vendre",
        ),
        (
            "es",
            "peces-pez cierra-cerrar abierta-abrir encuentran-encontrar veo-ver quiero-querer \
                pudo-poder exámenes-examen imágenes-imagen jóvenes-joven busqué-buscar \
                realice-realizar empecé-empezar impresa-imprimir libros-libro universidades-universidad \
                abro-abierto enciendo-encender traduzco-traducir cuelgo-colgar incluye-incluir",
        ),
        (
            "pt",
            "botões-botão hotéis-hotel imagens-imagem pães-pão possíveis-possível fáceis-fácil \
                perfis-perfil bons-bom viu-ver cheguei-chegar busquei-buscar comecei-começar \
                devolução-devolver livros-livro abro-aberto minto-mentir sai-sair",
        ),
        (
            "it",
            "aperta-aprire chiuso-chiudere uomini-uomo vado-andare faccio-fare esce-uscire bevuto-bere \
                nato-nascere vissuto-vivere ripreso-riprendere spedizione-spedire paghi-pagare \
                laghi-lago chiavi-chiave apro-aperto salgo-salire spengo-spegnere riesco-riuscire",
        ),
        (
            "cs",
            "hesel-heslo knize-kniha účtu-účet můžu-může chci-chtít píšu-psát platím-platit \
                zrušení-zrušit otevřený-otevřít domě-dům bance-banka vrácený-vrátit přihlášený-přihlásit",
        ),
        (
            "pl",
            "haseł-hasło dnia-dzień mogę-może zamówienie-zamówić anulowanie-anulować rachunku-rachunek \
                podatków-podatek mieście-miasto otwarty-otworzyć \
                zwrocie-zwrot bilecie-bilet usłudze-usługa kupiony-kupić",
        ),
        (
            "ru",
            "писем-письмо детей-ребёнок могу-мочь отмена-отменить удаление-удалить изменения-изменить \
                денег-деньги открытый-открыть закажу-заказать покажите-показать сестёр-сестра \
                выберу-выбрать",
        ),
        ("uk", "можу-могти ночі-ніч покажіть-показати папері-папір"),
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
                tunnin-tunti menen-mennä pankin-pankki ruoan-ruoka paketit-paketti",
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
fn nouns_of_actions_meet_their_verbs() {
    let mut wrong = Vec::new();
    for (language, pairs) in ACTIONS {
        for pair in pairs.split_whitespace() {
            let (noun, verb) = pair.split_once('-').unwrap();
            if searched(language, noun).is_disjoint(&searched(language, verb)) {
                wrong.push(format!("{language} {pair}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A language, and pairs of a noun and its verb.
const ACTIONS: &[(&str, &str)] = &[
    (
        "de",
        "Einrichtung-einrichten Verschlüsselung-verschlüsseln Kündigung-kündigen Zahlung-zahlen Buchung-buchen Schulung-schulen Übung-üben Lieferung-liefern Änderung-ändern \
         Sammlung-sammeln Entwicklung-entwickeln Vermittlung-vermitteln Stornierung-stornieren Aktualisierung-aktualisieren Registrierung-registrieren Anmeldung-anmelden Abmeldung-abmelden Löschung-löschen Sperrung-sperren Entsperrung-entsperren \
         Rückerstattung-erstatten Erstattung-erstatten Überweisung-überweisen Bezahlung-bezahlen Lösung-lösen Prüfung-prüfen Mahnung-mahnen Öffnung-öffnen Sendung-senden \
         Nutzung-nutzen Werbung-werben Speicherung-speichern Sicherung-sichern Verlängerung-verlängern Erneuerung-erneuern Bestätigung-bestätigen Impfung-impfen Heizung-heizen \
         Reinigung-reinigen Buchungen-buche Zahlungen-zahle Zahlung-gezahlt Buchung-gebucht \
         Meldung-melden Freischaltung-freischalten Umbuchung-umbuchen Abbuchung-abbuchen \
         Anzahlung-anzahlen Weiterleitung-weiterleiten Anleitung-anleiten Beratung-beraten \
         Ermäßigung-ermäßigen Versicherung-versichern Wiederherstellung-wiederherstellen \
         Zustellung-zustellen Einzahlung-einzahlen Auszahlung-auszahlen Anlage-anlegen \
         Zugriff-zugreifen Ausdruck-ausdrucken Abholung-abholen Umtausch-umtauschen Rückgabe-zurückgeben Eingabe-eingeben Ausgabe-ausgeben Angabe-angeben Zusage-zusagen Absage-absagen Anfrage-anfragen Nachfrage-nachfragen Bestellung-bestellt Einladung-einladen \
         Verkauf-verkaufen Kauf-kaufen Versand-versenden Installation-installieren \
         Konfiguration-konfigurieren Aktivierung-aktivieren Deaktivierung-deaktivieren \
         Synchronisation-synchronisieren Reparatur-reparieren Reklamation-reklamieren",
    ),
    (
        "fr",
        "création-créer suppression-supprimer installation-installer configuration-configurer \
         réinitialisation-réinitialiser activation-activer résiliation-résilier réservation-réserver impression-imprimer connexion-connecter inscription-inscrire modification-modifier remboursement-rembourser téléchargement-télécharger changement-changer \
         abonnement-abonner paiement-payer livraison-livrer utilisation-utiliser annulation-annuler expédition-expédier vérification-vérifier location-louer notation-noter \
         protection-protéger sélection-sélectionner correction-corriger réception-recevoir \
         traduction-traduire réduction-réduire production-produire construction-construire \
         destruction-détruire restitution-restituer résolution-résoudre évolution-évoluer \
         exécution-exécuter rédaction-rédiger négociation-négocier ouverture-ouvrir \
         fermeture-fermer lecture-lire écriture-écrire signature-signer couverture-couvrir \
         remplacement-remplacer renouvellement-renouveler virement-virer chargement-charger \
         prolongation-prolonger transfert-transférer retrait-retirer retour-retourner envoi-envoyer achat-acheter vente-vendre perte-perdre choix-choisir conversion-convertir \
         extension-étendre suspension-suspendre permission-permettre décision-décider \
         sauvegarde-sauvegarder commande-commander restauration-restaurer facturation-facturer vaccination-vacciner",
    ),
    (
        "es",
        "creación-crear instalación-instalar configuración-configurar cancelación-cancelar \
         activación-activar eliminación-eliminar actualización-actualizar facturación-facturar donación-donar votación-votar citación-citar tasación-tasar suscripción-suscribir inscripción-inscribir devolución-devolver reducción-reducir traducción-traducir producción-producir construcción-construir destrucción-destruir \
         instrucción-instruir conexión-conectar impresión-imprimir admisión-admitir \
         suspensión-suspender extensión-extender compresión-comprimir transmisión-transmitir \
         conversión-convertir división-dividir decisión-decidir inversión-invertir \
         corrección-corregir elección-elegir protección-proteger recepción-recibir \
         descripción-describir resolución-resolver solución-solucionar apertura-abrir \
         lectura-leer cierre-cerrar envío-enviar pago-pagar compra-comprar entrega-entregar \
         reserva-reservar registro-registrar cambio-cambiar descarga-descargar bloqueo-bloquear desbloqueo-desbloquear reembolso-reembolsar restablecimiento-restablecer \
         renovación-renovar autorización-autorizar verificación-verificar contratación-contratar permiso-permitir pérdida-perder venta-vender búsqueda-buscar",
    ),
    (
        "pt",
        "criação-criar instalação-instalar configuração-configurar cancelamento-cancelar \
         ativação-ativar eliminação-eliminar atualização-atualizar doação-doar inscrição-inscrever devolução-devolver redução-reduzir tradução-traduzir produção-produzir \
         construção-construir instrução-instruir conexão-conectar impressão-imprimir \
         permissão-permitir suspensão-suspender extensão-estender conversão-converter \
         divisão-dividir decisão-decidir correção-corrigir proteção-proteger descrição-descrever resolução-resolver solução-solucionar abertura-abrir leitura-ler envio-enviar pagamento-pagar compra-comprar entrega-entregar reserva-reservar registro-registrar troca-trocar bloqueio-bloquear desbloqueio-desbloquear reembolso-reembolsar renovação-renovar autorização-autorizar verificação-verificar exclusão-excluir inclusão-incluir assinatura-assinar perda-perder venda-vender busca-buscar \
         remoção-remover",
    ),
    (
        "it",
        "creazione-creare installazione-installare configurazione-configurare cancellazione-cancellare attivazione-attivare registrazione-registrare donazione-donare \
         iscrizione-iscrivere riduzione-ridurre traduzione-tradurre produzione-produrre \
         costruzione-costruire istruzione-istruire connessione-connettere correzione-correggere protezione-proteggere descrizione-descrivere soluzione-risolvere \
         risoluzione-risolvere apertura-aprire chiusura-chiudere lettura-leggere scrittura-scrivere invio-inviare pagamento-pagare acquisto-acquistare consegna-consegnare \
         rimborso-rimborsare rinnovo-rinnovare autorizzazione-autorizzare verifica-verificare \
         stampa-stampare perdita-perdere vendita-vendere ricerca-cercare rimozione-rimuovere \
         eliminazione-eliminare prenotazione-prenotare sospensione-sospendere estensione-estendere conversione-convertire decisione-decidere aggiornamento-aggiornare \
         spedizione-spedire modifica-modificare restituzione-restituire disdetta-disdire \
         accesso-accedere",
    ),
    (
        "pl",
        "usunięcie-usunąć usuwanie-usunąć rejestracja-rejestrować rejestracja-zarejestrować \
         aktywacja-aktywować anulowanie-anulować zmiana-zmienić logowanie-logować płatność-zapłacić płatność-płacić instalacja-instalować instalacja-zainstalować konfiguracja-konfigurować aktualizacja-aktualizować reklamacja-reklamować rezerwacja-rezerwować \
         rezerwacji-rezerwować drukowanie-drukować pobieranie-pobierać dostawa-dostarczyć \
         zwrot-zwrócić wysyłka-wysłać zakup-kupić zamówienie-zamówić otwarcie-otworzyć \
         zamknięcie-zamknąć blokada-zablokować odblokowanie-odblokować wypowiedzenie-wypowiedzieć ustawienie-ustawić ustawienia-ustawić przedłużenie-przedłużyć \
         potwierdzenie-potwierdzić weryfikacja-weryfikować naprawa-naprawić dodanie-dodać \
         utworzenie-utworzyć logowania-zalogować",
    ),
    (
        "cs",
        "zrušení-zrušit platba-zaplatit registrace-registrovat aktivace-aktivovat nastavení-nastavit vrácení-vrátit reklamace-reklamovat přihlášení-přihlásit odhlášení-odhlásit \
         instalace-instalovat instalace-nainstalovat aktualizace-aktualizovat konfigurace-konfigurovat rezervace-rezervovat smazání-smazat odstranění-odstranit změna-změnit \
         objednání-objednat objednávka-objednat doručení-doručit odeslání-odeslat tisk-tisknout nákup-nakoupit koupě-koupit prodej-prodat blokace-blokovat odblokování-odblokovat prodloužení-prodloužit potvrzení-potvrdit ověření-ověřit oprava-opravit \
         přidání-přidat vytvoření-vytvořit obnovení-obnovit ztráta-ztratit stažení-stáhnout \
         otevření-otevřít",
    ),
    (
        "ru",
        "удаление-удалить отмена-отменить регистрация-зарегистрироваться регистрация-регистрировать оплата-оплатить установка-установить настройка-настроить активация-активировать активации-активировать возврат-вернуть доставка-доставить авторизация-авторизоваться покупка-купить продажа-продать замена-заменить смена-сменить \
         проверка-проверить отправка-отправить загрузка-загрузить обновление-обновить \
         восстановление-восстановить подтверждение-подтвердить создание-создать изменение-изменить подключение-подключить отключение-отключить блокировка-заблокировать \
         разблокировка-разблокировать печать-печатать подписка-подписаться сброс-сбросить \
         выбор-выбрать перевод-перевести вход-войти выход-выйти продление-продлить получение-получить бронирование-забронировать бронирование-бронировать заказ-заказать",
    ),
    (
        "nl",
        "installatie-installeren registratie-registreren activatie-activeren annulering-annuleren betaling-betalen wijziging-wijzigen verzending-verzenden levering-leveren \
         bestelling-bestellen reservering-reserveren opzegging-opzeggen instelling-instellen \
         verwijdering-verwijderen configuratie-configureren levering-geleverd aankoop-aankopen verkoop-verkopen",
    ),
    (
        "sv",
        "installation-installera registrering-registrera aktivering-aktivera betalning-betala \
         beställning-beställa leverans-leverera ändring-ändra uppsägning-uppsäga \
         återbetalning-återbetala köp-köpa konfiguration-konfigurera bokning-boka avbokning-avboka utskrift-skriva inloggning-logga",
    ),
    (
        "da",
        "installation-installere registrering-registrere betaling-betale bestilling-bestille \
         levering-levere ændring-ændre opsigelse-opsige køb-købe konfiguration-konfigurere",
    ),
    (
        "nb",
        "installasjon-installere registrering-registrere betaling-betale bestilling-bestille \
         levering-levere endring-endre oppsigelse-oppsi kjøp-kjøpe konfigurasjon-konfigurere",
    ),
    (
        "en",
        "creation-create deletion-delete removal-remove installation-install cancellation-cancel renewal-renew approval-approve arrival-arrive refusal-refuse withdrawal-withdraw activation-activate configuration-configure purchase-purchasing payment-pay \
         delivery-deliver expansion-expand collision-collide explanation-explain \
         pronunciation-pronounce maintenance-maintain acceptance-accept attendance-attend \
         assistance-assist insurance-insure usage-use marriage-marry failure-fail signature-sign closure-close departure-depart refund-refunded proposal-propose disposal-dispose upload-uploading login-logins transmission-transmit permission-permit \
         submission-submit description-describe subscription-subscribe prescription-prescribe \
         reception-receive perception-perceive production-produce reduction-reduce \
         introduction-introduce assumption-assume consumption-consume redemption-redeem \
         application-apply multiplication-multiply satisfaction-satisfy acquisition-acquire \
         requirement-require inspection-inspect",
    ),
];

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
                haus-hauen kreis-kreide status-statue virus-viril nation-nieren nation-niere",
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
