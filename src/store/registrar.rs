//! The registrar: the only writer. It carries a proposal out on a copy of the desk, checks it, appends it,
//! flushes once, and only then publishes the new desk.
//!
//! A large proposal becomes several entries of one group; a group that was cut short is taken back when
//! the ledger is opened, so that a proposal happens whole or not at all. Undo and redo are groups of their own
//! (see `undo.rs`); everything is read from the ledger, so that it survives restarts.

use super::checkpoint::Stamp;
use super::codec::{self, Hash};
use super::error::{ProposeError, StoreError};
use super::keep::{self, Job, Keeping};
use super::owner::Owner;
use super::past;
use super::pin::Pin;
use super::port::{Append, Ledger};
use super::rehearse::{self, Rehearsal};
use super::shelf::{Shelf, Workplace};
use super::twin::Mended;
use super::undo::{self, Turn, Way};
use super::verify::{self, Chain, Verification};
use super::working::{self, Working};
use super::{load, private};
use crate::domain::{Change, Clash, Desk, Dropped, Entry, FieldError, Proposal, Reason, Receipt, Record, Ref, Refusal};
use crate::limits;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// Checks one record against the desk it will be on.
pub type Rules = Box<dyn Fn(&Record, &Desk) -> Vec<FieldError> + Send>;

/// The label of entries that take back a group which was cut short.
pub const TAKE_BACK: &str = "store.take-back";
/// How the labels of what a desk begins with start; nobody takes that back.
pub const BEGINNING: &str = "init.";

/// The only writer of a ledger.
pub struct Registrar {
    ledger: Box<dyn Ledger>,
    rules: Rules,
    desk: Arc<Desk>,
    /// The past desk that was asked for last: from there it is not far to the next one.
    past: Option<Arc<Desk>>,
    /// Whether a write failed: what the ledger holds is then read again before the next one.
    stale: bool,
    /// The last entry of the ledger when the desk was known to be what it holds.
    hash: Option<(u64, Hash)>,
    /// When the last entry was written, by the clock of its machine.
    last_ms: i64,
    mended: Vec<Mended>,
}

/// What all entries of a group say.
pub(super) struct Heading {
    pub(super) by: String,
    pub(super) machine: String,
    pub(super) at_ms: i64,
    pub(super) label: String,
    pub(super) reason: Reason,
}

impl Registrar {
    /// Reads the desk from a ledger, and takes back a group that was cut short.
    ///
    /// # Errors
    /// The engine's, or damage in what was read.
    pub fn open(ledger: Box<dyn Ledger>, rules: Rules) -> Result<Registrar, StoreError> {
        let mut registrar = Registrar {
            ledger,
            rules,
            desk: Arc::new(Desk::default()),
            past: None,
            stale: true,
            hash: None,
            last_ms: 0,
            mended: Vec::new(),
        };
        registrar.refresh()?;
        Ok(registrar)
    }

    /// The newest desk.
    pub fn desk(&self) -> Arc<Desk> {
        Arc::clone(&self.desk)
    }

    /// Of which state the newest desk is: what is made from it can be kept with this in the checkpoint.
    pub fn stamp(&self) -> Stamp {
        let hash = self.hash.map_or_else(Hash::default, |(_, hash)| hash);
        Stamp { revision: self.desk.revision(), hash }
    }

    /// Carries a proposal out, whole or not at all; it is on disk when this returns.
    ///
    /// # Errors
    /// [`ProposeError::Refused`] where a rule, a conflict or a missing record stands against it;
    /// [`ProposeError::Store`] where it could not be written. The desk is then as it was.
    pub fn propose(&mut self, proposal: Proposal) -> Result<Receipt, ProposeError> {
        let outcome = self.carry_out(proposal);
        outcome.map_err(|error| self.told_by_whom(error))
    }

    fn carry_out(&mut self, proposal: Proposal) -> Result<Receipt, ProposeError> {
        self.refresh()?;
        let Proposal { by, machine, at_ms, label, drafts } = proposal;
        let mut working = Working::new(&self.desk, &drafts);
        let (mut references, mut changed) = (Vec::new(), Vec::new());
        for (number, draft) in drafts.into_iter().enumerate() {
            let outcome = working.carry_out(number, draft, self.ledger.as_ref())?;
            references.push(outcome.reference);
            changed.push(outcome.changed);
        }
        working.check(&self.rules, &self.desk)?;
        let changes = working.into_changes(&self.desk);
        let revision = self.commit(Heading { by, machine, at_ms, label, reason: Reason::Done }, changes)?;
        Ok(Receipt { revision, references, changed })
    }

    /// Takes back the last `n` groups of this person, the newest first. Where fewer can be taken back, those
    /// are, and the receipt names their records; the first one decides about a refusal.
    ///
    /// # Errors
    /// [`Refusal::NothingToUndo`], or [`Refusal::Conflict`] where a record has changed since.
    pub fn undo(&mut self, by: &str, machine: &str, at_ms: i64, n: usize) -> Result<Receipt, ProposeError> {
        self.repeat(Way::Back, by, machine, at_ms, n)
    }

    /// Does again the last `n` groups that this person took back.
    ///
    /// # Errors
    /// As [`Registrar::undo`].
    pub fn redo(&mut self, by: &str, machine: &str, at_ms: i64, n: usize) -> Result<Receipt, ProposeError> {
        self.repeat(Way::Forth, by, machine, at_ms, n)
    }

    fn repeat(&mut self, way: Way, by: &str, machine: &str, at_ms: i64, n: usize) -> Result<Receipt, ProposeError> {
        let mut references = BTreeSet::new();
        for done in 0..n.max(1) {
            match self.step(way, by, machine, at_ms) {
                Ok(touched) => references.extend(touched),
                Err(ProposeError::Refused(_)) if done > 0 => break,
                Err(error) => return Err(self.told_by_whom(error)),
            }
        }
        let references: Vec<Ref> = references.into_iter().collect();
        Ok(Receipt { revision: self.desk.revision(), changed: vec![true; references.len()], references })
    }

    fn step(&mut self, way: Way, by: &str, machine: &str, at_ms: i64) -> Result<Vec<Ref>, ProposeError> {
        self.refresh()?;
        let group = undo::target(self.ledger.as_ref(), by, way)?.ok_or(Refusal::NothingToUndo)?;
        let turn = Turn { group, way };
        let (label, changes) = undo::changes(self.ledger.as_ref(), &self.desk, turn, &self.rules)?;
        let touched = changes.iter().map(Change::reference).collect();
        let reason = match way {
            Way::Back => Reason::Undo(group),
            Way::Forth => Reason::Redo(group),
        };
        self.commit(Heading { by: by.to_owned(), machine: machine.to_owned(), at_ms, label, reason }, changes)?;
        Ok(touched)
    }

    /// The entries that touched a record, oldest first, each with the changes of this record only; of
    /// very many, the newest `limits::HISTORY_ENTRIES`.
    ///
    /// # Errors
    /// The engine's, or damage in an entry.
    pub fn history(&self, reference: Ref) -> Result<Vec<Entry>, StoreError> {
        let mut revisions = self.ledger.history(reference, limits::HISTORY_ENTRIES)?;
        revisions.reverse();
        let mut entries = Vec::with_capacity(revisions.len());
        for revision in revisions {
            let mut entry = expect_entry(self.ledger.as_ref(), revision)?;
            entry.changes.retain(|change| change.reference() == reference);
            entries.push(entry);
        }
        Ok(entries)
    }

    /// When and on which machine the ledger began, as one word: no other desk has it, and backups keep it.
    ///
    /// # Errors
    /// The engine's, or damage in the first entry.
    pub fn origin(&self) -> Result<String, StoreError> {
        if self.ledger.head() == 0 {
            return Ok(String::new());
        }
        let first = expect_entry(self.ledger.as_ref(), 1)?;
        let machine: String =
            first.machine.chars().filter(|letter| letter.is_ascii_alphanumeric() || "-.".contains(*letter)).collect();
        Ok(format!("{:x}@{machine}", first.at_ms))
    }

    /// The last entries, the newest first.
    ///
    /// # Errors
    /// The engine's, or damage in an entry.
    pub fn log(&self, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let revisions = (1..=self.desk.revision()).rev().take(limit.min(limits::LOG_ENTRIES));
        revisions.map(|revision| expect_entry(self.ledger.as_ref(), revision)).collect()
    }

    /// The desk as it was at a revision; inside a group, as it was before the group.
    ///
    /// # Errors
    /// The engine's, or damage in an entry.
    pub fn desk_as_of(&mut self, revision: u64) -> Result<Arc<Desk>, StoreError> {
        let whole = past::whole(self.ledger.as_ref(), revision)?;
        let known: Vec<&Desk> = std::iter::once(&self.desk).chain(&self.past).map(AsRef::as_ref).collect();
        if whole == self.desk.revision() {
            return Ok(Arc::clone(&self.desk));
        }
        let desk = Arc::new(past::desk(self.ledger.as_ref(), &known, whole)?);
        self.past = Some(Arc::clone(&desk));
        Ok(desk)
    }

    /// The last revision that was written at that moment or before, in milliseconds since 1970 UTC.
    ///
    /// # Errors
    /// The engine's, or damage in an entry.
    pub fn revision_at(&self, at_ms: i64) -> Result<u64, StoreError> {
        past::revision_at(self.ledger.as_ref(), at_ms)
    }

    /// When a revision was written, in milliseconds since 1970 UTC; nothing where there is none.
    ///
    /// # Errors
    /// The engine's, or damage in an entry.
    pub fn written_at(&self, revision: u64) -> Result<Option<i64>, StoreError> {
        let is_there = (1..=self.ledger.head()).contains(&revision);
        is_there.then(|| undo::heading(self.ledger.as_ref(), revision).map(|head| head.at_ms)).transpose()
    }

    /// What was taken away and is not back, the last one first; of very many the last `limits::TRASH_RECORDS`.
    ///
    /// # Errors
    /// The engine's, or damage in an entry.
    pub fn trash(&self) -> Result<Vec<Dropped>, StoreError> {
        past::trash(self.ledger.as_ref(), &self.desk)
    }

    /// A record that was taken away and is not back.
    ///
    /// # Errors
    /// The engine's, or damage in an entry.
    pub fn dropped(&self, reference: Ref) -> Result<Option<Dropped>, StoreError> {
        if self.desk.get(reference).is_some() {
            return Ok(None);
        }
        past::dropped(self.ledger.as_ref(), reference)
    }

    /// One entry.
    ///
    /// # Errors
    /// There is none, the engine's, or damage in it.
    pub fn entry(&self, revision: u64) -> Result<Entry, StoreError> {
        expect_entry(self.ledger.as_ref(), revision)
    }

    /// The pin of a revision; of the head where nothing is said. Nothing where there is no such revision.
    ///
    /// # Errors
    /// The engine's, or damage in the entry.
    pub fn pin(&self, revision: Option<u64>) -> Result<Option<Pin>, StoreError> {
        let revision = revision.unwrap_or(self.ledger.head());
        Ok(self.hashes(revision)?.map(|(own, _)| Pin::new(revision, &own)))
    }

    /// The hash of a revision and that of the one before.
    ///
    /// # Errors
    /// The engine's, or damage in the entry.
    pub fn hashes(&self, revision: u64) -> Result<Option<(Hash, Hash)>, StoreError> {
        Ok(self.ledger.entry(revision)?.map(|sealed| (sealed.own, sealed.previous)))
    }

    /// The revision that a pin stands for; nothing where its hash is nowhere in this history.
    ///
    /// # Errors
    /// The engine's, or damage in an entry.
    pub fn revision_of(&self, pin: &Pin) -> Result<Option<u64>, StoreError> {
        match pin.revision {
            Some(revision) => {
                let hash = self.hashes(revision)?.map(|(own, _)| super::pin::digits(&own));
                Ok(hash.filter(|hash| hash.starts_with(&pin.digits)).map(|_| revision))
            }
            None => past::revision_of_hash(self.ledger.as_ref(), &pin.digits),
        }
    }

    /// Checks the chain of hashes from the first entry up to a revision, and the other copy of the ledger; `see` is told
    /// each revision that was read.
    ///
    /// # Errors
    /// The other copy cannot be read at all; what is damaged is in the answer.
    pub fn verify_chain(&self, up_to: u64, see: &mut dyn FnMut(u64)) -> Result<Chain, StoreError> {
        verify::chain(self.ledger.as_ref(), up_to, see)
    }

    /// Writes the whole ledger into a new file; answers its last revision.
    ///
    /// # Errors
    /// As [`super::backup()`].
    pub fn backup(&self, file: &Path) -> Result<u64, StoreError> {
        super::backup::backup(self.ledger.as_ref(), file)
    }

    /// The backup that can be taken of the ledger as it is now, later and elsewhere; nothing of an empty one or one that is
    /// in no folder.
    ///
    /// # Errors
    /// The engine's, or damage in the first entry.
    pub fn to_keep(&self, keeping: Keeping) -> Result<Option<Job>, StoreError> {
        let (head, hash) = (self.ledger.head(), self.ledger.head_hash());
        let Some(desk) = self.ledger.folder().filter(|_| head > 0) else { return Ok(None) };
        let first = self.ledger.entry(1)?.ok_or_else(|| StoreError::damaged("entry 1", "missing"))?;
        Ok(Some(Job { desk: desk.to_owned(), keeping, id: keep::in_short(&first.own), head, hash }))
    }

    /// The folder of the desk, where it is in one.
    pub fn folder(&self) -> Option<&Path> {
        self.ledger.folder()
    }

    /// Whether nothing can be written for now.
    pub fn is_reading(&self) -> bool {
        self.ledger.is_reading()
    }

    /// Where what a person has not finished lies; nowhere where the desk is in no folder.
    pub fn shelf(&self, by: &str) -> Option<Shelf> {
        self.ledger.folder().map(|desk| Shelf::of(desk, by))
    }

    /// A folder for a file of a while that nobody else reads; it goes when it is dropped, or when the desk is next opened.
    ///
    /// # Errors
    /// The file system's.
    pub fn workplace(&self) -> Result<Workplace, StoreError> {
        let place = self.ledger.folder().map_or_else(|| Ok(std::env::temp_dir()), private::temporary)?;
        Workplace::within(&place)
    }

    /// Tries to restore a backup and compares it with this desk.
    ///
    /// # Errors
    /// As [`super::rehearse()`].
    pub fn rehearse(&self, file: &Path, owner: &Owner) -> Result<Rehearsal, StoreError> {
        let beside = self.ledger.folder().map_or_else(|| Ok(std::env::temp_dir()), private::temporary)?;
        rehearse::rehearse(file, &beside, Some(self.ledger.as_ref()), owner)
    }

    /// What was mended since this was last asked.
    pub fn mended(&mut self) -> Vec<Mended> {
        let mut mended = std::mem::take(&mut self.mended);
        mended.extend(self.ledger.mended());
        mended
    }

    /// Checks everything that is on disk.
    ///
    /// # Errors
    /// The engine's where it cannot be read at all; what is damaged is in the answer.
    pub fn verify(&self) -> Result<Verification, StoreError> {
        self.verify_telling(&mut |_| ())
    }

    /// The same, telling how many entries have been looked at.
    ///
    /// # Errors
    /// As [`Registrar::verify`].
    pub fn verify_telling(&self, tell: verify::Progress<'_>) -> Result<Verification, StoreError> {
        verify::verify(self.ledger.as_ref(), tell)
    }

    /// Says who was first; a history that cannot be read tells nothing.
    fn told_by_whom(&self, error: ProposeError) -> ProposeError {
        match error {
            ProposeError::Refused(Refusal::Conflict(clash)) => {
                let told = past::told_by_whom(self.ledger.as_ref(), Clash::clone(&clash));
                Refusal::Conflict(told.map_or(clash, Box::new)).into()
            }
            other => other,
        }
    }

    /// Reads the ledger where a write has failed before: what it holds is then unknown.
    fn refresh(&mut self) -> Result<(), StoreError> {
        if !self.stale {
            return Ok(());
        }
        if self.hash == Some((self.ledger.head(), self.ledger.head_hash())) {
            // What failed was taken back.
            self.stale = false;
            return Ok(());
        }
        let desk = match self.load() {
            Err(error @ StoreError::Damaged { .. }) => {
                self.ledger.mend(error)?;
                self.load()
            }
            other => other,
        };
        let (desk, ledger) = (desk?, self.ledger.as_ref());
        self.last_ms = if ledger.head() > 0 { undo::heading(ledger, ledger.head())?.at_ms } else { 0 };
        let cut = undo::cut_short(ledger, &desk)?;
        self.past = None;
        let before = std::mem::replace(&mut self.desk, Arc::new(desk));
        match cut {
            Some((_, changes)) if self.ledger.is_reading() => {
                // Half a proposal is shown to nobody, though it cannot be taken back here.
                let mut desk = Desk::clone(&self.desk);
                changes.iter().for_each(|change| desk.apply(change));
                self.desk = Arc::new(desk);
            }
            Some((heading, changes)) => {
                if let Err(error) = self.commit(heading, changes) {
                    self.desk = before;
                    return Err(error);
                }
            }
            None => {}
        }
        self.settle();
        Ok(())
    }

    fn load(&mut self) -> Result<Desk, StoreError> {
        match self.ledger.desk()? {
            Some(desk) => Ok(desk),
            None => load::desk(self.ledger.as_ref()),
        }
    }

    /// The desk is what the ledger holds.
    fn settle(&mut self) {
        self.stale = false;
        self.hash = Some((self.ledger.head(), self.ledger.head_hash()));
    }

    /// Appends the changes as one group, flushes and publishes; gives the revision of the desk.
    fn commit(&mut self, heading: Heading, changes: Vec<Change>) -> Result<u64, StoreError> {
        if changes.is_empty() && heading.reason == Reason::Done {
            return Ok(self.desk.revision());
        }
        // Until all of it is on disk nobody knows what the ledger holds.
        self.stale = true;
        let at_ms = heading.at_ms;
        let mut group = Group::new(heading, &self.desk, self.ledger.head_hash());
        for change in changes {
            group.add(self.ledger.as_mut(), change)?;
        }
        group.close(self.ledger.as_mut())?;
        self.ledger.flush()?;
        self.desk = Arc::new(group.desk);
        self.settle();
        if at_ms < self.last_ms.saturating_sub(limits::CLOCK_BEHIND_MS) {
            // The order of the entries counts, not their times; but people should know that the times are wrong.
            let minutes = self.last_ms.saturating_sub(at_ms) / 60_000;
            self.mended.push(Mended::new("store-clock-back", minutes));
        }
        self.last_ms = at_ms;
        Ok(self.desk.revision())
    }
}

impl Drop for Registrar {
    fn drop(&mut self) {
        if !self.stale && !std::thread::panicking() {
            self.ledger.rest(&self.desk);
        }
    }
}

/// The entry of a revision that must be there.
pub(super) fn expect_entry(ledger: &dyn Ledger, revision: u64) -> Result<Entry, StoreError> {
    let sealed = ledger.entry(revision)?.ok_or_else(|| StoreError::damaged(format!("entry {revision}"), "missing"))?;
    Ok(sealed.entry)
}

/// A group being written: the entry that is still open, and the desk after those that are closed.
struct Group {
    entry: Entry,
    encoded: Vec<u8>,
    previous: Hash,
    desk: Desk,
}

impl Group {
    fn new(heading: Heading, desk: &Desk, previous: Hash) -> Group {
        let revision = desk.revision() + 1;
        let Heading { by, machine, at_ms, label, reason } = heading;
        let entry = Entry {
            revision,
            group: revision,
            closes_group: false,
            at_ms,
            by,
            machine,
            label,
            reason,
            changes: Vec::new(),
        };
        Group { entry, encoded: Vec::new(), previous, desk: desk.clone() }
    }

    fn add(&mut self, ledger: &mut dyn Ledger, change: Change) -> Result<(), StoreError> {
        let change = stamped(change, self.entry.revision);
        let bytes = codec::change_to_bytes(&change)?;
        let full =
            self.entry.changes.len() >= limits::BATCH_CHANGES || self.encoded.len() + bytes.len() > limits::BATCH_BYTES;
        if full && !self.entry.changes.is_empty() {
            self.append(ledger)?;
            return self.add(ledger, change);
        }
        self.encoded.extend(bytes);
        self.entry.changes.push(change);
        Ok(())
    }

    fn close(&mut self, ledger: &mut dyn Ledger) -> Result<(), StoreError> {
        self.entry.closes_group = true;
        self.append(ledger)
    }

    fn append(&mut self, ledger: &mut dyn Ledger) -> Result<(), StoreError> {
        let changes = std::mem::take(&mut self.entry.changes);
        let sealed = codec::seal_encoded(Entry { changes, ..self.entry.clone() }, &self.encoded, self.previous)?;
        self.entry.revision += 1;
        self.encoded.clear();
        self.previous = sealed.own;
        match ledger.append(sealed.entry.revision - 1, sealed.batch(), &sealed)? {
            Append::Done(_) | Append::Already(_) => {}
            Append::Conflict(head) => return Err(StoreError::Moved { head }),
        }
        working::advance(&mut self.desk, &sealed.entry);
        Ok(())
    }
}

/// The change with the revision of its entry in the record.
fn stamped(mut change: Change, revision: u64) -> Change {
    if let Some(record) = &mut change.after {
        Arc::make_mut(record).rev = revision;
    }
    change
}
