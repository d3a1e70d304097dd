//! The domain: kinds of record and their fields, values, rules, changes and the desk.
//!
//! Start reading at [`kind`] (what kinds there are), then one file of `kinds/` (what a field
//! is), then [`desk`] (everything as of one revision) and [`change`] (how it changes). Rules that need no screen
//! are in [`rules`]. This room never encodes, never reads a clock and never touches a file.

pub mod change;
pub mod check;
pub mod desk;
pub mod field;
pub mod joined;
pub mod kind;
pub mod kinds;
pub mod read;
pub mod record;
pub mod reference;
pub mod rules;
pub mod value;
pub mod words;

pub use change::{Change, Clash, Draft, Dropped, Entry, FieldEdit, FieldError, Proposal, Reason, Receipt, Refusal};
pub use desk::Desk;
pub use field::{Field, FieldId, Shape};
pub use kind::{KINDS, Kind, KindSpec};
pub use record::Record;
pub use reference::Ref;
pub use value::{Fields, Text3, Value};
