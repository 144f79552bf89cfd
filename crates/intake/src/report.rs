use crate::Format;
use jiff::civil::Date;
use verbale::About;

/// One news report as it came in: its text, and what is known about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The id that the input gave; the records make one from URL and text where there is none.
    pub id: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// The local file it was read from; none for standard input.
    pub path: Option<String>,
    /// Title, outlet, authors, day of publication.
    pub about: About,
    /// Day and time of publication (ISO 8601), where the input tells the time; `about` has the day.
    pub published_time: Option<String>,
    /// ISO 639-1: as given, else as guessed from the text; none where the text is too short to tell.
    pub language: Option<String>,
    /// What it was read from.
    pub format: Format,
    /// The day it was fetched, where the input tells.
    pub retrieved: Option<Date>,
    /// The text, whole. Of a web page: the article, without what stands around it.
    pub text: String,
}

impl Report {
    /// A report of which only the text is known.
    pub fn new(text: String, format: Format) -> Report {
        Report {
            id: None,
            url: None,
            path: None,
            about: About::default(),
            published_time: None,
            language: None,
            format,
            retrieved: None,
            text,
        }
    }

    /// Whether it is English, or too short to tell.
    pub fn may_be_english(&self) -> bool {
        self.language.as_deref().is_none_or(|l| l == "en")
    }
}
