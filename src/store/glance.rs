//! A glance at a closed desk: some of its records, without opening it.
//!
//! Whoever looks up a name from the shell needs the index and the few records that it names. Opening a desk reads and decodes
//! all of them and wakes the engine; a glance takes the lock, makes sure that the checkpoint is of this history, and reads and
//! decodes only the chunks of it that hold what is asked for. It writes nothing. Whatever is not as a desk is that was closed well is left to opening it, which
//! mends or refuses.

use super::checkpoint::{Lying, PartReader, Stamp};
use super::disk::Disk;
use super::error::StoreError;
use super::journal::Journal;
use super::working::advance;
use super::{codec, format, kept_desk, lock, repair, seal};
use crate::domain::{Desk, Entry, Record, Ref};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// See the file's first lines. The desk is locked for as long as this is held.
pub struct Glance {
    _lock: File,
    stamp: Stamp,
    chunks: Lying,
    /// The number of the first record in each chunk, rising.
    firsts: Vec<u64>,
    /// What was changed since the checkpoint.
    since: Vec<Entry>,
    changed: Vec<Ref>,
    /// The desk with nothing on it but what was changed.
    bare: Desk,
}

/// Looks at a desk; nothing where it must be opened: it was not closed, is mended, of an older form, keeps no checkpoint that is
/// of its history, or more than so many entries were written since.
///
/// # Errors
/// [`StoreError::InUse`]; what else stands against it is for opening the desk to tell.
pub fn glance(desk: &Path, most: u64) -> Result<Option<Glance>, StoreError> {
    if !lock::is_desk(desk) {
        return Ok(None);
    }
    match lock::take(desk) {
        Err(error @ StoreError::InUse { .. }) => Err(error),
        Err(_) => Ok(None),
        Ok(lock) => Ok(look(desk, lock, most).ok().flatten()),
    }
}

fn look(desk: &Path, lock: File, most: u64) -> Result<Option<Glance>, StoreError> {
    let seal = seal::check(desk)?;
    let is_closed = seal.is_there && seal.revision > 0 && seal.broken.is_empty();
    if !is_closed || format::of(desk)? != format::FORMAT || repair::is_begun(desk) {
        return Ok(None);
    }
    let Some(mut part) = PartReader::open(desk, kept_desk::PART)? else { return Ok(None) };
    let stamp = part.stamp();
    let journal = Journal::open(desk, Disk::default())?;
    let is_whole = journal.tails().is_empty() && journal.head() == seal.revision;
    if !is_whole || stamp.revision > journal.head() || journal.head() - stamp.revision > most {
        return Ok(None);
    }
    let own = journal.entry_bytes(stamp.revision)?.map(|bytes| codec::link_of(&bytes)).transpose()?;
    if own.is_none_or(|link| link.own != stamp.hash) {
        return Ok(None);
    }
    let since = entries_since(&journal, stamp)?;
    // No checkpoint is kept of half a proposal, which opening takes back.
    if since.last().is_some_and(|last| !last.closes_group) {
        return Ok(None);
    }
    let (last_ref, merges) = kept_desk::counters(&part.chunk()?.unwrap_or_default())?;
    let (chunks, beginnings) = part.lying()?;
    let firsts = firsts_of(&beginnings)?;
    let mut bare = Desk::restore(stamp.revision, last_ref, [], merges);
    since.iter().for_each(|entry| advance(&mut bare, entry));
    let changed: BTreeSet<Ref> =
        since.iter().flat_map(|entry| &entry.changes).map(|change| change.reference()).collect();
    Ok(Some(Glance { _lock: lock, stamp, chunks, firsts, since, changed: changed.into_iter().collect(), bare }))
}

/// The entries behind a state, each following from the one before.
fn entries_since(journal: &Journal, stamp: Stamp) -> Result<Vec<Entry>, StoreError> {
    let (mut entries, mut before) = (Vec::new(), stamp.hash);
    for revision in stamp.revision + 1..=journal.head() {
        let missing = || StoreError::damaged(format!("entry {revision}"), "missing");
        let sealed = codec::unseal(&journal.entry_bytes(revision)?.ok_or_else(missing)?)?;
        if sealed.previous != before || sealed.entry.revision != revision {
            return Err(missing());
        }
        before = sealed.own;
        entries.push(sealed.entry);
    }
    if before == journal.head_hash() { Ok(entries) } else { Err(StoreError::damaged("journal", "another end")) }
}

/// The numbers with which chunks begin.
fn firsts_of(beginnings: &[Vec<u8>]) -> Result<Vec<u64>, StoreError> {
    let firsts: Vec<u64> = beginnings.iter().map(|begins| codec::number_of(begins)).collect::<Result<_, _>>()?;
    if firsts.is_sorted_by(|a, b| a < b) { Ok(firsts) } else { Err(StoreError::damaged("checkpoint", "out of order")) }
}

impl Glance {
    /// Of which state the checkpoint is.
    pub fn stamp(&self) -> Stamp {
        self.stamp
    }

    /// The records that changed since, those among them that are no more too.
    pub fn changed(&self) -> &[Ref] {
        &self.changed
    }

    /// A desk of the newest revision with nothing on it but what changed and the records of these numbers.
    ///
    /// # Errors
    /// [`StoreError::Damaged`].
    pub fn desk(&self, wanted: impl IntoIterator<Item = Ref>) -> Result<Desk, StoreError> {
        let numbers: BTreeSet<Ref> = wanted.into_iter().map(|reference| self.bare.resolve(reference)).collect();
        let merges = self.bare.merges();
        let records = self.records(numbers.into_iter().filter(|number| self.changed.binary_search(number).is_err()))?;
        let mut desk = Desk::restore(self.stamp.revision, self.bare.last_ref(), records, merges);
        self.since.iter().for_each(|entry| advance(&mut desk, entry));
        Ok(desk)
    }

    /// The records of rising numbers that are in the checkpoint; one chunk is in memory at a time.
    fn records(&self, wanted: impl Iterator<Item = Ref>) -> Result<Vec<Arc<Record>>, StoreError> {
        let mut by_chunk: BTreeMap<usize, Vec<Ref>> = BTreeMap::new();
        for number in wanted {
            // What comes before the first chunk is in none.
            let chunk = self.firsts.partition_point(|first| *first <= number.0).checked_sub(1);
            by_chunk.entry(chunk.unwrap_or(usize::MAX)).or_default().push(number);
        }
        by_chunk.remove(&usize::MAX);
        let mut records = Vec::new();
        for (chunk, wanted) in by_chunk {
            let bytes = self.chunks.chunk(chunk)?;
            let mut rest = bytes.as_slice();
            while let Some((frame, after)) = codec::split_frame(rest)? {
                if wanted.binary_search(&Ref(codec::number_of(frame)?)).is_ok() {
                    records.push(Arc::new(codec::record_from_bytes(frame)?));
                }
                rest = after;
            }
        }
        Ok(records)
    }
}
