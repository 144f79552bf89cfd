//! Through what something was said, and to whom.

use super::draft::{Draft, Reading};
use crate::document::{ChannelKind, ChannelWords, Deprel, MentionId, MentionKind, Source, TokenId};
use crate::lexicon::{CuePos, Takes};

/// Fills in channel and addressees of a draft from the phrases around its cue.
pub fn find_parties(reading: &Reading, draft: &mut Draft) {
    let Some((cue, entry)) = draft.cue else { return };
    match reading.entry(entry).pos {
        CuePos::Verb => {
            if draft.addressees.is_empty() {
                draft.addressees = addressees(reading, cue, entry, draft);
            }
            let (channel, with) = verb_channel(reading, cue, draft);
            draft.channel = draft
                .channel
                .or(channel)
                .or_else(|| source_channel(reading, draft))
                .or_else(|| shown(reading, cue))
                .or_else(|| released(reading, cue, draft));
            draft.addressees.extend(with);
        }
        CuePos::Prep => draft.channel = draft.channel.or_else(|| prep_channel(reading, cue, draft)),
        _ => {}
    }
    draft.addressees.dedup();
    // "…, warned the minister": an object that speaks is not spoken to.
    let sources = &draft.sources;
    draft.addressees.retain(|m| !sources.contains(&Source::Mention(*m)));
}

/// "Told reporters", "said to the crowd".
fn addressees(reading: &Reading, verb: TokenId, entry: u32, draft: &Draft) -> Vec<MentionId> {
    let syntax = reading.syntax;
    let entry = reading.entry(entry);
    let mut found = Vec::new();
    let spoken_to = entry.takes.iter().any(|t| matches!(t, Takes::Addressee | Takes::AddresseePrep(_)));
    if spoken_to {
        found.extend(
            reading.child_in(verb, &[Deprel::Iobj]).or_else(|| reading.child_in(verb, &[Deprel::Obj])),
        );
    }
    let to = |c: &TokenId| syntax.case(*c).as_deref() == Some("to");
    if entry.takes(&Takes::ToAddressee) || entry.takes(&Takes::Quote) {
        found.extend(syntax.children_by(verb, Deprel::Obl).find(to));
    }
    if found.is_empty() && spoken_to {
        // "Told Wang Yi:": whatever the parse makes of the name, it stands right behind the verb.
        let behind = super::surface::noun_after(reading, verb)
            .filter(|n| syntax.deprel(*n) != Deprel::Nsubj && reading.mention(*n).is_some());
        found.extend(shared_listener(reading, verb).or(behind));
    }
    let heads = found.into_iter().filter(|h| !draft.content.contains(h));
    heads
        .flat_map(|h| syntax.conjuncts(h))
        .filter_map(|h| reading.mention(h))
        .filter(|m| listens(reading, *m))
        .collect()
}

/// "Informed Wang about the talks and assured that …": the listener is the same.
fn shared_listener(reading: &Reading, verb: TokenId) -> Option<TokenId> {
    let first = reading.coordinated_with(verb)?;
    let spoken_to = |e: u32| {
        let takes = &reading.entry(e).takes;
        takes.iter().any(|t| matches!(t, Takes::Addressee | Takes::AddresseePrep(_)))
    };
    let same = reading.cue_of(first)?.entry_ids().any(spoken_to);
    reading.child_in(first, &[Deprel::Iobj, Deprel::Obj]).filter(|_| same)
}

fn listens(reading: &Reading, mention: MentionId) -> bool {
    let kind = reading.mentions[mention.index()].kind;
    !matches!(kind, MentionKind::Place | MentionKind::Other)
}

/// "In a statement", "on Weibo", "speaking on state television", "in an interview with the daily".
fn verb_channel(reading: &Reading, verb: TokenId, draft: &Draft) -> (Option<ChannelWords>, Vec<MentionId>) {
    let syntax = reading.syntax;
    let mut places = vec![verb];
    // "Writing on Weibo, …", "… , he said, speaking at a rally": the phrase hangs on a participle of the cue.
    // "Commenting on the broadcast, …" is about it.
    let about = |c: &TokenId| reading.lexicon.frames.class_has("speak_about", syntax.lemma(*c));
    places
        .extend(syntax.children_by(verb, Deprel::Advcl).filter(|c| !draft.content.contains(c) && !about(c)));
    let told = [Deprel::Obj, Deprel::Iobj];
    places.extend(syntax.children(verb).iter().copied().filter(|c| told.contains(&syntax.deprel(*c))));
    for place in places {
        for noun in syntax.children(place).iter().copied().filter(|c| !draft.content.contains(c)) {
            if !matches!(syntax.deprel(noun), Deprel::Obl | Deprel::Nmod) {
                continue;
            }
            let Some(kind) = channel_kind(reading, noun) else { continue };
            let with = |c: &TokenId| syntax.case(*c).as_deref() == Some("with");
            let partner = syntax.children_by(noun, Deprel::Nmod).find(with);
            let partner = partner.and_then(|p| reading.mention(p)).filter(|m| listens(reading, *m));
            return (Some(words(reading, noun, kind)), partner.into_iter().collect());
        }
    }
    (None, Vec::new())
}

/// "Released a statement which read": the statement is the channel of whoever released it.
fn released(reading: &Reading, verb: TokenId, draft: &Draft) -> Option<ChannelWords> {
    let syntax = reading.syntax;
    let noun = syntax.head(verb).filter(|_| matches!(syntax.deprel(verb), Deprel::AclRelcl | Deprel::Acl))?;
    let kind = reading.lexicon.channels.get(syntax.lemma(noun))?.kind;
    let own = head_of(reading, *draft.sources.first()?)? != noun;
    let publishes =
        syntax.head(noun).is_some_and(|v| reading.lexicon.frames.class_has("publish", syntax.lemma(v)));
    (own && publishes && syntax.deprel(noun) == Deprel::Obj).then(|| words(reading, noun, kind))
}

/// "Circulated a video in which Rossi told …": the video is the channel, and whose it is tells the verb that has it for its object.
fn shown(reading: &Reading, verb: TokenId) -> Option<ChannelWords> {
    let syntax = reading.syntax;
    let mut noun = syntax.head(verb).filter(|_| syntax.deprel(verb) == Deprel::AclRelcl)?;
    let in_which = |c: &TokenId| syntax.deprel(*c) == Deprel::Obl && syntax.case(*c).as_deref() == Some("in");
    syntax.children(verb).iter().copied().find(|c| in_which(c) && reading.lower(*c) == "which")?;
    // "A video on the network in which": the parse may hang the clause on the nearer noun.
    if syntax.deprel(noun) == Deprel::Nmod
        && reading.lexicon.channels.get(syntax.lemma(syntax.head(noun)?)).is_some()
    {
        noun = syntax.head(noun)?;
    }
    let kind = reading.lexicon.channels.get(syntax.lemma(noun))?.kind;
    let issuer = syntax.head(noun).filter(|_| syntax.deprel(noun) == Deprel::Obj);
    let issuer = issuer.and_then(|v| reading.speaker_head(v)).and_then(|s| reading.mention(s));
    let found = words(reading, noun, kind);
    Some(ChannelWords { owner: issuer.or(found.owner), ..found })
}

/// The noun is a channel behind this preposition; a name of several words counts by any of them ("al-Salam TV").
fn channel_kind(reading: &Reading, noun: TokenId) -> Option<ChannelKind> {
    let syntax = reading.syntax;
    let case = syntax.case(noun)?;
    let parts = [Deprel::Flat, Deprel::Compound];
    let named = syntax.children(noun).iter().copied().filter(|c| parts.contains(&syntax.deprel(*c)));
    let entries =
        std::iter::once(noun).chain(named).filter_map(|t| reading.lexicon.channels.get(syntax.lemma(t)));
    entries.into_iter().find(|e| e.preps.iter().any(|p| *p == case)).map(|e| e.kind)
}

/// "According to a statement by …": the words, unless they are the speaker themselves.
fn prep_channel(reading: &Reading, cue: TokenId, draft: &Draft) -> Option<ChannelWords> {
    let noun = super::according_to::source_head(reading, cue)?;
    let entry = reading.lexicon.channels.get(reading.syntax.lemma(noun))?;
    // "The news agency Fars": the name is the agency's own.
    let same = |h: TokenId| h == noun || !reading.syntax.is_under(h, noun);
    let speaks_itself = draft.sources.first().and_then(|s| head_of(reading, *s)).is_some_and(same);
    let is_medium = matches!(entry.kind, ChannelKind::Statement | ChannelKind::Letter | ChannelKind::Social);
    (!speaks_itself || is_medium).then(|| words(reading, noun, entry.kind))
}

/// "Wang said, according to a ministry statement": the statement is only the channel of what Wang said. Returns the drafts whose
/// source vouches itself.
pub fn through_media(reading: &Reading, vouched: Vec<Draft>, told: &mut [Draft]) -> Vec<Draft> {
    let mut kept = Vec::new();
    for draft in vouched {
        let medium = draft.sources.first().and_then(|s| head_of(reading, *s)).and_then(|noun| {
            let entry = reading.lexicon.channels.get(reading.syntax.lemma(noun))?;
            let kinds =
                [ChannelKind::Statement, ChannelKind::Letter, ChannelKind::Social, ChannelKind::Broadcast];
            kinds.contains(&entry.kind).then(|| words(reading, noun, entry.kind))
        });
        // The clause it speaks of is itself a tag: its head is a cue with a content of its own.
        let tag = told.iter_mut().find(|d| d.cue.is_some_and(|(c, _)| Some(c) == draft.content_head));
        match (medium, tag) {
            (Some(medium), Some(tag)) => tag.channel = tag.channel.or(Some(medium)),
            _ => kept.push(draft),
        }
    }
    kept
}

/// "The ministry's statement said": the source is a medium too.
fn source_channel(reading: &Reading, draft: &Draft) -> Option<ChannelWords> {
    let head = head_of(reading, *draft.sources.first()?)?;
    let entry = reading.lexicon.channels.get(reading.syntax.lemma(head))?;
    let is_medium = matches!(entry.kind, ChannelKind::Statement | ChannelKind::Letter | ChannelKind::Social);
    (is_medium && entry.speaks).then(|| words(reading, head, entry.kind))
}

/// The head word of a source.
pub fn head_of(reading: &Reading, source: Source) -> Option<TokenId> {
    match source {
        Source::Mention(mention) => Some(reading.mentions[mention.index()].head),
        Source::Words(head, _) => Some(head),
        Source::Writer | Source::Implicit => None,
    }
}

/// The words of a channel, and whose it is.
pub fn words(reading: &Reading, noun: TokenId, kind: ChannelKind) -> ChannelWords {
    // "A press conference" belongs to no press.
    let generic = |o: &TokenId| {
        let compound = reading.syntax.deprel(*o) == Deprel::Compound;
        compound && reading.lower(*o) == reading.syntax.form(*o) && reading.syntax.children(*o).is_empty()
    };
    let owner = reading.owner_head(noun).filter(|o| !generic(o));
    let owner = owner.and_then(|o| reading.mention(o)).or_else(|| reading.mention(noun));
    ChannelWords { span: reading.phrase_span(noun), head: noun, kind, owner }
}
