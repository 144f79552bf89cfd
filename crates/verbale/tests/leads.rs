//! Opening sentences of agency reports of three decades, one event to code in each: `corpus/gold/leads.tsv`.
//!
//! A line gives the year of publication, what a coder writes down (`TYPE ACTORS>RECIPIENTS modes`; fair alternatives after `|`)
//! and the sentence. `VERBALE_SHOW=1 … -- --nocapture` lists what is wrong, `VERBALE_LEADS=FILE` reads another table.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use verbale::document::{Document, Entity, Event};

/// The shares of sentences with the type found, and with type and countries found.
const BARS: (f64, f64) = (0.88, 0.81);
/// Events beside the one asked for, per sentence; many are there to be coded: leads of 25 words tell two acts or three.
const MOST_OTHERS: f64 = 0.22;

#[derive(Default)]
struct Score {
    n: usize,
    types: usize,
    dyads: usize,
    turned: usize,
    asked_modes: usize,
    modes: usize,
    others: usize,
}

#[test]
fn the_event_of_a_lead_is_found() {
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/gold/leads.tsv");
    let path = std::env::var_os("VERBALE_LEADS").map_or(ours, PathBuf::from);
    let table = std::fs::read_to_string(path).expect("the table is there");
    let show = std::env::var_os("VERBALE_SHOW").is_some();
    let mut score = Score::default();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [year, told, sentence] = cells[..] else { panic!("three cells: {line}") };
        let year = year.parse().expect("a year");
        let doc = verbale::english().published(verbale::date(year, 6, 15)).annotate(sentence);
        let fits = score.count(&doc, told);
        if show && (!fits || doc.events.len() > 1) {
            let mark = if fits { "others" } else { "WRONG" };
            println!("{mark} {sentence}\n    wanted {told}");
            doc.events.iter().for_each(|event| println!("    {}", shown(&doc, event)));
        }
    }
    let share = |right: usize, of: usize| right as f64 / of.max(1) as f64;
    let (types, dyads) = (share(score.types, score.n), share(score.dyads, score.n));
    let (modes, others) = (share(score.modes, score.asked_modes), share(score.others, score.n));
    println!(
        "{} leads: type {types:.3}  type and dyad {dyads:.3}  turned {}  mode {modes:.3}  others a sentence {others:.3}",
        score.n, score.turned
    );
    assert!(types >= BARS.0 && dyads >= BARS.1, "type {types:.3}, dyad {dyads:.3}: {BARS:?} are wanted");
    assert!(others <= MOST_OTHERS, "{others:.3} other events a sentence");
}

impl Score {
    /// Whether one event is the one that is told, countries and mode included.
    fn count(&mut self, doc: &Document, told: &str) -> bool {
        let fair: Vec<Told> = told.split('|').map(Told::read).collect();
        let rated = |event: &Event| fair.iter().map(|told| told.rate(doc, event)).max().unwrap_or((0, false));
        let best = doc.events.iter().max_by_key(|event| rated(event));
        let (rank, mode_right) = best.map_or((0, false), rated);
        let asks_mode = fair.iter().any(|told| !told.modes.is_empty());
        self.n += 1;
        self.types += usize::from(rank > 0);
        self.dyads += usize::from(rank == 2);
        self.asked_modes += usize::from(asks_mode && rank > 0);
        self.modes += usize::from(asks_mode && rank > 0 && mode_right);
        self.others += doc.events.len() - usize::from(rank > 0);
        self.turned +=
            usize::from(rank == 1 && best.is_some_and(|e| fair.iter().any(|told| told.is_turned(doc, e))));
        rank == 2 && (mode_right || !asks_mode)
    }
}

/// What a coder writes down.
struct Told<'t> {
    event_type: &'t str,
    actors: BTreeSet<String>,
    recipients: BTreeSet<String>,
    modes: Vec<&'t str>,
}

impl<'t> Told<'t> {
    fn read(told: &'t str) -> Told<'t> {
        let mut words = told.split_whitespace();
        let event_type = words.next().unwrap_or_default();
        let (actors, recipients) =
            words.next().and_then(|dyad| dyad.split_once('>')).expect("ACTORS>RECIPIENTS");
        let list = |codes: &str| codes.split(',').filter(|c| !c.is_empty()).map(str::to_owned).collect();
        Told { event_type, actors: list(actors), recipients: list(recipients), modes: words.collect() }
    }

    /// 2 with type and countries, 1 with the type alone; and whether the mode is right.
    fn rate(&self, doc: &Document, event: &Event) -> (u8, bool) {
        if event.event_type.to_string() != self.event_type {
            return (0, false);
        }
        let mode = event.modes.iter().any(|mode| self.modes.contains(&mode.to_string().as_str()));
        let (actors, recipients) = (countries(doc, &event.actors), countries(doc, &event.recipients));
        let both: BTreeSet<String> = actors.union(&recipients).cloned().collect();
        let symmetric = matches!(self.event_type, "AGREE" | "CONSULT")
            && self.recipients.is_empty()
            && both == self.actors;
        let same = actors == self.actors && recipients == self.recipients;
        (1 + u8::from(same || symmetric), mode)
    }

    fn is_turned(&self, doc: &Document, event: &Event) -> bool {
        event.event_type.to_string() == self.event_type
            && !self.recipients.is_empty()
            && self.actors != self.recipients
            && countries(doc, &event.actors) == self.recipients
            && countries(doc, &event.recipients) == self.actors
    }
}

fn countries(doc: &Document, parties: &[Entity]) -> BTreeSet<String> {
    let country = |party: &Entity| doc.actors[party.actor?.index()].country.map(|code| code.to_string());
    parties.iter().filter_map(country).collect()
}

fn shown(doc: &Document, event: &Event) -> String {
    let of = |party: &Entity| {
        let Some(actor) = party.actor.map(|a| &doc.actors[a.index()]) else { return "?".to_owned() };
        let country = actor.country.map_or("-".to_owned(), |c| c.to_string());
        actor.sectors.first().map_or(country.clone(), |sector| format!("{country}:{sector}"))
    };
    let list = |parties: &[Entity]| parties.iter().map(of).collect::<Vec<_>>().join(", ");
    let modes: Vec<String> = event.modes.iter().map(ToString::to_string).collect();
    let at = doc.events.iter().position(|e| std::ptr::eq(e, event)).unwrap_or(0);
    format!(
        "{} {} > {} [{}] {} {:?}",
        event.event_type,
        list(&event.actors),
        list(&event.recipients),
        modes.join(" "),
        event.because.frame,
        doc.certainties[at].status
    )
}
