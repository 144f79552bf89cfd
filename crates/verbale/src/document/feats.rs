use std::fmt;

macro_rules! features {
    ($($feat:ident: $($value:ident)+;)+) => {
        /// A morphological feature of Universal Dependencies that English uses.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs)] // UD's own names
        pub enum Feat { $($feat),+ }

        const TABLE: &[(Feat, &str, &[&str])] = &[$((Feat::$feat, stringify!($feat), &[$(stringify!($value)),+])),+];
    };
}

features! {
    Abbr: Yes;
    Case: Acc Gen Nom;
    Definite: Def Ind;
    Degree: Cmp Pos Sup;
    ExtPos: ADP ADV AUX CCONJ PRON PROPN SCONJ ADJ NOUN VERB INTJ DET X NUM;
    Foreign: Yes;
    Gender: Fem Masc Neut;
    Mood: Imp Ind Sub;
    Number: Plur Ptan Sing;
    NumForm: Combi Digit Roman Word;
    NumType: Card Frac Mult Ord;
    Person: P1 P2 P3;
    Polarity: Neg Pos;
    Poss: Yes;
    PronType: Art Dem Emp Ind Int Neg Prs Rcp Rel Tot;
    Reflex: Yes;
    Style: Arch Coll Expr Slng Vrnc;
    Tense: Past Pres;
    Typo: Yes;
    VerbForm: Fin Ger Inf Part;
    Voice: Pass;
}

/// The morphological features of a word, in UD's terms, packed into one number.
///
/// ```
/// use verbale::document::{Feat, Feats};
/// let feats = Feats::parse("Mood=Ind|Tense=Past|VerbForm=Fin");
/// assert_eq!(feats.get(Feat::Tense), Some("Past"));
/// assert_eq!(feats.to_string(), "Mood=Ind|Tense=Past|VerbForm=Fin");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Feats(u128);

impl Feats {
    /// Reads UD's notation. Features and values that English does not use are left out.
    pub fn parse(text: &str) -> Feats {
        let mut bits = 0u128;
        for (name, value) in text.split('|').filter_map(|pair| pair.split_once('=')) {
            let Some(at) = TABLE.iter().position(|(_, known, _)| *known == name) else { continue };
            let Some(v) = TABLE[at].2.iter().position(|known| shown(known) == value) else { continue };
            bits |= ((v + 1) as u128) << (4 * at);
        }
        Feats(bits)
    }

    /// The value of one feature, as UD spells it.
    pub fn get(self, feat: Feat) -> Option<&'static str> {
        let at = feat as usize;
        let v = (self.0 >> (4 * at)) as usize & 15;
        (v > 0).then(|| shown(TABLE[at].2[v - 1]))
    }

    /// Whether a feature has this value.
    pub fn is(self, feat: Feat, value: &str) -> bool {
        self.get(feat) == Some(value)
    }

    /// The same features, with this value for one; a value that English does not use changes nothing.
    ///
    /// ```
    /// use verbale::document::{Feat, Feats};
    /// assert_eq!(Feats::parse("Degree=Pos").with(Feat::ExtPos, "ADP").to_string(), "Degree=Pos|ExtPos=ADP");
    /// ```
    #[must_use]
    pub fn with(self, feat: Feat, value: &str) -> Feats {
        let at = feat as usize;
        let Some(v) = TABLE[at].2.iter().position(|known| shown(known) == value) else { return self };
        Feats(self.0 & !(15 << (4 * at)) | ((v + 1) as u128) << (4 * at))
    }

    /// The same features without one.
    #[must_use]
    pub fn without(self, feat: Feat) -> Feats {
        Feats(self.0 & !(15 << (4 * feat as usize)))
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// `Person` has the values 1, 2, 3, which are no Rust names.
fn shown(value: &'static str) -> &'static str {
    match value {
        "P1" => "1",
        "P2" => "2",
        "P3" => "3",
        other => other,
    }
}

impl fmt::Display for Feats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("_");
        }
        let mut first = true;
        for (feat, name, _) in TABLE {
            let Some(value) = self.get(*feat) else { continue };
            write!(f, "{}{name}={value}", if first { "" } else { "|" })?;
            first = false;
        }
        Ok(())
    }
}
