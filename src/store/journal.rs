//! The second copy: every entry in append-only files beside the engine, made durable before anything is acknowledged.
//!
//! A segment is nothing but the frames of its entries one after the other (see `codec`), named after its first revision:
//! `journal/000000000001.journal`. Frames carry length, checksum, their own hash and that of the entry before, so that a
//! segment can be read, checked and copied without anything else. What stands behind the last whole entry is kept until
//! [`Journal::settle`] sets it aside: a write that a crash cut short, or damage with whole entries after it, which only the
//! other copy can fill.

use super::codec::{self, Hash, Sealed};
use super::disk::{Disk, Step};
use super::error::StoreError;
use super::keyed::Order;
use super::port::Frame;
use super::private;
use super::segment::{self, Frames, Read};
use crate::limits;
use std::fs::{self, File};
use std::io::Write;
use std::ops::{Range, RangeInclusive};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

pub use super::segment::FOLDER;

/// The journal of a desk.
#[derive(Debug)]
pub struct Journal {
    desk: PathBuf,
    folder: PathBuf,
    disk: Disk,
    end: End,
    /// The end of what is surely on disk.
    durable: End,
    /// The segment that is written, and its file once something was.
    current: Option<PathBuf>,
    file: Option<File>,
    /// Whether something may stand behind the end of the segment that was refused.
    is_torn: bool,
    tails: Vec<Tail>,
    /// The segment that was read last for single entries.
    read: Mutex<Option<Indexed>>,
}

/// Where the chain ends.
#[derive(Clone, Copy, Debug, Default)]
struct End {
    revision: u64,
    hash: Hash,
    /// Bytes of the segment that is written.
    bytes: u64,
}

/// What stands in a segment where its chain is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tail {
    /// The segment.
    pub segment: PathBuf,
    /// Bytes before it.
    pub whole: u64,
    /// The highest revision that stands whole in it; 0 where there is none.
    pub highest: u64,
    /// The latest group of those entries. Groups are made durable one after the other: where none is later than the one
    /// that the chain ends in or before, it may be a write cut short whose blocks reached the disk out of order.
    pub group: u64,
}

#[derive(Debug)]
struct Indexed {
    path: PathBuf,
    bytes: Vec<u8>,
    entries: Vec<(u64, Range<usize>)>,
}

impl Journal {
    /// Reads where the journal of a desk ends. Nothing is changed, and where it is missing it is empty.
    ///
    /// # Errors
    /// The file system's.
    pub fn open(desk: &Path, disk: Disk) -> Result<Journal, StoreError> {
        let folder = desk.join(FOLDER);
        let mut journal = Journal {
            desk: desk.to_owned(),
            folder,
            disk,
            end: End::default(),
            durable: End::default(),
            current: None,
            file: None,
            is_torn: false,
            tails: Vec::new(),
            read: Mutex::new(None),
        };
        for (path, first) in segment::all(&journal.folder)?.into_iter().rev() {
            let (bytes, goes_on) = segment::read(&path)?;
            let end = last_of(&bytes, first)?;
            let whole = usize::try_from(end.bytes).unwrap_or(bytes.len());
            if whole < bytes.len() || goes_on || end.revision == 0 {
                let (highest, group) = highest_in(&path, bytes.get(whole..).unwrap_or_default());
                journal.tails.push(Tail { segment: path.clone(), whole: end.bytes, highest, group });
            }
            if end.revision > 0 {
                journal.end = end;
                journal.current = Some(path);
                break;
            }
        }
        journal.durable = journal.end;
        Ok(journal)
    }

    /// The revision of the last entry; 0 where there is none.
    pub fn head(&self) -> u64 {
        self.end.revision
    }

    /// The hash of the last entry.
    pub fn head_hash(&self) -> Hash {
        self.end.hash
    }

    /// The revision of the last entry that is surely on disk.
    pub fn durable(&self) -> u64 {
        self.durable.revision
    }

    /// What stands behind the last whole entry though it was surely acknowledged, where the other copy ends with `known` and
    /// the desk was closed with `sealed`.
    pub fn missed(&self, known: u64, sealed: u64) -> Option<&Tail> {
        let head = self.end.revision;
        // Where a desk was closed with what the chain has, nothing behind it was ever acknowledged.
        let is_end = sealed > 0 && sealed == head;
        let is_missed = |tail: &&Tail| tail.group > head + 1 && !is_end || sealed > known.max(head);
        self.tails.iter().filter(|tail| tail.highest > known).find(is_missed)
    }

    /// What stands behind the last whole entry.
    pub fn tails(&self) -> &[Tail] {
        &self.tails
    }

    /// Sets aside what stands behind the last whole entry, so that the journal can go on; answers where each is now.
    ///
    /// # Errors
    /// The file system's; what was not set aside stands where it was.
    pub fn settle(&mut self) -> Result<Vec<(Tail, PathBuf)>, StoreError> {
        private::folder(&self.folder)?;
        let mut kept = Vec::new();
        while let Some(tail) = self.tails.first().cloned() {
            let aside = if tail.whole > 0 {
                Some(keep_tail(&self.desk, &tail)?)
            } else {
                // A segment that holds no entry of the chain would have the wrong name for the next one.
                let is_empty = fs::symlink_metadata(&tail.segment)?.len() == 0;
                let aside = private::set_aside(&self.desk, &format!("{FOLDER}/{}", segment::name_of(&tail.segment)))?;
                aside.filter(|_| !is_empty)
            };
            kept.extend(aside.map(|aside| (tail, aside)));
            self.tails.remove(0);
        }
        private::sync_folder(&self.folder)?;
        Ok(kept)
    }

    /// Writes an entry behind the others. It is durable after [`Journal::flush`].
    ///
    /// # Errors
    /// The file system's, or [`StoreError::Gone`]; the journal is then as before.
    pub fn append(&mut self, sealed: &Sealed) -> Result<(), StoreError> {
        let revision = sealed.entry.revision;
        if revision != self.end.revision + 1 || sealed.previous != self.end.hash || !self.tails.is_empty() {
            return Err(StoreError::Moved { head: self.end.revision });
        }
        if self.current.is_none() || self.end.bytes >= limits::JOURNAL_SEGMENT_BYTES {
            self.begin(revision)?;
        }
        let end = self.end;
        let bytes = sealed.bytes.as_slice();
        if let Err(error) = self.write(bytes) {
            self.is_torn = true;
            return Err(error);
        }
        let bytes = end.bytes + u64::try_from(bytes.len()).unwrap_or(0);
        self.end = End { revision, hash: sealed.own, bytes };
        Ok(())
    }

    /// Begins a segment whose first entry is of this revision.
    fn begin(&mut self, revision: u64) -> Result<(), StoreError> {
        self.flush()?;
        private::folder(&self.folder)?;
        self.disk.before(Step::Segment)?;
        let path = segment::path(&self.folder, revision);
        let file = private::options().append(true).create(true).open(&path)?;
        private::sync_folder(&self.folder)?;
        (self.current, self.file) = (Some(path), Some(file));
        (self.end.bytes, self.durable.bytes) = (0, 0);
        // A try before may have left something.
        self.is_torn = true;
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        let (end, is_torn) = (self.end.bytes, self.is_torn);
        let disk = self.disk.clone();
        let file = self.file()?;
        if is_torn {
            disk.before(Step::Cut)?;
            file.set_len(end)?;
        }
        match disk.before(Step::Write(bytes.len())) {
            Err(error) => {
                // What a disk had taken of it before it failed.
                let part = bytes.get(..error.taken).unwrap_or_default();
                file.write_all(part)?;
                return Err(error.into());
            }
            Ok(()) => file.write_all(bytes)?,
        }
        self.is_torn = false;
        Ok(())
    }

    /// The file that is written, opened where it is not yet.
    fn file(&mut self) -> Result<&mut File, StoreError> {
        let gone = || StoreError::Gone { path: self.desk.display().to_string() };
        let path = self.current.as_deref().ok_or_else(gone)?;
        if self.file.is_none() {
            let file = private::options().append(true).open(path);
            self.file = Some(file.map_err(|error| StoreError::about(path, error))?);
        }
        self.file.as_mut().ok_or_else(|| StoreError::Gone { path: self.desk.display().to_string() })
    }

    /// Takes away every entry since the last flush that succeeded; none of them was acknowledged.
    pub fn take_back(&mut self) {
        self.end = self.durable;
        if let Some(file) = self.file.as_mut() {
            let cut = self.disk.before(Step::Cut).is_ok() && file.set_len(self.end.bytes).is_ok();
            self.is_torn = !cut;
        }
    }

    /// Makes every entry durable.
    ///
    /// # Errors
    /// The file system's, or [`StoreError::Gone`] where somebody took the folder away; nothing since the last flush may
    /// then be acknowledged.
    pub fn flush(&mut self) -> Result<(), StoreError> {
        if self.end.revision == self.durable.revision {
            return Ok(());
        }
        let (Some(file), Some(path)) = (&self.file, &self.current) else { return Ok(()) };
        self.disk.before(Step::Sync)?;
        file.sync_data()?;
        // A file that nobody finds under its name any more takes what is written, and nobody ever reads it.
        let here = fs::symlink_metadata(path).ok().zip(file.metadata().ok());
        if here.is_none_or(|(named, own)| (named.dev(), named.ino()) != (own.dev(), own.ino())) {
            return Err(StoreError::Gone { path: self.desk.display().to_string() });
        }
        self.durable = self.end;
        Ok(())
    }

    /// Shows the entries from a revision on, each checked and each following from the one before.
    ///
    /// # Errors
    /// Damage, with its place, or that of `see`.
    pub fn walk(&self, from: u64, see: &mut dyn FnMut(&Sealed) -> Result<(), StoreError>) -> Result<(), StoreError> {
        if self.end.revision < from {
            return Ok(());
        }
        let mut last: Option<(u64, Hash)> = if from <= 1 { Some((0, Hash::default())) } else { None };
        for (path, _) in self.segments_from(from)? {
            for read in Frames::of(&path, &segment::read(&path)?.0) {
                let sealed = match read {
                    Read::Entry(sealed) => sealed,
                    Read::Damage(place) => return Err(StoreError::damaged(place, "not an entry")),
                };
                let revision = sealed.entry.revision;
                if last.is_some_and(|(before, hash)| revision != before + 1 || sealed.previous != hash) {
                    let place = segment::name_of(&path);
                    return Err(StoreError::damaged(place, format!("entry {revision} does not follow")));
                }
                last = Some((revision, sealed.own));
                if revision >= from {
                    see(&sealed)?;
                }
                if revision == self.end.revision {
                    return Ok(());
                }
            }
        }
        Err(StoreError::damaged(FOLDER, "segments are missing"))
    }

    /// Shows the frames of entries, the first ones first or the last ones first; their hashes are not checked.
    ///
    /// # Errors
    /// Damage, the file system's, or that of `see`.
    pub fn frames(&self, revisions: RangeInclusive<u64>, order: Order, see: Frame<'_>) -> Result<(), StoreError> {
        let (from, to) = (*revisions.start(), *revisions.end());
        let mut segments = self.segments_from(from)?;
        segments.retain(|(_, first)| *first <= to);
        let mut left = revisions;
        if order == Order::Down {
            segments.reverse();
        }
        for (path, _) in segments {
            let mut segment = Indexed::of(path)?;
            segment.entries.retain(|(revision, _)| left.contains(revision));
            if order == Order::Down {
                segment.entries.reverse();
            }
            for (revision, place) in &segment.entries {
                let next = if order == Order::Up { left.next() } else { left.next_back() };
                let frame = segment.bytes.get(place.clone()).filter(|_| next == Some(*revision));
                let missing = || StoreError::damaged(segment::name_of(&segment.path), format!("entry {revision}"));
                see(*revision, frame.ok_or_else(missing)?)?;
            }
        }
        if left.is_empty() { Ok(()) } else { Err(StoreError::damaged(FOLDER, "segments are missing")) }
    }

    fn segments_from(&self, revision: u64) -> Result<Vec<(PathBuf, u64)>, StoreError> {
        let all = segment::all(&self.folder)?;
        let start = all.iter().rposition(|(_, first)| *first <= revision).unwrap_or(0);
        Ok(all.into_iter().skip(start).collect())
    }

    /// The frame of one entry. The segment it is in is kept for the next question.
    ///
    /// # Errors
    /// The file system's.
    pub fn entry_bytes(&self, revision: u64) -> Result<Option<Vec<u8>>, StoreError> {
        if revision == 0 || revision > self.end.revision {
            return Ok(None);
        }
        let Some((path, _)) = self.segments_from(revision)?.into_iter().next() else { return Ok(None) };
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let is_other = read.as_ref().is_none_or(|read| read.path != path);
        let find = |read: &Indexed| {
            let at = read.entries.iter().find(|(number, _)| *number == revision)?;
            read.bytes.get(at.1.clone()).map(<[u8]>::to_vec)
        };
        if let Some(found) = read.as_ref().filter(|_| !is_other).and_then(find) {
            return Ok(Some(found));
        }
        // It is another segment, or one that has grown since.
        let indexed = Indexed::of(path)?;
        let found = find(&indexed);
        *read = Some(indexed);
        Ok(found)
    }

    /// At most `limit` revisions that touched a record, the newest first, found by reading everything.
    ///
    /// # Errors
    /// The file system's, or damage.
    pub fn history(&self, reference: crate::domain::Ref, limit: usize) -> Result<Vec<u64>, StoreError> {
        let mut revisions = std::collections::VecDeque::new();
        self.walk(1, &mut |sealed| {
            if sealed.entry.changes.iter().any(|change| change.reference() == reference) {
                revisions.push_front(sealed.entry.revision);
                revisions.truncate(limit);
            }
            Ok(())
        })?;
        Ok(revisions.into())
    }
}

impl Indexed {
    fn of(path: PathBuf) -> Result<Indexed, StoreError> {
        let (bytes, _) = segment::read(&path)?;
        let (mut entries, mut at) = (Vec::new(), 0);
        while let Ok(Some((frame, _))) = codec::split_frame(bytes.get(at..).unwrap_or_default()) {
            let Ok(link) = codec::link_of(frame) else { break };
            entries.push((link.revision, at..at + frame.len()));
            at += frame.len();
        }
        Ok(Indexed { path, bytes, entries })
    }
}

/// The last entry of the unbroken chain at the beginning of a segment, and the bytes up to its end.
/// What a newer program wrote is no end: it is refused.
fn last_of(bytes: &[u8], first: u64) -> Result<End, StoreError> {
    let (mut end, mut rest) = (End::default(), bytes);
    while let Ok(Some((frame, after))) = codec::split_frame(rest) {
        let link = match codec::link_of(frame) {
            Ok(link) => link,
            Err(error @ StoreError::Newer { .. }) => return Err(error),
            Err(_) => break,
        };
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
    Ok(end)
}

/// The highest revision and the latest group that stand whole in these bytes.
fn highest_in(path: &Path, bytes: &[u8]) -> (u64, u64) {
    Frames::of(path, bytes).fold((0, 0), |(highest, group), read| match read {
        Read::Entry(sealed) => (highest.max(sealed.entry.revision), group.max(sealed.entry.group)),
        Read::Damage(_) => (highest, group),
    })
}

/// Keeps the end of a segment elsewhere and takes it off.
fn keep_tail(desk: &Path, tail: &Tail) -> Result<PathBuf, StoreError> {
    let (bytes, goes_on) = segment::read(&tail.segment)?;
    let whole = usize::try_from(tail.whole).unwrap_or(bytes.len());
    if goes_on {
        return keep_all(desk, tail, bytes.get(..whole).unwrap_or_default());
    }
    let kept = private::free_name(desk, &format!("{}.tail", segment::name_of(&tail.segment)))?;
    let mut copy = private::options().write(true).create_new(true).open(&kept)?;
    copy.write_all(bytes.get(whole..).unwrap_or_default())?;
    copy.sync_all()?;
    let file = private::options().write(true).open(&tail.segment)?;
    file.set_len(tail.whole)?;
    file.sync_all()?;
    Ok(kept)
}

/// Keeps a segment elsewhere that is too long to be copied, and puts what is whole of it in its place.
fn keep_all(desk: &Path, tail: &Tail, whole: &[u8]) -> Result<PathBuf, StoreError> {
    let fresh = tail.segment.with_extension("new");
    let mut file = private::options().write(true).create(true).truncate(true).open(&fresh)?;
    file.write_all(whole)?;
    file.sync_all()?;
    let kept = private::free_name(desk, &format!("{FOLDER}/{}", segment::name_of(&tail.segment)))?;
    // Under both names for a moment, so that it is never under none.
    fs::hard_link(&tail.segment, &kept)?;
    fs::rename(&fresh, &tail.segment)?;
    private::sync_folder(desk)?;
    Ok(kept)
}
