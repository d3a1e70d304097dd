//! A restore that is only tried: what a backup gives back is made in a folder that is thrown away, checked like any desk,
//! and compared with the living one. A backup that nobody has restored is a hope.

use super::backup::restored;
use super::error::StoreError;
use super::owner::Owner;
use super::port::Ledger;
use super::private;
use super::verify::{self, Problem};
use std::path::Path;

/// What a rehearsal found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rehearsal {
    /// Entries that came back.
    pub entries: u64,
    /// Current records among them.
    pub records: u64,
    /// What is wrong with the restored desk.
    pub problems: Vec<Problem>,
    /// How it stands to the living desk; nothing where there is none.
    pub relation: Option<Relation>,
}

/// How the history in a backup stands to that of a desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// They are the same.
    Same,
    /// The desk has so many entries more.
    Behind(u64),
    /// The backup has so many entries more.
    Ahead(u64),
    /// They are not the history of one desk.
    Other,
}

impl Relation {
    /// Its word in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Relation::Same => "same",
            Relation::Behind(_) => "behind",
            Relation::Ahead(_) => "ahead",
            Relation::Other => "other",
        }
    }

    /// By how many entries they differ.
    pub fn entries(self) -> u64 {
        match self {
            Relation::Behind(entries) | Relation::Ahead(entries) => entries,
            Relation::Same | Relation::Other => 0,
        }
    }
}

/// Restores a backup into a folder that is thrown away, checks it and compares it.
///
/// # Errors
/// [`StoreError::Damaged`] with the place in the backup; the file system's.
pub fn rehearse(
    file: &Path,
    beside: &Path,
    living: Option<&dyn Ledger>,
    owner: &Owner,
) -> Result<Rehearsal, StoreError> {
    let folder = private::throw_away(beside)?;
    let (twin, entries) = restored(file, &folder.path().join("desk"), owner)?;
    let found = verify::verify(&twin, &mut |_| ())?;
    let relation = living.map(|living| relation(&twin, living)).transpose()?;
    Ok(Rehearsal { entries, records: found.records, problems: found.problems, relation })
}

fn relation(backup: &dyn Ledger, living: &dyn Ledger) -> Result<Relation, StoreError> {
    let (theirs, ours) = (backup.head(), living.head());
    let common = theirs.min(ours);
    let own = |ledger: &dyn Ledger| ledger.entry(common).map(|entry| entry.map(|sealed| sealed.own));
    Ok(match () {
        () if common == 0 && theirs != ours => Relation::Other,
        () if own(backup)? != own(living)? => Relation::Other,
        () if theirs == ours => Relation::Same,
        () if theirs < ours => Relation::Behind(ours - theirs),
        () => Relation::Ahead(theirs - ours),
    })
}
