//! Checks everything that is on disk against everything else: checksums, hashes, the chain, the head, the
//! current records against a replay of the entries, and that every link leads somewhere.

use super::codec::{self, Hash, Sealed};
use super::error::StoreError;
use super::load;
use super::port::{Found, Ledger};
use super::working::{advance, dead_link, exact};
use crate::domain::{Desk, Ref};
use crate::limits;
use std::collections::BTreeSet;

/// What a verification found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// Entries read.
    pub entries: u64,
    /// Current records read.
    pub records: u64,
    /// What is wrong; at most `limits::VERIFY_PROBLEMS`.
    pub problems: Vec<Problem>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Key of its message in `store.ftl`.
    pub code: &'static str,
    /// Where: `entry 12`, `record #7`.
    pub place: String,
}

impl Verification {
    pub(super) fn note(&mut self, code: &'static str, place: String) {
        if self.problems.len() < limits::VERIFY_PROBLEMS {
            self.problems.push(Problem { code, place });
        }
    }
}

/// What a check of the chain found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    /// Entries that follow from each other, from the first one on.
    pub whole: u64,
    /// The first revision that is not what it was, if there is one.
    pub broken: Option<u64>,
    /// What is wrong, of both copies; at most `limits::VERIFY_PROBLEMS`.
    pub problems: Vec<Problem>,
}

/// Checks that each entry up to a revision is what it was and follows from the one before, in both copies.
///
/// # Errors
/// Only where the other copy cannot be read at all.
pub fn chain(ledger: &dyn Ledger, up_to: u64, see: &mut dyn FnMut(u64)) -> Result<Chain, StoreError> {
    let mut found = Verification::default();
    let mut chain = Chain::default();
    let mut previous = Some(Hash::default());
    for revision in 1..=up_to.min(ledger.head()) {
        let place = format!("entry {revision}");
        let read = as_it_lies(ledger, revision);
        match &read {
            // After an entry that cannot be read nothing is known to follow.
            Ok(Some(sealed))
                if sealed.entry.revision == revision && previous.is_none_or(|hash| hash == sealed.previous) => {}
            Ok(Some(_)) => found.note("verify-chain", place),
            Ok(None) => found.note("verify-missing", place),
            Err(_) => found.note("verify-damaged", place),
        }
        if chain.broken.is_none() {
            chain.broken = (!found.problems.is_empty()).then_some(revision);
            chain.whole += u64::from(chain.broken.is_none());
        }
        previous = read.ok().flatten().map(|sealed| sealed.own);
        see(revision);
    }
    if up_to >= ledger.head() && previous.is_some_and(|hash| hash != ledger.head_hash()) {
        found.note("verify-head", format!("entry {}", ledger.head()));
        chain.broken = chain.broken.or(Some(ledger.head()));
    }
    ledger.verify_copy(None, &mut found)?;
    chain.problems = found.problems;
    Ok(chain)
}

/// How many entries have been looked at, now and then.
pub type Progress<'a> = &'a mut dyn FnMut(u64);

/// Checks a ledger.
///
/// # Errors
/// Only where a scan cannot be done at all.
pub fn verify(ledger: &dyn Ledger, tell: Progress<'_>) -> Result<Verification, StoreError> {
    let mut found = Verification::default();
    let replay = replay(ledger, &mut found, tell);
    compare(ledger, &replay, &mut found)?;
    ledger.verify_copy(Some(&replay), &mut found)?;
    for record in replay.records() {
        if let Some((field, link)) = dead_link(record, &replay) {
            found.note("verify-link", format!("record {}: {field} {link}", record.reference));
        }
    }
    Ok(found)
}

fn replay(ledger: &dyn Ledger, found: &mut Verification, tell: Progress<'_>) -> Desk {
    let (mut desk, mut previous): (Desk, Hash) = Default::default();
    let mut closed = true;
    for revision in 1..=ledger.head() {
        let place = || format!("entry {revision}");
        if revision.is_multiple_of(limits::VERIFY_PROGRESS) {
            tell(revision);
        }
        match as_it_lies(ledger, revision) {
            Ok(Some(sealed)) => {
                check_entry(&sealed, revision, previous, closed, found);
                found.entries += 1;
                closed = sealed.entry.closes_group;
                previous = sealed.own;
                advance(&mut desk, &sealed.entry);
            }
            Ok(None) => found.note("verify-missing", place()),
            Err(_) => found.note("verify-damaged", place()),
        }
    }
    if previous != ledger.head_hash() {
        found.note("verify-head", format!("entry {}", ledger.head()));
    }
    if !closed {
        found.note("verify-open-group", format!("entry {}", ledger.head()));
    }
    desk
}

/// An entry as it lies there, not as another copy makes up for it.
fn as_it_lies(ledger: &dyn Ledger, revision: u64) -> Result<Option<Sealed>, StoreError> {
    ledger.entry_bytes(revision)?.map(|bytes| codec::unseal(&bytes)).transpose()
}

fn check_entry(sealed: &Sealed, revision: u64, previous: Hash, closed: bool, found: &mut Verification) {
    let entry = &sealed.entry;
    let begins = entry.group == entry.revision;
    // A new group after one that was cut short is right only where it takes that one back.
    if entry.revision != revision || sealed.previous != previous || (closed && !begins) {
        found.note("verify-chain", format!("entry {revision}"));
    }
}

fn compare(ledger: &dyn Ledger, replay: &Desk, found: &mut Verification) -> Result<(), StoreError> {
    let mut seen = BTreeSet::new();
    let mut merged = Vec::new();
    let scanned = ledger.scan(&mut |thing| {
        match thing {
            Found::LastRef(last) if last < replay.last_ref() => found.note("verify-last-ref", format!("#{last}")),
            Found::LastRef(_) => {}
            Found::Merged(from, into) => merged.push((from, into)),
            Found::Record(reference, bytes) => {
                found.records += 1;
                seen.insert(reference);
                compare_record(replay, reference, bytes, found);
            }
        }
        Ok(())
    });
    for record in replay.records().filter(|record| !seen.contains(&record.reference)) {
        found.note("verify-lost-record", format!("record {}", record.reference));
    }
    if !replay.merges().eq(merged) {
        found.note("verify-merges", "merges".to_owned());
    }
    match scanned {
        // Records that are not what they were have been named one by one, where they can be read.
        Err(StoreError::Damaged { place, .. }) if found.problems.is_empty() => found.note("verify-damaged", place),
        Ok(_) | Err(StoreError::Damaged { .. }) => {}
        Err(error) => return Err(error),
    }
    Ok(())
}

fn compare_record(replay: &Desk, reference: Ref, bytes: &[u8], found: &mut Verification) {
    let place = format!("record {reference}");
    match (load::record(reference, bytes), exact(replay, reference)) {
        (Ok(record), Some(expected)) if record == **expected => {}
        (Ok(_), _) => found.note("verify-differs", place),
        (Err(_), _) => found.note("verify-damaged", place),
    }
}
