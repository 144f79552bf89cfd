use std::io::{self, Write};
use verbale::Document;
use verbale::document::{MentionKind, Sentence, TokenId};

/// Writes the sentences of one document. Their ids are numbered from the document's where none are given.
pub fn write_conllu(
    out: &mut dyn Write,
    id: &str,
    sent_ids: &[String],
    document: &Document,
) -> io::Result<()> {
    writeln!(out, "# newdoc id = {}", one_line(id))?;
    for (i, sentence) in document.sentences.iter().enumerate() {
        match sent_ids.get(i) {
            Some(given) => writeln!(out, "# sent_id = {}", one_line(given))?,
            None => writeln!(out, "# sent_id = {}-{}", one_word(id), i + 1)?,
        }
        if sentence.opens_paragraph && i > 0 {
            writeln!(out, "# newpar")?;
        }
        let words = Words { document, sentence };
        writeln!(out, "# text = {}", words.text())?;
        words.write(out)?;
        writeln!(out)?;
    }
    Ok(())
}

struct Words<'d> {
    document: &'d Document,
    sentence: &'d Sentence,
}

impl Words<'_> {
    /// The words that form one run of letters: one word, or those of a contraction.
    fn runs(&self) -> Vec<Vec<TokenId>> {
        let mut runs: Vec<Vec<TokenId>> = Vec::new();
        for id in self.sentence.token_ids() {
            let Some(token) = self.document.tokens.get(id.index()) else { continue };
            match runs.last_mut() {
                Some(run) if token.in_contraction => run.push(id),
                _ => runs.push(vec![id]),
            }
        }
        runs
    }

    /// Where a run stands, in bytes.
    fn ends(&self, run: &[TokenId]) -> (u32, u32) {
        let spans = run.iter().map(|id| self.document.tokens[id.index()].span);
        spans.fold((u32::MAX, 0), |(start, end), span| (start.min(span.start), end.max(span.end)))
    }

    fn surface(&self, run: &[TokenId]) -> String {
        let (start, end) = self.ends(run);
        one_line(self.document.text.get(start as usize..end as usize).unwrap_or(""))
    }

    /// Whether the run's neighbour follows without a space.
    fn is_glued(&self, run: &[TokenId]) -> bool {
        let (_, end) = self.ends(run);
        let next = run.last().and_then(|last| self.document.tokens.get(last.index() + 1));
        next.is_some_and(|next| next.span.start == end)
    }

    /// The runs with single spaces between them: the sentence, without its line breaks.
    fn text(&self) -> String {
        let mut text = String::new();
        for run in self.runs() {
            text.push_str(&self.surface(&run));
            if !self.is_glued(&run) {
                text.push(' ');
            }
        }
        text.trim_end().to_owned()
    }

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        for run in self.runs() {
            let glued = if self.is_glued(&run) { "SpaceAfter=No" } else { "_" };
            if let [first, .., last] = run.as_slice() {
                let (first, last) = (self.number(*first), self.number(*last));
                writeln!(out, "{first}-{last}\t{}\t_\t_\t_\t_\t_\t_\t_\t{glued}", self.surface(&run))?;
            }
            let glued = if run.len() > 1 { "_" } else { glued };
            for id in run {
                match self.name_tag(id) {
                    None => self.write_word(out, id, glued)?,
                    Some(tag) if glued == "_" => self.write_word(out, id, &tag)?,
                    Some(tag) => self.write_word(out, id, &format!("{tag}|{glued}"))?,
                }
            }
        }
        Ok(())
    }

    /// Whether a word begins a name or goes on with one, in Universal NER's tags (OTH: groups and all else).
    fn name_tag(&self, id: TokenId) -> Option<String> {
        let names = &self.document.names;
        let name = names.get(names.partition_point(|n| n.end <= id)).filter(|n| n.first <= id)?;
        let kind = match name.kind {
            MentionKind::Person => "PER",
            MentionKind::Organisation => "ORG",
            MentionKind::Place | MentionKind::Country => "LOC",
            MentionKind::Group | MentionKind::Office | MentionKind::Other => "OTH",
        };
        Some(format!("NER={}-{kind}", if name.first == id { "B" } else { "I" }))
    }

    fn write_word(&self, out: &mut dyn Write, id: TokenId, misc: &str) -> io::Result<()> {
        let token = &self.document.tokens[id.index()];
        let head = token.head.map_or(0, |head| self.number(head));
        let form = one_line(self.document.slice(token.span));
        let lemma =
            Some(one_line(&token.lemma)).filter(|lemma| !lemma.is_empty()).unwrap_or_else(|| form.clone());
        let (upos, feats, deprel) = (token.upos, token.feats, token.deprel);
        writeln!(out, "{}\t{form}\t{lemma}\t{upos}\t_\t{feats}\t{head}\t{deprel}\t_\t{misc}", self.number(id))
    }

    /// From 1 in its sentence.
    fn number(&self, id: TokenId) -> u32 {
        id.0.saturating_sub(self.sentence.first.0) + 1
    }
}

/// White space as one blank: a tab or line end inside a column would break the file.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An id without what UD keeps for itself in the ids of sentences: spaces, and the slash.
fn one_word(id: &str) -> String {
    one_line(id).replace('%', "%25").replace(' ', "%20").replace('/', "%2F")
}
