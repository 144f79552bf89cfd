//! Joins what the lexicon and the language model found in a sentence: titles with names, roles with bodies.

use super::scan::{Hit, Hits, Known};
use super::{Draft, phrase};
use crate::document::{Deprel, Feat, Mention, MentionKind, Name, Sentence, Span, Syntax, TokenId, Upos};
use crate::lexicon::Actors;
use crate::lexicon::actors::names::{Naming, Sense};
use crate::lexicon::actors::reference::Use;
use crate::lexicon::actors::roles::{RoleId, RoleKind};
use crate::lexicon::actors::terms::TermId;

/// A name with everything that is known about it.
#[derive(Debug, Clone)]
struct Named {
    first: TokenId,
    end: TokenId,
    kind: MentionKind,
    namings: Vec<Naming>,
    people: Vec<TermId>,
    /// Stands in a longer name and only hints at its country.
    inner: bool,
}

/// All mentions of one sentence but the pronouns.
pub(super) fn join(
    syntax: &Syntax,
    sentence: &Sentence,
    hits: &Hits,
    names: &[Name],
    lexicon: &Actors,
) -> Vec<Draft> {
    let mut named = merge_names(syntax, hits, names, lexicon);
    add_unknown_names(syntax, sentence, hits, &mut named);
    named.sort_by_key(|n| (n.first, std::cmp::Reverse(n.end)));
    let mut used = vec![false; hits.roles.len()];
    let mut drafts: Vec<Draft> =
        named.iter().map(|name| draft_name(syntax, name, &named, hits, &mut used, lexicon)).collect();
    for (i, hit) in hits.roles.iter().enumerate() {
        let in_name = named.iter().any(|n| !n.inner && hit.overlaps(n.first, n.end));
        if used[i] || in_name {
            continue;
        }
        drafts.extend(draft_role(syntax, hit, &named, lexicon));
    }
    hide_inner(syntax, &mut drafts, lexicon);
    drafts
}

/// Names of the lexicon and of the language model; of two that overlap the longer is kept.
fn merge_names(syntax: &Syntax, hits: &Hits, names: &[Name], lexicon: &Actors) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    for hit in &hits.names {
        let (namings, people) = match hit.what {
            Known::Entry(namings) => (namings.to_vec(), Vec::new()),
            Known::Person(people) => (Vec::new(), people.to_vec()),
        };
        let mut kind = kind_of(&namings, lexicon);
        let mut inner = false;
        let head = phrase::head_of(syntax, hit.first, hit.end);
        let over = names.iter().find(|n| hit.overlaps(n.first, n.end) && !same(n, hit));
        if let Some(name) = over {
            let longer = name.end.0 - name.first.0 > hit.len();
            let carries = phrase::head_of(syntax, name.first, name.end) == head
                && matches!(name.kind, MentionKind::Place | MentionKind::Country | MentionKind::Other)
                && kind == MentionKind::Country
                && is_part(syntax, name.first, hit.first, lexicon);
            let known = hit.end == name.end && is_of_people(name.first, hit.first, &namings, hits, lexicon);
            inner = longer && !carries && !known && !is_demonym(&namings);
        }
        if people.is_empty() && !inner {
            inner = in_longer_name(syntax, hit.first, hit.end, head, &namings);
        }
        if !people.is_empty() {
            kind = MentionKind::Person;
        }
        found.push(Named { first: hit.first, end: hit.end, kind, namings, people, inner });
    }
    // "Prime" of a prime minister is no name
    let in_role = |n: &Name| {
        hits.roles.iter().any(|r| r.first <= n.first && n.end <= r.end && r.len() > n.end.0 - n.first.0)
    };
    for name in names.iter().filter(|n| !in_role(n)) {
        let rival = found.iter().any(|f| {
            !f.inner
                && f.first < name.end
                && name.first < f.end
                && f.end.0 - f.first.0 >= name.end.0 - name.first.0
        });
        let carried = found
            .iter()
            .any(|f| !f.inner && !is_demonym(&f.namings) && name.first <= f.first && f.end <= name.end);
        if !rival && !carried {
            let (first, end) = trim(syntax, name.first, name.end);
            if first < end {
                let (namings, people) = (Vec::new(), Vec::new());
                found.push(Named { first, end, kind: name.kind, namings, people, inner: false });
            }
        }
    }
    found
}

/// "Spanish Civil Guard": a people, and then the name of a body of its state; the Kenyan Red Cross is another than the one
/// of that name.
fn is_of_people(first: TokenId, end: TokenId, body: &[Naming], hits: &Hits, lexicon: &Actors) -> bool {
    let code = |n: &Naming| lexicon.names.entry(n.entry).code;
    let mut before = hits.names.iter().filter(|h| h.first == first && h.end == end);
    before.any(|h| match h.what {
        Known::Entry(people) if is_demonym(people) => {
            people.iter().any(|p| body.iter().any(|b| code(b) == code(p)))
        }
        _ => false,
    })
}

/// "northern Mali" and "South Yemen" are parts of a country; "New England" is something else.
fn is_part(syntax: &Syntax, first: TokenId, country: TokenId, lexicon: &Actors) -> bool {
    (first.0..country.0).map(TokenId).all(|t| {
        let word = syntax.form(t);
        word.starts_with(char::is_lowercase) || lexicon.reference.is(word, Use::Direction)
    })
}

/// Articles and marks at the edges are no part of a name.
fn trim(syntax: &Syntax, mut first: TokenId, mut end: TokenId) -> (TokenId, TokenId) {
    let loose = |t: TokenId| matches!(syntax.upos(t), Upos::Det | Upos::Punct | Upos::Part | Upos::Adp);
    while first < end && loose(first) {
        first = TokenId(first.0 + 1);
    }
    while first < end && loose(TokenId(end.0 - 1)) {
        end = TokenId(end.0 - 1);
    }
    (first, end)
}

fn same<T>(name: &Name, hit: &Hit<T>) -> bool {
    name.first == hit.first && name.end == hit.end
}

fn is_demonym(namings: &[Naming]) -> bool {
    !namings.is_empty() && namings.iter().all(|n| matches!(n.sense, Sense::Adjective | Sense::People))
}

fn kind_of(namings: &[Naming], lexicon: &Actors) -> MentionKind {
    match namings.first() {
        Some(n) if lexicon.names.entry(n.entry).kind.is_country() => match n.sense {
            Sense::People => MentionKind::Group,
            _ => MentionKind::Country,
        },
        Some(_) => MentionKind::Organisation,
        None => MentionKind::Person,
    }
}

/// "Paris" in "Paris Hilton", "Beijing" in "Beijing Normal University".
fn in_longer_name(syntax: &Syntax, first: TokenId, end: TokenId, head: TokenId, namings: &[Naming]) -> bool {
    if is_demonym(namings) {
        return false;
    }
    let outside = |t: TokenId| t < first || t >= end;
    let proper = |t: TokenId| outside(t) && syntax.upos(t) == Upos::Propn;
    let goes_on = syntax.children_by(head, Deprel::Flat).any(proper);
    let hangs = syntax.deprel(head) == Deprel::Flat && syntax.head(head).is_some_and(proper);
    goes_on || hangs
}

/// Runs of proper nouns that nobody knows: "spokesman Martins Okafor".
fn add_unknown_names(syntax: &Syntax, sentence: &Sentence, hits: &Hits, named: &mut Vec<Named>) {
    let mut taken = vec![false; sentence.end.index() - sentence.first.index()];
    let at = |t: TokenId| t.index() - sentence.first.index();
    for n in named.iter().filter(|n| !n.inner) {
        (n.first.0..n.end.0).for_each(|t| taken[at(TokenId(t))] = true);
    }
    for hit in &hits.roles {
        (hit.first.0..hit.end.0).for_each(|t| taken[at(TokenId(t))] = true);
    }
    for hit in &hits.titles {
        (hit.first.0..hit.end.0).for_each(|t| taken[at(TokenId(t))] = true);
    }
    let mut token = sentence.first;
    while token < sentence.end {
        let proper = |t: TokenId| syntax.upos(t) == Upos::Propn || is_explained(syntax, t);
        let free = |t: TokenId| t < sentence.end && !taken[at(t)] && proper(t);
        let mut end = token;
        while free(end) && (end == token || linked(syntax, token, end)) {
            end = TokenId(end.0 + 1);
        }
        if end > token {
            let (namings, people) = (Vec::new(), Vec::new());
            named.push(Named { first: token, end, kind: MentionKind::Other, namings, people, inner: false });
        }
        token = TokenId(end.0.max(token.0 + 1));
    }
}

/// Letters that the report puts in brackets after a name are a name, whatever the tagger took them for.
fn is_explained(syntax: &Syntax, word: TokenId) -> bool {
    let letters = syntax.form(word);
    let all_caps = letters.len() >= 2 && letters.chars().all(|c| c.is_uppercase() || c == '-');
    all_caps && syntax.upos(word) == Upos::Noun && syntax.text.contains(&format!("({letters})"))
}

/// Whether a word hangs on the run that starts at `first`, or carries it.
fn linked(syntax: &Syntax, first: TokenId, word: TokenId) -> bool {
    let inside = |t: TokenId| first <= t && t < word;
    let close = |t: TokenId| {
        matches!(syntax.deprel(t), Deprel::Flat | Deprel::Compound | Deprel::Goeswith | Deprel::NmodDesc)
    };
    syntax.head(word).is_some_and(inside) && close(word)
        || (first.0..word.0).map(TokenId).any(|t| syntax.head(t) == Some(word) && close(t))
}

fn draft_name(
    syntax: &Syntax,
    name: &Named,
    all: &[Named],
    hits: &Hits,
    used: &mut [bool],
    lexicon: &Actors,
) -> Draft {
    let mut first = name.first;
    let mut roles: Vec<RoleId> = Vec::new();
    let mut titles = Vec::new();
    let mut kind = name.kind;
    if !name.inner && !is_demonym(&name.namings) {
        // role words within an unknown name: "Ministry of Health"
        if name.namings.is_empty() && name.people.is_empty() {
            let head = phrase::head_of(syntax, name.first, name.end);
            let mut within = None;
            for (i, hit) in hits.roles.iter().enumerate() {
                if name.first <= hit.first && hit.end <= name.end {
                    used[i] = true;
                    let carries = hit.end == name.end || hit.first <= head && head < hit.end;
                    if carries && kind != MentionKind::Person {
                        roles.push(hit.what.0);
                    } else if tells_sector(hit, lexicon) {
                        within = Some(hit.what.0);
                    }
                }
            }
            // "Kenya Police Service", "Journalists' Association": the last word alone says little
            let vague = roles.iter().all(|r| lexicon.roles.get(*r).weak || lexicon.roles.get(*r).takes);
            if vague && matches!(kind, MentionKind::Organisation | MentionKind::Other) {
                roles.splice(0..0, within);
            }
        }
        while let Some((start, found)) = title_before(syntax, first, name, all, hits, lexicon) {
            first = start;
            match found {
                Title::Plain(id) => titles.push(id),
                Title::Role(i) => {
                    used[i] = true;
                    roles.insert(0, hits.roles[i].what.0);
                    // "coast guard spokesperson Ana Reyes": the body before the office makes no body of the person
                    let holds_office =
                        roles[1..].iter().any(|r| lexicon.roles.get(*r).kind == RoleKind::Person);
                    kind = match lexicon.roles.get(hits.roles[i].what.0).kind {
                        RoleKind::Person => MentionKind::Person,
                        RoleKind::Organisation if !holds_office => MentionKind::Organisation,
                        _ => kind,
                    };
                }
            }
            if !titles.is_empty() {
                kind = MentionKind::Person;
            }
        }
    }
    if first < name.first {
        first = after_people(syntax, first, all);
    }
    let head = phrase::head_of(syntax, first, name.end);
    let left = if name.inner || is_demonym(&name.namings) && syntax.deprel(head) == Deprel::Amod {
        first
    } else {
        phrase::left_edge(syntax, first, name.end)
    };
    let span = syntax.token(left).span.join(syntax.token(TokenId(name.end.0 - 1)).span);
    let bare = syntax.token(name.first).span.join(syntax.token(TokenId(name.end.0 - 1)).span);
    if kind == MentionKind::Place
        && roles.iter().any(|r| lexicon.roles.get(*r).kind == RoleKind::Organisation)
    {
        kind = MentionKind::Organisation;
    }
    let plural = name.namings.iter().any(|n| n.sense == Sense::People)
        && syntax.token(head).feats.is(Feat::Number, "Plur");
    Draft {
        mention: mention(syntax, span, head, kind),
        first: left,
        end: name.end,
        name: Some(bare),
        namings: name.namings.clone(),
        people: name.people.clone(),
        roles,
        titles,
        plural,
        pronoun: None,
        inner: name.inner,
    }
}

/// A role word before the last of a body's name that says what the body is about: police, journalists, a church; but not
/// the "general" of a general secretariat or the "people" of a people's committee.
fn tells_sector(hit: &Hit<(RoleId, bool)>, lexicon: &Actors) -> bool {
    let role = lexicon.roles.get(hit.what.0);
    let one_person = role.kind == RoleKind::Person && !hit.what.1;
    let civil = role.sectors.first().is_none_or(|s| s.as_str() == "CVL");
    !(one_person || civil || role.weak || role.takes || role.describes)
}

fn mention(syntax: &Syntax, span: Span, head: TokenId, kind: MentionKind) -> Mention {
    Mention { span, head, sentence: syntax.token(head).sentence, kind, referents: Vec::new() }
}

enum Title {
    Plain(RoleId),
    Role(usize),
}

/// The title or role that ends right before `first`, if it can belong to this name.
fn title_before(
    syntax: &Syntax,
    first: TokenId,
    name: &Named,
    all: &[Named],
    hits: &Hits,
    lexicon: &Actors,
) -> Option<(TokenId, Title)> {
    let free = |start: TokenId, end: TokenId| !all.iter().any(|n| !n.inner && n.first < end && start < n.end);
    if let Some(hit) = hits.titles.iter().find(|t| t.end == first && free(t.first, t.end)) {
        return Some((hit.first, Title::Plain(hit.what)));
    }
    let (i, hit) = hits.roles.iter().enumerate().find(|(_, r)| r.end == first && free(r.first, r.end))?;
    let role = lexicon.roles.get(hit.what.0);
    let person = matches!(name.kind, MentionKind::Person | MentionKind::Other);
    let fits = match role.kind {
        RoleKind::Person => person,
        // "the daily Al Majlis": the language model may take a paper for a person or a place
        RoleKind::Organisation => {
            !role.place && !hit.what.1 && name.people.is_empty() && name.kind != MentionKind::Country
        }
        RoleKind::Group | RoleKind::Title => false,
    };
    let capital = hit.first.0 + 1 == hit.end.0 && name.namings.iter().any(|n| n.sense == Sense::Acronym);
    // A name right after a role is its bearer, whatever the parser made of it.
    let sure = name.kind == MentionKind::Person && role.kind == RoleKind::Person && !hit.what.1;
    (fits && !capital && (sure || connected(syntax, hit, name))).then_some((hit.first, Title::Role(i)))
}

/// Whether the parse lets a role and a name be one phrase.
fn connected(syntax: &Syntax, hit: &Hit<(RoleId, bool)>, name: &Named) -> bool {
    let role = phrase::head_of(syntax, hit.first, hit.end);
    let word = phrase::head_of(syntax, name.first, name.end);
    let close = |t: TokenId| {
        matches!(
            syntax.deprel(t),
            Deprel::Flat
                | Deprel::Compound
                | Deprel::NmodDesc
                | Deprel::Appos
                | Deprel::Amod
                | Deprel::NmodUnmarked
                | Deprel::Nmod
                | Deprel::List
                | Deprel::Dep
        )
    };
    syntax.head(role) == Some(word) && close(role)
        || syntax.head(word) == Some(role) && close(word)
        || syntax.head(role) == syntax.head(word) && close(role)
        || syntax.is_under(role, word)
}

fn draft_role(
    syntax: &Syntax,
    hit: &Hit<(RoleId, bool)>,
    named: &[Named],
    lexicon: &Actors,
) -> Option<Draft> {
    let (id, plural_form) = hit.what;
    let role = lexicon.roles.get(id);
    let head = phrase::head_of(syntax, hit.first, hit.end);
    let token = syntax.token(head);
    let nominal = matches!(token.upos, Upos::Noun | Upos::Propn)
        || (token.upos == Upos::Adj && token.deprel != Deprel::Amod && role.kind == RoleKind::Group)
        || (token.upos == Upos::Adj
            && matches!(token.deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj));
    // "leader" in "leader of", but not "lead" in "led"; and an adverb is nobody
    if !nominal || matches!(token.deprel, Deprel::Fixed | Deprel::Goeswith) {
        return None;
    }
    let plural = plural_form
        || token.feats.is(Feat::Number, "Plur")
        || role.kind == RoleKind::Group && !role.describes;
    let kind = match role.kind {
        RoleKind::Person if plural => MentionKind::Group,
        RoleKind::Person if role.office.is_some() => MentionKind::Office,
        RoleKind::Person => MentionKind::Person,
        RoleKind::Group => MentionKind::Group,
        RoleKind::Organisation => MentionKind::Organisation,
        RoleKind::Title => return None,
    };
    let first = phrase::left_edge(syntax, after_people(syntax, hit.first, named), hit.end);
    let first = over_peoples(syntax, first, hit.end, named);
    let end = phrase::right_edge(syntax, hit.end, |prep| lexicon.reference.is(prep, Use::BelongsBy));
    let span = syntax.token(first).span.join(syntax.token(TokenId(end.0 - 1)).span);
    Some(Draft {
        mention: mention(syntax, span, head, kind),
        first,
        end: hit.end,
        name: None,
        namings: Vec::new(),
        people: Vec::new(),
        roles: vec![id],
        titles: Vec::new(),
        plural,
        pronoun: None,
        inner: false,
    })
}

/// An adjective of a people, or letters, before a role belong to it, whatever the parser made of them: "Kyrgyz
/// prime minister", "AU trade and industry commissioner".
fn after_people(syntax: &Syntax, first: TokenId, named: &[Named]) -> TokenId {
    let owner = |n: &&Named| n.namings.iter().any(|n| matches!(n.sense, Sense::Adjective | Sense::Acronym));
    let sentence = syntax.sentence(syntax.token(first).sentence);
    let mut at = first;
    for _ in 0..4 {
        if let Some(before) = named.iter().filter(owner).find(|n| n.end == at) {
            return if syntax.upos(at) == Upos::Cconj { first } else { before.first };
        }
        let between = at > sentence.first
            && matches!(syntax.upos(TokenId(at.0 - 1)), Upos::Noun | Upos::Adj | Upos::Cconj);
        if !between {
            break;
        }
        at = TokenId(at.0 - 1);
    }
    first
}

/// "German, French and Polish troops": the row of peoples before a role, however the parser hung it.
fn over_peoples(syntax: &Syntax, first: TokenId, end: TokenId, named: &[Named]) -> TokenId {
    let adjective = |n: &&Named| n.namings.iter().any(|n| n.sense == Sense::Adjective);
    let mut edge = first;
    if !named.iter().filter(adjective).any(|n| first <= n.first && n.end <= end) {
        return edge;
    }
    while edge.0 >= 2 {
        let link = TokenId(edge.0 - 1);
        let joins = syntax.upos(link) == Upos::Cconj || syntax.form(link) == ",";
        let before = named.iter().filter(adjective).find(|n| n.end == link);
        let Some(before) = before.filter(|_| joins) else { break };
        edge = phrase::left_edge(syntax, before.first, before.end);
    }
    edge
}

/// A demonym, role or country that stands before the head of another mention is no mention of its own.
fn hide_inner(syntax: &Syntax, drafts: &mut [Draft], lexicon: &Actors) {
    for i in 0..drafts.len() {
        let (first, head) = (drafts[i].first, drafts[i].mention.head);
        let holder = drafts.iter().enumerate().any(|(j, d)| {
            j != i
                && !d.inner
                && d.mention.head != head
                && d.first <= first
                && head < d.end
                && (syntax.is_under(head, d.mention.head) || d.name.is_some() || drafts[i].is_demonym())
        });
        let role_only = drafts[i].name.is_none();
        let adjective = drafts[i].is_demonym();
        // "the president's spokesman": an owner remains someone by himself
        let owner = matches!(syntax.deprel(head), Deprel::NmodPoss | Deprel::Nmod);
        let country = drafts[i].namings.iter().any(|n| lexicon.names.entry(n.entry).kind.is_country());
        if holder && (role_only || adjective || country) && !owner {
            drafts[i].inner = true;
        }
    }
}
