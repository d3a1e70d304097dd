//! From what older versions wrote to the shapes of today.
//!
//! Entries are never rewritten: their hashes pin them. A record of an older version is read in the shape of that version
//! (see `wire`) and then taken through every later [`Step`], in the ledger as among the current records. A new version is a
//! line in [`STEPS`] and a golden file; the engine with the current records follows when the desk is next opened
//! (see `format`).

use crate::domain::{Fields, Kind};

/// What one version changed in the fields of records.
#[derive(Clone, Copy)]
pub struct Step {
    /// Turns the fields of a record of the version before into those of this one.
    pub change: fn(Kind, &mut Fields),
}

/// The changes of versions 2, 3 and so on.
pub type Steps = &'static [Step];

/// Nothing has changed since version 1.
pub const STEPS: Steps = &[];

/// The version of records and entries that is written.
pub const VERSION: u8 = version_of(STEPS);

/// The version that follows from all these steps.
pub const fn version_of(steps: Steps) -> u8 {
    assert!(steps.len() < u8::MAX as usize, "a version is one byte");
    // The assertion above keeps it within the byte.
    1 + steps.len() as u8
}

/// Takes fields of an older version to the newest.
pub fn upgrade(steps: Steps, version: u8, kind: Kind, fields: &mut Fields) {
    let done = usize::from(version.saturating_sub(1));
    steps.iter().skip(done).for_each(|step| (step.change)(kind, fields));
}
