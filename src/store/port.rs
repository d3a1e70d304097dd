//! The port: all that the registrar knows of an engine.
//!
//! Memory, sled and later an engine of several machines serve the same product behind it. An engine
//! keeps sealed entries and the current records they lead to, both in one atomic step; it
//! understands neither rules nor kinds.

use super::codec::{Hash, Sealed};
use super::error::StoreError;
use super::keyed::Order;
use super::twin::Mended;
use super::verify::Verification;
use crate::domain::{Desk, Ref};
use std::ops::RangeInclusive;
use std::path::Path;

/// How an append ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Append {
    /// It is in the ledger, as this revision.
    Done(u64),
    /// It had been in the ledger before, as this revision: an answer was lost.
    Already(u64),
    /// The head is another one than expected; nothing was written.
    Conflict(u64),
}

/// One thing that a scan meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found<'a> {
    /// The highest number ever given; comes first.
    LastRef(u64),
    /// A merged record and where it went; all of them come before the records.
    Merged(Ref, Ref),
    /// A current record: its number and its frame (see `codec::record_from_bytes`).
    Record(Ref, &'a [u8]),
}

/// What is shown the frame of an entry, with its revision.
pub type Frame<'a> = &'a mut dyn FnMut(u64, &[u8]) -> Result<(), StoreError>;

/// What is known of the entries after a revision.
#[derive(Clone, Debug, PartialEq)]
pub enum Since {
    /// They follow in order.
    Entries(Vec<Sealed>),
    /// They are gone; the oldest revision still kept is this one, and the caller scans again.
    Lost(u64),
}

/// An ordered, durable ledger with the current records beside it.
pub trait Ledger: Send {
    /// The revision of the last entry; 0 for an empty ledger.
    fn head(&self) -> u64;

    /// The hash of the last entry; zeros for an empty ledger.
    fn head_hash(&self) -> Hash;

    /// Appends one entry and carries its changes into the current records, in one atomic step. Durable
    /// only after [`Ledger::flush`].
    ///
    /// # Errors
    /// The engine's; the ledger is then as before, or holds the entry: ask again with the same batch.
    fn append(&mut self, expected: u64, batch: u128, sealed: &Sealed) -> Result<Append, StoreError>;

    /// Makes every append so far durable.
    ///
    /// # Errors
    /// The engine's; nothing since the last flush may then be acknowledged.
    fn flush(&mut self) -> Result<(), StoreError>;

    /// Shows the counters, all merges, and all current records in order of their numbers; gives the revision of what it read.
    ///
    /// # Errors
    /// The engine's, or that of `see`, which ends the scan.
    fn scan(&self, see: &mut dyn FnMut(Found<'_>) -> Result<(), StoreError>) -> Result<u64, StoreError>;

    /// At most `limit` entries after `revision`, in order: for whoever follows the ledger from another machine. One process
    /// has no use for it.
    ///
    /// # Errors
    /// The engine's, or damage in an entry.
    fn since(&self, revision: u64, limit: usize) -> Result<Since, StoreError>;

    /// The frame of one entry, as it lies on disk.
    ///
    /// # Errors
    /// The engine's.
    fn entry_bytes(&self, revision: u64) -> Result<Option<Vec<u8>>, StoreError>;

    /// Shows the frames of entries, the first ones first or the last ones first.
    ///
    /// # Errors
    /// The engine's, damage, or that of `see`.
    fn frames(&self, revisions: RangeInclusive<u64>, order: Order, see: Frame<'_>) -> Result<(), StoreError> {
        let show = |revision: u64| {
            let missing = || StoreError::damaged(format!("entry {revision}"), "missing");
            see(revision, &self.entry_bytes(revision)?.ok_or_else(missing)?)
        };
        match order {
            Order::Up => { revisions }.try_for_each(show),
            Order::Down => revisions.rev().try_for_each(show),
        }
    }

    /// At most `limit` revisions that touched a record, the newest first.
    ///
    /// # Errors
    /// The engine's.
    fn history(&self, reference: Ref, limit: usize) -> Result<Vec<u64>, StoreError>;

    /// Whether [`Ledger::history`] finds a record without reading everything.
    fn finds(&self) -> bool {
        true
    }

    /// Makes what is damaged anew from another copy.
    ///
    /// # Errors
    /// `reason`, where there is no other copy; the engine's.
    fn mend(&mut self, reason: StoreError) -> Result<(), StoreError> {
        Err(reason)
    }

    /// What was mended since this was last asked.
    fn mended(&mut self) -> Vec<Mended> {
        Vec::new()
    }

    /// Checks the other copy, where there is one, and what else should say the same as this replay.
    ///
    /// # Errors
    /// It cannot be read at all.
    fn verify_copy(&self, _replay: Option<&Desk>, _found: &mut Verification) -> Result<(), StoreError> {
        Ok(())
    }

    /// The folder of the desk, where it is in one.
    fn folder(&self) -> Option<&Path> {
        None
    }

    /// The current desk, where it is known without a scan.
    ///
    /// # Errors
    /// The engine's.
    fn desk(&mut self) -> Result<Option<Desk>, StoreError> {
        Ok(None)
    }

    /// Nobody waits: keeps what lets the desk open faster the next time.
    fn rest(&mut self, _desk: &Desk) {}

    /// Whether nothing can be written, because the disk is full or only to be read.
    fn is_reading(&self) -> bool {
        false
    }

    /// One entry, checked.
    ///
    /// # Errors
    /// The engine's, or damage in the entry.
    fn entry(&self, revision: u64) -> Result<Option<Sealed>, StoreError> {
        let place = || format!("entry {revision}");
        self.entry_bytes(revision)?
            .map(|bytes| super::codec::unseal(&bytes).map_err(|error| error.at(place)))
            .transpose()
    }
}
