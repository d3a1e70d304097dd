//! Tests of the whole room: what the registrar promises, and what the tests of its parts share.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod copies;
mod crash;
mod degraded;
mod engines;
mod mixed;
mod past;
mod places;
mod together;
mod wishes;

use super::*;
use crate::domain::kinds::partner;
use crate::domain::value::{Fields, Text3, Value};
use crate::domain::{
    Change, Clash, Desk, Draft, Entry, FieldEdit, FieldError, Kind, Proposal, Reason, Record, Ref, Refusal,
};
use std::sync::Arc;

pub(super) fn name(text: &str) -> Text3 {
    Text3 { fr: Some(text.to_owned()), ..Text3::default() }
}

fn fields(text: &str) -> Fields {
    Fields::new().with(partner::NAMES.id, name(text))
}

fn record(number: u64, text: &str, rev: u64) -> Arc<Record> {
    Arc::new(Record { reference: Ref(number), kind: Kind::Partner, rev, fields: fields(text) })
}

fn entry(revision: u64, changes: Vec<Change>) -> Entry {
    Entry {
        revision,
        group: revision,
        closes_group: true,
        at_ms: 5,
        by: "a".into(),
        machine: "m".into(),
        label: "l".into(),
        reason: Reason::Done,
        changes,
    }
}

fn change(before: Option<Arc<Record>>, after: Option<Arc<Record>>) -> Change {
    Change { before, after, merged_into: None }
}

fn owner() -> Owner {
    Owner { pid: 7, user: "amina".into(), since_ms: 1_700_000_000_000, machine: "poste-3".into() }
}

/// Opens the engine on disk; a busy machine may take its time to let go of the files of the one before.
fn sled_in(folder: &std::path::Path) -> Box<dyn Ledger> {
    let mut opened = Twin::open(folder, &owner());
    for _ in 0..50 {
        if !matches!(opened, Err(StoreError::InUse { .. })) {
            break;
        }
        opened = Twin::open(folder, &owner());
    }
    Box::new(opened.unwrap())
}

fn no_rules() -> Rules {
    Box::new(|_, _| Vec::new())
}

fn registrar() -> Registrar {
    Registrar::open(Box::new(memory_ledger().unwrap()), no_rules()).unwrap()
}

fn proposal(by: &str, drafts: Vec<Draft>) -> Proposal {
    Proposal { by: by.into(), machine: "m".into(), at_ms: 1, label: "test".into(), drafts }
}

fn add(text: &str) -> Draft {
    Draft::Add { reference: None, kind: Kind::Partner, fields: fields(text) }
}

fn rename(number: u64, was: &str, now: &str) -> Draft {
    let edit = FieldEdit { field: partner::NAMES.id, was: Some(name(was).into()), now: Some(name(now).into()) };
    Draft::Edit { reference: Ref(number), edits: vec![edit], if_rev: None }
}

fn clash_in(error: ProposeError) -> Clash {
    match error {
        ProposeError::Refused(Refusal::Conflict(clash)) => *clash,
        other => panic!("{other:?}"),
    }
}

/// What a desk says: revision, highest number, records, merges.
type Said = (u64, u64, Vec<Record>, Vec<(Ref, Ref)>);

fn said(desk: &Desk) -> Said {
    (
        desk.revision(),
        desk.last_ref(),
        desk.records().map(|record| Record::clone(record)).collect(),
        desk.merges().collect(),
    )
}

#[test]
fn a_store_opened_again_has_everything_and_keeps_its_files_private() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let mut registrar = Registrar::open(sled_in(folder.path()), no_rules()).unwrap();
    registrar.propose(proposal("a", vec![add("one"), add("two")])).unwrap();
    registrar.propose(proposal("a", vec![Draft::Drop { reference: Ref(2) }])).unwrap();
    let before = said(&registrar.desk());
    drop(registrar);
    let mode = |path: &str| std::fs::metadata(folder.path().join(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("sled"), mode("owner"), mode("sled/db")), (0o700, 0o600, 0o600));
    let mut registrar = Registrar::open(sled_in(folder.path()), no_rules()).unwrap();
    assert_eq!(said(&registrar.desk()), before);
    assert_eq!(
        registrar.propose(proposal("a", vec![add("three")])).unwrap().references,
        [Ref(3)],
        "a number is never given twice"
    );
    assert_eq!(registrar.verify().unwrap().problems, []);
    registrar.undo("a", "m", 2, 2).unwrap();
    assert_eq!(registrar.desk().len(), 2, "undo survives a restart");
}

#[test]
fn a_second_owner_is_told_who_holds_the_desk() {
    let folder = tempfile::tempdir().unwrap();
    let _first = sled_in(folder.path());
    let error = Twin::open(folder.path(), &Owner { pid: 8, ..owner() }).unwrap_err();
    assert_eq!(error, StoreError::InUse { owner: Some(owner()) });
}

#[test]
fn later_and_earlier_numbers_asked_for_can_be_linked_to() {
    let mut registrar = registrar();
    let child = |number, parent| Draft::Add {
        reference: Some(Ref(number)),
        kind: Kind::Partner,
        fields: fields("x").with(partner::PARENT.id, Ref(parent)),
    };
    let receipt = registrar
        .propose(proposal(
            "a",
            vec![
                add("free"),
                child(1, 5),
                add("free"),
                Draft::Add { reference: Some(Ref(5)), kind: Kind::Partner, fields: fields("y") },
                child(2, 1),
            ],
        ))
        .unwrap();
    assert_eq!(receipt.references, [Ref(3), Ref(1), Ref(4), Ref(5), Ref(2)]);
}

#[test]
fn a_number_that_was_ever_given_is_taken() {
    let mut registrar = registrar();
    let asked = |number| Draft::Add { reference: Some(Ref(number)), kind: Kind::Partner, fields: fields("x") };
    registrar.propose(proposal("a", vec![asked(10), asked(20)])).unwrap();
    registrar.propose(proposal("a", vec![Draft::Drop { reference: Ref(10) }])).unwrap();
    let refused = |registrar: &mut Registrar, draft| match registrar.propose(proposal("a", vec![add("first"), draft])) {
        Err(ProposeError::Refused(Refusal::Invalid { draft: 1, errors })) => errors[0].code,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(&mut registrar, asked(10)), "number-taken");
    assert_eq!(refused(&mut registrar, asked(20)), "number-taken");
    assert_eq!(refused(&mut registrar, asked(0)), "number-out-of-range");
    assert_eq!(registrar.propose(proposal("a", vec![asked(15), add("next")])).unwrap().references, [Ref(15), Ref(21)]);
}

#[test]
fn a_field_that_moved_on_is_a_conflict_that_names_it() {
    let mut registrar = registrar();
    registrar.propose(proposal("a", vec![add("one")])).unwrap();
    registrar.propose(proposal("b", vec![rename(1, "one", "two")])).unwrap();
    let refused = registrar.propose(proposal("a", vec![rename(1, "one", "three")])).unwrap_err();
    let clash = clash_in(refused);
    let versions = ["one", "two", "three"].map(|text| Some(Value::from(name(text))));
    assert_eq!((clash.reference, clash.field, clash.rev), (Ref(1), Some("names"), 2));
    assert_eq!((clash.by.as_str(), clash.at_ms), ("b", 1));
    assert_eq!([clash.was, clash.theirs, clash.mine], versions);
    let stale = |edits| Draft::Edit { reference: Ref(1), edits, if_rev: Some(1) };
    let refused = registrar.propose(proposal("a", vec![stale(Vec::new())])).unwrap_err();
    let other = clash_in(refused);
    assert_eq!((other.field, other.rev), (Some("names"), 2), "what has changed since is named");
    let code = FieldEdit { field: partner::CODE.id, was: None, now: Some(Value::Text("c".into())) };
    let refused = registrar.propose(proposal("a", vec![stale(vec![code])])).unwrap_err();
    assert_eq!(clash_in(refused).field, Some("names"), "who asks for the revision gets the revision");
}

#[test]
fn what_changes_nothing_makes_no_entry() {
    let mut registrar = registrar();
    registrar.propose(proposal("a", vec![add("one")])).unwrap();
    let receipt = registrar.propose(proposal("a", vec![rename(1, "one", "one")])).unwrap();
    assert_eq!((receipt.revision, receipt.changed), (1, vec![false]));
    let back = registrar.propose(proposal("a", vec![rename(1, "one", "two"), rename(1, "two", "one")])).unwrap();
    assert_eq!((back.revision, registrar.desk().revision()), (1, 1));
}

#[test]
fn a_number_far_above_all_others_is_not_given() {
    let mut registrar = registrar();
    let add = |reference| Draft::Add { reference: Some(Ref(reference)), kind: Kind::Partner, fields: Fields::new() };
    let code = |error: ProposeError| match error {
        ProposeError::Refused(Refusal::Invalid { errors, .. }) => errors.first().map(|error| error.code),
        _ => None,
    };
    let far = registrar.propose(proposal("a", vec![add(crate::limits::REF_MAX)])).map(drop).map_err(code);
    assert_eq!(far, Err(Some("number-out-of-range")));
}

#[test]
fn a_merge_unites_and_turns_links_and_can_be_taken_back() {
    let mut registrar = registrar();
    let linking =
        Draft::Add { reference: None, kind: Kind::Partner, fields: fields("child").with(partner::PARENT.id, Ref(2)) };
    let duplicate = fields("Two").with(partner::CODE.id, Value::Text("c".into()));
    registrar
        .propose(proposal(
            "a",
            vec![add("One"), Draft::Add { reference: None, kind: Kind::Partner, fields: duplicate }, linking],
        ))
        .unwrap();
    let before = said(&registrar.desk());
    registrar.propose(proposal("a", vec![Draft::Merge { from: Ref(2), into: Ref(1) }])).unwrap();
    let desk = registrar.desk();
    let merged = desk.get(Ref(2)).unwrap();
    assert_eq!(merged.reference, Ref(1));
    assert_eq!(merged.fields.text(partner::CODE.id), Some("c"));
    assert_eq!(merged.fields.list(partner::ALIASES.id), [Value::Text("Two".into())]);
    assert_eq!(desk.get(Ref(3)).unwrap().fields.link(partner::PARENT.id), Some(Ref(1)));
    registrar.undo("a", "m", 2, 1).unwrap();
    assert_eq!(
        without_rev(&registrar.desk()),
        without_rev(&Desk::restore(0, before.1, before.2.into_iter().map(Arc::new), []))
    );
    registrar.redo("a", "m", 3, 1).unwrap();
    assert_eq!(without_rev(&registrar.desk()), without_rev(&desk));
    assert_eq!(said(&registrar.desk_as_of(2).unwrap()), said(&desk));
    assert_eq!(registrar.verify().unwrap().problems, []);
}

type Content = (u64, Vec<(Ref, Fields)>, Vec<(Ref, Ref)>);

fn without_rev(desk: &Desk) -> Content {
    (
        desk.last_ref(),
        desk.records().map(|record| (record.reference, record.fields.clone())).collect(),
        desk.merges().collect(),
    )
}

#[test]
fn a_record_with_links_to_it_cannot_be_dropped_alone() {
    let mut registrar = registrar();
    let child =
        Draft::Add { reference: None, kind: Kind::Partner, fields: fields("child").with(partner::PARENT.id, Ref(1)) };
    registrar.propose(proposal("a", vec![add("one"), child])).unwrap();
    let drop_one = Draft::Drop { reference: Ref(1) };
    let refused = registrar.propose(proposal("a", vec![drop_one.clone()])).unwrap_err();
    let errors =
        vec![FieldError { field: "parent".into(), code: "still-linked", values: vec![("number", "2".into())] }];
    assert_eq!(refused, ProposeError::Refused(Refusal::Invalid { draft: 0, errors }));
    registrar.propose(proposal("a", vec![drop_one, Draft::Drop { reference: Ref(2) }])).unwrap();
}

#[test]
fn the_rules_see_the_final_desk_and_refuse_the_whole() {
    let rules: Rules = Box::new(|record, desk| {
        let twice = desk.of_kind(record.kind).filter(|other| other.fields.get(1) == record.fields.get(1)).count() > 1;
        twice.then(|| FieldError { field: "names".into(), code: "twice", values: Vec::new() }).into_iter().collect()
    });
    let mut registrar = Registrar::open(Box::new(memory_ledger().unwrap()), rules).unwrap();
    let refused = registrar.propose(proposal("a", vec![add("one"), add("two"), add("two")])).unwrap_err();
    assert!(matches!(refused, ProposeError::Refused(Refusal::Invalid { draft: 1, .. })));
    assert!(registrar.desk().is_empty());
}

#[test]
fn a_record_beyond_the_bound_is_refused_before_anything_is_written() {
    let mut registrar = registrar();
    let draft =
        Draft::Add { reference: None, kind: Kind::Partner, fields: fields(&"x".repeat(crate::limits::RECORD_BYTES)) };
    match registrar.propose(proposal("a", vec![add("one"), draft])) {
        Err(ProposeError::Refused(Refusal::Invalid { draft: 1, errors })) => {
            assert_eq!(errors[0].code, "record-too-large")
        }
        other => panic!("{other:?}"),
    }
    let almost = Draft::Add {
        reference: None,
        kind: Kind::Partner,
        fields: fields(&"x".repeat(crate::limits::RECORD_BYTES - 100)),
    };
    registrar.propose(proposal("a", vec![almost])).unwrap();
    let was = registrar.desk().get(Ref(1)).unwrap().fields.get(partner::NAMES.id).cloned();
    let edit = FieldEdit {
        field: partner::NAMES.id,
        was,
        now: Some(name(&"y".repeat(crate::limits::RECORD_BYTES - 100)).into()),
    };
    registrar.propose(proposal("a", vec![Draft::Edit { reference: Ref(1), edits: vec![edit], if_rev: None }])).unwrap();
    assert_eq!(registrar.verify().unwrap().problems, []);
}

#[test]
fn undo_is_personal_and_refuses_what_others_touched() {
    let mut registrar = registrar();
    registrar.propose(proposal("a", vec![add("one")])).unwrap();
    registrar.propose(proposal("b", vec![rename(1, "one", "two")])).unwrap();
    assert_eq!(registrar.undo("c", "m", 1, 1).unwrap_err(), ProposeError::Refused(Refusal::NothingToUndo));
    assert!(matches!(registrar.undo("a", "m", 1, 1).unwrap_err(), ProposeError::Refused(Refusal::Conflict(_))));
    registrar.undo("b", "m", 1, 1).unwrap();
    registrar.undo("a", "m", 1, 1).unwrap();
    assert!(registrar.desk().is_empty());
    assert_eq!(registrar.undo("a", "m", 1, 1).unwrap_err(), ProposeError::Refused(Refusal::NothingToUndo));
    registrar.redo("a", "m", 1, 5).unwrap();
    registrar.redo("b", "m", 1, 1).unwrap();
    assert_eq!(registrar.desk().get(Ref(1)).unwrap().fields, fields("two"));
    assert_eq!(registrar.history(Ref(1)).unwrap().len(), 6);
    registrar.propose(proposal("b", vec![rename(1, "two", "three")])).unwrap();
    assert_eq!(registrar.redo("b", "m", 1, 1).unwrap_err(), ProposeError::Refused(Refusal::NothingToUndo));
    assert_eq!(registrar.log(2).unwrap().iter().map(|entry| entry.revision).collect::<Vec<_>>(), [7, 6]);
}

/// An engine that fails after a number of appends, as a full disk would.
struct Failing {
    inner: keyed::Keyed<memory::Memory>,
    left: Arc<std::sync::atomic::AtomicUsize>,
}

impl Ledger for Failing {
    fn head(&self) -> u64 {
        self.inner.head()
    }
    fn head_hash(&self) -> Hash {
        self.inner.head_hash()
    }
    fn append(&mut self, expected: u64, batch: u128, sealed: &Sealed) -> Result<Append, StoreError> {
        use std::sync::atomic::Ordering::SeqCst;
        self.left.fetch_update(SeqCst, SeqCst, |left| left.checked_sub(1)).map_err(|_| StoreError::Full)?;
        self.inner.append(expected, batch, sealed)
    }
    fn flush(&mut self) -> Result<(), StoreError> {
        self.inner.flush()
    }
    fn scan(&self, see: &mut dyn FnMut(Found<'_>) -> Result<(), StoreError>) -> Result<u64, StoreError> {
        self.inner.scan(see)
    }
    fn since(&self, revision: u64, limit: usize) -> Result<Since, StoreError> {
        self.inner.since(revision, limit)
    }
    fn entry_bytes(&self, revision: u64) -> Result<Option<Vec<u8>>, StoreError> {
        self.inner.entry_bytes(revision)
    }
    fn history(&self, reference: Ref, limit: usize) -> Result<Vec<u64>, StoreError> {
        self.inner.history(reference, limit)
    }
}

#[test]
fn a_group_that_was_cut_short_is_taken_back() {
    let left = Arc::new(std::sync::atomic::AtomicUsize::new(usize::MAX));
    let ledger = Failing { inner: memory_ledger().unwrap(), left: Arc::clone(&left) };
    let mut registrar = Registrar::open(Box::new(ledger), no_rules()).unwrap();
    registrar.propose(proposal("a", vec![add("kept")])).unwrap();
    let many = |text: &str| proposal("a", (0..300).map(|number| add(&format!("{text}{number}"))).collect());
    for allowed in 0..3 {
        let before = without_rev(&registrar.desk());
        left.store(allowed, std::sync::atomic::Ordering::SeqCst);
        assert_eq!(registrar.propose(many("x")).unwrap_err(), ProposeError::Store(StoreError::Full));
        assert_eq!(without_rev(&registrar.desk()), before);
        // Taking back is cut short as well, then done at the next try.
        left.store(1.min(allowed), std::sync::atomic::Ordering::SeqCst);
        assert!(registrar.propose(many("y")).is_err());
        left.store(usize::MAX, std::sync::atomic::Ordering::SeqCst);
        registrar.propose(proposal("b", vec![rename(1, "kept", "kept")])).unwrap();
        assert_eq!(without_rev(&registrar.desk()).1, before.1);
        assert_eq!(registrar.verify().unwrap().problems, []);
    }
    assert_eq!(registrar.redo("a", "m", 1, 1).unwrap_err(), ProposeError::Refused(Refusal::NothingToUndo));
    registrar.propose(many("z")).unwrap();
    assert_eq!(registrar.desk().len(), 301);
    registrar.undo("a", "m", 1, 1).unwrap();
    assert_eq!(registrar.desk().len(), 1, "a group is undone as one");
}
