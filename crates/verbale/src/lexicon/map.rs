//! Tables of our own words: they are asked several times for each word of a text, and nobody chooses their keys to do harm.
//! (A table whose keys come from a text keeps the standard hash.)

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A table of the lexicon.
pub type Map<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

/// A set of the lexicon.
pub type Set<K> = HashSet<K, BuildHasherDefault<Quick>>;

/// A hash that takes eight bytes in one step, as Firefox and the Rust compiler do.
#[derive(Debug, Clone, Copy, Default)]
pub struct Quick(u64);

const FACTOR: u64 = 0xf135_7aea_2e62_a9c5;

impl Quick {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(FACTOR);
    }
}

impl Hasher for Quick {
    fn finish(&self) -> u64 {
        // the upper bits of a product are the well mixed ones; tables look at both ends
        (self.0 ^ (self.0 >> 32)).wrapping_mul(FACTOR).rotate_left(26)
    }

    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        words.iter().for_each(|word| self.add(u64::from_le_bytes(*word)));
        if !rest.is_empty() {
            let mut last = [0; 8];
            last[..rest.len()].copy_from_slice(rest);
            self.add(u64::from_le_bytes(last) ^ ((rest.len() as u64) << 56));
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }

    fn write_u32(&mut self, n: u32) {
        self.add(u64::from(n));
    }

    fn write_u64(&mut self, n: u64) {
        self.add(n);
    }

    fn write_usize(&mut self, n: usize) {
        self.add(n as u64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::hash::BuildHasher;

    #[test]
    fn like_words_fall_far_apart() {
        let hash = BuildHasherDefault::<Quick>::default();
        let words: Vec<String> = (0..4000).map(|i| format!("minister {i}")).collect();
        let all: BTreeSet<u64> = words.iter().map(|w| hash.hash_one(w.as_str())).collect();
        assert_eq!(all.len(), words.len());
        let low: BTreeSet<u64> = all.iter().map(|h| h & 0xfff).collect();
        let high: BTreeSet<u64> = all.iter().map(|h| h >> 52).collect();
        // 4000 balls into 4096 boxes leave about 1540 empty
        assert!(low.len() > 2450 && high.len() > 2450, "{} {}", low.len(), high.len());
        assert_ne!(hash.hash_one("a"), hash.hash_one("a\0"));
    }
}
