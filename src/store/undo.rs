//! What undo and redo would do, read from the ledger alone.
//!
//! A person's undo takes back the newest group of theirs that stands; redo does again the one taken
//! back last, as long as they did nothing new since. What others changed in between stays, where it is another field; where
//! it is the same one, both are refused: then only people can know what is right.

use super::codec;
use super::error::{ProposeError, StoreError};
use super::port::Ledger;
use super::registrar::Rules;
use super::registrar::{BEGINNING, Heading, TAKE_BACK, expect_entry};
use super::working::{clash_of, dead_link, difference, exact, tombstone};
use crate::domain::joined::joined;
use crate::domain::{Change, Clash, Desk, Entry, Fields, Reason, Record, Ref, Refusal};
use crate::limits;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Undo.
    Back,
    /// Redo.
    Forth,
}

/// The group that undo or redo of this person is about.
pub(super) fn target(ledger: &dyn Ledger, by: &str, way: Way) -> Result<Option<u64>, StoreError> {
    let mut stands: HashMap<u64, bool> = HashMap::new();
    for revision in (1..=ledger.head()).rev().take(usize::try_from(limits::UNDO_REVISIONS).unwrap_or(usize::MAX)) {
        let head = heading(ledger, revision)?;
        if head.by != by || !head.closes_group || head.label == TAKE_BACK || head.label.starts_with(BEGINNING) {
            continue;
        }
        match head.reason {
            Reason::Undo(group) => {
                if !stands.contains_key(&group) && way == Way::Forth {
                    return Ok(Some(group));
                }
                stands.entry(group).or_insert(false);
            }
            Reason::Redo(group) => {
                stands.entry(group).or_insert(true);
            }
            Reason::Done if way == Way::Forth => return Ok(None),
            Reason::Done => {
                if stands.get(&head.group).copied().unwrap_or(true) {
                    return Ok(Some(head.group));
                }
            }
        }
    }
    Ok(None)
}

/// What an entry says besides its changes.
pub(super) fn heading(ledger: &dyn Ledger, revision: u64) -> Result<Entry, StoreError> {
    from_frame(ledger, revision, codec::unseal_head)
}

/// What `open` reads in the frame of an entry; where one copy has none that is whole, in that of another.
pub(super) fn from_frame<T>(
    ledger: &dyn Ledger,
    revision: u64,
    open: fn(&[u8]) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let place = || format!("entry {revision}");
    let first = ledger.entry_bytes(revision).and_then(|bytes| {
        let bytes = bytes.ok_or_else(|| StoreError::damaged(place(), "missing"))?;
        open(&bytes).map_err(|error| error.at(place))
    });
    first.or_else(|error| open(&ledger.entry(revision)?.ok_or(error)?.bytes))
}

/// Which group, and which way it is turned.
#[derive(Clone, Copy)]
pub(super) struct Turn {
    pub(super) group: u64,
    pub(super) way: Way,
}

/// The label of a group and the changes that take it back or do it again on this desk.
pub(super) fn changes(
    ledger: &dyn Ledger,
    desk: &Desk,
    turn: Turn,
    rules: &Rules,
) -> Result<(String, Vec<Change>), ProposeError> {
    let mut working = desk.clone();
    let (mut label, mut touched, mut mixed) = (String::new(), Vec::new(), Vec::new());
    for revision in turn.group..=ledger.head() {
        let entry = expect_entry(ledger, revision)?;
        for change in &entry.changes {
            let wanted = turned(change, turn.way);
            let fitted = fitted(desk, &wanted).map_err(Refusal::Conflict)?;
            if fitted.after.as_ref().map(|record| &record.fields) != wanted.after.as_ref().map(|record| &record.fields)
            {
                mixed.push(wanted.reference());
            }
            working.apply(&fitted);
            touched.push(wanted.reference());
        }
        label = entry.label;
        if entry.closes_group {
            break;
        }
    }
    links_stand(&working, &touched)?;
    // What was on the desk before keeps the rules; what is half of that and half of another change may not.
    for record in mixed.iter().filter_map(|reference| exact(&working, *reference)) {
        let errors = rules(record, &working);
        if !errors.is_empty() {
            return Err(Refusal::Invalid { draft: 0, errors }.into());
        }
    }
    Ok((label, touched.into_iter().filter_map(|reference| difference(desk, &working, reference)).collect()))
}

fn turned(change: &Change, way: Way) -> Change {
    match way {
        Way::Back => change.inverse(),
        Way::Forth => change.clone(),
    }
}

/// The same change where the record is no longer as it was: fields that only others changed stay as they are.
fn fitted(desk: &Desk, change: &Change) -> Result<Change, Box<Clash>> {
    let reference = change.reference();
    let now = exact(desk, reference);
    match (&change.before, now, &change.after) {
        (None, None, Some(record)) => {
            // Where a merge is taken back the record must still be merged into the same one.
            if tombstone(desk, reference) == change.merged_into {
                Ok(change.clone())
            } else {
                Err(Box::new(Clash { rev: desk.revision(), ..clash_of(record) }))
            }
        }
        (Some(before), Some(now), Some(after)) => {
            let fields = joined_fields(before, now, after)?;
            let after = Record { fields, ..Record::clone(now) };
            Ok(Change { before: Some(Arc::clone(now)), after: Some(Arc::new(after)), merged_into: None })
        }
        (Some(before), Some(now), None) => {
            // Nobody takes away with a record what others wrote into it.
            match changed_fields(before, now).next() {
                Some((field, id)) => Err(Box::new(Clash {
                    field,
                    was: before.fields.get(id).cloned(),
                    theirs: now.fields.get(id).cloned(),
                    ..clash_of(now)
                })),
                None => Ok(change.clone()),
            }
        }
        (Some(record), None, _) => Err(Box::new(Clash { rev: desk.revision(), ..clash_of(record) })),
        (None, Some(now), _) => Err(Box::new(clash_of(now))),
        (None, None, None) => Ok(change.clone()),
    }
}

/// The fields in which two states of a record differ.
fn changed_fields<'a>(one: &'a Record, other: &'a Record) -> impl Iterator<Item = (Option<&'static str>, u16)> + 'a {
    let fields = other.kind.spec().fields.iter();
    fields
        .filter(|field| one.fields.get(field.id) != other.fields.get(field.id))
        .map(|field| (Some(field.key), field.id))
}

fn joined_fields(before: &Record, now: &Record, after: &Record) -> Result<Fields, Box<Clash>> {
    let mut fields = now.fields.clone();
    for (field, id) in changed_fields(before, after) {
        let (was, held, wanted) = (before.fields.get(id), now.fields.get(id), after.fields.get(id));
        match joined(was, held, wanted) {
            Some(value) => fields.set(id, value),
            None => {
                let (was, theirs, mine) = (was.cloned(), held.cloned(), wanted.cloned());
                return Err(Box::new(Clash { field, was, theirs, mine, ..clash_of(now) }));
            }
        }
    }
    Ok(fields)
}

fn links_stand(desk: &Desk, touched: &[Ref]) -> Result<(), Refusal> {
    for reference in touched {
        let broken = match exact(desk, *reference) {
            Some(record) => dead_link(record, desk).map(|(field, _)| (record, field)),
            None if desk.get(*reference).is_some() => None,
            None => desk.linking_to(*reference).next().map(|source| (source, source.field_linking(*reference))),
        };
        if let Some((record, field)) = broken {
            return Err(Refusal::Conflict(Box::new(Clash { field: Some(field), ..clash_of(record) })));
        }
    }
    Ok(())
}

/// What takes back the entries at the end of the ledger that no group closed, if there are any.
pub(super) fn cut_short(ledger: &dyn Ledger, desk: &Desk) -> Result<Option<(Heading, Vec<Change>)>, StoreError> {
    let mut base = desk.clone();
    let mut touched = BTreeSet::new();
    let mut first: Option<Entry> = None;
    for revision in (1..=desk.revision()).rev() {
        if heading(ledger, revision)?.closes_group {
            break;
        }
        let entry = expect_entry(ledger, revision)?;
        base = base.before(&entry);
        touched.extend(entry.changes.iter().map(Change::reference));
        first = Some(entry);
    }
    let Some(first) = first else { return Ok(None) };
    let changes = touched.into_iter().filter_map(|reference| difference(desk, &base, reference)).collect();
    let reason = Reason::Undo(first.revision);
    Ok(Some((
        Heading { by: first.by, machine: first.machine, at_ms: first.at_ms, label: TAKE_BACK.to_owned(), reason },
        changes,
    )))
}
