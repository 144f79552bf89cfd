//! Finds whoever and whatever can act, be acted upon, speak or be spoken to.

mod join;
mod phrase;
mod scan;

use crate::document::{Mention, MentionKind, Name, Span, Syntax, TokenId};
use crate::lexicon::Lexicon;
use crate::lexicon::actors::names::{Naming, Sense};
use crate::lexicon::actors::reference::Use;
use crate::lexicon::actors::roles::RoleId;
use crate::lexicon::actors::terms::TermId;

/// A mention that is not resolved yet, with what the lexicon knows of its words.
#[derive(Debug, Clone)]
pub struct Draft {
    pub(crate) mention: Mention,
    /// First and last-but-one word of the mention without what follows its head.
    pub(crate) first: TokenId,
    pub(crate) end: TokenId,
    /// The bare name, without titles.
    pub(crate) name: Option<Span>,
    /// What the bare name may be.
    pub(crate) namings: Vec<Naming>,
    /// Terms of office of those who bear the name.
    pub(crate) people: Vec<TermId>,
    /// Role words in the mention, the one nearest to the name or head last.
    pub(crate) roles: Vec<RoleId>,
    /// A title that is no office: Mr, Gen.
    pub(crate) titles: Vec<RoleId>,
    /// Several are meant.
    pub(crate) plural: bool,
    pub(crate) pronoun: Option<Use>,
    /// Stands inside another mention and only tells whose it is; not shown by itself.
    pub(crate) inner: bool,
}

impl Draft {
    /// Whether the words name a person.
    pub(crate) fn is_person(&self) -> bool {
        self.mention.kind == MentionKind::Person
    }

    /// Whether the name is only an adjective or noun of a people.
    pub(crate) fn is_demonym(&self) -> bool {
        !self.namings.is_empty()
            && self.namings.iter().all(|n| matches!(n.sense, Sense::Adjective | Sense::People))
    }
}

/// Names, titles with names, demonyms, role words, pronouns and definite descriptions; not resolved yet.
pub fn find_mentions(syntax: &Syntax, names: &[Name], lexicon: &Lexicon) -> Vec<Draft> {
    let actors = &lexicon.actors;
    let mut drafts = Vec::new();
    for sentence in syntax.sentences {
        let hits = scan::scan(syntax, sentence, actors);
        // Both stand in text order.
        let own = names.partition_point(|n| n.first < sentence.first)
            ..names.partition_point(|n| n.first < sentence.end);
        let mut found = join::join(syntax, sentence, &hits, &names[own], actors);
        found.extend(sentence.token_ids().filter_map(|t| pronoun(syntax, t, lexicon)));
        found.sort_by_key(|d| (d.mention.span.start, std::cmp::Reverse(d.mention.span.end)));
        drafts.append(&mut found);
    }
    drafts
}

/// A pronoun that stands for someone.
fn pronoun(syntax: &Syntax, token: TokenId, lexicon: &Lexicon) -> Option<Draft> {
    use crate::document::{Deprel, Upos};
    let word = syntax.token(token);
    if word.upos != Upos::Pron || matches!(word.deprel, Deprel::Expl | Deprel::Det) {
        return None;
    }
    let form = syntax.form(token);
    let uses = [Use::He, Use::She, Use::It, Use::They, Use::Who, Use::Speaker];
    let used = uses.into_iter().find(|u| lexicon.actors.reference.is(form, *u))?;
    let kind = match used {
        Use::He | Use::She | Use::Who | Use::Speaker => MentionKind::Person,
        Use::They => MentionKind::Group,
        _ => MentionKind::Other,
    };
    Some(Draft {
        mention: Mention {
            span: word.span,
            head: token,
            sentence: word.sentence,
            kind,
            referents: Vec::new(),
        },
        first: token,
        end: TokenId(token.0 + 1),
        name: None,
        namings: Vec::new(),
        people: Vec::new(),
        roles: Vec::new(),
        titles: Vec::new(),
        plural: used == Use::They || word.feats.is(crate::document::Feat::Number, "Plur"),
        pronoun: Some(used),
        inner: false,
    })
}
