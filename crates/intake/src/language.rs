use whichlang::Lang;

/// Below this many letters nothing is guessed.
const ENOUGH: usize = 40;

/// Below this many letters another language in Latin letters is not believed: of English sentences full of foreign
/// names about one in a hundred is taken for one, and a report wrongly passed over is worse than one coded in vain.
const ENOUGH_LATIN: usize = 120;

/// How much is looked at: a page of text tells as much as a book.
const LOOK: usize = 4000;

/// The language of a text (ISO 639-1), or nothing for a text too short to tell.
///
/// ```
/// use verbale_intake::guess_language;
/// let text = "The minister said on Tuesday that the talks would go on for another week.";
/// assert_eq!(guess_language(text), Some("en"));
/// assert_eq!(guess_language("Geneva."), None);
/// ```
pub fn guess_language(text: &str) -> Option<&'static str> {
    let text = text.trim_start();
    let mut end = text.len().min(LOOK);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    let n_letters = text.chars().filter(|c| c.is_alphabetic()).take(ENOUGH_LATIN).count();
    if n_letters < ENOUGH {
        return None;
    }
    let found = whichlang::detect_language(text);
    let is_sure = n_letters >= ENOUGH_LATIN || found == Lang::Eng || !is_latin(found);
    is_sure.then(|| code(found))
}

fn is_latin(language: Lang) -> bool {
    !matches!(language, Lang::Ara | Lang::Cmn | Lang::Hin | Lang::Jpn | Lang::Kor | Lang::Rus)
}

/// As a page or a record spells it (`en-GB`, `EN_us`, `English`, `eng`) → `en`.
pub(crate) fn read_language(given: &str) -> Option<String> {
    let given = given.trim().to_lowercase();
    let word = given.split(['-', '_', ' ', ',', ';']).next()?;
    match word {
        "english" | "eng" => Some("en".to_owned()),
        _ if word.len() == 2 && word.bytes().all(|b| b.is_ascii_lowercase()) => Some(word.to_owned()),
        _ => None,
    }
}

fn code(language: Lang) -> &'static str {
    match language {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    }
}
