//! Tells who stands behind a cue: its subject, whoever it is said "by", the noun it modifies, whoever controls it.

use super::draft::Reading;
use crate::document::{Deprel, Feat, MentionKind, Source, Span, Syntax, TokenId, Upos};

const SUBJECTS: &[Deprel] = &[Deprel::Nsubj, Deprel::NsubjOuter];

impl Reading<'_> {
    /// The sources that the head of a noun phrase stands for: itself and those coordinated with it.
    pub fn sources_at(&self, head: TokenId) -> Vec<Source> {
        let coordinated = self.syntax.conjuncts(head);
        if let Some(name) = self.described_twice(&coordinated) {
            return vec![self.source_at(name)];
        }
        coordinated.into_iter().map(|h| self.source_at(h)).collect()
    }

    /// "Strategist and former ambassador, Ada Idan, said": two descriptions of one person.
    fn described_twice(&self, coordinated: &[TokenId]) -> Option<TokenId> {
        let named = |t: TokenId| self.syntax.upos(t) == Upos::Propn || self.syntax.upos(t) == Upos::Pron;
        let singular = |t: &TokenId| self.syntax.token(*t).feats.is(Feat::Number, "Sing");
        if coordinated.len() < 2 || !coordinated.iter().all(|t| singular(t) && !named(*t)) {
            return None;
        }
        let person = |c: &TokenId| {
            let mention = self.mention(*c).map(|m| self.mentions[m.index()].kind);
            mention == Some(MentionKind::Person) && self.syntax.upos(*c) == Upos::Propn
        };
        coordinated.iter().find_map(|t| self.syntax.children_by(*t, Deprel::Appos).find(person))
    }

    /// One source: the mention of this head, or its words.
    pub fn source_at(&self, head: TokenId) -> Source {
        match self.mention(head) {
            Some(mention) => Source::Mention(mention),
            None => Source::Words(head, self.phrase_span(head)),
        }
    }

    /// A noun phrase without apposition, relative clause, coordination and what only marks it.
    pub fn phrase_span(&self, head: TokenId) -> Span {
        let left_out = |c: TokenId| {
            matches!(
                self.syntax.deprel(c),
                Deprel::Appos
                    | Deprel::AclRelcl
                    | Deprel::Conj
                    | Deprel::Cc
                    | Deprel::Case
                    | Deprel::Mark
                    | Deprel::Punct
                    | Deprel::Parataxis
                    | Deprel::Advcl
                    | Deprel::Cop
                    | Deprel::Nsubj
            )
        };
        let mut span = self.syntax.token(head).span;
        let genitive =
            |c: TokenId| self.syntax.form(c).ends_with(['\'', '’']) || self.syntax.lemma(c) == "'s";
        // "A letter seen by this newspaper": how it came to light is no part of its name.
        let seen = |c: TokenId| {
            self.syntax.deprel(c) == Deprel::Acl && self.syntax.token(c).feats.is(Feat::Tense, "Past")
        };
        let kept = |c: &TokenId| !left_out(*c) && !genitive(*c) && !seen(*c);
        let mut words: Vec<TokenId> = self.syntax.children(head).iter().copied().filter(kept).collect();
        while let Some(word) = words.pop() {
            span = span.join(self.syntax.token(word).span);
            let below = self.syntax.children(word).iter().copied();
            words.extend(below.filter(|c| self.syntax.deprel(*c) != Deprel::AclRelcl));
        }
        span
    }

    /// The head of the phrase that says what a verb tells.
    pub fn speaker_head(&self, verb: TokenId) -> Option<TokenId> {
        let found = self.speaker_head_within(verb, 6)?;
        // `"Nobody mourns them", he said, adding that …`: who is spoken of in a quotation does not speak beside it.
        let foreign = self.quotations.around(found).filter(|q| !self.quotations.holds(*q, verb));
        match foreign {
            Some(_) if self.syntax.head(found) != Some(verb) => self.speaker_before(verb),
            _ => Some(found),
        }
    }

    /// Whoever speaks by the cue before this one, outside of quotations that do not hold it.
    fn speaker_before(&self, verb: TokenId) -> Option<TokenId> {
        let level = self.quotations.around(verb);
        let sentence = self.sentence(self.sentence_of(verb));
        let end = self.cues.partition_point(|c| c.head < verb);
        let before = self.cues[..end].iter().rev().take_while(|c| c.head >= sentence.first);
        let mut same = before.filter(|c| self.is_verb(c.head) && self.quotations.around(c.head) == level);
        same.find_map(|c| self.speaker_head_within(c.head, 6))
    }

    fn speaker_head_within(&self, verb: TokenId, steps: usize) -> Option<TokenId> {
        let syntax = self.syntax;
        if self.is_passive(verb) {
            return self.agent(verb);
        }
        // "That the gate was open is clear, the guard said": the outer subject is the clause's.
        let comma = |s: TokenId| (0..s.0).rev().map(TokenId).take(4).any(|t| syntax.form(t) == ",");
        let nobody = |s: TokenId| syntax.token(s).feats.is(Feat::PronType, "Neg");
        let inner = syntax.child_by(verb, Deprel::Nsubj).is_some_and(|s| comma(s) || nobody(s));
        let is_subject = |c: &TokenId| match syntax.deprel(*c) {
            Deprel::NsubjOuter => !inner,
            relation => SUBJECTS.contains(&relation),
        };
        let mut subjects = syntax.children(verb).iter().copied().filter(is_subject);
        // A "subject" behind a preposition is a slip of the parser: "a message on Weibo blaming …".
        if let Some(subject) = subjects.find(|c| syntax.case(*c).is_none()) {
            let subject = self.antecedent(verb, subject);
            let subject = self.publisher(verb, subject).unwrap_or(subject);
            let subject = self.behind_according(verb, subject).unwrap_or(subject);
            let subject = self.before_apposition(verb, subject);
            return Some(self.name_beside(verb, subject).unwrap_or(subject));
        }
        if let Some(subject) = self.lost_to_according(verb) {
            return Some(subject);
        }
        let above = syntax.head(verb).filter(|_| steps > 0)?;
        if let Some(clause) = self.moved_to(verb).filter(|_| syntax.deprel(verb) != Deprel::Conj) {
            return self.speaker_head_within(clause, steps - 1);
        }
        match syntax.deprel(verb) {
            // "By saying", hung on a noun, still tells what the subject of the sentence did.
            Deprel::Acl | Deprel::Advcl if self.is_means(verb) => {
                let clause = syntax.ancestors(above).find(|t| self.child_in(*t, SUBJECTS).is_some())?;
                self.speaker_head_within(clause, steps - 1)
            }
            Deprel::Conj => {
                let first = self.coordinated_with(verb).filter(|f| self.may_speak(*f))?;
                self.speaker_head_within(first, steps - 1)
            }
            Deprel::Xcomp | Deprel::Advcl if !self.has_subject(verb) => {
                // A subject behind its participle is not what controls it: "…, saying there was no proof".
                if self.child_in(above, SUBJECTS).is_some_and(|s| s > verb)
                    && syntax.deprel(verb) == Deprel::Advcl
                {
                    return self.speaker_head_within(syntax.head(above)?, steps - 1);
                }
                let told = self.child_in(above, &[Deprel::Obj, Deprel::Iobj]);
                let controls = |_: &TokenId| syntax.deprel(verb) == Deprel::Xcomp;
                let passive = syntax.child_by(above, Deprel::NsubjPass);
                told.filter(controls).or(passive).or_else(|| self.speaker_head_within(above, steps - 1))
            }
            // "…, she said, calling it a mistake": the parse may take it for what was said.
            Deprel::Ccomp
                if self.lower(verb).ends_with("ing")
                    && above < verb
                    && !self.has_subject(verb)
                    && self.cue_of(above).is_some()
                    && syntax.subtree(verb).first().is_some_and(|f| syntax.form(*f) == ",") =>
            {
                self.speaker_head_within(above, steps - 1)
            }
            // "Issued a statement saying": whoever issued it says it.
            Deprel::Acl if self.lower(verb).ends_with("ing") => Some(self.issuer(above).unwrap_or(above)),
            // "who", "which" is left out: "the man they say did it" has a subject of its own.
            Deprel::AclRelcl if self.child_in(verb, SUBJECTS).is_none() => Some(above),
            _ => None,
        }
    }

    /// "By" before a gerund.
    fn is_means(&self, verb: TokenId) -> bool {
        self.child_in(verb, &[Deprel::Mark, Deprel::Case]).is_some_and(|m| self.lower(m) == "by")
    }

    /// Who published the statement, letter or message that is the object of a verb.
    fn issuer(&self, noun: TokenId) -> Option<TokenId> {
        self.lexicon.channels.get(self.syntax.lemma(noun))?;
        let verb = self.syntax.head(noun).filter(|_| self.syntax.deprel(noun) == Deprel::Obj)?;
        self.speaker_head_within(verb, 2)
    }

    /// "Released a statement which read": whoever released it says it.
    fn publisher(&self, verb: TokenId, noun: TokenId) -> Option<TokenId> {
        let release = self.syntax.head(noun)?;
        let publishes = self.lexicon.frames.class_has("publish", self.syntax.lemma(release));
        (publishes && self.syntax.deprel(verb) == Deprel::AclRelcl).then(|| self.issuer(noun)).flatten()
    }

    /// "According to the agency Fars, the mayor, Ali Mehr, said": the parse may take the agency for the one who spoke.
    fn behind_according(&self, verb: TokenId, subject: TokenId) -> Option<TokenId> {
        let sentence = self.sentence(self.sentence_of(verb));
        let comma = |t: &TokenId| self.syntax.form(*t) == ",";
        let first = (sentence.first.0..verb.0).map(TokenId).find(comma)?;
        if subject > first || !self.opened_by_source(subject) {
            return None;
        }
        let own = self.syntax.children(subject).iter().copied();
        let mut own = own.filter(|c| *c > first && *c < verb && self.is_nominal(*c));
        own.find(|c| matches!(self.syntax.deprel(*c), Deprel::Appos | Deprel::Conj))
    }

    /// The same where the parse leaves the verb without a subject.
    fn lost_to_according(&self, verb: TokenId) -> Option<TokenId> {
        let agency = self.syntax.children_by(verb, Deprel::Obl).find(|c| *c < verb)?;
        let sentence = self.sentence(self.sentence_of(verb));
        let comma = |t: &TokenId| self.syntax.form(*t) == ",";
        let first = (agency.0..verb.0).map(TokenId).find(comma)?;
        let opened = self.opened_by_source(agency) && self.syntax.token(verb).feats.is(Feat::VerbForm, "Fin");
        let beyond = |c: &TokenId| opened && *c > first && *c < verb && sentence.first < *c;
        self.syntax.children_by(agency, Deprel::Appos).find(beyond)
    }

    /// The sentence begins with "according to" or its like, and no comma stands between that and a word.
    fn opened_by_source(&self, word: TokenId) -> bool {
        let sentence = self.sentence(self.sentence_of(word));
        let vouches = |e: u32| {
            let cue = self.entry(e);
            cue.pos == crate::lexicon::CuePos::Prep && cue.takes(&crate::lexicon::Takes::Sentence)
        };
        let opening = self.cue_of(sentence.first).filter(|_| sentence.first < word);
        let comma = (sentence.first.0..word.0).any(|t| self.syntax.form(TokenId(t)) == ",");
        !comma && opening.is_some_and(|c| c.entry_ids().any(vouches))
    }

    /// "Medical anthropologist Monica Ospina told": a person named right behind the description that the parse has for the
    /// subject.
    fn name_beside(&self, verb: TokenId, subject: TokenId) -> Option<TokenId> {
        let person = |c: &TokenId| {
            let kind = self.mention(*c).map(|m| self.mentions[m.index()].kind);
            kind == Some(MentionKind::Person) && self.syntax.upos(*c) == Upos::Propn
        };
        let beside = |c: &TokenId| {
            let first = self.syntax.subtree(*c).first().copied().unwrap_or(*c);
            first > subject && (subject.0 + 1..first.0).all(|t| self.is_word(TokenId(t))) && first == *c
        };
        let described = self.syntax.upos(subject) == Upos::Noun;
        let named = |c: &TokenId| described && person(c) && beside(c);
        let appended = self.syntax.children_by(subject, Deprel::Appos).find(named);
        // "Said co-author Karen Alder": behind its verb the name may be taken for an object.
        let object = || self.syntax.children_by(verb, Deprel::Obj).filter(|_| verb < subject).find(named);
        // "Centre for Health anthropologist Monica Ospina told": the name ends right before its verb.
        let last = || {
            let mut people =
                self.mentions.iter().filter(|m| person(&m.head) && m.head > subject && m.head < verb);
            people.find(|m| {
                let behind = self.syntax.tokens[..verb.index()].last().map(|t| t.span.end);
                let words = (subject.0..verb.0).all(|t| {
                    let token = TokenId(t);
                    self.is_word(token) && !self.is_verb(token) || self.syntax.form(token) == "-"
                });
                words && behind == Some(m.span.end) && self.syntax.is_under(m.head, subject)
            })
        };
        let of_body = |m: &crate::document::Mention| {
            self.syntax.head(m.head).is_some_and(|h| {
                self.syntax.upos(h) == Upos::Noun && self.syntax.deprel(m.head) == Deprel::Appos
            })
        };
        appended.or_else(object).or_else(|| last().filter(|m| of_body(m)).map(|m| m.head))
    }

    /// "Carla Chen, the head of the council, announced": if the parse takes the apposition for the subject, the name before it
    /// is the speaker.
    fn before_apposition(&self, verb: TokenId, subject: TokenId) -> TokenId {
        let name = || {
            let words = self.syntax.subtree(subject);
            let (first, last) = (*words.first()?, *words.last()?);
            let comma = first.0.checked_sub(1).map(TokenId).filter(|t| self.syntax.form(*t) == ",")?;
            let closed = self.syntax.form(last) == ","
                || self
                    .syntax
                    .tokens
                    .get(last.index() + 1)
                    .is_some_and(|t| t.span.of(self.syntax.text) == ",");
            let before = comma.0.checked_sub(1).map(TokenId)?;
            let same = self.sentence_of(before) == self.sentence_of(verb);
            let vouches = self.opened_by_source(before);
            let is_name =
                same && last < verb && closed && self.syntax.upos(before) == Upos::Propn && !vouches;
            let up = |t: &TokenId| {
                self.syntax.head(*t).filter(|h| *h < comma && self.syntax.upos(*h) == Upos::Propn)
            };
            let head = std::iter::successors(Some(before), up).take(8).last()?;
            (is_name && self.syntax.case(head).is_none()).then_some(head)
        };
        name().unwrap_or(subject)
    }

    fn has_subject(&self, verb: TokenId) -> bool {
        self.child_in(verb, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjOuter, Deprel::Expl]).is_some()
    }

    fn may_speak(&self, head: TokenId) -> bool {
        matches!(self.syntax.upos(head), Upos::Verb | Upos::Aux | Upos::Adj | Upos::Noun | Upos::Propn)
    }

    /// A relative pronoun stands for the noun before it.
    pub fn antecedent(&self, verb: TokenId, subject: TokenId) -> TokenId {
        let relative = self.syntax.token(subject).feats.is(Feat::PronType, "Rel")
            || matches!(self.lower(subject).as_str(), "who" | "which" | "that");
        let clause = std::iter::successors(Some(verb), |v| {
            let up = matches!(self.syntax.deprel(*v), Deprel::Conj | Deprel::Xcomp | Deprel::Ccomp);
            self.syntax.head(*v).filter(|_| up)
        })
        .take(4)
        .find(|v| self.syntax.deprel(*v) == Deprel::AclRelcl);
        match clause.and_then(|v| self.syntax.head(v)) {
            Some(noun) if relative => noun,
            _ => subject,
        }
    }

    /// Said by whom, in the passive.
    pub fn agent(&self, verb: TokenId) -> Option<TokenId> {
        self.syntax.child_by(verb, Deprel::OblAgent).or_else(|| {
            let by = |c: &TokenId| self.syntax.case(*c).as_deref() == Some("by");
            let phrases = || self.syntax.children_by(verb, Deprel::Obl);
            // "Named as a suspect by prosecutors": the parse may hang them on the phrase before.
            let named = phrases().filter(|c| self.syntax.case(*c).as_deref() == Some("as"));
            let nested = || named.flat_map(|c| self.syntax.children_by(c, Deprel::Nmod)).find(by);
            phrases().find(by).or_else(nested)
        })
    }

    /// The verb is passive: "is said", "accused of".
    pub fn is_passive(&self, verb: TokenId) -> bool {
        let syntax = self.syntax;
        if self.has_passive_marks(verb) {
            return true;
        }
        // Past tense and participle look alike; a subject of its own decides.
        let participle = syntax.token(verb).feats.is(Feat::VerbForm, "Part");
        let past = syntax.token(verb).feats.is(Feat::Tense, "Past");
        let alone = self.child_in(verb, &[Deprel::Nsubj, Deprel::Aux]).is_none();
        participle
            && past
            && alone
            && matches!(syntax.deprel(verb), Deprel::Acl | Deprel::Advcl | Deprel::Amod)
    }

    /// A passive auxiliary or subject.
    pub fn has_passive_marks(&self, verb: TokenId) -> bool {
        self.child_in(verb, &[Deprel::NsubjPass, Deprel::AuxPass, Deprel::CsubjPass]).is_some()
    }

    /// Whose a thing is.
    pub fn owner_head(&self, noun: TokenId) -> Option<TokenId> {
        owner_head(self.syntax, noun, |t| self.mention(t).is_some())
    }
}

/// Whose a thing is: the genitive, demonym, compound, or "by", "from" phrase of a noun.
pub fn owner_head(syntax: &Syntax, noun: TokenId, is_mention: impl Fn(TokenId) -> bool) -> Option<TokenId> {
    if let Some(owner) = syntax.child_by(noun, Deprel::NmodPoss) {
        return Some(owner);
    }
    let phrase = |preps: &[&str]| {
        let fits = |c: &TokenId| syntax.case(*c).is_some_and(|case| preps.contains(&case.as_str()));
        syntax.children_by(noun, Deprel::Nmod).find(fits)
    };
    if let Some(owner) = phrase(&["by", "from"]) {
        return Some(owner);
    }
    let inside = [Deprel::Amod, Deprel::Compound, Deprel::NmodUnmarked];
    let named = |c: &TokenId| inside.contains(&syntax.deprel(*c)) && *c < noun && is_mention(*c);
    let named = syntax.children(noun).iter().copied().find(named);
    named.or_else(|| phrase(&["of", "within", "in"]).filter(|c| is_mention(*c)))
}
