//! Whose a desk is: the lock on a file of its own that one process holds, for reading too.

use super::error::StoreError;
use super::owner::Owner;
use super::{begun, journal, places, private, sled_ledger};
use crate::limits;
use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::Duration;

/// The name of the file.
pub(super) const NAME: &str = "lock";

/// Whether there is a desk in a folder, or what is left of one.
pub fn is_desk(folder: &Path) -> bool {
    let is_there = |copy: &&str| folder.join(copy).is_dir();
    [sled_ledger::FOLDER, journal::FOLDER].iter().any(is_there) || folder.join(begun::NAME).is_file()
}

/// Whether this user may not look into a folder, so that nobody can say whether there is a desk.
pub fn is_shut(folder: &Path) -> bool {
    let found = std::fs::metadata(folder.join(journal::FOLDER));
    found.is_err_and(|error| error.kind() == std::io::ErrorKind::PermissionDenied)
}

/// Takes the lock of a desk, in a folder that is made where it is missing.
///
/// # Errors
/// [`StoreError::InUse`], [`StoreError::Foreign`], or the file system's.
pub(super) fn take(desk: &Path) -> Result<File, StoreError> {
    private::folder(desk)?;
    look_at(desk)?;
    places::look_at_lock(desk)?;
    let place = desk.join(NAME);
    let lock = private::options().write(true).create(true).open(&place);
    let lock = lock.map_err(|error| StoreError::about(&place, error))?;
    wait_for(&lock, desk)?;
    Ok(lock)
}

/// Refuses a desk before anything in it is touched: one with a link or somebody else's file in it, and one that a newer
/// program wrote.
///
/// # Errors
/// [`StoreError::Foreign`], [`StoreError::Newer`], or the file system's.
pub(super) fn look_at(desk: &Path) -> Result<(), StoreError> {
    private::only_ours(desk)?;
    super::format::of(desk).map(drop)
}

/// Takes a lock that is open, once who is just leaving has left.
///
/// # Errors
/// [`StoreError::InUse`], or the file system's.
pub(super) fn wait_for(lock: &File, desk: &Path) -> Result<(), StoreError> {
    let mut waited_ms = 0;
    loop {
        match lock.try_lock() {
            Ok(()) => return Ok(()),
            // Somebody who is just leaving is waited for; nobody notices.
            Err(TryLockError::WouldBlock) if waited_ms < limits::STORE_LOCK_WAIT_MS => {
                std::thread::sleep(Duration::from_millis(limits::STORE_LOCK_STEP_MS));
                waited_ms += limits::STORE_LOCK_STEP_MS;
            }
            Err(TryLockError::WouldBlock) => return Err(StoreError::InUse { owner: Owner::read(desk) }),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
    }
}
