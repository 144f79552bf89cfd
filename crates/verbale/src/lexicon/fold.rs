use unicode_normalization::UnicodeNormalization;

/// A name as the gazetteer files it: lower case, without accents, apostrophes, hyphens and full stops; "St."
/// is "saint".
///
/// ```
/// use verbale::lexicon::fold_name;
/// assert_eq!(fold_name("Côte d’Ivoire"), "cote divoire");
/// assert_eq!(fold_name("St. Pölten-Land"), "saint polten land");
/// ```
pub fn fold_name(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for c in name.nfd().flat_map(char::to_lowercase) {
        match c {
            '\u{300}'..='\u{36f}' | '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | 'ʹ' => {}
            'ł' => folded.push('l'),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'þ' => folded.push_str("th"),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            c if c.is_alphanumeric() => folded.push(c),
            _ => folded.push(' '),
        }
    }
    let words = folded.split_whitespace().map(|w| if w == "st" { "saint" } else { w });
    words.collect::<Vec<_>>().join(" ")
}
