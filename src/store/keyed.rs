//! The ledger over anything that keeps sorted pairs of bytes and can write many of them as one.
//!
//! Both engines share this layout, so that what is tested in memory holds on disk. Every key
//! begins with the letter of its table; values larger than `limits::STORE_PIECE_BYTES` are cut
//! into pieces whose numbers end the key.
//!
//! | Table | Key | Value |
//! |---|---|---|
//! | `a` | nothing | the head |
//! | `b` | batch id | revision |
//! | `e` | revision, piece | entry |
//! | `h` | record, revision | nothing |
//! | `r` | record, piece | current record |
//! | `t` | merged record | where it went |

use super::codec::{self, Hash, Head, Sealed};
use super::error::StoreError;
use super::port::{Append, Found, Ledger, Since};
use crate::domain::{Change, Ref};
use crate::limits;

/// What is written as one: each key with its new value, or nothing to take it away.
pub type Writes = Vec<(Vec<u8>, Option<Vec<u8>>)>;

/// What is shown each pair of a walk, and says whether it wants more.
pub type See<'a> = &'a mut dyn FnMut(&[u8], &[u8]) -> Result<bool, StoreError>;

/// Sorted pairs of bytes.
pub trait Pairs: Send {
    /// The value of a key.
    ///
    /// # Errors
    /// The engine's.
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError>;

    /// Writes all or nothing.
    ///
    /// # Errors
    /// The engine's.
    fn write(&mut self, writes: Writes) -> Result<(), StoreError>;

    /// Makes all writes durable.
    ///
    /// # Errors
    /// The engine's.
    fn flush(&mut self) -> Result<(), StoreError>;

    /// Shows the pairs whose keys begin with `prefix`, in order or backwards, until `see` says no.
    ///
    /// # Errors
    /// The engine's, or that of `see`.
    fn walk(&self, prefix: &[u8], order: Order, see: See<'_>) -> Result<(), StoreError>;
}

/// Which way a walk goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Smallest key first.
    Up,
    /// Largest key first.
    Down,
}

/// A ledger over pairs.
#[derive(Debug)]
pub struct Keyed<P> {
    pairs: P,
    head: Head,
}

/// The key of the head.
pub(super) const HEAD: &[u8] = b"a";

fn key(table: u8, parts: &[&[u8]]) -> Vec<u8> {
    let mut key = vec![table];
    parts.iter().for_each(|part| key.extend_from_slice(part));
    key
}

impl<P: Pairs> Keyed<P> {
    /// Reads the head of what is there.
    ///
    /// # Errors
    /// The engine's, or a damaged head.
    pub fn open(pairs: P) -> Result<Self, StoreError> {
        let head = match pairs.get(HEAD)? {
            Some(bytes) => codec::head_from_bytes(&bytes).map_err(|error| error.at(|| "head".to_owned()))?,
            None => Head { digest: Some(0), ..Head::default() },
        };
        Ok(Keyed { pairs, head })
    }

    /// The pairs underneath, for tests that damage them.
    #[cfg(test)]
    pub(super) fn pairs_mut(&mut self) -> &mut P {
        &mut self.pairs
    }

    fn read_pieces(&self, prefix: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let mut whole: Option<Vec<u8>> = None;
        self.pairs.walk(prefix, Order::Up, &mut |_, piece| {
            whole.get_or_insert_default().extend_from_slice(piece);
            Ok(true)
        })?;
        Ok(whole)
    }

    fn write_pieces(writes: &mut Writes, prefix: &[u8], bytes: &[u8]) -> usize {
        let pieces = bytes.chunks(limits::STORE_PIECE_BYTES);
        let count = pieces.len();
        for (number, piece) in (0u16..).zip(pieces) {
            writes.push((key_of_piece(prefix, number), Some(piece.to_vec())));
        }
        count
    }

    /// Answers by how much the digest of the records changes.
    fn write_change(&self, writes: &mut Writes, change: &Change, revision: u64) -> Result<u64, StoreError> {
        let reference = change.reference();
        let number = change.reference().0.to_be_bytes();
        writes.push((key(b'h', &[&number, &revision.to_be_bytes()]), Some(Vec::new())));
        let prefix = key(b'r', &[&number]);
        let (kept, added) = match &change.after {
            Some(record) => {
                let bytes = codec::record_to_bytes(record)?;
                (Self::write_pieces(writes, &prefix, &bytes), codec::weight(reference, &bytes))
            }
            None => (0, 0),
        };
        let (mut old, mut before) = (Vec::new(), Vec::new());
        // A new record has no old pieces; looking for them would double the time of an import.
        if change.before.is_some() {
            self.pairs.walk(&prefix, Order::Up, &mut |key, piece| {
                old.push(key.to_vec());
                before.extend_from_slice(piece);
                Ok(true)
            })?;
        }
        writes.extend(old.into_iter().skip(kept).map(|key| (key, None)));
        if let Some(into) = change.merged_into {
            let target = change.after.is_none().then(|| into.0.to_be_bytes().to_vec());
            writes.push((key(b't', &[&number]), target));
        }
        let removed = if before.is_empty() { 0 } else { codec::weight(reference, &before) };
        Ok(added.wrapping_sub(removed))
    }
}

fn key_of_piece(prefix: &[u8], number: u16) -> Vec<u8> {
    let mut key = prefix.to_vec();
    key.extend(number.to_be_bytes());
    key
}

fn number_at(key: &[u8], at: usize) -> Result<u64, StoreError> {
    let bytes = key.get(at..).and_then(|rest| rest.first_chunk::<8>());
    bytes.map(|bytes| u64::from_be_bytes(*bytes)).ok_or_else(|| StoreError::damaged("key", "cut"))
}

impl<P: Pairs> Ledger for Keyed<P> {
    fn head(&self) -> u64 {
        self.head.revision
    }

    fn head_hash(&self) -> Hash {
        self.head.hash
    }

    fn append(&mut self, expected: u64, batch: u128, sealed: &Sealed) -> Result<Append, StoreError> {
        let batch_key = key(b'b', &[&batch.to_be_bytes()]);
        if let Some(revision) = self.pairs.get(&batch_key)? {
            return Ok(Append::Already(number_at(&revision, 0)?));
        }
        let revision = sealed.entry.revision;
        if expected != self.head.revision || revision != expected + 1 || sealed.previous != self.head.hash {
            return Ok(Append::Conflict(self.head.revision));
        }
        let highest = sealed.entry.changes.iter().map(|change| change.reference().0).max().unwrap_or(0);
        let mut writes = vec![(batch_key, Some(revision.to_be_bytes().to_vec()))];
        let mut digest = self.head.digest;
        Self::write_pieces(&mut writes, &key(b'e', &[&revision.to_be_bytes()]), &sealed.bytes);
        for change in &sealed.entry.changes {
            let more = self.write_change(&mut writes, change, revision)?;
            digest = digest.map(|digest| digest.wrapping_add(more));
        }
        let head = Head { revision, last_ref: self.head.last_ref.max(highest), hash: sealed.own, digest };
        writes.push((HEAD.to_vec(), Some(codec::head_to_bytes(&head)?)));
        self.pairs.write(writes)?;
        self.head = head;
        Ok(Append::Done(revision))
    }

    fn flush(&mut self) -> Result<(), StoreError> {
        self.pairs.flush()
    }

    fn scan(&self, see: &mut dyn FnMut(Found<'_>) -> Result<(), StoreError>) -> Result<u64, StoreError> {
        see(Found::LastRef(self.head.last_ref))?;
        self.pairs.walk(b"t", Order::Up, &mut |key, value| {
            see(Found::Merged(Ref(number_at(key, 1)?), Ref(number_at(value, 0)?)))?;
            Ok(true)
        })?;
        let (mut whole, mut digest) = (None::<(u64, Vec<u8>)>, 0u64);
        let mut see = |number, bytes: &[u8]| {
            digest = digest.wrapping_add(codec::weight(Ref(number), bytes));
            see(Found::Record(Ref(number), bytes))
        };
        self.pairs.walk(b"r", Order::Up, &mut |key, piece| {
            let number = number_at(key, 1)?;
            match &mut whole {
                Some((current, bytes)) if *current == number => bytes.extend_from_slice(piece),
                _ => {
                    if let Some((done, bytes)) = whole.replace((number, piece.to_vec())) {
                        see(done, &bytes)?;
                    }
                }
            }
            Ok(true)
        })?;
        if let Some((done, bytes)) = whole {
            see(done, &bytes)?;
        }
        if self.head.digest.is_some_and(|expected| expected != digest) {
            return Err(StoreError::damaged("records", "not what they were"));
        }
        Ok(self.head.revision)
    }

    fn since(&self, revision: u64, limit: usize) -> Result<Since, StoreError> {
        let mut entries = Vec::new();
        let first = revision.saturating_add(1);
        for wanted in (first..=self.head.revision).take(limit) {
            match self.entry(wanted)? {
                Some(sealed) => entries.push(sealed),
                None => return Ok(Since::Lost(self.floor()?)),
            }
        }
        Ok(Since::Entries(entries))
    }

    fn entry_bytes(&self, revision: u64) -> Result<Option<Vec<u8>>, StoreError> {
        self.read_pieces(&key(b'e', &[&revision.to_be_bytes()]))
    }

    fn history(&self, reference: Ref, limit: usize) -> Result<Vec<u64>, StoreError> {
        let mut revisions = Vec::new();
        self.pairs.walk(&key(b'h', &[&reference.0.to_be_bytes()]), Order::Down, &mut |key, _| {
            if revisions.len() < limit {
                revisions.push(number_at(key, 9)?);
            }
            Ok(revisions.len() < limit)
        })?;
        Ok(revisions)
    }
}

impl<P: Pairs> Keyed<P> {
    /// The hash of the first entry, where it can be read.
    pub fn first(&self) -> Option<Hash> {
        let bytes = self.entry_bytes(1).ok()??;
        codec::link_of(&bytes).ok().map(|link| link.own)
    }

    fn floor(&self) -> Result<u64, StoreError> {
        let mut floor = self.head.revision;
        self.pairs.walk(b"e", Order::Up, &mut |key, _| {
            floor = number_at(key, 1)?;
            Ok(false)
        })?;
        Ok(floor)
    }
}
