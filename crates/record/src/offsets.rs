use crate::nouns::{Stretch, Words};
use verbale::document::Span;

/// A mark every so many bytes.
const STEP: usize = 64;

/// Turns byte offsets of one text into character offsets.
///
/// One pass over the text sets the marks; each question then counts at most 64 bytes.
///
/// ```
/// use verbale_record::Offsets;
/// let offsets = Offsets::of("Zoë 😀 won");
/// assert_eq!(offsets.character("Zoë 😀 ".len()), 6);
/// ```
#[derive(Debug, Clone)]
pub struct Offsets<'t> {
    text: &'t str,
    marks: Vec<u32>,
}

impl<'t> Offsets<'t> {
    /// Sets the marks.
    pub fn of(text: &'t str) -> Offsets<'t> {
        let mut n = 0;
        let mut marks = Vec::new();
        for piece in text.as_bytes().chunks(STEP) {
            marks.push(n);
            n += count_characters(piece);
        }
        marks.push(n);
        Offsets { text, marks }
    }

    /// How many characters stand before a byte.
    pub fn character(&self, byte: usize) -> u32 {
        let byte = byte.min(self.text.len());
        let mark = byte / STEP;
        self.marks[mark] + count_characters(&self.text.as_bytes()[mark * STEP..byte])
    }

    /// A span in characters.
    pub fn stretch(&self, span: Span) -> Stretch {
        Stretch { start: self.character(span.start as usize), end: self.character(span.end as usize) }
    }

    /// A span in characters, with its words.
    pub fn words(&self, span: Span) -> Words {
        let Stretch { start, end } = self.stretch(span);
        Words { text: span.of(self.text).to_owned(), start, end }
    }
}

/// Bytes that begin a character.
fn count_characters(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|b| (**b as i8) >= -0x40).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_boundary_is_counted_as_characters_are(text in "\\PC{0,200}") {
            let offsets = Offsets::of(&text);
            for (n, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(offsets.character(byte), n as u32);
            }
            prop_assert_eq!(offsets.character(text.len()), text.chars().count() as u32);
        }
    }
}
