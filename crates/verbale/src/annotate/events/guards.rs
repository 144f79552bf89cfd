//! Guards: what frames would take for politics, but is sport, business, culture or private life.
//!
//! Each guard is a phenomenon with a page in `corpus/spec/guards/`:
//! 1. *no actor*: some party must have a country or a part in public life; firms, families and bears have none by themselves;
//! 2. *quarrels*: one private person who hits another is no assault of politics;
//! 3. *sport, business, culture*: in a sentence or report of these, a bare name ("Spain", "the Swiss maker") is a team or a firm;
//! 4. *fiction*: what happens in a work of the mind does not happen;
//! 5. *metaphors*: nobody storms a chart or attacks a price;
//! 6. *nobody's doing*: weather, animals, and things whose place alone is known;
//! 7. *strangers*: people of whom at most the country is known, in a report without a word of politics;
//! 8. *long ago*: what is dated before 1900.
//!
//! What they let pass the topic judge (`topic.rs`) hears last.
//!
//! Whoever holds an office or bears arms passes: police among fans, a minister who bans a film, are events.

mod manners;
mod rules;
mod standing;

use super::roles::Anchor;
use super::{Finder, Match};
use crate::document::{Deprel, Entity, EventType, Feat, Mode, SentenceId, Syntax, TokenId, Upos, Via};
use crate::lexicon::frames::{Frame, Frames};
use crate::lexicon::{Evidence, Topic, Topics};

/// What part somebody has in public life, as far as the words tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// Has an office, bears arms, is a party, a church, the press, a body of states.
    Institution,
    /// A country by its bare name, or people by their nationality.
    State,
    /// Plain people, workers, students.
    People,
    /// Somebody from a country, of whom nothing else is known.
    National,
    /// A country because something is there.
    Scene,
    /// A firm, a pianist, a bear.
    Private,
    /// Nothing is known.
    Unknown,
}

use Standing::{Institution, Private, State};
use rules::{check_lawsuit, check_private, check_topic};

/// What each sentence is about.
pub struct Guards {
    sentences: Vec<Evidence>,
    /// Most of the report is of a match or a race.
    sport_report: bool,
    /// No word of the report is of politics.
    quiet_report: bool,
}

impl Guards {
    /// Weighs the words of all sentences.
    pub fn read(syntax: &Syntax, topics: &Topics, frames: &Frames) -> Guards {
        let weigh = |id: usize| {
            let mut evidence = Evidence::default();
            let sentence = &syntax.sentences[id];
            for word in sentence.token_ids() {
                topics.weigh(syntax, word, &mut evidence);
                evidence.sport += u32::from(is_score(syntax, word)) * 2;
                evidence.sport += u32::from(is_team(syntax, frames, word)) * Evidence::ENOUGH;
            }
            evidence
        };
        let sentences: Vec<Evidence> = (0..syntax.sentences.len()).map(weigh).collect();
        let of_sport = sentences.iter().filter(|e| topic_of(**e) == Some(Topic::Sport)).count();
        let political = sentences.iter().filter(|e| e.politics > 0).count();
        let sport_report = of_sport >= 3 && of_sport * 3 >= sentences.len() && of_sport > 2 * political;
        Guards { sentences, sport_report, quiet_report: political == 0 }
    }

    /// What a sentence is about, if it is none of politics.
    fn topic(&self, sentence: SentenceId) -> Option<Topic> {
        let evidence = self.sentences[sentence.index()];
        let quiet = self.sport_report && evidence.politics == 0;
        topic_of(evidence).or(quiet.then_some(Topic::Sport))
    }
}

/// Enough words of one topic, and not as many of politics.
fn topic_of(evidence: Evidence) -> Option<Topic> {
    let found = [
        (evidence.sport, Topic::Sport),
        (evidence.business, Topic::Business),
        (evidence.culture, Topic::Culture),
    ];
    let (weight, topic) =
        found.into_iter().max_by_key(|(weight, topic)| (*weight, std::cmp::Reverse(*topic)))?;
    (weight >= Evidence::ENOUGH && weight > Evidence::ENOUGH * evidence.politics).then_some(topic)
}

/// "2-1", "48-7".
fn is_score(syntax: &Syntax, word: TokenId) -> bool {
    let short = |text: &str| (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let form = syntax.form(word);
    form.split_once(['-', '–']).is_some_and(|(a, b)| short(a) && short(b))
}

/// "Iran hold Portugal": a country by its name and a verb in the plural, as newspapers write of teams.
fn is_team(syntax: &Syntax, frames: &Frames, word: TokenId) -> bool {
    let named = syntax.deprel(word) == Deprel::Nsubj
        && syntax.upos(word) == Upos::Propn
        && !syntax.form(word).ends_with(['s', 'S'])
        && !syntax.token(word).feats.is(Feat::Number, "Plur")
        && syntax.children(word).iter().all(|c| !matches!(syntax.deprel(*c), Deprel::Conj | Deprel::Det));
    let Some(verb) = syntax.head(word).filter(|v| named && word < *v) else { return false };
    // not "demanded that Russia withdraw", "promised Libya help"
    let main = matches!(syntax.deprel(verb), Deprel::Root | Deprel::Conj | Deprel::Parataxis);
    if !main || syntax.child_by(verb, Deprel::Mark).is_some() {
        return false;
    }
    let plural = |t: TokenId| frames.class_has("plural_form", &syntax.form(t).to_lowercase());
    let helper = syntax
        .children(verb)
        .iter()
        .copied()
        .find(|c| matches!(syntax.deprel(*c), Deprel::Aux | Deprel::AuxPass | Deprel::Cop) && *c > word);
    match helper {
        Some(helper) => plural(helper),
        // right behind the name: a parser may have lost an auxiliary in a longer clause
        None => {
            let base = syntax.form(verb) == syntax.lemma(verb) && syntax.upos(verb) == Upos::Verb;
            let past = syntax.token(verb).feats.is(Feat::Tense, "Past");
            verb.0 == word.0 + 1 && base && !past
        }
    }
}

impl Finder<'_, '_> {
    /// Fails with the guard that stands against the event.
    pub(super) fn guard(&mut self, frame: &Frame, anchor: Anchor, found: &Match) -> Result<(), String> {
        self.check_political(frame, found)?;
        self.check_abroad(frame, found)?;
        let topic = self.topic(anchor, found);
        // a banned film is itself what the act is about
        if !frame.modes.contains(&Mode::Censor) {
            self.check_no_fiction(anchor, topic)?;
        }
        let standing = |e: &Entity| self.standing(e, anchor, topic);
        let actors: Vec<Standing> = found.actors.iter().map(standing).collect();
        let mut recipients: Vec<Standing> = found.recipients.iter().map(standing).collect();
        // singers conquer Warsaw, not the Polish government
        if matches!(frame.event_type, Some(EventType::Assault | EventType::Coerce)) {
            for (entity, standing) in found.recipients.iter().zip(&mut recipients) {
                if entity.via == Some(Via::Metonym) && *standing == Institution {
                    *standing = State;
                }
            }
        }
        self.check_no_complaint(frame, anchor, found)?;
        if self.guards.quiet_report {
            self.check_strangers(frame, anchor, found, &recipients)?;
        }
        self.check_somebody_does_it(frame, anchor, found)?;
        check_private(frame, topic, &actors, &recipients)?;
        self.check_no_quarrel(frame, found, &actors, &recipients)?;
        check_topic(frame, topic, &actors, &recipients)?;
        // prison is the state's own act
        let judges = |parties: &[Entity]| {
            !parties.is_empty() && parties.iter().all(|e| self.parties.kind_of(e) == "JUD")
        };
        // "asked a judge to ban the copies"
        if judges(&found.recipients) && !actors.is_empty() && actors.iter().all(|s| *s == Private) {
            return Err("a lawsuit of private people".to_owned());
        }
        let judge = judges(&found.actors);
        let firm = |e: &Entity| {
            // not an investor, who can be jailed
            let company = |t: TokenId| {
                self.topics.is_business(self.syntax, t) && !self.topics.is_private(self.syntax, t)
            };
            let named = |t: TokenId| self.parties.is_firm(e) && self.syntax.upos(t) == Upos::Propn;
            self.head_of(e, anchor).is_some_and(|t| company(t) || named(t))
        };
        let civil = !frame.modes.contains(&Mode::Arrest) && !self.is_sentence(anchor);
        let firms = !found.recipients.is_empty() && found.recipients.iter().all(firm);
        // a firm goes to no prison
        if judge && firms && frame.event_type == Some(EventType::Coerce) {
            return Err("a lawsuit of private people".to_owned());
        }
        if judge && (civil || firms) {
            check_lawsuit(frame, topic, &recipients)?;
        }
        let state = |e: &Entity, s: &Standing| {
            !matches!(s, Standing::People | Private) && (*s != Institution || e.via == Some(Via::Metonym))
        };
        let pairs = || found.actors.iter().zip(&actors).chain(found.recipients.iter().zip(&recipients));
        // "Washington beat Philadelphia", "Andorra fell to England", whatever the game
        let game = frame.modes.contains(&Mode::Beat)
            || self.frames.class_has("lose_game", self.syntax.lemma(anchor.word)) && !found.actors.is_empty();
        if game && !recipients.is_empty() && pairs().all(|(e, s)| state(e, s)) {
            return Err("sport".to_owned());
        }
        self.check_not_long_ago(anchor)?;
        self.check_material(frame, anchor)
    }

    /// What the sentence is about, or else what those are who act in it: a striker who vows revenge is of sport.
    fn topic(&self, anchor: Anchor, found: &Match) -> Option<Topic> {
        let sentence = self.syntax.token(anchor.word).sentence;
        let of_sport = |e: &Entity| {
            let Some(head) = self.head_of(e, anchor) else { return false };
            let mut nouns = self.bearers(head, anchor);
            nouns.push(head);
            nouns
                .iter()
                .any(|t| self.syntax.upos(*t) == Upos::Noun && self.topics.is_of_sport(self.syntax, *t))
        };
        let quiet = self.guards.sentences[sentence.index()].politics == 0;
        let players = || quiet && !found.actors.is_empty() && found.actors.iter().all(of_sport);
        self.guards.topic(sentence).or_else(|| players().then_some(Topic::Sport))
    }

    /// A name of which nothing is known, or a firm, that protests where nothing else is of politics: a team in a race.
    fn check_no_complaint(&self, frame: &Frame, anchor: Anchor, found: &Match) -> Result<(), String> {
        let sentence = self.syntax.token(anchor.word).sentence;
        // "protested" is itself a word of politics
        let quiet = self.guards.sentences[sentence.index()].politics <= 1;
        let named = |e: &Entity| {
            let Some(head) = self.head_of(e, anchor) else { return false };
            // "a British toy shop"
            let one = |t: &TokenId| {
                self.topics.is_private(self.syntax, *t)
                    && self.syntax.token(*t).feats.is(Feat::Number, "Sing")
            };
            let shop = one(&head) || self.bearers(head, anchor).iter().any(one);
            let name = self.syntax.upos(head) == Upos::Propn;
            shop || name
                && (self.parties.is_firm(e)
                    || !self.parties.is_public(e) && !self.parties.is_private(e, true))
        };
        let protest = frame.event_type == Some(EventType::Protest) && found.recipients.is_empty();
        let alone = !found.actors.is_empty() && found.actors.iter().all(named);
        if protest && quiet && alone { Err("a complaint".to_owned()) } else { Ok(()) }
    }

    /// "Sentenced", "jailed": what only a state does.
    fn is_sentence(&self, anchor: Anchor) -> bool {
        self.frames.class_has("prison_verb", self.syntax.lemma(anchor.word))
    }

    /// "Baku confirmed that its soldiers had fired": a state that tells what its own government or army did accuses nobody.
    fn is_admission(&self, found: &Match) -> bool {
        let parties: Vec<Entity> = found.actors.iter().chain(&found.recipients).cloned().collect();
        let told = |e: &Entity| {
            let clauses = found.absorbed.iter().filter(|c| self.syntax.deprel(**c) == Deprel::Ccomp);
            self.parties.head_of(e).is_some_and(|w| clauses.into_iter().any(|c| self.syntax.is_under(w, *c)))
        };
        !found.actors.is_empty()
            && !found.recipients.is_empty()
            && found.recipients.iter().all(told)
            // whose country is only implied may be somebody else's
            && parties.iter().all(|e| e.via != Some(Via::Implied) && self.parties.is_of_state(e))
            && self.parties.are_compatriots(&parties)
    }

    /// Cooperation is between states, or with a body of states: "the mayor works with the police" is administration.
    fn check_abroad(&self, frame: &Frame, found: &Match) -> Result<(), String> {
        if frame.event_type == Some(EventType::Accuse) && self.is_admission(found) {
            return Err("tells of its own deeds".to_owned());
        }
        if frame.event_type != Some(EventType::Cooperate) {
            return Ok(());
        }
        let parties: Vec<Entity> = found.actors.iter().chain(&found.recipients).cloned().collect();
        if frame.symmetric && parties.len() == 1 && !self.parties.is_several(&parties[0]) {
            return Err("needs two parties".to_owned());
        }
        let home = parties.len() > 1 && self.parties.are_compatriots(&parties);
        if home { Err("within one country".to_owned()) } else { Ok(()) }
    }

    /// Business, accidents and private life are no politics: some party must have a country or a part in public
    /// life. Violence, repression and protest are political whoever suffers them.
    fn check_political(&self, frame: &Frame, found: &Match) -> Result<(), String> {
        let open = matches!(
            frame.event_type,
            Some(EventType::Assault | EventType::Coerce | EventType::Protest | EventType::Mobilize)
        );
        let mut parties = found.actors.iter().chain(&found.recipients);
        if open {
            // "Apple attacked the market", "the series was killed by its makers"
            let firms = found.actors.iter().all(|e| self.parties.is_firm(e));
            let unknown = found.recipients.iter().all(|e| !self.parties.is_public(e));
            let violent = frame.event_type != Some(EventType::Protest);
            // "the parents kept their children indoors"
            let plain = |e: &Entity| !self.parties.is_public(e) || self.parties.is_plain_people(e);
            let family = frame.event_type == Some(EventType::Coerce)
                && !found.actors.is_empty()
                && found.actors.iter().chain(&found.recipients).all(plain);
            return match (firms && unknown && violent, family) {
                (true, _) => Err("business".to_owned()),
                (_, true) => Err("private life".to_owned()),
                _ => Ok(()),
            };
        }
        if !parties.any(|e| self.parties.is_public(e)) {
            return Err("no party has a country or a part in public life".to_owned());
        }
        // a party of whom nothing is known may be a firm as well
        let all_private = |parties: &[Entity], civilians: bool| {
            let private = |e: &Entity| self.parties.is_private(e, civilians);
            parties.iter().any(private) && parties.iter().all(|e| private(e) || !self.parties.is_public(e))
        };
        let private = match frame.event_type {
            // tourists visit, firms trade
            Some(EventType::Consult | EventType::Cooperate) => all_private(&found.actors, true),
            // "the people of our street gave what they had"
            Some(EventType::Aid) => {
                let all: Vec<Entity> = found.actors.iter().chain(&found.recipients).cloned().collect();
                let at_home = found.recipients.is_empty() || self.parties.are_compatriots(&all);
                all_private(&found.actors, true) && at_home
            }
            Some(EventType::Support) => {
                all_private(&found.actors, true)
                    && (found.recipients.is_empty() || all_private(&found.recipients, true))
            }
            Some(EventType::Reject) => {
                found.actors.iter().chain(&found.recipients).all(|e| self.parties.is_firm(e))
            }
            // a student asks his bank; but villagers accuse a mine
            Some(EventType::Request | EventType::Accuse | EventType::Threaten) => {
                all_private(&found.actors, false) && all_private(&found.recipients, true)
            }
            // protesters may agree to something
            Some(EventType::Agree) => {
                all_private(&found.actors, false)
                    && (found.recipients.is_empty() || all_private(&found.recipients, false))
            }
            _ => false,
        };
        if private { Err("business or private life".to_owned()) } else { Ok(()) }
    }

    /// "In the film, the president orders a strike", "the novel shows how …", "plays a spy who kills …".
    fn check_no_fiction(&self, anchor: Anchor, topic: Option<Topic>) -> Result<(), String> {
        let syntax = self.syntax;
        let is_work = |t: TokenId| {
            let inside = || {
                syntax.case(t).is_some_and(|c| self.frames.class_has("inside", &c))
                    && syntax.deprel(t) == Deprel::Obl
            };
            let part = || {
                // "in the second volume of the saga", not "in the third chapter of the war"
                let of = |n: &TokenId| syntax.case(*n).as_deref() == Some("of");
                let told = |n: TokenId| self.frames.class_has("fiction", syntax.lemma(n));
                let mut wholes = syntax.children_by(t, Deprel::Nmod).filter(of);
                self.frames.class_has("fiction_part", syntax.lemma(t)) && wholes.all(told)
            };
            let subject = matches!(syntax.deprel(t), Deprel::Nsubj | Deprel::NsubjPass);
            let work = || self.frames.class_has("fiction", syntax.lemma(t));
            (subject || syntax.deprel(t) == Deprel::Obj || inside()) && work()
                || (subject || inside()) && part()
        };
        let shows = |t: TokenId| {
            topic == Some(Topic::Culture)
                && t != anchor.clause()
                && self.frames.class_has("fiction_verb", syntax.lemma(t))
        };
        let clauses = std::iter::once(anchor.clause()).chain(syntax.ancestors(anchor.clause()));
        let told = clauses.take(8).any(|t| shows(t) || syntax.children(t).iter().any(|c| is_work(*c)));
        if told { Err("a work of the mind".to_owned()) } else { Ok(()) }
    }

    /// "Mudslides in Peru killed 16 people", "a Spanish thriller takes no prisoners": the country is only where it is from.
    fn check_somebody_does_it(&self, frame: &Frame, anchor: Anchor, found: &Match) -> Result<(), String> {
        let verbal = frame.event_type.is_some_and(|t| matches!(t.quad(), 1 | 3));
        let nature = |e: &Entity| {
            // but the Tamil Tigers are no animals
            let named = e.via == Some(Via::Name) && !self.parties.is_bare(e);
            !named
                && self.head_of(e, anchor).is_some_and(|head| {
                    let words = std::iter::once(head).chain(self.bearers(head, anchor));
                    words.collect::<Vec<_>>().iter().any(|t| self.topics.is_of_nature(self.syntax, *t))
                })
        };
        // "an exhibition in Istanbul brings together": a thing says and bargains nothing
        let things =
            !found.actors.is_empty() && found.actors.iter().all(|e| self.is_place_of_thing(e, anchor));
        if found.actors.iter().any(nature) || verbal && things {
            return Err("nobody's doing".to_owned());
        }
        Ok(())
    }

    /// A man who hits his neighbour: one against one, without arms, and neither has a part in public life.
    fn check_no_quarrel(
        &self,
        frame: &Frame,
        found: &Match,
        actors: &[Standing],
        recipients: &[Standing],
    ) -> Result<(), String> {
        use Mode::{Abduct, Beat, Destroy, Primitive, Sexual};
        let armed = frame.modes.iter().any(|m| !matches!(m, Abduct | Beat | Destroy | Primitive | Sexual));
        let public = actors.iter().chain(recipients).any(|s| matches!(s, Institution | State));
        let several = found.actors.iter().chain(&found.recipients).zip(actors.iter().chain(recipients));
        let several = { several }.any(|(entity, standing)| {
            self.parties.is_several(entity) || *standing != Private && self.parties.is_group(entity)
        });
        let quarrel = frame.event_type == Some(EventType::Assault) && !armed && !public && !several;
        let known = actors.iter().any(|s| matches!(s, Private | Standing::People));
        // "ambushed by photographers"
        let press = frame.event_type == Some(EventType::Assault)
            && !found.actors.is_empty()
            && found.actors.iter().all(|e| self.parties.is_press(e));
        if (quarrel && known) || press { Err("a quarrel of private people".to_owned()) } else { Ok(()) }
    }
}
