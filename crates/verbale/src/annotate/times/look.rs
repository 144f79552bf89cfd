//! Does a sentence look back or ahead? The verb that governs a time expression tells.

use super::Look;
use crate::document::{Deprel, Feat, Syntax, TokenId, Upos};
use crate::lexicon::{CuePos, Lexicon, TimeWord};

/// Where the clause around a word looks.
pub(super) fn look_of(syntax: &Syntax, head: TokenId, lexicon: &Lexicon) -> Look {
    if syntax.head(head).is_none() && syntax.children(head).is_empty() {
        return look_by_words(syntax, head, lexicon);
    }
    // "the November 27 agreement": the noun's own day, whatever the verb's tense
    let before_noun = matches!(
        syntax.deprel(head),
        Deprel::Compound | Deprel::Nummod | Deprel::Amod | Deprel::NmodPoss | Deprel::NmodUnmarked
    );
    if before_noun && syntax.head(head).is_some_and(|n| syntax.upos(n) == Upos::Noun && n > head) {
        return Look::Unknown;
    }
    // "the meeting set for Friday"
    let above = syntax.head(head).filter(|above| syntax.deprel(*above) == Deprel::Acl);
    let ahead = |t: TokenId| lexicon.times.says(syntax.form(t), syntax.lemma(t), TimeWord::Future);
    if above.is_some_and(ahead) {
        return Look::Ahead;
    }
    // "according to a tweet on Monday": it has been written
    let source = syntax.ancestors(head).skip(1).take(2).find_map(|noun| syntax.case(noun));
    let tells = |case: String| {
        let cues = lexicon.cues.find(case.split('_').next().unwrap_or(""), CuePos::Prep);
        cues.iter().filter_map(|cue| lexicon.cues.get(*cue)).any(|cue| cue.words.join("_") == case)
    };
    if source.is_some_and(tells) {
        return Look::Back;
    }
    let verb = syntax.ancestors(head).skip(1).find(|t| is_predicate(syntax, *t));
    match verb {
        Some(verb) => look_of_verb(syntax, verb, lexicon, 4),
        // "is due in Oslo on Friday", read without a verb
        None => look_by_words(syntax, head, lexicon),
    }
}

fn is_predicate(syntax: &Syntax, word: TokenId) -> bool {
    syntax.upos(word) == Upos::Verb || syntax.child_by(word, Deprel::Cop).is_some()
}

/// Tense of the verb and its auxiliaries; an infinitive looks where its governor sends it.
fn look_of_verb(syntax: &Syntax, verb: TokenId, lexicon: &Lexicon, depth: u8) -> Look {
    let feats = syntax.token(verb).feats;
    let helpers: Vec<TokenId> = syntax
        .children(verb)
        .iter()
        .copied()
        .filter(|c| matches!(syntax.deprel(*c), Deprel::Aux | Deprel::AuxPass | Deprel::Cop))
        .collect();
    let says =
        |word: TokenId, sought: TimeWord| lexicon.times.says(syntax.form(word), syntax.lemma(word), sought);
    if helpers.iter().any(|h| says(*h, TimeWord::Future)) {
        return Look::Ahead;
    }
    let infinitive = feats.is(Feat::VerbForm, "Inf")
        && syntax.children(verb).iter().any(|c| syntax.form(*c).eq_ignore_ascii_case("to"));
    if infinitive && depth > 0 {
        let governor = syntax.head(verb).filter(|_| syntax.deprel(verb) != Deprel::Root);
        let Some(governor) = governor else { return Look::Ahead };
        let happened = says(governor, TimeWord::Implicative) || syntax.deprel(verb) == Deprel::Advcl;
        if !happened {
            return Look::Ahead;
        }
        return look_of_verb(syntax, governor, lexicon, depth - 1);
    }
    let past = |t: TokenId| {
        let feats = syntax.token(t).feats;
        feats.is(Feat::Tense, "Past") && !feats.is(Feat::VerbForm, "Ger")
    };
    let have = helpers.iter().any(|h| syntax.lemma(*h) == "have");
    // "The summit planned for May"; but "had promised in May" looks back.
    let participle = feats.is(Feat::VerbForm, "Part") || syntax.deprel(verb) == Deprel::Acl;
    if participle && !have && says(verb, TimeWord::Future) {
        return Look::Ahead;
    }
    let finite_past = helpers.iter().any(|h| past(*h)) || (past(verb) && helpers.is_empty());
    if have || finite_past {
        return Look::Back;
    }
    let present = |t: TokenId| syntax.token(t).feats.is(Feat::Tense, "Pres");
    if feats.is(Feat::VerbForm, "Fin") && present(verb) || helpers.iter().any(|h| present(*h)) {
        // "The planes hit the camp on Friday": present and past look alike.
        if says(verb, TimeWord::AlikePast) && helpers.is_empty() {
            return Look::Back;
        }
        // "The plan foresees that they leave in May"
        let governor = syntax.head(verb).filter(|_| syntax.deprel(verb) == Deprel::Ccomp);
        if governor.is_some_and(|g| says(g, TimeWord::Future)) {
            return Look::Ahead;
        }
        // "The summit opens on Friday"; but "says on Friday" tells what is over.
        return if syntax.child_by(verb, Deprel::Ccomp).is_some() { Look::Back } else { Look::Ahead };
    }
    // A participle or gerund looks where its governor looks.
    match syntax.ancestors(verb).skip(1).find(|t| is_predicate(syntax, *t)) {
        Some(governor) if depth > 0 => look_of_verb(syntax, governor, lexicon, depth - 1),
        _ => Look::Unknown,
    }
}

/// Without a parse: a word that looks ahead, in the same stretch between commas.
fn look_by_words(syntax: &Syntax, head: TokenId, lexicon: &Lexicon) -> Look {
    let sentence = syntax.sentence(syntax.token(head).sentence);
    let before = sentence.token_ids().take_while(|t| *t < head);
    let mut ahead = false;
    for word in before {
        let form = syntax.form(word);
        if form == "," || form == ";" {
            ahead = false;
        } else if lexicon.times.says(form, form, TimeWord::Future) {
            ahead = true;
        }
    }
    if ahead { Look::Ahead } else { Look::Unknown }
}

#[cfg(test)]
mod tests {
    use crate::{date, english};

    fn first_day(text: &str) -> Option<crate::Date> {
        english().published(date(2019, 1, 23)).annotate(text).times.first().and_then(|t| t.start)
    }

    #[test]
    fn what_somebody_is_quoted_from_has_been_written() {
        let text = "\"The airline transports weapons,\" according to a tweet on Monday by the minister.";
        assert_eq!(first_day(text), Some(date(2019, 1, 21)));
        let text = "The airline transports weapons, according to the minister, and will stop on Monday.";
        assert_eq!(first_day(text), Some(date(2019, 1, 28)));
    }
}
