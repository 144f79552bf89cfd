use super::map::Map;
use super::{Files, Problems, Row, Table};
use crate::document::{CueType, OutletStance, Stance, codes};
use smol_str::SmolStr;

const FILE: &str = "lexicon/en/cues.tsv";
const COLUMNS: [&str; 8] = ["lemma", "pos", "type", "factivity", "stance", "outlet", "takes", "example"];

codes! {
    /// What sort of word a cue is.
    CuePos, "part of speech of a cue":
    Verb = "verb", Noun = "noun", Adj = "adj", Adv = "adv", Prep = "prep", Mark = "mark",
}

codes! {
    /// What a cue says of its content: is it so?
    ///
    /// `factive`: the outlet takes it for true ("revealed", "knew"). `neutral`: the speaker's word alone ("said").
    /// `claim`: the speaker's word, and the outlet does not vouch ("alleged", "claimed", "believes"). `hedged`: the speaker
    /// is unsure himself ("suspects", "hinted"). `counter`: it is said or shown not to be so ("denied", "lied").
    /// `open`: asked, demanded, promised or hoped, so not so yet.
    Factivity, "factivity":
    Factive = "factive", Neutral = "neutral", Claim = "claim", Hedged = "hedged", Counter = "counter", Open = "open",
}

/// How a content stands beside its cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Takes {
    /// Words in quotation marks.
    Quote,
    /// A finite clause, with or without "that", "whether", "if".
    Clause,
    /// A clause that begins with "that" or a question's word: "saw that", but not "saw three men killed".
    MarkedClause,
    /// An infinitive whose subject is the speaker: "promised to leave".
    Infinitive,
    /// A gerund: "denied shelling the port".
    Gerund,
    /// A noun phrase: "announced a withdrawal".
    Thing,
    /// A noun phrase and what it is called: "called the attack a crime".
    Predicate,
    /// The object is spoken to: "told reporters".
    Addressee,
    /// The phrase with "to" is spoken to: "said to reporters".
    ToAddressee,
    /// Someone is to do something: "urged Tehran to release them".
    Directive,
    /// The same, with the cue's preposition: "called on Tehran to release them".
    PrepDirective,
    /// The object is a cue itself: "spread the rumour that".
    Narrative,
    /// The object is the speaker: "citing officials".
    Cited,
    /// The object is the speaker and "as saying" follows.
    QuotedAs,
    /// The cue's noun begins the content: "claimed responsibility for the blast".
    OwnNoun,
    /// A phrase with this preposition: "warned of war".
    Prep(SmolStr),
    /// The object and a phrase with this preposition: "accused them of treason".
    ThingPrep(SmolStr),
    /// The object is spoken to, a phrase with this preposition is said: "warned them of a storm".
    AddresseePrep(SmolStr),
    /// The clause in which the cue stands: "reportedly", "according to".
    Sentence,
    /// The noun before which it stands: "the alleged attack".
    Before,
    /// Another cue, which it colours: "falsely claimed", "the baseless claim".
    OtherCue,
    /// Nothing: it only looks like a cue.
    Nothing,
}

impl std::str::FromStr for Takes {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Ok(match word {
            "quote" => Takes::Quote,
            "clause" => Takes::Clause,
            "that" => Takes::MarkedClause,
            "inf" => Takes::Infinitive,
            "gerund" => Takes::Gerund,
            "thing" => Takes::Thing,
            "predicate" => Takes::Predicate,
            "whom" => Takes::Addressee,
            "to" => Takes::ToAddressee,
            "whom+inf" => Takes::Directive,
            "prep+inf" => Takes::PrepDirective,
            "narrative" => Takes::Narrative,
            "cited" => Takes::Cited,
            "quoted-as" => Takes::QuotedAs,
            "own-noun" => Takes::OwnNoun,
            "sentence" => Takes::Sentence,
            "before" => Takes::Before,
            "cue" => Takes::OtherCue,
            "none" => Takes::Nothing,
            _ => match word.split_once('+') {
                Some(("", prep)) if !prep.is_empty() => Takes::Prep(prep.into()),
                Some(("thing", prep)) if !prep.is_empty() => Takes::ThingPrep(prep.into()),
                Some(("whom", prep)) if !prep.is_empty() => Takes::AddresseePrep(prep.into()),
                _ => return Err(()),
            },
        })
    }
}

/// A word or phrase that shows that somebody said, wrote or thought something.
#[derive(Debug, Clone)]
pub struct Cue {
    /// Its words in their dictionary form: `call`, `on`.
    pub words: Vec<SmolStr>,
    /// What sort of word.
    pub pos: CuePos,
    /// What sort of act.
    pub kind: CueType,
    /// Is the content so?
    pub factivity: Factivity,
    /// The speaker's stance to the content.
    pub stance: Stance,
    /// What the word betrays of the outlet.
    pub outlet: OutletStance,
    /// How the content may stand.
    pub takes: Vec<Takes>,
    /// A sentence with `[speaker]` and `{content}`.
    pub example: String,
    /// The example is one that is still read wrongly.
    pub wrong: bool,
    /// Its line in the file.
    pub line: usize,
}

impl Cue {
    /// Whether a content may stand in this way.
    pub fn takes(&self, how: &Takes) -> bool {
        self.takes.contains(how)
    }
}

/// All cues of a language.
#[derive(Debug, Default)]
pub struct Cues {
    entries: Vec<Cue>,
    by_word: Map<(SmolStr, CuePos), Vec<u32>>,
}

impl Cues {
    /// Reads the file of cues.
    ///
    /// # Errors
    /// Every problem in it.
    pub fn read(files: &Files) -> Result<Cues, Problems> {
        let table = Table::read(files, FILE, &COLUMNS)?;
        let mut problems = Problems::default();
        let mut cues = Cues::default();
        for row in table.rows(&mut problems) {
            if let Some(cue) = read_cue(&row, &mut problems) {
                cues.add(cue);
            }
        }
        problems.or(cues)
    }

    fn add(&mut self, cue: Cue) {
        let key = match cue.pos {
            CuePos::Noun => cue.words.last(),
            _ => cue.words.first(),
        };
        let Some(key) = key.cloned() else { return };
        self.by_word.entry((key, cue.pos)).or_default().push(self.entries.len() as u32);
        self.entries.push(cue);
    }

    /// All of them, in the file's order.
    pub fn all(&self) -> &[Cue] {
        &self.entries
    }

    /// One entry by its number.
    pub fn get(&self, entry: u32) -> Option<&Cue> {
        self.entries.get(entry as usize)
    }

    /// The entries that begin with this verb, adjective, adverb or preposition, or end with this noun.
    pub fn find(&self, lemma: &str, pos: CuePos) -> &[u32] {
        self.by_word.get(&(SmolStr::new(lemma), pos)).map_or(&[], Vec::as_slice)
    }
}

fn read_cue(row: &Row, problems: &mut Problems) -> Option<Cue> {
    let words: Vec<SmolStr> = row.cell(0).split_whitespace().map(SmolStr::new).collect();
    if words.is_empty() {
        problems.0.push(row.problem("a lemma", "nothing"));
        return None;
    }
    let pos = row.code(1, "one of verb noun adj adv prep mark", problems)?;
    let kind = row.code(2, "a cue type as in the records", problems)?;
    let factivity = row.code(3, "one of factive neutral claim hedged counter open", problems)?;
    let stance = row.code(4, "one of asserts denies endorses relays", problems)?;
    let outlet = row.code(5, "one of neutral supports doubts rejects", problems)?;
    let mut takes = Vec::new();
    for word in row.list(6) {
        match word.parse() {
            Ok(t) => takes.push(t),
            Err(()) => problems.0.push(row.problem("a way to take a content", &format!("`{word}`"))),
        }
    }
    let example = row.cell(7);
    let wrong = example.starts_with('~');
    let example = example.trim_start_matches('~').trim().to_owned();
    if example.is_empty() {
        problems.0.push(row.problem("an example", "nothing"));
    }
    Some(Cue { words, pos, kind, factivity, stance, outlet, takes, example, wrong, line: row.line })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cues() -> Cues {
        Cues::read(&Files::own()).expect("cues.tsv")
    }

    #[test]
    fn the_file_holds_a_thousand_cues() {
        assert!(cues().all().len() >= 1000, "{} cues", cues().all().len());
    }

    #[test]
    fn a_phrase_is_found_by_its_verb_and_a_noun_by_its_last_word() {
        let cues = cues();
        let phrases = |lemma, pos| -> Vec<String> {
            let words = |e: &u32| cues.get(*e).map(|c| c.words.join(" ")).unwrap_or_default();
            cues.find(lemma, pos).iter().map(words).collect()
        };
        assert_eq!(phrases("insist", CuePos::Verb), ["insist", "insist on", "insist upon"]);
        assert_eq!(phrases("theory", CuePos::Noun), ["theory", "conspiracy theory"]);
    }

    #[test]
    fn every_example_marks_a_content_and_closes_its_marks() {
        for cue in cues().all() {
            let count = |mark: char| cue.example.matches(mark).count();
            assert_eq!(count('{'), count('}'), "cues.tsv:{}", cue.line);
            assert_eq!(count('['), count(']'), "cues.tsv:{}", cue.line);
            assert_eq!(count('{') == 0, cue.takes(&Takes::Nothing), "cues.tsv:{}", cue.line);
        }
    }

    #[test]
    fn a_broken_line_is_reported_with_its_place() {
        let folder = std::env::temp_dir().join(format!("verbale-cues-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("lexicon/en")).expect("a folder");
        let text =
            format!("{}\nsay\tverb\tutter\tneutral\tasserts\tneutral\tquote\t{{x}}\n", COLUMNS.join("\t"));
        std::fs::write(folder.join(FILE), text).expect("a file");
        let problems = Cues::read(&Files::in_folder(&folder)).expect_err("`utter` is no type").to_string();
        std::fs::remove_dir_all(&folder).expect("it was ours");
        assert!(problems.contains("cues.tsv:2: expected a cue type"), "{problems}");
        assert!(problems.contains("`utter`"), "{problems}");
    }
}
