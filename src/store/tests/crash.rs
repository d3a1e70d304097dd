//! Crashes and full disks at every point between two writes: what was acknowledged is there, whole, and nothing half.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::super::disk::{Disk, Refused, Step};
use super::{add, no_rules, owner, proposal, rename, said};
use crate::domain::{Draft, Receipt, Record, Ref};
use crate::store::*;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};

/// A working hour in small: single changes, a large one of several entries, dropping, undoing, doing again.
const HOUR: usize = 9;

fn act(registrar: &mut Registrar, step: usize) -> Result<Receipt, ProposeError> {
    match step {
        0 => registrar.propose(proposal("a", vec![add("one"), add("two")])),
        1 => registrar.propose(proposal("a", vec![rename(1, "one", "uno")])),
        2 => registrar.propose(proposal("b", (0..300).map(|number| add(&format!("many {number}"))).collect())),
        3 => registrar.undo("a", "m", 1, 1),
        4 => registrar.propose(proposal("a", vec![Draft::Drop { reference: Ref(2) }, add("three")])),
        5 => registrar.undo("b", "m", 1, 1),
        6 => registrar.redo("b", "m", 1, 1),
        7 => registrar.propose(proposal("a", vec![Draft::Merge { from: Ref(4), into: Ref(5) }])),
        _ => registrar.propose(proposal("b", vec![rename(1, "one", "eins")])),
    }
}

/// What a desk says, its revisions left out: a change that was taken back leaves entries.
type Content = (Vec<Record>, Vec<(Ref, Ref)>);

fn content(registrar: &Registrar) -> Content {
    let (_, _, records, merges) = said(&registrar.desk());
    (records.into_iter().map(|record| Record { rev: 0, ..record }).collect(), merges)
}

fn open_on(desk: &Path, disk: Disk) -> Result<Registrar, StoreError> {
    for _ in 0..50 {
        match Twin::open_on(desk, &owner(), disk.clone()) {
            Err(StoreError::InUse { .. }) => {}
            twin => return Registrar::open(Box::new(twin?), no_rules()),
        }
    }
    Err(StoreError::Slow)
}

/// Every state of the hour, from the empty desk on.
fn states() -> Vec<Content> {
    let mut registrar = super::registrar();
    let mut states = vec![content(&registrar)];
    for step in 0..HOUR {
        act(&mut registrar, step).unwrap();
        states.push(content(&registrar));
    }
    states
}

/// A disk that counts its writes and refuses the one of that number, or that one and all after it.
fn failing(at: usize, forever: bool, half: bool, kind: ErrorKind) -> Disk {
    let count = AtomicUsize::new(0);
    let watch = move |step| {
        let now = count.fetch_add(1, SeqCst);
        if now == at || forever && now > at {
            let taken = match step {
                Step::Write(bytes) if half && now == at => bytes / 2,
                _ => 0,
            };
            return Err(Refused { kind, taken });
        }
        Ok(())
    };
    Disk::watched(Arc::new(watch))
}

/// Every point of the hour at which a write may fail, and where it is of many bytes, also with half of them taken.
fn points() -> Vec<(usize, bool)> {
    let folder = tempfile::tempdir().unwrap();
    let steps = Arc::new(Mutex::new(Vec::new()));
    let own = Arc::clone(&steps);
    let watch = move |step| {
        own.lock().unwrap().push(step);
        Ok(())
    };
    let mut registrar = open_on(folder.path(), Disk::watched(Arc::new(watch))).unwrap();
    (0..HOUR).for_each(|step| drop(act(&mut registrar, step).unwrap()));
    drop(registrar);
    let steps = steps.lock().unwrap();
    let halves = |(at, step): (usize, &Step)| {
        let is_torn = matches!(step, Step::Write(_));
        [Some((at, false)), is_torn.then_some((at, true))]
    };
    steps.iter().enumerate().flat_map(halves).flatten().collect()
}

#[test]
fn a_crash_between_any_two_writes_keeps_what_was_acknowledged_and_nothing_half() {
    let (states, points) = (states(), points());
    assert!(points.len() > 40, "{points:?}");
    for (at, half) in points {
        let folder = tempfile::tempdir().unwrap();
        let disk = failing(at, true, half, ErrorKind::Other);
        let mut acknowledged = 0;
        if let Ok(mut registrar) = open_on(folder.path(), disk) {
            while acknowledged < HOUR && act(&mut registrar, acknowledged).is_ok() {
                acknowledged += 1;
            }
        }
        let mut registrar =
            open_on(folder.path(), Disk::default()).unwrap_or_else(|error| panic!("{at} {half}: {error}"));
        let damage: Vec<Mended> = registrar.mended().into_iter().filter(Mended::is_damage).collect();
        assert_eq!(damage, [], "write {at}, {half}");
        let found = content(&registrar);
        let next = states.get(acknowledged + 1).unwrap_or(&states[acknowledged]);
        assert!(found == states[acknowledged] || found == *next, "write {at}, {half}, acknowledged {acknowledged}");
        assert_eq!(registrar.verify().unwrap().problems, [], "write {at}, {half}");
        registrar.propose(proposal("c", vec![add("after")])).unwrap();
    }
}

#[test]
fn a_disk_that_is_full_at_any_write_refuses_cleanly_and_goes_on_when_there_is_room() {
    let states = states();
    for (at, half) in points() {
        let folder = tempfile::tempdir().unwrap();
        let disk = failing(at, false, half, ErrorKind::StorageFull);
        let mut registrar = open_on(folder.path(), disk).unwrap();
        let mut refused = 0;
        for step in 0..HOUR {
            if let Err(error) = act(&mut registrar, step) {
                refused += 1;
                assert_eq!(error, ProposeError::Store(StoreError::Full), "write {at}, {half}");
                assert_eq!(content(&registrar), states[step], "write {at}, {half}: the desk is as it was");
                act(&mut registrar, step).unwrap();
            }
            assert_eq!(content(&registrar), states[step + 1], "write {at}, {half}, step {step}");
        }
        assert!(refused <= 1);
        assert!(registrar.history(Ref(1)).unwrap().len() >= 3, "history is read though a copy may be behind");
        drop(registrar);
        let mut registrar = open_on(folder.path(), Disk::default()).unwrap();
        let damage: Vec<Mended> = registrar.mended().into_iter().filter(Mended::is_damage).collect();
        assert_eq!(damage, [], "write {at}, {half}");
        assert_eq!(content(&registrar), states[HOUR], "write {at}, {half}");
        assert_eq!(registrar.verify().unwrap().problems, [], "write {at}, {half}");
    }
}

fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name())).unwrap();
        if path.is_dir() {
            copied(&path, &to.join(name));
        } else {
            fs::copy(&path, to.join(name)).unwrap();
        }
    }
}

/// The last write as a disk may have it after a power cut: cut anywhere, or some of its blocks written and others not.
fn torn(before: usize, bytes: &[u8]) -> Vec<Vec<u8>> {
    let (old, new) = bytes.split_at(before);
    let cuts = [0, 1, 5, new.len() / 2, new.len() - 1].into_iter().map(|at| bytes[..before + at].to_vec());
    let block = new.len().div_ceil(4);
    let gaps = (0..4).map(|gap| {
        let mut torn = new.to_vec();
        torn.iter_mut().skip(gap * block).take(block).for_each(|byte| *byte = 0);
        [old, &torn].concat()
    });
    cuts.chain(gaps).collect()
}

#[test]
fn a_power_cut_during_any_write_leaves_the_desk_as_it_was_before_or_after_it() {
    let states = states();
    let folder = tempfile::tempdir().unwrap();
    let (open, image) = (folder.path().join("open"), folder.path().join("image"));
    let mut registrar = open_on(&open, Disk::default()).unwrap();
    let segment = Path::new("journal/000000000001.journal");
    for step in 0..HOUR {
        let before = folder.path().join("before");
        copied(&open, &before);
        let length = fs::read(before.join(segment)).map_or(0, |bytes| bytes.len());
        act(&mut registrar, step).unwrap();
        for (number, bytes) in torn(length, &fs::read(open.join(segment)).unwrap()).into_iter().enumerate() {
            let _ = fs::remove_dir_all(&image);
            copied(&before, &image);
            fs::create_dir_all(image.join("journal")).unwrap();
            fs::write(image.join(segment), bytes).unwrap();
            let registrar = open_on(&image, Disk::default()).unwrap_or_else(|error| panic!("{step} {number}: {error}"));
            assert!(states[step..=step + 1].contains(&content(&registrar)), "step {step}, image {number}");
            assert_eq!(registrar.verify().unwrap().problems, [], "step {step}, image {number}");
        }
        fs::remove_dir_all(&before).unwrap();
    }
}
