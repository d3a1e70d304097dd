//! The files of the journal as they lie on disk, damage included: which there are, and what stands in them.
//!
//! Reading never stops at damage: it goes on with the next whole entry, so that a repair finds all that is left.

use super::codec::{self, Sealed};
use super::error::StoreError;
use super::private;
use crate::limits;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// The folder of the segments.
pub const FOLDER: &str = "journal";
const ENDING: &str = ".journal";

/// A frame that stands in a segment, or what stands where one should.
pub enum Read {
    /// An entry, checked by itself.
    Entry(Box<Sealed>),
    /// Bytes that are none, at this place.
    Damage(String),
}

/// The segments in a folder with the first revision of each, in order; none where there is no folder.
pub(super) fn all(folder: &Path) -> Result<Vec<(PathBuf, u64)>, StoreError> {
    let mut segments = Vec::new();
    let Some(found) = private::entries(folder)? else { return Ok(segments) };
    for entry in found {
        let path = entry?.path();
        let first = name_of(&path).strip_suffix(ENDING).and_then(|number| number.parse().ok());
        segments.extend(first.filter(|_| path.is_file()).map(|first| (path, first)));
    }
    segments.sort_by_key(|(_, first)| *first);
    Ok(segments)
}

/// The file of the segment that begins with this revision.
pub(super) fn path(folder: &Path, first: u64) -> PathBuf {
    folder.join(format!("{first:012}{ENDING}"))
}

pub(super) fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The bytes of a segment, as far as one can be true, and whether there are more.
pub(super) fn read(path: &Path) -> Result<(Vec<u8>, bool), StoreError> {
    let file = private::options().read(true).open(path).map_err(|error| StoreError::about(path, error))?;
    let length = file.metadata()?.len();
    let bound = limits::JOURNAL_FILE_BYTES;
    let mut bytes = Vec::with_capacity(usize::try_from(length.min(bound)).unwrap_or(0));
    file.take(bound).read_to_end(&mut bytes)?;
    Ok((bytes, length > bound))
}

/// What stands in the bytes of a segment, in order.
pub(super) struct Frames<'a> {
    name: String,
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Frames<'a> {
    pub(super) fn of(path: &Path, bytes: &'a [u8]) -> Frames<'a> {
        Frames { name: name_of(path), bytes, at: 0 }
    }

    fn entry_at(&self, at: usize) -> Option<Sealed> {
        let rest = self.bytes.get(at..).filter(|rest| codec::may_be_entry(rest))?;
        codec::unseal(codec::split_frame(rest).ok().flatten()?.0).ok()
    }
}

impl Iterator for Frames<'_> {
    type Item = Read;

    fn next(&mut self) -> Option<Read> {
        let begin = self.at;
        if begin >= self.bytes.len() {
            return None;
        }
        if let Some(sealed) = self.entry_at(begin) {
            self.at += sealed.bytes.len();
            return Some(Read::Entry(Box::new(sealed)));
        }
        let next = (begin + 1..self.bytes.len()).find(|at| self.entry_at(*at).is_some());
        self.at = next.unwrap_or(self.bytes.len());
        Some(Read::Damage(format!("{} byte {begin}", self.name)))
    }
}

/// Everything that stands in the segments of a desk, in the order of the files; one file is in memory at a time.
pub struct Salvage {
    left: std::vec::IntoIter<(PathBuf, u64)>,
    name: PathBuf,
    bytes: Vec<u8>,
    at: usize,
    /// Whether the file goes on behind what is read of it.
    goes_on: bool,
    waiting: Option<Read>,
}

impl Salvage {
    /// Begins with the first segment.
    ///
    /// # Errors
    /// The file system's.
    pub fn of(desk: &Path) -> Result<Salvage, StoreError> {
        let left = all(&desk.join(FOLDER))?.into_iter();
        Ok(Salvage { left, name: PathBuf::new(), bytes: Vec::new(), at: 0, goes_on: false, waiting: None })
    }

    /// What stands next; nothing at the end.
    ///
    /// # Errors
    /// The file system's.
    pub fn read(&mut self) -> Result<Option<Read>, StoreError> {
        if let Some(read) = self.waiting.take() {
            return Ok(Some(read));
        }
        loop {
            let mut frames = Frames { name: name_of(&self.name), bytes: &self.bytes, at: self.at };
            if let Some(read) = frames.next() {
                self.at = frames.at;
                return Ok(Some(read));
            }
            if std::mem::take(&mut self.goes_on) {
                return Ok(Some(Read::Damage(format!("{} byte {}", name_of(&self.name), self.bytes.len()))));
            }
            let Some((path, _)) = self.left.next() else { return Ok(None) };
            ((self.bytes, self.goes_on), self.at) = (read(&path)?, 0);
            self.name = path;
        }
    }

    /// The entry of this revision, where it stands here: entries before it are passed over, one after it waits.
    ///
    /// # Errors
    /// The file system's.
    pub fn entry(&mut self, revision: u64) -> Result<Option<Box<Sealed>>, StoreError> {
        while let Some(read) = self.read()? {
            match read {
                Read::Entry(sealed) if sealed.entry.revision == revision => return Ok(Some(sealed)),
                Read::Entry(sealed) if sealed.entry.revision > revision => {
                    self.waiting = Some(Read::Entry(sealed));
                    return Ok(None);
                }
                Read::Entry(_) | Read::Damage(_) => {}
            }
        }
        Ok(None)
    }
}
