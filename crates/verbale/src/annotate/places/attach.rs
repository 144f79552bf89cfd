//! Which place belongs to an event.

use super::phrase::{Phrase, phrase_of};
use crate::annotate::dateline::dateline_length;
use crate::document::{Deprel, Event, EventType, Mode, Place, PlaceId, Resolution, Syntax, TokenId, Upos};
use crate::lexicon::{Gazetteer, PlaceWord};

/// What the search for the place of an event reads.
pub struct Scene<'s, 'd> {
    /// The parse.
    pub syntax: &'s Syntax<'d>,
    /// All places of the report.
    pub places: &'s [Place],
    /// Words beside places.
    pub gazetteer: &'s Gazetteer,
    /// The head words of all events, and their types: what is told of one of them is not told of another.
    pub heads: &'s [(TokenId, EventType)],
}

/// A place in the sentence of an event, and the phrase that it stands in.
struct Spot<'p> {
    id: PlaceId,
    place: &'p Place,
    phrase: Phrase,
}

impl Scene<'_, '_> {
    /// The place where an event happened, as its own clause tells it.
    ///
    /// Taken are, in this order: what the event is done to, where that is a place ("shelled Kharkiv"), or its goal
    /// ("travelled to Oslo"); a phrase of place that hangs on the event's word, or on the words over it that share
    /// its clause; and one inside its object or subject ("villagers in Dadu blocked the road"). A country that
    /// acts, the place of a post ("the ambassador in Kabul") or of another event ("despite the war in Ukraine") is not where it happened.
    /// Of two places in one phrase ("in Tripoli, Libya") the finer one is given.
    pub fn place_of(&self, event: &Event) -> Option<PlaceId> {
        let sentence = self.syntax.token(event.head).sentence;
        let here: Vec<Spot> = self
            .places
            .iter()
            .enumerate()
            .filter(|(_, p)| p.sentence == sentence)
            .map(|(i, place)| Spot {
                id: PlaceId::at(i),
                place,
                phrase: phrase_of(self.syntax, place.head, self.gazetteer),
            })
            .collect();
        if here.is_empty() {
            return self.there(event);
        }
        let unparsed = self.syntax.head(event.head).is_none() && self.syntax.children(event.head).is_empty();
        if unparsed {
            let told = here.iter().filter(|s| s.phrase.is_where);
            return told.min_by_key(|s| s.place.head.0.abs_diff(event.head.0)).map(|s| s.id);
        }
        let finest = |found: Vec<&Spot>| {
            let key =
                |s: &&Spot| (std::cmp::Reverse(s.place.resolution), s.place.head.0.abs_diff(event.head.0));
            found.into_iter().min_by_key(key).map(|s| s.id)
        };
        let own = || finest(here.iter().filter(|s| self.is_target(s, event)).collect());
        let adjunct = || self.along_the_clause(event, &here, &finest);
        let inner = || finest(here.iter().filter(|s| self.is_inside_argument(s, event)).collect());
        own()
            .or_else(adjunct)
            .or_else(|| self.antecedent(event, &here))
            .or_else(inner)
            .or_else(|| self.there(event))
            .or_else(|| self.dateline(event, &here))
    }

    /// The place is what the act is done to, or where it leads.
    fn is_target(&self, spot: &Spot, event: &Event) -> bool {
        use EventType::*;
        let syntax = self.syntax;
        let Some(above) = syntax.head(spot.phrase.top) else { return false };
        if above != event.head && above != event.clause {
            return false;
        }
        let relation = syntax.deprel(spot.phrase.top);
        let is = |word: PlaceWord| self.gazetteer.is_word(syntax.lemma(above), word);
        let goes = event.modes.contains(&Mode::Visit) || is(PlaceWord::Goal);
        let fine = spot.place.resolution > Resolution::Country;
        let physical = !event.event_type.is_verbal() && event.event_type != Aid;
        let case = spot.phrase.case.as_deref();
        let led = |kind| case.is_some_and(|c| self.gazetteer.is_word(c, kind));
        match relation {
            Deprel::Obj | Deprel::NsubjPass if spot.phrase.has_ground => goes || physical,
            Deprel::Obj => {
                let taken = physical && is(PlaceWord::Taker);
                goes || taken || is(PlaceWord::Source) || matches!(event.event_type, Assault | Mobilize)
            }
            Deprel::NsubjPass => event.event_type == Assault && case.is_none(),
            Deprel::Compound => fine && case.is_none() && syntax.upos(above) == Upos::Noun,
            Deprel::NmodPoss => {
                fine && event.event_type == Assault && above == event.head && !self.has_agent(event)
            }
            Deprel::Obl | Deprel::Nmod => {
                led(PlaceWord::Toward) && goes
                    || led(PlaceWord::Away) && event.event_type == Retreat && is(PlaceWord::Source)
                    || led(PlaceWord::Upon) && event.event_type == Assault
            }
            _ => false,
        }
    }

    /// "Kharkiv's defenders were attacked": somebody else than the owner of the noun does it.
    fn has_agent(&self, event: &Event) -> bool {
        event.actors.iter().any(|a| a.span.is_some_and(|s| !s.overlaps(self.syntax.subtree_span(event.head))))
    }

    /// A phrase of place on the event's word, else on the words over it, as long as they tell of the same act.
    fn along_the_clause(
        &self,
        event: &Event,
        here: &[Spot],
        finest: &impl Fn(Vec<&Spot>) -> Option<PlaceId>,
    ) -> Option<PlaceId> {
        let mut governor = event.head;
        let mut only_before = false;
        for step in 0..6 {
            let fits = |s: &&Spot| {
                let in_front = !only_before || self.is_in_front(s, governor);
                in_front
                    && (self.hangs_on(s, governor, event) || step > 0 && self.is_goal(s, governor, event))
            };
            if let Some(id) = finest(here.iter().filter(fits).collect()) {
                return Some(id);
            }
            only_before |= self.has_own_subject(governor) && self.syntax.deprel(governor) == Deprel::Conj;
            governor = self.next_governor(governor, event)?;
        }
        None
    }

    /// "In Gorazde, snipers fired and troops withdrew": what stands before the first subject holds for both.
    fn is_in_front(&self, spot: &Spot, governor: TokenId) -> bool {
        let syntax = self.syntax;
        let mut subjects = syntax
            .children(governor)
            .iter()
            .filter(|c| matches!(syntax.deprel(**c), Deprel::Nsubj | Deprel::NsubjPass));
        subjects.next().is_some_and(|subject| spot.place.head < *subject)
    }

    /// "travelled to Barcelona and visited the wounded", "attacked Bani Walid but retreated"
    fn is_goal(&self, spot: &Spot, governor: TokenId, event: &Event) -> bool {
        let syntax = self.syntax;
        let speech = event.event_type.is_verbal()
            && !matches!(event.event_type, EventType::Consult | EventType::Agree | EventType::Concede);
        let goes = self.gazetteer.is_word(syntax.lemma(governor), PlaceWord::Goal) && !speech;
        let physical = !event.event_type.is_verbal() && event.event_type != EventType::Aid;
        syntax.head(spot.phrase.top) == Some(governor)
            && match syntax.deprel(spot.phrase.top) {
                Deprel::Obl => {
                    let toward = |c: &str| self.gazetteer.is_word(c, PlaceWord::Toward);
                    goes && spot.phrase.case.as_deref().is_some_and(toward)
                }
                Deprel::Obj => goes || physical && self.is_event(governor),
                _ => false,
            }
    }

    fn is_event(&self, word: TokenId) -> bool {
        self.heads.iter().any(|(head, _)| *head == word)
    }

    fn has_own_subject(&self, word: TokenId) -> bool {
        let subject = |c: &TokenId| matches!(self.syntax.deprel(*c), Deprel::Nsubj | Deprel::NsubjPass);
        self.syntax.children(word).iter().any(subject)
    }

    /// Whether a place is an adjunct of a word, perhaps inside one ("in a suburb of Oslo", "at a summit in Oslo").
    fn hangs_on(&self, spot: &Spot, governor: TokenId, event: &Event) -> bool {
        let syntax = self.syntax;
        let other = self.follows_other_event(spot, event);
        if !spot.phrase.is_where || other || !self.tells_where(spot, event) {
            return false;
        }
        let mut at = spot.phrase.top;
        for _ in 0..4 {
            let Some(above) = syntax.head(at) else { return false };
            let relation = syntax.deprel(at);
            let adjunct = matches!(
                relation,
                Deprel::Obl | Deprel::OblUnmarked | Deprel::Nmod | Deprel::Advmod | Deprel::Dep
            );
            if above == governor {
                return adjunct && (at == spot.phrase.top || self.lets_through(at, event));
            }
            // The word between has a place of its own unless it only says where, too. Times have none ("earlier
            // this month in Bucharest"), nor have the outcomes of an act ("shot him dead in Lima").
            let time = syntax.deprel(above) == Deprel::OblUnmarked;
            let outcome = syntax.upos(above) == Upos::Adj && syntax.deprel(above) == Deprel::Xcomp;
            let passes = matches!(relation, Deprel::Nmod | Deprel::Obl)
                && (at == spot.phrase.top || self.lets_through(at, event));
            if (time || outcome) && adjunct && syntax.head(above) == Some(governor) {
                return true;
            }
            if !passes || relation == Deprel::Obl {
                return false;
            }
            at = above;
        }
        false
    }

    /// A phrase in which the place of what it names is the place of the act: "at a summit", "during a rally", "on the
    /// sidelines of a summit"; and what the event's own noun is made of, "a war of aggression".
    fn lets_through(&self, noun: TokenId, event: &Event) -> bool {
        let syntax = self.syntax;
        let Some(case) = syntax.case(noun) else { return false };
        let part = || {
            let above = syntax.head(noun).filter(|_| self.gazetteer.is_word(&case, PlaceWord::Part));
            let own = |a: TokenId| a == event.head && !event.event_type.is_verbal();
            above.is_some_and(|a| own(a) || self.gazetteer.is_ground(syntax.lemma(a)))
        };
        self.gazetteer.is_word(&case, PlaceWord::During)
            || self.gazetteer.is_word(&case, PlaceWord::At)
                && (!self.is_topic(&case, event) || self.gazetteer.is_ground(syntax.lemma(noun)))
            || part()
    }

    /// "imposed sanctions on Niger" tells no place, "a strike on Kharkiv" does.
    fn tells_where(&self, spot: &Spot, event: &Event) -> bool {
        let topic = spot.phrase.case.as_deref().is_some_and(|case| self.is_topic(case, event));
        !topic || spot.place.resolution > Resolution::Country && spot.phrase.has_ground
    }

    /// "on" and "over" name what an act is about, unless it comes down there.
    fn is_topic(&self, case: &str, event: &Event) -> bool {
        use EventType::*;
        self.gazetteer.is_word(case, PlaceWord::Over)
            && !matches!(event.event_type, Assault | Mobilize | Protest)
    }

    /// "condemned the raid in Tyre": the raid's place, even where the parser hangs it on the verb.
    fn follows_other_event(&self, spot: &Spot, event: &Event) -> bool {
        let syntax = self.syntax;
        let first = syntax.subtree(spot.phrase.top).first().copied();
        let Some(before) = first.and_then(|f| f.0.checked_sub(1)).map(TokenId) else { return false };
        let noun = syntax.upos(before) == Upos::Noun && before != event.head;
        let happening =
            self.is_event(before) || self.gazetteer.is_word(syntax.lemma(before), PlaceWord::Happening);
        noun && happening && event.event_type.is_verbal()
    }

    /// The word whose place also holds for this one.
    fn next_governor(&self, word: TokenId, event: &Event) -> Option<TokenId> {
        use Deprel::*;
        let syntax = self.syntax;
        let above = syntax.head(word)?;
        let verb = syntax.upos(word) == Upos::Verb;
        let marked = || syntax.child_by(word, Mark).is_some();
        let case = || syntax.case(word);
        let shares = match syntax.deprel(word) {
            Conj | Xcomp => true,
            Advcl => verb && !self.has_own_subject(word) && !marked(),
            // Of what is only named in another act ("condemned the raid") that act's place says nothing.
            Obj | Obl | Nmod | Nsubj | NsubjPass | Compound => {
                above == event.clause
                    || event.modes.contains(&Mode::Visit)
                    || !self.is_event(above)
                    || self.heads.contains(&(above, event.event_type))
            }
            _ => false,
        };
        let topic = syntax.deprel(word) == Obl
            && case().is_some_and(|c| self.gazetteer.is_word(&c, PlaceWord::Topic));
        (shares && !topic).then_some(above)
    }

    /// A place inside the object or the subject of the act: those who were arrested, or who marched.
    fn is_inside_argument(&self, spot: &Spot, event: &Event) -> bool {
        let syntax = self.syntax;
        if !spot.phrase.is_where || !self.tells_where(spot, event) {
            return false;
        }
        let physical = !event.event_type.is_verbal();
        let mut at = spot.phrase.top;
        let mut in_clause = false;
        for _ in 0..8 {
            let Some(above) = syntax.head(at) else { return false };
            let relation = syntax.deprel(at);
            if above == event.head || above == event.clause {
                return match relation {
                    Deprel::Obj | Deprel::NsubjPass => {
                        let shared = event.event_type == EventType::Consult || self.is_shared(spot, at);
                        physical || shared && self.is_last(spot, at)
                    }
                    Deprel::Nsubj => !self.is_post(at) && !in_clause,
                    Deprel::Obl => {
                        let is = |c: &str, kind| self.gazetteer.is_word(c, kind);
                        let aside = |c: String| is(&c, PlaceWord::Topic) || is(&c, PlaceWord::Purpose);
                        physical && !syntax.case(at).is_some_and(aside)
                    }
                    _ => false,
                };
            }
            let inside = match relation {
                Deprel::Nmod | Deprel::NmodPoss | Deprel::Appos | Deprel::Conj => true,
                // "fired at miners who marched in Puno"; not "a man who had fought in Syria"
                Deprel::Obl => physical && matches!(syntax.upos(above), Upos::Verb | Upos::Adj),
                // "shot a student dead in Lima"
                Deprel::Amod => at != spot.phrase.top,
                Deprel::AclRelcl | Deprel::Acl => {
                    physical && !(self.is_earlier(at) && spot.place.resolution == Resolution::Country)
                }
                _ => false,
            };
            let other_event =
                self.is_event(above) || self.gazetteer.is_word(syntax.lemma(above), PlaceWord::Happening);
            if !inside || (other_event && !physical) {
                return false;
            }
            in_clause |= matches!(relation, Deprel::AclRelcl | Deprel::Acl);
            at = above;
        }
        false
    }

    /// "signed a deal with growers in Lima", and not "rejected a demand by growers in Lima".
    fn is_shared(&self, spot: &Spot, object: TokenId) -> bool {
        let syntax = self.syntax;
        let above = syntax.ancestors(spot.phrase.top).skip(1).take_while(|t| *t != object);
        let mut cases = above.map(|t| syntax.case(t));
        cases.all(|c| c.is_some_and(|c| self.gazetteer.is_word(&c, PlaceWord::Partner)))
    }

    /// "met the speaker of the House in Paris": the parser hung the place on the last noun of the object.
    fn is_last(&self, spot: &Spot, argument: TokenId) -> bool {
        let under = self.syntax.subtree_span(argument);
        let names_topic = self.syntax.head(spot.phrase.top).is_some_and(|above| {
            self.is_event(above) || self.gazetteer.is_word(self.syntax.lemma(above), PlaceWord::Happening)
        });
        !names_topic && spot.place.span.end >= under.end
    }

    fn is_post(&self, noun: TokenId) -> bool {
        self.gazetteer.is_word(self.syntax.lemma(noun), PlaceWord::Post)
    }

    fn is_earlier(&self, verb: TokenId) -> bool {
        self.syntax
            .children_by(verb, Deprel::Aux)
            .any(|aux| self.syntax.form(aux).eq_ignore_ascii_case("had"))
    }

    /// "Dhaka, where he was received": what the clause stands beside is its place.
    fn antecedent(&self, event: &Event, here: &[Spot]) -> Option<PlaceId> {
        let syntax = self.syntax;
        let where_word = |t: &TokenId| {
            syntax.deprel(*t) == Deprel::Advmod && self.gazetteer.is_word(syntax.lemma(*t), PlaceWord::Where)
        };
        let verb =
            [event.head, event.clause].into_iter().find(|v| syntax.children(*v).iter().any(where_word))?;
        let noun = matches!(syntax.deprel(verb), Deprel::AclRelcl | Deprel::Acl | Deprel::Advcl)
            .then(|| syntax.head(verb))??;
        here.iter().find(|s| s.place.head == noun || s.phrase.top == noun).map(|s| s.id)
    }

    /// "deployed police there": the place named last before it, the finest of its sentence.
    fn there(&self, event: &Event) -> Option<PlaceId> {
        let syntax = self.syntax;
        let there = |t: &TokenId| {
            syntax.deprel(*t) == Deprel::Advmod && self.gazetteer.is_word(syntax.lemma(*t), PlaceWord::There)
        };
        let words = [event.head, event.clause];
        let word = words.iter().find_map(|w| syntax.children(*w).iter().copied().find(|t| there(t)))?;
        let before = || self.places.iter().enumerate().filter(|(_, p)| p.head < word);
        let sentence = before().map(|(_, p)| p.sentence).max()?;
        let near = sentence.index() + 1 >= syntax.token(word).sentence.index();
        let named = before().filter(|(_, p)| near && p.sentence == sentence);
        named.max_by_key(|(_, p)| (p.resolution, p.head)).map(|(i, _)| PlaceId::at(i))
    }

    /// Of a crowd's act told without a place in the sentence that bears the dateline, the dateline's town is the place.
    fn dateline(&self, event: &Event, here: &[Spot]) -> Option<PlaceId> {
        let sentence = self.syntax.sentence(self.syntax.token(event.head).sentence);
        let words = &self.syntax.tokens[sentence.first.index()..sentence.end.index()];
        let end = words.get(dateline_length(self.syntax.text, words).checked_sub(1)?)?.span.end;
        let crowd = event.event_type == EventType::Protest
            || event.event_type == EventType::Assault
                && (event.symmetric || event.modes.contains(&Mode::CrowdControl));
        let (bearing, others): (Vec<&Spot>, Vec<&Spot>) = here.iter().partition(|s| s.place.span.end <= end);
        if !crowd || !others.is_empty() {
            return None;
        }
        bearing.first().filter(|s| s.place.resolution > Resolution::Country).map(|s| s.id)
    }
}

#[cfg(test)]
mod tests {
    use crate::english;

    /// Each event's trigger and place, in the order of the text.
    fn check(text: &str, expected: &[&str]) {
        let doc = english().annotate(text);
        let place =
            |e: &crate::document::Event| e.place.map_or("-", |p| doc.slice(doc.places[p.index()].span));
        let found: Vec<String> =
            doc.events.iter().map(|e| format!("{}: {}", doc.slice(e.trigger), place(e))).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_phrase_of_place_belongs_to_its_clause() {
        check("Polish police clashed with farmers outside parliament in Warsaw.", &["clashed: Warsaw"]);
        check("Turkish police arrested 40 students at a rally in Izmir.", &["arrested: Izmir"]);
        check("Syrian rebels attacked government forces north of Hama.", &["attacked: Hama"]);
        check(
            "Police in Dadu arrested two men on Friday, and Afghan troops killed a Tajik officer.",
            &["arrested: Dadu", "killed: -"],
        );
    }

    #[test]
    fn targets_and_goals_are_places() {
        check("Russian forces shelled Kharkiv overnight.", &["shelled: Kharkiv"]);
        check("Ukraine withdrew its forces from Avdiivka.", &["withdrew: Avdiivka"]);
        check("Russia sent 2,000 troops to Kazakhstan.", &["sent: Kazakhstan"]);
        check("The French president visited Rabat on Friday.", &["visited: Rabat"]);
        check("The EU imposed sanctions on Belarus.", &["imposed: -"]);
    }

    #[test]
    fn what_happens_elsewhere_lends_no_place() {
        check("Britain accused Russia of war crimes in Mariupol.", &["accused: -"]);
        check("Officials in Jakarta rejected the Australian request.", &["rejected: -"]);
        check("The Lebanese government condemned the Israeli raid in Tyre.", &["condemned: -"]);
    }
}
