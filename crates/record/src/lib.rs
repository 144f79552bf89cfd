//! What leaves the house: records in JSON and CSV.
