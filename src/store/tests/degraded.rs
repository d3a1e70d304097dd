//! When something outside is wrong: each refusal is the right one, and what was saved can be read.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::super::disk::{Disk, Refused, Step};
use super::{add, no_rules, owner, proposal, rename, said, sled_in};
use crate::domain::{Proposal, Ref};
use crate::store::*;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

fn open(desk: &Path) -> Registrar {
    Registrar::open(sled_in(desk), no_rules()).unwrap()
}

fn refusing(refused: Step) -> Disk {
    Disk::watched(Arc::new(move |step| match (step, refused) {
        (Step::Write(_), Step::Write(_)) => Err(Refused { kind: ErrorKind::StorageFull, taken: 3 }),
        (step, refused) if step == refused => Err(Refused { kind: ErrorKind::Other, taken: 0 }),
        _ => Ok(()),
    }))
}

#[test]
fn a_folder_taken_away_while_it_is_open_is_noticed_before_anything_is_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, elsewhere) = (folder.path().join("desk"), folder.path().join("elsewhere"));
    let mut registrar = open(&desk);
    registrar.propose(proposal("a", vec![add("one")])).unwrap();
    let before = said(&registrar.desk());
    fs::rename(&desk, &elsewhere).unwrap();
    let gone = ProposeError::Store(StoreError::Gone { path: desk.display().to_string() });
    assert_eq!(registrar.propose(proposal("a", vec![add("two")])).unwrap_err(), gone);
    assert_eq!(said(&registrar.desk()), before);
    fs::rename(&elsewhere, &desk).unwrap();
    registrar.propose(proposal("a", vec![add("three")])).unwrap();
    fs::remove_dir_all(&desk).unwrap();
    assert_eq!(registrar.propose(proposal("a", vec![add("four")])).unwrap_err(), gone);
    assert_eq!(registrar.desk().len(), 2, "what is on the screen stays");
}

#[test]
fn an_engine_that_fails_leaves_the_journal_to_serve_and_is_filled_up_later() {
    for step in [Step::Engine, Step::EngineSync] {
        let folder = tempfile::tempdir().unwrap();
        drop(open(folder.path()));
        let twin = Twin::open_on(folder.path(), &owner(), refusing(step)).unwrap();
        let mut registrar = Registrar::open(Box::new(twin), no_rules()).unwrap();
        registrar.propose(proposal("a", vec![add("one")])).unwrap();
        assert_eq!(registrar.mended()[0].code, "store-engine-left");
        registrar.propose(proposal("a", vec![rename(1, "one", "two")])).unwrap();
        registrar.undo("a", "m", 1, 1).unwrap();
        assert_eq!(registrar.history(Ref(1)).unwrap().len(), 3);
        assert_eq!(registrar.log(2).unwrap().len(), 2);
        assert_eq!(registrar.mended(), []);
        let before = said(&registrar.desk());
        drop(registrar);
        let mut registrar = open(folder.path());
        assert_eq!(registrar.mended().iter().map(|mended| mended.code).collect::<Vec<_>>(), ["store-mended-behind"]);
        assert_eq!(said(&registrar.desk()), before);
        assert_eq!(registrar.verify().unwrap().problems, []);
    }
}

#[test]
fn a_desk_on_a_disk_to_read_from_is_read_and_each_change_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut registrar = open(folder.path());
    registrar.propose(proposal("a", vec![add("one"), add("two")])).unwrap();
    registrar.propose(proposal("a", vec![rename(1, "one", "three")])).unwrap();
    let before = said(&registrar.desk());
    drop(registrar);
    for (why, code) in [(StoreError::Full, "store-reading-full"), (StoreError::ReadOnly, "store-reading-only")] {
        let files = || -> Vec<_> { walk(folder.path()) };
        let lying = files();
        let twin = Twin::open_to_read(folder.path(), why.clone(), Disk::default()).unwrap();
        let mut registrar = Registrar::open(Box::new(twin), no_rules()).unwrap();
        assert_eq!(registrar.mended()[0].code, code);
        assert_eq!(said(&registrar.desk()), before);
        assert_eq!(registrar.history(Ref(1)).unwrap().len(), 2);
        assert_eq!(said(&registrar.desk_as_of(1).unwrap()).2.len(), 2);
        assert_eq!(registrar.verify().unwrap().problems, []);
        assert_eq!(registrar.propose(proposal("a", vec![add("no")])).unwrap_err(), ProposeError::Store(why));
        assert_eq!(said(&registrar.desk()), before);
        drop(registrar);
        assert_eq!(files(), lying, "reading changes nothing");
    }
}

fn walk(folder: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(walk(&path)) } else { found.push((path.clone(), fs::read(path).unwrap())) }
    }
    found.sort();
    found
}

#[test]
fn half_a_proposal_on_a_disk_to_read_from_is_shown_to_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let mut registrar = open(folder.path());
    registrar.propose(proposal("a", vec![add("one")])).unwrap();
    let before = said(&registrar.desk());
    drop(registrar);
    // The first entry of a group of which the rest never came.
    let twin = Twin::open(folder.path(), &owner()).unwrap();
    let mut twin = twin;
    let mut cut = super::entry(2, vec![super::change(None, Some(super::record(2, "half", 2)))]);
    cut.closes_group = false;
    let sealed = super::codec::seal(cut, twin.head_hash()).unwrap();
    twin.append(1, sealed.batch(), &sealed).unwrap();
    twin.flush().unwrap();
    drop(twin);
    let twin = Twin::open_to_read(folder.path(), StoreError::Full, Disk::default()).unwrap();
    let registrar = Registrar::open(Box::new(twin), no_rules()).unwrap();
    assert_eq!(said(&registrar.desk()).2, before.2);
}

#[test]
fn a_clock_that_jumps_back_is_told_and_the_order_stands() {
    let mut registrar = super::registrar();
    let at = |at_ms, text: &str| Proposal { at_ms, ..proposal("a", vec![add(text)]) };
    registrar.propose(at(9_000_000, "one")).unwrap();
    registrar.propose(at(8_950_000, "two")).unwrap();
    assert_eq!(registrar.mended(), [], "two machines may differ by that");
    registrar.propose(at(1_000_000, "three")).unwrap();
    let mended = registrar.mended();
    assert_eq!((mended[0].code, mended[0].place.as_str()), ("store-clock-back", "132 min"));
    assert!(!mended[0].is_damage());
    assert_eq!(registrar.log(3).unwrap().iter().map(|entry| entry.revision).collect::<Vec<_>>(), [3, 2, 1]);
    registrar.undo("a", "m", 1_000_001, 1).unwrap();
    assert_eq!(registrar.desk().len(), 2, "the newest change is undone, whatever its time");
}

#[test]
fn damage_in_the_middle_of_the_journal_is_filled_from_the_engine_or_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut registrar = open(folder.path());
    (0..8).for_each(|number| drop(registrar.propose(proposal("a", vec![add(&format!("r{number}"))])).unwrap()));
    let before = said(&registrar.desk());
    drop(registrar);
    let segment = folder.path().join("journal/000000000001.journal");
    let mut bytes = fs::read(&segment).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&segment, &bytes).unwrap();
    let mut registrar = open(folder.path());
    let codes: Vec<_> = registrar.mended().iter().map(|mended| mended.code).collect();
    assert_eq!(codes, ["store-mended-part", "store-mended-journal"]);
    assert_eq!(said(&registrar.desk()), before);
    drop(registrar);
    // Without the engine there is nothing to fill it from, and nothing is touched.
    fs::write(&segment, &bytes).unwrap();
    fs::remove_dir_all(folder.path().join("sled")).unwrap();
    assert_eq!(Twin::open(folder.path(), &owner()).unwrap_err().code(), "store-damaged");
    assert_eq!(fs::read(&segment).unwrap(), bytes);
}

#[test]
fn a_repair_that_was_cut_short_is_finished_or_forgotten() {
    for is_whole in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let mut registrar = open(folder.path());
        registrar.propose(proposal("a", vec![add("one")])).unwrap();
        let before = said(&registrar.desk());
        drop(registrar);
        let mend = folder.path().join("mend");
        fs::create_dir(&mend).unwrap();
        fs::rename(folder.path().join("journal"), mend.join("journal")).unwrap();
        if is_whole {
            fs::write(mend.join("whole"), "").unwrap();
        }
        // What was not whole is thrown away, and the journal comes from the engine.
        assert_eq!(said(&open(folder.path()).desk()), before);
        assert!(folder.path().join("journal").is_dir() && !mend.exists());
    }
}
