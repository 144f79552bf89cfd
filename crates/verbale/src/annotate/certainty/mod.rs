//! Judges whether an event is so, and who says so.
//!
//! The rule for `status`, first match wins:
//!
//! 1. `denied`: the words around it negate it, or the innermost voice denies it. Who rejects the claim of another in one breath
//!    ("rejected Kyiv's claim that …") has the last word on it: the voices are his and the claimant's, the status is his.
//! 2. `uncertain`: possible, conditional, hedged.
//! 3. `planned`: will, plan, promise, readiness; or wanted by somebody and not yet done.
//! 4. `claimed`: a voice that accuses, alleges, claims or believes vouches for it and the outlet does not; or the doer
//!    alone says that he did violence; or the outlet's own words keep away from it ("alleged", "reportedly", "is said to").
//! 5. `ongoing`: it goes on. A verbal act (a promise, demand, accusation …) is `happened` once uttered.
//! 6. Else `happened`.

mod outlook;

use crate::document::{
    Actor, Attribution, Certainty, Code, CueType, Deprel, Document, Entity, Event, EventType, Factuality,
    Feat, OutletStance, Source, Span, Statement, StatementId, Status, Syntax, Tense, TokenId, Upos, Via,
};
use crate::lexicon::modality::{Effect, ModalKind};
use crate::lexicon::{CuePos, Factivity, Lexicon};
pub use outlook::{Outlook, read_outlook};

/// PLOVER's armed opposition.
const REBELS: Code = Code::new("REB");

/// How sure a word's act is, by the words around it and by the voices in whose content it stands.
#[derive(Debug, Clone)]
pub struct Standing {
    /// What the words around it say.
    pub outlook: Outlook,
    /// What the cue of each voice makes of its content, outermost first.
    pub weights: Vec<Factivity>,
    /// By whoever vouches.
    pub factuality: Factuality,
    /// Has happened or goes on: nothing plans, asks, denies or doubts it.
    pub is_so: bool,
}

/// How any predicate of a text stands to the world, whether or not an event was made of it: the same way up the tree,
/// the same voices and the same rule as for events.
///
/// `syntax` and `document` are of one text. Measured against It Happened (White et al. 2016; Rudinger et al. 2018), where
/// what is planned, asked or hypothetical counts as not having happened.
pub fn stand_of(syntax: &Syntax, document: &Document, lexicon: &Lexicon, word: TokenId) -> Standing {
    let voices = voices_around(syntax.token(word).span, &document.statements);
    let (outlook, weights) =
        look_up(syntax, &document.attributions, &document.statements, lexicon, word, word, &voices);
    let doubted = outlook.uncertain;
    let outlook = weighed(outlook, &weights, false);
    // a voice that only thinks so makes it probable, and what is probable counts as so
    let thought = weights.last() == Some(&Factivity::Hedged);
    let open =
        outlook.negated || (outlook.uncertain && (doubted || !thought)) || outlook.planned || outlook.asked;
    Standing { outlook, factuality: factuality(&outlook), weights, is_so: !open }
}

/// Tense, status and factuality of each event, and the chain of voices that it stands in.
pub fn judge_certainty(
    syntax: &Syntax,
    events: &[Event],
    attributions: &[Attribution],
    statements: &[Statement],
    actors: &[Actor],
    lexicon: &Lexicon,
) -> Vec<Certainty> {
    let judge = |event: &Event| {
        let voices = chain_around(event, statements);
        let (mut outlook, weights) =
            look_up(syntax, attributions, statements, lexicon, event.head, event.clause, &voices);
        // but who acknowledges his own violence is believed
        let admitted = weights.last() == Some(&Factivity::Factive);
        outlook.claimed |= !admitted && is_own_claim(event, &voices, statements, actors);
        outlook.claimed |= is_alleged_cause(syntax, event, lexicon);
        decide(event, outlook, &weights, voices)
    };
    events.iter().map(judge).collect()
}

/// What the words around an act say, and what each voice's cue makes of it.
fn look_up(
    syntax: &Syntax,
    attributions: &[Attribution],
    statements: &[Statement],
    lexicon: &Lexicon,
    head: TokenId,
    clause: TokenId,
    voices: &[StatementId],
) -> (Outlook, Vec<Factivity>) {
    let said = |s: &StatementId| &attributions[statements[s.index()].attribution.index()];
    let content_heads: Vec<TokenId> = voices.iter().filter_map(|s| said(s).content_head).collect();
    let stop = |t: TokenId| content_heads.contains(&t);
    let outlook = read_outlook(syntax, &lexicon.modality, head, clause, stop);
    let mut weights: Vec<Factivity> =
        voices.iter().map(|s| factivity_of(syntax, said(s), attributions, lexicon)).collect();
    // "rejected Kyiv's claim that": the claim is there, and by the last word on it, it is not so
    if let [.., outer, inner] = voices[..]
        && statements[outer.index()].answers == Some(inner)
    {
        weights.pop();
    }
    (outlook, weights)
}

/// "It had carried out the attack, its spokesman said": who says of himself that he used force only claims it.
/// A spokesman of rebels speaks for them.
fn is_own_claim(event: &Event, voices: &[StatementId], statements: &[Statement], actors: &[Actor]) -> bool {
    let forceful = matches!(event.event_type, EventType::Assault);
    let speaker = voices.last().and_then(|s| statements[s.index()].speaker.as_ref());
    // "witnesses said a man attacked": two roles of one country are not one person
    let known = |e: &Entity| e.actor.is_some() && !matches!(e.via, Some(Via::Role | Via::Implied));
    let rebels = |e: &Entity| {
        let actor = e.actor.map(|a| &actors[a.index()]);
        actor.filter(|a| a.sectors.first() == Some(&REBELS)).and_then(|a| a.country)
    };
    let same = |e: &Entity| {
        speaker.is_some_and(|s| {
            (known(e) && known(s) && s.actor == e.actor) || (rebels(e).is_some() && rebels(e) == rebels(s))
        })
    };
    forceful && event.actors.iter().any(same)
}

/// "An alleged Israeli strike killed four": the subject is no doer but what was done, and that is only alleged.
fn is_alleged_cause(syntax: &Syntax, event: &Event, lexicon: &Lexicon) -> bool {
    let Some(cause) = syntax.child_by(event.clause, Deprel::Nsubj) else { return false };
    let span = syntax.token(cause).span;
    let is_doer = event.actors.iter().filter_map(|a| a.span).any(|s| s.overlaps(span));
    let claims = |c: TokenId| {
        let effect = |word: &str| lexicon.modality.effect(ModalKind::Adjective, word);
        effect(&syntax.form(c).to_lowercase()) == Some(Effect::Claimed)
    };
    !is_doer && syntax.children_by(cause, Deprel::Amod).any(claims)
}

/// The statements whose content holds an event, outermost first.
pub fn chain_around(event: &Event, statements: &[Statement]) -> Vec<StatementId> {
    // "claimed responsibility": the claim itself is told as the deed, and its voice is the claimant's
    let claims = |s: &Statement| {
        event.told_as == Some(Status::Claimed) && s.cue.is_some_and(|c| c.overlaps(event.trigger))
    };
    sorted_chain(statements, |s| claims(s) || s.content.iter().any(|c| c.overlaps(event.trigger)))
}

/// The statements whose content holds some words, outermost first.
pub fn voices_around(words: Span, statements: &[Statement]) -> Vec<StatementId> {
    sorted_chain(statements, |s| s.content.iter().any(|c| c.overlaps(words)))
}

fn sorted_chain(statements: &[Statement], holds: impl Fn(&Statement) -> bool) -> Vec<StatementId> {
    let mut found: Vec<StatementId> =
        (0..statements.len()).filter(|i| holds(&statements[*i])).map(StatementId::at).collect();
    let depth = |id: StatementId| {
        std::iter::successors(Some(id), |s| statements[s.index()].within).take(statements.len()).count()
    };
    let length = |id: StatementId| statements[id.index()].content.iter().map(|c| c.len()).sum::<usize>();
    found.sort_by_key(|id| (depth(*id), std::cmp::Reverse(length(*id)), *id));
    found
}

/// What the cue makes of its content; a quotation that goes on takes it from its beginning.
fn factivity_of(
    syntax: &Syntax,
    attribution: &Attribution,
    attributions: &[Attribution],
    lexicon: &Lexicon,
) -> Factivity {
    let first = std::iter::successors(Some(attribution), |a| a.continues.map(|id| &attributions[id.index()]));
    let cue =
        first.take(attributions.len()).find_map(|a| a.cue_entry).and_then(|entry| lexicon.cues.get(entry));
    let plain = if attribution.cue_type == CueType::Deny { Factivity::Counter } else { Factivity::Neutral };
    let factivity = cue.map_or(plain, |cue| cue.factivity);
    match (factivity, attribution.negated) {
        (Factivity::Counter, true) => Factivity::Hedged, // "did not deny that"
        (_, true) if asks_for_more(syntax, attribution) => Factivity::Factive,
        (_, true) => Factivity::Hedged, // "did not say that": nobody vouches
        (Factivity::Neutral, false) if is_hearsay(syntax, attribution, lexicon) => Factivity::Claim,
        (factivity, false) => factivity,
    }
}

/// "Has not said why the police arrested the captain", "nobody knows how they fled": that they did is taken for granted.
fn asks_for_more(syntax: &Syntax, attribution: &Attribution) -> bool {
    let Some(start) = attribution.content.first().map(|c| c.start) else { return false };
    let first = syntax.token_ids().nth(syntax.tokens.partition_point(|t| t.span.start < start));
    first.is_some_and(|t| {
        let asks = matches!(syntax.token(t).feats.get(Feat::PronType), Some("Int" | "Rel"));
        asks && matches!(syntax.upos(t), Upos::Adv | Upos::Pron | Upos::Det)
    })
}

/// "Is said to have fled", "according to rumours": nobody is known who would vouch for it, and the outlet does not.
fn is_hearsay(syntax: &Syntax, attribution: &Attribution, lexicon: &Lexicon) -> bool {
    match attribution.source {
        Source::Implicit => attribution.cue_head.is_some_and(|cue| {
            let raised = || syntax.child_by(cue, Deprel::Xcomp).is_some();
            syntax.child_by(cue, Deprel::NsubjPass).is_some() && raised()
        }),
        Source::Words(head, _) => {
            let entries = lexicon.cues.find(syntax.lemma(head), CuePos::Noun).iter();
            entries.filter_map(|e| lexicon.cues.get(*e)).any(|c| c.outlet == OutletStance::Doubts)
        }
        Source::Mention(_) | Source::Writer => false,
    }
}

fn decide(
    event: &Event,
    mut outlook: Outlook,
    weights: &[Factivity],
    according_to: Vec<StatementId>,
) -> Certainty {
    match event.told_as {
        Some(Status::Planned) => outlook.planned = true,
        Some(Status::Uncertain) => outlook.uncertain = true,
        Some(Status::Denied) => outlook.negated = true,
        Some(Status::Claimed) => outlook.claimed = true,
        // "did not recognise": the negation makes the refusal
        Some(Status::Happened) => outlook.negated = false,
        _ => {}
    }
    // "thousands turned out to protest": who comes to protest protests
    let came_to_protest = event.event_type == EventType::Protest && event.told_as.is_none();
    if came_to_protest && outlook.planned && !outlook.announced && !outlook.asked {
        outlook.planned = false;
        outlook.tense = Tense::Past;
    }
    let outlook = weighed(outlook, weights, event.event_type.is_verbal());
    let factuality = factuality(&outlook);
    let told_plainly = weights.iter().all(|w| *w == Factivity::Factive);
    let outlet_factuality = if told_plainly && !outlook.claimed { factuality } else { Factuality::Uu };
    Certainty {
        tense: outlook.tense,
        status: status(event, &outlook),
        factuality,
        outlet_factuality,
        according_to,
    }
}

/// What the voices make of an outlook: the innermost denies, hedges or asks; any may only claim.
fn weighed(mut outlook: Outlook, weights: &[Factivity], is_verbal: bool) -> Outlook {
    if let Some(innermost) = weights.last() {
        outlook.negated ^= *innermost == Factivity::Counter;
        outlook.uncertain |= *innermost == Factivity::Hedged;
        outlook.asked |= *innermost == Factivity::Open && !is_verbal;
    }
    outlook.claimed |= weights.contains(&Factivity::Claim);
    outlook
}

fn factuality(outlook: &Outlook) -> Factuality {
    let certain = !(outlook.uncertain || outlook.asked || outlook.planned || outlook.probable);
    match (outlook.negated, certain) {
        (true, true) => Factuality::CtMinus,
        (false, true) => Factuality::CtPlus,
        (negated, false) if outlook.asked => {
            if negated {
                Factuality::PsMinus
            } else {
                Factuality::Uu
            }
        }
        (true, false) if outlook.uncertain => Factuality::PsMinus,
        (false, false) if outlook.uncertain => Factuality::PsPlus,
        (true, false) => Factuality::PrMinus,
        (false, false) => Factuality::PrPlus,
    }
}

fn status(event: &Event, outlook: &Outlook) -> Status {
    let open = outlook.planned || outlook.asked;
    if outlook.negated {
        Status::Denied
    } else if outlook.uncertain {
        Status::Uncertain
    } else if open {
        Status::Planned
    } else if outlook.claimed {
        Status::Claimed
    } else if outlook.probable {
        Status::Uncertain
    } else if outlook.ongoing || outlook.tense == Tense::Ongoing {
        if event.event_type.is_verbal() { Status::Happened } else { Status::Ongoing }
    } else {
        Status::Happened
    }
}
