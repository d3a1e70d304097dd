//! One flipped bit or a cut tail in any file of a desk: found by `verify`, repaired without loss while one copy is whole.

use super::base::{Luck, copy, files, open, partner, problems, propose, records, trials};
use super::place::Place;
use std::fs;
use std::path::Path;
use tansiq::domain::{Draft, Record, Ref};
use tansiq::store::codec;

/// A desk with a checkpoint, several segments' worth of small entries and a few large groups; closed.
fn history(desk: &Path) -> Vec<Record> {
    let mut registrar = open(desk).unwrap();
    propose(&mut registrar, (0..2_100).map(|number| partner(&format!("partenaire {number}"))).collect());
    drop(registrar);
    let mut registrar = open(desk).unwrap();
    for number in 0..30 {
        propose(&mut registrar, vec![partner(&format!("شريك {number}")), Draft::Drop { reference: Ref(number + 1) }]);
    }
    registrar.undo("a", "m", 1, 3).unwrap();
    records(&registrar)
}

/// Damages a file by chance and says how.
fn damage(path: &Path, luck: &mut Luck) -> String {
    let mut bytes = fs::read(path).unwrap();
    let at = luck.index(bytes.len());
    let how = if luck.below(4) == 0 {
        bytes.truncate(at);
        format!("{} cut at {at}", path.display())
    } else {
        bytes[at] ^= 1 << luck.below(8);
        format!("{} bit in byte {at}", path.display())
    };
    fs::write(path, bytes).unwrap();
    how
}

fn desk_of(place: &Place) -> std::path::PathBuf {
    place.path().join("desk")
}

fn is_whole(desk: &Path, before: &[Record]) -> Result<(), String> {
    let mut registrar = open(desk).map_err(|error| error.to_string())?;
    let found = problems(&mut registrar);
    match (found.is_empty(), records(&registrar) == before) {
        (true, true) => Ok(()),
        (_, same) => Err(format!("same records: {same}; {found:?}")),
    }
}

#[test]
fn one_damage_anywhere_is_found_and_repaired_without_loss() {
    let (mut luck, trials) = (Luck::of("damage"), trials(12));
    let place = Place::empty();
    let origin = place.path().join("origin");
    let before = history(&origin);
    let (mut found, mut repaired) = (0, 0);
    for trial in 0..trials {
        let desk = desk_of(&place);
        let _ = fs::remove_dir_all(&desk);
        copy(&origin, &desk);
        // Every file as often as any other, however small.
        let all = files(&desk);
        let how = damage(&all[luck.index(all.len())], &mut luck);
        let twin = place.path().join("twin");
        let _ = fs::remove_dir_all(&twin);
        copy(&desk, &twin);

        let verify = place.run(&["verify", "--json"]);
        let said = String::from_utf8_lossy(&verify.stdout).into_owned() + &String::from_utf8_lossy(&verify.stderr);
        assert!(!said.contains("panicked"), "trial {trial}, {how}: {said}");
        if verify.status.code() == Some(7) {
            found += 1
        } else {
            println!("trial {trial}, {how}: not found: {said}")
        }
        let first = place.run(&["repair"]);
        assert_eq!(first.status.code(), Some(0), "trial {trial}, {how}: {}", String::from_utf8_lossy(&first.stderr));
        // And without a verification before it.
        let second = place.run(&["repair", "--desk", twin.to_str().unwrap()]);
        assert_eq!(second.status.code(), Some(0), "trial {trial}, {how}: {}", String::from_utf8_lossy(&second.stderr));
        match (is_whole(&desk, &before), is_whole(&twin, &before)) {
            (Ok(()), Ok(())) => repaired += 1,
            other => println!("trial {trial}, {how}: {other:?}"),
        }
    }
    println!("damage: {found} of {trials} found, {repaired} of {trials} repaired without loss");
    assert_eq!((found, repaired), (trials, trials));
}

#[test]
fn damage_after_a_kill_loses_nothing_and_shows_nothing_wrong() {
    let (mut luck, trials) = (Luck::of("damage after a kill"), trials(8));
    let place = Place::empty();
    let origin = place.path().join("origin");
    history(&origin);
    let mut registrar = open(&origin).unwrap();
    propose(&mut registrar, vec![partner("dernier")]);
    let before = records(&registrar);
    // The files as they lie while somebody has the desk open: what a kill leaves.
    let left = place.path().join("left");
    copy(&origin, &left);
    drop(registrar);
    let mut sound = 0;
    for trial in 0..trials {
        let desk = desk_of(&place);
        let _ = fs::remove_dir_all(&desk);
        copy(&left, &desk);
        let all = files(&desk);
        let how = damage(&all[luck.index(all.len())], &mut luck);
        let verify = place.run(&["verify", "--json"]);
        assert!(matches!(verify.status.code(), Some(0 | 7)), "trial {trial}, {how}: {verify:?}");
        let repair = place.run(&["repair"]);
        assert_eq!(repair.status.code(), Some(0), "trial {trial}, {how}: {repair:?}");
        match is_whole(&desk, &before) {
            Ok(()) => sound += 1,
            Err(why) => println!("trial {trial}, {how}: {why}"),
        }
    }
    println!("damage after a kill: {sound} of {trials} whole");
    assert_eq!(sound, trials);
}

#[test]
fn damage_in_both_copies_is_named_exactly() {
    let (mut luck, trials) = (Luck::of("damage in both copies"), trials(6));
    let place = Place::empty();
    let origin = place.path().join("origin");
    let before = history(&origin);
    let mut named = 0;
    for trial in 0..trials {
        let desk = desk_of(&place);
        let _ = fs::remove_dir_all(&desk);
        copy(&origin, &desk);
        fs::remove_dir_all(desk.join("sled")).unwrap();
        let segment = desk.join("journal/000000000001.journal");
        let mut bytes = fs::read(&segment).unwrap();
        let at = luck.index(bytes.len());
        let (hit, last) = entry_at(&bytes, at);
        bytes[at] ^= 1 << luck.below(8);
        fs::write(&segment, &bytes).unwrap();
        assert_eq!(place.run(&["verify", "--json"]).status.code(), Some(7), "trial {trial}, byte {at}");
        let repair = place.run(&["repair", "--json"]);
        if hit == 1 {
            assert_eq!(repair.status.code(), Some(7), "trial {trial}: nothing is left to begin with");
            named += 1;
            continue;
        }
        let said: serde_json::Value = serde_json::from_slice(&repair.stdout).unwrap();
        assert_eq!(repair.status.code(), Some(7), "trial {trial}: {said}");
        assert_eq!(said["lost"], serde_json::json!([hit, last]), "trial {trial}, byte {at}");
        assert_eq!(said["stranded"].as_u64(), Some(last - hit), "trial {trial}, byte {at}");
        let mut registrar = open(&desk).unwrap();
        assert_eq!(problems(&mut registrar), [""; 0]);
        assert!(registrar.desk().records().all(|record| record.rev < hit), "nothing wrong is shown");
        assert!(registrar.desk().len() <= before.len() + 30);
        named += 1;
    }
    println!("damage in both copies: {named} of {trials} named exactly");
    assert_eq!(named, trials);
}

/// The revision whose bytes hold this place, and the last one.
fn entry_at(bytes: &[u8], at: usize) -> (u64, u64) {
    let (mut rest, mut end, mut revision, mut hit) = (bytes, 0, 0, 0);
    while let Some((frame, after)) = codec::split_frame(rest).unwrap() {
        revision += 1;
        if (end..end + frame.len()).contains(&at) {
            hit = revision;
        }
        end += frame.len();
        rest = after;
    }
    (hit, revision)
}
