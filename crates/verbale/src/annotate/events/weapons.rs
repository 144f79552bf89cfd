//! With what an attack was made, where its frame does not tell.

use crate::document::{Deprel, Event, EventType, Mode, Syntax, TokenId, Upos};
use crate::lexicon::frames::Frames;

/// Modes of ASSAULT with the class of words that show them (`classes.tsv`), the plainest first.
const SHOWN_BY: [(Mode, &str); 8] = [
    (Mode::SuicideAttack, "with_suicide_attack"),
    (Mode::Drone, "with_drone"),
    (Mode::Unconventional, "with_unconventional"),
    (Mode::Aerial, "with_aerial"),
    (Mode::HeavyWeapons, "with_heavy_weapons"),
    (Mode::Explosives, "with_explosives"),
    (Mode::Firearms, "with_firearms"),
    (Mode::Primitive, "with_primitive"),
];

/// Gives an attack without a mode the one that its weapon shows: among its doers ("helicopter gunships killed"), before its noun
/// ("a bomb attack"), in its circumstances ("killed in a gunbattle"). What is attacked shows nothing.
pub fn read_weapons(syntax: &Syntax, frames: &Frames, events: &mut [Event]) {
    for event in events.iter_mut().filter(|e| e.event_type == EventType::Assault && e.modes.is_empty()) {
        let words = words_of_means(syntax, frames, event);
        let shown = SHOWN_BY.iter().find(|(_, class)| words.iter().any(|w| shows(syntax, frames, *w, class)));
        event.modes.extend(shown.map(|(mode, _)| *mode));
    }
}

fn words_of_means(syntax: &Syntax, frames: &Frames, event: &Event) -> Vec<TokenId> {
    // a verb ("bombed the port") tells by its own frame
    let mut words: Vec<TokenId> =
        if syntax.upos(event.head) == Upos::Verb { vec![] } else { vec![event.head] };
    for anchor in [event.head, event.clause] {
        let passive = syntax.child_by(anchor, Deprel::NsubjPass).is_some();
        for child in syntax.children(anchor).iter().copied() {
            let means = match syntax.deprel(child) {
                Deprel::Nsubj => !passive,
                Deprel::OblAgent | Deprel::Compound | Deprel::Amod => true,
                Deprel::Obl | Deprel::Nmod => is_circumstance(syntax, frames, child),
                _ => false,
            };
            if means {
                words.extend(syntax.subtree(child).into_iter().filter(|t| syntax.upos(*t) != Upos::Verb));
            }
        }
    }
    words
}

/// "in a gunbattle", "with machetes"; not "in Basra" or "on an arms depot".
fn is_circumstance(syntax: &Syntax, frames: &Frames, word: TokenId) -> bool {
    let named = syntax.upos(word) == Upos::Propn;
    !named && syntax.case(word).is_some_and(|case| frames.class_has("means_preposition", &case))
}

fn shows(syntax: &Syntax, frames: &Frames, word: TokenId, class: &str) -> bool {
    let lemma = syntax.lemma(word);
    let partner = |t: TokenId| format!("{}_{lemma}", syntax.lemma(t));
    let before = syntax.children(word).iter().copied().filter(|c| *c < word);
    frames.class_has(class, lemma) || before.into_iter().any(|c| frames.class_has(class, &partner(c)))
}
