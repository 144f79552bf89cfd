//! Office holders by names that no table has letter by letter: the family name, another spelling.

use super::Resolver;
use crate::document::Code;
use crate::lexicon::actors::key::{Case, Key};
use crate::lexicon::actors::roles::RoleKind;
use crate::lexicon::actors::terms::TermId;

impl Resolver<'_, '_> {
    /// Those whom a name that no table has letter by letter may mean: by the family name, by another spelling.
    pub(super) fn known_by(&self, i: usize, name: &str) -> Vec<TermId> {
        let Some((first, rest)) = name.split_once(' ') else { return self.well_known(i, name) };
        let roles = &self.lexicon.roles;
        if roles.is_particle(&first.to_lowercase()) {
            let found = self.well_known(i, self.with_particles(i, name));
            return if found.is_empty() { self.spelled(name) } else { found };
        }
        // "J. Moreno"
        let letter = first.trim_end_matches('.');
        if letter.chars().count() == 1 {
            let table = &self.lexicon.terms;
            let mut found = self.known_by(i, rest);
            found.retain(|t| table.person(table.get(*t)).starts_with(letter));
            return found;
        }
        let found = self.spelled(name);
        let titled = || {
            let role = roles.find(Key::of(first, Case::Loose)).map(|(role, _)| roles.get(role));
            role.is_some_and(|r| r.kind == RoleKind::Person)
        };
        // "Chancellor Moreno", where the title was taken for a part of the name
        if found.is_empty() && titled() { self.known_by(i, rest) } else { found }
    }

    /// "von der Leyen", of which the language model has only "der Leyen".
    fn with_particles<'n>(&'n self, i: usize, name: &'n str) -> &'n str {
        let text = self.syntax.text;
        let Some(span) = self.drafts[i].name else { return name };
        let end = span.end as usize;
        let before = text.get(..span.start as usize).unwrap_or("").strip_suffix(' ').unwrap_or("");
        let word = before.rsplit(' ').next().unwrap_or("");
        if !word.is_empty() && self.lexicon.roles.is_particle(word) {
            return text.get(before.len() - word.len()..end).unwrap_or(name);
        }
        name
    }

    /// The one person whose whole name may be spelled so.
    fn spelled(&self, name: &str) -> Vec<TermId> {
        let table = &self.lexicon.terms;
        let mut found = table.preferred(self.lexicon.spellings.of_name(name), self.day);
        if let Some(day) = self.day
            && found.iter().any(|t| table.covers(*t, day))
        {
            found.retain(|t| table.covers(*t, day));
        }
        let who = |t: &TermId| (table.person(table.get(*t)), table.get(*t).country);
        let one = found.first().is_some_and(|first| found.iter().all(|t| who(t) == who(first)));
        if one { found } else { Vec::new() }
    }

    /// Those whose family name this is, if all are of one country: in well-known offices, or in the office that the words
    /// before the name tell.
    fn well_known(&self, i: usize, surname: &str) -> Vec<TermId> {
        let table = &self.lexicon.terms;
        let key = Key::of(surname, Case::Loose);
        let covers = |t: &&TermId| self.day.is_none_or(|day| table.covers(**t, day));
        let mut found: Vec<TermId> = table.of_surname(key).iter().filter(covers).copied().collect();
        if table.of_surname(key).is_empty() {
            found = self.lexicon.spellings.of_surname(surname).iter().filter(covers).copied().collect();
        }
        if found.is_empty() {
            found = self.lately_head(table.of_surname(key));
        }
        if let Some(office) = self.stated_office(i) {
            let fitting = self.in_office(&found, &office);
            if !fitting.is_empty() {
                found = fitting;
            } else if self.day.is_some() {
                let others: Vec<TermId> =
                    table.of_titled_surname(key).iter().filter(covers).copied().collect();
                let fitting = self.in_office(&others, &office);
                let fits = |code: Code| self.focus.country.is_none_or(|country| country == code);
                let exact = fitting.iter().all(|t| table.office(table.get(*t)) == office.as_str());
                let known = !fitting.is_empty() && (found.is_empty() || exact);
                if known && fitting.iter().all(|t| fits(table.get(*t).country)) {
                    found = fitting;
                }
            }
        }
        let mut found = table.preferred(&found, self.day);
        let country = |t: &TermId| table.get(*t).country;
        if let Some(focus) = self.focus.country
            && found.iter().any(|t| country(t) == focus)
        {
            found.retain(|t| country(t) == focus);
        }
        let one_country =
            found.first().is_some_and(|first| found.iter().all(|t| country(t) == country(first)));
        if one_country { found } else { Vec::new() }
    }

    /// Of them who led a state until two years ago at most: such a one stays known by his family name.
    fn lately_head(&self, terms: &[TermId]) -> Vec<TermId> {
        let table = &self.lexicon.terms;
        let Some(day) = self.day else { return Vec::new() };
        let lately = |t: &&TermId| {
            let last = table.last_day(**t);
            let head = self.lexicon.roles.like(table.office(table.get(**t))) == "head";
            head && last < day && day <= last + 20_000
        };
        terms.iter().filter(lately).copied().collect()
    }

    /// "Prime Minister Muscat" is the minister, though a capital is called so.
    pub(super) fn titled_person(&self, i: usize) -> Option<Vec<TermId>> {
        self.day?;
        let text = self.syntax.text;
        let name = self.drafts[i].name?;
        let before =
            text.get(self.syntax.token(self.drafts[i].first).span.start as usize..name.start as usize)?;
        let (role, _) = self.lexicon.roles.find(Key::of(before.trim(), Case::Loose))?;
        let office = self.lexicon.roles.get(role).office.clone()?;
        let known = self.in_office(&self.well_known(i, name.of(text)), &office);
        (!known.is_empty()).then_some(known)
    }

    /// Those of them in this office, or else in one of its class.
    fn in_office(&self, terms: &[TermId], office: &str) -> Vec<TermId> {
        let table = &self.lexicon.terms;
        let roles = &self.lexicon.roles;
        let held = |t: &TermId| table.office(table.get(*t)).as_str();
        let exact: Vec<TermId> = terms.iter().filter(|t| held(t) == office).copied().collect();
        if !exact.is_empty() {
            return exact;
        }
        terms.iter().filter(|t| roles.like(held(t)) == roles.like(office)).copied().collect()
    }
}
