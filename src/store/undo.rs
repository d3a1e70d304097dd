//! What undo and redo would do, read from the ledger alone.
//!
//! A person's undo takes back the newest group of theirs that stands; redo does again the one taken
//! back last, as long as they did nothing new since. Both are refused where anybody changed one of the
//! records in between: then only people can know what is right.

use super::codec;
use super::error::{ProposeError, StoreError};
use super::port::Ledger;
use super::registrar::{BEGINNING, Heading, TAKE_BACK, expect_entry};
use super::working::{dead_link, difference, exact, field_linking, same, tombstone};
use crate::domain::{Change, Desk, Entry, Reason, Ref, Refusal};
use crate::limits;
use std::collections::{BTreeSet, HashMap};

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

fn heading(ledger: &dyn Ledger, revision: u64) -> Result<Entry, StoreError> {
    let place = || format!("entry {revision}");
    let bytes = ledger.entry_bytes(revision)?.ok_or_else(|| StoreError::damaged(place(), "missing"))?;
    codec::unseal_head(&bytes).map_err(|error| error.at(place))
}

/// The label of a group and the changes that take it back or do it again on this desk.
pub(super) fn changes(
    ledger: &dyn Ledger,
    desk: &Desk,
    group: u64,
    way: Way,
) -> Result<(String, Vec<Change>), ProposeError> {
    let mut working = desk.clone();
    let (mut label, mut touched) = (String::new(), Vec::new());
    for revision in group..=ledger.head() {
        let entry = expect_entry(ledger, revision)?;
        for change in &entry.changes {
            let turned = turned(change, way);
            stands_as(desk, &turned)?;
            working.apply(&turned);
            touched.push(turned.reference());
        }
        label = entry.label;
        if entry.closes_group {
            break;
        }
    }
    links_stand(&working, &touched)?;
    Ok((label, touched.into_iter().filter_map(|reference| difference(desk, &working, reference)).collect()))
}

fn turned(change: &Change, way: Way) -> Change {
    match way {
        Way::Back => change.inverse(),
        Way::Forth => change.clone(),
    }
}

fn stands_as(desk: &Desk, change: &Change) -> Result<(), Refusal> {
    let reference = change.reference();
    let now = exact(desk, reference);
    // Where a merge is taken back the record must still be merged into the same one.
    let merged = if change.before.is_none() { change.merged_into } else { None };
    if same(now, change.before.as_ref()) && tombstone(desk, reference) == merged {
        return Ok(());
    }
    Err(Refusal::Conflict { reference, field: None, rev: now.map_or(desk.revision(), |record| record.rev) })
}

fn links_stand(desk: &Desk, touched: &[Ref]) -> Result<(), Refusal> {
    for reference in touched {
        let broken = match exact(desk, *reference) {
            Some(record) => dead_link(record, desk).map(|(field, _)| (record, field)),
            None if desk.get(*reference).is_some() => None,
            None => desk.linking_to(*reference).next().map(|source| (source, field_linking(source, *reference))),
        };
        if let Some((record, field)) = broken {
            return Err(Refusal::Conflict { reference: record.reference, field: Some(field), rev: record.rev });
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
