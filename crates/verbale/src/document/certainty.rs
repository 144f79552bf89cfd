use super::StatementId;
use super::code::codes;

codes! {
    /// When, seen from the day of the report.
    Tense, "tense":
    Past = "past", Ongoing = "ongoing", Future = "future",
}

codes! {
    /// FactBank's values: certain, probable, possible; positive or negative; underspecified.
    Factuality, "factuality":
    CtPlus = "CT+", PrPlus = "PR+", PsPlus = "PS+", CtMinus = "CT-", PrMinus = "PR-", PsMinus = "PS-", Uu = "Uu",
}

codes! {
    /// The one column to filter by; the rule that derives it is in `annotate::certainty`.
    Status, "status":
    Happened = "happened", Ongoing = "ongoing", Planned = "planned", Claimed = "claimed", Denied = "denied",
    Uncertain = "uncertain",
}

/// Is an event so, and who says so?
#[derive(Debug, Clone, PartialEq)]
pub struct Certainty {
    /// When.
    pub tense: Tense,
    /// The one column to filter by.
    pub status: Status,
    /// By the one who vouches: the innermost voice, else the outlet.
    pub factuality: Factuality,
    /// By the outlet.
    pub outlet_factuality: Factuality,
    /// The chain of statements it stands in, outermost first; empty when the outlet itself vouches.
    pub according_to: Vec<StatementId>,
}
