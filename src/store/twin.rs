//! Two copies of every entry: the journal, and the engine, which also holds the current records. What is written goes into
//! both; what one lost comes back from the other.
//!
//! The journal's own synchronisation is the acknowledgement: sled's flush is no promise against power loss. The engine is given only what
//! the journal has for good, so that it can never be ahead; where it fails, the journal alone serves on. When a desk is
//! opened the heads are compared and the shorter copy is filled up; an engine that cannot be read is set aside and made
//! anew from the journal, never in silence ([`Mended`]). On a full or read-only disk the journal is read and nothing written.

use super::begun::Begun;
use super::checkpoint::Stamp;
use super::codec::{self, Hash, Sealed};
use super::disk::{Disk, Step};
use super::error::StoreError;
use super::format::{self, FORMAT};
use super::journal::{self, Journal};
use super::keyed::{Keyed, Order};
use super::owner::Owner;
use super::port::{Append, Found, Frame, Ledger, Since};
use super::seal::{self, Seal};
use super::segment::{Read, Salvage};
use super::sled_ledger::{self, SledPairs, open_engine};
use super::verify::Verification;
use super::working::advance;
use super::{begun, kept_desk, lock, places, private, segment, witness};
use crate::domain::{Desk, Ref};
use crate::limits;
use std::collections::VecDeque;
use std::fs::File;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

/// What was mended while a desk was opened or read, or cannot be, for the person to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// Key of its message in `store.ftl`.
    pub code: &'static str,
    /// Where what was damaged is kept, how many entries came back, or what the system said.
    pub place: String,
}

impl Mended {
    pub(super) fn new(code: &'static str, place: impl ToString) -> Mended {
        Mended { code, place: place.to_string() }
    }

    /// Whether something stored was damaged; a write that a crash cut short is no damage, nor is a disk that is full.
    pub fn is_damage(&self) -> bool {
        self.code.starts_with("store-mended-") && !matches!(self.code, "store-mended-tail" | "store-mended-behind")
    }
}

/// Both copies of a desk, and the lock that says whose it is.
#[derive(Debug)]
pub struct Twin {
    desk: PathBuf,
    disk: Disk,
    /// Nothing while it is made anew, after it failed, and where the desk is only read.
    engine: Option<Keyed<SledPairs>>,
    journal: Journal,
    /// Entries that the engine is still to be given.
    waiting: VecDeque<Sealed>,
    waiting_bytes: usize,
    /// Why the desk is only read.
    reading: Option<StoreError>,
    /// What lies in the checkpoint, where it was read while the engine was opened.
    lying: Option<Result<Option<(Desk, Stamp)>, StoreError>>,
    /// The revision of the checkpoint, where it fits.
    kept: Option<u64>,
    mended: Vec<Mended>,
    lock: Option<File>,
    /// Whether it is written down that the desk has held entries.
    is_begun: bool,
}

/// What a desk is like before it is opened.
#[derive(Clone, Copy, Debug)]
struct Traces {
    /// Whether it has held entries.
    has_held: bool,
    /// Whether its engine has not one byte.
    is_bare: bool,
}

impl Twin {
    /// Opens the desk in a folder, which is made where it is missing. Where the disk is full or may not be written, a desk
    /// that is there is opened for reading.
    ///
    /// # Errors
    /// [`StoreError::InUse`]; [`StoreError::Damaged`] or [`StoreError::Diverged`] where neither copy can make up for the
    /// other (`repair` says what is left); [`StoreError::Foreign`]; the file system's.
    pub fn open(desk: &Path, owner: &Owner) -> Result<Twin, StoreError> {
        Twin::open_on(desk, owner, Disk::default())
    }

    /// The same on a disk that asks before each write.
    ///
    /// # Errors
    /// As [`Twin::open`].
    pub fn open_on(desk: &Path, owner: &Owner, disk: Disk) -> Result<Twin, StoreError> {
        match Twin::open_to_write(desk, owner, disk.clone()) {
            Err(why @ (StoreError::Full | StoreError::ReadOnly)) if lock::is_desk(desk) => {
                Twin::open_to_read(desk, why, disk)
            }
            opened => opened,
        }
    }

    fn new(desk: &Path, disk: Disk, lock: Option<File>) -> Result<Twin, StoreError> {
        Ok(Twin {
            desk: desk.to_owned(),
            journal: Journal::open(desk, disk.clone())?,
            disk,
            engine: None,
            waiting: VecDeque::new(),
            waiting_bytes: 0,
            reading: None,
            lying: None,
            kept: None,
            mended: Vec::new(),
            lock,
            is_begun: false,
        })
    }

    fn open_to_write(desk: &Path, owner: &Owner, disk: Disk) -> Result<Twin, StoreError> {
        let lock = lock::take(desk)?;
        let form = format::of(desk)?;
        private::need_room(desk)?;
        let moved = places::clear(desk)?;
        private::clear_temporary(desk)?;
        super::repair::finish(desk)?;
        let seal = seal::check(desk)?.of_this(desk)?;
        let mut twin = Twin::new(desk, disk, Some(lock))?;
        let traces = twin.traces(&seal)?;
        twin.mended.extend(moved.iter().map(|place| Mended::new("store-mended-place", place.display())));
        // From here on something is written.
        seal::take_off(desk)?;
        owner.write(desk)?;
        if form == FORMAT {
            format::write(desk)?;
        }
        // The engine waits for the disk while the checkpoint keeps the processor busy.
        let lying = std::thread::scope(|scope| {
            let reading = scope.spawn(|| kept_desk::lying(desk));
            twin.open_both(&seal, traces)?;
            // Where its thread failed, it is read again by whoever asks for it.
            Ok::<_, StoreError>(reading.join().ok())
        });
        twin.lying = match lying {
            Err(error) => {
                // How far both copies surely went is all that tells a repair what is lost; what was refused is not sealed.
                twin.engine = None;
                seal::put_back(desk, &seal)?;
                return Err(error);
            }
            lying => lying?,
        };
        if form == 0 {
            twin.mended.push(Mended::new("store-mended-format", desk.display()));
        }
        if form < FORMAT {
            twin.bring_forward()?;
        }
        if begun::is_wrong(desk)? && !seal.broken.iter().any(|name| name == begun::NAME) {
            twin.mended.push(Mended::new("store-mended-note", begun::NAME));
        }
        twin.note_begun();
        let told = |name: &&String| !name.starts_with(sled_ledger::FOLDER);
        twin.mended.extend(seal.broken.iter().filter(told).map(|name| Mended::new("store-mended-note", name)));
        Ok(twin)
    }

    /// What tells that the desk has held entries, however many are left. Asked before anything is made.
    fn traces(&self, seal: &Seal) -> Result<Traces, StoreError> {
        let is_untouched = !seal.is_there && self.journal.tails().is_empty() && lock::is_desk(&self.desk);
        let has_held = seal.revision > 0
            || begun::of(&self.desk)? != Begun::No
            || is_untouched && super::repair::is_bereft(&self.desk);
        Ok(Traces { has_held, is_bare: begun::is_bare(&self.desk)? })
    }

    /// Writes down that the desk has held entries, once the first one is durable. Where that fails it is tried with the next.
    fn note_begun(&mut self) {
        if self.is_begun || self.reading.is_some() || self.journal.durable() == 0 {
            return;
        }
        let Ok(Some(first)) = segment::first_hash(&self.desk) else { return };
        self.is_begun = begun::of(&self.desk) == Ok(Begun::With(first)) || begun::write(&self.desk, &first).is_ok();
    }

    /// Brings a desk of an older form to that of this program (see `format`).
    fn bring_forward(&mut self) -> Result<(), StoreError> {
        if self.journal.head() > 0 {
            let kept = format::keep_old(&self.desk, self)?;
            let place = private::temporary(&self.desk)?;
            let mut engine = open_engine(&place)?;
            self.journal.walk(1, &mut |sealed| append(&mut engine, sealed))?;
            engine.flush()?;
            drop(engine);
            self.engine = None;
            std::fs::rename(self.desk.join(sled_ledger::FOLDER), place.join("old"))?;
            std::fs::rename(place.join(sled_ledger::FOLDER), self.desk.join(sled_ledger::FOLDER))?;
            private::sync_folder(&self.desk)?;
            self.engine = Some(open_engine(&self.desk)?);
            private::clear_temporary(&self.desk)?;
            self.mended.push(Mended::new("store-migrated", kept.display()));
        }
        format::write(&self.desk)
    }

    /// Reads the journal alone.
    pub(super) fn open_to_read(desk: &Path, why: StoreError, disk: Disk) -> Result<Twin, StoreError> {
        lock::look_at(desk)?;
        let lock = match private::options().read(true).open(desk.join(lock::NAME)) {
            Ok(lock) => {
                lock::wait_for(&lock, desk)?;
                Some(lock)
            }
            Err(_) => None,
        };
        let mut twin = Twin::new(desk, disk, lock)?;
        if let Some(tail) = twin.journal.missed(0, 0) {
            return Err(StoreError::damaged(format!("{} byte {}", tail.segment.display(), tail.whole), "not an entry"));
        }
        if twin.journal.head() == 0 && begun::of(desk)? != Begun::No {
            // The engine is not asked: opening it would write.
            return Err(StoreError::damaged(journal::FOLDER, "no entry"));
        }
        let code = if why == StoreError::Full { "store-reading-full" } else { "store-reading-only" };
        twin.mended.push(Mended::new(code, desk.display()));
        twin.reading = Some(why);
        Ok(twin)
    }

    fn open_both(&mut self, seal: &Seal, traces: Traces) -> Result<(), StoreError> {
        let engine = if seal.is_engine_broken() {
            Err(StoreError::damaged("engine", "not as it was left"))
        } else {
            open_engine(&self.desk)
        };
        let known = engine.as_ref().map_or(0, Ledger::head);
        let engine = match engine {
            Err(error) if !matches!(error, StoreError::Damaged { .. } | StoreError::Slow) => return Err(error),
            engine => engine,
        };
        self.need_own(seal, engine.as_ref().ok())?;
        // Whole entries behind damage are set aside only where the other copy has them.
        if let Some(tail) = self.journal.missed(known, seal.revision) {
            let place = format!("{} byte {}", tail.segment.display(), tail.whole);
            return Err(engine.err().unwrap_or_else(|| StoreError::damaged(place, "not an entry")));
        }
        // What both had when the desk was closed and neither has now is no write that was cut short.
        let reached = self.journal.head().max(known);
        let is_empty = reached == 0 && self.journal.tails().iter().all(|tail| tail.highest == 0);
        if is_empty && traces.has_held && (engine.is_ok() || traces.is_bare) {
            return Err(begun::emptied(&self.desk));
        }
        if reached < seal.revision {
            let missing = || StoreError::damaged(format!("entry {}", reached + 1), "in neither copy");
            return Err(engine.err().unwrap_or_else(missing));
        }
        // An engine that is not there any more can tell nothing of what stands behind the end of the journal.
        let is_gone = traces.has_held && traces.is_bare && engine.is_ok() && known == 0 && reached > 0;
        if let Some(tail) = self.journal.tails().first().filter(|tail| is_gone && tail.whole > 0) {
            return Err(StoreError::damaged(format!("{} byte {}", tail.segment.display(), tail.whole), "not an entry"));
        }
        for (tail, aside) in self.journal.settle()? {
            // Of a desk that was closed no write was cut short.
            let is_damage = seal.is_certain() || tail.highest > 0 && tail.highest <= known;
            let code = if is_damage { "store-mended-part" } else { "store-mended-tail" };
            self.mended.push(Mended::new(code, aside.display()));
        }
        match engine {
            Ok(_) if is_gone => return self.make_anew(StoreError::damaged("engine", "gone"), seal.revision),
            Ok(engine) => self.engine = Some(engine),
            Err(error) => return self.make_anew(error, seal.revision),
        }
        match self.level(seal.revision) {
            Err(error @ StoreError::Damaged { .. }) => self.make_anew(error, seal.revision),
            Err(StoreError::Diverged { revision }) => {
                Err(StoreError::Diverged { revision: self.last_common(revision) })
            }
            done => done,
        }
    }

    /// Refuses what is the history of another desk.
    fn need_own(&self, seal: &Seal, engine: Option<&Keyed<SledPairs>>) -> Result<(), StoreError> {
        let first = segment::first_hash(&self.desk)?;
        if !witness::is_of_another(&self.desk, begun::left(&self.desk, seal)?, first, engine.and_then(Keyed::first)) {
            return Ok(());
        }
        match engine {
            Some(_) => Err(begun::emptied(&self.desk)),
            // The engine that was left out may have the right one: a repair looks.
            None => Err(StoreError::damaged(format!("{}, entry 1", journal::FOLDER), "of another desk")),
        }
    }

    /// The last revision that both copies have, of which one is known that they do not: found by halving.
    fn last_common(&self, other: u64) -> u64 {
        let is_same = |revision| {
            let kept = self.engine_with(revision).and_then(|engine| engine.entry_bytes(revision).ok().flatten());
            kept.is_some() && kept == self.journal.entry_bytes(revision).ok().flatten()
        };
        let (mut same, mut other) = (0, other);
        while other - same > 1 {
            let middle = same + (other - same) / 2;
            if is_same(middle) { same = middle } else { other = middle }
        }
        same
    }

    /// Fills up the copy that has fewer entries. Both had that revision when the desk was closed.
    fn level(&mut self, sealed: u64) -> Result<(), StoreError> {
        let engine = self.engine.as_mut().ok_or_else(|| StoreError::damaged("engine", "gone"))?;
        let (kept, written) = (engine.head(), self.journal.head());
        if kept == written && engine.head_hash() == self.journal.head_hash() && written >= sealed {
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
        if kept < sealed {
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
        // A crash between the two copies: as it should be.
        self.mended.push(Mended::new("store-mended-behind", written - kept));
        Ok(())
    }

    /// Sets the engine aside and makes it anew from the journal, where that is whole and has all there was.
    fn make_anew(&mut self, reason: StoreError, sealed: u64) -> Result<(), StoreError> {
        let head = self.journal.head();
        if head == 0 || head < sealed || self.journal.walk(1, &mut |_| Ok(())).is_err() {
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

    /// Gives the engine what the journal has. Where it fails it is left, and filled up when the desk is next opened.
    fn feed(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        self.waiting_bytes = 0;
        let Some(engine) = self.engine.as_mut() else { return };
        let (disk, mut waiting) = (&self.disk, waiting.iter());
        let fed = waiting.try_for_each(|sealed| {
            disk.before(Step::Engine)?;
            append(engine, sealed)
        });
        let fed = fed.and_then(|()| Ok(disk.before(Step::EngineSync)?)).and_then(|()| engine.flush());
        if let Err(error) = fed {
            self.engine = None;
            self.mended.push(Mended::new("store-engine-left", error.in_short()));
        }
    }

    /// The engine, where it has this entry.
    fn engine_with(&self, revision: u64) -> Option<&Keyed<SledPairs>> {
        self.engine.as_ref().filter(|engine| revision <= engine.head())
    }

    /// The desk as the journal alone tells it.
    fn replayed(&self) -> Result<Desk, StoreError> {
        let mut desk = Desk::default();
        self.journal.walk(1, &mut |sealed| {
            advance(&mut desk, &sealed.entry);
            Ok(())
        })?;
        Ok(desk)
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

    fn append(&mut self, expected: u64, _batch: u128, sealed: &Sealed) -> Result<Append, StoreError> {
        if let Some(why) = &self.reading {
            return Err(why.clone());
        }
        let head = self.journal.head();
        let revision = sealed.entry.revision;
        if revision <= head && self.entry_bytes(revision)?.is_some_and(|bytes| bytes == sealed.bytes) {
            return Ok(Append::Already(revision));
        }
        if expected != head || revision != head + 1 || sealed.previous != self.journal.head_hash() {
            return Ok(Append::Conflict(head));
        }
        if let Err(error) = self.journal.append(sealed) {
            self.take_back();
            return Err(error);
        }
        self.waiting_bytes += sealed.bytes.len();
        self.waiting.push_back(sealed.clone());
        if self.waiting_bytes > limits::STORE_WAITING_BYTES {
            self.flush()?;
        }
        Ok(Append::Done(revision))
    }

    fn flush(&mut self) -> Result<(), StoreError> {
        if let Err(error) = self.journal.flush() {
            self.take_back();
            return Err(error);
        }
        if !self.waiting.is_empty() {
            self.feed();
        }
        self.note_begun();
        Ok(())
    }

    fn desk(&mut self) -> Result<Option<Desk>, StoreError> {
        let lying = self.lying.take().unwrap_or_else(|| kept_desk::lying(&self.desk));
        match lying.and_then(|lying| kept_desk::forward(lying, &self.journal)) {
            Ok(Some((desk, revision))) => {
                self.kept = Some(revision);
                return Ok(Some(desk));
            }
            Ok(None) => {}
            Err(error) => {
                self.mended.push(Mended::new("store-mended-checkpoint", error.in_short()));
                if self.reading.is_none() {
                    super::checkpoint::throw_away(&self.desk, kept_desk::PART)?;
                }
            }
        }
        if self.engine_with(self.head()).is_none() { self.replayed().map(Some) } else { Ok(None) }
    }

    fn rest(&mut self, desk: &Desk) {
        if self.reading.is_some()
            || desk.revision() != self.journal.durable()
            || desk.len() < limits::CHECKPOINT_RECORDS
        {
            return;
        }
        let since = desk.revision().saturating_sub(self.kept.unwrap_or(0));
        if self.kept.is_none() || since > limits::CHECKPOINT_ENTRIES {
            // Only a cache: without it the desk is read from the engine.
            if kept_desk::write(&self.desk, desk, self.journal.head_hash()).is_ok() {
                self.kept = Some(desk.revision());
            }
        }
    }

    fn scan(&self, see: &mut dyn FnMut(Found<'_>) -> Result<(), StoreError>) -> Result<u64, StoreError> {
        if let Some(engine) = self.engine_with(self.head()) {
            return engine.scan(see);
        }
        let desk = self.replayed()?;
        see(Found::LastRef(desk.last_ref()))?;
        desk.merges().try_for_each(|(from, into)| see(Found::Merged(from, into)))?;
        for record in desk.records() {
            see(Found::Record(record.reference, &codec::record_to_bytes(record)?))?;
        }
        Ok(desk.revision())
    }

    fn since(&self, revision: u64, limit: usize) -> Result<Since, StoreError> {
        let mut entries = Vec::new();
        for wanted in (revision.saturating_add(1)..=self.head()).take(limit) {
            let missing = || StoreError::damaged(format!("entry {wanted}"), "missing");
            entries.push(self.entry(wanted)?.ok_or_else(missing)?);
        }
        Ok(Since::Entries(entries))
    }

    fn entry_bytes(&self, revision: u64) -> Result<Option<Vec<u8>>, StoreError> {
        match self.engine_with(revision) {
            Some(engine) => engine.entry_bytes(revision),
            None => self.journal.entry_bytes(revision),
        }
    }

    fn entry(&self, revision: u64) -> Result<Option<Sealed>, StoreError> {
        let place = || format!("entry {revision}");
        // What the engine cannot give whole, the journal can.
        if let Some(Ok(Some(sealed))) = self.engine_with(revision).map(|engine| engine.entry(revision)) {
            return Ok(Some(sealed));
        }
        let bytes = self.journal.entry_bytes(revision)?;
        bytes.map(|bytes| codec::unseal(&bytes).map_err(|error| error.at(place))).transpose()
    }

    fn frames(&self, revisions: RangeInclusive<u64>, order: Order, see: Frame<'_>) -> Result<(), StoreError> {
        let mut left = revisions.clone();
        // The journal is read as it lies, several times as fast as the engine finds one entry after the other.
        let shown = self.journal.frames(revisions, order, &mut |revision, bytes| {
            see(revision, bytes)?;
            match order {
                Order::Up => left.next(),
                Order::Down => left.next_back(),
            };
            Ok(())
        });
        match shown {
            Err(StoreError::Damaged { .. }) => {
                let revisions: Vec<u64> = if order == Order::Up { left.collect() } else { left.rev().collect() };
                revisions.into_iter().try_for_each(|revision| {
                    let missing = || StoreError::damaged(format!("entry {revision}"), "missing");
                    see(revision, &self.entry(revision)?.ok_or_else(missing)?.bytes)
                })
            }
            shown => shown,
        }
    }

    fn history(&self, reference: Ref, limit: usize) -> Result<Vec<u64>, StoreError> {
        match self.engine_with(self.head()) {
            Some(engine) => engine.history(reference, limit),
            None => self.journal.history(reference, limit),
        }
    }

    fn finds(&self) -> bool {
        self.engine_with(self.head()).is_some()
    }

    fn folder(&self) -> Option<&Path> {
        Some(&self.desk)
    }

    fn mend(&mut self, reason: StoreError) -> Result<(), StoreError> {
        if self.reading.is_some() { Err(reason) } else { self.make_anew(reason, 0) }
    }

    fn mended(&mut self) -> Vec<Mended> {
        std::mem::take(&mut self.mended)
    }

    fn is_reading(&self) -> bool {
        self.reading.is_some()
    }

    fn verify_copy(&self, replay: Option<&Desk>, found: &mut Verification) -> Result<(), StoreError> {
        let (mut next, mut previous) = (1, Hash::default());
        let mut salvage = Salvage::of(&self.desk)?;
        while let Some(read) = salvage.read()? {
            match read {
                Read::Damage(place) => found.note("verify-journal", place),
                Read::Entry(sealed) => {
                    let revision = sealed.entry.revision;
                    let place = format!("{}, entry {revision}", journal::FOLDER);
                    let kept = self.engine_with(revision).map(|engine| engine.entry_bytes(revision).ok().flatten());
                    if revision != next || sealed.previous != previous {
                        found.note("verify-journal", place);
                    } else if kept.is_some_and(|kept| kept.is_none_or(|bytes| bytes != sealed.bytes)) {
                        found.note("verify-copies", place);
                    }
                    (next, previous) = (revision + 1, sealed.own);
                }
            }
        }
        segment::misnamed(&self.desk)?.into_iter().for_each(|name| found.note("verify-journal", name));
        if next != self.head() + 1 {
            found.note("verify-journal", format!("{}, entry {next}", journal::FOLDER));
        }
        if let Some(replay) = replay {
            kept_desk::verify(&self.desk, &self.journal, replay, found);
        }
        Ok(())
    }
}

impl Twin {
    /// Takes away what was not yet made durable: it was not acknowledged.
    fn take_back(&mut self) {
        self.journal.take_back();
        let durable = self.journal.durable();
        self.waiting.retain(|sealed| sealed.entry.revision <= durable);
        self.waiting_bytes = self.waiting.iter().map(|sealed| sealed.bytes.len()).sum();
    }
}

impl Drop for Twin {
    fn drop(&mut self) {
        let (Some(engine), None) = (self.engine.take(), &self.reading) else { return };
        let head = engine.head();
        drop(engine);
        // Without a seal the desk is only looked at less closely when it is next opened.
        let may = self.lock.is_some() && self.disk.before(Step::Seal).is_ok();
        if may && head == self.journal.durable() && sled_ledger::is_let_go(&self.desk) {
            let _ = seal::put_on(&self.desk, head, &self.journal.head_hash());
        }
    }
}
