//! What is said about an event besides its type: parties, sectors, certainty, modes, dates, places, numbers.

use super::gold::{Entity, Event};
use super::pairing::{countries, names};
use super::sheet::Sheet;

/// How many of how many.
#[derive(Debug, Default, Clone, Copy)]
struct Share {
    right: usize,
    n: usize,
}

impl Share {
    fn add(&mut self, right: bool) {
        self.n += 1;
        self.right += usize::from(right);
    }
}

/// How many of the program's, and how many of gold's.
#[derive(Debug, Default, Clone, Copy)]
struct Sides {
    mine: Share,
    gold: Share,
}

impl Sides {
    fn print(self, sheet: &mut Sheet, key: &str, name: &str) {
        if self.gold.n > 0 {
            sheet.two_sided(key, name, (self.mine.right, self.mine.n), (self.gold.right, self.gold.n));
        }
    }

    /// A value that is there or not on either side.
    fn add_value<T: PartialEq>(&mut self, gold: Option<&T>, mine: Option<&T>) {
        let right = gold.is_some() && gold == mine;
        if gold.is_some() {
            self.gold.add(right);
        }
        if mine.is_some() {
            self.mine.add(right);
        }
    }

    fn add_countries(&mut self, gold: &[Entity], mine: &[Entity]) {
        let mine = countries(mine);
        for country in &mine {
            self.mine.add(gold.iter().any(|entity| names(entity).contains(country)));
        }
        for entity in gold.iter().filter(|entity| !entity.optional && entity.country.is_some()) {
            self.gold.add(!names(entity).is_disjoint(&mine));
        }
    }
}

/// Counts over pairs of gold and program.
#[derive(Debug, Default)]
pub struct Traits {
    actor: Sides,
    recipient: Sides,
    turned: usize,
    modes: Sides,
    contexts: Sides,
    intended: Sides,
    sectors: Share,
    status: Share,
    other_status: Share,
    tense: Share,
    voice: Share,
    voiced: Share,
    date: Share,
    dates: Sides,
    date_end: Share,
    place: Sides,
    place_name: Share,
    numbers: Sides,
    amount: Sides,
}

impl Traits {
    /// What can be asked of every event whose type is right.
    pub fn add_to_type(&mut self, gold: &Event, mine: &Event) {
        self.actor.add_countries(&gold.actors, &mine.actors);
        self.recipient.add_countries(&gold.recipients, &mine.recipients);
        self.turned += usize::from(is_turned(gold, mine));
        for mode in &mine.modes {
            self.modes.mine.add(gold.modes.contains(mode));
        }
        for mode in &gold.modes {
            self.modes.gold.add(mine.modes.contains(mode));
        }
        self.add_contexts(gold, mine);
    }

    /// Contexts that a fair coder may add are neither asked for nor wrong.
    fn add_contexts(&mut self, gold: &Event, mine: &Event) {
        let Some(wanted) = &gold.contexts else { return };
        let found = mine.contexts.as_deref().unwrap_or_default();
        for context in found.iter().filter(|c| !gold.contexts_also.contains(c)) {
            self.contexts.mine.add(wanted.contains(context));
        }
        for context in wanted {
            self.contexts.gold.add(found.contains(context));
        }
    }

    /// What is asked only where the parties are right, too.
    pub fn add_to_dyad(&mut self, gold: &Event, mine: &Event, status: bool, voice: bool, sectors: bool) {
        self.sectors.add(sectors);
        self.status.add(status);
        if gold.status != "happened" {
            self.other_status.add(status);
        }
        if gold.tense.is_some() {
            self.tense.add(gold.tense == mine.tense);
        }
        self.voice.add(voice);
        if !gold.according_to.is_empty() {
            self.voiced.add(voice);
        }
        self.intended.add_value(gold.intended_type.as_ref(), mine.intended_type.as_ref());
        self.add_date(gold, mine);
        self.add_place(gold, mine);
        let pairs = [
            (&gold.dead, &mine.dead),
            (&gold.injured, &mine.injured),
            (&gold.arrested, &mine.arrested),
            (&gold.size, &mine.size),
        ];
        // Words without bounds ("dozens") ask for nothing.
        let bounded = |count: &&super::gold::Count| count.min.is_some() || count.max.is_some();
        for (gold, mine) in pairs {
            self.numbers.add_value(gold.as_ref().filter(bounded), mine.as_ref().filter(bounded));
        }
        self.amount.add_value(gold.amount.as_ref(), mine.amount.as_ref());
    }

    /// A date that only the day of publication gives claims nothing.
    fn add_date(&mut self, gold: &Event, mine: &Event) {
        let day = |date: &Option<String>| date.as_deref().and_then(|date| date.get(..10)).map(str::to_owned);
        let (want, have) = (day(&gold.date), day(&mine.date));
        if want.is_some() {
            self.date.add(have == want);
        }
        let told = have.filter(|_| mine.date_precision.as_deref() != Some("document"));
        self.dates.add_value(want.as_ref(), told.as_ref());
        if let (Some(end), true) = (day(&gold.date_end), want.is_some() && want == day(&mine.date)) {
            self.date_end.add(day(&mine.date_end) == Some(end));
        }
    }

    fn add_place(&mut self, gold: &Event, mine: &Event) {
        let country = |event: &Event| event.place.as_ref().and_then(|place| place.country.clone());
        self.place.add_value(country(gold).as_ref(), country(mine).as_ref());
        if let Some(place) = &gold.place {
            self.place_name.add(mine.place.as_ref().is_some_and(|mine| mine.name == place.name));
        }
    }

    /// A line each; what gold does not have is left out.
    pub fn print(&self, sheet: &mut Sheet) {
        self.actor.print(sheet, "actor", "actor countries, type right");
        self.recipient.print(sheet, "recipient", "recipient countries, type right");
        sheet.count("turned_round", "direction turned round", self.turned);
        self.modes.print(sheet, "modes", "modes, type right");
        self.contexts.print(sheet, "contexts", "contexts, type right");
        let shares = [
            ("sectors", "sectors, on matched events", self.sectors),
            ("status", "status, on matched events", self.status),
            ("status_not_happened", "  where gold says other than happened", self.other_status),
            ("tense", "tense, on matched events", self.tense),
            ("date", "date, where gold has one", self.date),
            ("according_to", "according_to, on matched events", self.voice),
            ("according_to_voiced", "  where gold names a voice", self.voiced),
        ];
        for (key, name, share) in shares {
            sheet.share(key, name, share.right, share.n);
        }
        self.intended.print(sheet, "intended_type", "intended type, on matched events");
        self.dates.print(sheet, "date_told", "date told by the words");
        if self.date_end.n > 0 {
            sheet.share("date_end", "date_end, where date is right", self.date_end.right, self.date_end.n);
        }
        self.place.print(sheet, "place", "place's country, on matched events");
        if self.place_name.n > 0 {
            sheet.share(
                "place_name",
                "place's name, where gold has one",
                self.place_name.right,
                self.place_name.n,
            );
        }
        self.numbers.print(sheet, "numbers", "dead, injured, arrested, size");
        self.amount.print(sheet, "amount", "amount of money");
    }
}

/// Who acts and who suffers have changed places.
fn is_turned(gold: &Event, mine: &Event) -> bool {
    use super::pairing::{fits, same_dyad};
    let (a, r) = (countries(&mine.actors), countries(&mine.recipients));
    let two_sided = !a.is_empty() && !r.is_empty();
    two_sided && !same_dyad(gold, mine, true) && fits(&gold.recipients, &a) && fits(&gold.actors, &r)
}
