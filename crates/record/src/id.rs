use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// A document's id: of its address, a newline, and its text in NFC.
pub(crate) fn document_id(url: &str, text: &str) -> String {
    if is_nfc(text) {
        short_hash(&[url, "\n", text])
    } else {
        short_hash(&[url, "\n", &text.nfc().collect::<String>()])
    }
}

/// Gives ids to the events and statements of one document: of document id, kind, type and span.
///
/// Two records of one type on the same words are told apart by a count, in text order.
pub(crate) struct Ids<'d> {
    document_id: &'d str,
    seen: BTreeMap<String, u32>,
}

impl<'d> Ids<'d> {
    pub(crate) fn new(document_id: &'d str) -> Ids<'d> {
        Ids { document_id, seen: BTreeMap::new() }
    }

    pub(crate) fn make(&mut self, kind: &str, of_type: &str, start: u32, end: u32) -> String {
        let mut key = format!("{}\n{kind}\n{of_type}\n{start}-{end}", self.document_id);
        let n = self.seen.entry(key.clone()).or_insert(0);
        *n += 1;
        if *n > 1 {
            key = format!("{key}\n{n}");
        }
        short_hash(&[&key])
    }
}

/// The first 16 hex digits of SHA-256.
fn short_hash(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
    }
    let mut id = String::with_capacity(16);
    for byte in hash.finalize().iter().take(8) {
        let _ = write!(id, "{byte:02x}"); // a String takes everything
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_is_the_beginning_of_sha_256() {
        // printf 'abc' | sha256sum
        assert_eq!(short_hash(&["a", "bc"]), "ba7816bf8f01cfea");
    }

    #[test]
    fn accents_written_either_way_give_one_id() {
        assert_eq!(document_id("", "Bogota\u{301}"), document_id("", "Bogot\u{e1}"));
        assert_ne!(document_id("", "Bogota"), document_id("", "Bogot\u{e1}"));
    }

    #[test]
    fn two_records_on_the_same_words_have_two_ids() {
        let mut ids = Ids::new("d");
        assert_ne!(ids.make("event", "AID", 3, 7), ids.make("event", "AID", 3, 7));
    }
}
