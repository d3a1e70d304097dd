//! The second copy: every entry in append-only files beside the engine, made durable before anything is acknowledged.
//!
//! A segment is nothing but the frames of its entries one after the other (see `codec`), named after its first revision:
//! `journal/000000000001.journal`. Frames carry length, checksum, their own hash and that of the entry before, so that a
//! segment can be read, checked and copied without anything else. A tail that was cut short by a crash is set aside and
//! the segment goes on after its last whole frame.

use super::codec::{self, Hash, Sealed};
use super::error::StoreError;
use super::private;
use crate::limits;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

/// The folder of the segments.
pub const FOLDER: &str = "journal";
const ENDING: &str = ".journal";

/// The journal of a desk.
#[derive(Debug)]
pub struct Journal {
    folder: PathBuf,
    end: End,
    /// The end before the last append.
    before: End,
    segment: Option<Segment>,
}

/// Where the chain ends.
#[derive(Clone, Copy, Debug, Default)]
struct End {
    revision: u64,
    hash: Hash,
    /// Bytes of the segment that is written.
    bytes: u64,
}

#[derive(Debug)]
struct Segment {
    file: File,
    /// Whether something may stand behind its end that was refused.
    is_torn: bool,
}

/// A frame that stands in a segment, or what stands where one should.
pub enum Read {
    /// An entry, checked by itself.
    Entry(Box<Sealed>),
    /// Bytes that are none, at this place.
    Damage(String),
}

impl Journal {
    /// Opens the journal of a desk, which is made where it is missing. What a crash left behind the last whole entry is
    /// set aside; answers where.
    ///
    /// # Errors
    /// The file system's.
    pub fn open(desk: &Path) -> Result<(Journal, Option<PathBuf>), StoreError> {
        let folder = desk.join(FOLDER);
        private::folder(&folder)?;
        let mut journal = Journal { folder, end: End::default(), before: End::default(), segment: None };
        let mut aside = None;
        for (path, first) in segments(&journal.folder)?.into_iter().rev() {
            let bytes = fs::read(&path)?;
            let end = last_of(&bytes, first);
            let whole = usize::try_from(end.bytes).unwrap_or(bytes.len());
            if let Some(tail) = bytes.get(whole..).filter(|tail| !tail.is_empty()) {
                aside = Some(keep_tail(desk, &path, tail, end.bytes)?);
            }
            let is_last = journal.segment.is_none();
            if is_last {
                journal.segment = Some(Segment { file: private::options().append(true).open(&path)?, is_torn: false });
                journal.end.bytes = end.bytes;
            }
            if end.revision > 0 {
                journal.end = End { bytes: if is_last { end.bytes } else { journal.end.bytes }, ..end };
                break;
            }
        }
        journal.before = journal.end;
        Ok((journal, aside))
    }

    /// The revision of the last entry; 0 where there is none.
    pub fn head(&self) -> u64 {
        self.end.revision
    }

    /// The hash of the last entry.
    pub fn head_hash(&self) -> Hash {
        self.end.hash
    }

    /// Writes an entry behind the others. It is durable after [`Journal::flush`].
    ///
    /// # Errors
    /// The file system's; the journal is then as before.
    pub fn append(&mut self, sealed: &Sealed) -> Result<(), StoreError> {
        let revision = sealed.entry.revision;
        if revision != self.end.revision + 1 || sealed.previous != self.end.hash {
            return Err(StoreError::Moved { head: self.end.revision });
        }
        if self.segment.is_none() || self.end.bytes >= limits::JOURNAL_SEGMENT_BYTES {
            self.flush()?;
            let path = self.folder.join(format!("{revision:012}{ENDING}"));
            let file = private::options().append(true).create(true).open(path)?;
            private::sync_folder(&self.folder)?;
            self.segment = Some(Segment { file, is_torn: true });
            self.end.bytes = 0;
        }
        let end = self.end;
        let Some(segment) = self.segment.as_mut() else { return Ok(()) };
        if segment.is_torn {
            segment.file.set_len(end.bytes)?;
            segment.is_torn = false;
        }
        if let Err(error) = segment.file.write_all(&sealed.bytes) {
            segment.is_torn = segment.file.set_len(end.bytes).is_err();
            return Err(error.into());
        }
        let bytes = end.bytes + u64::try_from(sealed.bytes.len()).unwrap_or(0);
        (self.before, self.end) = (end, End { revision, hash: sealed.own, bytes });
        Ok(())
    }

    /// Takes the last entry away again, which must not have been acknowledged.
    pub fn take_back(&mut self) {
        self.end = self.before;
        if let Some(segment) = self.segment.as_mut() {
            segment.is_torn = segment.file.set_len(self.end.bytes).is_err();
        }
    }

    /// Makes every entry durable.
    ///
    /// # Errors
    /// The file system's; nothing since the last flush may then be acknowledged.
    pub fn flush(&mut self) -> Result<(), StoreError> {
        match &self.segment {
            Some(segment) => Ok(segment.file.sync_data()?),
            None => Ok(()),
        }
    }

    /// Shows the entries from a revision on, each checked and each following from the one before.
    ///
    /// # Errors
    /// Damage, with its place, or that of `see`.
    pub fn walk(&self, from: u64, see: &mut dyn FnMut(&Sealed) -> Result<(), StoreError>) -> Result<(), StoreError> {
        let mut last: Option<(u64, Hash)> = if from <= 1 { Some((0, Hash::default())) } else { None };
        for (path, _) in self.segments_from(from)? {
            for read in frames(&path, &fs::read(&path)?) {
                let sealed = match read {
                    Read::Entry(sealed) => sealed,
                    Read::Damage(place) => return Err(StoreError::damaged(place, "not an entry")),
                };
                let revision = sealed.entry.revision;
                if last.is_some_and(|(before, hash)| revision != before + 1 || sealed.previous != hash) {
                    return Err(StoreError::damaged(name_of(&path), format!("entry {revision} does not follow")));
                }
                last = Some((revision, sealed.own));
                if revision >= from {
                    see(&sealed)?;
                }
            }
        }
        match last {
            Some((revision, _)) if revision == self.end.revision => Ok(()),
            _ if self.end.revision < from => Ok(()),
            _ => Err(StoreError::damaged(FOLDER, "segments are missing")),
        }
    }

    fn segments_from(&self, revision: u64) -> Result<Vec<(PathBuf, u64)>, StoreError> {
        let all = segments(&self.folder)?;
        let start = all.iter().rposition(|(_, first)| *first <= revision).unwrap_or(0);
        Ok(all.into_iter().skip(start).collect())
    }
}

/// Shows everything that stands in the segments of a desk, damage too, in the order of the files. Changes nothing.
///
/// # Errors
/// The file system's, or that of `see`.
pub fn salvage(desk: &Path, see: &mut dyn FnMut(Read) -> Result<(), StoreError>) -> Result<(), StoreError> {
    let folder = desk.join(FOLDER);
    let found = if folder.exists() { segments(&folder)? } else { Vec::new() };
    for (path, _) in found {
        frames(&path, &fs::read(&path)?).into_iter().try_for_each(&mut *see)?;
    }
    Ok(())
}

/// The segments in a folder with the first revision of each, in order.
fn segments(folder: &Path) -> Result<Vec<(PathBuf, u64)>, StoreError> {
    let mut segments = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let first = name_of(&path).strip_suffix(ENDING).and_then(|number| number.parse().ok());
        segments.extend(first.map(|first| (path, first)));
    }
    segments.sort_by_key(|(_, first)| *first);
    Ok(segments)
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The last entry of the unbroken chain at the beginning of a segment, and the bytes up to its end.
fn last_of(bytes: &[u8], first: u64) -> End {
    let (mut end, mut rest) = (End::default(), bytes);
    while let Ok(Some((frame, after))) = codec::split_frame(rest) {
        let Ok(link) = codec::link_of(frame) else { break };
        let follows = match end.revision {
            0 => link.revision == first,
            revision => link.revision == revision + 1 && link.previous == end.hash,
        };
        if !follows {
            break;
        }
        let bytes = end.bytes + u64::try_from(frame.len()).unwrap_or(0);
        end = End { revision: link.revision, hash: link.own, bytes };
        rest = after;
    }
    end
}

/// Keeps the end of a segment elsewhere and takes it off.
fn keep_tail(desk: &Path, segment: &Path, tail: &[u8], whole: u64) -> Result<PathBuf, StoreError> {
    let kept = private::free_name(desk, &format!("{}.tail", name_of(segment)))?;
    let mut copy = private::options().write(true).create_new(true).open(&kept)?;
    copy.write_all(tail)?;
    copy.sync_all()?;
    let file = private::options().write(true).open(segment)?;
    file.set_len(whole)?;
    file.sync_all()?;
    Ok(kept)
}

/// What stands in the bytes of a segment. After damage it goes on with the next whole entry.
fn frames(path: &Path, bytes: &[u8]) -> Vec<Read> {
    let (mut found, mut at, mut is_lost) = (Vec::new(), 0, false);
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let sealed = codec::split_frame(rest).ok().flatten().and_then(|(frame, _)| codec::unseal(frame).ok());
        match sealed {
            Some(sealed) => {
                at += sealed.bytes.len();
                found.push(Read::Entry(Box::new(sealed)));
                is_lost = false;
            }
            None => {
                if !is_lost {
                    found.push(Read::Damage(format!("{} byte {at}", name_of(path))));
                }
                is_lost = true;
                at += 1;
            }
        }
    }
    found
}
