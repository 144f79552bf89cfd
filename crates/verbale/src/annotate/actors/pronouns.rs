//! He, she, it, they: of all that was spoken of before, what was most in view.
//!
//! Everything that a reader may have in mind has a weight: more for a subject than for an object, for what was
//! mentioned again and again, for the same sentence than for the one before. Nouns that name no actor take part, so
//! that "it" after "the company's plan" may be the plan. Where two have nearly the same weight, nobody is meant.

use super::coreference::REACH;
use super::{Resolver, State};
use crate::document::{ActorId, Deprel, Feat, MentionKind, Referent, SentenceId, TokenId, Upos};
use crate::lexicon::actors::reference::{Gender, Use};

/// How many drafts back a pronoun looks at most, however long the sentences are.
const MOST: usize = 80;
/// As much in words.
const MOST_WORDS: u32 = 250;
/// What is left of a weight, a sentence later.
const FADING: f32 = 0.5;

/// Something that a pronoun may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Thing<'t> {
    Actor(ActorId),
    /// Several in a row, by the first of them.
    Row(usize),
    /// A mention of whom nothing is known.
    Draft(usize),
    /// A noun that names no actor.
    Noun(&'t str),
}

#[derive(Debug)]
struct Rival<'t> {
    thing: Thing<'t>,
    weight: f32,
    /// Its heaviest mention of the sentence that was looked at last: of several in one sentence only that counts.
    there: (SentenceId, f32),
    /// The latest mention that agrees.
    draft: Option<usize>,
    barred: bool,
}

impl<'d> Resolver<'_, 'd> {
    /// The likeliest of those named before, if none comes near.
    pub(super) fn resolve_personal(&mut self, i: usize, used: Use) -> Vec<Referent> {
        if self.is_empty(i, used) {
            return Vec::new();
        }
        let found = self.most_in_view(i, used).map_or_else(Vec::new, |j| self.look_back(i, j));
        if matches!(used, Use::He | Use::She)
            && let [only] = found[..]
        {
            let gender = if used == Use::She { Gender::She } else { Gender::He };
            self.genders.entry(only.actor).or_insert(gender);
        }
        found
    }

    fn most_in_view(&mut self, i: usize, used: Use) -> Option<usize> {
        if self.is_reflexive(i) {
            return self.subject_of_clause(i).filter(|j| self.agreement(*j, used).is_some());
        }
        if let Some(j) = self.subject_ahead(i, used) {
            return Some(j);
        }
        let mut rivals: Vec<Rival> = Vec::new();
        self.add_drafts(i, used, &mut rivals);
        // what means to do something is no plan and no rain
        if matches!(used, Use::It | Use::They) && !self.acts_on_purpose(i) {
            self.add_nouns(i, used, &mut rivals);
        }
        rivals.retain(|r| !r.barred);
        rivals.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        let best = rivals.first()?;
        let (least, share) = self.demands(i, used);
        let near = |next: &&Rival| {
            next.weight > share * best.weight && !self.are_of_one_country(best.thing, next.thing, used)
        };
        let near = rivals[1..].iter().any(|next| near(&next));
        let draft = best.draft?;
        (best.weight >= least && !near && !self.referents(draft).is_empty()).then_some(draft)
    }

    /// "The ministry said that the army …; its …": whichever is meant, it is of that country.
    fn are_of_one_country(&self, a: Thing, b: Thing, used: Use) -> bool {
        let country = |thing: Thing| match thing {
            Thing::Actor(id) => self.cast.get(id).country,
            _ => None,
        };
        matches!(used, Use::It | Use::They) && country(a).is_some() && country(a) == country(b)
    }

    /// The least weight that settles it, and how near the next may come. "It" as an object or with a predicate is
    /// more often a thing, or all that was said before, than an actor.
    fn demands(&self, i: usize, used: Use) -> (f32, f32) {
        let pronoun = self.drafts[i].mention.head;
        let subject = matches!(self.syntax.deprel(pronoun), Deprel::Nsubj | Deprel::NsubjPass);
        let owner = self.syntax.deprel(pronoun) == Deprel::NmodPoss;
        let is_something =
            self.syntax.head(pronoun).is_some_and(|h| self.syntax.child_by(h, Deprel::Cop).is_some());
        match used {
            Use::He | Use::She => (0.25, 0.95),
            Use::It if owner => (0.45, 0.75),
            Use::It if subject && !is_something => (0.6, 0.7),
            Use::It => (0.9, 0.6),
            _ => (0.22, 0.8),
        }
    }

    fn add_drafts(&mut self, i: usize, used: Use, rivals: &mut Vec<Rival<'d>>) {
        let sentence = self.drafts[i].mention.sentence;
        for j in (i.saturating_sub(MOST)..i).rev() {
            let distance = sentence.0 - self.drafts[j].mention.sentence.0;
            if distance > REACH {
                break;
            }
            // what is being resolved may look for this very pronoun
            if self.drafts[j].inner || self.states[j] == State::Open || self.is_predicate(j) {
                continue;
            }
            let Some(agreement) = self.agreement(j, used) else { continue };
            let barred = self.is_barred(i, j) || self.is_speaker_of(i, j);
            let head = self.anchor(j);
            // "Shoukry and his counterparts met. They …": the row and not the last of it
            let row = self.first_in_row(head);
            if used == Use::They && row != head && self.draft_at(row).is_some() && self.heads_row(row) {
                continue;
            }
            let mut weight = self.weight(head) * FADING.powi(distance as i32) + self.closeness(i, j);
            let body = self.drafts[j].mention.kind == MentionKind::Organisation;
            let over =
                distance == 0 && self.is_subject(head) && self.is_over(head, self.drafts[i].mention.head);
            // "UNICEF said they …"
            weight *= if body && over { agreement.max(0.8) } else { agreement };
            if self.quotation_parts(i, j) && (matches!(used, Use::It | Use::They) || self.is_sayer(i)) {
                weight *= 0.5;
            }
            if self.drafts[j].name.is_some() {
                weight += 0.05 * FADING.powi(distance as i32);
            }
            let thing = self.thing_of(j, used);
            let there = (self.drafts[j].mention.sentence, weight);
            if let Thing::Actor(actor) = thing
                && matches!(used, Use::He | Use::She)
                && !rivals.iter().any(|r| r.thing == thing)
            {
                weight += self.fame(actor);
            }
            add(
                rivals,
                Rival { thing, weight, there, draft: Some(self.described_by(j).unwrap_or(j)), barred },
            );
        }
    }

    /// What a mention is about; a description is about whoever it describes.
    fn thing_of(&mut self, j: usize, used: Use) -> Thing<'d> {
        let head = self.drafts[j].mention.head;
        if used == Use::They && self.drafts[j].pronoun.is_none() && self.heads_row(head) {
            return Thing::Row(j);
        }
        let described = self.described_by(j).unwrap_or(j);
        match self.referents(described)[..] {
            [only] => Thing::Actor(self.cast.identity(only.actor)),
            [first, ..] => {
                let earlier = first.antecedent.map(|a| a.index());
                Thing::Row(earlier.unwrap_or(described))
            }
            [] => Thing::Draft(described),
        }
    }

    /// "Ada Moreno, a judge": the draft that another stands beside.
    fn described_by(&self, j: usize) -> Option<usize> {
        let head = self.drafts[j].mention.head;
        let noun = self.syntax.head(head).filter(|_| self.syntax.deprel(head) == Deprel::Appos)?;
        self.draft_at(noun).filter(|k| *k != j)
    }

    /// "Ada Moreno is a judge": a judge is nobody new.
    fn is_predicate(&self, j: usize) -> bool {
        let draft = &self.drafts[j];
        draft.name.is_none()
            && draft.pronoun.is_none()
            && self.syntax.child_by(draft.mention.head, Deprel::Cop).is_some()
    }

    fn is_reflexive(&self, i: usize) -> bool {
        let form = self.syntax.form(self.drafts[i].mention.head);
        self.lexicon.reference.is(form, Use::Reflexive)
    }

    /// The subject of the verb that a pronoun hangs on, or of the verb whose subject that one shares.
    fn subject_of_clause(&self, i: usize) -> Option<usize> {
        let syntax = self.syntax;
        let mut at = syntax.head(self.drafts[i].mention.head)?;
        for _ in 0..8 {
            let subject = syntax.children(at).iter().copied().find(|c| {
                matches!(syntax.deprel(*c), Deprel::Nsubj | Deprel::NsubjPass) && syntax.form(*c) != "that"
            });
            if let Some(subject) = subject {
                return self.draft_at(subject).filter(|j| *j < i);
            }
            at = syntax.head(at)?;
        }
        None
    }

    /// Nouns that name no actor, as far back as drafts are looked at.
    fn add_nouns(&self, i: usize, used: Use, rivals: &mut Vec<Rival<'d>>) {
        let syntax = self.syntax;
        let pronoun = self.drafts[i].mention.head;
        let sentence = self.drafts[i].mention.sentence;
        let from = syntax.sentence(SentenceId(sentence.0.saturating_sub(REACH))).first;
        let from = from.0.max(pronoun.0.saturating_sub(MOST_WORDS));
        for word in (from..pronoun.0).rev().map(TokenId) {
            let token = syntax.token(word);
            if !matches!(token.upos, Upos::Noun | Upos::Propn) || !self.may_be_meant(word) {
                continue;
            }
            let plural =
                token.feats.is(Feat::Number, "Plur") || syntax.child_by(word, Deprel::Conj).is_some();
            if plural != (used == Use::They) {
                continue;
            }
            let distance = sentence.0 - token.sentence.0;
            let weight = self.weight(word) * FADING.powi(distance as i32);
            let barred = distance == 0
                && syntax.deprel(pronoun) != Deprel::NmodPoss
                && syntax.head(pronoun) == syntax.head(word);
            let (thing, there) = (Thing::Noun(syntax.lemma(word)), (token.sentence, weight));
            add(rivals, Rival { thing, weight, there, draft: None, barred });
        }
    }

    /// Whether a noun stands for something by itself, and is no time, predicate or part of a name.
    fn may_be_meant(&self, word: TokenId) -> bool {
        let part = matches!(
            self.syntax.deprel(word),
            Deprel::Compound
                | Deprel::Flat
                | Deprel::Fixed
                | Deprel::Goeswith
                | Deprel::OblUnmarked
                | Deprel::NmodUnmarked
                | Deprel::NmodDesc
                | Deprel::Amod
                | Deprel::Appos
        );
        let predicate = self.syntax.child_by(word, Deprel::Cop).is_some();
        !part && !predicate && self.draft_at(word).is_none()
    }

    /// "In his speech, Putin …", "After she resigned, Moreno …": the subject that is still to come.
    fn subject_ahead(&mut self, i: usize, used: Use) -> Option<usize> {
        if self.drafts[i].mention.kind == MentionKind::Other && used != Use::It {
            return None;
        }
        let syntax = self.syntax;
        let pronoun = self.drafts[i].mention.head;
        let sentence = syntax.sentence(self.drafts[i].mention.sentence);
        // the phrase that holds the pronoun stands before the subject of the verb it hangs on
        let mut fronted = syntax.ancestors(pronoun).filter(|t| {
            matches!(syntax.deprel(*t), Deprel::Obl | Deprel::Advcl)
                && syntax.subtree_span(*t).start <= sentence.span.start + 1
        });
        let phrase = fronted.next()?;
        let verb = syntax.head(phrase)?;
        let subject =
            syntax.child_by(verb, Deprel::Nsubj).or_else(|| syntax.child_by(verb, Deprel::NsubjPass))?;
        let j = self.draft_at(subject).filter(|j| *j > i && subject > pronoun)?;
        let draft = &self.drafts[j];
        let same = draft.pronoun == Some(used);
        if draft.name.is_none() && !same || draft.inner || self.states[j] == State::Open {
            return None;
        }
        self.agreement(j, used)?;
        (!self.referents(j).is_empty()).then_some(j)
    }

    /// "…", she said: whom the quotation names is seldom who speaks.
    pub(super) fn is_sayer(&self, i: usize) -> bool {
        self.verb_of_subject(i).is_some_and(|v| self.lexicon.reference.is(self.syntax.lemma(v), Use::Speech))
    }

    fn acts_on_purpose(&self, i: usize) -> bool {
        // "urged them to wait": who is to do something is somebody
        let syntax = self.syntax;
        let pronoun = self.drafts[i].mention.head;
        let object = matches!(syntax.deprel(pronoun), Deprel::Obj | Deprel::Iobj);
        let verb = syntax.head(pronoun).filter(|_| object);
        if verb.is_some_and(|v| syntax.child_by(v, Deprel::Xcomp).is_some_and(|x| x > pronoun)) {
            return true;
        }
        let verb = self.verb_of_subject(i).map(|v| self.syntax.lemma(v));
        verb.is_some_and(|v| {
            self.lexicon.reference.is(v, Use::OnPurpose) || self.lexicon.reference.is(v, Use::Speech)
        })
    }

    fn verb_of_subject(&self, i: usize) -> Option<TokenId> {
        let pronoun = self.drafts[i].mention.head;
        let verb = self.syntax.head(pronoun).filter(|_| self.syntax.deprel(pronoun) == Deprel::Nsubj)?;
        (self.syntax.upos(verb) == Upos::Verb).then_some(verb)
    }

    /// One stands in a quotation, and the other outside of it.
    fn quotation_parts(&self, i: usize, j: usize) -> bool {
        let around = |k: usize| self.quotations.around(self.drafts[k].mention.head);
        around(i) != around(j)
    }

    /// "He", in a quotation, is not the one who speaks there.
    fn is_speaker_of(&self, i: usize, j: usize) -> bool {
        let pronoun = self.drafts[i].mention.head;
        let other = self.drafts[j].mention.head;
        let Some(quotation) = self.quotations.around(pronoun) else { return false };
        if self.quotations.holds(quotation, other) {
            return self.drafts[j].pronoun == Some(Use::Speaker);
        }
        let subject = matches!(self.syntax.deprel(other), Deprel::Nsubj | Deprel::Obj);
        let verb = self.syntax.head(other).filter(|_| subject);
        self.drafts[i].mention.sentence == self.drafts[j].mention.sentence
            && verb.is_some_and(|v| {
                self.lexicon.reference.is(self.syntax.lemma(v), Use::Speech)
                    && self.quotations.around(v) != Some(quotation)
            })
    }

    /// "It was known that …", "he himself": a pronoun that stands for nobody, or for the noun beside it.
    fn is_empty(&self, i: usize, used: Use) -> bool {
        let syntax = self.syntax;
        let pronoun = self.drafts[i].mention.head;
        let Some(verb) = syntax.head(pronoun) else { return false };
        let noun = matches!(syntax.upos(verb), Upos::Noun | Upos::Propn | Upos::Pron);
        if self.is_reflexive(i) {
            return noun;
        }
        let subject = matches!(syntax.deprel(pronoun), Deprel::Nsubj | Deprel::NsubjPass);
        if used != Use::It || !subject {
            return false;
        }
        let has = |d: Deprel| syntax.child_by(verb, d).is_some();
        let passive = syntax.deprel(pronoun) == Deprel::NsubjPass;
        has(Deprel::Csubj)
            || has(Deprel::Cop) && (has(Deprel::Ccomp) || has(Deprel::Advcl))
            || passive && has(Deprel::Ccomp)
            || has(Deprel::Cop) && has(Deprel::Acl) && !has(Deprel::Det)
            || has(Deprel::Ccomp) && self.lexicon.reference.is(syntax.lemma(verb), Use::Impersonal)
    }
}

/// Adds a weight to that of the same thing.
fn add<'t>(rivals: &mut Vec<Rival<'t>>, one: Rival<'t>) {
    match rivals.iter_mut().find(|r| r.thing == one.thing) {
        Some(known) => {
            let before = if known.there.0 == one.there.0 { known.there.1 } else { 0.0 };
            known.weight += (one.weight - before).max(0.0);
            known.there = (one.there.0, one.weight.max(before));
            known.barred |= one.barred;
            known.draft = known.draft.or(one.draft);
        }
        None => rivals.push(one),
    }
}
