//! When something outside is wrong: each refusal is the right one, and what was saved can be read.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::super::disk::{Disk, Refused, Step};
use super::{add, no_rules, owner, proposal, rename, said, sled_in};
use crate::domain::{Draft, Proposal, Ref};
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
        registrar.propose(proposal("a", vec![Draft::Drop { reference: Ref(1) }])).unwrap();
        let trash: Vec<Ref> = registrar.trash().unwrap().iter().map(|gone| gone.record.reference).collect();
        assert_eq!(trash, [Ref(1)]);
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

/// Writes the first entry of a group of which the rest never comes: one record.
fn append_half(desk: &Path, number: u64) {
    let mut ledger = sled_in(desk);
    let revision = ledger.head() + 1;
    let mut cut = super::entry(revision, vec![super::change(None, Some(super::record(number, "half", revision)))]);
    cut.closes_group = false;
    let sealed = super::codec::seal(cut, ledger.head_hash()).unwrap();
    ledger.append(revision - 1, sealed.batch(), &sealed).unwrap();
    ledger.flush().unwrap();
}

#[test]
fn half_a_proposal_is_not_found_at_a_glance() {
    let folder = tempfile::tempdir().unwrap();
    let mut registrar = open(folder.path());
    let many = (0..crate::limits::CHECKPOINT_RECORDS).map(|number| add(&format!("record {number}"))).collect();
    registrar.propose(proposal("a", many)).unwrap();
    let next = registrar.desk().last_ref() + 1;
    drop(registrar);
    let glanced = || glance(folder.path(), 10).unwrap().map(|glance| glance.changed().to_vec());
    assert_eq!(glanced(), Some(Vec::new()));
    append_half(folder.path(), next);
    assert_eq!(glanced(), None, "opening takes it back");
    drop(open(folder.path()));
    assert_eq!(glanced(), Some(vec![Ref(next)]), "made and taken back");
}

#[test]
fn half_a_proposal_on_a_disk_to_read_from_is_shown_to_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let mut registrar = open(folder.path());
    registrar.propose(proposal("a", vec![add("one")])).unwrap();
    let before = said(&registrar.desk());
    drop(registrar);
    append_half(folder.path(), 2);
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
    assert_eq!((mended[0].code, mended[0].place.as_str()), ("store-clock-back", "132"));
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
        let (before, stamp) = (said(&registrar.desk()), registrar.stamp());
        drop(registrar);
        let mend = folder.path().join("mend");
        fs::create_dir(&mend).unwrap();
        fs::rename(folder.path().join("journal"), mend.join("journal")).unwrap();
        if is_whole {
            fs::write(mend.join("whole"), crate::store::repair::said_of(stamp.revision, &stamp.hash)).unwrap();
        }
        // What was not whole is thrown away, and the journal comes from the engine.
        assert_eq!(said(&open(folder.path()).desk()), before);
        assert!(folder.path().join("journal").is_dir() && !mend.exists());
    }
}

#[test]
fn copies_that_nobody_knows_are_no_end_of_a_repair() {
    let folder = tempfile::tempdir().unwrap();
    let mut registrar = open(folder.path());
    registrar.propose(proposal("a", vec![add("one")])).unwrap();
    let before = said(&registrar.desk());
    drop(registrar);
    // Empty ones, and those of another desk.
    let other = tempfile::tempdir().unwrap();
    let mut registrar = open(other.path());
    registrar.propose(proposal("a", vec![add("other")])).unwrap();
    drop(registrar);
    for from in [None, Some(other.path())] {
        let mend = folder.path().join("mend");
        fs::create_dir(&mend).unwrap();
        match from {
            Some(from) => fs::rename(from.join("journal"), mend.join("journal")).unwrap(),
            None => fs::create_dir(mend.join("journal")).unwrap(),
        }
        fs::create_dir(mend.join("sled")).unwrap();
        fs::write(mend.join("whole"), "1 00000000\n").unwrap();
        assert_eq!(said(&open(folder.path()).desk()), before);
        assert!(!mend.exists());
    }
    assert_eq!(fs::read_dir(folder.path().join("aside")).unwrap().count(), 2, "they are kept");
}

#[test]
fn what_the_system_refuses_is_named_with_its_file() {
    let path = Path::new("/desk/journal/000000000001.journal");
    let refused = StoreError::about(path, ErrorKind::PermissionDenied.into());
    assert_eq!(refused.code(), "store-denied");
    assert!(refused.values()[0].1.starts_with("/desk/journal/000000000001.journal: "), "{refused}");
    assert_eq!(StoreError::about(path, ErrorKind::StorageFull.into()), StoreError::Full);
}

/// Takes everything out of both copies, or the folders themselves away.
fn emptied(desk: &Path, how: &str) {
    for copy in ["journal", "sled"] {
        let folder = desk.join(copy);
        if how == "files" {
            let files = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
            files.filter(|path| path.is_file()).for_each(|path| fs::write(path, "").unwrap());
            continue;
        }
        fs::remove_dir_all(&folder).unwrap();
        if how == "folders" {
            fs::create_dir(&folder).unwrap();
        }
    }
}

#[test]
fn a_desk_whose_copies_were_both_emptied_is_refused_however_often_it_is_asked() {
    for how in ["folders", "gone", "files"] {
        for is_closed in [true, false] {
            let folder = tempfile::tempdir().unwrap();
            let mut registrar = open(folder.path());
            registrar.propose(proposal("a", vec![add("one")])).unwrap();
            let id = crate::store::keep::in_short(&registrar.stamp().hash);
            drop(registrar);
            emptied(folder.path(), how);
            if !is_closed {
                fs::remove_file(folder.path().join("seal")).unwrap();
            }
            // After a repair that finds nothing, too.
            for _ in 0..2 {
                for refused in [
                    Twin::open(folder.path(), &owner()).map(drop).unwrap_err(),
                    crate::store::repair(folder.path(), &owner(), true).map(drop).unwrap_err(),
                    crate::store::repair(folder.path(), &owner(), false).map(drop).unwrap_err(),
                ] {
                    let emptied = StoreError::Emptied { first: Some(id.clone()) };
                    assert_eq!(refused, emptied, "{how} {is_closed}");
                }
            }
        }
    }
}

#[test]
fn of_a_desk_of_an_older_program_a_backup_or_a_seal_tells_that_it_was_emptied() {
    for has_backup in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let mut registrar = open(folder.path());
        registrar.propose(proposal("a", vec![add("one")])).unwrap();
        drop(registrar);
        fs::remove_file(folder.path().join("begun")).unwrap();
        emptied(folder.path(), "folders");
        if has_backup {
            fs::create_dir(folder.path().join("backups")).unwrap();
            fs::write(folder.path().join("backups/tansiq-1.gz"), "").unwrap();
            fs::remove_file(folder.path().join("seal")).unwrap();
        }
        for _ in 0..2 {
            assert_eq!(Twin::open(folder.path(), &owner()).unwrap_err().code(), "store-emptied-unknown");
            let refused = crate::store::repair(folder.path(), &owner(), false).unwrap_err();
            assert_eq!(refused.code(), "store-emptied-unknown", "{has_backup}");
        }
    }
}

#[test]
fn that_a_desk_has_held_entries_is_written_with_the_first_and_again_where_it_is_missing_or_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let begun = folder.path().join("begun");
    drop(open(folder.path()));
    assert!(!begun.exists(), "a new desk may be left and opened again");
    let mut registrar = open(folder.path());
    registrar.propose(proposal("a", vec![add("one")])).unwrap();
    let written = fs::read(&begun).unwrap();
    registrar.propose(proposal("a", vec![add("two")])).unwrap();
    drop(registrar);
    for spoilt in [None, Some(""), Some("nonsense")] {
        match spoilt {
            None => fs::remove_file(&begun).unwrap(),
            Some(text) => fs::write(&begun, text).unwrap(),
        }
        let mut registrar = open(folder.path());
        assert_eq!((registrar.desk().len(), fs::read(&begun).unwrap()), (2, written.clone()));
        assert_eq!(registrar.mended().len(), 1, "{spoilt:?} was told");
        assert_eq!(registrar.verify().unwrap().problems, []);
        drop(registrar);
        fs::write(&begun, spoilt.unwrap_or_default()).unwrap();
        assert_eq!(crate::store::repair(folder.path(), &owner(), false).unwrap().aside.len(), 1);
        assert_eq!(open(folder.path()).mended(), [], "a repair leaves nothing to be told");
        assert_eq!(fs::read(&begun).unwrap(), written);
    }
}

#[test]
fn an_empty_desk_beside_old_backups_opens_again_and_again() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("backups")).unwrap();
    fs::write(folder.path().join("backups/tansiq-1.gz"), "").unwrap();
    for _ in 0..3 {
        assert_eq!(open(folder.path()).desk().len(), 0);
    }
}

#[test]
fn the_last_entry_that_both_copies_lost_is_named_also_after_somebody_tried_to_open() {
    let folder = tempfile::tempdir().unwrap();
    let mut registrar = open(folder.path());
    (0..5).for_each(|number| drop(registrar.propose(proposal("a", vec![add(&format!("r{number}"))])).unwrap()));
    drop(registrar);
    fs::remove_dir_all(folder.path().join("sled")).unwrap();
    let segment = folder.path().join("journal/000000000001.journal");
    let mut bytes = fs::read(&segment).unwrap();
    let end = bytes.len() - 3;
    bytes[end] ^= 1;
    fs::write(&segment, &bytes).unwrap();
    for _ in 0..2 {
        assert_eq!(Twin::open(folder.path(), &owner()).unwrap_err().code(), "store-damaged");
        assert_eq!(fs::read(&segment).unwrap(), bytes, "nothing is set aside");
    }
    let repair = crate::store::repair(folder.path(), &owner(), false).unwrap();
    assert_eq!((repair.entries, repair.lost, repair.stranded), (4, Some((5, 5)), 0));
    assert_eq!(open(folder.path()).desk().len(), 4);
}

#[test]
fn a_segment_that_is_there_twice_is_damage_that_a_repair_mends() {
    for name in ["000000000002.journal", "000000000500.journal", "1.journal", "000000000000.journal"] {
        for by_repair in [true, false] {
            let folder = tempfile::tempdir().unwrap();
            let mut registrar = open(folder.path());
            (0..4).for_each(|number| drop(registrar.propose(proposal("a", vec![add(&format!("r{number}"))])).unwrap()));
            let before = said(&registrar.desk());
            drop(registrar);
            let journal = folder.path().join("journal");
            fs::copy(journal.join("000000000001.journal"), journal.join(name)).unwrap();
            if by_repair {
                let looked = crate::store::repair(folder.path(), &owner(), true).unwrap();
                assert!(!looked.problems.is_empty(), "{name}");
                let repair = crate::store::repair(folder.path(), &owner(), false).unwrap();
                assert_eq!(repair.lost, None);
            }
            let registrar = open(folder.path());
            assert_eq!(said(&registrar.desk()), before, "{name}");
            if by_repair {
                assert_eq!(registrar.verify().unwrap().problems, [], "{name}");
            }
        }
    }
}

#[test]
fn a_seal_that_says_too_much_is_no_work_without_end() {
    let folder = tempfile::tempdir().unwrap();
    let mut registrar = open(folder.path());
    registrar.propose(proposal("a", vec![add("one")])).unwrap();
    let before = said(&registrar.desk());
    drop(registrar);
    let text = format!("tansiq seal 1\nrevision {}\n", u64::MAX);
    let text = format!("{text}{:08x}\n", crc32fast::hash(text.as_bytes()));
    fs::write(folder.path().join("seal"), text).unwrap();
    assert_eq!(Twin::open(folder.path(), &owner()).unwrap_err().code(), "store-damaged");
    let repair = crate::store::repair(folder.path(), &owner(), false).unwrap();
    assert_eq!((repair.lost, repair.stranded), (Some((2, u64::MAX)), 0));
    assert_eq!(said(&open(folder.path()).desk()), before);
}
