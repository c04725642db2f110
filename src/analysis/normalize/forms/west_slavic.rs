//! Czech and Polish: nouns whose stem changes, and a few verbs.

use frostem::Algorithm;

use super::Lemma;
use super::table::Table;

static CZECH: Table = Table::new(
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
ztratit ztracen ztraceno ztracená
změnit změna změny změněn
koupit koupě nákup
",
);

static POLISH: Table = Table::new(
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
iść idę szedł poszedł
",
);

/// Returns what a word of one of these languages is a form of.
pub(super) fn lemma(algorithm: Algorithm, lower: &str) -> Option<Lemma<'_>> {
    let table = if algorithm == Algorithm::Czech {
        &CZECH
    } else {
        &POLISH
    };
    table.lemma(lower).map(|found| match found {
        Lemma::Only(word) | Lemma::Also(word) => Lemma::Also(word),
    })
}
