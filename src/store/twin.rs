//! Two copies of every entry: the engine, which also holds the current records, and the journal. What is written goes into
//! both; what one lost comes back from the other.
//!
//! The journal's own synchronisation is the acknowledgement: sled's flush is no promise against power loss. An entry that
//! one of them refuses is in neither. When a desk is opened the heads are compared and the shorter copy is filled up; an
//! engine that cannot be read is set aside and made anew from the journal, never in silence ([`Mended`]).

use super::codec::{Hash, Sealed};
use super::error::StoreError;
use super::journal::{self, Journal};
use super::keyed::Keyed;
use super::owner::Owner;
use super::port::{Append, Found, Ledger, Since};
use super::private;
use super::sled_ledger::{self, SledPairs, open_engine};
use super::verify::Verification;
use crate::domain::Ref;
use crate::limits;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What was mended while a desk was opened or read, for the person to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// Key of its message in `store.ftl`.
    pub code: &'static str,
    /// Where what was damaged is kept, or how many entries came back.
    pub place: String,
}

impl Mended {
    fn new(code: &'static str, place: impl ToString) -> Mended {
        Mended { code, place: place.to_string() }
    }

    /// Whether something stored was damaged; a write that a crash cut short is no damage.
    pub fn is_damage(&self) -> bool {
        self.code != "store-mended-tail"
    }
}

/// Both copies of a desk, and the lock that says whose it is.
#[derive(Debug)]
pub struct Twin {
    desk: PathBuf,
    /// Nothing only while it is being made anew.
    engine: Option<Keyed<SledPairs>>,
    journal: Journal,
    mended: Vec<Mended>,
    _lock: File,
}

/// Whether there is a desk in a folder.
pub fn is_desk(folder: &Path) -> bool {
    [sled_ledger::FOLDER, journal::FOLDER].iter().any(|copy| folder.join(copy).is_dir())
}

/// Takes the lock of a desk, in a folder that is made where it is missing.
///
/// # Errors
/// [`StoreError::InUse`], [`StoreError::Foreign`], or the file system's.
pub(super) fn lock(desk: &Path, owner: &Owner) -> Result<File, StoreError> {
    private::folder(desk)?;
    let lock = private::options().write(true).create(true).open(desk.join("lock"))?;
    let mut waited_ms = 0;
    loop {
        match lock.try_lock() {
            Ok(()) => break,
            // Somebody who is just leaving is waited for; nobody notices.
            Err(TryLockError::WouldBlock) if waited_ms < limits::STORE_LOCK_WAIT_MS => {
                std::thread::sleep(Duration::from_millis(limits::STORE_LOCK_STEP_MS));
                waited_ms += limits::STORE_LOCK_STEP_MS;
            }
            Err(TryLockError::WouldBlock) => return Err(StoreError::InUse { owner: Owner::read(desk) }),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
    }
    owner.write(desk)?;
    Ok(lock)
}

impl Twin {
    /// Opens the desk in a folder, which is made where it is missing.
    ///
    /// # Errors
    /// [`StoreError::InUse`]; [`StoreError::Damaged`] or [`StoreError::Diverged`] where neither copy can make up for the
    /// other (`repair` says what is left); [`StoreError::Foreign`]; the file system's.
    pub fn open(desk: &Path, owner: &Owner) -> Result<Twin, StoreError> {
        let lock = lock(desk, owner)?;
        let (journal, tail) = Journal::open(desk)?;
        let mut twin = Twin { desk: desk.to_owned(), engine: None, journal, mended: Vec::new(), _lock: lock };
        twin.mended.extend(tail.map(|path| Mended::new("store-mended-tail", path.display())));
        match open_engine(desk) {
            Ok(engine) => twin.engine = Some(engine),
            Err(StoreError::Damaged { place, detail }) => twin.make_anew(StoreError::Damaged { place, detail })?,
            Err(StoreError::Slow) => twin.make_anew(StoreError::Slow)?,
            Err(error) => return Err(error),
        }
        match twin.level() {
            Err(error @ StoreError::Damaged { .. }) => twin.make_anew(error)?,
            other => other?,
        }
        Ok(twin)
    }

    fn engine(&self) -> Result<&Keyed<SledPairs>, StoreError> {
        self.engine.as_ref().ok_or_else(|| StoreError::damaged("engine", "gone"))
    }

    fn engine_mut(&mut self) -> Result<&mut Keyed<SledPairs>, StoreError> {
        self.engine.as_mut().ok_or_else(|| StoreError::damaged("engine", "gone"))
    }

    /// Fills up the copy that has fewer entries.
    fn level(&mut self) -> Result<(), StoreError> {
        let engine = self.engine.as_mut().ok_or_else(|| StoreError::damaged("engine", "gone"))?;
        let (kept, written) = (engine.head(), self.journal.head());
        if kept == written && engine.head_hash() == self.journal.head_hash() {
            return Ok(());
        }
        let common = kept.min(written);
        if kept > written {
            let is_same =
                common == 0 || engine.entry(common)?.is_some_and(|sealed| sealed.own == self.journal.head_hash());
            if !is_same {
                return Err(StoreError::Diverged { revision: common });
            }
            for revision in common + 1..=kept {
                let missing = || StoreError::damaged(format!("entry {revision}"), "missing");
                self.journal.append(&engine.entry(revision)?.ok_or_else(missing)?)?;
            }
            self.mended.push(Mended::new("store-mended-journal", kept - written));
            return self.journal.flush();
        }
        // No more than what was being written when the power went may be missing in the engine; otherwise it gives back an
        // older state than it was asked to keep.
        let mut group = 0;
        self.journal.walk(written, &mut |sealed| {
            group = sealed.entry.group;
            Ok(())
        })?;
        if kept + 1 < group || (kept == 0 && written > 0) {
            return Err(StoreError::damaged("engine", format!("ends with entry {kept}")));
        }
        let hash = engine.head_hash();
        self.journal.walk(common.max(1), &mut |sealed| {
            if sealed.entry.revision == common {
                return if sealed.own == hash { Ok(()) } else { Err(StoreError::Diverged { revision: common }) };
            }
            append(engine, sealed)
        })?;
        engine.flush()?;
        // After a crash this is as it should be; otherwise the engine has forgotten what it kept. Nobody can tell which.
        self.mended.push(Mended::new("store-mended-behind", written - kept));
        Ok(())
    }

    /// Sets the engine aside and makes it anew from the journal, where that is whole.
    fn make_anew(&mut self, reason: StoreError) -> Result<(), StoreError> {
        if self.journal.head() == 0 || self.journal.walk(1, &mut |_| Ok(())).is_err() {
            return Err(reason);
        }
        self.engine = None;
        let aside = private::set_aside(&self.desk, sled_ledger::FOLDER)?;
        let mut engine = open_engine(&self.desk)?;
        self.journal.walk(1, &mut |sealed| append(&mut engine, sealed))?;
        engine.flush()?;
        self.engine = Some(engine);
        let aside = aside.unwrap_or_else(|| self.desk.join(sled_ledger::FOLDER));
        self.mended.push(Mended::new("store-mended-engine", aside.display()));
        Ok(())
    }
}

/// Appends an entry that another copy has already checked.
pub(super) fn append(engine: &mut Keyed<SledPairs>, sealed: &Sealed) -> Result<(), StoreError> {
    let batch = sealed.batch();
    match engine.append(sealed.entry.revision - 1, batch, sealed)? {
        Append::Done(_) => Ok(()),
        Append::Already(_) | Append::Conflict(_) => {
            Err(StoreError::damaged(format!("entry {}", sealed.entry.revision), "does not follow"))
        }
    }
}

impl Ledger for Twin {
    fn head(&self) -> u64 {
        self.journal.head()
    }

    fn head_hash(&self) -> Hash {
        self.journal.head_hash()
    }

    fn append(&mut self, expected: u64, batch: u128, sealed: &Sealed) -> Result<Append, StoreError> {
        let follows = expected == self.journal.head() && sealed.previous == self.journal.head_hash();
        if !follows || sealed.entry.revision != expected + 1 {
            return self.engine_mut()?.append(expected, batch, sealed);
        }
        self.journal.append(sealed)?;
        match self.engine_mut()?.append(expected, batch, sealed) {
            Ok(Append::Done(revision)) => Ok(Append::Done(revision)),
            other => {
                self.journal.take_back();
                other
            }
        }
    }

    fn flush(&mut self) -> Result<(), StoreError> {
        self.journal.flush()?;
        // The journal has it: an engine that cannot write now is filled up when the desk is next opened.
        let _ = self.engine_mut()?.flush();
        Ok(())
    }

    fn scan(&self, see: &mut dyn FnMut(Found<'_>) -> Result<(), StoreError>) -> Result<u64, StoreError> {
        self.engine()?.scan(see)
    }

    fn since(&self, revision: u64, limit: usize) -> Result<Since, StoreError> {
        self.engine()?.since(revision, limit)
    }

    fn entry_bytes(&self, revision: u64) -> Result<Option<Vec<u8>>, StoreError> {
        self.engine()?.entry_bytes(revision)
    }

    fn history(&self, reference: Ref, limit: usize) -> Result<Vec<u64>, StoreError> {
        self.engine()?.history(reference, limit)
    }

    fn mend(&mut self, reason: StoreError) -> Result<(), StoreError> {
        self.make_anew(reason)
    }

    fn mended(&mut self) -> Vec<Mended> {
        std::mem::take(&mut self.mended)
    }

    fn verify_copy(&self, found: &mut Verification) -> Result<(), StoreError> {
        let engine = self.engine()?;
        let (mut next, mut previous) = (1, Hash::default());
        journal::salvage(&self.desk, &mut |read| {
            match read {
                journal::Read::Damage(place) => found.note("verify-journal", place),
                journal::Read::Entry(sealed) => {
                    let revision = sealed.entry.revision;
                    let place = format!("{}, entry {revision}", journal::FOLDER);
                    if revision != next || sealed.previous != previous {
                        found.note("verify-journal", place);
                    } else if engine.entry_bytes(revision).ok().flatten().is_none_or(|bytes| bytes != sealed.bytes) {
                        found.note("verify-copies", place);
                    }
                    (next, previous) = (revision + 1, sealed.own);
                }
            }
            Ok(())
        })?;
        if next != engine.head() + 1 {
            found.note("verify-journal", format!("{}, entry {next}", journal::FOLDER));
        }
        Ok(())
    }
}
