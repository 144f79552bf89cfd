use jiff::civil::Date;
use jiff::fmt::temporal::Pieces;

/// Reads the day from the ways in which pages, tables and people write dates: `2024-03-05`,
/// `2024-03-05T08:30:00+01:00`, `20240305`, `March 5, 2024`, `5 March 2024`, `Tue, 05 Mar 2024 08:30:00 GMT`.
///
/// A date-time gives the day as it was where it was written: that is the day a reporter counts from. Forms that
/// could be read in two ways (`03/05/2024`) are not read at all, save where only one reading is a date.
///
/// ```
/// use verbale_intake::read_date;
/// let day = verbale::date(2024, 3, 5);
/// assert_eq!(read_date("Tue, 05 Mar 2024 23:30:00 -0500"), Some(day));
/// assert_eq!(read_date("5th of March, 2024"), Some(day));
/// assert_eq!(read_date("03/05/2024"), None);
/// ```
pub fn read_date(text: &str) -> Option<Date> {
    let text = text.trim().trim_matches(['"', '\'']);
    // Longer than any date: no date.
    if text.len() > 80 {
        return None;
    }
    read_digits(text).or_else(|| read_words(text)).filter(|d| (1600..=2200).contains(&d.year()))
}

/// The day with the time that is written beside it, as ISO 8601 has it, where there is one; the zone as it was given.
///
/// ```
/// use verbale_intake::read_date_time;
/// assert_eq!(read_date_time("2024-03-05 08:30 +0100").as_deref(), Some("2024-03-05T08:30:00+01:00"));
/// assert_eq!(read_date_time("Tue, 05 Mar 2024 08:30:00 GMT").as_deref(), Some("2024-03-05T08:30:00Z"));
/// assert_eq!(read_date_time("2024-03-05"), None);
/// ```
pub fn read_date_time(text: &str) -> Option<String> {
    let text = text.trim();
    let day = read_date(text)?;
    if let Ok(time) = jiff::fmt::rfc2822::parse(text) {
        return Some(format!("{}{}", time.datetime(), zone(time.offset().seconds())));
    }
    let (head, tail) = text.split_once(['T', 't', ' '])?;
    let tail = tail.replace(' ', "").replace("UTC", "Z").replace("GMT", "Z");
    let written = format!("{head}T{tail}");
    let pieces = Pieces::parse(&written).ok()?;
    let zone = pieces.to_numeric_offset().map_or_else(String::new, |offset| zone(offset.seconds()));
    Some(format!("{}{zone}", day.to_datetime(pieces.time()?)))
}

/// `+01:00`, or `Z`.
fn zone(seconds: i32) -> String {
    if seconds == 0 {
        return "Z".to_owned();
    }
    let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Dates in digits alone, with or without a time after them.
fn read_digits(text: &str) -> Option<Date> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !"-/.".contains(c)).unwrap_or(text.len());
    let (day, rest) = text.split_at(end);
    if !is_time(rest) {
        return None;
    }
    let numbers: Vec<&str> = day.trim_end_matches('.').split(['-', '/', '.']).collect();
    match *numbers.as_slice() {
        [all] if all.len() == 8 => date(&all[..4], &all[4..6], &all[6..]),
        // GDELT's and many crawlers' time stamps.
        [all] if all.len() == 14 => date(&all[..4], &all[4..6], &all[6..8]),
        [y, m, d] if y.len() == 4 => date(y, m, d),
        [a, b, y] if y.len() == 4 && a.len() <= 2 && b.len() <= 2 => read_ambiguous(day, a, b, y),
        _ => None,
    }
}

/// `25/12/2024` can only be read in one way; `5.3.2024`, with stops, always has the day first.
fn read_ambiguous(day: &str, a: &str, b: &str, year: &str) -> Option<Date> {
    let day_first = date(year, b, a);
    if day.contains('.') {
        return day_first;
    }
    match (day_first, date(year, a, b)) {
        (Some(one), Some(other)) if one != other => None,
        (one, other) => one.or(other),
    }
}

/// Nothing, or what may follow a date: `T08:30:00Z`, ` 08:30 GMT`, ` 08:30:00.000 +0100`.
fn is_time(rest: &str) -> bool {
    let rest = rest.trim();
    let rest = rest.strip_prefix(['T', 't']).unwrap_or(rest);
    rest.is_empty()
        || (rest.starts_with(|c: char| c.is_ascii_digit() || c == ',')
            && rest.chars().all(|c| c.is_ascii_alphanumeric() || " :.,+-()/".contains(c)))
}

/// Dates with the month in letters. The words may come in any order; weekdays, `of`, times and zones are passed over.
fn read_words(text: &str) -> Option<Date> {
    let (mut day, mut month, mut year) = (None, None, None);
    for word in text.split([' ', ',', '-', '/', '\t', '\u{a0}', '.']).filter(|w| !w.is_empty()) {
        if word.contains(':') {
            break; // the time, and after it only zones
        }
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let ending = &word[digits.len()..];
        match digits.len() {
            0 => month = month.or_else(|| read_month(ending)),
            1 | 2
                if day.is_none()
                    && matches!(ending.to_lowercase().as_str(), "" | "st" | "nd" | "rd" | "th") =>
            {
                day = Some(digits);
            }
            4 if year.is_none() && ending.is_empty() => year = Some(digits),
            _ => {}
        }
    }
    date(year?, month?, day?)
}

/// English month names and their usual abbreviations.
fn read_month(word: &str) -> Option<&'static str> {
    const MONTHS: [(&str, &str); 12] = [
        ("january", "01"),
        ("february", "02"),
        ("march", "03"),
        ("april", "04"),
        ("may", "05"),
        ("june", "06"),
        ("july", "07"),
        ("august", "08"),
        ("september", "09"),
        ("october", "10"),
        ("november", "11"),
        ("december", "12"),
    ];
    let word = word.to_lowercase();
    let known = |name: &str| word.len() >= 3 && (name == word || word.len() <= 4 && name.starts_with(&word));
    MONTHS.iter().find(|(name, _)| known(name)).map(|(_, number)| *number)
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}
