//! That a desk has held entries: a small file with the hash of the first one, written once when that is durable.
//!
//! Where both copies were emptied nothing else may tell: the seal is only there while the desk is closed, a checkpoint only on a
//! large desk, a backup only where one was taken. With this file such a desk is refused and not taken for a new one. The
//! hash is the one after which backups are named, so that the right one can be looked for. It decides nothing else: a desk of an
//! older program has none, opens as before, and gets it then.

use super::codec::Hash;
use super::error::StoreError;
use super::seal::Seal;
use super::{keep, pin, private, segment, sled_ledger};
use std::fs;
use std::path::Path;

/// The name of the file.
pub(super) const NAME: &str = "begun";

/// What the file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Begun {
    /// There is none: the desk is new, or of an older program.
    No,
    /// This is the hash of the first entry.
    With(Hash),
    /// It is there and damaged.
    Damaged,
}

/// What stands in the file: the hash, and a sum of it.
fn text_of(hash: &Hash) -> String {
    let hash = pin::digits(hash);
    format!("{hash} {:08x}\n", crc32fast::hash(hash.as_bytes()))
}

fn hash_in(text: &str) -> Option<Hash> {
    pin::hash_in(text.split_once(' ')?.0).filter(|hash| text == text_of(hash))
}

/// Reads the file of a desk.
///
/// # Errors
/// The file system's.
pub(super) fn of(desk: &Path) -> Result<Begun, StoreError> {
    let path = desk.join(NAME);
    Ok(match private::read_note(&path)? {
        Some(text) => hash_in(&text).map_or(Begun::Damaged, Begun::With),
        None if fs::symlink_metadata(&path).is_ok() => Begun::Damaged,
        None => Begun::No,
    })
}

/// What the file says where it is as it was left.
///
/// # Errors
/// The file system's.
pub(super) fn left(desk: &Path, seal: &Seal) -> Result<Begun, StoreError> {
    if seal.broken.iter().any(|name| name == NAME) { Ok(Begun::Damaged) } else { of(desk) }
}

/// Whether the file says something else than the first entry of the journal.
///
/// # Errors
/// The file system's.
pub(super) fn is_wrong(desk: &Path) -> Result<bool, StoreError> {
    Ok(match of(desk)? {
        Begun::No => false,
        Begun::Damaged => true,
        Begun::With(own) => segment::first_hash(desk)?.is_some_and(|first| first != own),
    })
}

/// Writes the file, for good.
///
/// # Errors
/// The file system's; what was there then stays.
pub(super) fn write(desk: &Path, first: &Hash) -> Result<(), StoreError> {
    private::write_note(desk, NAME, &text_of(first))
}

/// Whether the engine of a desk has not one byte.
///
/// # Errors
/// The file system's.
pub(super) fn is_bare(desk: &Path) -> Result<bool, StoreError> {
    let files = private::entries(&desk.join(sled_ledger::FOLDER))?.into_iter().flatten().flatten();
    Ok(files.filter_map(|entry| entry.metadata().ok()).all(|found| found.is_dir() || found.len() == 0))
}

/// The refusal of a desk that has held entries, and has none.
pub(super) fn emptied(desk: &Path) -> StoreError {
    let first = match of(desk) {
        Ok(Begun::With(hash)) => Some(keep::in_short(&hash)),
        _ => None,
    };
    StoreError::Emptied { first }
}
