use unicode_width::UnicodeWidthStr;

/// Columns to write in: those of the terminal, between 60 and 140; 100 where there is none.
pub fn terminal_width() -> usize {
    let given = std::env::var("COLUMNS").ok().and_then(|n| n.parse().ok());
    let found = given.or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)));
    found.unwrap_or(100).clamp(60, 140)
}

/// Columns that a text takes up.
pub fn width_of(text: &str) -> usize {
    text.width()
}

/// Cut to a width, with `…` where something is missing.
pub fn cut(text: &str, width: usize) -> String {
    if width_of(text) <= width {
        return text.to_owned();
    }
    let mut shown = String::new();
    for letter in text.chars() {
        if width_of(&shown) + width_of(letter.encode_utf8(&mut [0; 4])) + 1 > width {
            break;
        }
        shown.push(letter);
    }
    format!("{}…", shown.trim_end())
}

/// Cut or filled up to a width.
pub fn fit(text: &str, width: usize) -> String {
    let mut shown = cut(text, width);
    let missing = width.saturating_sub(width_of(&shown));
    shown.extend(std::iter::repeat_n(' ', missing));
    shown
}
