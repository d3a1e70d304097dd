//! The desk: an immutable snapshot of everything as of one revision.
//!
//! Readers hold an `Arc<Desk>` and never wait; a new desk shares all that did not change with the old
//! one. The desk is a reading of the ledger: it can always be made again from the entries.

use super::change::{Change, Entry};
use super::kind::Kind;
use super::record::Record;
use super::reference::Ref;
use imbl::{OrdMap, OrdSet};
use std::sync::Arc;

/// Everything as of one revision.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    revision: u64,
    last_ref: u64,
    records: OrdMap<Ref, Arc<Record>>,
    by_kind: OrdSet<(Kind, Ref)>,
    links: OrdSet<(Ref, Ref)>,
    merged: OrdMap<Ref, Ref>,
}

impl Desk {
    /// A desk as a store found it: records, tombstones of merges, and the counters.
    pub fn restore(
        revision: u64,
        last_ref: u64,
        records: impl IntoIterator<Item = Arc<Record>>,
        merged: impl IntoIterator<Item = (Ref, Ref)>,
    ) -> Desk {
        let mut desk = Desk { revision, merged: merged.into_iter().collect(), ..Desk::default() };
        for record in records {
            desk.put(record);
        }
        desk.last_ref = desk.last_ref.max(last_ref);
        desk
    }

    /// The revision of the last entry it contains; 0 for an empty ledger.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The highest number ever given.
    pub fn last_ref(&self) -> u64 {
        self.last_ref
    }

    /// The record of that number, or the one it was merged into.
    pub fn get(&self, reference: Ref) -> Option<&Arc<Record>> {
        self.records.get(&self.resolve(reference))
    }

    /// Where a merged record went; the number itself otherwise.
    pub fn resolve(&self, reference: Ref) -> Ref {
        let mut at = reference;
        // Bounded by the number of merges: a chain of tombstones cannot be longer.
        for _ in 0..=self.merged.len() {
            match self.merged.get(&at) {
                Some(next) => at = *next,
                None => break,
            }
        }
        at
    }

    /// Every merge: from which number to which.
    pub fn merges(&self) -> impl Iterator<Item = (Ref, Ref)> {
        self.merged.iter().map(|(from, to)| (*from, *to))
    }

    /// All records in order of their numbers.
    pub fn records(&self) -> impl Iterator<Item = &Arc<Record>> {
        self.records.values()
    }

    /// All records of a kind in order of their numbers.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Arc<Record>> {
        self.by_kind
            .range((kind, Ref(0))..=(kind, Ref(u64::MAX)))
            .filter_map(|(_, reference)| self.records.get(reference))
    }

    /// The records that link to this one, in order of their numbers.
    pub fn linking_to(&self, reference: Ref) -> impl Iterator<Item = &Arc<Record>> {
        self.links
            .range((reference, Ref(0))..=(reference, Ref(u64::MAX)))
            .filter_map(|(_, source)| self.records.get(source))
    }

    /// All records, the one of the highest number first.
    pub fn newest(&self) -> impl Iterator<Item = &Arc<Record>> {
        self.records.iter().rev().map(|(_, record)| record)
    }

    /// The numbers of all records that differ from an older desk; costs as much as what is read of it.
    pub fn changes_since<'a>(&'a self, older: &'a Desk) -> impl Iterator<Item = Ref> + 'a {
        use imbl::ordmap::DiffItem;
        let changes = older.records.diff(&self.records);
        changes.map(|change| match change {
            DiffItem::Add(reference, _) | DiffItem::Remove(reference, _) => *reference,
            DiffItem::Update { new, .. } => *new.0,
        })
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is no record.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// How many records of a kind there are.
    pub fn count(&self, kind: Kind) -> usize {
        self.by_kind.range((kind, Ref(0))..=(kind, Ref(u64::MAX))).count()
    }

    /// The desk after an entry.
    #[must_use]
    pub fn after(&self, entry: &Entry) -> Desk {
        let mut desk = self.clone();
        for change in &entry.changes {
            desk.apply(change);
        }
        desk.revision = entry.revision;
        desk
    }

    /// The desk before an entry that is its last one: the way back through history.
    #[must_use]
    pub fn before(&self, entry: &Entry) -> Desk {
        let mut desk = self.clone();
        for change in entry.changes.iter().rev() {
            desk.apply(&change.inverse());
        }
        desk.revision = entry.revision.saturating_sub(1);
        desk
    }

    /// Applies one change in place; only the registrar's working copy is ever changed.
    pub fn apply(&mut self, change: &Change) {
        let reference = change.reference();
        self.take(reference);
        match &change.after {
            Some(record) => {
                self.merged.remove(&reference);
                self.put(Arc::clone(record));
            }
            None => drop(match change.merged_into {
                Some(into) => self.merged.insert(reference, into),
                None => self.merged.remove(&reference),
            }),
        }
    }

    fn put(&mut self, record: Arc<Record>) {
        let reference = record.reference;
        self.last_ref = self.last_ref.max(reference.0);
        self.by_kind.insert((record.kind, reference));
        for (_, target) in record.links() {
            self.links.insert((target, reference));
        }
        self.records.insert(reference, record);
    }

    fn take(&mut self, reference: Ref) {
        if let Some(old) = self.records.remove(&reference) {
            self.by_kind.remove(&(old.kind, reference));
            for (_, target) in old.links() {
                self.links.remove(&(target, reference));
            }
        }
    }
}
