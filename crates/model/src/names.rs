//! From tags of words to named mentions.

use crate::{Error, NamedSpan};

/// Where in a name a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Outside,
    Begins,
    Inside,
    Ends,
    Single,
}

/// The tags, and the kinds of names they speak of.
#[derive(Debug)]
pub struct NameTags {
    tags: Vec<(Mark, u8)>,
    /// `person`, `organisation` and so on.
    pub kinds: Vec<String>,
}

impl NameTags {
    /// Reads `O`, `B-person`, … in the order of the classes.
    pub fn read(lines: &[String]) -> Result<NameTags, Error> {
        let mut kinds: Vec<String> = Vec::new();
        let mut tags = Vec::new();
        for line in lines {
            if line == "O" {
                tags.push((Mark::Outside, u8::MAX));
                continue;
            }
            let broken = || Error::new(format!("`{line}` is no tag of names"));
            let (mark, kind) = line.split_once('-').ok_or_else(broken)?;
            let mark = match mark {
                "B" => Mark::Begins,
                "I" => Mark::Inside,
                "E" => Mark::Ends,
                "S" => Mark::Single,
                _ => return Err(broken()),
            };
            let at = kinds.iter().position(|k| k == kind).unwrap_or_else(|| {
                kinds.push(kind.to_owned());
                kinds.len() - 1
            });
            tags.push((mark, at as u8));
        }
        Ok(NameTags { tags, kinds })
    }

    /// The number of tags.
    pub fn len(&self) -> usize {
        self.tags.len()
    }

    /// The spans that a sequence of classes means. A sequence that makes no sense is read kindly: a name
    /// without its beginning begins where it is first seen.
    pub fn read_spans(&self, classes: impl Iterator<Item = usize>, out: &mut Vec<NamedSpan>) {
        out.clear();
        let mut open: Option<NamedSpan> = None;
        let mut n = 0;
        for (i, class) in classes.enumerate() {
            let (mark, kind) = self.tags[class];
            let starts_anew = matches!(mark, Mark::Outside | Mark::Begins | Mark::Single);
            if let Some(span) = open.take_if(|span| starts_anew || span.kind != kind) {
                out.push(NamedSpan { end: i as u32, ..span });
            }
            if mark != Mark::Outside && open.is_none() {
                open = Some(NamedSpan { start: i as u32, end: 0, kind });
            }
            if matches!(mark, Mark::Ends | Mark::Single)
                && let Some(span) = open.take()
            {
                out.push(NamedSpan { end: i as u32 + 1, ..span });
            }
            n = i as u32 + 1;
        }
        out.extend(open.map(|span| NamedSpan { end: n, ..span }));
    }
}
