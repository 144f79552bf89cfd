//! Lemmas of irregular forms, and the words that frames and cues know.

use super::frames::{Frames, Item};
use super::map::{Map, Set};
use super::{Cues, Files, Problems, Table};
use crate::document::Upos;
use smol_str::SmolStr;

/// `lemmas.tsv`, and every word that some rule waits for.
#[derive(Debug, Default)]
pub struct Lemmas {
    irregular: Map<(Upos, SmolStr), SmolStr>,
    known: Set<SmolStr>,
}

impl Lemmas {
    /// Reads the table and takes the words of the rules.
    ///
    /// # Errors
    /// Every row with a part of speech that is neither verb nor noun.
    pub fn read(files: &Files, frames: &Frames, cues: &Cues) -> Result<Lemmas, Problems> {
        let table = Table::read(files, "lexicon/en/lemmas.tsv", &["pos", "lemma", "forms"])?;
        let mut problems = Problems::default();
        let mut irregular = Map::default();
        for row in table.rows(&mut problems) {
            let pos = match row.cell(0) {
                "verb" => Upos::Verb,
                "noun" => Upos::Noun,
                other => {
                    problems.0.push(row.problem("`verb` or `noun`", &format!("`{other}`")));
                    continue;
                }
            };
            for form in row.cell(2).split_whitespace() {
                irregular.insert((pos, form.into()), row.cell(1).into());
            }
        }
        problems.or(Lemmas { irregular, known: known_words(frames, cues) })
    }

    /// Whether some rule waits for this word, or it is an irregular form.
    pub fn is_known(&self, word: &str) -> bool {
        let irregular = |pos| self.irregular.contains_key(&(pos, SmolStr::new(word)));
        self.known.contains(word) || irregular(Upos::Verb) || irregular(Upos::Noun)
    }

    /// The lemma of a verb or a noun, where the table or the rules know better than the model.
    pub fn better(&self, form: &str, upos: Upos, guess: &str) -> Option<SmolStr> {
        if !matches!(upos, Upos::Verb | Upos::Noun) {
            return None;
        }
        let form = form.to_lowercase();
        if let Some(lemma) = self.irregular.get(&(upos, SmolStr::new(&form))) {
            return (lemma != guess).then(|| lemma.clone());
        }
        if self.known.contains(guess) && !(upos == Upos::Verb && guess == form) {
            return None;
        }
        let bases = if upos == Upos::Verb { verb_bases(&form) } else { noun_bases(&form) };
        let bases = bases.into_iter().filter(|base| base != guess);
        bases.map(SmolStr::new).find(|base| self.known.contains(base))
    }
}

fn known_words(frames: &Frames, cues: &Cues) -> Set<SmolStr> {
    let mut known: Set<SmolStr> = Set::default();
    for frame in &frames.frames {
        known.extend(frame.triggers.iter().map(|t| t.lemma.clone()));
        let items = frame.conditions.iter().flat_map(|c| &c.items);
        known.extend(items.filter_map(|i| match i {
            Item::Lemma(_, lemma) => Some(lemma.clone()),
            _ => None,
        }));
    }
    known.extend(frames.light_verbs.keys().cloned());
    known.extend(frames.classes.values().flatten().cloned());
    known.extend(cues.all().iter().flat_map(|c| c.words.iter().cloned()));
    known
}

/// "banned": `ban`; "denied": `deny`; "raided": `raid`; "raped": `rape`.
fn verb_bases(form: &str) -> Vec<String> {
    let mut bases = Vec::new();
    for ending in ["ed", "ing"] {
        let Some(stem) = form.strip_suffix(ending).filter(|s| s.len() > 1) else { continue };
        if let Some(stem) = stem.strip_suffix('i') {
            bases.push(format!("{stem}y"));
        }
        bases.push(format!("{stem}e"));
        bases.push(stem.to_owned());
        let mut ends = stem.chars().rev();
        if let (Some(last), Some(before)) = (ends.next(), ends.next())
            && last == before
        {
            bases.push(stem[..stem.len() - last.len_utf8()].to_owned());
        }
    }
    bases.extend(plural_bases(form));
    bases.push(form.to_owned()); // last: "kidnapped" may itself be a word of some rule
    bases
}

fn noun_bases(form: &str) -> Vec<String> {
    let mut bases = vec![form.to_owned()];
    bases.extend(plural_bases(form));
    bases
}

fn plural_bases(form: &str) -> Vec<String> {
    let ies = form.strip_suffix("ies").map(|stem| format!("{stem}y"));
    let es = form.strip_suffix("es").map(str::to_owned);
    let s = form.strip_suffix('s').map(str::to_owned);
    [ies, s, es].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_goes_back_to_a_word_that_some_rule_knows() {
        let lexicon = crate::lexicon::Lexicon::read(&Files::own()).unwrap();
        let better = |form, guess| lexicon.lemmas.better(form, Upos::Verb, guess);
        assert_eq!(better("Banned", "bann").as_deref(), Some("ban"));
        assert_eq!(better("raped", "rap").as_deref(), Some("rape"));
        assert_eq!(better("fought", "foughe").as_deref(), Some("fight"));
        assert_eq!(better("denied", "deny"), None);
        assert_eq!(better("kidnapped", "kidnapp").as_deref(), Some("kidnap"));
        assert_eq!(better("kidnapped", "kidnapped").as_deref(), Some("kidnap"));
        assert_eq!(better("need", "need"), None);
        assert_eq!(lexicon.lemmas.better("Bann", Upos::Propn, "Bann"), None);
    }
}
