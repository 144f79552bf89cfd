//! What the words of a content say of other words: that they point back to a statement, or call one untrue.

use super::colour;
use crate::annotate::attributions::cue::find_cue;
use crate::annotate::attributions::things::is_pointer;
use crate::document::{
    Attribution, CueType, Deprel, Feat, Mention, OutletStance, Source, Syntax, TokenId, Upos,
};
use crate::lexicon::modality::{Effect, ModalKind};
use crate::lexicon::{CuePos, Lexicon};

/// The content is nothing but a noun or pronoun that stands for a statement: "the claim", "these allegations", "it".
pub(super) fn points_back(syntax: &Syntax, lexicon: &Lexicon, attribution: &Attribution) -> bool {
    let Some(head) = attribution.content_head else { return false };
    is_pointer(syntax, head) || is_speech(syntax, lexicon, head)
}

/// The content is a pronoun: it says nothing by itself.
pub(super) fn is_bare_pointer(syntax: &Syntax, attribution: &Attribution) -> bool {
    let [only] = attribution.content[..] else { return false };
    attribution.content_head.is_some_and(|h| syntax.token(h).span == only && is_pointer(syntax, h))
}

/// "The claim", "an allegation": a noun that stands for what somebody said.
fn is_speech(syntax: &Syntax, lexicon: &Lexicon, head: TokenId) -> bool {
    syntax.upos(head) == Upos::Noun && !lexicon.cues.find(syntax.lemma(head), CuePos::Noun).is_empty()
}

/// "Called the accusation baseless", "said the claim was a lie": what somebody else said is called untrue.
pub(super) fn rejects_in_words(syntax: &Syntax, lexicon: &Lexicon, attribution: &Attribution) -> bool {
    if attribution.cue_type != CueType::Say || attribution.negated {
        return false;
    }
    let Some(cue) = attribution.cue_head else { return false };
    let told = attribution.content_head.unwrap_or(cue);
    let inside = |t: TokenId| attribution.content.iter().any(|c| c.contains(syntax.token(t).span));
    let predicates = [told].into_iter().chain(syntax.children_by(cue, Deprel::Xcomp));
    // "described the allegations as lies"
    let predicates = predicates.chain(syntax.children_by(cue, Deprel::Obl));
    predicates.chain(syntax.children_by(cue, Deprel::Obj)).any(|predicate| {
        let subject = syntax
            .child_by(predicate, Deprel::Nsubj)
            .or_else(|| syntax.child_by(cue, Deprel::Obj).filter(|o| *o != predicate && inside(*o)));
        let fits = |s: TokenId| is_speech(syntax, lexicon, s) && is_claim(syntax, lexicon, s);
        inside(predicate)
            && !syntax.is_negated(predicate)
            && subject.is_some_and(fits)
            && is_untrue(syntax, lexicon, predicate)
    })
}

/// A noun for words that may be untrue: "claim", "accusation", "report"; not "promise" or "demand".
fn is_claim(syntax: &Syntax, lexicon: &Lexicon, noun: TokenId) -> bool {
    let entries = lexicon.cues.find(syntax.lemma(noun), CuePos::Noun).iter();
    entries
        .filter_map(|e| lexicon.cues.get(*e))
        .any(|c| matches!(c.kind, CueType::Say | CueType::Accuse | CueType::Think))
}

/// "Baseless", "false", "a lie".
fn is_untrue(syntax: &Syntax, lexicon: &Lexicon, word: TokenId) -> bool {
    let unfounded = |stance: OutletStance| matches!(stance, OutletStance::Rejects | OutletStance::Doubts);
    let adjective = || colour(syntax, lexicon, word).is_some_and(|c| unfounded(c.outlet));
    let noun = || {
        let found = find_cue(syntax, lexicon, word).filter(|c| c.pos == CuePos::Noun);
        let mut entries = found.iter().flat_map(|c| c.entry_ids()).filter_map(|e| lexicon.cues.get(e));
        entries.any(|c| c.outlet == OutletStance::Rejects)
    };
    match syntax.upos(word) {
        Upos::Adj | Upos::Verb => adjective(),
        Upos::Noun => noun(),
        _ => false,
    }
}

/// "Nobody", "no group", "none of them": of whom it is told that he did not say it.
pub(super) fn is_nobody(syntax: &Syntax, lexicon: &Lexicon, head: TokenId) -> bool {
    let negative = |t: TokenId| syntax.token(t).feats.is(Feat::PronType, "Neg");
    let denies = |t: TokenId| {
        let form = syntax.form(t).to_lowercase();
        lexicon.modality.effect(ModalKind::Determiner, &form) == Some(Effect::Denied)
    };
    let pronoun = syntax.upos(head) == Upos::Pron && (negative(head) || denies(head));
    pronoun || syntax.children_by(head, Deprel::Det).any(denies)
}

/// The head word of a source that is told in words.
pub(super) fn source_head(mentions: &[Mention], source: Source) -> Option<TokenId> {
    match source {
        Source::Mention(m) => Some(mentions[m.index()].head),
        Source::Words(head, _) => Some(head),
        Source::Implicit | Source::Writer => None,
    }
}
