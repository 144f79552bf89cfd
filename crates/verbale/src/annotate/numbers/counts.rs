//! How many people an act killed, injured or led to jail, and how many took part in it.

use super::told::{Number, Told};
use crate::document::{Count, Deprel, Event, EventType, Feat, Mode, Syntax, TokenId, Upos};
use crate::lexicon::{CountPlace, Fate, Lexicon};

/// Numbers of people that a text gives with an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Killed.
    pub dead: Option<Count>,
    /// Injured.
    pub injured: Option<Count>,
    /// Arrested.
    pub arrested: Option<Count>,
    /// Who took part: protesters, troops.
    pub size: Option<Count>,
}

/// The numbers told with an act. Only acts of material conflict have any: an accusation of killing twelve people kills nobody.
///
/// A number belongs to the act if its verb is the trigger, hangs below it ("shelled the town, killing 12"), or
/// stands over it ("12 people died in the attack"); not if its verb heads another record (`heads`), which has it then.
pub fn counts_of(syntax: &Syntax, event: &Event, heads: &[TokenId], lexicon: &Lexicon) -> Counts {
    let mut counts = Counts::default();
    let has_counts = matches!(
        event.event_type,
        EventType::Protest | EventType::Coerce | EventType::Assault | EventType::Mobilize
    );
    if !has_counts {
        return counts;
    }
    let reader =
        Reader { syntax, lexicon, told: Told::new(syntax, event.sentence, lexicon), head: event.head };
    let mut before = None;
    for word in syntax.sentence(event.sentence).token_ids() {
        let elsewhere = word != event.head && heads.contains(&word);
        if elsewhere || !belongs(syntax, word, event.head) {
            continue;
        }
        for (fate, place) in reader.fates_of(word, event) {
            let Some(count) = reader.counted_people(word, fate, place, before) else { continue };
            before = Some(count);
            let slot = match fate {
                Fate::Dead => &mut counts.dead,
                Fate::Injured => &mut counts.injured,
                Fate::Arrested => &mut counts.arrested,
                Fate::Counted => &mut counts.size,
            };
            slot.get_or_insert(count);
        }
    }
    counts.size = counts.size.or_else(|| reader.size_of(event.event_type));
    counts
}

struct Reader<'s, 'd> {
    syntax: &'s Syntax<'d>,
    lexicon: &'s Lexicon,
    told: Told<'s, 'd>,
    /// The trigger of the act.
    head: TokenId,
}

impl Reader<'_, '_> {
    /// By lemma, and by form for states ("wounded", "dead"). The object of any arrest is arrested ("rounded up").
    fn fates_of(&self, word: TokenId, event: &Event) -> Vec<(Fate, CountPlace)> {
        let verb = self.syntax.upos(word) == Upos::Verb;
        let counted = &self.lexicon.counted;
        let by_lemma =
            counted.fates(self.syntax.lemma(word)).iter().copied().filter(|(fate, place)| match place {
                CountPlace::Object | CountPlace::Subject => verb,
                // "protested against the killing of two students"
                CountPlace::Noun => {
                    self.syntax.upos(word) == Upos::Noun && event.event_type != EventType::Protest
                }
                CountPlace::Toll => *fate != Fate::Counted || self.syntax.deprel(word) == Deprel::Obj,
                CountPlace::State => false,
            });
        let form = self.syntax.form(word).to_lowercase();
        let by_form = counted.fates(&form).iter().copied();
        let states = by_form.filter(|(_, place)| *place == CountPlace::State && !self.is_predicate(word));
        let mut fates: Vec<(Fate, CountPlace)> = by_lemma.chain(states).collect();
        if word == self.head && verb && event.modes.contains(&Mode::Arrest) && fates.is_empty() {
            fates.push((Fate::Arrested, CountPlace::Object));
        }
        fates
    }

    /// A participle that is a verb of its own is read as a verb.
    fn is_predicate(&self, word: TokenId) -> bool {
        self.syntax.upos(word) == Upos::Verb
            && self
                .syntax
                .children(word)
                .iter()
                .any(|c| matches!(self.syntax.deprel(*c), Deprel::NsubjPass | Deprel::Obj))
    }

    fn counted_people(
        &self,
        word: TokenId,
        fate: Fate,
        place: CountPlace,
        before: Option<Count>,
    ) -> Option<Count> {
        if self.is_denied(word) {
            return None;
        }
        let count = |number: Number| if number.same { before } else { Some(number.count) };
        let after = || self.told.right_after(word).and_then(count);
        match place {
            CountPlace::Object => {
                let after_verb = self.told.right_after(word).filter(|n| n.same);
                after_verb
                    .and_then(count)
                    .or_else(|| self.object(word).and_then(|p| self.sum(p, fate)))
                    .or_else(after)
            }
            CountPlace::Subject => self.syntax.child_by(word, Deprel::Nsubj).and_then(|p| self.sum(p, fate)),
            CountPlace::Noun => self.of_noun(word).and_then(count),
            CountPlace::Toll => self.told.of_toll(word).and_then(count),
            CountPlace::State => self.state(word, fate, before).or_else(after),
        }
    }

    /// Not: an act that did not come about counts nobody. "Nobody was hurt" counts, to nought.
    fn is_denied(&self, word: TokenId) -> bool {
        self.syntax.children(word).iter().any(|c| {
            self.syntax.token(*c).feats.is(Feat::Polarity, "Neg")
                && matches!(self.syntax.upos(*c), Upos::Part | Upos::Adv)
        })
    }

    /// The people to whom a verb was done.
    fn object(&self, word: TokenId) -> Option<TokenId> {
        let child = |deprel| self.syntax.child_by(word, deprel);
        child(Deprel::NsubjPass)
            .or_else(|| child(Deprel::Obj))
            .or_else(|| self.syntax.head(word).filter(|_| self.is_participle_of_noun(word)))
            .or_else(|| self.bare_passive_subject(word))
    }

    /// "12 people killed in the raid"
    fn is_participle_of_noun(&self, word: TokenId) -> bool {
        self.syntax.deprel(word) == Deprel::Acl && self.syntax.token(word).feats.is(Feat::Tense, "Past")
    }

    /// "12 people were killed and 30 wounded": the second verb has its number as a subject of any kind; and parsers
    /// miss a passive.
    fn bare_passive_subject(&self, word: TokenId) -> Option<TokenId> {
        let conjunct = self.syntax.deprel(word) == Deprel::Conj;
        let participle = self.syntax.token(word).feats.is(Feat::VerbForm, "Part");
        let with_be = self.syntax.children(word).iter().any(|c| self.syntax.lemma(*c) == "be");
        self.syntax.child_by(word, Deprel::Nsubj).filter(|_| participle && (conjunct || with_be))
    }

    /// "12 deaths", "the arrest of 44 soldiers".
    fn of_noun(&self, word: TokenId) -> Option<Number> {
        let whose = self
            .syntax
            .children_by(word, Deprel::Nmod)
            .find(|c| self.syntax.case(*c).is_some_and(|case| case.eq_ignore_ascii_case("of")));
        whose.and_then(|w| self.told.of_phrase(w)).or_else(|| self.told.of_phrase(word))
    }

    /// "20 wounded", "left 12 people dead", "shot five dead".
    fn state(&self, word: TokenId, fate: Fate, before: Option<Count>) -> Option<Count> {
        if let Some(number) = self.told.right_before(word) {
            return if number.same { before } else { Some(number.count) };
        }
        let above = || self.syntax.head(word);
        let phrase = match self.syntax.deprel(word) {
            Deprel::Amod | Deprel::Acl => above(),
            // "the number of dead to 21"
            Deprel::Nmod => return self.told.of_toll(word).map(|n| n.count),
            Deprel::Xcomp | Deprel::Advmod => above().and_then(|v| self.syntax.child_by(v, Deprel::Obj)),
            _ => self
                .syntax
                .child_by(word, Deprel::Nsubj)
                .or_else(|| self.syntax.child_by(word, Deprel::NsubjPass)),
        };
        phrase.and_then(|p| self.sum(p, fate))
    }

    /// The number of a phrase and of what is joined to it: "two soldiers and a guard" are three. What is joined with
    /// a fate of its own is not ("six dead and 20 wounded").
    fn sum(&self, phrase: TokenId, fate: Fate) -> Option<Count> {
        let other_fate = |p: TokenId| {
            let form = self.syntax.form(p).to_lowercase();
            self.lexicon
                .counted
                .fates(&form)
                .iter()
                .any(|(f, place)| *f != fate && *place == CountPlace::State)
        };
        let phrases: Vec<TokenId> =
            self.syntax.conjuncts(phrase).into_iter().filter(|p| *p == phrase || !other_fate(*p)).collect();
        let told: Vec<Option<Number>> =
            phrases.iter().map(|p| self.told.of_phrase(*p).filter(|n| !n.same)).collect();
        if told.iter().all(Option::is_none) {
            return None;
        }
        let each = phrases.iter().zip(&told).filter_map(|(p, n)| n.or_else(|| self.told.one(*p)));
        let mut used: Vec<Number> = Vec::new();
        for number in each {
            if !used.contains(&number) {
                used.push(number);
            }
        }
        used.into_iter().map(|n| n.count).reduce(|a, b| Count {
            min: a.min.saturating_add(b.min),
            max: a.max.zip(b.max).map(|(x, y)| x.saturating_add(y)),
            span: a.span.join(b.span),
        })
    }

    /// Who took part: the subject of a protest, the object of a mobilisation, "by" or "of" people behind a noun.
    fn size_of(&self, event_type: EventType) -> Option<Count> {
        let relations: &[Deprel] = match event_type {
            EventType::Protest => {
                &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::OblAgent, Deprel::Nmod, Deprel::Compound]
            }
            EventType::Mobilize => &[Deprel::Obj, Deprel::NsubjPass],
            _ => return None,
        };
        let syntax = self.syntax;
        let own =
            syntax.children(self.head).iter().copied().filter(|c| relations.contains(&syntax.deprel(*c)));
        let verb = syntax.head(self.head).filter(|_| {
            use Deprel::*;
            let carried = matches!(syntax.deprel(self.head), Obj | Obl | NsubjPass);
            // "gathered to protest"
            let aim = matches!(syntax.deprel(self.head), Xcomp | Advcl);
            carried || (aim && syntax.child_by(self.head, Nsubj).is_none())
        });
        let of_verb = verb.into_iter().flat_map(|v| {
            let parties = [Deprel::Nsubj, Deprel::OblAgent];
            syntax.children(v).iter().copied().filter(move |c| parties.contains(&syntax.deprel(*c)))
        });
        let of_above = syntax.head(self.head).filter(|_| {
            event_type == EventType::Protest
                && matches!(syntax.deprel(self.head), Deprel::AclRelcl | Deprel::Acl)
        });
        own.chain(of_verb)
            .chain(of_above)
            .filter(|p| *p != self.head && self.is_people(*p, event_type))
            .find_map(|p| self.told.of_phrase(p))
            // "one of which drew thousands" is no crowd of one
            .filter(|n| !n.same && n.count.max != Some(1))
            .map(|n| n.count)
    }

    /// Whoever protests is people, unless it is a body ("three unions"); what is moved is people only if it is called so.
    fn is_people(&self, word: TokenId, event_type: EventType) -> bool {
        let lemma = self.syntax.lemma(word).to_lowercase();
        let relation = self.syntax.deprel(word);
        let by = || {
            let case = self.syntax.case(word);
            case.is_some_and(|c| c.eq_ignore_ascii_case("by") || c.eq_ignore_ascii_case("of"))
        };
        if event_type == EventType::Mobilize || relation == Deprel::Compound {
            let named = |w: TokenId| self.lexicon.counted.is_people(&self.syntax.lemma(w).to_lowercase());
            return named(word) || self.syntax.children_by(word, Deprel::Nmod).any(named);
        }
        !self.lexicon.counted.is_body(&lemma) && (relation != Deprel::Nmod || by())
    }
}

/// Whether what a word tells is told of the act.
fn belongs(syntax: &Syntax, word: TokenId, head: TokenId) -> bool {
    word == head
        || is_linked(syntax, word, head, true)
        || is_linked(syntax, head, word, false)
        || share_a_governor(syntax, word, head)
}

/// Of two whole clauses joined by "and" the later one tells the outcome of the earlier: "rebels attacked, and ten people
/// died"; "ten people died in May, and on Monday rebels attacked" are two things.
fn is_linked(syntax: &Syntax, from: TokenId, to: TokenId, act_is_above: bool) -> bool {
    let mut at = from;
    for _ in 0..4 {
        let Some(above) = syntax.head(at) else { return false };
        let fits = match syntax.deprel(at) {
            // "the attack that killed 12"
            Deprel::AclRelcl => act_is_above && above == to && syntax.upos(to) == Upos::Noun,
            Deprel::Ccomp | Deprel::Csubj => false,
            // "Rebels shelled the port; 12 people were killed", not "…, police said"
            Deprel::Parataxis => has_semicolon(syntax, above, at),
            Deprel::Conj => act_is_above || shares_subject(syntax, at, above),
            _ => true,
        };
        if !fits {
            return false;
        }
        if above == to {
            return true;
        }
        at = above;
    }
    false
}

fn has_semicolon(syntax: &Syntax, a: TokenId, b: TokenId) -> bool {
    (a.0.min(b.0)..a.0.max(b.0)).any(|t| matches!(syntax.form(TokenId(t)), ";" | ":"))
}

fn shares_subject(syntax: &Syntax, low: TokenId, high: TokenId) -> bool {
    let own =
        |t| syntax.child_by(t, Deprel::Nsubj).is_some() || syntax.child_by(t, Deprel::NsubjPass).is_some();
    !own(low) || !own(high)
}

/// "left 12 dead in the attack": both hang on "left".
fn share_a_governor(syntax: &Syntax, word: TokenId, head: TokenId) -> bool {
    let (a, b) = (syntax.head(word), syntax.head(head));
    a.is_some() && a == b && !matches!(syntax.deprel(word), Deprel::Ccomp | Deprel::Conj)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::english;

    /// The counts of the act whose trigger is `trigger`.
    fn counts(text: &str, trigger: &str, event_type: EventType) -> String {
        let lexicon = Lexicon::read(&crate::lexicon::Files::own()).expect("the tables are sound");
        let doc = english().annotate(text);
        let syntax = doc.syntax();
        let head = syntax.token_ids().find(|t| syntax.form(*t) == trigger).expect("the trigger is there");
        let token = syntax.token(head);
        let event = Event::new(token.sentence, head, token.span, event_type);
        let counts = counts_of(&syntax, &event, &[head], &lexicon);
        let shown = [
            ("dead", counts.dead),
            ("injured", counts.injured),
            ("arrested", counts.arrested),
            ("size", counts.size),
        ];
        let shown = shown.iter().filter_map(|(name, count)| {
            let count = count.as_ref()?;
            Some(format!("{name} {}..{}", count.min, count.max.map_or(String::new(), |m| m.to_string())))
        });
        shown.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn the_killed_the_injured_and_the_arrested_are_counted() {
        let check = |text, trigger, expected: &str| {
            assert_eq!(counts(text, trigger, EventType::Assault), expected, "{text}")
        };
        check("Rebels shelled the town, killing at least 12 people.", "shelled", "dead 12..");
        check("Three soldiers were wounded in the attack.", "attack", "injured 3..3");
        check("The blast killed two soldiers and three guards.", "killed", "dead 5..5");
        check("Gunmen attacked a convoy, killing dozens of people.", "attacked", "dead 24..");
        let arrests = counts("Police arrested more than 200 protesters.", "arrested", EventType::Coerce);
        assert_eq!(arrests, "arrested 200..");
    }

    #[test]
    fn those_who_took_part_are_counted() {
        let size = |text, trigger| counts(text, trigger, EventType::Protest);
        assert_eq!(size("Tens of thousands of demonstrators marched in Lima.", "marched"), "size 20000..");
        assert_eq!(size("About 300 workers protested outside the ministry.", "protested"), "size 300..300");
    }

    #[test]
    fn an_accusation_kills_nobody() {
        assert_eq!(
            counts("The minister accused rebels of killing 12 people.", "accused", EventType::Accuse),
            ""
        );
    }
}
