//! French, Spanish, Portuguese and Italian: plurals that change the stem, stem-changing and irregular
//! verbs.

use std::borrow::Cow;

use frostem::Algorithm;

use super::Lemma;
use super::table::{Table, table};
use crate::analysis::fold;

static FRENCH: Table = table!(
    "\
recevoir reçu reçus reçue reçues reçoit reçois reçoivent réception
apercevoir aperçu aperçus
~perdre perdu perdus perdue perdues perd perds
rendre rendu rendus rendue rendues
vendre vendu vendus vendue vendues
attendre attendu attendue attendus
répondre répondu répond
mettre mis mise met mets mettent
permettre permis permet permettent
remettre remis remise
transmettre transmis
prendre pris prise prend prends prennent
apprendre appris apprend apprennent
comprendre compris comprend comprennent
ouvrir ouvert ouverts ouverte ouvertes ouvre ouvrent
offrir offert offerts offerte offertes
couvrir couvert couverts couverte couvertes
découvrir découvert découverte
~voir vu vus vue vues voit vois voient
~savoir su sait savent sais
boire bu boit boivent
lire lu lus lue lit lis lisent
croire cru croit croient
tenir tenu tient tiennent
obtenir obtenu obtenus obtenue obtient obtiennent
contenir contenu contient contiennent
venir venu venus venue vient viennent
devenir devenu devient deviennent
revenir revenu revient reviennent
écrire écrit écrits écrite écrites écrivent
inscrire inscrit inscrits inscrite inscrites inscrivent inscription inscriptions
souscrire souscrit souscription souscriptions
dire dit dits disent
conduire conduit conduits
produire produit
réduire réduit réduite réduction
construire construit
détruire détruit
peindre peint
éteindre éteint éteints éteinte
atteindre atteint
joindre joint jointe
craindre craint
envoyer envoie envoient envoi
payer paie paient paye paiement paiements
acheter achète achètent achat achats
appeler appelle appellent appel
jeter jette jettent
~connecter connexion connexions
~déconnecter déconnexion déconnexions
~supprimer suppression suppressions
~imprimer impression impressions
~permettre permission permissions
~transmettre transmission
~admettre admission
~convertir conversion conversions
~étendre extension extensions
~suspendre suspension
~décider décision décisions
~diviser division
~choisir choix
~perdre perte pertes
~vendre vente ventes
~livrer livraison livraisons
~essayer essai essais
~employer emploi emplois
travail travaux
cheval chevaux
journal journaux
canal canaux
signal signaux
animal animaux
local locaux
général généraux
spécial spéciaux
normal normaux
national nationaux
bail baux
vitrail vitraux
émail émaux
œil yeux
jeu jeux
feu feux
nouveau nouvelle nouvelles nouvel nouveaux
beau belle belles bel beaux
vieux vieille vieilles vieil
neuf neuve neuves
public publique publiques
blanc blanche blanches
long longue longues
favori favorite favorites
sec sèche sèches
vivre vécu vit vivent
mourir mort morts
naître né née nés nées
suivre suivi suivie suivis suit suivez
rompre rompu rompue
interrompre interrompu interrompue interruption interruptions
résoudre résolu résolue résolution
traduire traduit traduite traduction traductions
expédier expédition expéditions
élire élu élue élus élues élit élisent élection élections elu elue elus
écrire écris écrivez écrivons écrivant
boire bois buvez buvons
venir viens venez venons
tenir tiens tenez tenons
revenir reviens revenez
devenir deviens devenez
obtenir obtiens obtenez
contenir contiens
ciel cieux
vendre vends vend vendez vendent vendant
attendre attends attend attendez attendent attente
rendre rends rend rendez rendent
répondre réponds répondez répondent réponse réponses
entendre entends entend entendez entendu
défendre défends défend défendu défense
descendre descends descend descendez descendu descente
conduire conduis conduisez
construire construis construisez construction constructions
produire produis produisez production productions
",
);

static SPANISH: Table = table!(
    "\
cerrar cierro cierra cierras cierran cierre
encontrar encuentro encuentra encuentras encuentran encuentre
abrir abierto abierta abiertos abiertas
escribir escrito escrita escritos escritas
inscribir inscrito inscrita inscripción
suscribir suscrito suscrita suscripción suscripciones
ver visto vista veo vi vio
dar doy dio dieron
querer quiero quiere quieren quiso
venir vengo viene vienen vino
oír oigo oye
imprimir impreso impresa impresos
ir voy va vamos
carácter caracteres
hacer hecho hecha hago hizo
decir dicho digo dice
poner puesto puesta pongo puso
romper roto rota rotos
volver vuelto vuelvo vuelve vuelta
devolver devuelto devuelvo devuelve devolución devoluciones
resolver resuelto resuelvo resuelve
cubrir cubierto
morir muerto
pedir pido pide piden pidió
repetir repito repite repiten
medir mido mide
servir sirvo sirve sirven
seguir sigo sigue siguen
conseguir consigo consigue consiguen
elegir elijo elige eligen
corregir corrijo corrige
empezar empiezo empieza empiezan
comenzar comienzo comienza comienzan
perder pierdo pierde pierden perdido
entender entiendo entiende entienden
pensar pienso piensa piensan
sentar siento sienta
recomendar recomiendo recomienda
contar cuento cuenta cuentan
mostrar muestro muestra muestran
probar pruebo prueba prueban
recordar recuerdo recuerda recuerdan
costar cuesta cuestan costó
acostar acuesto acuesta
mover muevo mueve mueven
poder puedo puede pueden pudo pudieron
jugar juego juega juegan
dormir duermo duerme
enviar envío envía envían
traer traigo trajo
conducir conduzco condujo
conocer conozco
ofrecer ofrezco
saber sé supo
salir salgo
tener tuvo tengo tiene
abrir abro abre abres abren abra abran abrió abrieron abriendo abrimos
colgar cuelgo cuelga cuelgas cuelgan cuelgue
encender enciendo enciende enciendes encienden encienda
traducir traduzco traduce traduces traducen tradujo traduzca traducción traducciones
producir produzco produce producen produjo
introducir introduzco introduce introducen introdujo
reducir reduzco reduce reducen redujo
despertar despierto despierta despiertan
calentar caliento calienta calientan
apretar aprieto aprieta aprietan
negar niego niega niegan
defender defiendo defiende defienden
doler duele duelen
soñar sueño sueña sueñan
impedir impido impide impiden
construir construyo construye construyen construyó
incluir incluyo incluye incluyen incluyó
excluir excluyo excluye excluyen
sustituir sustituyo sustituye sustituyen
distribuir distribuyo distribuye distribuyen
caer caigo cayó cayeron
leer leyó leyeron
creer creyó
aparecer aparezco
pertenecer pertenezco
obtener obtengo obtiene obtienen obtuvo
mantener mantengo mantiene mantienen mantuvo
detener detengo detiene detienen detuvo
contener contengo contiene contienen
proponer propongo propuesto propuesta propuso
suponer supongo supuesto
disponer dispongo dispuesto dispuesta
mentir miento miente mienten
sentir siente sienten
preferir prefiero prefiere prefieren
convertir convierto convierte convierten
advertir advierto advierte
",
);

static PORTUGUESE: Table = table!(
    "\
pedir peço peça peçam pede
perder perco perca
fazer faço fiz fez feito feita
abrir aberto aberta abertos abertas
escrever escrito escrita escritos
inscrever inscrito inscrita inscrição inscrições
ver vejo visto vê viu vista
querer quero quer quis
bom boa bons boas
devolver devolvido devolução devoluções
perfil perfis
barril barris
civil civis
fuzil fuzis
infantil infantis
juvenil juvenis
vir venho veio
pôr ponho pus pôs posto posta
ter tenho tive teve
trazer trago trouxe
dizer digo disse dito
poder posso pude pôde
saber sei soube
ouvir ouço
dormir durmo
servir sirvo
seguir sigo
conseguir consigo
sentir sinto
preferir prefiro
pagar pago paguei pagamento pagamentos
ganhar ganho
gastar gasto
entregar entregue entregues
receber recebo
abrir abro abre abres abrem abra abram abriu abriram abrindo abrimos
mentir minto
subir subo sobe sobem
fugir fujo foge
cobrir cubro coberto coberta
descobrir descubro descoberto descoberta
sair saio sai saem saiu
cair caio cai caem caiu
traduzir traduzo traduz tradução traduções
produzir produzo produz
medir meço
impedir impeço
valer valho
caber caibo
sol sóis
azul azuis
escolher escolhido escolha escolhas
",
);

static ITALIAN: Table = table!(
    "\
aprire aperto aperta aperti aperte
chiudere chiuso chiusa chiusi chiuse chiusura
scrivere scritto scritta scritti
iscrivere iscritto iscritta iscritti iscrizione iscrizioni
leggere letto letta letti
perdere perso persa persi perduto
prendere preso presa presi
spendere speso spesa
rendere reso resa
mettere messo messa messi
permettere permesso
vedere visto vista visti
chiedere chiesto chiesta chiesti
richiedere richiesto richiesta richieste
rispondere risposto risposta risposte
rimuovere rimosso rimossa rimozione
risolvere risolto risolta soluzione
scegliere scelto scelta scelte scelgo
togliere tolto tolta tolgo
rompere rotto rotta rotti
fare fatto fatta fatti faccio fa fai fanno
dire detto dico dice dicono
offrire offerto offerta offerte
coprire coperto coperta
correggere corretto corretta correzione
decidere deciso decisa decisione decisioni
dividere diviso divisione
spegnere spento spenta
accendere acceso accesa
uscire uscito
venire vengo viene venuto
tenere tengo tiene
sapere so
potere posso può
vendere venduto vendita vendite
pagare pagamento pagamenti
uomo uomini
dito dita
uovo uova
braccio braccia
paio paia
amico amici
andare vado va vai vanno andato
~dare do dà danno dato
sapere sa sanno
uscire esco esce escono
bere bevo beve bevuto
rimanere rimango rimane rimasto rimasta
morire muore morto
nascere nato nata nati
vivere vissuto vissuta
vincere vinto vinta
riprendere ripreso ripresa
sorprendere sorpreso sorpresa
scoprire scoperto scoperta
spedire spedizione spedizioni
accedere accesso accessi
connettere connesso connessione connessioni
~bello bei begli
chiave chiavi
medico medici
aprire apro apri apre aprono apra aprì aprendo apriamo
salire salgo salgono salga
spegnere spengo spengono
riuscire riesco riesce riescono
scegliere scelgono
togliere tolgono
raccogliere raccolgo raccolgono raccolto raccolta raccolte
proporre propongo propone propongono proposto proposta proposte
disporre dispongo dispone disposto
produrre produco produce producono produzione
tradurre traduco traduce traducono tradotto tradotta traduzione traduzioni
ridurre riduco riduce riducono ridotto ridotta riduzione riduzioni
introdurre introduco introduce introdotto introdotta
bere bevono
rimanere rimangono
ottenere ottengo ottiene ottengono ottenuto
mantenere mantengo mantiene mantengono
contenere contengo contiene contengono
muovere muovo mosso mossa
cuocere cuocio cotto cotta
nascondere nascosto nascosta
piangere pianto
giungere giunto
aggiungere aggiunto aggiunta aggiunti
raggiungere raggiunto raggiunta
stringere stretto
dipingere dipinto dipinta
",
);

/// Returns what a word of one of these languages is a form of.
pub(super) fn lemma(algorithm: Algorithm, lower: &str) -> Option<Lemma<'_>> {
    match algorithm {
        Algorithm::French => also(FRENCH.lemma(lower)).or_else(|| french_ending(lower)),
        Algorithm::Spanish => also(SPANISH.lemma(lower)).or_else(|| spanish_ending(lower)),
        Algorithm::Portuguese => also(PORTUGUESE.lemma(lower)).or_else(|| portuguese_ending(lower)),
        _ => also(ITALIAN.lemma(lower)).or_else(|| italian_ending(lower)),
    }
}

/// Keeps the own stem of a listed form: participles are nouns, too.
fn also(found: Option<Lemma<'_>>) -> Option<Lemma<'_>> {
    found.map(|found| match found {
        Lemma::Only(word) | Lemma::Also(word) => Lemma::Also(word),
    })
}

/// Returns the word with `g` or `c` before another vowel: `laghi`, `paghi`, `cerchi`.
fn italian_ending(lower: &str) -> Option<Lemma<'_>> {
    const ENDINGS: [(&str, &str); 4] = [("ghi", "go"), ("chi", "co"), ("ghe", "ga"), ("che", "ca")];
    with_ending(lower, &ENDINGS).map(|word| Lemma::Also(Cow::Owned(word)))
}

/// Returns the word with the first of some endings that fits in place of another.
fn with_ending(lower: &str, endings: &[(&str, &str)]) -> Option<String> {
    const SHORTEST: usize = 2;
    endings.iter().find_map(|(ending, other)| {
        let stem = lower.strip_suffix(ending)?;
        (stem.chars().count() >= SHORTEST).then(|| format!("{stem}{other}"))
    })
}

/// Returns the feminine of `actif`, and the verb of `vérification`.
fn french_ending(lower: &str) -> Option<Lemma<'_>> {
    const ENDINGS: [(&str, &str); 4] = [
        ("ifs", "ive"),
        ("if", "ive"),
        ("ification", "ifier"),
        ("ifications", "ifier"),
    ];
    with_ending(lower, &ENDINGS).map(|word| Lemma::Also(Cow::Owned(word)))
}

/// Returns the singular of `luces`, `imágenes`, and the infinitive of `busqué`, `realice`, whose
/// consonants are spelt by the vowel after them.
fn spanish_ending(lower: &str) -> Option<Lemma<'_>> {
    const VERBS: [(&str, &str); 8] = [
        ("qué", "car"),
        ("que", "car"),
        ("ques", "car"),
        ("quen", "car"),
        ("cé", "zar"),
        ("ce", "zar"),
        ("cen", "zar"),
        ("cemos", "zar"),
    ];
    let ends_in_vowel =
        |stem: &&str| stem.ends_with(['a', 'e', 'i', 'o', 'u', 'á', 'é', 'í', 'ó', 'ú']);
    let of_z = lower.strip_suffix("ces").filter(ends_in_vowel);
    let plural = of_z
        .filter(|stem| stem.len() > 1)
        .map(|stem| format!("{stem}z"));
    // `exámenes`: the accent moves.
    let of_n = || {
        let stem = lower.strip_suffix("enes")?;
        Some(fold(stem) + "en")
    };
    plural
        .or_else(of_n)
        .or_else(|| with_ending(lower, &VERBS))
        .map(|word| Lemma::Also(Cow::Owned(word)))
}

/// Returns the singular of `cartões`, `pães`, `papéis`, `níveis`, `homens`, `canais`, and the
/// infinitive of `cheguei`, `busquei`.
fn portuguese_ending(lower: &str) -> Option<Lemma<'_>> {
    const RULES: [(&str, &str); 11] = [
        ("ões", "ão"),
        ("ães", "ão"),
        ("ãos", "ão"),
        ("éis", "el"),
        ("óis", "ol"),
        ("ais", "al"),
        ("veis", "vel"),
        ("eis", "il"),
        ("ens", "em"),
        ("uns", "um"),
        ("ins", "im"),
    ];
    const NO_PLURALS: [&str; 10] = [
        "mais",
        "demais",
        "pais",
        "cais",
        "jamais",
        "mães",
        "seis",
        "reis",
        "leis",
        "dezesseis",
    ];
    const VERBS: [(&str, &str); 3] = [("quei", "car"), ("guei", "gar"), ("cei", "çar")];
    if NO_PLURALS.contains(&lower) {
        return None;
    }
    if let Some(verb) = with_ending(lower, &VERBS) {
        return Some(Lemma::Also(Cow::Owned(verb)));
    }
    RULES.iter().find_map(|(plural, singular)| {
        let stem = lower.strip_suffix(plural)?;
        (!stem.is_empty()).then(|| Lemma::Only(Cow::Owned(format!("{stem}{singular}"))))
    })
}
