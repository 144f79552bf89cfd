//! Reads the dictionaries of PETRARCH and TABARI.
//!
//! ```text
//! ADA_MORENO_  # a comment, and so is what follows `;`
//! +A._MORENO_
//!     [PERGOV 190724-210214]      from day to day: yymmdd or yyyymmdd
//!     [PERELI >210214]            after a day; `<` before one
//!     [PER]                       on all other days
//! ```

use crate::lexicon::table::quote;
use crate::lexicon::{Problem, Problems};

/// A name with its synonyms and what it is coded as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listing {
    /// Line of the name.
    pub line: usize,
    /// As in the file, but with blanks for `_`.
    pub names: Vec<String>,
    /// The line of each name.
    pub lines: Vec<usize>,
    pub codes: Vec<DatedCode>,
}

/// A chain such as `CHNGOV`, and for which days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DatedCode {
    pub line: usize,
    pub chain: String,
    /// As yyyymmdd, both included.
    pub first: u32,
    pub last: u32,
}

impl DatedCode {
    pub fn is_dated(&self) -> bool {
        (self.first, self.last) != (0, u32::MAX)
    }
}

const DATE: &str = "days are 930101-951231, <930101 or >930101, with two or four digits for the year";

/// All listings, and what is wrong with the rest.
pub(super) fn read_dictionary(name: &str, text: &str) -> (Vec<Listing>, Problems) {
    let mut reader = Reader { name, listings: Vec::new(), problems: Problems::default(), in_agents: false };
    for (i, line) in text.split('\n').enumerate() {
        reader.read_line(i + 1, line);
    }
    reader.close();
    (reader.listings, reader.problems)
}

struct Reader<'n> {
    name: &'n str,
    listings: Vec<Listing>,
    problems: Problems,
    /// An agents' code has been met and told.
    in_agents: bool,
}

impl Reader<'_> {
    fn read_line(&mut self, n: usize, line: &str) {
        let line = line.split(['#', ';']).next().unwrap_or("");
        let (words, codes) = line.split_at(line.find('[').unwrap_or(line.len()));
        let words = words.trim();
        if words.starts_with('!') || words.starts_with('&') {
            return self.tell(n, "a name, a synonym or a code", words, "sets of substitutions are left out");
        }
        match words.strip_prefix('+') {
            Some(synonym) => self.add_synonym(n, synonym),
            None if !words.is_empty() => self.begin(n, words),
            None => {}
        }
        self.read_codes(n, codes);
    }

    fn begin(&mut self, n: usize, words: &str) {
        self.close();
        let names = names_of(words);
        let lines = vec![n; names.len()];
        self.listings.push(Listing { line: n, names, lines, codes: Vec::new() });
        if self.listings.last().is_some_and(|l| l.names.is_empty()) {
            self.tell(n, "a name", words, "");
        }
    }

    /// A name is left out that has no code to the end.
    fn close(&mut self) {
        let Some(last) = self.listings.last() else { return };
        if last.codes.is_empty() || last.names.is_empty() {
            let (line, name) = (last.line, last.names.first().cloned().unwrap_or_default());
            let told = self.problems.0.last().is_some_and(|p| p.line >= line);
            self.listings.pop();
            if !told {
                let expected = format!("a code in brackets for {}", quote(&name));
                let problem = Problem::new(self.name, line, &expected, "none");
                self.problems.0.push(problem.remedy("a synonym begins with `+`, a code stands in `[…]`"));
            }
        }
    }

    fn add_synonym(&mut self, n: usize, words: &str) {
        match self.listings.last_mut() {
            Some(listing) => {
                listing.names.extend(names_of(words));
                listing.lines.resize(listing.names.len(), n);
            }
            None => self.tell(n, "a name before its synonyms", words, ""),
        }
    }

    /// `[CODE]`, `[CODE days]`, several of them on a line.
    fn read_codes(&mut self, n: usize, mut codes: &str) {
        while let Some((_, rest)) = codes.split_once('[') {
            let Some((code, rest)) = rest.split_once(']') else {
                return self.tell(n, "a bracket that is closed", codes, "");
            };
            codes = rest;
            if code.starts_with('~') {
                let told = std::mem::replace(&mut self.in_agents, true);
                if !told {
                    let remedy = "put the words of an agents dictionary into a table like roles.tsv";
                    self.tell(n, "an actor's code", code, remedy);
                }
                continue;
            }
            match read_code(n, code) {
                Ok(code) => match self.listings.last_mut() {
                    Some(listing) => listing.codes.push(code),
                    None => self.tell(n, "a name before its code", &code.chain, ""),
                },
                Err((expected, remedy)) => self.tell(n, expected, code, remedy),
            }
        }
    }

    fn tell(&mut self, n: usize, expected: &str, found: &str, remedy: &str) {
        self.problems.0.push(Problem::new(self.name, n, expected, &quote(found)).remedy(remedy));
    }
}

/// `SAMOA_(AMERICAN)_` is a name, `DAWN_BRIGADES_(DB)_` two.
fn names_of(words: &str) -> Vec<String> {
    let plain =
        |words: &str| words.split(['_', ' ', '\t']).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
    let whole = plain(words);
    let Some((name, letters)) = whole.strip_suffix(')').and_then(|w| w.split_once(" (")) else {
        return if whole.chars().any(char::is_alphanumeric) { vec![whole] } else { Vec::new() };
    };
    let is_acronym = letters.len() > 1 && letters.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-'));
    if is_acronym { vec![name.to_owned(), letters.to_owned()] } else { vec![whole] }
}

fn read_code(line: usize, code: &str) -> Result<DatedCode, (&'static str, &'static str)> {
    let (chain, days) = code.trim().split_once([' ', '\t']).unwrap_or((code.trim(), ""));
    let days: String = days.chars().filter(|c| !c.is_whitespace()).collect();
    let (first, last) = if days.is_empty() {
        (0, u32::MAX)
    } else if let Some(day) = days.strip_prefix('<') {
        (0, read_day(day).ok_or(("a day after `<`", DATE))?)
    } else if let Some(day) = days.strip_prefix('>') {
        (read_day(day).ok_or(("a day after `>`", DATE))?, u32::MAX)
    } else {
        let (first, last) = days.split_once('-').ok_or(("two days with `-` between them", DATE))?;
        (read_day(first).ok_or(("two days", DATE))?, read_day(last).ok_or(("two days", DATE))?)
    };
    if first > last {
        return Err(("an end that is not before the start", DATE));
    }
    Ok(DatedCode { line, chain: chain.to_owned(), first, last })
}

/// 930101, 19930101: of two digits for the year those up to 30 are of this century.
fn read_day(day: &str) -> Option<u32> {
    let day = day.trim();
    if !day.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: u32 = day.parse().ok()?;
    let full = match day.len() {
        8 => number,
        6 if number / 10_000 <= 30 => number + 20_000_000,
        6 => number + 19_000_000,
        _ => return None,
    };
    let text = format!("{}-{:02}-{:02}", full / 10_000, full / 100 % 100, full % 100);
    text.parse::<jiff::civil::Date>().is_ok().then_some(full)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `name|name CODE first-last …` for each listing, then the problems' lines.
    fn shown(text: &str) -> (Vec<String>, Vec<usize>) {
        let (listings, problems) = read_dictionary("d", text);
        let code = |c: &DatedCode| format!(" {} {}-{}", c.chain, c.first, c.last);
        let shown = |l: &Listing| l.names.join("|") + &l.codes.iter().map(code).collect::<String>();
        (listings.iter().map(shown).collect(), problems.0.iter().map(|p| p.line).collect())
    }

    #[test]
    fn names_have_synonyms_and_dated_codes() {
        let text = "ADA_MORENO_  # of Lima\n+A._MORENO_ ; her initials\n\t[PERGOV 930101-951231]\n\t[PERELI >19960101]\n\n\
                    RIVER_UNION_(RU)_ [BOLOPP <011009] [BOL]\n";
        let expected = [
            "ADA MORENO|A. MORENO PERGOV 19930101-19951231 PERELI 19960101-4294967295",
            "RIVER UNION|RU BOLOPP 0-20011009 BOL 0-4294967295",
        ];
        assert_eq!(shown(text), (expected.map(str::to_owned).to_vec(), vec![]));
    }

    #[test]
    fn what_cannot_be_read_is_told_by_line() {
        let text = "+EARLY_\nNO_CODE_\nBAD_DAY_ [PERGOV 931301-940101]\nWRONG_WAY_ [PERGOV 950101-940101]\nOPEN_ [PERGOV\n\
                    FARMER [~AGR]\nGOOD_ [PER]\n!SET! = A, B\n";
        assert_eq!(shown(text), (vec!["GOOD PER 0-4294967295".to_owned()], vec![1, 2, 3, 4, 5, 6, 8]));
    }

    proptest! {
        #[test]
        fn no_text_brings_the_reader_down(text in "(?s)[A-Z_+ \t\n\\[\\]#;<>0-9~!()-]{0,200}|(?s).{0,200}") {
            let n_lines = text.split('\n').count();
            let (listings, problems) = read_dictionary("d", &text);
            prop_assert!(listings.iter().all(|l| !l.names.is_empty() && !l.codes.is_empty()));
            prop_assert!(problems.0.iter().all(|p| (1..=n_lines).contains(&p.line)));
        }
    }
}
