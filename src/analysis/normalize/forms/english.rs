//! English: irregular verbs and plurals, and nouns of verbs whose stems differ.

use super::Lemma;
use super::table::Table;

/// Each line has a word and its forms.
static TABLE: Table = Table::new(
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
",
);

/// Returns what an English word is a form of.
pub(super) fn lemma(lower: &str) -> Option<Lemma<'_>> {
    TABLE.lemma(lower)
}
