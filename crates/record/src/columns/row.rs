use serde::Serialize;
use std::fmt::Display;

/// The cells of one row, in the order of the header.
#[derive(Debug, Clone, Default)]
pub(super) struct Row(Vec<String>);

impl Row {
    pub(super) fn cells(&self) -> &[String] {
        &self.0
    }

    pub(super) fn put(&mut self, cell: impl Display) -> &mut Row {
        self.0.push(cell.to_string());
        self
    }

    pub(super) fn maybe(&mut self, cell: Option<impl Display>) -> &mut Row {
        self.0.push(cell.map(|cell| cell.to_string()).unwrap_or_default());
        self
    }

    pub(super) fn flag(&mut self, holds: bool) -> &mut Row {
        self.put(u8::from(holds))
    }

    /// Joined by `|`; a place without a value stays empty, so that lists side by side keep step.
    pub(super) fn list(&mut self, cells: impl IntoIterator<Item = impl AsRef<str>>) -> &mut Row {
        let cells: Vec<String> = cells.into_iter().map(|cell| cell.as_ref().replace('|', "/")).collect();
        self.0.push(cells.join("|"));
        self
    }

    /// JSON, or nothing for an empty list.
    pub(super) fn json<T: Serialize>(&mut self, cells: &[T]) -> &mut Row {
        let json = if cells.is_empty() { None } else { serde_json::to_string(cells).ok() };
        self.maybe(json)
    }

    /// JSON of one object, or nothing.
    pub(super) fn json_of<T: Serialize>(&mut self, cell: Option<&T>) -> &mut Row {
        let json = cell.and_then(|cell| serde_json::to_string(cell).ok());
        self.maybe(json)
    }

    pub(super) fn empty(&mut self, n: usize) -> &mut Row {
        self.0.resize(self.0.len() + n, String::new());
        self
    }
}

/// Column names from a line of words.
pub(super) fn names(words: &str) -> Vec<String> {
    words.split_whitespace().map(str::to_owned).collect()
}

/// Column names with a prefix: `place` and "name country" give `place_name`, `place_country`; `entity` and
/// "entity_id" stay `entity_id`.
pub(super) fn prefixed(prefix: &str, words: &str) -> Vec<String> {
    let own = format!("{prefix}_");
    let name = |word: &str| if word.starts_with(&own) { word.to_owned() } else { format!("{own}{word}") };
    words.split_whitespace().map(name).collect()
}
