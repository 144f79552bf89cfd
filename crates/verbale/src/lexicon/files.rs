use super::{Problem, Problems};
use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The folder `data/`: on disk, or as a release carries it.
#[derive(Debug, Clone)]
pub struct Files {
    root: Option<PathBuf>,
}

impl Files {
    /// The project's own data. `VERBALE_DATA` names another folder; else a debug build reads the repository's,
    /// and a release what it carries.
    pub fn own() -> Files {
        if let Some(folder) = std::env::var_os("VERBALE_DATA") {
            return Files { root: Some(folder.into()) };
        }
        let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
        Files { root: (cfg!(debug_assertions) && repository.is_dir()).then_some(repository) }
    }

    /// A folder laid out as `data/` is.
    pub fn in_folder(folder: impl Into<PathBuf>) -> Files {
        Files { root: Some(folder.into()) }
    }

    /// The bytes of one file, named from `data/` on.
    ///
    /// # Errors
    /// If there is none, or it cannot be read.
    pub fn bytes(&self, name: &str) -> Result<Cow<'static, [u8]>, Problems> {
        let found = match &self.root {
            Some(root) => fs::read(root.join(name)).map(Cow::Owned).map_err(|e| e.to_string()),
            None => EMBEDDED
                .binary_search_by(|(known, _)| known.cmp(&name))
                .map(|at| Cow::Borrowed(EMBEDDED[at].1))
                .map_err(|_| "no such file".to_owned()),
        };
        found.map_err(|why| Problem::new(name, 0, "a readable file", &why).into())
    }

    /// The text of one file.
    ///
    /// # Errors
    /// If there is none, or it is no UTF-8.
    pub fn text(&self, name: &str) -> Result<Cow<'static, str>, Problems> {
        let problem = || Problem::new(name, 0, "UTF-8 text", "other bytes").into();
        match self.bytes(name)? {
            Cow::Borrowed(bytes) => std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| problem()),
            Cow::Owned(bytes) => String::from_utf8(bytes).map(Cow::Owned).map_err(|_| problem()),
        }
    }

    /// Names of the files in a folder that end in `.extension`, sorted.
    pub fn list(&self, folder: &str, extension: &str) -> Vec<String> {
        let ending = format!(".{extension}");
        let mut names: Vec<String> = match &self.root {
            Some(root) => fs::read_dir(root.join(folder))
                .into_iter()
                .flatten()
                .flatten()
                .map(|entry| format!("{folder}/{}", entry.file_name().to_string_lossy()))
                .collect(),
            None => EMBEDDED
                .iter()
                .filter(|(name, _)| Path::new(name).parent() == Some(Path::new(folder)))
                .map(|(name, _)| (*name).to_owned())
                .collect(),
        };
        names.retain(|name| name.ends_with(&ending));
        names.sort();
        names
    }
}
