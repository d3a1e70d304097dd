//! Tests of the two copies: what one loses comes back from the other, and nothing is taken for what it is not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::name;
use crate::domain::kinds::partner;
use crate::domain::value::Fields;
use crate::domain::{Desk, Draft, Kind, Proposal, Record, Ref};
use crate::store::*;
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

pub(super) fn owner() -> Owner {
    Owner { pid: 7, user: "amina".into(), since_ms: 1_700_000_000_000, machine: "machine".into() }
}

/// Opens a desk; a busy machine may take its time to let go of the files of the one before.
pub(super) fn opened(folder: &Path) -> Result<Registrar, StoreError> {
    for _ in 0..50 {
        match Twin::open(folder, &owner()) {
            Err(StoreError::InUse { .. }) => {}
            twin => return Registrar::open(Box::new(twin?), Box::new(|_, _| Vec::new())),
        }
    }
    Err(StoreError::Slow)
}

pub(super) fn add(registrar: &mut Registrar, texts: &[String]) {
    let draft = |text: &String| Draft::Add {
        kind: Kind::Partner,
        fields: Fields::new().with(partner::NAMES.id, name(text)),
        reference: None,
    };
    let drafts = texts.iter().map(draft).collect();
    let proposal = Proposal { by: "a".into(), machine: "m".into(), at_ms: 1, label: "l".into(), drafts };
    registrar.propose(proposal).unwrap();
}

/// A desk with some history, closed.
pub(super) fn desk(entries: usize) -> (tempfile::TempDir, Vec<Record>) {
    let folder = tempfile::tempdir().unwrap();
    let mut registrar = opened(folder.path()).unwrap();
    for entry in 0..entries {
        add(&mut registrar, &(0..3).map(|number| format!("record {entry} {number}")).collect::<Vec<_>>());
    }
    let records = records(&registrar);
    (folder, records)
}

pub(super) fn records(registrar: &Registrar) -> Vec<Record> {
    registrar.desk().records().map(|record| (**record).clone()).collect()
}

pub(super) fn damage_of(registrar: &mut Registrar) -> Vec<&'static str> {
    registrar.mended().into_iter().filter(Mended::is_damage).map(|mended| mended.code).collect()
}

pub(super) fn segment(folder: &Path) -> PathBuf {
    folder.join("journal/000000000001.journal")
}

#[test]
fn a_lost_or_ruined_engine_is_made_anew_from_the_journal() {
    for file in ["conf", "db", ""] {
        let (folder, before) = desk(20);
        match file {
            "" => fs::remove_dir_all(folder.path().join("sled")).unwrap(),
            file => fs::write(folder.path().join("sled").join(file), "nonsense".repeat(2_000)).unwrap(),
        }
        let mut registrar = opened(folder.path()).unwrap();
        assert_eq!(records(&registrar), before, "{file}");
        assert_eq!(damage_of(&mut registrar), ["store-mended-engine"], "{file}");
        assert_eq!(registrar.verify().unwrap().problems, []);
        add(&mut registrar, &["more".to_owned()]);
        drop(registrar);
        assert_eq!(damage_of(&mut opened(folder.path()).unwrap()), [""; 0]);
    }
}

#[test]
fn a_seal_of_which_the_power_left_only_the_name_is_none() {
    let (folder, before) = desk(5);
    fs::write(folder.path().join("seal"), "").unwrap();
    let mut registrar = opened(folder.path()).unwrap();
    assert_eq!((records(&registrar), registrar.mended()), (before, Vec::new()));
    drop(registrar);
    assert!(fs::metadata(folder.path().join("seal")).unwrap().len() > 0, "sealed when it is closed");
}

#[test]
fn a_lost_journal_is_written_anew_from_the_engine() {
    let (folder, before) = desk(5);
    fs::remove_dir_all(folder.path().join("journal")).unwrap();
    let mut registrar = opened(folder.path()).unwrap();
    assert_eq!(damage_of(&mut registrar), ["store-mended-journal"]);
    drop(registrar);
    fs::remove_dir_all(folder.path().join("sled")).unwrap();
    assert_eq!(records(&opened(folder.path()).unwrap()), before, "and is then enough by itself");
}

#[test]
fn a_write_cut_short_is_set_aside_and_everything_acknowledged_is_there() {
    let (folder, before) = desk(5);
    // A desk that a crash left has no seal.
    fs::remove_file(folder.path().join("seal")).unwrap();
    let path = segment(folder.path());
    let mut bytes = fs::read(&path).unwrap();
    bytes.extend_from_slice(b"E\x01\x40\x00\x00\x00half an entry");
    fs::write(&path, bytes).unwrap();
    let mut registrar = opened(folder.path()).unwrap();
    let mended = registrar.mended();
    assert_eq!(mended.iter().map(|mended| mended.code).collect::<Vec<_>>(), ["store-mended-tail"]);
    assert!(fs::read(&mended[0].place).unwrap().ends_with(b"half an entry"), "nothing is thrown away");
    assert_eq!(records(&registrar), before);
    assert_eq!(registrar.verify().unwrap().problems, []);
}

#[test]
fn a_repair_takes_each_entry_from_the_copy_that_has_it() {
    let (folder, before) = desk(12);
    // The journal is damaged in the middle, the engine is gone but for what the journal lost.
    let path = segment(folder.path());
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 4;
    fs::write(&path, &bytes).unwrap();
    let look = repair(folder.path(), &owner(), true).unwrap();
    assert!(look.lost.is_none() && !look.problems.is_empty() && look.aside.is_empty(), "{look:?}");
    assert_eq!(fs::read(&path).unwrap(), bytes, "looking changes nothing");
    let done = repair(folder.path(), &owner(), false).unwrap();
    assert_eq!((done.entries, done.lost, done.aside.len()), (12, None, 1));
    assert_eq!(repair(folder.path(), &owner(), true).unwrap().problems, []);
    assert_eq!(records(&opened(folder.path()).unwrap()), before);
}

#[test]
fn what_neither_copy_has_is_named() {
    let (folder, _) = desk(12);
    fs::remove_dir_all(folder.path().join("sled")).unwrap();
    let path = segment(folder.path());
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 4;
    fs::write(&path, &bytes).unwrap();
    let done = repair(folder.path(), &owner(), false).unwrap();
    let (first, last) = done.lost.expect("a loss");
    assert_eq!((first, last), (done.entries + 1, 12));
    assert_eq!(opened(folder.path()).unwrap().desk().revision(), done.entries);
}

#[test]
fn a_backup_makes_the_same_desk_and_a_damaged_one_makes_none() {
    let (folder, before) = desk(8);
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("desk.gz");
    assert_eq!(opened(folder.path()).unwrap().backup(&file).unwrap(), 8);
    assert_eq!(opened(folder.path()).unwrap().backup(&file).unwrap_err().code(), "store-exists");
    let desk = place.path().join("desk");
    assert_eq!(restore(&file, &desk, &owner()).unwrap(), 8);
    let registrar = opened(&desk).unwrap();
    assert_eq!(records(&registrar), before);
    assert_eq!(registrar.verify().unwrap().problems, []);
    let bytes = fs::read(&file).unwrap();
    for at in (0..bytes.len()).step_by(7) {
        let mut flipped = bytes.clone();
        flipped[at] ^= 16;
        fs::write(&file, &flipped).unwrap();
        let other = place.path().join("other");
        if let Ok(entries) = restore(&file, &other, &owner()) {
            // The header of the file says when and how it was made, which is not checked.
            assert!(at < 10 && entries == 8, "byte {at}");
            fs::remove_dir_all(&other).unwrap();
        }
        assert!(!other.exists(), "byte {at}");
    }
}

#[test]
fn a_folder_that_is_a_link_is_refused() {
    let (folder, _) = desk(1);
    let place = tempfile::tempdir().unwrap();
    let link = place.path().join("desk");
    std::os::unix::fs::symlink(folder.path(), &link).unwrap();
    assert_eq!(Twin::open(&link, &owner()).unwrap_err().code(), "store-foreign");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(
        std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(24)
    ))]

    #[test]
    fn one_flipped_bit_or_a_cut_anywhere_is_found_and_nothing_is_lost(
        which in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        bit in 0u8..8,
        is_cut in prop::bool::weighted(0.2),
    ) {
        let (folder, before) = desk(10);
        let mut files: Vec<PathBuf> = ["sled", "journal"]
            .iter()
            .flat_map(|copy| fs::read_dir(folder.path().join(copy)).unwrap())
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_file() && fs::metadata(path).unwrap().len() > 0)
            .collect();
        files.sort();
        let path = which.get(&files);
        let mut bytes = fs::read(path).unwrap();
        let at = at.index(bytes.len());
        if is_cut { bytes.truncate(at) } else { bytes[at] ^= 1 << bit }
        fs::write(path, &bytes).unwrap();
        // Either it opens with everything, told or without effect, or it says that it is damaged and is repaired.
        let registrar = match opened(folder.path()) {
            Ok(registrar) if registrar.verify().is_ok_and(|found| found.problems.is_empty()) => registrar,
            _ => {
                let done = repair(folder.path(), &owner(), false).unwrap();
                prop_assert_eq!(done.lost, None);
                opened(folder.path()).unwrap()
            }
        };
        prop_assert_eq!(records(&registrar), before);
        prop_assert_eq!(registrar.verify().unwrap().problems, []);
    }
}

#[test]
fn the_past_is_the_same_whichever_copy_it_is_read_from() {
    let folder = tempfile::tempdir().unwrap();
    let mut registrar = opened(folder.path()).unwrap();
    let mut pasts = vec![registrar.desk()];
    for entry in 0..36_u64 {
        // So long that the journal has several segments.
        add(&mut registrar, &[format!("{entry} {}", "x".repeat(450_000))]);
        pasts.push(registrar.desk());
        let drafts = match entry % 3 {
            0 => vec![Draft::Drop { reference: Ref(entry / 3 + 1) }],
            1 if entry > 20 => vec![Draft::Merge { from: Ref(entry + 1), into: Ref(entry) }],
            _ => continue,
        };
        let proposal = Proposal { by: "a".into(), machine: "m".into(), at_ms: 1, label: "l".into(), drafts };
        registrar.propose(proposal).unwrap();
        pasts.push(registrar.desk());
    }
    drop(registrar);
    let segments = fs::read_dir(folder.path().join("journal")).unwrap().count();
    assert!(segments > 2, "{segments}");
    let check = |how: &str| {
        let mut registrar = opened(folder.path()).unwrap();
        // There and back, so that some are made from the past that was asked for before.
        for past in pasts.iter().chain(pasts.iter().rev().step_by(5)) {
            let then = registrar.desk_as_of(past.revision()).unwrap();
            let said = |desk: &Desk| -> Vec<Record> { desk.records().map(|record| Record::clone(record)).collect() };
            assert_eq!(then.revision(), past.revision(), "{how}");
            assert!(said(&then) == said(past), "{how}: revision {}", past.revision());
            assert_eq!(then.merges().collect::<Vec<_>>(), past.merges().collect::<Vec<_>>(), "{how}");
        }
    };
    check("whole");
    let mut bytes = fs::read(segment(folder.path())).unwrap();
    bytes[3_000_000] ^= 1;
    fs::write(segment(folder.path()), bytes).unwrap();
    check("a damaged segment");
    fs::remove_file(segment(folder.path())).unwrap();
    check("a segment that is gone");
}
