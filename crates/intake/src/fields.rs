use crate::error::excerpt;
use crate::language::{guess_language, read_language};
use crate::{Error, Format, Report, read_date, read_date_time};

/// What a column or key of a user's file means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Id,
    Url,
    Title,
    Date,
    Publisher,
    Language,
    Byline,
    Retrieved,
    /// Of several columns that could hold the text the first in this list does.
    Text(u8),
}

impl Field {
    /// The names that users' files have, in any case, with spaces or hyphens for underscores.
    pub fn find(name: &str) -> Option<Field> {
        let name = name.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let name = name.to_lowercase().replace([' ', '-'], "_");
        Some(match name.as_str() {
            "id" => Field::Id,
            "url" | "link" => Field::Url,
            "title" | "headline" => Field::Title,
            "date" | "pub_date" | "published" | "publication_date" => Field::Date,
            "publisher" | "source" => Field::Publisher,
            "language" | "lang" => Field::Language,
            "byline" | "author" | "authors" => Field::Byline,
            "retrieved" => Field::Retrieved,
            "text" => Field::Text(0),
            "event_text" => Field::Text(1),
            "body" => Field::Text(2),
            "content" => Field::Text(3),
            _ => return None,
        })
    }

    pub fn is_text(self) -> bool {
        matches!(self, Field::Text(_))
    }
}

/// What is asked for where no column holds a text.
pub const TEXT_FIELD: &str = "a text (a field `text`, `event_text`, `body` or `content`)";

/// Fills a report from the fields of one record. Empty values are as good as none.
///
/// # Errors
/// If there is no text, or a date that cannot be read: events would be put on a wrong day without a word.
pub fn read_report(
    place: &str,
    line: u64,
    format: Format,
    fields: impl IntoIterator<Item = (Field, String)>,
) -> Result<Report, Error> {
    let mut fields: Vec<(Field, String)> =
        fields.into_iter().filter(|(_, value)| !value.trim().is_empty()).collect();
    // Stable: of two columns with one meaning the first one counts.
    fields.sort_by_key(|(field, _)| *field);
    fields.dedup_by_key(|(field, _)| *field);

    let mut report = Report::new(String::new(), format);
    for (field, value) in fields {
        match field {
            Field::Id => report.id = Some(plain(&value)),
            Field::Url => report.url = Some(plain(&value)),
            Field::Title => report.about.title = Some(plain(&value)),
            Field::Date => {
                report.about.published = Some(read_day(place, line, &value)?);
                report.published_time = read_date_time(&value);
            }
            Field::Retrieved => report.retrieved = Some(read_day(place, line, &value)?),
            Field::Publisher => report.about.publisher = Some(plain(&value)),
            Field::Language => report.language = read_language(&value),
            Field::Byline => report.about.byline = split_names(&value),
            Field::Text(_) if report.text.is_empty() => report.text = value,
            Field::Text(_) => {}
        }
    }
    if report.text.is_empty() {
        return Err(Error::empty(place, Some(line)));
    }
    Ok(complete(report))
}

/// Guesses the language where it is not given.
pub fn complete(mut report: Report) -> Report {
    if report.language.is_none() {
        report.language = guess_language(&report.text).map(str::to_owned);
    }
    report
}

/// Several authors in one cell.
pub fn split_names(names: &str) -> Vec<String> {
    names.split([';', '|']).map(plain).filter(|name| !name.is_empty()).collect()
}

fn read_day(place: &str, line: u64, value: &str) -> Result<jiff::civil::Date, Error> {
    read_date(value).ok_or_else(|| {
        Error::unexpected(place, Some(line), "a date such as 2024-03-05", &excerpt(value))
            .or_else("dates that can be read in two ways, as 03/05/2024, are not guessed")
    })
}

/// One line without odd characters, as ids, titles and names should be.
fn plain(value: &str) -> String {
    value
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
