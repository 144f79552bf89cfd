//! Trains, derives and measures: whatever writes a committed file.

fn main() {}
