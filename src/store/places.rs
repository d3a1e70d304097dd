//! What stands where something of another sort should: a folder in the place of a file of the desk, a file in that of a
//! folder. Somebody copied wrongly, or a check of the disk put it there.
//!
//! It is moved to what was set aside, never deleted, and what belongs there is then missing like anything else that is
//! missing: the other copy fills it up, or it is made again.

use super::error::StoreError;
use super::{begun, checkpoint, format, journal, keep, lock, owner, private, repair, seal, shelf, sled_ledger};
use std::fs;
use std::path::{Path, PathBuf};

/// What must be folders where they are there.
const FOLDERS: [&str; 8] = [
    journal::FOLDER,
    sled_ledger::FOLDER,
    checkpoint::FOLDER,
    keep::FOLDER,
    private::ASIDE,
    private::TEMPORARY,
    repair::FOLDER,
    shelf::FOLDER,
];
/// What must be files where they are there.
const FILES: [&str; 4] = [begun::NAME, format::NAME, owner::NAME, seal::NAME];
/// Where everything must be a file.
const OF_FILES: [&str; 3] = [journal::FOLDER, sled_ledger::FOLDER, checkpoint::FOLDER];
/// The one folder in the engine.
const BLOBS: &str = "sled/blobs";

/// What is of the wrong sort, by its name in the desk.
///
/// # Errors
/// The file system's.
pub(super) fn wrong(desk: &Path) -> Result<Vec<String>, StoreError> {
    let is = |name: &str| fs::symlink_metadata(desk.join(name)).ok().map(|found| found.is_dir());
    let folders = FOLDERS.iter().chain([&BLOBS]).filter(|name| is(name) == Some(false));
    let files = FILES.iter().filter(|name| is(name) == Some(true));
    let mut wrong: Vec<String> = folders.chain(files).map(|name| (*name).to_owned()).collect();
    for folder in OF_FILES {
        for entry in private::entries(&desk.join(folder))?.into_iter().flatten() {
            let entry = entry?;
            let name = format!("{folder}/{}", entry.file_name().display());
            if entry.file_type()?.is_dir() && name != BLOBS {
                wrong.push(name);
            }
        }
    }
    Ok(wrong)
}

/// Moves all of it to what was set aside; answers where it is now. Only who holds the desk may.
///
/// # Errors
/// The file system's; [`StoreError::Io`] with its name where it is the lock, which nobody can move safely.
pub(super) fn clear(desk: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let mut moved = private::clear_aside(desk)?;
    for name in wrong(desk)? {
        moved.extend(private::set_aside(desk, &name)?);
    }
    Ok(moved)
}

/// Says which file it is where a folder stands in the place of the lock: whoever holds the desk cannot be known then, so
/// nothing is moved.
///
/// # Errors
/// [`StoreError::Io`].
pub(super) fn look_at_lock(desk: &Path) -> Result<(), StoreError> {
    let path = desk.join(lock::NAME);
    match fs::symlink_metadata(&path) {
        // An empty one takes nothing with it.
        Ok(found) if found.is_dir() && fs::remove_dir(&path).is_err() => {
            Err(StoreError::Io { detail: format!("{}: {}", path.display(), std::io::ErrorKind::IsADirectory) })
        }
        _ => Ok(()),
    }
}
