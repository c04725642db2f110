//! Czech and Polish: nouns whose stem changes, and a few verbs.

use std::borrow::Cow;

use frostem::Algorithm;

use super::Lemma;
use super::table::{Table, table};

static CZECH: Table = table!(
    "\
účet účtu účty účtů účtem účtům účtech
heslo hesel
kniha knize knih knihách
číslo čísel
jméno jmen
okno oken
platba plateb
služba služeb
částka částek
stránka stránek stránce
známka známek
adresa adrese
zásilka zásilek zásilce
objednávka objednávek objednávce
schránka schránek schránce
otázka otázek otázce
karta karet kartě
smlouva smluv smlouvě
faktura faktuře faktur
ruka ruce rukou
noha noze nohou
dárek dárku dárky
dotazník dotazníky dotaznících
zákazník zákazníci zákaznících
úředník úředníci
den dne dny dní dnech
týden týdne týdny týdnů
pes psa psi psů
člověk lidé lidi lidí
dítě děti dětí dětem
přítel přátelé přátel
dům domu domy domů
stůl stolu stoly
vůz vozu vozy
kód kódu
peníze peněz penězům
oko oči očí
ucho uši uší
poslat pošlu pošle posílat
zaplatit zaplacen zaplaceno zaplacení
vrátit vrácen vráceno vrácení
ztratit ztracen ztraceno ztracená ztracený
změnit změna změny změněn změněný
koupit koupě nákup koupím
moci mohu můžu může můžete můžeme
chtít chci chce chcete
jít jdu šel šla
jet jedu
vzít vezmu
psát píšu píše
napsat napíšu
zrušit zrušen zrušeno
otevřít otevřený otevřu otevření
zavřít zavřený zavření
rok let roky
dům domě domem
banka bance bank bankách
koupit koupený koupena koupeno koupil
zrušit zrušený zrušená zrušené zrušení zruším
vrátit vrácený vrácená vrácené vrátím
přihlásit přihlášený přihlášená přihlášen přihlášení přihlásím
odhlásit odhlášený odhlášen odhlášení
ohlásit ohlášený ohlášení
zaplatit zaplacený zaplacená zaplatím
platit placený placení platím
odeslat odeslaný odesláno odešlu odešle odeslání
stáhnout stažený staženo stažení stáhnu
nahrát nahraný nahráno nahraji nahraju
ukrást ukraden ukradený ukradená
nainstalovat nainstaluji nainstaluju nainstaluje
objednat objednaný objednáno objednám
opravit opravený opravena opravím oprava
připravit připravený připraven příprava
nastavit nastavený nastaven nastavení nastavím
vypnout vypnutý vypnu vypnutí
zapnout zapnutý zapnu zapnutí
zamknout zamčený zamčené zamknu
taška tašce tašek
dívka dívce dívek
matka matce matek
",
);

static POLISH: Table = table!(
    "\
hasło haseł haśle
konto kont koncie
książka książek książce
faktura fakturze
karta karcie kart
wiadomość wiadomości
przesyłka przesyłek przesyłce
paczka paczek paczce
umowa umów umowie
okno okien oknie
krzesło krzeseł
ręka ręce rąk
noga nodze nóg
droga drodze dróg
szkoła szkole szkół
osoba osób
godzina godzin
liczba liczb
strona stron stronie
sklep sklepie
adres adresie
stół stołu stoły
samochód samochodu samochody
kod kodu
błąd błędu błędy błędów
ząb zęba zęby
mąż męża
urząd urzędu urzędy urzędzie
dzień dnia dni dniu
tydzień tygodnia tygodnie tygodni
rok lata lat
miesiąc miesiąca miesięcy
pies psa psy psów
człowiek ludzie ludzi
dziecko dzieci
brat bracia braci
przyjaciel przyjaciele przyjaciół
pieniądz pieniądze pieniędzy
oko oczy oczu
ucho uszy uszu
klient klienci
użytkownik użytkownicy użytkowników
płacić płatność zapłata zapłacę płacę
zwrócić zwrot zwrotu zwroty zwracać
wysłać wysyłka wysyłki wysłany
kupić zakup zakupu kupię
znaleźć znajdę znaleziono znaleziony
iść idę szedł
pójść poszedł pójdę
jechać jadę
móc mogę może możesz możemy mogą
wziąć wziął wezmę wzięty
brać biorę
kupować kupuję
zamówić zamówienie zamówienia zamówień zamówieniu
zmieniać zmiana zmiany zmianę zmienić zmienię
usunąć usunięcie usunięty usunę usuwać
otworzyć otwarty otwarcie otwieram
zamknąć zamknięty zamknięcie
zgubić zgubiony zgubiłem
stracić stracony
miasto mieście miast
matka matce matek
córka córce córek
kwota kwocie kwot
opłata opłacie opłat
zwrot zwrocie
bilet bilecie bilety biletu
usługa usłudze usług usługi
kupić kupiony kupiona kupione
zwrócić zwrócony zwrócona zwrócone zwrócę zwracam
zapłacić zapłacony zapłacona zapłacone
wysłać wysłana wysłane wyślę wyśle
zgubić zgubiona zgubione zgubię
zamówić zamówiony zamówiona zamówione zamówię
zmienić zmieniony zmieniona zmienione
zalogować zalogowany zaloguję
wpłata wpłacie wpłat
wypłata wypłacie wypłat
data dacie dat
poczta poczcie
oferta ofercie ofert
produkt produkcie
kontakt kontakcie
projekt projekcie
punkt punkcie
dokument dokumencie
klient kliencie
format formacie
rabat rabacie
",
);

/// Returns what a word of one of these languages is a form of.
pub(super) fn lemma(algorithm: Algorithm, lower: &str) -> Option<Lemma<'_>> {
    let table = if algorithm == Algorithm::Czech {
        &CZECH
    } else {
        &POLISH
    };
    if let Some(word) = table.word_of(lower) {
        return Some(Lemma::Also(Cow::Borrowed(word)));
    }
    const CZECH_ENDINGS: [(&str, &str); 3] = [("ím", "it"), ("íte", "it"), ("ení", "it")];
    const POLISH_ENDINGS: [(&str, &str); 6] = [
        ("ku", "ek"),
        ("ków", "ek"),
        ("kiem", "ek"),
        ("kom", "ek"),
        ("kami", "ek"),
        ("kach", "ek"),
    ];
    let endings: &[(&str, &str)] = if algorithm == Algorithm::Czech {
        &CZECH_ENDINGS
    } else {
        &POLISH_ENDINGS
    };
    with_ending(lower, endings).map(|word| Lemma::Also(Cow::Owned(word)))
}

/// Returns the word with the first of some endings that fits in place of another: `platím`,
/// `rachunku`. Before an ending that loses its vowel stands a consonant.
fn with_ending(lower: &str, endings: &[(&str, &str)]) -> Option<String> {
    const SHORTEST: usize = 3;
    endings.iter().find_map(|(ending, other)| {
        let stem = lower.strip_suffix(ending)?;
        let loses_vowel = *other == "ek";
        let fits = stem.chars().count() >= SHORTEST
            && !(loses_vowel && stem.ends_with(['a', 'e', 'i', 'o', 'u', 'y', 'ą', 'ę', 'ó']));
        fits.then(|| format!("{stem}{other}"))
    })
}
