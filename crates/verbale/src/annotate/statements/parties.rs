//! Who stands behind the words of a source.

use crate::annotate::attributions::source::owner_head;
use crate::document::{
    ChannelKind, Entity, Feat, Mention, MentionId, MentionKind, Source, SpeakerKind, Syntax, TokenId, Upos,
};
use crate::lexicon::Lexicon;
use std::collections::HashMap;

/// Looks up the entities behind mentions and words.
pub struct Parties<'a> {
    /// The parse.
    pub syntax: &'a Syntax<'a>,
    mentions: &'a [Mention],
    lexicon: &'a Lexicon,
    by_head: HashMap<TokenId, MentionId>,
}

impl<'a> Parties<'a> {
    /// Indexes the mentions by head word.
    pub fn new(syntax: &'a Syntax<'a>, mentions: &'a [Mention], lexicon: &'a Lexicon) -> Parties<'a> {
        let mut by_head = HashMap::new();
        for (i, mention) in mentions.iter().enumerate() {
            by_head.entry(mention.head).or_insert(MentionId::at(i));
        }
        Parties { syntax, mentions, lexicon, by_head }
    }

    /// One entity for each actor that a mention stands for; one without an actor if it stands for nobody we know.
    pub fn entities(&self, id: MentionId) -> Vec<Entity> {
        let mention = &self.mentions[id.index()];
        let bare =
            Entity { span: Some(mention.span), mention: Some(id), actor: None, via: None, antecedent: None };
        if mention.referents.is_empty() {
            return vec![bare];
        }
        let entity = |r: &crate::document::Referent| Entity {
            actor: Some(r.actor),
            via: Some(r.via),
            antecedent: r.antecedent.map(|m| self.mentions[m.index()].span),
            ..bare.clone()
        };
        mention.referents.iter().map(entity).collect()
    }

    /// The speakers behind a source. "The ministry's statement" speaks for the ministry.
    pub fn speakers(&self, source: Source) -> Vec<Entity> {
        let (head, span, mention) = match source {
            Source::Mention(m) if !self.mentions[m.index()].referents.is_empty() => {
                let mut entities = self.entities(m);
                if self.is_one(self.mentions[m.index()].head) {
                    entities.truncate(1);
                }
                return entities;
            }
            Source::Mention(m) => (self.mentions[m.index()].head, self.mentions[m.index()].span, Some(m)),
            Source::Words(head, span) => (head, span, None),
            Source::Writer | Source::Implicit => return Vec::new(),
        };
        let owner = owner_head(self.syntax, head, |t| self.by_head.contains_key(&t));
        let owner = owner.and_then(|o| self.by_head.get(&o)).map(|m| &self.mentions[m.index()]);
        let referent = owner.and_then(|m| m.referents.first());
        vec![Entity {
            span: Some(span),
            mention,
            actor: referent.map(|r| r.actor),
            via: referent.map(|r| r.via),
            antecedent: referent.and(owner).map(|m| m.span),
        }]
    }

    /// A singular noun or name stands for one speaker, whatever it may be resolved to.
    fn is_one(&self, head: TokenId) -> bool {
        let noun = matches!(self.syntax.upos(head), Upos::Noun | Upos::Propn);
        noun && self.syntax.token(head).feats.is(Feat::Number, "Sing")
    }

    /// Named, unnamed, an outlet, a document.
    pub fn kind_of(&self, source: Source) -> SpeakerKind {
        let (head, kind) = match source {
            Source::Mention(m) => (self.mentions[m.index()].head, Some(self.mentions[m.index()].kind)),
            Source::Words(head, _) => (head, None),
            Source::Writer => return SpeakerKind::Outlet,
            Source::Implicit => return SpeakerKind::Unnamed,
        };
        if is_speech_role(self.syntax, head) && kind.is_none() {
            return SpeakerKind::Outlet;
        }
        let word = self.lexicon.channels.get(self.syntax.lemma(head)).filter(|w| w.speaks);
        let outlet = |k: ChannelKind| matches!(k, ChannelKind::Broadcast | ChannelKind::Social);
        match (word.map(|w| w.kind), kind) {
            (_, Some(MentionKind::Person | MentionKind::Country | MentionKind::Office))
                if self.syntax.upos(head) != Upos::Noun =>
            {
                SpeakerKind::Named
            }
            (Some(ChannelKind::Other), _) => self.named_or_not(head, source),
            (Some(k), None | Some(MentionKind::Other)) if !outlet(k) => SpeakerKind::Document,
            (_, Some(MentionKind::Organisation)) if self.is_outlet(source) => SpeakerKind::Outlet,
            _ => self.named_or_not(head, source),
        }
    }

    fn is_outlet(&self, source: Source) -> bool {
        let Source::Mention(m) = source else { return false };
        let mention = &self.mentions[m.index()];
        let names = mention.head;
        self.lexicon
            .channels
            .get(self.syntax.lemma(names))
            .is_some_and(|w| w.speaks && matches!(w.kind, ChannelKind::Article | ChannelKind::Broadcast))
    }

    /// "Officials", "a source", "witnesses": a common noun that tells of nobody in particular.
    fn named_or_not(&self, head: TokenId, source: Source) -> SpeakerKind {
        let syntax = self.syntax;
        if syntax.upos(head) != Upos::Noun {
            return SpeakerKind::Named;
        }
        let named = |c: TokenId| syntax.upos(c) == Upos::Propn && c > head;
        if syntax.children(head).iter().copied().any(named) {
            return SpeakerKind::Named;
        }
        let definite = syntax.children(head).iter().any(|c| {
            syntax.token(*c).feats.is(Feat::Definite, "Def") || syntax.token(*c).feats.is(Feat::Poss, "Yes")
        });
        let plural = syntax.token(head).feats.is(Feat::Number, "Plur");
        let known = matches!(source, Source::Mention(m) if !self.mentions[m.index()].referents.is_empty());
        if definite && !plural && known { SpeakerKind::Named } else { SpeakerKind::Unnamed }
    }
}

/// "I", "we", "you": whoever is speaking already, or is spoken to.
pub fn is_speech_role(syntax: &Syntax, head: TokenId) -> bool {
    let feats = syntax.token(head).feats;
    syntax.upos(head) == Upos::Pron && (feats.is(Feat::Person, "1") || feats.is(Feat::Person, "2"))
}
