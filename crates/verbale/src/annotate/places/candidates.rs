//! Finds names that may be places.

use crate::document::{
    Actor, Code, Deprel, Mention, MentionKind, Referent, Resolution, SentenceId, Span, Syntax, TokenId, Upos,
};
use crate::lexicon::{Gazetteer, Piece, PieceKind, PlaceEntry, PlaceKind, PlaceWord, fold_name};

/// Names are no longer than this many pieces.
const LONGEST: usize = 8;

/// What the search for names reads.
pub(super) struct Settings<'s, 'g> {
    pub syntax: &'s Syntax<'s>,
    pub mentions: &'s [Mention],
    pub actors: &'s [Actor],
    pub gazetteer: &'g Gazetteer,
    pub pieces: &'s [Piece],
    pub sentence: SentenceId,
    /// Where the dateline ends, if the sentence has one.
    pub dateline_end: u32,
}

/// A name that the gazetteer knows, and what stands around it.
pub(super) struct Candidate<'g> {
    pub span: Span,
    pub head: TokenId,
    pub sentence: SentenceId,
    pub entries: Vec<PlaceEntry<'g>>,
    /// A preposition of place stands before it, or another place does.
    pub led: bool,
    /// "of" or the like stands before it.
    pub led_loosely: bool,
    /// The name is only a part of the sky: "Eastern", "North West".
    pub compass: bool,
    /// The name is also a common word or somebody's name.
    pub care: bool,
    /// "the" stands before it.
    pub is_definite: bool,
    pub is_one_word: bool,
    /// It begins its sentence, so that its capital says nothing.
    pub is_first: bool,
    /// Part of a longer name: "Moscow City Court".
    pub inside_name: bool,
    /// "province", "city of".
    pub told_level: Option<Resolution>,
    /// "the Lebanese city of"
    pub of_country: Option<Code>,
    /// "the" stands before it, and no noun behind to which it could belong: no name of a town.
    pub article: bool,
    /// Its genitive: "Libya's".
    genitive: bool,
    /// "and" follows.
    is_list: bool,
    comma_end: u32,
}

impl Candidate<'_> {
    /// "Tripoli, Libya": only a comma stands between.
    pub fn is_followed_by(&self, next: &Candidate) -> bool {
        self.sentence == next.sentence && self.comma_end == next.span.start
    }

    /// A country or division, not listed before another: what stands before it after a comma lies in it.
    pub fn is_larger_area(&self) -> bool {
        let area = |e: &PlaceEntry| matches!(e.kind, PlaceKind::Country | PlaceKind::Admin1);
        let town =
            |e: &PlaceEntry| matches!(e.kind, PlaceKind::City | PlaceKind::Capital) && e.population > 100_000;
        self.entries.iter().any(area) && !self.entries.iter().any(town) && !self.is_list
    }

    /// "Libya's Tripoli", "Libya's port of Tripoli".
    pub fn owns(&self, other: &Candidate) -> bool {
        self.genitive
            && self.sentence == other.sentence
            && other.span.start.saturating_sub(self.span.end) < 30
    }

    /// How finely an entry under this name tells the place.
    pub fn level(&self, entry: &PlaceEntry) -> Resolution {
        let own = entry.kind.resolution();
        match self.told_level {
            Some(told) if told != Resolution::City && own > Resolution::Country => told,
            _ => own,
        }
    }
}

/// All names of a sentence that may be places, the longest at each word.
pub(super) fn find_candidates<'g>(settings: &Settings<'_, 'g>) -> Vec<Candidate<'g>> {
    let mut found: Vec<Candidate<'g>> = Vec::new();
    let mut i = 0;
    while i < settings.pieces.len() {
        let Some((end, entries)) = settings.name_at(i) else {
            i += 1;
            continue;
        };
        let after_place = found.last().is_some_and(|last| settings.is_listed(last.span, i));
        if let Some(candidate) = settings.candidate(i, end, entries, after_place) {
            found.push(candidate);
        }
        i = end;
    }
    found
}

impl<'g> Settings<'_, 'g> {
    /// The longest known name at a piece, and the piece after it.
    fn name_at(&self, i: usize) -> Option<(usize, Vec<PlaceEntry<'g>>)> {
        let piece = &self.pieces[i];
        let article = piece.text.len() <= 3
            && self.pieces.get(i + 1).is_some_and(|p| p.is("-") && !p.spaced)
            && self.pieces.get(i + 2).is_some_and(|p| p.cased && !p.spaced);
        if piece.kind != PieceKind::Word || !(piece.cased || article) {
            return None;
        }
        let limit = (i + 1..=self.pieces.len().min(i + LONGEST)).take_while(|end| self.may_hold(i, end - 1));
        let ends: Vec<usize> = limit.collect();
        ends.into_iter().rev().find_map(|end| {
            let span = piece.span.join(self.pieces[end - 1].span);
            let surface = span.of(self.syntax.text);
            let key = fold_name(surface);
            let entries = self.gazetteer.look_up(&key);
            // "Rafah crossing" ends small, which names of towns do not.
            let site = || entries.iter().any(|e| e.meant && e.kind == PlaceKind::Site);
            let ends_well = self.may_end(end - 1) || self.pieces[end - 1].kind == PieceKind::Word && site();
            (!entries.is_empty() && ends_well && is_spelled(surface, &key, &entries))
                .then_some((end, entries))
        })
    }

    /// A name goes on over hyphens, stops and apostrophes, but not over other marks.
    fn may_hold(&self, first: usize, k: usize) -> bool {
        let piece = &self.pieces[k];
        match piece.kind {
            PieceKind::Word => {
                let ends = piece.is("and") && k > first && !self.next_is_cased(k);
                !ends && (!piece.is("'s") || self.next_is_cased(k))
            }
            PieceKind::Digits => true,
            PieceKind::Mark => {
                [".", "-", "'", "&"].iter().any(|m| piece.is(m)) || self.is_comma_of_capital(k)
            }
        }
    }

    /// "Washington, D.C."
    fn is_comma_of_capital(&self, k: usize) -> bool {
        let next = self.pieces.get(k + 1).map(|p| p.text.as_str());
        self.pieces[k].is(",") && matches!(next, Some("d" | "dc"))
    }

    fn next_is_cased(&self, k: usize) -> bool {
        self.pieces.get(k + 1).is_some_and(|p| p.cased)
    }

    fn may_end(&self, last: usize) -> bool {
        let piece = &self.pieces[last];
        let letter_before = last > 0 && self.pieces[last - 1].text.chars().count() == 1;
        match piece.kind {
            PieceKind::Word => piece.cased || piece.text.contains('\'') || !is_latin(&piece.text),
            PieceKind::Mark => piece.is(".") && letter_before && !piece.spaced && last > 1,
            PieceKind::Digits => false,
        }
    }

    /// "and", a comma, or both stand between a place and this piece.
    fn is_listed(&self, place: Span, i: usize) -> bool {
        let between =
            self.syntax.text.get(place.end as usize..self.pieces[i].span.start as usize).unwrap_or("-");
        matches!(between.trim(), "," | "and" | ", and" | "or" | "/" | "&")
    }

    fn candidate(
        &self,
        i: usize,
        end: usize,
        mut entries: Vec<PlaceEntry<'g>>,
        after_place: bool,
    ) -> Option<Candidate<'g>> {
        // "Ala." means the state only behind a town: "Selma, Ala."
        let behind_comma = after_place && self.pieces[i - 1].is(",");
        let short = behind_comma && entries.iter().any(|e| e.is_short);
        entries.retain(|e| e.is_short == short);
        if entries.is_empty() {
            return None;
        }
        let span = self.pieces[i].span.join(self.pieces[end - 1].span);
        let head = self.head_of(span)?;
        let country = entries.iter().any(|e| e.kind == PlaceKind::Country);
        if self.is_inside_other_mention(i, end, country, after_place) {
            return None;
        }
        let before = i.checked_sub(1).map(|k| &self.pieces[k]);
        let follows = self.pieces.get(end);
        let (type_behind, county) = self.type_behind(end);
        let type_before = (i >= 2 && self.pieces[i - 1].is("of")).then(|| self.type_at(i - 2)).flatten();
        let name_goes_on = follows.is_some_and(|p| {
            p.kind == PieceKind::Word
                && p.cased
                && p.spaced
                && type_behind.is_none()
                && !self.is_preposition(end)
        });
        let name_began = before.is_some_and(|p| {
            let title = i == 1 || self.is_preposition(i - 1) || self.is_compass(i - 1);
            let word = p.kind == PieceKind::Word && self.pieces[i].spaced;
            let goes_on = p.cased && !title && p.text.len() > 1;
            // "Ceamurlia de Jos"
            // "North Eastern Province" is not the Eastern one
            let more = p.cased && self.is_compass(i - 1) && self.is_compass(i) && i >= 2;
            let particle = i >= 2 && self.pieces[i - 2].cased && self.is_word(i - 1, PlaceWord::Particle);
            word && (goes_on || particle || more)
        });
        // "US$100"; "March 3"
        let number = follows.is_some_and(|p| p.kind == PieceKind::Digits && end == i + 1 && !country);
        let money = follows.is_some_and(|p| ["$", "£", "€"].iter().any(|m| p.is(m)) && !p.spaced);
        if county || number || money || (name_began && !country) {
            return None;
        }
        let modifies = matches!(self.syntax.deprel(head), Deprel::Compound | Deprel::NmodPoss | Deprel::Flat);
        let article = before.is_some_and(|p| p.is("the")) && type_behind.is_none() && !modifies;
        let adjective = type_before.and(i.checked_sub(3)).map(|k| self.pieces[k].text.as_str());
        Some(Candidate {
            article: article && !self.pieces[i].is("the"),
            of_country: adjective.and_then(|word| self.gazetteer.country_of_demonym(word)),
            span,
            head,
            sentence: self.sentence,
            led: after_place || self.is_led(i, |w| matches!(w, PlaceWord::At | PlaceWord::From)),
            led_loosely: self.is_led(i, |w| w == PlaceWord::Of),
            compass: (i..end).all(|k| self.is_compass(k) || self.pieces[k].is("-")),
            care: end == i + 1
                && !entries[0].is_short
                && self.gazetteer.words_at(self.pieces, i).any(|(_, w)| w == PlaceWord::Care),
            is_definite: before.is_some_and(|p| p.is("the")),
            is_one_word: end == i + 1,
            is_first: i == 0,
            inside_name: name_goes_on || name_began,
            told_level: type_behind.or(type_before),
            is_list: follows.is_some_and(|p| p.is("and") || p.is("or")),
            genitive: follows.is_some_and(|p| p.is("'s")),
            comma_end: match follows {
                Some(comma) if comma.is(",") => self.pieces.get(end + 1).map_or(0, |p| p.span.start),
                _ => 0,
            },
            entries,
        })
    }

    /// A name of a person, or part of a name of an organisation, is no place. A country may stand in a title
    /// ("the president of Egypt").
    ///
    /// A mention may also be a description: the place in "the main hospital in Homs" stays one, since no other
    /// capitals stand beside it.
    fn is_inside_other_mention(&self, i: usize, end: usize, country: bool, after_place: bool) -> bool {
        let span = self.pieces[i].span.join(self.pieces[end - 1].span);
        let name = |k: Option<usize>, m: &Mention| {
            let piece = k.and_then(|k| self.pieces.get(k));
            piece.is_some_and(|p| p.cased && p.kind == PieceKind::Word && m.span.contains(p.span))
        };
        let of_name = i >= 2 && self.pieces[i - 1].is("of");
        self.mentions.iter().filter(|m| m.span.contains(span)).any(|m| {
            // "Dr. Ivins"
            let title = i >= 2 && self.pieces[i - 1].is(".") && name(Some(i - 2), m);
            let (before, behind) = (title || name(i.checked_sub(1), m), name(Some(end), m));
            let whole = m.span == span;
            match m.kind {
                MentionKind::Person if whole => !self.may_be_no_person(i, end, m, after_place),
                MentionKind::Person if country => before && m.span.end == span.end,
                MentionKind::Person => before || (behind && m.span.start == span.start && end == i + 1),
                MentionKind::Organisation => {
                    let part_of_name = of_name && name(i.checked_sub(2), m);
                    !whole && !country && (before || behind || part_of_name)
                }
                MentionKind::Other => !whole && (before || behind),
                _ => false,
            }
        })
    }

    /// A name of nobody known may be a town's, and be taken for a person: where it stands tells, "from Gori",
    /// "captured Lyman", "Córdoba and Rosario", and so do capitals in a dateline.
    fn may_be_no_person(&self, i: usize, end: usize, mention: &Mention, after_place: bool) -> bool {
        let span = mention.span;
        if self.says_where(i) || span.end <= self.dateline_end {
            return true;
        }
        let country = |r: &Referent| self.actors.get(r.actor.index()).and_then(|a| a.country);
        let known = mention.referents.iter().any(|r| r.antecedent.is_some() || country(r).is_some());
        let from = i > 0 && self.is_word(i - 1, PlaceWord::From);
        let taken = self.head_of(span).is_some_and(|head| {
            let verb = self.syntax.head(head).map(|v| self.syntax.lemma(v));
            self.syntax.deprel(head) == Deprel::Obj
                && verb.is_some_and(|v| self.gazetteer.is_word(v, PlaceWord::Taker))
        });
        let type_behind = self.pieces.get(end).is_some() && self.type_at(end).is_some();
        !known && (from || after_place || taken || type_behind)
    }

    /// "in", "near" right before.
    fn says_where(&self, i: usize) -> bool {
        let at = |(n, w): (usize, PlaceWord)| n == 1 && w == PlaceWord::At;
        i > 0 && self.gazetteer.words_at(self.pieces, i - 1).any(at)
    }

    fn head_of(&self, span: Span) -> Option<TokenId> {
        let tokens = self.syntax.tokens;
        let first = tokens.partition_point(|t| t.span.end <= span.start);
        let words: Vec<TokenId> = (first..tokens.len())
            .map(TokenId::at)
            .take_while(|t| self.syntax.token(*t).span.start < span.end)
            .collect();
        let inside = |t: TokenId| self.syntax.token(t).span.overlaps(span);
        let parsed = words.iter().any(|t| self.syntax.head(*t).is_some());
        let top = words
            .iter()
            .copied()
            .find(|t| self.syntax.upos(*t) != Upos::Punct && !self.syntax.head(*t).is_some_and(inside));
        if parsed { top.or(words.last().copied()) } else { words.last().copied() }
    }

    fn is_preposition(&self, i: usize) -> bool {
        [PlaceWord::At, PlaceWord::From, PlaceWord::Of].iter().any(|w| self.is_word(i, *w))
    }

    /// "northern Mali", "South Lebanon"
    fn is_compass(&self, i: usize) -> bool {
        self.is_word(i, PlaceWord::Compass)
    }

    fn is_word(&self, i: usize, word: PlaceWord) -> bool {
        self.gazetteer.words_at(self.pieces, i).any(|(n, w)| n == 1 && w == word)
    }

    /// Whether a preposition of one of these kinds stands before: "in", "in the", "in northern".
    fn is_led(&self, i: usize, kind: impl Fn(PlaceWord) -> bool) -> bool {
        let mut k = i;
        for _ in 0..4 {
            let Some(before) = k.checked_sub(1) else { return false };
            k = before;
            let phrase = |n: usize| {
                k.checked_sub(n).is_some_and(|start| {
                    self.gazetteer
                        .words_at(self.pieces, start)
                        .any(|(len, w)| start + len == k + 1 && kind(w))
                })
            };
            if (0..3).any(phrase) {
                return true;
            }
            let piece = &self.pieces[k];
            let may_stand_between = piece.is("the") || self.is_compass(k) || piece.is("-");
            if !may_stand_between {
                return false;
            }
        }
        false
    }

    fn type_at(&self, i: usize) -> Option<Resolution> {
        self.gazetteer.words_at(self.pieces, i).find_map(|(_, w)| match w {
            PlaceWord::Type(level) => Some(level),
            _ => None,
        })
    }

    /// The type that follows; whether it is a division below the first level written with a capital, which
    /// the gazetteer would know under its whole name.
    fn type_behind(&self, end: usize) -> (Option<Resolution>, bool) {
        let level = self.type_at(end).filter(|_| !self.pieces[end].is("capital"));
        let county = level == Some(Resolution::District) && self.pieces[end].cased;
        (level, county)
    }
}

/// Short names are abbreviations and need their capitals; all capitals are no name of a town unless the
/// whole text shouts.
fn is_spelled(surface: &str, key: &str, entries: &[PlaceEntry]) -> bool {
    let letters = surface.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = surface.chars().filter(|c| c.is_uppercase()).count();
    let country = entries.iter().any(|e| e.meant);
    if entries.iter().any(|e| e.is_short) {
        return true;
    }
    if letters <= 2 || (letters == 3 && key.len() == 3 && country && capitals == 3) {
        return capitals == letters && country;
    }
    let shouted = capitals == letters && letters <= 4;
    !shouted || country
}

fn is_latin(word: &str) -> bool {
    word.chars().all(|c| c < '\u{250}' || c == '’')
}
