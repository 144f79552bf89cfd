//! How many people an act killed, injured or led to jail, and how many took part in it.

use super::quantity::read_count;
use crate::document::{Count, Deprel, EventType, Feat, Span, Syntax, TokenId, Upos};
use crate::lexicon::{CountPlace, Fate, Lexicon, cut_pieces};

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

/// The numbers told with an act of a type. Only acts of material conflict have any: an accusation of killing
/// twelve people kills nobody.
///
/// A number belongs to the act if its verb is the trigger, hangs below it ("shelled the town, killing 12"), or
/// stands over it ("12 people died in the attack").
pub fn counts_of(syntax: &Syntax, head: TokenId, event_type: EventType, lexicon: &Lexicon) -> Counts {
    let mut counts = Counts::default();
    if !matches!(
        event_type,
        EventType::Protest | EventType::Coerce | EventType::Assault | EventType::Mobilize
    ) {
        return counts;
    }
    let sentence = syntax.sentence(syntax.token(head).sentence);
    for word in sentence.token_ids().filter(|w| belongs(syntax, *w, head)) {
        for (fate, place) in fates_of(syntax, word, lexicon) {
            let Some(count) = counted_people(syntax, word, place, lexicon) else { continue };
            let slot = match fate {
                Fate::Dead => &mut counts.dead,
                Fate::Injured => &mut counts.injured,
                Fate::Arrested => &mut counts.arrested,
            };
            slot.get_or_insert(count);
        }
    }
    counts.size = size_of(syntax, head, event_type, lexicon);
    counts
}

/// By lemma, and by form for states ("wounded", "dead").
fn fates_of(syntax: &Syntax, word: TokenId, lexicon: &Lexicon) -> Vec<(Fate, CountPlace)> {
    let verb = syntax.upos(word) == Upos::Verb;
    let by_lemma =
        lexicon.counted.fates(syntax.lemma(word)).iter().copied().filter(|(_, place)| match place {
            CountPlace::Object | CountPlace::Subject => verb,
            CountPlace::Noun => syntax.upos(word) == Upos::Noun,
            CountPlace::State => false,
        });
    let form = syntax.form(word).to_lowercase();
    let by_form = lexicon.counted.fates(&form).iter().copied();
    let states = by_form.filter(|(_, place)| *place == CountPlace::State && !is_predicate(syntax, word));
    by_lemma.chain(states).collect()
}

/// A participle that is a verb of its own is read as a verb.
fn is_predicate(syntax: &Syntax, word: TokenId) -> bool {
    syntax.upos(word) == Upos::Verb
        && syntax.children(word).iter().any(|c| matches!(syntax.deprel(*c), Deprel::NsubjPass | Deprel::Obj))
}

/// Whether what a word tells is told of the act.
fn belongs(syntax: &Syntax, word: TokenId, head: TokenId) -> bool {
    if word == head {
        return true;
    }
    let linked = |from: TokenId, to: TokenId| {
        let mut at = from;
        for _ in 0..4 {
            let Some(above) = syntax.head(at) else { return false };
            if matches!(
                syntax.deprel(at),
                Deprel::Ccomp | Deprel::AclRelcl | Deprel::Parataxis | Deprel::Csubj
            ) {
                return false;
            }
            if above == to {
                return true;
            }
            at = above;
        }
        false
    };
    linked(word, head) || linked(head, word) || share_a_governor(syntax, word, head)
}

/// "left 12 dead in the attack": both hang on "left".
fn share_a_governor(syntax: &Syntax, word: TokenId, head: TokenId) -> bool {
    let (a, b) = (syntax.head(word), syntax.head(head));
    a.is_some() && a == b && syntax.deprel(word) != Deprel::Ccomp
}

fn counted_people(syntax: &Syntax, word: TokenId, place: CountPlace, lexicon: &Lexicon) -> Option<Count> {
    if syntax.is_negated(word) {
        return None;
    }
    let child = |deprel| syntax.child_by(word, deprel);
    let above = || syntax.head(word);
    let phrase = match place {
        CountPlace::Object => child(Deprel::NsubjPass)
            .or_else(|| child(Deprel::Obj))
            .or_else(|| above().filter(|_| is_participle_of_noun(syntax, word)))
            .or_else(|| bare_passive_subject(syntax, word))
            .or_else(|| hedged_object(syntax, word, lexicon)),
        CountPlace::Subject => child(Deprel::Nsubj),
        CountPlace::Noun => Some(word),
        CountPlace::State => {
            if let Some(count) = count_of_phrase(syntax, word, lexicon) {
                return Some(count);
            }
            match syntax.deprel(word) {
                Deprel::Amod | Deprel::Acl => above(),
                Deprel::Xcomp => above().and_then(|v| syntax.child_by(v, Deprel::Obj)),
                _ => child(Deprel::Nsubj).or_else(|| child(Deprel::NsubjPass)),
            }
        }
    }?;
    let phrases = syntax.conjuncts(phrase);
    let counts = phrases.into_iter().filter_map(|p| count_of_phrase(syntax, p, lexicon));
    counts.reduce(|a, b| Count {
        min: a.min.saturating_add(b.min),
        max: a.max.zip(b.max).map(|(x, y)| x.saturating_add(y)),
        span: a.span.join(b.span),
    })
}

/// "12 people killed in the raid"
fn is_participle_of_noun(syntax: &Syntax, word: TokenId) -> bool {
    syntax.deprel(word) == Deprel::Acl && syntax.token(word).feats.is(Feat::Tense, "Past")
}

/// "12 people were killed and 30 wounded": the second verb has its number as a subject of any kind; and parsers
/// miss a passive.
fn bare_passive_subject(syntax: &Syntax, word: TokenId) -> Option<TokenId> {
    let conjunct = syntax.deprel(word) == Deprel::Conj;
    let participle = syntax.token(word).feats.is(Feat::VerbForm, "Part");
    let with_be = syntax.children(word).iter().any(|c| syntax.lemma(*c) == "be");
    syntax.child_by(word, Deprel::Nsubj).filter(|_| participle && (conjunct || with_be))
}

/// "killing at least 12 people": the hedge is no preposition, but parsers take it for one.
fn hedged_object(syntax: &Syntax, word: TokenId, lexicon: &Lexicon) -> Option<TokenId> {
    let behind = syntax.children_by(word, Deprel::Obl).find(|c| *c > word)?;
    let phrase = syntax.subtree_span(behind);
    let pieces = cut_pieces(syntax.text, phrase);
    read_count(&lexicon.numbers, &pieces, 0).map(|_| behind)
}

/// The number in a noun phrase, before its relative clauses.
fn count_of_phrase(syntax: &Syntax, head: TokenId, lexicon: &Lexicon) -> Option<Count> {
    let end = syntax.token(head).span.end;
    let first = syntax
        .children(head)
        .iter()
        .filter(|c| {
            **c < head && !matches!(syntax.deprel(**c), Deprel::Nsubj | Deprel::NsubjPass | Deprel::Acl)
        })
        .map(|c| syntax.subtree_span(*c).start)
        .min();
    // "dozens of people" has its number as head.
    let start = first.unwrap_or(end).min(syntax.token(head).span.start);
    let pieces = cut_pieces(syntax.text, Span { start, end });
    let inside = (0..pieces.len()).find_map(|i| read_count(&lexicon.numbers, &pieces, i));
    // "Tens of thousands of people" has the first word as head.
    let whole = || {
        let pieces = cut_pieces(syntax.text, Span { start, end: syntax.subtree_span(head).end });
        read_count(&lexicon.numbers, &pieces, 0)
    };
    inside.or_else(whole).map(|(count, _)| count)
}

/// Who took part: the subject of a protest, the object of a mobilisation, "by" or "of" people behind a noun.
fn size_of(syntax: &Syntax, head: TokenId, event_type: EventType, lexicon: &Lexicon) -> Option<Count> {
    let relations: &[Deprel] = match event_type {
        EventType::Protest => {
            &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::OblAgent, Deprel::Nmod, Deprel::Compound]
        }
        EventType::Mobilize => &[Deprel::Obj, Deprel::NsubjPass],
        _ => return None,
    };
    let own = syntax.children(head).iter().copied().filter(|c| relations.contains(&syntax.deprel(*c)));
    let verb = syntax
        .head(head)
        .filter(|_| matches!(syntax.deprel(head), Deprel::Obj | Deprel::Obl | Deprel::NsubjPass));
    let of_verb = verb.into_iter().flat_map(|v| {
        let parties = [Deprel::Nsubj, Deprel::OblAgent];
        syntax.children(v).iter().copied().filter(move |c| parties.contains(&syntax.deprel(*c)))
    });
    own.chain(of_verb)
        .filter(|p| *p != head && counts_people(syntax, *p, lexicon))
        .find_map(|p| count_of_phrase(syntax, p, lexicon))
}

/// The phrase is of people, or of a bare number ("thousands marched").
fn counts_people(syntax: &Syntax, word: TokenId, lexicon: &Lexicon) -> bool {
    let named = |w: TokenId| {
        let inside = w == word || syntax.deprel(w) == Deprel::Nmod;
        inside && lexicon.counted.is_people(syntax.lemma(w))
    };
    let people = syntax.subtree(word).into_iter().any(named);
    let bare = syntax.upos(word) == Upos::Num || syntax.child_by(word, Deprel::Nmod).is_none();
    let number = |w: TokenId| {
        let pieces = cut_pieces(syntax.text, syntax.token(w).span);
        read_count(&lexicon.numbers, &pieces, 0).is_some()
    };
    people || (bare && number(word))
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
        let counts = counts_of(&syntax, head, event_type, &lexicon);
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
