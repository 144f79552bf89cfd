//! The same name again, shortened or spelled in another way: whoever bore it before.

use super::Resolver;
use crate::annotate::mentions::Draft;
use crate::document::{ActorId, MentionId, MentionKind, Referent, Syntax, Via};
use crate::lexicon::Actors;
use crate::lexicon::actors::key::{Case, Key};
use crate::lexicon::actors::roles::RoleKind;
use crate::lexicon::actors::terms::surnames;

/// How many who bear a name are looked at, or drafts for another spelling.
const MOST: usize = 200;

impl Resolver<'_, '_> {
    /// A last name, or the same name again: whoever bore it before, or further down. Of several the one of whom much more
    /// was said; else nobody.
    pub(super) fn by_earlier_name(&mut self, i: usize) -> Option<Vec<Referent>> {
        let name = without_titles(self.drafts[i].name?.of(self.syntax.text), self.lexicon);
        let mut key = Key::of(name, Case::Loose);
        let known = |key: &u64| self.by_name.get(key).is_some_and(|all| (all[0] as usize) < i);
        if !known(&key)
            && let Some(outer) = outer_words(name).map(|outer| Key::of(&outer, Case::Loose)).filter(known)
        {
            key = outer;
        }
        let all = self.by_name.get(&key).map_or(&[][..], Vec::as_slice);
        let (earlier, later) = all.split_at(all.partition_point(|j| (*j as usize) < i));
        let later = later.iter().map(|j| *j as usize).filter(|j| *j > i);
        let later = later.take(MOST).find(|j| self.shortens_to(*j, key, name, false));
        let earlier = earlier.iter().rev().take(MOST).map(|j| *j as usize);
        let earlier: Vec<usize> = earlier.filter(|j| self.shortens_to(*j, key, name, true)).collect();
        let Some(nearest) = earlier.first().copied() else {
            let found = later.or_else(|| self.other_spelling(i, name))?;
            return self.same_as(i, found);
        };
        if name.contains(char::is_whitespace) {
            return self.same_as(i, nearest);
        }
        match self.best_known(&earlier) {
            Some(found) => self.same_as(i, found),
            None => Some(Vec::new()),
        }
    }

    /// Of several who bear a name the one of whom most was said, by the mention that stands nearest.
    fn best_known(&mut self, nearest_first: &[usize]) -> Option<usize> {
        let mut known: Vec<(ActorId, usize)> = Vec::new();
        for j in nearest_first.iter().copied() {
            let [only] = self.referents(j)[..] else { continue };
            let identity = self.cast.identity(only.actor);
            if !known.iter().any(|(actor, _)| *actor == identity) {
                known.push((identity, j));
            }
        }
        let count = |actor: ActorId| self.counts.get(&actor).copied().unwrap_or(0);
        let (best, draft) = known.iter().copied().max_by_key(|(actor, j)| (count(*actor), *j))?;
        let rival = known.iter().filter(|(actor, _)| *actor != best).map(|(actor, _)| count(*actor)).max();
        rival.is_none_or(|n| count(best) >= 2 * n).then_some(draft)
    }

    /// Takes over whom an earlier or later mention stands for.
    fn same_as(&mut self, i: usize, found: usize) -> Option<Vec<Referent>> {
        let referents = self.referents(found);
        if referents.is_empty() {
            return None;
        }
        let kind = self.drafts[found].mention.kind;
        self.drafts[i].mention.kind = kind;
        let antecedent = Some(MentionId::at(found));
        Some(referents.iter().map(|r| Referent { via: Via::Coreference, antecedent, ..*r }).collect())
    }

    /// Whether draft `j` bears a fuller name that a paper may shorten to the one of this key.
    fn shortens_to(&self, j: usize, key: u64, name: &str, earlier: bool) -> bool {
        let keys = &self.name_keys[j];
        let draft = &self.drafts[j];
        if draft.inner || keys.first() == Some(&key) {
            return !draft.inner && earlier && draft.namings.is_empty();
        }
        if !keys.contains(&key) || draft.mention.kind == MentionKind::Place {
            return false;
        }
        // "Mahan Air" becomes "Mahan"; "Bank of Ghana" does not become "Bank"
        if !draft.namings.is_empty() && draft.people.is_empty() {
            let full = draft.name.map_or("", |n| n.of(self.syntax.text));
            let company = draft.mention.kind == MentionKind::Organisation && full.split(' ').count() == 2;
            return earlier && company && full.split(' ').next() == Some(name);
        }
        !draft.namings.is_empty() || draft.is_person() || draft.mention.kind == MentionKind::Other
    }

    /// "Sarea" and, further down, "Saree": a family name that a report spells in two ways.
    fn other_spelling(&self, i: usize, name: &str) -> Option<usize> {
        if !self.drafts[i].is_person() || name.contains(char::is_whitespace) {
            return None;
        }
        (i.saturating_sub(MOST)..i).rev().find(|j| {
            let draft = &self.drafts[*j];
            let full = draft.name.filter(|_| draft.is_person()).map_or("", |n| n.of(self.syntax.text));
            full.rsplit_once(' ').is_some_and(|(_, last)| nearly_same(last, name))
        })
    }

    /// The key of a draft's whole name, then those of what it may be shortened to.
    pub(super) fn keys_of_name(syntax: &Syntax, draft: &Draft, lexicon: &Actors) -> Vec<u64> {
        let Some(full) = draft.name.map(|n| n.of(syntax.text)) else { return Vec::new() };
        let mut keys = vec![Key::of(full, Case::Loose)];
        let bare = without_titles(full, lexicon);
        if bare.len() < full.len() {
            keys.push(Key::of(bare, Case::Loose));
        }
        if full.contains(char::is_whitespace) {
            // For strangers the family name may stand first as well; a report keeps to one form.
            let first = full.split(' ').next().filter(|f| f.len() > 1);
            let short = surnames(full, &lexicon.roles, false).into_iter().chain(first);
            keys.extend(short.map(|s| Key::of(s, Case::Loose)));
            keys.extend(outer_words(full).map(|s| Key::of(&s, Case::Loose)));
        }
        keys
    }
}

/// "Moreno" of "Congresswoman Moreno", where the language model takes the title for a part of the name.
fn without_titles<'n>(name: &'n str, lexicon: &Actors) -> &'n str {
    let mut bare = name;
    while let Some((first, rest)) = bare.split_once(' ') {
        let role = lexicon.roles.find(Key::of(first, Case::Loose)).map(|(id, _)| lexicon.roles.get(id).kind);
        if role != Some(RoleKind::Person) && lexicon.roles.find_title(Key::of(first, Case::Kept)).is_none() {
            break;
        }
        bare = rest;
    }
    bare
}

/// "Ada Moreno" of "Ada Luz Moreno": a report may give middle names once.
fn outer_words(name: &str) -> Option<String> {
    let mut words = name.split(' ').filter(|w| !w.is_empty());
    let (first, last) = (words.next()?, words.next_back()?);
    let middle: Vec<&str> = words.collect();
    let plain = |w: &&str| w.starts_with(char::is_uppercase);
    (!middle.is_empty() && middle.len() < 3 && middle.iter().all(plain)).then(|| format!("{first} {last}"))
}

/// Long words that differ in one letter, and not at the beginning.
fn nearly_same(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len() < 5 || b.len() < 5 || a.len().abs_diff(b.len()) > 1 || a[..3] != b[..3] {
        return false;
    }
    let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    same + tail + 1 >= a.len().max(b.len())
}
