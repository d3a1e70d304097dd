//! The files of the journal as they lie on disk, damage included: which there are, and what stands in them.
//!
//! Reading never stops at damage: it goes on with the next whole entry, so that a repair finds all that is left.

use super::codec::{self, Hash, Link, Sealed};
use super::error::StoreError;
use super::private;
use crate::limits;
use std::io::{ErrorKind, Read as _};
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

/// The hash of the first entry of a desk as it stands at the beginning of its first segment; nothing where it cannot be read
/// there.
pub(super) fn first_hash(desk: &Path) -> Result<Option<Hash>, StoreError> {
    let first = first_link(&path(&desk.join(FOLDER), 1))?;
    Ok(first.filter(|link| link.revision == 1).map(|link| link.own))
}

/// The segments of a desk that begin with another entry than their names say.
pub(super) fn misnamed(desk: &Path) -> Result<Vec<String>, StoreError> {
    let mut names = Vec::new();
    for (path, first) in all(&desk.join(FOLDER))? {
        if first_link(&path)?.is_some_and(|link| link.revision != first) {
            names.push(name_of(&path));
        }
    }
    Ok(names)
}

/// The place in the chain of the entry at the beginning of a segment; nothing where none can be read there.
fn first_link(path: &Path) -> Result<Option<Link>, StoreError> {
    let mut file = match private::options().read(true).open(path) {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
        file => file.map_err(|error| StoreError::about(path, error))?,
    };
    let mut frame = Vec::new();
    let head = u64::try_from(codec::FRAME_HEAD).unwrap_or(0);
    match file.by_ref().take(head).read_to_end(&mut frame) {
        Err(error) if error.kind() == ErrorKind::IsADirectory => return Ok(None),
        read => drop(read?),
    }
    let Ok(rest) = codec::rest_of(&frame) else { return Ok(None) };
    file.take(u64::try_from(rest).unwrap_or(0)).read_to_end(&mut frame)?;
    Ok(codec::link_of(&frame).ok())
}

/// What stands in the bytes of a segment, in order.
pub(super) struct Frames<'a> {
    name: String,
    bytes: &'a [u8],
    at: usize,
    /// Bytes looked at in search of the next entry.
    searched: usize,
}

impl<'a> Frames<'a> {
    pub(super) fn of(path: &Path, bytes: &'a [u8]) -> Frames<'a> {
        Frames { name: name_of(path), bytes, at: 0, searched: 0 }
    }

    fn frame_at(&self, at: usize) -> Option<&'a [u8]> {
        let rest = self.bytes.get(at..).filter(|rest| codec::may_be_entry(rest))?;
        codec::split_frame(rest).ok().flatten().map(|(frame, _)| frame)
    }

    /// Where the next whole entry begins behind this place; the end where there is none, or where too much looks like one.
    fn next_behind(&mut self, begin: usize) -> usize {
        let end = self.bytes.len();
        let most = end.saturating_mul(limits::JOURNAL_SEARCH_TIMES);
        for at in begin + 1..end {
            let Some(frame) = self.frame_at(at) else { continue };
            self.searched = self.searched.saturating_add(frame.len());
            if codec::unseal(frame).is_ok() {
                return at;
            }
            if self.searched > most {
                break;
            }
        }
        end
    }
}

impl Iterator for Frames<'_> {
    type Item = Read;

    fn next(&mut self) -> Option<Read> {
        let begin = self.at;
        if begin >= self.bytes.len() {
            return None;
        }
        if let Some(sealed) = self.frame_at(begin).and_then(|frame| codec::unseal(frame).ok()) {
            self.at += sealed.bytes.len();
            return Some(Read::Entry(Box::new(sealed)));
        }
        self.at = self.next_behind(begin);
        Some(Read::Damage(format!("{} byte {begin}", self.name)))
    }
}

/// Everything that stands in the segments of a desk, in the order of the files; one file is in memory at a time.
pub struct Salvage {
    left: std::vec::IntoIter<(PathBuf, u64)>,
    name: PathBuf,
    bytes: Vec<u8>,
    at: usize,
    searched: usize,
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
        let (name, bytes) = (PathBuf::new(), Vec::new());
        Ok(Salvage { left, name, bytes, at: 0, searched: 0, goes_on: false, waiting: None })
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
            let (name, bytes) = (name_of(&self.name), self.bytes.as_slice());
            let mut frames = Frames { name, bytes, at: self.at, searched: self.searched };
            if let Some(read) = frames.next() {
                (self.at, self.searched) = (frames.at, frames.searched);
                return Ok(Some(read));
            }
            if std::mem::take(&mut self.goes_on) {
                return Ok(Some(Read::Damage(format!("{} byte {}", name_of(&self.name), self.bytes.len()))));
            }
            let Some((path, _)) = self.left.next() else { return Ok(None) };
            ((self.bytes, self.goes_on), self.at, self.searched) = (read(&path)?, 0, 0);
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
