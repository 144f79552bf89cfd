use crate::decode::decode_record;
use crate::error::excerpt;
use crate::fields::{Field, TEXT_FIELD, read_report};
use crate::limits::{Line, MAX_RECORD, read_line};
use crate::{Error, Format, Report};
use serde_json::{Map, Value};
use std::io::BufRead;

/// Reads one JSON object a line; never more than one line is in memory.
pub struct Jsonl {
    input: Box<dyn BufRead + Send>,
    place: String,
    line: u64,
    bytes: Vec<u8>,
    done: bool,
}

impl Jsonl {
    pub fn new(input: Box<dyn BufRead + Send>, place: &str) -> Jsonl {
        Jsonl { input, place: place.to_owned(), line: 0, bytes: Vec::new(), done: false }
    }

    fn unexpected(&self, expected: &str, found: &str) -> Error {
        Error::unexpected(&self.place, Some(self.line), expected, found)
    }

    fn read_object(&self, text: &str) -> Result<Report, Error> {
        const OBJECT: &str = "one JSON object a line";
        let value: Value = serde_json::from_str(text).map_err(|error| {
            // serde_json counts lines within the line.
            let why = error.to_string();
            let why = why.split(" at line ").next().unwrap_or(&why);
            let found = format!("{} ({why} in column {})", excerpt(text), error.column());
            let error = self.unexpected(OBJECT, &found);
            if matches!(text, "{" | "[" | "[{") {
                return error
                    .or_else("a JSON file over several lines: `jq -c '.[]' FILE` turns a list into lines");
            }
            error
        })?;
        let Value::Object(object) = value else { return Err(self.unexpected(OBJECT, &excerpt(text))) };
        if !object.keys().any(|key| Field::find(key).is_some_and(Field::is_text)) {
            let keys: Vec<&str> = object.keys().map(String::as_str).collect();
            let found = if keys.is_empty() { "none".to_owned() } else { excerpt(&keys.join(", ")) };
            return Err(self.unexpected(TEXT_FIELD, &found));
        }
        read_report(&self.place, self.line, Format::Jsonl, self.read_fields(object)?)
    }

    fn read_fields(&self, object: Map<String, Value>) -> Result<Vec<(Field, String)>, Error> {
        let mut fields = Vec::new();
        for (key, value) in object {
            let Some(field) = Field::find(&key) else { continue };
            let value = match value {
                Value::String(text) => text,
                Value::Number(number) if !field.is_text() => number.to_string(),
                Value::Null => continue,
                Value::Array(names) if field == Field::Byline => {
                    let names: Vec<&str> = names.iter().filter_map(Value::as_str).collect();
                    names.join(";")
                }
                other => {
                    let expected = format!("`{key}` to be a string");
                    return Err(self.unexpected(&expected, &excerpt(&other.to_string())));
                }
            };
            fields.push((field, value));
        }
        Ok(fields)
    }
}

impl Iterator for Jsonl {
    type Item = Result<Report, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            self.line += 1;
            let line = match read_line(&mut *self.input, &mut self.bytes, MAX_RECORD) {
                Ok(line) => line,
                Err(error) => {
                    self.done = true;
                    return Some(Err(Error::io(&self.place, error)));
                }
            };
            match line {
                Line::End => self.done = true,
                Line::TooLong => {
                    return Some(Err(self.unexpected("a line of at most 16 MB", "a longer one")));
                }
                Line::Whole => {
                    let text = decode_record(&self.bytes);
                    let text = text.trim_matches(|c: char| c.is_ascii_whitespace() || c == '\u{feff}');
                    if !text.is_empty() {
                        return Some(self.read_object(text));
                    }
                }
            }
        }
        None
    }
}
