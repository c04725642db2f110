//! Nouns of actions and the verbs that they are made of: `Einrichtung` of `einrichten`, `création`
//! of `créer`, `активация` of `активировать`.
//!
//! Owns which verb such a noun asks about, where a stemmer leaves the two apart: by rules of the
//! language, and by a table where the verb changes. A noun keeps its own stem besides. Verbs whose
//! stems other words have (`buchen`, `Buch`) stand in [`super::apart`] with their nouns.

use std::borrow::Cow;

use frostem::Algorithm;

use super::table::{Table, table};

/// Each line has a verb and its nouns.
static ENGLISH: Table = table!(
    "\
create creation creations
use usage usages
produce production productions
marry marriage marriages
multiply multiplication multiplications
satisfy satisfaction
pronounce pronunciation pronunciations
perceive perception perceptions
",
);

static GERMAN: Table = table!(
    "\
anlegen anlage anlagen
eingeben eingabe eingaben
ausgeben ausgabe ausgaben
angeben angabe angaben
abgeben abgabe abgaben
übergeben übergabe übergaben
zurückgeben rückgabe rückgaben
zurücksenden rücksendung rücksendungen
zurückzahlen rückzahlung rückzahlungen
erstatten rückerstattung rückerstattungen
zugreifen zugriff zugriffe zugriffs
versenden versand versands
reparieren reparatur reparaturen
verlieren verlust verluste verlusts
annehmen annahme annahmen
aufnehmen aufnahme aufnahmen
teilnehmen teilnahme teilnahmen
übernehmen übernahme übernahmen
umziehen umzug umzüge umzugs
abziehen abzug abzüge abzugs
anschließen anschluss anschlüsse
abschließen abschluss abschlüsse
eintreten eintritt eintritts
beitreten beitritt beitritts
zurücktreten rücktritt rücktritts
widersprechen widerspruch widersprüche widerspruchs
abbrechen abbruch abbrüche
ausfallen ausfall ausfälle
",
);

static FRENCH: Table = table!(
    "\
créer création créations
louer location locations
noter notation notations
protéger protection protections
sélectionner sélection sélections
corriger correction corrections
produire production productions
construire construction constructions
détruire destruction destructions
exécuter exécution exécutions
rédiger rédaction rédactions
ouvrir ouverture ouvertures
fermer fermeture fermetures
lire lecture lectures
écrire écriture écritures
signer signature signatures
couvrir couverture couvertures
transférer transfert transferts
retirer retrait retraits
retourner retour retours
comparer comparaison comparaisons
",
);

static SPANISH: Table = table!(
    "\
votar votación votaciones votacion
citar citación citaciones citacion
tasar tasación tasaciones tasacion
conectar conexión conexiones conexion
imprimir impresión impresiones impresion
admitir admisión admisiones admision
suspender suspensión suspensiones suspension
extender extensión extensiones extension
comprimir compresión compresion
transmitir transmisión transmisiones transmision
convertir conversión conversiones conversion
dividir división divisiones division
decidir decisión decisiones decision
invertir inversión inversiones inversion
corregir corrección correcciones correccion
elegir elección elecciones eleccion
proteger protección protecciones proteccion
recibir recepción recepciones recepcion
describir descripción descripciones descripcion
resolver resolución resoluciones resolucion
abrir apertura aperturas
leer lectura lecturas
bloquear bloqueo bloqueos
desbloquear desbloqueo desbloqueos
verificar verificación verificaciones verificacion
permitir permiso permisos
vender venta ventas
buscar búsqueda búsquedas busqueda busquedas
",
);

static PORTUGUESE: Table = table!(
    "\
criar criação criações criacao
doar doação doações doacao
votar votação votações votacao
conectar conexão conexões conexao
imprimir impressão impressões impressao
permitir permissão permissões permissao
suspender suspensão suspensões suspensao
estender extensão extensões extensao
converter conversão conversões conversao
dividir divisão divisões divisao
decidir decisão decisões decisao
corrigir correção correções correcao
proteger proteção proteções protecao
descrever descrição descrições descricao
resolver resolução resoluções resolucao
solucionar solução soluções solucao
abrir abertura aberturas
ler leitura leituras
bloquear bloqueio bloqueios
desbloquear desbloqueio desbloqueios
excluir exclusão exclusões exclusao
incluir inclusão inclusões inclusao
assinar assinatura assinaturas
remover remoção remoções remocao
",
);

static ITALIAN: Table = table!(
    "\
creare creazione creazioni
donare donazione donazioni
proteggere protezione protezioni
descrivere descrizione descrizioni
risolvere risoluzione risoluzioni
aprire apertura aperture
leggere lettura letture
scrivere scrittura scritture
verificare verifica verifiche
modificare modifica modifiche
cercare ricerca ricerche
sospendere sospensione sospensioni
estendere estensione estensioni
convertire conversione conversioni
disdire disdetta disdette
",
);

static SWEDISH: Table = table!(
    "\
logga inloggning inloggningen inloggningar
skriva utskrift utskriften utskrifter
",
);

static NORDIC: Table = table!(
    "\
oppsi oppsigelse oppsigelsen oppsigelser
",
);

static POLISH: Table = table!(
    "\
rejestrować rejestracja rejestracji rejestrację rejestracją zarejestrować zarejestruję zarejestrowany
instalować zainstalować zainstaluję zainstalowany
logować zalogować zaloguję zalogowany
aktualizować zaktualizować zaktualizuję
rezerwować zarezerwować zarezerwuję
płacić płatność płatności zapłata zapłaty zapłacić zapłacę zapłacony
zablokować blokada blokady blokadę zablokowany
dostarczyć dostawa dostawy dostawę dostawie
usunąć usuwanie usuwania usuwać
wypowiedzieć wypowiedzenie wypowiedzenia wypowiedzeniu
",
);

static CZECH: Table = table!(
    "\
platit platba platby platbu platbou zaplatit zaplacení zaplacen
instalovat nainstalovat nainstaluji
objednat objednávka objednávku objednávky objednávkou
koupit nakoupit nákup nákupu nákupy koupě
prodat prodej prodeje
opravit oprava opravy opravu
ztratit ztráta ztráty ztrátu
tisknout tisk tisku
potvrdit potvrzení potvrzen
stáhnout stažení stažen stáhnu
",
);

static EAST_SLAVIC: Table = table!(
    "\
регистрировать регистрация регистрации регистрацию зарегистрировать зарегистрироваться зарегистрирован
установить установка установки установку установке установок
настроить настройка настройки настройку настройке настроек
доставить доставка доставки доставку доставке доставок
купить покупка покупки покупку покупке покупок
продать продажа продажи продажу продаже
заменить замена замены замену замене
проверить проверка проверки проверку проверке проверок
отправить отправка отправки отправку отправке
загрузить загрузка загрузки загрузку загрузке
блокировать блокировка блокировки блокировку блокировке заблокировать заблокирован
разблокировать разблокировка разблокировки разблокировку
печатать печать печати печатью распечатать
подписаться подписка подписки подписку подписке подписок
выбрать выбор выбора выборе
перевести перевод перевода переводы переводов
войти вход входа входе
выйти выход выхода выходе
заказать заказ заказа заказы заказов заказе
бронировать бронирование бронирования забронировать
",
);

/// Returns the verb of a noun in lower case; `None` for a word that is no such noun, or that the
/// stemmer takes for one with its verb.
pub(super) fn verb(algorithm: Algorithm, lower: &str) -> Option<Cow<'static, str>> {
    let table = match algorithm {
        Algorithm::English => &ENGLISH,
        Algorithm::German => &GERMAN,
        Algorithm::French => &FRENCH,
        Algorithm::Spanish => &SPANISH,
        Algorithm::Portuguese => &PORTUGUESE,
        Algorithm::Italian => &ITALIAN,
        Algorithm::Swedish => &SWEDISH,
        Algorithm::Danish | Algorithm::Norwegian => &NORDIC,
        Algorithm::Polish => &POLISH,
        Algorithm::Czech => &CZECH,
        Algorithm::Russian | Algorithm::Ukrainian => &EAST_SLAVIC,
        Algorithm::Dutch => return by_ending(algorithm, lower).map(Cow::Owned),
        _ => return None,
    };
    if let Some(verb) = table.word_of(lower) {
        return Some(Cow::Borrowed(verb));
    }
    let verb = match algorithm {
        Algorithm::German => german(lower),
        Algorithm::Polish => polish(lower),
        _ => None,
    };
    verb.or_else(|| by_ending(algorithm, lower)).map(Cow::Owned)
}

/// Endings of nouns, each with that of the verb. Of several that fit, the first counts.
type Endings = &'static [(&'static str, &'static str)];

/// Returns the endings of a language, and what stands before one in nouns that are of no verb, or of
/// one that means something else.
fn endings(algorithm: Algorithm) -> (Endings, &'static [&'static str]) {
    match algorithm {
        Algorithm::German => (
            &[("ation", "ieren"), ("ationen", "ieren")],
            &["st", "n", "r", "gener", "situ", "organis", "oper", "form"],
        ),
        Algorithm::Spanish => (
            &[
                ("ducción", "ducir"),
                ("ducciones", "ducir"),
                ("duccion", "ducir"),
                ("trucción", "truir"),
                ("trucciones", "truir"),
                ("truccion", "truir"),
            ],
            &[],
        ),
        Algorithm::Portuguese => (
            &[
                ("dução", "duzir"),
                ("duções", "duzir"),
                ("ducao", "duzir"),
                ("trução", "truir"),
                ("truções", "truir"),
                ("trucao", "truir"),
            ],
            &[],
        ),
        Algorithm::Italian => (
            &[
                ("duzione", "durre"),
                ("duzioni", "durre"),
                ("truzione", "truire"),
                ("truzioni", "truire"),
            ],
            &[],
        ),
        Algorithm::Dutch => (
            &[("atie", "eren"), ("aties", "eren")],
            &["rel", "situ", "organis", "st", "n", "r"],
        ),
        Algorithm::Swedish => (
            &[
                ("ation", "era"),
                ("ationen", "era"),
                ("ationer", "era"),
                ("ring", "ra"),
                ("ringen", "ra"),
                ("ringar", "ra"),
            ],
            &["st", "n", "r", "gener", "situ", "organis"],
        ),
        Algorithm::Danish => (
            &[("ation", "ere"), ("ationen", "ere"), ("ationer", "ere")],
            &["st", "n", "r", "gener", "situ", "organis"],
        ),
        Algorithm::Norwegian => (
            &[("asjon", "ere"), ("asjonen", "ere"), ("asjoner", "ere")],
            &["st", "n", "r", "gener", "situ", "organis"],
        ),
        Algorithm::Czech => (
            &[
                ("ace", "ovat"),
                ("aci", "ovat"),
                ("ací", "ovat"),
                ("ání", "at"),
                ("áním", "at"),
                ("ění", "it"),
            ],
            &["situ", "gener", "organiz", "povol"],
        ),
        Algorithm::Russian => (
            &[
                ("изация", "изовать"),
                ("изации", "изовать"),
                ("изацию", "изовать"),
                ("ация", "ировать"),
                ("ации", "ировать"),
                ("ацию", "ировать"),
                ("вление", "вить"),
                ("вления", "вить"),
                ("влению", "вить"),
                ("ждение", "дить"),
                ("ждения", "дить"),
            ],
            &["орган", "ситу", "н", "р"],
        ),
        _ => (&[], &[]),
    }
}

fn by_ending(algorithm: Algorithm, lower: &str) -> Option<String> {
    const SHORTEST: usize = 3;
    let (endings, of_no_verb) = endings(algorithm);
    let (stem, of_verb) = endings.iter().find_map(|(ending, of_verb)| {
        let stem = lower.strip_suffix(ending)?;
        Some((stem, of_verb))
    })?;
    let is_noun = stem.chars().count() >= SHORTEST || of_verb.chars().count() > 4;
    (is_noun && !of_no_verb.contains(&stem)).then(|| format!("{stem}{of_verb}"))
}

/// Returns the verb of a German noun in `-ung`: `Einrichtung`, `Verschlüsselung`, `Sammlung`,
/// `Stornierung`.
fn german(lower: &str) -> Option<String> {
    /// Without the ending.
    const OF_NO_VERB: [&str; 22] = [
        "acht", "bild", "dicht", "fass", "fest", "gatt", "halt", "kreuz", "leit", "quitt", "rechn",
        "richt", "sitz", "stell", "steuer", "stift", "umgeb", "verfass", "wart", "währ", "wert",
        "zeit",
    ];
    let stem = lower
        .strip_suffix("ung")
        .or_else(|| lower.strip_suffix("ungen"))?;
    let has_vowel = stem.contains(['a', 'e', 'i', 'o', 'u', 'ä', 'ö', 'ü', 'y']);
    if !has_vowel || stem.len() < 3 || OF_NO_VERB.contains(&stem) {
        return None;
    }
    let before = |ending: &str| stem.strip_suffix(ending);
    if before("ier").is_none() && (before("er").is_some() || before("el").is_some()) {
        return Some(format!("{stem}n"));
    }
    // The verb of `Sammlung` is `sammeln`, that of `Erzählung` `erzählen`.
    let has_e = |head: &&str| head.ends_with(['b', 'd', 'f', 'g', 'k', 'm', 'n', 'p', 't', 'z']);
    if let Some(head) = before("l").filter(has_e) {
        return Some(format!("{head}eln"));
    }
    Some(format!("{stem}en"))
}

/// Returns the verb of a Polish noun: `aktywacja`, `pobieranie`, `ustawienie`, `utworzenie`.
fn polish(lower: &str) -> Option<String> {
    const OF_NO_VERB: [&str; 16] = [
        "sytuacja",
        "stacja",
        "racja",
        "relacja",
        "kolacja",
        "restauracja",
        "generacja",
        "organizacja",
        "edukacja",
        "śniadanie",
        "zdanie",
        "siedzenie",
        "pytanie",
        "zadanie",
        "mieszkanie",
        "wydarzenie",
    ];
    const SHORTEST: usize = 3;
    let ends_in = |endings: &[&str]| {
        let stem = endings
            .iter()
            .find_map(|ending| lower.strip_suffix(ending))?;
        (stem.chars().count() >= SHORTEST).then_some(stem)
    };
    if OF_NO_VERB.contains(&lower) {
        return None;
    }
    if let Some(stem) = ends_in(&["acja", "acji", "ację", "acją", "acje"]) {
        return Some(format!("{stem}ować"));
    }
    if let Some(stem) = ends_in(&["owanie", "owania", "owaniu"]) {
        return Some(format!("{stem}ować"));
    }
    if let Some(stem) = ends_in(&["anie", "ania", "aniu"]) {
        return Some(format!("{stem}ać"));
    }
    let stem = ends_in(&["enie", "enia", "eniu"])?;
    let of_verb = if stem.ends_with('i') {
        "ć"
    } else if ["ż", "rz", "cz", "sz"]
        .iter()
        .any(|end| stem.ends_with(end))
    {
        "yć"
    } else {
        "ić"
    };
    Some(format!("{stem}{of_verb}"))
}
