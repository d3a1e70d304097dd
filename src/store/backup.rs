//! One file with the whole ledger, to be kept elsewhere: the frames of every entry, compressed. Each frame carries its
//! checksum and its place in the chain, so that a backup can be checked without anything else, and a desk made from it is
//! the same to the last revision.

use super::codec::{self, Hash, Sealed};
use super::error::StoreError;
use super::lock::is_desk;
use super::owner::Owner;
use super::port::Ledger;
use super::private;
use super::twin::Twin;
use crate::limits;
use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::Path;

/// Writes the whole ledger into a new file, whole or not at all; answers its last revision.
///
/// # Errors
/// Damage in an entry; the file is there already, or the file system's.
pub fn backup(ledger: &dyn Ledger, file: &Path) -> Result<u64, StoreError> {
    if fs::symlink_metadata(file).is_ok() {
        return Err(StoreError::Exists { path: file.display().to_string() });
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut fresh = file.as_os_str().to_owned();
    fresh.push(".new");
    let written = write_all(ledger, Path::new(&fresh))
        .and_then(|()| Ok(fs::rename(&fresh, file)?))
        .and_then(|()| private::sync_folder(folder));
    if written.is_err() {
        // Half a backup is none.
        let _ = fs::remove_file(&fresh);
    }
    written.map(|()| ledger.head())
}

fn write_all(ledger: &dyn Ledger, path: &Path) -> Result<(), StoreError> {
    let file = private::options().write(true).create(true).truncate(true).open(path)?;
    let mut out = GzEncoder::new(BufWriter::new(file), Compression::default());
    let mut hash = Hash::default();
    for revision in 1..=ledger.head() {
        let missing = || StoreError::damaged(format!("entry {revision}"), "missing");
        let sealed = ledger.entry(revision)?.ok_or_else(missing)?;
        if sealed.previous != hash {
            return Err(StoreError::damaged(format!("entry {revision}"), "does not follow"));
        }
        hash = sealed.own;
        out.write_all(&sealed.bytes)?;
    }
    let file = out.finish()?.into_inner().map_err(|error| StoreError::from(error.into_error()))?;
    Ok(file.sync_all()?)
}

/// Makes a desk from a backup in a folder where there is none; answers its last revision.
///
/// # Errors
/// [`StoreError::Exists`]; [`StoreError::Damaged`] with the place; the file system's. Nothing is then left in the folder.
pub fn restore(file: &Path, desk: &Path, owner: &Owner) -> Result<u64, StoreError> {
    if is_desk(desk) {
        return Err(StoreError::Exists { path: desk.display().to_string() });
    }
    // Looked through before anything is made: a damaged backup leaves no half of a desk behind.
    let wanted = read_all(file, &mut |_| Ok(()))?;
    let mut twin = Twin::open(desk, owner)?;
    read_all(file, &mut |sealed| twin.append(sealed.entry.revision - 1, sealed.batch(), sealed).map(drop))?;
    twin.flush()?;
    if twin.head() == wanted { Ok(wanted) } else { Err(StoreError::Moved { head: twin.head() }) }
}

/// Shows every entry of a backup, each checked and following from the one before; answers the last revision.
///
/// # Errors
/// [`StoreError::Damaged`] with the place; that of `see`; the file system's.
pub fn read_all(file: &Path, see: &mut dyn FnMut(&Sealed) -> Result<(), StoreError>) -> Result<u64, StoreError> {
    let mut input = BufReader::new(MultiGzDecoder::new(BufReader::new(File::open(file)?)));
    let (mut revision, mut hash) = (0, Hash::default());
    loop {
        let place = || format!("entry {}", revision + 1);
        let damaged = |error: std::io::Error| StoreError::damaged(format!("entry {}", revision + 1), error);
        let mut frame = Vec::new();
        let head = u64::try_from(codec::FRAME_HEAD).unwrap_or(0);
        if input.by_ref().take(head).read_to_end(&mut frame).map_err(damaged)? == 0 {
            return Ok(revision);
        }
        let rest = codec::rest_of(&frame).map_err(|error| error.at(place))?;
        let bound = u64::try_from(rest.min(limits::ENTRY_BYTES + 64)).unwrap_or(0);
        input.by_ref().take(bound).read_to_end(&mut frame).map_err(damaged)?;
        let sealed = codec::unseal(&frame).map_err(|error| error.at(place))?;
        if sealed.entry.revision != revision + 1 || sealed.previous != hash {
            return Err(StoreError::damaged(place(), "does not follow"));
        }
        (revision, hash) = (sealed.entry.revision, sealed.own);
        see(&sealed)?;
    }
}
