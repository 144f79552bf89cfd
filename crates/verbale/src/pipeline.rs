//! The front door: one report in, one [`Document`] out, by one way.

use crate::annotate::attributions::find_attributions;
use crate::annotate::certainty::judge_certainty;
use crate::annotate::confidence::weigh_confidence;
use crate::annotate::dateline::find_dateline_day;
use crate::annotate::events::{Learnt, SecondOpinion, TopicJudge, find_events, link_mentions};
use crate::annotate::mend::{
    mend_descriptions, mend_expletives, mend_far_contents, mend_hedged_objects, mend_reported,
};
use crate::annotate::mentions::find_mentions;
use crate::annotate::parse::Tagger;
use crate::annotate::places::find_places;
use crate::annotate::residue::{find_byline, find_residue};
use crate::annotate::statements::make_statements;
use crate::annotate::times::find_times;
use crate::annotate::ud_rules::keep_ud_rules;
use crate::annotate::words::split_words;
use crate::annotate::{actors::resolve_actors, text::normalise};
use crate::document::{About, Document, Name, Residue, Sentence, Syntax, Token};
use crate::lexicon::{Files, Lexicon, Problem, Problems};
use jiff::civil::Date;
use std::sync::OnceLock;

/// What is needed to read one language: its lexicon and its model, loaded once and shared by all threads.
#[derive(Debug)]
pub struct Language {
    /// Words, facts and rules.
    pub lexicon: Lexicon,
    /// Tags, heads and names.
    pub tagger: Tagger,
    /// Types words that no frame types; without it only frames make events.
    pub second: Option<SecondOpinion>,
    /// Tells public affairs from sport, business and private life; without it guards of rules must do.
    pub judge: Option<TopicJudge>,
}

impl Language {
    /// Loads English.
    ///
    /// # Errors
    /// Every problem in the lexicon's files.
    pub fn english(files: &Files) -> Result<Language, Problems> {
        let name = "models/language-en.bin";
        let model = files.bytes(name)?;
        let (lexicon, tagger) = std::thread::scope(|scope| {
            let lexicon = scope.spawn(|| Lexicon::read(files));
            let tagger = Tagger::read(model);
            (lexicon.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), tagger)
        });
        let tagger = tagger.map_err(|why| Problem::new(name, 0, "a language model of this version", &why))?;
        let name = "models/events-en.bin";
        let second = match files.bytes(name) {
            Ok(bytes) => Some(SecondOpinion::read(bytes)),
            Err(_) => None, // a folder of data of one's own may go without
        };
        let second = second
            .transpose()
            .map_err(|why| Problem::new(name, 0, "a second opinion of this version", &why))?;
        let name = "models/topic-en.bin";
        let judge = files.bytes(name).ok().map(TopicJudge::read).transpose();
        let judge = judge.map_err(|why| Problem::new(name, 0, "a topic judge of this version", &why))?;
        Ok(Language { lexicon: lexicon?, tagger, second, judge })
    }

    /// Switches off what is learnt of events, the second opinion and the topic judge: events come from frames and rules alone, and
    /// each record's `version` says so.
    pub fn frames_only(mut self) -> Language {
        self.second = None;
        self.judge = None;
        self
    }

    /// What finding events needs beside the lexicon.
    pub fn learnt(&self) -> Learnt<'_> {
        Learnt { tagger: &self.tagger, second: self.second.as_ref(), judge: self.judge.as_ref() }
    }

    /// Reads one text. It never fails: what is odd about a text becomes a note.
    pub fn annotate(&self, text: &str, about: About) -> Document {
        let words = self.cut(text, &about);
        self.annotate_words(words, about)
    }

    /// The layer of language alone: sentences and words with tags, features, lemmas, heads and relations, and the names
    /// among them. Who is named, and what happened, is for [`Language::annotate`], which begins in the same way.
    ///
    /// ```
    /// use verbale::{About, english};
    /// let (words, names) = english().language().read_words("Rain fell in Geneva.", &About::default());
    /// assert_eq!(words.tokens[1].lemma, "fall");
    /// assert_eq!(names[0].first.index(), 3);
    /// ```
    pub fn read_words(&self, text: &str, about: &About) -> (Words, Vec<Name>) {
        let mut words = self.cut(text, about);
        let names = self.parse(&mut words);
        (words, names)
    }

    /// Finds residue, sentences and words.
    fn cut(&self, text: &str, about: &About) -> Words {
        let text = normalise(text);
        let residue = find_residue(&text, about, &self.lexicon);
        let (sentences, tokens) = split_words(&text, &residue, &self.lexicon);
        Words { text, residue, sentences, tokens }
    }

    /// Gives words their tags, lemmas, heads and relations, and finds names.
    fn parse(&self, words: &mut Words) -> Vec<Name> {
        let Words { text, sentences, tokens, .. } = words;
        let (parsed, names) = self.tagger.tag_and_parse(text, sentences, std::mem::take(tokens));
        *tokens = parsed;
        for token in tokens.iter_mut() {
            if let Some(lemma) = self.lexicon.lemmas.better(token.span.of(text), token.upos, &token.lemma) {
                token.lemma = lemma;
            }
        }
        mend_expletives(tokens, &self.lexicon.modality);
        mend_reported(tokens, &self.lexicon);
        mend_far_contents(tokens, &self.lexicon);
        mend_descriptions(tokens, &self.lexicon);
        mend_hedged_objects(text, tokens, &self.lexicon);
        for sentence in sentences.iter() {
            let words = &mut tokens[sentence.first.index()..sentence.end.index()];
            keep_ud_rules(text, words, sentence.first);
        }
        names
    }

    /// Reads a text whose sentences and words are cut already, by hand or in a treebank.
    pub fn annotate_words(&self, mut words: Words, mut about: About) -> Document {
        let lexicon = &self.lexicon;
        let byline = find_byline(&words.text, &words.residue, &about, lexicon);
        let names = self.parse(&mut words);
        let Words { text, residue, sentences, tokens } = words;
        let syntax = Syntax::new(&text, &sentences, &tokens);
        about.published = about.published.or_else(|| find_dateline_day(&syntax, &residue, lexicon));

        let drafts = find_mentions(&syntax, &names, lexicon);
        let (mentions, actors) = resolve_actors(&syntax, drafts, &about, lexicon);
        let times = find_times(&syntax, about.published, lexicon);
        let places = find_places(&syntax, &mentions, &actors, lexicon);

        let learnt = self.learnt();
        let (mut events, actors) =
            find_events(&syntax, &mentions, actors, &times, &places, &about, lexicon, learnt);
        link_mentions(&syntax, &actors, &places, &lexicon.links, &mut events);
        let attributions = find_attributions(&syntax, &mentions, lexicon);
        let statements =
            make_statements(&syntax, &mentions, &actors, &times, &events, &attributions, &about, lexicon);
        let certainties = judge_certainty(&syntax, &events, &attributions, &statements, &actors, lexicon);

        weigh_confidence(&syntax, &mentions, &actors, &certainties, &lexicon.confidence, &mut events);

        let notes = Vec::new();
        Document {
            byline,
            residue,
            sentences,
            tokens,
            names,
            mentions,
            actors,
            times,
            places,
            events,
            attributions,
            statements,
            certainties,
            notes,
            about,
            text,
        }
    }
}

/// A text that has been cut into sentences and words, before they are tagged or after.
///
/// Words stand in text order; each names its sentence, and each sentence its words.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// The text, with plain line ends and without control characters.
    pub text: String,
    /// Page furniture, in which no sentence lies.
    pub residue: Vec<Residue>,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// Its words.
    pub tokens: Vec<Token>,
}

/// A reader of one text: the language, and what is known about the report.
///
/// ```
/// use verbale::{date, english};
/// let doc = english().published(date(2024, 3, 5)).annotate("Rain fell in Geneva.");
/// assert_eq!(doc.about.published, Some(date(2024, 3, 5)));
/// ```
#[derive(Debug, Clone)]
pub struct Reader<'l> {
    language: &'l Language,
    about: About,
}

impl<'l> Reader<'l> {
    /// A reader that knows nothing about the report yet.
    pub fn new(language: &'l Language) -> Reader<'l> {
        Reader { language, about: About::default() }
    }

    /// The day of publication.
    pub fn published(mut self, date: Date) -> Reader<'l> {
        self.about.published = Some(date);
        self
    }

    /// All that is known.
    pub fn about(mut self, about: About) -> Reader<'l> {
        self.about = about;
        self
    }

    /// The language that it reads.
    pub fn language(&self) -> &'l Language {
        self.language
    }

    /// Reads the text.
    pub fn annotate(&self, text: &str) -> Document {
        self.language.annotate(text, self.about.clone())
    }
}

/// English, loaded at the first call.
///
/// # Errors
/// Every problem in the lexicon's files; [`english`] is for those who have no way to go on without.
pub fn try_english() -> Result<Reader<'static>, &'static Problems> {
    static ENGLISH: OnceLock<Result<Language, Problems>> = OnceLock::new();
    ENGLISH.get_or_init(|| Language::english(&Files::own())).as_ref().map(Reader::new)
}

/// English, loaded at the first call.
///
/// # Panics
/// If a file of the lexicon has been broken by hand; [`try_english`] reports it instead.
pub fn english() -> Reader<'static> {
    match try_english() {
        Ok(reader) => reader,
        Err(problems) => panic!("{problems}"),
    }
}
