//! One file with the whole ledger, to be kept elsewhere: the frames of every entry, compressed. Each frame carries its
//! checksum and its place in the chain, so that a backup can be checked without anything else, and a desk made from it is
//! the same to the last revision. JSON lines of the records would be easier to read elsewhere, and `export jsonl` gives
//! them; but they hold no history, no undo, no hashes and no numbers of what was dropped, and a backup that loses those
//! is none.

use super::codec::{self, Hash, Sealed};
use super::error::StoreError;
use super::owner::Owner;
use super::port::Ledger;
use super::private;
use super::twin::Twin;
use super::whole::{Before, Readers, write_whole};
use crate::limits;
use flate2::Compression;
use flate2::bufread::MultiGzDecoder;
use flate2::write::GzEncoder;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;

/// Writes the whole ledger into a new file, whole or not at all; answers its last revision.
///
/// # Errors
/// Damage in an entry; the file is there already, or the file system's.
pub fn backup(ledger: &dyn Ledger, file: &Path) -> Result<u64, StoreError> {
    if fs::symlink_metadata(file).is_ok() {
        return Err(StoreError::Exists { path: file.display().to_string() });
    }
    write_whole(file, Before::Kept, Readers::Owner, |out| write_all(ledger, out)).map(|()| ledger.head())
}

fn write_all(ledger: &dyn Ledger, out: &mut dyn Write) -> Result<(), StoreError> {
    let mut pages = Pages::new(out);
    for revision in 1..=ledger.head() {
        let missing = || StoreError::damaged(format!("entry {revision}"), "missing");
        pages.add(&ledger.entry(revision)?.ok_or_else(missing)?)?;
    }
    pages.finish()
}

/// A backup being written: entries that follow each other.
pub(super) struct Pages<'a> {
    out: GzEncoder<&'a mut dyn Write>,
    revision: u64,
    hash: Hash,
}

impl<'a> Pages<'a> {
    pub(super) fn new(out: &'a mut dyn Write) -> Pages<'a> {
        Pages { out: GzEncoder::new(out, Compression::default()), revision: 0, hash: Hash::default() }
    }

    /// The revision of the last entry.
    pub(super) fn revision(&self) -> u64 {
        self.revision
    }

    /// The hash of the last entry.
    pub(super) fn hash(&self) -> Hash {
        self.hash
    }

    pub(super) fn add(&mut self, sealed: &Sealed) -> Result<(), StoreError> {
        if sealed.entry.revision != self.revision + 1 || sealed.previous != self.hash {
            return Err(StoreError::damaged(format!("entry {}", self.revision + 1), "does not follow"));
        }
        self.out.write_all(&sealed.bytes)?;
        (self.revision, self.hash) = (sealed.entry.revision, sealed.own);
        Ok(())
    }

    pub(super) fn finish(self) -> Result<(), StoreError> {
        self.out.finish()?;
        Ok(())
    }
}

/// Makes a desk from a backup in a folder where there is none; answers its last revision. It is made beside the folder and
/// takes its place when it is whole.
///
/// # Errors
/// [`StoreError::Exists`]; [`StoreError::Damaged`] with the place; the file system's. Nothing is then left in the folder.
pub fn restore(file: &Path, desk: &Path, owner: &Owner) -> Result<u64, StoreError> {
    let exists = || StoreError::Exists { path: desk.display().to_string() };
    let is_taken = fs::read_dir(desk).is_ok_and(|mut entries| entries.next().is_some());
    if is_taken || fs::symlink_metadata(desk).is_ok_and(|found| !found.is_dir()) {
        return Err(exists());
    }
    // Looked through before anything is made: most damage is found without writing anything.
    if read_all(file, &mut |_| Ok(()))? == 0 {
        return Err(StoreError::damaged("entry 1", "nothing is in it"));
    }
    let place = if desk.exists() { fs::canonicalize(desk)? } else { desk.to_owned() };
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let fresh = private::throw_away(folder)?;
    let made = fresh.path().join("desk");
    let (twin, entries) = restored(file, &made, owner)?;
    drop(twin);
    fs::rename(&made, &place).map_err(|error| match error.kind() {
        std::io::ErrorKind::DirectoryNotEmpty => exists(),
        _ => error.into(),
    })?;
    private::sync_folder(folder)?;
    Ok(entries)
}

/// A desk from a backup in a folder of its own, still open, and its last revision.
pub(super) fn restored(file: &Path, folder: &Path, owner: &Owner) -> Result<(Twin, u64), StoreError> {
    let mut twin = Twin::open(folder, owner)?;
    let entries =
        read_all(file, &mut |sealed| twin.append(sealed.entry.revision - 1, sealed.batch(), sealed).map(drop))?;
    twin.flush()?;
    if twin.head() == entries { Ok((twin, entries)) } else { Err(StoreError::Moved { head: twin.head() }) }
}

/// Shows every entry of a backup, each checked and following from the one before; answers the last revision.
///
/// # Errors
/// [`StoreError::Damaged`] with the place; that of `see`; the file system's.
pub fn read_all(file: &Path, see: &mut dyn FnMut(&Sealed) -> Result<(), StoreError>) -> Result<u64, StoreError> {
    read_from(BufReader::new(File::open(file)?), see)
}

/// As [`read_all`], from anything that holds the bytes of a backup.
///
/// # Errors
/// As [`read_all`].
pub fn read_from(
    bytes: impl BufRead,
    see: &mut dyn FnMut(&Sealed) -> Result<(), StoreError>,
) -> Result<u64, StoreError> {
    let mut input = BufReader::new(MultiGzDecoder::new(bytes));
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
