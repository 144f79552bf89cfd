//! The text as it is written out: line ends and control characters made plain, nothing else.

/// Turns every line end into `\n` and every other control character into a space.
///
/// ```
/// assert_eq!(verbale::annotate::text::normalise("a\r\nb\u{0}c"), "a\nb c");
/// ```
pub fn normalise(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '\r' => {
                if letters.peek() != Some(&'\n') {
                    plain.push('\n');
                }
            }
            '\n' | '\t' => plain.push(c),
            '\u{2028}' | '\u{2029}' | '\u{85}' => plain.push('\n'),
            c if c.is_control() || c == '\u{feff}' => plain.push(' '),
            c => plain.push(c),
        }
    }
    plain
}
