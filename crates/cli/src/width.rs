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

/// Broken at blanks into at most `limit` lines, the first one `first` wide and the others `rest`; the last one is cut.
///
/// There is always a first line, even if nothing fits on it.
pub fn wrap(text: &str, first: usize, rest: usize, limit: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.peek() {
        let at = lines.len() - 1;
        let line = &mut lines[at];
        let width = if at == 0 { first } else { rest };
        let space = usize::from(!line.is_empty());
        if width_of(line) + space + width_of(word) <= width {
            line.extend(std::iter::repeat_n(' ', space));
            line.push_str(word);
            words.next();
        } else if lines.len() < limit && (!lines[at].is_empty() || at == 0) {
            lines.push(String::new());
        } else {
            let left: Vec<&str> = words.collect();
            lines[at] = cut(format!("{} {}", lines[at], left.join(" ")).trim_start(), width);
            break;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_at_blanks_and_the_last_one_is_cut() {
        assert_eq!(wrap("one two three", 7, 10, 3), ["one two", "three"]);
        assert_eq!(wrap("one two three four", 7, 8, 2), ["one two", "three f…"]);
        assert_eq!(wrap("unbreakable", 2, 6, 2), ["", "unbre…"]);
        assert_eq!(wrap("", 2, 6, 2), [""]);
    }

    #[test]
    fn wide_letters_count_twice() {
        assert_eq!(width_of("中文"), 4);
        assert_eq!(cut("中文字", 5), "中文…");
        assert_eq!(fit("中", 4), "中  ");
    }
}
