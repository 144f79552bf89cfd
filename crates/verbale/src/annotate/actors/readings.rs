//! Which of the bodies, countries and seats that bear a name is meant here.

use super::Resolver;
use crate::document::Code;
use crate::lexicon::actors::names::{Naming, Sense};

impl Resolver<'_, '_> {
    /// The reading that fits the day and the rest of the report; none if several do.
    pub(super) fn choose_naming(&mut self, i: usize) -> Option<Naming> {
        let lexicon = self.lexicon;
        let all = self.drafts[i].namings.clone();
        let entry = |n: &Naming| lexicon.names.entry(n.entry);
        let day = self.day;
        let in_time = |n: &&Naming| {
            let (first, last) = entry(n).days;
            day.is_none_or(|d| first <= d && d <= last)
        };
        let mut left: Vec<Naming> = all.iter().filter(in_time).copied().collect();
        let is_seat = |n: &Naming| matches!(n.sense, Sense::Seat | Sense::SeatOrPlace);
        if left.is_empty() {
            if all.iter().all(|n| n.sense == Sense::SeatOrPlace) {
                return None;
            }
            // our tables lack many a date; a user's dates are meant as they stand
            left = all.into_iter().filter(|n| n.list == 0).collect();
        }
        if left.len() > 1 && left.iter().any(is_seat) {
            left = self.choose_seat(i, left);
        }
        lexicon.names.keep_preferred(&mut left);
        let agree = |list: &[Naming]| {
            list.iter().all(|n| {
                (entry(n).code, &entry(n).sectors) == (entry(&list[0]).code, &entry(&list[0]).sectors)
            })
        };
        if agree(&left) {
            return left.first().copied();
        }
        let owner = self.owners(i).into_iter().find_map(|o| self.cast.get(o.actor).country);
        if let Some(code) = owner {
            let fitting: Vec<Naming> = left.iter().filter(|n| entry(n).code == code).copied().collect();
            if !fitting.is_empty() && agree(&fitting) {
                return fitting.first().copied();
            }
        }
        // Of "Republic of the Congo" and its neighbour the one of which the report speaks otherwise.
        let named_elsewhere: Vec<Naming> = left
            .iter()
            .filter(|n| self.focus.weight(entry(n).code) > 0.0 || self.is_named(n, i))
            .copied()
            .collect();
        if !named_elsewhere.is_empty() && agree(&named_elsewhere) {
            return named_elsewhere.first().copied();
        }
        // No day: the same body under two codes in turn is itself, by its latest code.
        let same_body = left.iter().all(|n| entry(n).name == entry(&left[0]).name);
        (same_body && day.is_none()).then(|| left.first().copied()).flatten()
    }

    /// Of a capital that is a seat of others as well: theirs in the years that its row tells, or if the report names a body
    /// of that kind, or is about that country and not about the other; else the capital's.
    fn choose_seat(&self, i: usize, readings: Vec<Naming>) -> Vec<Naming> {
        let entry = |n: &Naming| self.lexicon.names.entry(n.entry);
        let others = || self.drafts.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, d)| d);
        let names = |code: Code, sectors: Option<&[Code]>| {
            others().flat_map(|d| &d.namings).any(|n| {
                let e = entry(n);
                let body = !matches!(n.sense, Sense::Seat | Sense::SeatOrPlace | Sense::Capital);
                body && e.code == code && sectors.is_none_or(|s| e.sectors == s)
            })
        };
        let seat = |n: &&Naming| matches!(n.sense, Sense::Seat | Sense::SeatOrPlace);
        let dated = readings.iter().filter(seat).find(|n| entry(n).days != (0, u32::MAX));
        let capital = readings.iter().find(|n| n.sense == Sense::Capital);
        let backed = readings.iter().filter(seat).find(|n| {
            let e = entry(n);
            if super::focus::is_state_code(e.code) {
                let rival = capital.is_some_and(|c| names(entry(c).code, None));
                self.focus.country == Some(e.code) && !rival
            } else {
                names(e.code, Some(&e.sectors))
            }
        });
        let chosen = dated.filter(|_| self.day.is_some()).or(backed).or(capital).copied();
        chosen.map_or(readings, |n| vec![n])
    }

    fn is_named(&self, naming: &Naming, except: usize) -> bool {
        self.drafts
            .iter()
            .enumerate()
            .any(|(j, d)| j != except && d.namings.len() == 1 && d.namings[0].entry == naming.entry)
    }
}
