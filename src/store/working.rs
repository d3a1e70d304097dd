//! A proposal being carried out on a copy of the desk, before anything is written.
//!
//! Drafts are applied in order and each sees the earlier ones; what remains at the end is one net change
//! per record. Nothing here writes: a refusal leaves no trace.

use super::error::ProposeError;
use super::past;
use super::port::Ledger;
use crate::domain::joined::joined;
use crate::domain::rules::lasting::lost;
use crate::domain::rules::merge;
use crate::domain::{
    Change, Clash, Desk, Draft, Entry, FieldEdit, FieldError, Fields, Kind, Reason, Record, Ref, Refusal, Value,
};
use crate::limits;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What became of one draft.
pub(super) struct Outcome {
    pub(super) reference: Ref,
    pub(super) changed: bool,
}

/// The copy of the desk with what was touched, in order.
pub(super) struct Working {
    pub(super) desk: Desk,
    touched: Vec<Ref>,
    draft_of: HashMap<Ref, usize>,
    asked: HashSet<Ref>,
    next: u64,
}

impl Working {
    pub(super) fn new(base: &Desk, drafts: &[Draft]) -> Working {
        let asked = drafts.iter().filter_map(|draft| match draft {
            Draft::Add { reference, .. } => *reference,
            _ => None,
        });
        Working {
            desk: base.clone(),
            touched: Vec::new(),
            draft_of: HashMap::new(),
            asked: asked.collect(),
            next: base.last_ref().saturating_add(1),
        }
    }

    /// The ledger tells what was before: which numbers were ever given, what a record said that was taken away.
    pub(super) fn carry_out(
        &mut self,
        number: usize,
        draft: Draft,
        ledger: &dyn Ledger,
    ) -> Result<Outcome, ProposeError> {
        match draft {
            Draft::Add { reference, kind, fields } => self.add(number, reference, kind, fields, ledger),
            Draft::Edit { reference, edits, if_rev } => self.edit(reference, edits, if_rev, (number, ledger)),
            Draft::Drop { reference } => Ok(self.drop_record(number, reference)?),
            Draft::Undrop { reference } => self.undrop(number, reference, ledger),
            Draft::Merge { from, into } => Ok(self.merge(number, from, into)?),
        }
    }

    fn add(
        &mut self,
        number: usize,
        asked: Option<Ref>,
        kind: Kind,
        fields: Fields,
        ledger: &dyn Ledger,
    ) -> Result<Outcome, ProposeError> {
        let reference = match asked {
            Some(asked) => self.take_asked(number, asked, ledger)?,
            None => self.give_number(number)?,
        };
        let fields = self.settled(kind, fields);
        self.put(number, Record { reference, kind, rev: 0, fields });
        Ok(Outcome { reference, changed: true })
    }

    fn take_asked(&mut self, number: usize, asked: Ref, ledger: &dyn Ledger) -> Result<Ref, ProposeError> {
        let most = limits::REF_MAX.min(self.next.saturating_add(limits::REF_AHEAD));
        if asked.0 == 0 || asked.0 > most {
            return Err(invalid(number, "ref", "number-out-of-range", asked).into());
        }
        let on_desk = self.desk.get(asked).is_some() || self.draft_of.contains_key(&asked);
        // Only numbers below the highest one can have been given before.
        if on_desk || asked.0 < self.next && !ledger.history(asked, 1)?.is_empty() {
            return Err(invalid(number, "ref", "number-taken", asked).into());
        }
        self.next = self.next.max(asked.0.saturating_add(1));
        Ok(asked)
    }

    fn give_number(&mut self, number: usize) -> Result<Ref, Refusal> {
        while self.asked.contains(&Ref(self.next)) {
            self.next = self.next.saturating_add(1);
        }
        let given = Ref(self.next);
        if given.0 > limits::REF_MAX {
            return Err(invalid(number, "ref", "number-out-of-range", given));
        }
        self.next = self.next.saturating_add(1);
        Ok(given)
    }

    fn edit(
        &mut self,
        reference: Ref,
        edits: Vec<FieldEdit>,
        if_rev: Option<u64>,
        (number, ledger): (usize, &dyn Ledger),
    ) -> Result<Outcome, ProposeError> {
        let old = self.living(reference)?;
        if let Some(rev) = if_rev.filter(|rev| *rev != old.rev) {
            return Err(Refusal::Conflict(Box::new(stale(&old, &edits, rev, ledger)?)).into());
        }
        let mut fields = old.fields.clone();
        for edit in edits {
            let settle = |value: Option<Value>| value.filter(|value| !value.is_empty());
            let (was, now) = (settle(edit.was), settle(edit.now));
            let held = fields.get(edit.field);
            match joined(was.as_ref(), held, now.as_ref()) {
                Some(value) => fields.set(edit.field, value),
                None => {
                    let field = old.kind.spec().field_by_id(edit.field).map(|field| field.key);
                    let theirs = held.cloned();
                    let clash = Clash { field, was, theirs, mine: now, ..clash_of(&old) };
                    return Err(Refusal::Conflict(Box::new(clash)).into());
                }
            }
        }
        let fields = self.settled(old.kind, fields);
        let changed = fields != old.fields;
        if changed {
            self.put(number, Record { fields, ..Record::clone(&old) });
        }
        Ok(Outcome { reference: old.reference, changed })
    }

    fn undrop(&mut self, number: usize, reference: Ref, ledger: &dyn Ledger) -> Result<Outcome, ProposeError> {
        if self.desk.get(reference).is_some() {
            return Err(invalid(number, "ref", "not-dropped", reference).into());
        }
        let dropped = past::dropped(ledger, reference)?.ok_or(Refusal::NotFound(reference))?;
        let fields = self.settled(dropped.record.kind, dropped.record.fields.clone());
        self.put(number, Record { fields, ..Record::clone(&dropped.record) });
        Ok(Outcome { reference, changed: true })
    }

    fn drop_record(&mut self, number: usize, reference: Ref) -> Result<Outcome, Refusal> {
        let old = self.living(reference)?;
        self.remove(number, &old, None);
        Ok(Outcome { reference: old.reference, changed: true })
    }

    fn merge(&mut self, number: usize, from: Ref, into: Ref) -> Result<Outcome, Refusal> {
        let (duplicate, survivor) = (self.living(from)?, self.living(into)?);
        if duplicate.reference == survivor.reference {
            return Err(invalid(number, "from", "merge-same", from));
        }
        if duplicate.kind != survivor.kind {
            return Err(invalid(number, "from", "merge-kinds", from));
        }
        // Seats, items and papers bear numbers of their own in them: joined, two would be one.
        if matches!(survivor.kind, Kind::Body | Kind::Meeting) {
            return Err(invalid(number, "from", "merge-numbered", from));
        }
        let (from, into) = (duplicate.reference, survivor.reference);
        let sources: Vec<_> = self
            .desk
            .linking_to(from)
            .filter(|source| source.reference != from && source.reference != into)
            .cloned()
            .collect();
        for source in sources {
            let fields = merge::turned(source.kind, &source.fields, from, into);
            self.put(number, Record { fields, ..Record::clone(&source) });
        }
        let united = merge::united(&survivor, &duplicate);
        if united != survivor.fields {
            self.put(number, Record { fields: united, ..Record::clone(&survivor) });
        }
        self.remove(number, &duplicate, Some(into));
        Ok(Outcome { reference: into, changed: true })
    }

    fn living(&self, reference: Ref) -> Result<Arc<Record>, Refusal> {
        self.desk.get(reference).cloned().ok_or(Refusal::NotFound(reference))
    }

    /// Links to merged records are written as links to where these went, so that none leads to a tombstone.
    fn settled(&self, kind: Kind, fields: Fields) -> Fields {
        let mut stale = Vec::new();
        for (_, value) in fields.iter() {
            value.each_link(&mut |link| {
                let target = self.desk.resolve(link);
                if target != link {
                    stale.push((link, target));
                }
            });
        }
        stale.into_iter().fold(fields, |fields, (link, target)| merge::turned(kind, &fields, link, target))
    }

    fn put(&mut self, number: usize, record: Record) {
        self.touch(number, record.reference);
        self.desk.apply(&Change { before: None, after: Some(Arc::new(record)), merged_into: None });
    }

    fn remove(&mut self, number: usize, record: &Arc<Record>, merged_into: Option<Ref>) {
        self.touch(number, record.reference);
        self.desk.apply(&Change { before: Some(Arc::clone(record)), after: None, merged_into });
    }

    fn touch(&mut self, number: usize, reference: Ref) {
        if self.draft_of.insert(reference, number).is_none() {
            self.touched.push(reference);
        }
    }

    /// The first refusal in order of drafts, by the rules, by what lasts, and by the links.
    pub(super) fn check(&self, rules: &super::registrar::Rules, base: &Desk) -> Result<(), Refusal> {
        let mut touched: Vec<_> = self
            .touched
            .iter()
            .map(|reference| (self.draft_of.get(reference).copied().unwrap_or(0), *reference))
            .collect();
        touched.sort_unstable();
        let mut any_gone = false;
        for (draft, reference) in touched {
            let (before, after) = (exact(base, reference), exact(&self.desk, reference));
            let mut errors = match after {
                Some(record) => check_living(record, &self.desk, rules),
                None => {
                    any_gone = true;
                    check_gone(reference, &self.desk)
                }
            };
            if errors.is_empty() {
                errors = lost(base, &self.desk, before.map(AsRef::as_ref), after.map(AsRef::as_ref));
            }
            if !errors.is_empty() {
                return Err(Refusal::Invalid { draft, errors });
            }
        }
        if any_gone { self.check_tombstones() } else { Ok(()) }
    }

    /// A record that took up others may not go while links still come through their tombstones.
    fn check_tombstones(&self) -> Result<(), Refusal> {
        for (from, _) in self.desk.merges().filter(|(from, _)| self.desk.get(*from).is_none()) {
            let errors = check_gone(from, &self.desk);
            if !errors.is_empty() {
                let draft = self.draft_of.get(&self.desk.resolve(from)).copied().unwrap_or(0);
                return Err(Refusal::Invalid { draft, errors });
            }
        }
        Ok(())
    }

    /// The net changes, in the order in which records were first touched.
    pub(super) fn into_changes(self, base: &Desk) -> Vec<Change> {
        self.touched.iter().filter_map(|reference| difference(base, &self.desk, *reference)).collect()
    }
}

fn check_living(record: &Record, desk: &Desk, rules: &super::registrar::Rules) -> Vec<FieldError> {
    let errors = rules(record, desk);
    if !errors.is_empty() {
        return errors;
    }
    if weight(&record.fields) > limits::RECORD_BYTES {
        return vec![error("ref", "record-too-large", record.reference)];
    }
    dead_link(record, desk).map(|(field, link)| error(field, "link-dead", link)).into_iter().collect()
}

/// Never less than the bytes that the fields take once encoded: each value has a tag, a number and a length.
fn weight(fields: &Fields) -> usize {
    fields.iter().map(|(_, value)| 4 + weight_of(value)).sum()
}

fn weight_of(value: &Value) -> usize {
    const FIXED: usize = 16;
    match value {
        Value::Text(text) | Value::Code(text) => FIXED + text.len(),
        Value::Text3(text) => FIXED + text.texts().map(|(_, text)| FIXED + text.len()).sum::<usize>(),
        Value::OfficialDate(official) => 4 * FIXED + official.hijri.as_ref().map_or(0, String::len),
        Value::Date(_) => 4 * FIXED,
        Value::Instant(_) => 8 * FIXED,
        Value::List(values) => FIXED + values.iter().map(weight_of).sum::<usize>(),
        Value::Part(fields) => FIXED + weight(fields),
        Value::Number(_) | Value::Flag(_) | Value::Link(_) => FIXED,
    }
}

fn check_gone(reference: Ref, desk: &Desk) -> Vec<FieldError> {
    desk.linking_to(reference)
        .next()
        .map(|source| error(source.field_linking(reference), "still-linked", source.reference))
        .into_iter()
        .collect()
}

/// The first link of a record that leads nowhere.
pub(super) fn dead_link(record: &Record, desk: &Desk) -> Option<(&'static str, Ref)> {
    let (id, link) = record.links().into_iter().find(|(_, link)| desk.get(*link).is_none())?;
    Some((record.kind.spec().field_by_id(id).map_or("", |field| field.key), link))
}

/// Something stands against a change of this record.
pub(super) fn clash_of(record: &Record) -> Clash {
    Clash::of_record(record.reference, record.kind, record.rev)
}

/// What is said where a record is no longer of the revision that was seen: the first field that should change and has
/// changed since, or else the first that has, with both versions.
fn stale(record: &Record, edits: &[FieldEdit], seen: u64, ledger: &dyn Ledger) -> Result<Clash, ProposeError> {
    let then = past::record_at(ledger, record.reference, seen)?;
    let was = |id| then.as_ref().and_then(|then| then.fields.get(id));
    let has_changed = |id: &u16| was(*id) != record.fields.get(*id);
    let fields = record.kind.spec().fields;
    let id = edits
        .iter()
        .map(|edit| edit.field)
        .find(has_changed)
        .or_else(|| fields.iter().map(|field| field.id).find(has_changed).filter(|_| then.is_some()));
    let Some(id) = id else { return Ok(clash_of(record)) };
    let edit = edits.iter().find(|edit| edit.field == id);
    Ok(Clash {
        field: record.kind.spec().field_by_id(id).map(|field| field.key),
        was: was(id).cloned(),
        theirs: record.fields.get(id).cloned(),
        mine: edit.map_or_else(|| was(id).cloned(), |edit| edit.now.clone()),
        ..clash_of(record)
    })
}

fn error(field: &str, code: &'static str, reference: Ref) -> FieldError {
    FieldError { field: field.to_owned(), code, values: vec![("number", reference.0.to_string())] }
}

fn invalid(draft: usize, field: &str, code: &'static str, reference: Ref) -> Refusal {
    Refusal::Invalid { draft, errors: vec![error(field, code, reference)] }
}

/// The record of exactly that number, merges not followed.
pub(super) fn exact(desk: &Desk, reference: Ref) -> Option<&Arc<Record>> {
    desk.get(reference).filter(|record| record.reference == reference)
}

/// Where a record was merged into, in one step.
pub(super) fn tombstone(desk: &Desk, reference: Ref) -> Option<Ref> {
    if desk.resolve(reference) == reference {
        return None;
    }
    desk.merges().find(|(from, _)| *from == reference).map(|(_, into)| into)
}

/// Whether two states of a record say the same; the revision does not count.
pub(super) fn same(one: Option<&Arc<Record>>, other: Option<&Arc<Record>>) -> bool {
    match (one, other) {
        (None, None) => true,
        (Some(one), Some(other)) => Arc::ptr_eq(one, other) || one.kind == other.kind && one.fields == other.fields,
        _ => false,
    }
}

/// The change of one record that leads from one desk to another. Where a merge is taken back, the change
/// says where the record had gone, so that history can be walked both ways.
pub(super) fn difference(from: &Desk, to: &Desk, reference: Ref) -> Option<Change> {
    let (before, after) = (exact(from, reference), exact(to, reference));
    let merged_into = tombstone(if after.is_none() { to } else { from }, reference);
    if same(before, after) && (before.is_some() || tombstone(from, reference) == merged_into) {
        return None;
    }
    // A record that came and went within one proposal was never on any desk.
    before.or(after)?;
    Some(Change { before: before.cloned(), after: after.cloned(), merged_into })
}

/// Brings a desk forward by one entry, in place.
pub(super) fn advance(desk: &mut Desk, entry: &Entry) {
    for change in &entry.changes {
        desk.apply(change);
    }
    *desk = desk.after(&empty(entry.revision));
}

/// An entry that changes nothing: the way to say which revision a desk is of.
pub(super) fn empty(revision: u64) -> Entry {
    Entry {
        revision,
        group: revision,
        closes_group: true,
        at_ms: 0,
        by: String::new(),
        machine: String::new(),
        label: String::new(),
        reason: Reason::Done,
        changes: Vec::new(),
    }
}
