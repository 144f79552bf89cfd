use anyhow::{Context, bail, ensure};
use std::io::BufRead;
use verbale::Words;
use verbale::document::{Deprel, Feats, Sentence, SentenceId, Span, Token, TokenId, Upos};

/// A longer document is cut: an annotated corpus need not say where its documents begin.
const MAX_TEXT: usize = 4 << 20;

/// A document of which words and sentences are given.
#[derive(Debug)]
pub struct Given {
    /// As `# newdoc id` has it.
    pub id: Option<String>,
    /// As `# sent_id` has it, for each sentence; empty where one has none.
    pub sent_ids: Vec<String>,
    /// Text, sentences, words.
    pub words: Words,
}

/// Reads documents one after another: words and sentences alone, no tags and no heads.
///
/// After an error nothing more is read.
pub fn read_conllu(input: impl BufRead, place: &str) -> impl Iterator<Item = anyhow::Result<Given>> {
    let mut reader = Reader { lines: input.lines(), place: place.to_owned(), line: 0, next: Open::default() };
    let mut failed = false;
    std::iter::from_fn(move || {
        if failed {
            return None;
        }
        let found = reader.read_document().transpose();
        failed = matches!(found, Some(Err(_)));
        found
    })
}

struct Reader<L> {
    lines: L,
    place: String,
    line: u64,
    /// The document that has begun.
    next: Open,
}

/// A document, and the sentence in it, while they are read.
#[derive(Default)]
struct Open {
    id: Option<String>,
    sent_ids: Vec<String>,
    words: Words,
    sentence: Vec<Surface>,
    sent_id: String,
    opens_paragraph: bool,
}

/// A run of letters, and the words it holds if they are several.
struct Surface {
    form: String,
    space_after: bool,
    words: Vec<String>,
    /// Last number of a range that is still open.
    until: u32,
}

impl<L: Iterator<Item = std::io::Result<String>>> Reader<L> {
    fn read_document(&mut self) -> anyhow::Result<Option<Given>> {
        while let Some(line) = self.lines.next() {
            self.line += 1;
            let line = line.with_context(|| format!("{}:{}", self.place, self.line))?;
            let line = line.trim_end_matches('\r').trim_start_matches('\u{feff}');
            if let Some(comment) = line.strip_prefix('#') {
                if let Some(given) = self.read_comment(comment.trim()) {
                    return Ok(Some(given));
                }
            } else if line.trim().is_empty() {
                self.next.end_sentence();
                if self.next.words.text.len() > MAX_TEXT {
                    return Ok(std::mem::take(&mut self.next).finish());
                }
            } else {
                self.next.read_word(line).with_context(|| format!("{}:{}", self.place, self.line))?;
            }
        }
        Ok(std::mem::take(&mut self.next).finish())
    }

    /// A new document ends the one before it.
    fn read_comment(&mut self, comment: &str) -> Option<Given> {
        let (key, value) = comment.split_once('=').unwrap_or((comment, ""));
        match key.trim() {
            "newdoc id" | "newdoc" => {
                let id = Some(value.trim().to_owned()).filter(|id| !id.is_empty());
                let before = std::mem::replace(&mut self.next, Open { id, ..Open::default() });
                self.next.opens_paragraph = true;
                return before.finish();
            }
            "sent_id" => self.next.sent_id = value.trim().to_owned(),
            "newpar" | "newpar id" => self.next.opens_paragraph = true,
            _ => {}
        }
        None
    }
}

impl Open {
    fn read_word(&mut self, line: &str) -> anyhow::Result<()> {
        let columns: Vec<&str> = line.split('\t').collect();
        ensure!(
            columns.len() == 10,
            "expected 10 columns, but found {} in `{}`",
            columns.len(),
            start_of(line)
        );
        let (number, form, misc) = (columns[0], columns[1], columns[9]);
        let space_after = !misc.split('|').any(|m| m == "SpaceAfter=No");
        if number.contains('.') {
            return Ok(()); // an empty node is no word
        }
        ensure!(!form.trim().is_empty(), "expected a form, but found none");
        let first: u32 = match number.split('-').next().map(str::parse) {
            Some(Ok(first)) => first,
            _ => bail!("expected a word's number, but found `{number}`"),
        };
        let surface = |until| Surface { form: form.to_owned(), space_after, words: Vec::new(), until };
        if let Some((_, last)) = number.split_once('-') {
            let until = last.parse().with_context(|| format!("expected a range, but found `{number}`"))?;
            self.sentence.push(surface(until));
            return Ok(());
        }
        match self.sentence.last_mut() {
            Some(range) if range.until >= first => range.words.push(form.to_owned()),
            _ => self.sentence.push(surface(0)),
        }
        Ok(())
    }

    fn end_sentence(&mut self) {
        let surfaces = std::mem::take(&mut self.sentence);
        self.sent_ids.push(std::mem::take(&mut self.sent_id));
        let opens_paragraph = std::mem::take(&mut self.opens_paragraph) || self.words.sentences.is_empty();
        if surfaces.is_empty() {
            self.sent_ids.pop();
            return;
        }
        let Words { text, sentences, tokens, .. } = &mut self.words;
        if opens_paragraph && !text.is_empty() {
            text.truncate(text.trim_end().len());
            text.push_str("\n\n");
        }
        let (begin, first) = (text.len(), TokenId::at(tokens.len()));
        let sentence = SentenceId::at(sentences.len());
        let mut end = begin;
        for surface in &surfaces {
            let at = text.len();
            text.push_str(&surface.form);
            end = text.len();
            let spans = word_spans(surface, at);
            tokens.extend(spans.into_iter().enumerate().map(|(n, span)| bare_token(span, sentence, n > 0)));
            if surface.space_after {
                text.push(' ');
            }
        }
        let end_token = TokenId::at(tokens.len());
        sentences.push(Sentence { span: Span::new(begin, end), first, end: end_token, opens_paragraph });
    }

    fn finish(mut self) -> Option<Given> {
        self.end_sentence();
        let Open { id, sent_ids, mut words, .. } = self;
        words.text.truncate(words.text.trim_end().len());
        (!words.tokens.is_empty()).then_some(Given { id, sent_ids, words })
    }
}

/// The spans of the words of one run: side by side if they spell it, else all of it each ("don't" → "do", "not").
fn word_spans(surface: &Surface, at: usize) -> Vec<Span> {
    let whole = Span::new(at, at + surface.form.len());
    if surface.words.is_empty() {
        return vec![whole];
    }
    if surface.words.concat() != surface.form {
        return vec![whole; surface.words.len()];
    }
    let mut from = at;
    let beside = surface.words.iter().map(|word| {
        from += word.len();
        Span::new(from - word.len(), from)
    });
    beside.collect()
}

fn bare_token(span: Span, sentence: SentenceId, in_contraction: bool) -> Token {
    Token {
        span,
        sentence,
        in_contraction,
        upos: Upos::X,
        feats: Feats::default(),
        lemma: Default::default(),
        head: None,
        deprel: Deprel::Root,
    }
}

fn start_of(line: &str) -> String {
    line.chars().take(40).collect()
}
