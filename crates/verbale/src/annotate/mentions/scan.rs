//! Walks the words of a sentence and looks up every phrase that the actor lexicon knows.

use crate::document::{Deprel, Sentence, Syntax, TokenId, Upos};
use crate::lexicon::Actors;
use crate::lexicon::actors::key::{Case, Key};
use crate::lexicon::actors::names::Naming;
use crate::lexicon::actors::roles::RoleId;
use crate::lexicon::actors::terms::TermId;

/// Longest phrase looked up, in words; UD cuts "al-Qaeda" into three.
const LONGEST: u32 = 10;

/// A phrase that the lexicon knows: the words from `first` up to `end`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit<T> {
    pub first: TokenId,
    pub end: TokenId,
    pub what: T,
}

impl<T> Hit<T> {
    pub fn len(&self) -> u32 {
        self.end.0 - self.first.0
    }

    pub fn overlaps(&self, first: TokenId, end: TokenId) -> bool {
        self.first < end && first < self.end
    }
}

/// What a name is known as.
#[derive(Debug, Clone, Copy)]
pub(super) enum Known<'l> {
    Entry(&'l [Naming]),
    Person(&'l [TermId]),
}

/// Everything found in one sentence.
#[derive(Debug, Default)]
pub(super) struct Hits<'l> {
    pub names: Vec<Hit<Known<'l>>>,
    pub roles: Vec<Hit<(RoleId, bool)>>,
    pub titles: Vec<Hit<RoleId>>,
}

/// The longest names, roles and titles, from left to right.
pub(super) fn scan<'l>(syntax: &Syntax, sentence: &Sentence, lexicon: &'l Actors) -> Hits<'l> {
    let mut hits = Hits::default();
    let (mut next_name, mut next_role) = (sentence.first, sentence.first);
    for first in sentence.token_ids() {
        let word = syntax.form(first);
        if !word.starts_with(char::is_alphanumeric) && !word.starts_with(['\'', '’']) {
            continue;
        }
        if first >= next_name && lexicon.names.may_start(word) {
            let hit = longest_name(syntax, first, sentence.end, lexicon);
            if let Some(hit) = hit.filter(|h| !is_attribute(syntax, h.first, h.end)) {
                next_name = hit.end;
                hits.names.push(hit);
            }
            hits.titles.extend(longest_title(syntax, first, sentence.end, lexicon));
        }
        if first >= next_role
            && let Some(hit) = longest_role(syntax, first, sentence.end, lexicon)
        {
            next_role = hit.end;
            hits.roles.push(hit);
        }
    }
    hits
}

/// "The Australian" of "the Australian prime minister": no newspaper.
fn is_attribute(syntax: &Syntax, first: TokenId, end: TokenId) -> bool {
    let last = TokenId(end.0 - 1);
    let adjective = syntax.upos(last) == Upos::Adj && syntax.deprel(last) == Deprel::Amod;
    last.0 == first.0 + 1
        && adjective
        && syntax.form(first).eq_ignore_ascii_case("the")
        && syntax.head(last).is_some_and(|noun| noun >= end)
}

/// Calls `look` with the key of each phrase that starts at `first`; the last answer is the longest phrase.
fn longest<T>(
    syntax: &Syntax,
    first: TokenId,
    end: TokenId,
    case: Case,
    most: u32,
    mut look: impl FnMut(u64) -> Option<T>,
) -> Option<Hit<T>> {
    let mut key = Key::new(case);
    let mut at = syntax.token(first).span.start as usize;
    let mut found = None;
    for token in (first.0..end.0.min(first.0 + most)).map(TokenId) {
        let stop = syntax.token(token).span.end as usize;
        key.push(syntax.text.get(at..stop).unwrap_or(""));
        at = stop.max(at);
        // a stop adds nothing to a loose key, and is no part of the phrase
        if case == Case::Loose && !syntax.form(token).contains(char::is_alphanumeric) {
            continue;
        }
        // nor is the `'s` of a genitive, which would look like a plural
        if syntax.upos(token) == Upos::Part && syntax.form(token).starts_with(['\'', '’']) {
            continue;
        }
        if let Some(what) = look(key.value()) {
            found = Some(Hit { first, end: TokenId(token.0 + 1), what });
        }
    }
    found
}

fn longest_name<'l>(
    syntax: &Syntax,
    first: TokenId,
    end: TokenId,
    lexicon: &'l Actors,
) -> Option<Hit<Known<'l>>> {
    let entry = longest(syntax, first, end, Case::Kept, LONGEST, |key| {
        let found = lexicon.names.find(key);
        (!found.is_empty()).then_some(Known::Entry(found))
    });
    let entry = with_listed(entry, longest_listed(syntax, first, end, lexicon), lexicon);
    let person = longest(syntax, first, end, Case::Loose, LONGEST, |key| {
        let found = lexicon.terms.of_name(key);
        (!found.is_empty()).then_some(Known::Person(found))
    });
    // a single small word is no person: "may"
    let person = person.filter(|p| syntax.form(p.first).starts_with(char::is_uppercase));
    let list = |hit: &Hit<Known>| match hit.what {
        Known::Entry(namings) => lexicon.names.list_of(namings),
        Known::Person(terms) => lexicon.terms.list_of(terms),
    };
    match (entry, person) {
        (Some(entry), Some(person)) if (person.len(), list(&person)) > (entry.len(), list(&entry)) => {
            Some(person)
        }
        (entry, person) => entry.or(person),
    }
}

/// Names of dictionaries, which are written in capitals throughout: "US" is one, "us" and "Us" are not.
fn longest_listed<'l>(
    syntax: &Syntax,
    first: TokenId,
    end: TokenId,
    lexicon: &'l Actors,
) -> Option<Hit<&'l [Naming]>> {
    if !lexicon.names.has_loose() || !syntax.form(first).starts_with(|c: char| !c.is_lowercase()) {
        return None;
    }
    let hit = longest(syntax, first, end, Case::Loose, LONGEST, |key| {
        let found = lexicon.names.find_loose(key);
        (!found.is_empty()).then_some(found)
    })?;
    let word = syntax.form(first);
    let short = hit.len() == 1 && word.chars().count() <= 3;
    (!short || !word.contains(char::is_lowercase)).then_some(hit)
}

/// Of a table's and a dictionary's name the longer one; of two of one length the dictionary's, unless it tells nothing
/// that the table does not.
fn with_listed<'l>(
    entry: Option<Hit<Known<'l>>>,
    listed: Option<Hit<&'l [Naming]>>,
    lexicon: &Actors,
) -> Option<Hit<Known<'l>>> {
    let Some(listed) = listed else { return entry };
    let as_known = Hit { first: listed.first, end: listed.end, what: Known::Entry(listed.what) };
    let Some(Hit { what: Known::Entry(ours), .. }) = entry.filter(|e| e.len() >= listed.len()) else {
        return Some(as_known);
    };
    let told = |n: &Naming| {
        let entry = lexicon.names.entry(n.entry);
        (entry.code, entry.sectors.as_slice())
    };
    let same = listed.what.iter().all(|l| ours.iter().any(|o| told(o) == told(l)));
    let longer = entry.is_some_and(|e| e.len() > listed.len());
    if same || longer { entry } else { Some(as_known) }
}

fn longest_role(
    syntax: &Syntax,
    first: TokenId,
    end: TokenId,
    lexicon: &Actors,
) -> Option<Hit<(RoleId, bool)>> {
    let hit = longest(syntax, first, end, Case::Loose, 6, |key| lexicon.roles.find(key))?;
    let after = if hit.end < end { syntax.upos(hit.end) } else { Upos::Punct };
    let counts = matches!(after, Upos::Adp | Upos::Noun | Upos::Adj | Upos::Num | Upos::Propn | Upos::Pron);
    if lexicon.roles.get(hit.what.0).alone && counts {
        let motion = after == Upos::Adp && !syntax.form(hit.end).eq_ignore_ascii_case("of");
        if !motion || syntax.deprel(first) == Deprel::Nummod {
            return None;
        }
    }
    // "PM" is a prime minister, "p.m." is the afternoon
    let letters = lexicon.roles.get(hit.what.0).word.chars().all(|c| !c.is_lowercase());
    let capitals = syntax.form(first).chars().filter(|c| c.is_uppercase()).count();
    (!letters || capitals > 1).then_some(hit)
}

fn longest_title(syntax: &Syntax, first: TokenId, end: TokenId, lexicon: &Actors) -> Option<Hit<RoleId>> {
    longest(syntax, first, end, Case::Kept, 4, |key| lexicon.roles.find_title(key))
}
