//! Import and export: JSON lines, complete and lossless, and CSV as offices keep it.
//!
//! Start with [`json`] (how one record is written), then [`jsonl`] and [`csv`] (how rows are read and
//! written), then [`import`] (what rows would change on a desk, as drafts). [`mapping`] reads the files that
//! say which column is which field. Values are stored exactly as they came; nothing here
//! changes a desk, opens a file or reads a clock.

pub mod csv;
pub mod encoding;
pub mod error;
pub mod import;
pub mod json;
pub mod jsonl;
pub mod mapping;
mod names;

pub use error::ExchangeError;

use crate::domain::FieldError;

/// A refusal of one field, in the words of `domain.ftl` or `exchange.ftl`.
fn refuse(field: &str, code: &'static str, values: Vec<(&'static str, String)>) -> FieldError {
    FieldError { field: named(field), code, values }
}

/// A hostile name or value as a message may repeat it: its beginning only.
fn named(text: &str) -> String {
    text.chars().take(crate::limits::QUOTED_CHARS).collect()
}
