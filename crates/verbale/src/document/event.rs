use super::code::{codes, ids};
use super::{Entity, PlaceId, Precision, SentenceId, Span, TimeId, TokenId};
use jiff::civil::Date;
use smol_str::SmolStr;

ids! {
    /// An event's place in [`super::Document::events`].
    EventId,
}

codes! {
    /// PLOVER 2.0 event types.
    EventType, "event type":
    Agree = "AGREE", Consult = "CONSULT", Support = "SUPPORT", Concede = "CONCEDE", Cooperate = "COOPERATE",
    Aid = "AID", Retreat = "RETREAT", Request = "REQUEST", Accuse = "ACCUSE", Reject = "REJECT",
    Threaten = "THREATEN", Protest = "PROTEST", Sanction = "SANCTION", Mobilize = "MOBILIZE", Coerce = "COERCE",
    Assault = "ASSAULT",
}

codes! {
    /// PLOVER 2.0 modes of all types; which type allows which is in `data/ontology/modes.tsv`.
    Mode, "mode":
    Visit = "visit", ThirdParty = "third-party", Multilateral = "multilateral", Phone = "phone",
    Withdraw = "withdraw", Release = "release", Disarm = "disarm", Ceasefire = "ceasefire", Access = "access",
    Resign = "resign", Assist = "assist", Change = "change", Yield = "yield", Meet = "meet",
    Disapprove = "disapprove", Investigate = "investigate", Allege = "allege", Restrict = "restrict",
    Arrest = "arrest", Relations = "relations", Expel = "expel", Territory = "territory", Violence = "violence",
    Demo = "demo", Riot = "riot", Strike = "strike", Hunger = "hunger", Boycott = "boycott", Obstruct = "obstruct",
    Vandalize = "vandalize", Convict = "convict", Discontinue = "discontinue", Troops = "troops",
    Weapons = "weapons", Police = "police", Militia = "militia", Seize = "seize", Censor = "censor",
    Curfew = "curfew", MartialLaw = "martial-law", Deport = "deport", Withhold = "withhold",
    Misinformation = "misinformation", Cyber = "cyber", Abduct = "abduct", Beat = "beat", Torture = "torture",
    Sexual = "sexual", Targeted = "targeted", Destroy = "destroy", Primitive = "primitive", Firearms = "firearms",
    Explosives = "explosives", SuicideAttack = "suicide-attack", Aerial = "aerial", Drone = "drone",
    HeavyWeapons = "heavy-weapons", CrowdControl = "crowd-control", Unconventional = "unconventional",
}

codes! {
    /// PLOVER 2.0 contexts: what the text is about.
    Context, "context":
    Military = "military", Intelligence = "intelligence", Executive = "executive", Legislative = "legislative",
    Election = "election", PoliticalInstitutions = "political_institutions", ProDemocracy = "pro_democracy",
    ProAutocracy = "pro_autocracy", Legal = "legal", Economic = "economic", NaturalResource = "natural_resource",
    Environment = "environment", Disasters = "disasters", Technology = "technology", HumanRights = "human_rights",
    RightsFreedoms = "rights_freedoms", Repression = "repression", HumanSecurity = "human_security",
    Reparations = "reparations", Gender = "gender", Lgbt = "lgbt", ReligionEthnicity = "religion_ethnicity",
    Inequality = "inequality", Health = "health", Asylum = "asylum", Migration = "migration",
    Diplomatic = "diplomatic", Territory = "territory", Peacekeeping = "peacekeeping", Terrorism = "terrorism",
    Cbrn = "cbrn", Cyber = "cyber", Misinformation = "misinformation", Crime = "crime", Corruption = "corruption",
    IllegalDrugs = "illegal_drugs", Trafficking = "trafficking",
}

impl EventType {
    /// PLOVER's quadrant: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub fn quad(self) -> u8 {
        use EventType::*;
        match self {
            Agree | Consult | Support | Concede => 1,
            Cooperate | Aid | Retreat => 2,
            Request | Accuse | Reject | Threaten => 3,
            Protest | Sanction | Mobilize | Coerce | Assault => 4,
        }
    }

    /// An act of words: uttered, it has happened.
    pub fn is_verbal(self) -> bool {
        matches!(self.quad(), 1 | 3)
    }
}

/// When something happened: days, and how exactly they are known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct When {
    /// First day. Absent for "before the trip".
    pub start: Option<Date>,
    /// Last day, inclusive. Absent for "since the war".
    pub end: Option<Date>,
    /// How exactly.
    pub precision: Precision,
    /// The expression that says so; absent when the day of publication stands in.
    pub time: Option<TimeId>,
}

/// A number of people that the text gives with an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// At least.
    pub min: u32,
    /// At most; absent for "more than 50".
    pub max: Option<u32>,
    /// The words.
    pub span: Span,
}

/// A sum of money that the text gives with an event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Amount {
    /// In units of the currency.
    pub value: f64,
    /// ISO 4217.
    pub currency: super::Code,
    /// The words.
    pub span: Span,
}

codes! {
    /// Which of the two spoke: a frame, the trained second opinion (`model`), or both, where frames of two types fitted equally
    /// well and the second opinion chose.
    By, "voice of a coding":
    Frame = "frame", Model = "model", Both = "both",
}

/// Why an event was coded: the frame that fired and the words it fired on.
#[derive(Debug, Clone, PartialEq)]
pub struct Because {
    /// Which of the two spoke.
    pub by: By,
    /// `file/frame`, e.g. `consult/meet`; `model/CONSULT` for the second opinion.
    pub frame: SmolStr,
    /// How much of what a frame asks was there: its conditions, weighed.
    pub conditions: u32,
    /// How likely the second opinion finds the type; absent if it was not asked.
    pub second: Option<f32>,
    /// Trigger first, then the words of each argument.
    pub evidence: Vec<Span>,
}

impl Default for Because {
    fn default() -> Because {
        let (frame, evidence) = Default::default();
        Because { by: By::Frame, frame, conditions: 0, second: None, evidence }
    }
}

/// Someone did something to someone: one PLOVER event as one sentence tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its sentence.
    pub sentence: SentenceId,
    /// The words that made it an event.
    pub trigger: Span,
    /// The head word of the trigger.
    pub head: TokenId,
    /// The word whose tense, negation and modals hold for the event: the head itself, or the light verb that
    /// carries an event noun ("held talks").
    pub clause: TokenId,
    /// What.
    pub event_type: EventType,
    /// How: the type's own modes.
    pub modes: Vec<Mode>,
    /// What the text around it is about.
    pub contexts: Vec<Context>,
    /// CAMEO code, `0331`; at least the root.
    pub cameo: SmolStr,
    /// Who. All parties if the act is symmetric.
    pub actors: Vec<Entity>,
    /// To whom.
    pub recipients: Vec<Entity>,
    /// No side is the doer: a meeting, a clash.
    pub symmetric: bool,
    /// When.
    pub when: Option<When>,
    /// Where.
    pub place: Option<PlaceId>,
    /// For AGREE, THREATEN, REQUEST, REJECT: what would come.
    pub intended_type: Option<EventType>,
    /// The head word of the clause that tells what would come (the complement of "promised to"), if any.
    pub intended_head: Option<TokenId>,
    /// People killed, injured, arrested; and how many took part.
    pub dead: Option<Count>,
    #[allow(missing_docs)]
    pub injured: Option<Count>,
    #[allow(missing_docs)]
    pub arrested: Option<Count>,
    #[allow(missing_docs)]
    pub size: Option<Count>,
    /// Money.
    pub amount: Option<Amount>,
    /// The frame tells it as planned, uncertain or denied by its own words ("called off the talks" tells of none).
    pub told_as: Option<super::Status>,
    /// Only mentioned in passing ("the war in …").
    pub background: bool,
    /// Mentions of one happening in the document share a number.
    pub link: Option<u32>,
    /// Why it was coded.
    pub because: Because,
    /// 0 to 1.
    pub confidence: f32,
}

impl Event {
    /// An event of which nothing but type and trigger is known yet.
    pub fn new(sentence: SentenceId, head: TokenId, trigger: Span, event_type: EventType) -> Event {
        Event {
            sentence,
            trigger,
            head,
            clause: head,
            event_type,
            modes: Vec::new(),
            contexts: Vec::new(),
            cameo: SmolStr::default(),
            actors: Vec::new(),
            recipients: Vec::new(),
            symmetric: false,
            when: None,
            place: None,
            intended_type: None,
            intended_head: None,
            dead: None,
            injured: None,
            arrested: None,
            size: None,
            amount: None,
            told_as: None,
            background: false,
            link: None,
            because: Because::default(),
            confidence: 0.0,
        }
    }
}
