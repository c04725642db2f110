//! Words that must not find each other: alike in letters, different in meaning.

use super::searched;

/// A language, and pairs of its words.
const PAIRS: &[(&str, &str)] = &[
    (
        "en",
        "universe-university universe-universal import-important experience-experiment author-authority \
         author-authorization animal-animation busy-business several-severe sever-several \
         internal-international custom-customer customs-customer custom-customs design-designated \
         terminate-terminal polite-politics even-evening format-formation inform-informal engine-engineer \
         position-positive depart-department departure-department apart-apartment convert-conversation \
         conversion-conversation public-publication disable-disability response-responsible edit-edition \
         transit-transition audit-audition object-objective execute-executive relate-relative human-humane \
         critic-critical person-personality moral-morale unit-united good-goods hard-hardly liter-literal \
         numeral-numerous ration-rational stock-stocking confer-conference hospital-hospitality tired-tires \
         policy-police organ-organization general-generate past-paste form-from wander-wonder \
         secret-secretary arm-army station-state contract-contrary bus-busy status-statue expand-expend \
         price-prize loss-lesson letter-let store-story count-county court-courtesy lay-layer \
         mission-miss paper-paperwork access-accessory adapt-adopt later-latter desert-dessert \
         router-routine tape-tap planet-plane marine-marry sign-sing device-devise capital-capitol \
         principal-principle personal-personnel quite-quiet",
    ),
    (
        "de",
        "Bau-Bauer Lager-Lage bilden-Bilder dienen-Diener fallen-Falle gut-Güter landen-Länder meist-Meister \
         messen-Messer Reise-Reis Seite-seit Verein-Vereinigung Wetter-Wette Zucker-zucken Raum-räumen \
         Beruf-berufen Kunde-Kündigung Rechnung-Rechner Recht-Rechnung Konto-Kontakt Konto-Kontrolle \
         Karte-Karton Gebühr-Geburt Leiter-leider Antrag-Auftrag Beitrag-Betrag Vertrag-Vortrag Zug-Zugang \
         Zugang-Zugriff Zeit-Zeitung Zeichen-Zeichnung Anzeige-Anzug Arzt-Art Dienst-Dienstag Geld-gelten \
         Gericht-Gerücht Gewinn-Gewissen Grund-Grenze Haus-Haut Hilfe-Hälfte Kasse-Kissen Kopf-Kopie \
         Kredit-Kreis Kurs-kurz Marke-merken Miete-Mitte Ordnung-Orden Partei-Party Passwort-Passage \
         Schule-Schuld Sommer-Summe Spiel-Spiegel Stadt-Staat Stunde-Stand Tasche-Tasse Termin-Terminal \
         Universität-Universum Unfall-Umfall Verkauf-Verkehr Versand-Verstand Woche-wach Ziel-Zeile Daten-Datum \
         Buch-Buchung Zahl-Zahlung Schule-Schulung acht-Achtung Stift-Stiftung fest-Festung \
         dicht-Dichtung Fass-Fassung Kreuz-Kreuzung Sitz-Sitzung Richter-Richtung Bild-Bildung Quitte-Quittung andere-Änderung sich-Sicherung lief-Lieferung los-Lösung \
         verlangen-Verlängerung warten-Wartung Wert-Wertung Lager-Anlage Wand-Wandern Steuer-Versteuerung",
    ),
    (
        "fr",
        "importer-important livrer-livre porter-porte parti-partir part-partie passage-passager paye-pays \
         taxe-taxi vente-vent traîner-train rapporter-rapport cour-cours commande-commandant \
         départ-département durée-dur format-formation frais-fraise garer-gare identité-identique maire-mairie \
         moyen-moyenne opération-opéra politique-police université-univers organe-organisation compte-comte \
         course-court courrier-cours facture-facteur poisson-poison dessert-désert service-serviette mot-moto \
         nom-nombre nuit-nuire pain-peine panier-panne papier-papillon patient-patience peau-pot \
         prison-prise profil-profit quart-quartier santé-sentir secret-secrétaire site-situer \
         sol-soleil station-statue sucre-succès table-tableau tarif-tarir terre-terrain vaccin-vache \
         valeur-valise ville-village visage-visite voix-voile \
         cité-citation loup-location retour-retard notaire-notation crème-création format-formation produit-producteur",
    ),
    (
        "es",
        "universo-universidad importar-importante cuenta-cuento cartera-cartero casa-caso casa-casar caro-cara \
         corte-cortés cosa-coser firma-firme juego-jugo libre-libro libre-librería mano-manada mesa-mes \
         minuto-minuta modo-moda número-numeroso orden-ordenador parte-partido parte-partir planta-plantear \
         plato-plata plazo-plaza puerta-puerto salud-saludo solo-sol tema-temer título-titular verde-verdad \
         política-policía general-generar órgano-organización cuidar-ciudad contrato-contrario carta-cartel \
         correo-correr cuota-cuatro curso-curioso dinero-dinámico doctor-documento estado-estadio \
         factura-fractura gato-gasto hora-horno joven-joya lugar-luego llave-llevar mercado-mercancía \
         pago-página país-paisaje precio-preciso punto-puntual regla-regalo seguro-seguir tarde-tarjeta \
         venta-ventana viaje-viejo vuelo-vuelta \
         creer-creación don-donación nación-nacer razón-ración pasión-pasar venta-ventana \
         cierre-cierto leche-lectura",
    ),
    (
        "it",
        "universo-università importare-importante conto-conte casa-caso posta-posto portare-porto porto-porta \
         pesca-pesce parte-partito solo-sole saluto-salute sedia-sede tempo-tempio testo-testa \
         titolo-titolare venti-vento politica-polizia contratto-contrario carta-cartella capello-cappello \
         nota-notte anno-anello passo-passaporto prezzo-prezioso regola-regalo ricevuta-ricetta \
         riso-risorsa strada-strano tassa-taxi vendita-vento viaggio-villaggio \
         creare-credere dono-donna stazione-stare verifica-vero",
    ),
    (
        "pt",
        "universo-universidade importar-importante conta-conto casa-caso caso-casar corte-cortês firma-firme \
         livre-livro livre-livraria mesa-mês modo-moda número-numeroso parte-partido porta-porto posto-poste \
         sala-sal solo-sol taxa-táxi teste-testa título-titular vida-vídeo política-polícia carta-cartão \
         contrato-contrário fatura-fratura hora-horário luz-luta moeda-moer página-pagar país-paisagem \
         preço-preso regra-regular seguro-seguir tarde-tarefa vaca-vacina viagem-vigia \
         criança-criação nação-nascer ligar-legal",
    ),
    (
        "nl",
        "rekenen-rekening plaat-plaats bom-boom man-maan slot-sloot universiteit-universum \
         politie-politiek kaart-kaas klant-klank wachtwoord-wachten plan-plant reis-rijst stad-staat \
         tijd-tijdelijk winkel-winter vis-vies rat-raad \
         natie-naaien organisatie-orgaan",
    ),
    (
        "sv",
        "vikt-viktig bok-boka lag-laga mål-måla tal-tala konto-kontor konto-kontroll kort-korg kurs-kursiv \
         bil-bild by-byta fråga-från park-parkera plats-platta resa-ris sak-saknad skola-skulle tid-tidning \
         val-vald vagn-vägg \
         regering-regn varor-var varan-var",
    ),
    (
        "da",
        "konto-kontor konto-kontrol kunde-kunst bil-billede politi-politik hus-husk navn-navle",
    ),
    (
        "ru",
        "место-месть метр-метро плата-платье почта-почти право-правило страна-странный часть-часто \
         политика-полиция организм-организация карта-картина касса-кассета комната-команда контакт-контракт \
         курс-курица новость-новый оплата-плата пара-пароль паспорт-пассажир пенсия-песня рука-ручей \
         связь-связка слово-словарь служба-случай срок-сорок товар-товарищ точка-точный цена-центр \
         час-часть форма-формула \
         станция-стать вход-ходить печать-печь организация-организм",
    ),
    (
        "pl",
        "list-lista polityka-policja konto-kontakt karta-karton prawo-prawda rachunek-rata sklep-skleić \
         stół-stolica szkoła-szkoda ulga-ulica umowa-umysł urząd-urządzenie zamek-zamówienie \
         kolacja-kolej stacja-stać restauracja-restart urząd-urządzenie",
    ),
    (
        "cs",
        "politika-policie konto-kontakt karta-kartáč místo-měsíc právo-pravda účet-účel škola-škoda hlas-hlava \
         cena-cesta stůl-století \
         organizace-orgán práce-prát",
    ),
    (
        "tr",
        "para-parça ada-adam kan-kanun sor-sorun yaş-yaşam kart-karton okul-oku yol-yıl su-suç gün-güneş",
    ),
    (
        "ar",
        "عمل-عملة مال-مالك كتاب-كلب مدرسة-مدينة سياسة-سيارة بريد-برد رقم-رسم سعر-شعر دفع-دفتر",
    ),
    (
        "ja",
        "変える-変わる 消える-消す 分かる-分ける 見える-見る 取り消す-取り出す 高い-高校 閉まる-閉じる コード-コピー",
    ),
    (
        "ko",
        "사고-사다 신고-신다 열쇠-열다 물건-묻다 시간-시작 비용-비밀 닫다-달다 바꾸다-바쁘다",
    ),
];

#[test]
fn words_of_different_meaning_stay_apart() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (language, pairs) in PAIRS {
        for pair in pairs.split_whitespace() {
            let (a, b) = pair.split_once('-').unwrap();
            let (first, second) = (searched(language, a), searched(language, b));
            count += 1;
            if !first.is_disjoint(&second) {
                wrong.push(format!("{language}: {a} {first:?} {b} {second:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 200, "{count}");
}
