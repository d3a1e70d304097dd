//! The desk: an immutable snapshot of everything as of one revision.
//!
//! Readers hold an `Arc<Desk>` and never wait; a new desk shares all that did not change with the old
//! one. The desk is a reading of the ledger: it can always be made again from the entries.

use super::change::{Change, Entry};
use super::field::FieldId;
use super::kind::Kind;
use super::record::Record;
use super::reference::Ref;
use imbl::{OrdMap, OrdSet};
use std::sync::Arc;

/// Records that are put on a new desk in one go, every second one first. A map cuts a full leaf in two halves, so that what
/// comes in order leaves half of each empty; in this order the second half of them fills what the first has left.
const RESTORE_WINDOW: usize = 4_096;

/// Everything as of one revision.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    revision: u64,
    last_ref: u64,
    records: OrdMap<Ref, Arc<Record>>,
    by_kind: OrdMap<Kind, OrdSet<Ref>>,
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
        let mut records = records.into_iter().peekable();
        while records.peek().is_some() {
            let window: Vec<Arc<Record>> = records.by_ref().take(RESTORE_WINDOW).collect();
            let put_every_second = |desk: &mut Desk, from: usize| {
                window.iter().skip(from).step_by(2).for_each(|record| desk.put(Arc::clone(record)));
            };
            put_every_second(&mut desk, 0);
            put_every_second(&mut desk, 1);
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
        let numbers = self.by_kind.get(&kind).into_iter().flat_map(OrdSet::iter);
        numbers.filter_map(|reference| self.records.get(reference))
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
        self.by_kind.get(&kind).map_or(0, OrdSet::len)
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
        match &change.after {
            Some(record) => {
                self.merged.remove(&reference);
                self.put(Arc::clone(record));
            }
            None => {
                self.take(reference);
                match change.merged_into {
                    Some(into) => self.merged.insert(reference, into),
                    None => self.merged.remove(&reference),
                };
            }
        }
    }

    fn put(&mut self, record: Arc<Record>) {
        let (reference, kind, links) = (record.reference, record.kind, record.links());
        self.last_ref = self.last_ref.max(reference.0);
        let old = self.records.insert(reference, record);
        let (old_kind, old_links) = old.map_or((None, Vec::new()), |old| (Some(old.kind), old.links()));
        // Most changes leave kind and links as they are.
        if old_kind != Some(kind) {
            self.forget_kind(old_kind, reference);
            self.by_kind.entry(kind).or_default().insert(reference);
        }
        if old_links != links {
            self.forget_links(old_links, reference);
            for (_, target) in links {
                self.links.insert((target, reference));
            }
        }
    }

    fn take(&mut self, reference: Ref) {
        if let Some(old) = self.records.remove(&reference) {
            self.forget_kind(Some(old.kind), reference);
            self.forget_links(old.links(), reference);
        }
    }

    fn forget_kind(&mut self, kind: Option<Kind>, reference: Ref) {
        if let Some(numbers) = kind.and_then(|kind| self.by_kind.get_mut(&kind)) {
            numbers.remove(&reference);
        }
    }

    fn forget_links(&mut self, links: Vec<(FieldId, Ref)>, reference: Ref) {
        for (_, target) in links {
            self.links.remove(&(target, reference));
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::domain::Fields;
    use crate::domain::kinds::partner;

    fn record(number: u64, kind: Kind, parent: Option<u64>) -> Arc<Record> {
        let mut fields = Fields::new();
        fields.set(partner::PARENT.id, parent.map(|parent| Ref(parent).into()));
        Arc::new(Record { reference: Ref(number), kind, rev: 1, fields })
    }

    fn change(after: Arc<Record>) -> Change {
        Change { before: None, after: Some(after), merged_into: None }
    }

    fn numbers<'a>(records: impl Iterator<Item = &'a Arc<Record>>) -> Vec<u64> {
        records.map(|record| record.reference.0).collect()
    }

    #[test]
    fn a_desk_that_was_kept_is_the_one_that_changes_made() {
        let count = 2 * RESTORE_WINDOW as u64 + 77;
        let kind = |number: u64| if number.is_multiple_of(3) { Kind::Person } else { Kind::Partner };
        let records: Vec<_> = (1..=count).map(|number| record(number, kind(number), Some(number / 2 + 1))).collect();
        let kept = Desk::restore(7, 0, records.iter().cloned(), [(Ref(count + 1), Ref(1))]);
        let mut made = Desk { revision: 7, ..Desk::default() };
        records.iter().for_each(|record| made.apply(&change(Arc::clone(record))));
        assert_eq!(numbers(kept.records()), (1..=count).collect::<Vec<_>>());
        assert_eq!(kept.len(), made.len());
        for kind in [Kind::Person, Kind::Partner, Kind::Body] {
            assert_eq!(numbers(kept.of_kind(kind)), numbers(made.of_kind(kind)));
            assert_eq!(kept.count(kind), numbers(made.of_kind(kind)).len());
        }
        for number in [1, 2, 77, count] {
            assert_eq!(numbers(kept.linking_to(Ref(number))), numbers(made.linking_to(Ref(number))));
        }
        assert_eq!((kept.last_ref(), kept.resolve(Ref(count + 1))), (count, Ref(1)));
    }

    #[test]
    fn a_record_of_another_kind_with_other_links_leaves_nothing_of_the_old_one() {
        let mut desk = Desk::default();
        desk.apply(&change(record(1, Kind::Partner, Some(2))));
        desk.apply(&change(record(1, Kind::Person, Some(3))));
        assert_eq!((desk.count(Kind::Partner), desk.count(Kind::Person)), (0, 1));
        assert_eq!(numbers(desk.linking_to(Ref(2))), [0; 0]);
        assert_eq!(numbers(desk.linking_to(Ref(3))), [1]);
        desk.apply(&change(record(1, Kind::Person, Some(3))));
        assert_eq!(numbers(desk.of_kind(Kind::Person)), [1]);
    }
}
