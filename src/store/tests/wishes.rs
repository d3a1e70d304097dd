//! Random proposals, undone and done again: the ledger replays to the desk, goes back to what was, and both engines agree.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::{fields, name, no_rules, proposal, registrar, said, sled_in, without_rev};
use crate::domain::kinds::{partner, term};
use crate::domain::{Desk, Draft, Entry, FieldEdit, Kind, Ref, Value};
use crate::store::*;
use proptest::prelude::*;

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
