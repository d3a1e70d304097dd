//! Damage by hand: folders in the place of files, files in that of folders, files blown up beyond all bounds. Nothing is
//! lost, nothing deleted, and everything is told.

use super::copies::{damage_of, desk, opened, records};
use crate::limits;
use crate::store::{disk::Disk, journal::Journal, repair};
use std::fs::{self, File};
use std::path::Path;

fn repaired(folder: &Path) -> Vec<&'static str> {
    let owner = super::copies::owner();
    let looked = repair(folder, &owner, true).unwrap();
    let done = repair(folder, &owner, false).unwrap();
    assert_eq!(done.lost, None);
    assert!(!done.aside.is_empty());
    looked.problems.iter().map(|problem| problem.code).collect()
}

/// Everything under a folder that says this.
fn holding(folder: &Path, said: &str) -> usize {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .map(|path| match path.is_dir() {
            true => holding(&path, said),
            false => usize::from(fs::read(path).unwrap() == said.as_bytes()),
        })
        .sum()
}

/// Puts something of another sort in the place of these, one after the other; answers, for each, what a repair said of it.
fn misplaced(names: &[&str], put: fn(&Path)) -> Vec<Vec<&'static str>> {
    let mut said = Vec::new();
    for (name, by_repair) in names.iter().flat_map(|name| [(name, false), (name, true)]) {
        let (folder, before) = desk(6);
        put(&folder.path().join(name));
        said.extend(by_repair.then(|| repaired(folder.path())));
        let mut registrar = opened(folder.path()).unwrap();
        assert_eq!(damage_of(&mut registrar).contains(&"store-mended-place"), !by_repair, "{name}");
        assert_eq!(records(&registrar), before, "{name}");
        assert_eq!(registrar.verify().unwrap().problems, [], "{name}");
        assert_eq!(holding(folder.path(), "not yours"), 1, "{name}: what stood there is kept");
    }
    said
}

#[test]
fn a_folder_in_the_place_of_a_file_is_moved_away_and_nothing_is_lost() {
    let names =
        ["journal/000000000001.journal", "sled/conf", "sled/db", "begun", "format", "owner", "seal", "checkpoint/desk"];
    let said = misplaced(&names, |path| {
        let _ = fs::remove_file(path);
        fs::create_dir_all(path).unwrap();
        fs::write(path.join("mine"), "not yours").unwrap();
    });
    for (said, name) in said.iter().zip(names) {
        assert!(said.contains(&"verify-place"), "{name}");
    }
}

#[test]
fn a_file_in_the_place_of_a_folder_is_moved_away_and_nothing_is_lost() {
    misplaced(
        &["journal", "sled", "sled/blobs", "checkpoint", "backups", "temporary", "mend", "aside", "unfinished"],
        |path| {
            let _ = fs::remove_dir_all(path);
            fs::write(path, "not yours").unwrap();
        },
    );
}

#[test]
fn a_folder_in_the_place_of_the_lock_is_named_and_nothing_is_touched() {
    let (folder, before) = desk(2);
    let lock = folder.path().join("lock");
    fs::remove_file(&lock).unwrap();
    fs::create_dir(&lock).unwrap();
    assert_eq!(records(&opened(folder.path()).unwrap()), before, "an empty one takes nothing with it");
    fs::remove_file(&lock).unwrap();
    fs::create_dir(&lock).unwrap();
    fs::write(lock.join("mine"), "").unwrap();
    let refused = opened(folder.path()).map(drop).unwrap_err();
    assert!(refused.values()[0].1.starts_with(lock.to_str().unwrap()), "{refused:?}");
    assert!(lock.join("mine").is_file());
}

#[test]
fn a_segment_that_something_has_blown_up_is_read_within_bounds_and_kept() {
    for by_repair in [false, true] {
        let (folder, before) = desk(6);
        let path = folder.path().join("journal/000000000001.journal");
        let length = fs::metadata(&path).unwrap().len();
        let blown = limits::JOURNAL_FILE_BYTES * 100;
        File::options().write(true).open(&path).unwrap().set_len(blown).unwrap();
        let journal = Journal::open(folder.path(), Disk::default()).unwrap();
        assert_eq!((journal.tails().len(), journal.head()), (1, 6));
        if by_repair {
            assert!(repaired(folder.path()).contains(&"verify-journal"));
        }
        let mut registrar = opened(folder.path()).unwrap();
        assert_eq!(registrar.mended().len(), usize::from(!by_repair));
        assert_eq!(records(&registrar), before);
        assert_eq!(registrar.verify().unwrap().problems, []);
        assert_eq!(fs::metadata(&path).unwrap().len(), length);
        let aside = walkdir(&folder.path().join("aside"));
        assert!(aside.contains(&blown), "as it was: {aside:?}");
    }
}

/// The sizes of the files under a folder.
fn walkdir(folder: &Path) -> Vec<u64> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { walkdir(&path) } else { vec![fs::metadata(path).unwrap().len()] })
        .collect()
}

#[test]
fn a_seal_that_names_what_is_not_of_the_desk_reads_nothing_and_opens() {
    let (folder, before) = desk(3);
    let text = "tansiq seal 1\nrevision 3\n00000000 00000000 ../../../../dev/zero\n";
    fs::write(folder.path().join("seal"), format!("{text}{:08x}\n", crc32fast::hash(text.as_bytes()))).unwrap();
    let registrar = opened(folder.path()).unwrap();
    assert_eq!(records(&registrar), before);
    drop(registrar);
    File::options().write(true).open(folder.path().join("seal")).unwrap().set_len(1 << 36).unwrap();
    assert_eq!(records(&opened(folder.path()).unwrap()), before);
}
