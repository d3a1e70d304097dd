//! `kill -9` while a desk of an older form is brought forward: whatever is left, the next opening brings it there, with
//! everything it had and a backup of how it was.

use super::base::{Luck, trials};
use super::kill::{killed, measured};
use super::place::Place;
use flate2::read::GzDecoder;
use std::io::Read;
use std::path::{Path, PathBuf};

fn kept(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/records/desk.v1").join(name)
}

fn unpacked(path: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    GzDecoder::new(std::fs::File::open(path).unwrap()).read_to_end(&mut bytes).unwrap();
    bytes
}

/// Puts the desk of version 1 into the place, as it lay on disk.
fn put_old_desk(place: &Place) {
    let desk = place.path().join("desk");
    let _ = std::fs::remove_dir_all(&desk);
    for part in ["sled", "journal"] {
        std::fs::create_dir_all(desk.join(part)).unwrap();
        for entry in std::fs::read_dir(kept(part)).unwrap() {
            let path = entry.unwrap().path();
            std::fs::write(desk.join(part).join(path.file_stem().unwrap()), unpacked(&path)).unwrap();
        }
    }
}

#[test]
fn a_kill_while_a_desk_is_brought_forward_loses_nothing() {
    let (mut luck, trials) = (Luck::of("kill while brought forward"), trials(8));
    let exported = String::from_utf8(unpacked(&kept("export.jsonl.gz"))).unwrap();
    let place = Place::new();
    put_old_desk(&place);
    let usual = measured(&place, &["list", "term"]);
    let mut cut_short = 0;
    for trial in 0..trials {
        put_old_desk(&place);
        // Some are killed again on their second and third way.
        for _ in 0..=luck.below(3) {
            cut_short += u64::from(killed(&place, &["list", "term"], &mut luck, usual).is_none());
        }
        assert!(place.said(&["export", "jsonl"]) == exported, "trial {trial}: not what it was");
        let verify = place.run(&["verify"]);
        assert_eq!(verify.status.code(), Some(0), "trial {trial}: {verify:?}");
        let desk = place.path().join("desk");
        assert!(!desk.join("temporary").exists(), "trial {trial}");
        assert!(std::fs::read_to_string(desk.join("format")).unwrap().starts_with("2 "), "trial {trial}");
        let backups = std::fs::read_dir(desk.join("backups")).unwrap().map(|entry| entry.unwrap().path());
        let old = backups.filter(|path| path.display().to_string().contains("/before-format-"));
        let old: Vec<_> = old.map(|path| path.display().to_string()).collect();
        assert_eq!(old.len(), 1, "trial {trial}: {old:?}");
        let rehearsal = place.said(&["restore", &old[0], "--rehearse", "--json"]);
        assert!(rehearsal.contains("\"same\""), "trial {trial}: {rehearsal}");
    }
    println!("kill while brought forward: {cut_short} cut short; {trials} of {trials} whole in the end");
    assert!(cut_short > 0, "none was killed on the way");
}
