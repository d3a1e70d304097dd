//! Damage by hand that leaves everything whole by itself: copies of another desk, histories that were written into with every sum
//! made right again, notes of another desk or of another day. What is shown is the desk's own, or nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::copies::{add, damage_of, opened, owner, records, segment};
use crate::domain::Record;
use crate::store::codec::{self, Sealed};
use crate::store::*;
use std::fs;
use std::path::Path;

/// A closed desk of its own with so many entries.
fn desk_of(title: &str, entries: usize) -> (tempfile::TempDir, Vec<Record>) {
    let folder = tempfile::tempdir().unwrap();
    let mut registrar = opened(folder.path()).unwrap();
    for entry in 0..entries {
        add(&mut registrar, &[format!("{title} {entry}")]);
    }
    let records = records(&registrar);
    (folder, records)
}

fn copy(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    if from.is_dir() {
        fs::create_dir(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        fs::copy(from, to).unwrap();
    }
}

/// The desk with these parts of another one that is longer, and once more as a kill leaves it, without a seal.
fn with_parts(parts: &[&str]) -> Vec<(tempfile::TempDir, Vec<Record>)> {
    let (other, _) = desk_of("other", 9);
    let mixed = [true, false].map(|is_sealed| {
        let (folder, before) = desk_of("own", 6);
        for part in parts {
            copy(&other.path().join(part), &folder.path().join(part));
        }
        if !is_sealed {
            let _ = fs::remove_file(folder.path().join("seal"));
        }
        (folder, before)
    });
    mixed.into()
}

fn is_well(folder: &Path, before: &[Record]) {
    let mut registrar = opened(folder).unwrap();
    assert_eq!(records(&registrar), before);
    assert_eq!((damage_of(&mut registrar), registrar.verify().unwrap().problems), (Vec::new(), Vec::new()));
}

#[test]
fn a_repair_takes_the_copy_of_this_desk_and_not_the_longer_one_of_another() {
    for part in ["journal", "sled"] {
        for (folder, before) in with_parts(&[part]) {
            match opened(folder.path()) {
                Err(error) => assert_eq!(error, StoreError::Diverged { revision: 0 }, "{part}"),
                // A seal tells that the engine is not what it was, so that it is made anew at once.
                Ok(registrar) => assert_eq!((part, records(&registrar)), ("sled", before.clone())),
            }
            if part == "journal" {
                let look = repair(folder.path(), &owner(), true).unwrap();
                assert!(look.lost.is_none() && look.problems.iter().any(|problem| problem.code == "verify-copies"));
            }
            let done = repair(folder.path(), &owner(), false).unwrap();
            assert_eq!((done.entries, done.lost, done.stranded), (6, None, 0), "{part}");
            is_well(folder.path(), &before);
        }
    }
}

#[test]
fn where_only_another_desk_is_left_nothing_of_it_is_shown() {
    for (parts, gone) in [(&["journal"], "sled"), (&["sled"], "journal")] {
        for (folder, _) in with_parts(parts) {
            fs::remove_dir_all(folder.path().join(gone)).unwrap();
            let refused = opened(folder.path()).map(drop).unwrap_err();
            assert!(matches!(refused.code(), "store-emptied" | "store-damaged"), "{parts:?}: {refused:?}");
            for only_look in [true, false] {
                let refused = repair(folder.path(), &owner(), only_look).unwrap_err();
                assert_eq!(refused.code(), "store-emptied", "{parts:?}");
            }
        }
    }
    // Both copies are another desk's, and the backups say whose this is.
    for (folder, _) in with_parts(&["journal", "sled"]) {
        let name = fs::read_to_string(folder.path().join("begun")).unwrap();
        fs::create_dir_all(folder.path().join("backups")).unwrap();
        fs::write(folder.path().join(format!("backups/tansiq-{}-20261125T100000-r6.gz", &name[..8])), "").unwrap();
        assert!(matches!(opened(folder.path()).map(drop).unwrap_err().code(), "store-emptied" | "store-damaged"));
        assert_eq!(repair(folder.path(), &owner(), false).unwrap_err().code(), "store-emptied");
    }
}

#[test]
fn a_note_of_another_desk_is_written_anew_and_loses_nothing() {
    for part in ["begun", "seal"] {
        for (folder, before) in with_parts(&[part]) {
            let has_seal = folder.path().join("seal").exists();
            let mut registrar = opened(folder.path()).unwrap();
            assert_eq!(records(&registrar), before, "{part}");
            let told = if has_seal || part == "begun" { vec!["store-mended-note"] } else { Vec::new() };
            assert_eq!(damage_of(&mut registrar), told, "{part}");
            drop(registrar);
            is_well(folder.path(), &before);
        }
        for (folder, before) in with_parts(&[part]) {
            assert_eq!(repair(folder.path(), &owner(), false).unwrap().lost, None, "{part}");
            is_well(folder.path(), &before);
        }
    }
}

/// Writes into the journal from an entry on and makes every hash and sum right again.
fn forge(folder: &Path, from: u64) {
    let bytes = fs::read(segment(folder)).unwrap();
    let (mut rest, mut forged, mut previous) = (bytes.as_slice(), Vec::new(), codec::Hash::default());
    while let Some((frame, after)) = codec::split_frame(rest).unwrap() {
        let Sealed { mut entry, .. } = codec::unseal(frame).unwrap();
        if entry.revision >= from {
            entry.by = "somebody else".into();
        }
        let sealed = codec::seal(entry, previous).unwrap();
        previous = sealed.own;
        forged.extend(sealed.bytes);
        rest = after;
    }
    fs::write(segment(folder), forged).unwrap();
}

#[test]
fn a_history_that_was_written_into_with_all_sums_made_right_is_found_and_not_taken() {
    for is_sealed in [true, false] {
        let (folder, before) = desk_of("own", 6);
        let by = |folder: &Path| opened(folder).unwrap().log(9).unwrap().into_iter().map(|entry| entry.by).collect();
        let names: Vec<String> = by(folder.path());
        if !is_sealed {
            fs::remove_file(folder.path().join("seal")).unwrap();
        }
        forge(folder.path(), 4);
        let refused = opened(folder.path()).map(drop).unwrap_err();
        assert_eq!(refused, StoreError::Diverged { revision: 3 });
        let done = repair(folder.path(), &owner(), false).unwrap();
        assert_eq!((done.entries, done.lost), (6, None));
        is_well(folder.path(), &before);
        assert_eq!(by(folder.path()), names, "{is_sealed} {done:?}");
    }
}

#[test]
fn what_stands_behind_the_end_of_a_closed_desk_is_damage_and_no_loss() {
    let (other, _) = desk_of("other", 9);
    let theirs = fs::read(segment(other.path())).unwrap();
    for behind in [b"garbage".as_slice(), &theirs] {
        let (folder, before) = desk_of("own", 6);
        let whole = fs::read(segment(folder.path())).unwrap();
        fs::write(segment(folder.path()), [whole.as_slice(), behind].concat()).unwrap();
        assert_eq!(repair(folder.path(), &owner(), true).unwrap().lost, None);
        let mut registrar = opened(folder.path()).unwrap();
        assert_eq!(damage_of(&mut registrar), ["store-mended-part"]);
        assert_eq!(records(&registrar), before);
        drop(registrar);
        is_well(folder.path(), &before);
    }
}

#[test]
fn what_looks_like_entries_without_end_is_gone_through_in_bounded_time() {
    let (folder, before) = desk_of("own", 6);
    let mut bytes = fs::read(segment(folder.path())).unwrap();
    // Every sixth byte begins what may be an entry of a megabyte.
    bytes.extend(b"E\x01\x00\x00\x10\x00".repeat(1 << 19));
    fs::write(segment(folder.path()), bytes).unwrap();
    assert_eq!(repair(folder.path(), &owner(), false).unwrap().lost, None);
    is_well(folder.path(), &before);
}

#[test]
fn an_engine_that_is_out_of_proportion_is_not_opened_and_made_anew() {
    for name in ["conf", "db", "snap.0000000000000FFF"] {
        for is_sealed in [true, false] {
            let (folder, before) = desk_of("own", 3);
            if !is_sealed {
                fs::remove_file(folder.path().join("seal")).unwrap();
            }
            let file = fs::OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(false)
                .open(folder.path().join("sled").join(name));
            file.unwrap().set_len(1 << 40).unwrap();
            let look = repair(folder.path(), &owner(), true).unwrap();
            assert!(look.lost.is_none() && !look.problems.is_empty(), "{name}");
            assert_eq!(records(&opened(folder.path()).unwrap()), before, "{name}");
        }
    }
}

#[test]
fn a_lost_engine_beside_a_torn_journal_is_no_write_that_was_cut_short() {
    let (folder, before) = desk_of("own", 6);
    fs::remove_file(folder.path().join("seal")).unwrap();
    fs::remove_dir_all(folder.path().join("sled")).unwrap();
    let whole = fs::read(segment(folder.path())).unwrap();
    fs::write(segment(folder.path()), &whole[..whole.len() - 9]).unwrap();
    // Nobody can tell whether the last entry was acknowledged.
    assert_eq!(opened(folder.path()).map(drop).unwrap_err().code(), "store-damaged");
    let done = repair(folder.path(), &owner(), false).unwrap();
    assert!(done.entries == 5 && done.problems.iter().any(|problem| problem.code == "verify-journal"), "{done:?}");
    assert_eq!(records(&opened(folder.path()).unwrap()), before[..5]);
    // With a journal that is whole the engine is made anew, and that is told.
    fs::remove_dir_all(folder.path().join("sled")).unwrap();
    let _ = fs::remove_file(folder.path().join("seal"));
    assert_eq!(damage_of(&mut opened(folder.path()).unwrap()), ["store-mended-engine"]);
}

#[test]
fn a_part_of_the_checkpoint_that_is_whole_and_no_desk_is_made_again_by_a_repair() {
    let folder = tempfile::tempdir().unwrap();
    let mut registrar = opened(folder.path()).unwrap();
    add(
        &mut registrar,
        &(0..crate::limits::CHECKPOINT_RECORDS).map(|number| format!("own {number}")).collect::<Vec<_>>(),
    );
    let (before, stamp) = (records(&registrar), registrar.stamp());
    drop(registrar);
    drop(opened(folder.path()).unwrap());
    let mut part = checkpoint::PartWriter::begin(folder.path(), "desk", stamp).unwrap();
    part.chunk(&[0; 8]).unwrap();
    part.chunk(b"the index of the search").unwrap();
    part.finish().unwrap();
    for only_look in [true, false] {
        let found = repair(folder.path(), &owner(), only_look).unwrap();
        assert!(found.lost.is_none() && found.problems.iter().any(|problem| problem.code == "verify-checkpoint"));
    }
    is_well(folder.path(), &before);
}

#[test]
fn a_segment_under_another_name_is_found_and_written_anew() {
    for name in ["000000000004.journal", "999999999999.journal"] {
        for is_sealed in [true, false] {
            let (folder, before) = desk_of("own", 6);
            if !is_sealed {
                fs::remove_file(folder.path().join("seal")).unwrap();
            }
            // The entries from the fourth on in a segment of their own, which is as it may be, but for its name.
            let bytes = fs::read(segment(folder.path())).unwrap();
            let mut rest = bytes.as_slice();
            for _ in 0..if name.starts_with('9') { 3 } else { 2 } {
                rest = codec::split_frame(rest).unwrap().unwrap().1;
            }
            fs::write(folder.path().join("journal").join(name), rest).unwrap();
            fs::write(segment(folder.path()), &bytes[..bytes.len() - rest.len()]).unwrap();
            let look = repair(folder.path(), &owner(), true).unwrap();
            assert!(look.lost.is_none() && look.problems.iter().any(|problem| problem.place == name), "{look:?}");
            assert_eq!(repair(folder.path(), &owner(), false).unwrap().lost, None);
            is_well(folder.path(), &before);
        }
    }
}
