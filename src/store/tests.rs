//! Tests of the whole room: one suite for every engine, then what the registrar promises, with random
//! proposals against both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod copies;
mod crash;
mod degraded;
mod past;
mod places;
mod together;

use super::port::{Append, Found, Ledger, Since};
use super::*;
use crate::domain::kinds::{partner, term};
use crate::domain::value::{Fields, Text3, Value};
use crate::domain::{
    Change, Clash, Desk, Draft, Entry, FieldEdit, FieldError, Kind, Proposal, Reason, Record, Ref, Refusal,
};
use proptest::prelude::*;
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

fn suite(mut ledger: impl FnMut() -> Box<dyn Ledger>) {
    an_append_is_found_again(ledger().as_mut());
    a_large_record_is_cut_and_joined(ledger().as_mut());
    a_wrong_head_writes_nothing(ledger().as_mut());
}

fn an_append_is_found_again(ledger: &mut dyn Ledger) {
    let first = codec::seal(
        entry(1, vec![change(None, Some(record(1, "a", 1))), change(None, Some(record(2, "b", 1)))]),
        ledger.head_hash(),
    )
    .unwrap();
    assert_eq!(ledger.append(0, 10, &first).unwrap(), Append::Done(1));
    assert_eq!(ledger.append(0, 10, &first).unwrap(), Append::Already(1));
    let merge = Change { before: Some(record(2, "b", 1)), after: None, merged_into: Some(Ref(1)) };
    let second =
        codec::seal(entry(2, vec![change(Some(record(1, "a", 1)), Some(record(1, "c", 2))), merge]), first.own)
            .unwrap();
    assert_eq!(ledger.append(1, 11, &second).unwrap(), Append::Done(2));
    ledger.flush().unwrap();
    assert_eq!((ledger.head(), ledger.head_hash()), (2, second.own));
    assert_eq!(ledger.entry(1).unwrap().unwrap(), first);
    assert_eq!(ledger.entry(3).unwrap(), None);
    assert_eq!(ledger.since(0, 10).unwrap(), Since::Entries(vec![first.clone(), second]));
    assert_eq!(ledger.since(0, 1).unwrap(), Since::Entries(vec![first]));
    assert_eq!(ledger.history(Ref(1), 10).unwrap(), [2, 1]);
    assert_eq!(ledger.history(Ref(1), 1).unwrap(), [2]);
    assert_eq!(ledger.history(Ref(9), 1).unwrap(), [0u64; 0]);
    let desk = load::desk(ledger).unwrap();
    assert_eq!(said(&desk), (2, 2, vec![Record::clone(&record(1, "c", 2))], vec![(Ref(2), Ref(1))]));
    assert_eq!(
        verify::verify(ledger, &mut |_| ()).unwrap(),
        Verification { entries: 2, records: 1, problems: Vec::new() }
    );
}

fn a_large_record_is_cut_and_joined(ledger: &mut dyn Ledger) {
    let large = record(1, &"é".repeat(50_000), 1);
    let first = codec::seal(entry(1, vec![change(None, Some(large.clone()))]), ledger.head_hash()).unwrap();
    ledger.append(0, 1, &first).unwrap();
    assert_eq!(load::desk(ledger).unwrap().get(Ref(1)), Some(&large));
    let second = codec::seal(entry(2, vec![change(Some(large), Some(record(1, "short", 2)))]), first.own).unwrap();
    ledger.append(1, 2, &second).unwrap();
    assert_eq!(load::desk(ledger).unwrap().get(Ref(1)), Some(&record(1, "short", 2)));
    assert_eq!(verify::verify(ledger, &mut |_| ()).unwrap().problems, []);
}

fn a_wrong_head_writes_nothing(ledger: &mut dyn Ledger) {
    let sealed = codec::seal(entry(5, Vec::new()), ledger.head_hash()).unwrap();
    assert_eq!(ledger.append(4, 1, &sealed).unwrap(), Append::Conflict(0));
    assert_eq!(ledger.head(), 0);
    let mut found = Vec::new();
    ledger
        .scan(&mut |thing| {
            found.push(matches!(thing, Found::LastRef(0)));
            Ok(())
        })
        .unwrap();
    assert_eq!(found, [true]);
}

#[test]
fn the_engine_in_memory_passes_the_suite() {
    suite(|| Box::new(memory_ledger().unwrap()));
}

#[test]
fn the_engine_on_disk_passes_the_suite() {
    let mut folders = Vec::new();
    suite(|| {
        folders.push(tempfile::tempdir().unwrap());
        sled_in(folders.last().unwrap().path())
    });
    for folder in &folders {
        assert_eq!(
            std::fs::read_dir(folder.path().join("sled/blobs")).map_or(0, Iterator::count),
            0,
            "files that the engine never flushes"
        );
    }
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

#[test]
fn verification_finds_what_was_changed_behind_the_ledger() {
    let mut ledger = memory_ledger().unwrap();
    let sealed = codec::seal(entry(1, vec![change(None, Some(record(1, "a", 1)))]), [0; 32]).unwrap();
    ledger.append(0, 1, &sealed).unwrap();
    let codes = |ledger: &dyn Ledger| {
        verify::verify(ledger, &mut |_| ())
            .unwrap()
            .problems
            .into_iter()
            .map(|problem| problem.code)
            .collect::<Vec<_>>()
    };
    assert_eq!(codes(&ledger), [""; 0]);
    let (key, old) = ledger
        .pairs_mut()
        .pairs
        .iter()
        .find(|(key, _)| key[0] == b'r')
        .map(|(key, value)| (key.clone(), value.clone()))
        .unwrap();
    let other = codec::record_to_bytes(&record(1, "b", 1)).unwrap();
    ledger.pairs_mut().pairs.insert(key.clone(), other);
    assert_eq!(codes(&ledger), ["verify-differs"]);
    let mut flipped = old;
    flipped[9] ^= 1;
    ledger.pairs_mut().pairs.insert(key.clone(), flipped);
    assert_eq!(codes(&ledger), ["verify-damaged"]);
    assert_eq!(load::desk(&ledger).unwrap_err().code(), "store-damaged");
    ledger.pairs_mut().pairs.remove(&key);
    assert_eq!(codes(&ledger), ["verify-lost-record"]);
}

/// One random wish, by small numbers that are resolved against the desk.
#[derive(Clone, Debug)]
enum Wish {
    Add(bool, String, Option<u64>),
    Rename(u64, String),
    Relink(u64, Option<u64>),
    Drop(u64),
    Merge(u64, u64),
}

fn wish() -> impl Strategy<Value = Wish> {
    let number = 1u64..12;
    prop_oneof![
        4 => (any::<bool>(), "[a-c]{1,2}", proptest::option::of(number.clone())).prop_map(|(term, text, link)| Wish::Add(term, text, link)),
        3 => (number.clone(), "[a-c]{1,2}").prop_map(|(number, text)| Wish::Rename(number, text)),
        2 => (number.clone(), proptest::option::of(number.clone())).prop_map(|(number, link)| Wish::Relink(number, link)),
        2 => number.clone().prop_map(Wish::Drop),
        2 => (number.clone(), number).prop_map(|(from, into)| Wish::Merge(from, into)),
    ]
}

#[derive(Clone, Debug)]
enum Step {
    Propose(bool, Vec<Wish>),
    Undo(bool),
    Redo(bool),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        5 => (any::<bool>(), proptest::collection::vec(wish(), 1..5)).prop_map(|(who, wishes)| Step::Propose(who, wishes)),
        2 => any::<bool>().prop_map(Step::Undo),
        1 => any::<bool>().prop_map(Step::Redo),
    ];
    proptest::collection::vec(step, 1..25)
}

fn draft(desk: &Desk, wish: &Wish) -> Draft {
    let edit = |number: u64, now: Option<Value>, id: fn(Kind) -> u16| {
        let record = desk.get(Ref(number));
        let field = id(record.map_or(Kind::Partner, |record| record.kind));
        let was = record.and_then(|record| record.fields.get(field).cloned());
        Draft::Edit { reference: Ref(number), edits: vec![FieldEdit { field, was, now }], if_rev: None }
    };
    let parent: fn(Kind) -> u16 = |kind| if kind == Kind::Term { term::PARENT.id } else { partner::PARENT.id };
    match wish {
        Wish::Add(is_term, text, link) => {
            let kind = if *is_term { Kind::Term } else { Kind::Partner };
            let mut fields = fields(text);
            fields.set(parent(kind), link.map(|link| Value::Link(Ref(link))));
            Draft::Add { reference: None, kind, fields }
        }
        Wish::Rename(number, text) => edit(*number, Some(name(text).into()), |_| 1),
        Wish::Relink(number, link) => edit(*number, link.map(|link| Value::Link(Ref(link))), parent),
        Wish::Drop(number) => Draft::Drop { reference: Ref(*number) },
        Wish::Merge(from, into) => Draft::Merge { from: Ref(*from), into: Ref(*into) },
    }
}

fn take(registrar: &mut Registrar, step: &Step) -> Result<crate::domain::Receipt, ProposeError> {
    let who = |first: &bool| if *first { "a" } else { "b" };
    match step {
        Step::Propose(first, wishes) => {
            let desk = registrar.desk();
            registrar.propose(proposal(who(first), wishes.iter().map(|wish| draft(&desk, wish)).collect()))
        }
        Step::Undo(first) => registrar.undo(who(first), "m", 1, 1),
        Step::Redo(first) => registrar.redo(who(first), "m", 1, 1),
    }
}

/// Everything that must hold after every step.
fn check_step(before: &Desk, after: &Desk, entries: &[Entry]) {
    let mut replayed = before.clone();
    for entry in entries {
        replayed = replayed.after(entry);
    }
    assert_eq!(said(&replayed), said(after), "replay of the ledger is the desk");
    let mut back = after.clone();
    for entry in entries.iter().rev() {
        back = back.before(entry);
    }
    assert_eq!(
        (back.revision(), without_rev(&back).1, said(&back).3),
        (before.revision(), without_rev(before).1, said(before).3),
        "change then inverse is identity"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn random_proposals_replay_go_back_and_verify(steps in steps()) {
        let mut registrar = registrar();
        let mut desks = vec![registrar.desk()];
        for step in &steps {
            let before = registrar.desk();
            let _ = take(&mut registrar, step);
            let after = registrar.desk();
            let mut entries = registrar.log((after.revision() - before.revision()) as usize).unwrap();
            entries.reverse();
            check_step(&before, &after, &entries);
            if after.revision() > before.revision() {
                desks.push(after);
            }
        }
        prop_assert_eq!(registrar.verify().unwrap().problems, vec![]);
        for desk in desks {
            let then = registrar.desk_as_of(desk.revision()).unwrap();
            prop_assert_eq!((said(&then).2, said(&then).3), (said(&desk).2, said(&desk).3));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn random_proposals_are_equal_in_memory_and_on_disk(steps in steps()) {
        let folder = tempfile::tempdir().unwrap();
        let mut memory = registrar();
        let mut disk = Registrar::open(sled_in(folder.path()), no_rules()).unwrap();
        for step in &steps {
            prop_assert_eq!(take(&mut memory, step), take(&mut disk, step));
        }
        prop_assert_eq!(said(&memory.desk()), said(&disk.desk()));
        drop(disk);
        let disk = Registrar::open(sled_in(folder.path()), no_rules()).unwrap();
        prop_assert_eq!(said(&memory.desk()), said(&disk.desk()));
        prop_assert_eq!(disk.verify().unwrap(), memory.verify().unwrap());
    }
}
