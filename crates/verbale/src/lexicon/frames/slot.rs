use smol_str::SmolStr;
use std::fmt;
use std::str::FromStr;

/// A place in the parse around a trigger, in UD's terms but free of voice: `nsubj` is whoever does it, `obj`
/// whoever it is done to, in active, passive and nominal clauses alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// The trigger itself, and the light verb that carries it: for what its own words say ("did not recognise").
    Own,
    /// The doer: subject, agent of a passive, possessor or demonym of a noun.
    Nsubj,
    /// The one it is done to: object, subject of a passive, `of` of a noun.
    Obj,
    /// Indirect object.
    Iobj,
    /// A phrase with one of these prepositions, under a verb or a noun.
    Obl(Vec<SmolStr>),
    /// An infinitive or participle without a subject of its own ("vowed to go"); `acl` under a noun.
    Xcomp,
    /// A clause ("said that he would go").
    Ccomp,
    /// An adverbial clause with one of these marks ("accused him of lying": `advcl:of`); any if empty.
    Advcl(Vec<SmolStr>),
    /// A possessor: "Iran's".
    Poss,
    /// Who tells of it: "they were detained, **police** said".
    Teller,
    /// Whoever does what the clause around the trigger tells: "in cooperation with the FBI, **Peru** seized …".
    Doer,
    /// The preposition before a noun: "**with** the help of", "**under** siege".
    Case,
    /// A word before a noun: "nuclear talks", "US sanctions".
    Mod,
    /// The second slot, under the word in the first: `obj>obl:with`.
    Path(Box<Slot>, Box<Slot>),
    /// The actors of the event headed by the word in the slot: `xcomp.actor`.
    ActorOf(Box<Slot>),
    /// Its recipients: `xcomp.recipient`.
    RecipientOf(Box<Slot>),
}

impl FromStr for Slot {
    type Err = String;

    fn from_str(word: &str) -> Result<Slot, String> {
        if let Some((slot, role)) = word.split_once('.') {
            let inner = Box::new(slot.parse()?);
            return match role {
                "actor" => Ok(Slot::ActorOf(inner)),
                "recipient" => Ok(Slot::RecipientOf(inner)),
                _ => Err(word.to_owned()),
            };
        }
        if let Some((first, second)) = word.split_once('>') {
            return Ok(Slot::Path(Box::new(first.parse()?), Box::new(second.parse()?)));
        }
        let words = |list: &str| list.split('/').map(SmolStr::new).collect();
        match word {
            "self" => Ok(Slot::Own),
            "nsubj" => Ok(Slot::Nsubj),
            "obj" => Ok(Slot::Obj),
            "iobj" => Ok(Slot::Iobj),
            "xcomp" => Ok(Slot::Xcomp),
            "ccomp" => Ok(Slot::Ccomp),
            "advcl" => Ok(Slot::Advcl(Vec::new())),
            "poss" => Ok(Slot::Poss),
            "mod" => Ok(Slot::Mod),
            "teller" => Ok(Slot::Teller),
            "doer" => Ok(Slot::Doer),
            "case" => Ok(Slot::Case),
            _ => match word.split_once(':') {
                Some(("obl", list)) if !list.is_empty() => Ok(Slot::Obl(words(list))),
                Some(("advcl", list)) if !list.is_empty() => Ok(Slot::Advcl(words(list))),
                _ => Err(word.to_owned()),
            },
        }
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Slot::Own => f.write_str("self"),
            Slot::Nsubj => f.write_str("nsubj"),
            Slot::Obj => f.write_str("obj"),
            Slot::Iobj => f.write_str("iobj"),
            Slot::Obl(list) => write!(f, "obl:{}", list.join("/")),
            Slot::Xcomp => f.write_str("xcomp"),
            Slot::Ccomp => f.write_str("ccomp"),
            Slot::Advcl(list) if list.is_empty() => f.write_str("advcl"),
            Slot::Advcl(list) => write!(f, "advcl:{}", list.join("/")),
            Slot::Poss => f.write_str("poss"),
            Slot::Mod => f.write_str("mod"),
            Slot::Case => f.write_str("case"),
            Slot::Doer => f.write_str("doer"),
            Slot::Teller => f.write_str("teller"),
            Slot::Path(first, second) => write!(f, "{first}>{second}"),
            Slot::ActorOf(slot) => write!(f, "{slot}.actor"),
            Slot::RecipientOf(slot) => write!(f, "{slot}.recipient"),
        }
    }
}

/// What a reader is told when a slot is not one.
pub(super) const SLOTS: &str = "a slot: self, nsubj, obj, iobj, obl:PREP[/PREP…], xcomp, ccomp, advcl[:MARK], poss, mod, teller, doer, case, \
                                SLOT>SLOT, SLOT.actor or SLOT.recipient";
