//! The seal of a closed desk: how far both copies surely went, and the sums of the files that do not check themselves.
//!
//! It is written when a desk is closed and taken off when it is opened. What a file lost or gained in between is
//! damage, also where the engine would not notice, because it keeps old and free bytes in its files. A desk that was not closed
//! has no seal, and then nothing is said about it. Engines beyond `limits::SEAL_BYTES` are not summed up.

use super::begun::{self, Begun};
use super::codec::Hash;
use super::error::StoreError;
use super::{owner, pin, private, segment, sled_ledger};
use crate::limits;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

pub(super) const NAME: &str = "seal";
const TITLE: &str = "tansiq seal 1";

/// What the seal of a desk says about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seal {
    /// Whether there is one, whole or not.
    pub is_there: bool,
    /// The revision that both copies surely had; 0 where nothing says so.
    pub revision: u64,
    /// The hash of that entry; nothing in a seal of an older program.
    pub hash: Option<Hash>,
    /// Files that are not as they were left, from the folder of the desk.
    pub broken: Vec<String>,
}

impl Seal {
    /// Whether it says for sure where both copies ended.
    pub fn is_certain(&self) -> bool {
        self.revision > 0 && !self.broken.iter().any(|name| name == NAME)
    }

    /// The same where it is of this desk: one that finds the note of the first entry changed, which both copies know, is of
    /// another desk and says nothing.
    ///
    /// # Errors
    /// The file system's.
    pub fn of_this(self, desk: &Path) -> Result<Seal, StoreError> {
        let is_begun_changed = self.broken.iter().any(|name| name == begun::NAME);
        match segment::first_hash(desk)? {
            Some(first) if is_begun_changed && begun::of(desk)? == Begun::With(first) => {
                Ok(Seal { is_there: true, broken: vec![NAME.to_owned()], ..Seal::default() })
            }
            _ => Ok(self),
        }
    }

    /// Whether a file of the engine is not as it was left.
    pub fn is_engine_broken(&self) -> bool {
        self.broken.iter().any(|name| name.starts_with(sled_ledger::FOLDER))
    }
}

/// Compares the files of a desk with its seal. Changes nothing.
///
/// # Errors
/// The file system's.
pub fn check(desk: &Path) -> Result<Seal, StoreError> {
    let path = desk.join(NAME);
    let bytes = match private::options().read(true).open(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Seal::default()),
        file => {
            let file = file.map_err(|error| StoreError::about(&path, error))?;
            private::read_bounded(file, limits::SEAL_NOTE_BYTES)?
        }
    };
    // The name reached the disk and not a letter of what it says: the power went, and nothing is said.
    if bytes.as_ref().is_some_and(Vec::is_empty) {
        return Ok(Seal::default());
    }
    let bytes = bytes.unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let Some((seal, sums)) = parsed(&text) else {
        return Ok(Seal { is_there: true, broken: vec![NAME.to_owned()], ..Seal::default() });
    };
    let mut broken = Vec::new();
    for (name, sum) in &sums {
        let path = desk.join(name);
        // What has another size need not be read, however long it is.
        let is_as_long =
            fs::symlink_metadata(&path).is_ok_and(|found| found.is_file() && sum.starts_with(&size(found.len())));
        let found = if is_as_long { sum_of(&path) } else { Ok(String::new()) };
        match found.map_err(|error| StoreError::about(&path, error)) {
            Ok(found) if found == *sum => {}
            // Nobody knows whether it is damaged.
            Err(error @ StoreError::Denied { .. }) => return Err(error),
            Ok(_) | Err(_) => broken.push((*name).to_owned()),
        }
    }
    let is_known = |name: &String| sums.iter().any(|(known, _)| known == name);
    if !sums.is_empty() {
        broken.extend(files(desk)?.into_iter().filter(|name| !is_known(name)));
    }
    Ok(Seal { broken, ..seal })
}

/// Takes the seal off, for good: what is written from now on is not what it says.
///
/// # Errors
/// The file system's.
pub fn take_off(desk: &Path) -> Result<(), StoreError> {
    let path = desk.join(NAME);
    match fs::remove_file(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        done => done.and_then(|()| File::open(desk)?.sync_all()).map_err(|error| StoreError::about(&path, error)),
    }
}

/// Seals a desk that nobody writes any more and whose both copies surely have this revision.
///
/// # Errors
/// The file system's; the desk then has no seal.
pub fn put_on(desk: &Path, revision: u64, hash: &Hash) -> Result<(), StoreError> {
    let mut text = heading(revision, Some(hash));
    let names = files(desk)?;
    let sizes: Vec<u64> =
        names.iter().map(|name| Ok(fs::metadata(desk.join(name))?.len())).collect::<Result<_, StoreError>>()?;
    if sizes.iter().sum::<u64>() <= limits::SEAL_BYTES {
        for name in names {
            // The engine leaves its last bytes to the system: a seal that outlived them would call that damage.
            File::open(desk.join(&name))?.sync_all()?;
            text.push_str(&format!("{} {name}\n", sum_of(&desk.join(&name))?));
        }
        private::sync_folder(&desk.join(sled_ledger::FOLDER))?;
    }
    write(desk, text)
}

/// Puts only back how far both copies surely went, where a desk could not be opened: its files may have been written to.
///
/// # Errors
/// The file system's.
pub fn put_back(desk: &Path, seal: &Seal) -> Result<(), StoreError> {
    if seal.revision == 0 { Ok(()) } else { write(desk, heading(seal.revision, seal.hash.as_ref())) }
}

fn heading(revision: u64, hash: Option<&Hash>) -> String {
    let hash = hash.map(|hash| format!(" {}", pin::digits(hash))).unwrap_or_default();
    format!("{TITLE}\nrevision {revision}{hash}\n")
}

fn write(desk: &Path, mut text: String) -> Result<(), StoreError> {
    text.push_str(&format!("{:08x}\n", crc32fast::hash(text.as_bytes())));
    private::write_note(desk, NAME, &text)
}

/// What the seal says, and the sums by their files; nothing where it is not whole.
fn parsed(text: &str) -> Option<(Seal, Vec<(&str, &str)>)> {
    let (body, sum) = text.strip_suffix('\n')?.rsplit_once('\n')?;
    if sum != format!("{:08x}", crc32fast::hash(&text.as_bytes()[..=body.len()])) {
        return None;
    }
    let mut lines = body.lines();
    if lines.next()? != TITLE {
        return None;
    }
    let head = lines.next()?.strip_prefix("revision ")?;
    let (revision, hash) = head.split_once(' ').map_or((head, None), |(revision, hash)| (revision, pin::hash_in(hash)));
    Some((
        Seal { is_there: true, revision: revision.parse().ok()?, hash, broken: Vec::new() },
        lines
            .map(|line| line.split_at_checked(17))
            .map(|split| split.map(|(sum, name)| (name.trim_start(), sum)))
            .collect::<Option<_>>()?,
    ))
}

/// Size and checksum, seventeen letters.
fn sum_of(path: &Path) -> std::io::Result<String> {
    let mut file = File::open(path)?;
    let (mut sum, mut block, mut bytes) = (crc32fast::Hasher::new(), vec![0; 65_536], 0);
    loop {
        match file.read(&mut block)? {
            0 => return Ok(format!("{} {:08x}", size(bytes), sum.finalize())),
            read => {
                sum.update(block.get(..read).unwrap_or_default());
                bytes += u64::try_from(read).unwrap_or(0);
            }
        }
    }
}

fn size(bytes: u64) -> String {
    format!("{bytes:08x}")
}

/// The files that do not check themselves.
fn files(desk: &Path) -> Result<Vec<String>, StoreError> {
    let notes = [begun::NAME, owner::NAME].into_iter().filter(|name| desk.join(name).is_file());
    let mut names: Vec<String> = notes.map(str::to_owned).collect();
    let Some(engine) = private::entries(&desk.join(sled_ledger::FOLDER))? else { return Ok(names) };
    for entry in engine {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            names.push(format!("{}/{}", sled_ledger::FOLDER, entry.file_name().to_string_lossy()));
        }
    }
    names.sort();
    Ok(names)
}
