use std::fmt;

/// A word that a code table does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownCode {
    /// What the table holds, e.g. "event type".
    pub table: &'static str,
    /// The word that was looked for.
    pub word: String,
}

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown {} `{}`", self.table, self.word)
    }
}

impl std::error::Error for UnknownCode {}

/// A short upper-case code held in place: `FRA`, `GOV`, `IGO`.
///
/// ```
/// let code: verbale::document::Code = "FRA".parse()?;
/// assert_eq!(code.as_str(), "FRA");
/// # Ok::<(), verbale::document::UnknownCode>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code([u8; 3]);

impl Code {
    /// A code from a literal, checked when compiled in a `const`.
    pub const fn new(word: &str) -> Code {
        let b = word.as_bytes();
        assert!(b.len() == 3 && b.is_ascii(), "a code has three letters");
        Code([b[0], b[1], b[2]])
    }

    /// The three letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }
}

impl std::str::FromStr for Code {
    type Err = UnknownCode;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word.as_bytes() {
            [a, b, c] if word.bytes().all(|x| x.is_ascii_uppercase()) => Ok(Code([*a, *b, *c])),
            _ => Err(UnknownCode { table: "three-letter code", word: word.to_owned() }),
        }
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Defines an enum whose cases are words of a published scheme, spelled as the scheme spells them.
macro_rules! codes {
    ($(#[$meta:meta])* $name:ident, $table:literal: $($case:ident = $word:literal),+ $(,)?) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs)] // the words are the documentation
        pub enum $name { $($case),+ }

        impl $name {
            /// All of them, in the scheme's order.
            pub const ALL: &'static [$name] = &[$($name::$case),+];

            /// The word as the scheme spells it.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$case => $word),+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::document::UnknownCode;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                match word {
                    $($word => Ok($name::$case),)+
                    _ => Err($crate::document::UnknownCode { table: $table, word: word.to_owned() }),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
pub(crate) use codes;

/// Defines an index type: an item's place in its list of the [`super::Document`].
macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl $name {
            /// The id of the item at `index`.
            pub fn at(index: usize) -> Self {
                Self(index as u32)
            }

            /// As an index into the list.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )+ };
}
pub(crate) use ids;
