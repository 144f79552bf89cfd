//! What comes in: text, HTML, JSONL, CSV → `Report`.
