//! English: irregular verbs and plurals, nouns of verbs whose stems differ, British spelling.

use std::borrow::Cow;

use super::Lemma;
use super::table::{Table, table};

/// Each line has a word and its forms.
static TABLE: Table = table!(
    "\
man men
woman women
child children
foot feet
tooth teeth
goose geese
mouse mice
ox oxen
~person people
knife knives
wife wives
~life lives
half halves
shelf shelves
wolf wolves
calf calves
loaf loaves
thief thieves
scarf scarves
index indices indexes
matrix matrices
vertex vertices
appendix appendices
vortex vortices
codex codices
criterion criteria
phenomenon phenomena
analysis analyses
crisis crises
thesis theses
hypothesis hypotheses
diagnosis diagnoses
parenthesis parentheses
synopsis synopses
schema schemata
quiz quizzes
~die dice
stimulus stimuli
nucleus nuclei
radius radii
fungus fungi
bacterium bacteria
curriculum curricula
forget forgot forgotten forgetting
get got gotten
buy bought
pay paid
repay repaid
prepay prepaid
break broke broken
choose chose chosen
keep kept
sleep slept
creep crept
sweep swept
weep wept
~feel felt
deal dealt
~mean meant
dream dreamt
~leave left
~lead led
~feed fed
~meet met
send sent
resend resent
spend spent
lend lent
bend bent
build built
rebuild rebuilt
lose lost
~shoot shot
~light lit
sit sat
win won
run ran
begin began begun
drink drank drunk
~ring rang rung
sing sang sung
~sink sank sunk
swim swam swum
spring sprang sprung
shrink shrank shrunk
sell sold
resell resold
tell told
foretell foretold
hold held
withhold withheld
bring brought
catch caught
teach taught
~think thought
rethink rethought
seek sought
fight fought
~speak spoke spoken
wake woke woken
~steal stole stolen
freeze froze frozen
write wrote written
rewrite rewrote rewritten
overwrite overwrote overwritten
ride rode ridden
override overrode overridden
drive drove driven
~rise rose risen
arise arose arisen
give gave given
forgive forgave forgiven
take took taken
retake retook retaken
undertake undertook undertaken
mistake mistook mistaken
shake shook shaken
hide hid hidden
~bite bitten
fly flew flown
grow grew grown
know knew known
throw threw thrown
draw drew drawn
withdraw withdrew withdrawn
blow blew blown
show shown
wear wore worn
~tear tore torn
swear swore sworn
bear borne
come came
become became
overcome overcame
undergo underwent undergone
make made
remake remade
say said
lay laid
hear heard
understand understood
misunderstand misunderstood
stand stood
withstand withstood
~find found
~bind bound
~wind wound
~grind ground
~see saw seen
foresee foresaw foreseen
~fall fell fallen
stick stuck
strike struck stricken
hang hung
dig dug
spin spun
swing swung
sting stung
cling clung
fling flung
shine shone
slide slid
undo undid undone
redo redid redone
~do did done
~lie lain
sew sewn
sow sown
mow mown
prove proven
~pay payment payments
~decide decision decisions
~admit admission admissions
~apply application applications applicant applicants
~subscribe subscription subscriptions
~unsubscribe unsubscription
~describe description descriptions
~prescribe prescription prescriptions
~permit permission permissions
~submit submission submissions
~transmit transmission transmissions
~emit emission emissions
~omit omission omissions
~convert conversion conversions
~extend extension extensions
~expand expansion expansions
~suspend suspension suspensions
~divide division divisions
~conclude conclusion conclusions
~include inclusion inclusions
~exclude exclusion exclusions
~intrude intrusion intrusions
~collide collision collisions
~deliver delivery deliveries
~recover recovery recoveries
~discover discovery discoveries
~register registration registrations
~fail failure failures
~depart departure departures
~close closure closures
~disclose disclosure disclosures
~expose exposure exposures
~choose choice choices
~lose loss losses
~sell sale sales
~grow growth
~believe belief beliefs
~prove proof proofs
~complain complaint complaints
~weigh weight weights
~comply compliance
~rely reliance
~maintain maintenance
~explain explanation explanations
~repeat repetition repetitions
~compete competition competitions
~assume assumption assumptions
~consume consumption
~redeem redemption
~destroy destruction
~reduce reduction reductions
~introduce introduction introductions
~solve solution solutions
~resolve resolution resolutions
~retain retention
~respond response responses
~defend defence defense
~enter entry entries
~receive receipt receipts reception
~acquire acquisition acquisitions
~inquire inquiry inquiries
~verify verification verifications
~notify notification notifications
~identify identification
~modify modification modifications
~specify specification specifications
~clarify clarification clarifications
~classify classification classifications
~qualify qualification qualifications
~certify certification certifications
~simplify simplification
~justify justification
~succeed success
~advise advice
~behave behaviour behavior
~long length
~strong strength
~wide width
~deep depth
~high height
bus buses
gas gases
lens lenses
menu menus
leaf leaves
elf elves
~self selves
penny pennies pence
louse lice
cactus cacti
alumnus alumni
syllabus syllabi
~axis axes
~basis bases
oasis oases
~medium media
~datum data
eat ate eaten
~go goes went gone
beat beaten
burn burnt
learn learnt
~spell spelt
spill spilt
spoil spoilt
~smell smelt
lean leant
leap leapt
kneel knelt
bleed bled
breed bred
flee fled
~speed sped
weave wove woven
forbid forbade forbidden
awake awoke awoken
tread trod trodden
strive strove striven
swell swollen
mislead misled
oversee oversaw overseen
overpay overpaid
uphold upheld
unbind unbound
unfreeze unfroze unfrozen
~good better best
~bad worse worst
~big bigger biggest
~easy easier easiest
~early earlier earliest
~heavy heavier heaviest
~happy happier happiest
~fast faster fastest
~slow slower slowest
~cheap cheaper cheapest
~quick quicker quickest
~small smaller smallest
~large larger largest
~short shorter shortest
~old older oldest
~new newer newest
~expire expiry
~history historic historical historically
~summary summarize summarizes summarized summarizing
~sign signature signatures
~move movement movements
~agree agreement agreements
~argue argument arguments
~provide provision provisions
~safe safety
gray grey greys
program programme programmes
license licence licences
offense offence offences
practice practise practises practised practising
jewelry jewellery
aluminum aluminium
judgment judgement judgements
disk disc discs
adapter adaptor adaptors
adviser advisor advisors
artifact artefact artefacts
donut doughnut doughnuts
pajamas pyjamas
~check cheque cheques
catalog catalogue catalogues catalogued
dialog dialogue dialogues
analog analogue analogues
center centre centres centred
theater theatre theatres
liter litre litres
meter metre metres
kilometer kilometre kilometres
centimeter centimetre centimetres
millimeter millimetre millimetres
fiber fibre fibres
",
);

/// Returns what an English word is a form of.
pub(super) fn lemma(lower: &str) -> Option<Lemma<'_>> {
    TABLE
        .lemma(lower)
        .or_else(|| american(lower).map(|word| Lemma::Only(Cow::Owned(word))))
}

/// Returns a word as it is spelt in America: `organization` for `organisation`, `colors` for
/// `colours`.
fn american(lower: &str) -> Option<String> {
    const ENDINGS: [(&str, &str); 11] = [
        ("ise", "ize"),
        ("ises", "izes"),
        ("ised", "ized"),
        ("ising", "izing"),
        ("iser", "izer"),
        ("isers", "izers"),
        ("isation", "ization"),
        ("isations", "izations"),
        ("yse", "yze"),
        ("ysed", "yzed"),
        ("ysing", "yzing"),
    ];
    /// What stands before `ise` in words that are spelt so everywhere.
    const EVERYWHERE: [&str; 22] = [
        "advert", "apprais", "clockw", "compr", "comprom", "conc", "disgu", "enterpr", "exerc",
        "expert", "franch", "improv", "likew", "merchand", "otherw", "parad", "prec", "prem",
        "prom", "superv", "surpr", "telev",
    ];
    const SHORTEST: usize = 4;
    const IN_OUR: [&str; 13] = [
        "armour",
        "behaviour",
        "colour",
        "endeavour",
        "favour",
        "flavour",
        "harbour",
        "honour",
        "humour",
        "labour",
        "neighbour",
        "rumour",
        "vapour",
    ];
    if let Some(word) = IN_OUR.iter().find(|word| lower.starts_with(**word)) {
        return Some(lower.replacen(word, &word.replace("our", "or"), 1));
    }
    if !lower.contains("is") && !lower.contains("ys") {
        return None;
    }
    ENDINGS.iter().find_map(|(british, american)| {
        let stem = lower.strip_suffix(british)?;
        let is_spelt_so = stem.len() < SHORTEST || EVERYWHERE.contains(&stem);
        (!is_spelt_so).then(|| format!("{stem}{american}"))
    })
}
