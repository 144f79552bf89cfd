use super::{Problem, Problems};
use smol_str::SmolStr;
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

    /// Every file that a release carries, named from the folder on, sorted.
    pub fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        match &self.root {
            Some(root) => collect(root, "", &mut names),
            None => names.extend(EMBEDDED.iter().map(|(name, _)| (*name).to_owned())),
        }
        names.sort();
        names
    }

    /// 12 hex digits of a hash over the names and bytes of some files: the same on disk and in a release.
    pub fn fingerprint(&self, keep: impl Fn(&str) -> bool) -> SmolStr {
        let mut hash = FNV_OFFSET;
        for name in self.names().iter().filter(|name| keep(name)) {
            hash = fold(hash, name.as_bytes());
            if let Ok(bytes) = self.bytes(name) {
                hash = fold(hash, &bytes);
            }
        }
        SmolStr::new(&format!("{hash:016x}")[..12])
    }
}

/// The files below a folder whose endings `build.rs` embeds too.
fn collect(root: &Path, below: &str, names: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(root.join(below)) else { return };
    for entry in entries.flatten() {
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(root, &format!("{name}/"), names);
        } else if EMBEDDED_ENDINGS.iter().any(|ending| name.ends_with(ending)) {
            names.push(name);
        }
    }
}

/// What `build.rs` takes along.
const EMBEDDED_ENDINGS: [&str; 3] = [".tsv", ".frames", ".bin"];
pub(super) const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a over words of eight bytes (models are large), then over the length and the rest.
pub(super) fn fold(mut hash: u64, bytes: &[u8]) -> u64 {
    let mut step = |word: u64| hash = (hash ^ word).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23);
    let mut words = bytes.chunks_exact(8);
    for word in &mut words {
        step(word.iter().fold(0, |sum, b| sum << 8 | u64::from(*b)));
    }
    words.remainder().iter().for_each(|b| step(u64::from(*b)));
    step(bytes.len() as u64);
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_carries_the_files_on_disk() {
        let disk = Files::in_folder(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data"));
        let carried = Files { root: None };
        assert_eq!(disk.names(), carried.names());
        assert_eq!(disk.fingerprint(|_| true), carried.fingerprint(|_| true));
    }

    #[test]
    fn one_changed_byte_changes_the_fingerprint() {
        assert_ne!(fold(FNV_OFFSET, b"lemma\tmeet"), fold(FNV_OFFSET, b"lemma\tmeat"));
        assert_ne!(fold(FNV_OFFSET, b"12345678"), fold(FNV_OFFSET, b"12345687"));
    }
}
