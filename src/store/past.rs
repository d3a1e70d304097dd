//! Readings of the ledger besides the newest desk: the desk as of a revision or a moment, what was taken away, who
//! changed something last.
//!
//! A past desk is made from the nearest one that is known, forward or backward: of each record only the state that counts
//! is made while the entries pass, so that memory is bounded by the records and never by the entries between.

use super::codec;
use super::error::StoreError;
use super::keyed::Order;
use super::port::Ledger;
use super::registrar::{TAKE_BACK, expect_entry};
use super::undo::{from_frame, heading};
use super::working::{empty, exact};
use crate::domain::{Change, Clash, Desk, Dropped, Entry, Reason, Record, Ref};
use crate::limits;
use std::collections::HashMap;
use std::sync::Arc;

/// The last revision up to this one at which no group is half done.
pub(super) fn whole(ledger: &dyn Ledger, revision: u64) -> Result<u64, StoreError> {
    let mut at = revision.min(ledger.head());
    // Each turn goes back by a group; several follow each other only where taking back was cut short as well.
    while at > 0 {
        let head = heading(ledger, at)?;
        if head.closes_group {
            break;
        }
        at = head.group.saturating_sub(1).min(at - 1);
    }
    Ok(at)
}

/// The last revision that was written at that moment or before. Where the clock was set back in between, one of the
/// moments at which it showed that time.
pub(super) fn revision_at(ledger: &dyn Ledger, at_ms: i64) -> Result<u64, StoreError> {
    let (mut before, mut after) = (0, ledger.head() + 1);
    while before + 1 < after {
        let middle = before + (after - before) / 2;
        if heading(ledger, middle)?.at_ms <= at_ms {
            before = middle;
        } else {
            after = middle;
        }
    }
    Ok(before)
}

/// The desk as of a revision, made from the nearest of these.
pub(super) fn desk(ledger: &dyn Ledger, known: &[&Desk], revision: u64) -> Result<Desk, StoreError> {
    let target = whole(ledger, revision)?;
    let nothing = Desk::default();
    let nearest = known.iter().copied().min_by_key(|desk| desk.revision().abs_diff(target));
    let base = nearest.filter(|desk| desk.revision().abs_diff(target) < target).unwrap_or(&nothing);
    // The state that counts is the one nearest to the target: from there the entries are read, and of each record the first
    // state that comes is taken.
    let is_back = base.revision() > target;
    let (from, to, order) =
        if is_back { (target, base.revision(), Order::Up) } else { (base.revision(), target, Order::Down) };
    let mut states: HashMap<Ref, Change> = HashMap::new();
    ledger.frames(from + 1..=to, order, &mut |revision, bytes| {
        let place = || format!("entry {revision}");
        let outcomes = codec::outcomes(bytes, is_back, &mut |reference| !states.contains_key(&reference));
        for change in outcomes.map_err(|error| error.at(place))? {
            states.entry(change.reference()).or_insert(change);
        }
        Ok(())
    })?;
    let mut changes: Vec<Change> = states.into_values().collect();
    changes.sort_unstable_by_key(Change::reference);
    let mut desk = base.clone();
    for mut change in changes {
        change.after = change.after.map(|record| shared(known, record));
        desk.apply(&change);
    }
    Ok(desk.after(&empty(target)))
}

/// The same record as a desk that is known holds it, where one does, so that two desks of one history cost little more than
/// one: what bears the same number and revision says the same.
fn shared(known: &[&Desk], record: Arc<Record>) -> Arc<Record> {
    let same = known.iter().filter_map(|desk| exact(desk, record.reference)).find(|held| held.rev == record.rev);
    same.map_or(record, Arc::clone)
}

/// A record as it was at a revision; nothing where it was not there, or where that is further back than its history is
/// read.
pub(super) fn record_at(ledger: &dyn Ledger, reference: Ref, revision: u64) -> Result<Option<Arc<Record>>, StoreError> {
    for at in ledger.history(reference, limits::HISTORY_ENTRIES)? {
        if at <= revision {
            let change = change_of(expect_entry(ledger, at)?, reference);
            return Ok(change.and_then(|(_, change)| change.after));
        }
    }
    Ok(None)
}

/// The change of one record in an entry, with the rest of the entry.
fn change_of(mut entry: Entry, reference: Ref) -> Option<(Entry, Change)> {
    let place = entry.changes.iter().position(|change| change.reference() == reference)?;
    let change = entry.changes.swap_remove(place);
    Some((entry, change))
}

/// A record that was taken away and is not back; nothing where it was merged, or never acknowledged.
pub(super) fn dropped(ledger: &dyn Ledger, reference: Ref) -> Result<Option<Dropped>, StoreError> {
    let Some(rev) = ledger.history(reference, 1)?.first().copied() else { return Ok(None) };
    Ok(change_of(expect_entry(ledger, rev)?, reference).and_then(|(entry, change)| gone(&entry, change)))
}

fn gone(entry: &Entry, change: Change) -> Option<Dropped> {
    if change.after.is_some() || change.merged_into.is_some() || entry.label == TAKE_BACK {
        return None;
    }
    let was_undone = matches!(entry.reason, Reason::Undo(_));
    Some(Dropped { record: change.before?, rev: entry.revision, by: entry.by.clone(), at_ms: entry.at_ms, was_undone })
}

/// What was taken away and is not back, the last one first; of very many the last `limits::TRASH_RECORDS`.
pub(super) fn trash(ledger: &dyn Ledger, desk: &Desk) -> Result<Vec<Dropped>, StoreError> {
    let missing = desk.last_ref().saturating_sub(u64::try_from(desk.len()).unwrap_or(u64::MAX));
    let mut revisions = if missing <= limits::TRASH_NUMBERS && ledger.finds() {
        looked_up(ledger, desk)?
    } else {
        walked(ledger, desk)?
    };
    revisions.sort_unstable_by(|one, other| other.cmp(one));
    let mut found = Vec::new();
    let mut entry: Option<Entry> = None;
    for (revision, reference) in revisions {
        if found.len() >= limits::TRASH_RECORDS {
            break;
        }
        // An import that was taken back has very many in one entry.
        let read = match entry.take().filter(|entry| entry.revision == revision) {
            Some(read) => read,
            None => expect_entry(ledger, revision)?,
        };
        let change = read.changes.iter().find(|change| change.reference() == reference).cloned();
        found.extend(change.and_then(|change| gone(&read, change)));
        entry = Some(read);
    }
    Ok(found)
}

/// The last change of each number that has no record: one question of the engine for each.
fn looked_up(ledger: &dyn Ledger, desk: &Desk) -> Result<Vec<(u64, Ref)>, StoreError> {
    let mut found = Vec::new();
    let mut next = 1;
    let ends = desk.records().map(|record| record.reference.0).chain([desk.last_ref().saturating_add(1)]);
    for end in ends {
        for number in next..end {
            let last = ledger.history(Ref(number), 1)?;
            found.extend(last.first().map(|revision| (*revision, Ref(number))));
        }
        next = end.saturating_add(1);
    }
    Ok(found)
}

/// The same from one walk back through all entries: an import may have left a gap of any size, and without an engine each
/// question would be such a walk.
fn walked(ledger: &dyn Ledger, desk: &Desk) -> Result<Vec<(u64, Ref)>, StoreError> {
    let mut found: HashMap<Ref, u64> = HashMap::new();
    ledger.frames(1..=ledger.head(), Order::Down, &mut |revision, bytes| {
        let place = || format!("entry {revision}");
        let mut is_new = |reference| exact(desk, reference).is_none() && !found.contains_key(&reference);
        let last = codec::outcomes(bytes, false, &mut is_new).map_err(|error| error.at(place))?;
        found.extend(last.iter().map(|change| (change.reference(), revision)));
        Ok(())
    })?;
    Ok(found.into_iter().map(|(reference, revision)| (revision, reference)).collect())
}

/// The same clash with who changed it last, and when, as far as the history of the record is read.
pub(super) fn told_by_whom(ledger: &dyn Ledger, mut clash: Clash) -> Result<Clash, StoreError> {
    let field = clash.declared();
    for revision in ledger.history(clash.reference, limits::HISTORY_ENTRIES)? {
        let Some((entry, change)) = change_of(expect_entry(ledger, revision)?, clash.reference) else { continue };
        let of = |side: &Option<Arc<Record>>| {
            let record = side.as_ref()?;
            record.fields.get(field?.id).cloned()
        };
        if field.is_none() || of(&change.before) != of(&change.after) {
            (clash.by, clash.at_ms) = (entry.by, entry.at_ms);
            break;
        }
    }
    Ok(clash)
}

/// The revision whose hash begins with these digits, the newest first.
pub(super) fn revision_of_hash(ledger: &dyn Ledger, digits: &str) -> Result<Option<u64>, StoreError> {
    for revision in (1..=ledger.head()).rev() {
        let own = from_frame(ledger, revision, codec::link_of)?.own;
        if super::pin::digits(&own).starts_with(digits) {
            return Ok(Some(revision));
        }
    }
    Ok(None)
}
