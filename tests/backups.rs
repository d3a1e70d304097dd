//! Backups as their owner relies on them: taken by themselves, thrown away by rule, restored, and restored on trial.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/place.rs"]
mod place;

use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::civil::date;
use place::Place;
use serde_json::Value;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use tansiq::store::{Job, Keeping, Owner, Registrar, Twin, When};

const ADD: [&str; 4] = ["add", "partner", "names.fr=Essai", "type=foundation"];

fn kept(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    let mut kept: Vec<_> = entries.filter(|path| path.extension().is_some_and(|ending| ending == "gz")).collect();
    kept.sort();
    kept
}

fn on(place: &Place, day: &str, arguments: &[&str]) {
    let output = place.command(arguments).env("TANSIQ_NOW", format!("{day}T17:00")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn one_is_taken_on_each_day_on_which_something_changes() {
    let place = Place::with_sample();
    let folder = place.path().join("desk/backups");
    assert_eq!(kept(&folder).len(), 1, "the day on which the desk was made");
    on(&place, "2026-11-24", &["list", "partner"]);
    assert_eq!(kept(&folder).len(), 1, "reading changes nothing");
    on(&place, "2026-11-24", &ADD);
    on(&place, "2026-11-24", &ADD);
    assert_eq!(kept(&folder).len(), 2, "one a day");
    on(&place, "2026-11-25", &["undo"]);
    assert_eq!(kept(&folder).len(), 3);
    for file in kept(&folder) {
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        place.said(&["restore", file.to_str().unwrap(), "--rehearse"]);
    }
    let listed = place.said(&["backup", "--list", "--json"]);
    let days: Vec<String> = listed
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["at"].as_str().unwrap()[..10].to_owned())
        .collect();
    assert_eq!(days, ["2026-11-23", "2026-11-24", "2026-11-25"]);
}

#[test]
fn the_rule_is_that_of_the_settings_and_none_turns_it_off() {
    let place = Place::with_sample();
    let (config, own) = (place.path().join("config/tansiq"), place.path().join("elsewhere"));
    std::fs::create_dir_all(&config).unwrap();
    let write = |text: &str| std::fs::write(config.join("config.toml"), text).unwrap();
    write(&format!("[backup]\nfolder = {:?}\ndaily = 2\nweekly = 0\nmonthly = 0\n", own.display().to_string()));
    for day in 1..=5 {
        on(&place, &format!("2026-12-0{day}"), &ADD);
    }
    assert_eq!(kept(&own).len(), 2);
    assert_eq!(kept(&place.path().join("desk/backups")).len(), 1, "those elsewhere are left alone");
    write("[backup]\ndaily = 0\nweekly = 0\nmonthly = 0\n");
    on(&place, "2026-12-06", &ADD);
    assert_eq!(kept(&place.path().join("desk/backups")).len(), 1);
    on(&place, "2026-12-06", &["backup"]);
    assert!(place.said(&["config"]).contains("backup.daily = 0"));
    write("[backup]\nhourly = 1\n");
    assert_eq!(place.run(&["config"]).status.code(), Some(2));
}

#[test]
fn two_desks_may_share_a_folder_and_none_throws_away_those_of_the_other() {
    let (one, other) = (Place::with_sample(), Place::with_sample());
    let shared = one.path().join("shared");
    for place in [&one, &other] {
        let config = place.path().join("config/tansiq");
        std::fs::create_dir_all(&config).unwrap();
        let text =
            format!("[backup]\nfolder = {:?}\ndaily = 1\nweekly = 0\nmonthly = 0\n", shared.display().to_string());
        std::fs::write(config.join("config.toml"), text).unwrap();
    }
    // The sample is the same, so that the two ledgers only part with who made them.
    let rename = other.command(&["init", "--sample", "--desk", "mine", "--as", "karim"]).output().unwrap();
    assert!(rename.status.success());
    on(&one, "2026-12-01", &ADD);
    on(&other, "2026-12-02", &[&ADD[..], &["--desk", "mine"]].concat());
    on(&one, "2026-12-03", &ADD);
    assert_eq!(kept(&shared).len(), 2);
}

#[test]
fn a_backup_that_cannot_be_taken_is_told_and_changes_nothing_about_the_answer() {
    let place = Place::with_sample();
    let folder = place.path().join("elsewhere");
    std::fs::write(&folder, "in the way").unwrap();
    place.settings(&format!("[backup]\nfolder = {:?}\n", folder.display().to_string()));
    for lang in ["ar", "fr", "en"] {
        let output = place.run(&[&ADD[..], &["--lang", lang]].concat());
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success() && said.lines().count() == 2 && !said.contains('⟦'), "{said}");
    }
    assert_eq!(place.said(&["list", "partner"]).lines().filter(|line| line.contains("Essai")).count(), 3);
}

fn opened(place: &Place) -> Registrar {
    let owner = Owner { pid: 1, user: "amina".into(), since_ms: 0, machine: "poste-3".into() };
    Registrar::open(Box::new(Twin::open(&place.path().join("desk"), &owner).unwrap()), Box::new(|_, _| Vec::new()))
        .unwrap()
}

fn to_keep(place: &Place, registrar: &Registrar) -> Job {
    let folder = place.path().join("desk/backups");
    registrar.to_keep(Keeping { folder, daily: 1, weekly: 0, monthly: 0, bytes: 1 << 30 }).unwrap().unwrap()
}

#[test]
fn a_journal_that_is_damaged_gives_no_backup_and_costs_none() {
    let place = Place::with_sample();
    place.said(&ADD);
    let (folder, journal) = (place.path().join("desk/backups"), place.path().join("desk/journal/000000000001.journal"));
    let job = to_keep(&place, &opened(&place));
    let (whole, before) = (std::fs::read(&journal).unwrap(), kept(&folder));
    let now = date(2026, 11, 28).at(17, 0, 0, 0);
    for damage in [0, whole.len() / 2, whole.len() - 1] {
        let mut bytes = whole.clone();
        bytes[damage] ^= 1;
        std::fs::write(&journal, bytes).unwrap();
        assert_eq!(job.run(When::Now, now).unwrap_err().code(), "store-damaged");
        std::fs::write(&journal, &whole[..damage]).unwrap();
        assert_eq!(job.run(When::Now, now).unwrap_err().code(), "store-damaged");
        assert_eq!(kept(&folder), before);
    }
    std::fs::write(&journal, whole).unwrap();
    let taken = job.run(When::Now, now).unwrap().unwrap();
    assert_eq!(kept(&folder), [taken.file], "one day is kept");
}

#[test]
fn a_backup_holds_what_was_there_when_it_was_asked_for_and_two_are_never_taken_at_once() {
    let place = Place::with_sample();
    let job = to_keep(&place, &opened(&place));
    place.said(&ADD);
    let now = date(2026, 11, 28).at(17, 0, 0, 0);
    let lock = std::fs::File::open(place.path().join("desk/backups/lock")).unwrap();
    lock.lock().unwrap();
    assert_eq!(job.run(When::Now, now).unwrap(), None);
    drop(lock);
    let taken = job.run(When::Now, now).unwrap().unwrap();
    let said = place.said(&["restore", taken.file.to_str().unwrap(), "--rehearse", "--json"]);
    assert!(said.contains("\"desk\":\"behind\",\"difference\":1"), "{said}");
}

#[test]
fn a_restore_makes_the_same_desk_or_nothing() {
    let place = Place::with_sample();
    place.said(&["backup", "all.gz"]);
    assert_eq!(place.run(&["backup", "all.gz"]).status.code(), Some(4), "nothing is written over");
    for target in ["new", "deep/er/new"] {
        place.said(&["restore", "all.gz", "--to", target]);
        let again = place.command(&["export", "jsonl", "--desk", target]).output().unwrap();
        assert_eq!(String::from_utf8(again.stdout).unwrap(), place.said(&["export", "jsonl"]));
        assert_eq!(place.run(&["restore", "all.gz", "--to", target]).status.code(), Some(4));
    }
    std::fs::create_dir(place.path().join("empty")).unwrap();
    place.said(&["restore", "all.gz", "--to", "empty"]);
    std::fs::create_dir(place.path().join("full")).unwrap();
    std::fs::write(place.path().join("full/notes.txt"), "mine").unwrap();
    assert_eq!(place.run(&["restore", "all.gz", "--to", "full"]).status.code(), Some(4));
    let whole = std::fs::read(place.path().join("all.gz")).unwrap();
    let hostile = [
        whole[..whole.len() - 20].to_vec(),
        whole[..whole.len() / 2].to_vec(),
        b"no backup".to_vec(),
        Vec::new(),
        // Behind the end: something else, and the same once more.
        [whole.as_slice(), b"behind"].concat(),
        whole.repeat(2),
        // Much from little, as it stands and behind a head that promises as much as may be.
        packed(&vec![0; 64 << 20]),
        packed(&[&b"E\x01\x00\x00\x40\x00"[..], &vec![0; 4 << 20]].concat().repeat(8)),
        packed(b"../../evil\0ustar"),
        packed(b""),
    ];
    for (at, damaged) in hostile.into_iter().enumerate() {
        std::fs::write(place.path().join("bad.gz"), damaged).unwrap();
        for rest in [&["--to", "never"][..], &["--rehearse"]] {
            let output = place.run(&[&["restore", "bad.gz"], rest].concat());
            let said = String::from_utf8_lossy(&output.stderr);
            if at == 9 && rest == ["--rehearse"] {
                assert_eq!(output.status.code(), Some(4), "{at}: a backup of nothing is of no desk that has something");
                continue;
            }
            assert_eq!(output.status.code(), Some(7), "{at}: {said}");
            assert!(said.contains("bad.gz") && !said.contains("tansiq repair"), "{at}: the desk is well: {said}");
        }
        assert!(!place.path().join("never").exists());
    }
    let left: Vec<_> = std::fs::read_dir(place.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(left.iter().all(|name| !name.starts_with(".tansiq-")), "{left:?}");
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

#[test]
fn a_backup_that_is_not_there_is_said_to_be_missing() {
    let place = Place::with_sample();
    for arguments in [
        &["restore", "nowhere.gz", "--to", "never"][..],
        &["restore", "nowhere.gz", "--rehearse"],
        &["restore", ".", "--rehearse"],
        // What has no end, and is read more than once.
        &["restore", "/dev/zero", "--to", "never"],
        &["backup", "nowhere/all.gz"],
    ] {
        let output = place.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(!said.contains("Your last change") && said.contains(arguments[1].split('/').next().unwrap()), "{said}");
    }
}

#[test]
fn a_rehearsal_says_how_the_backup_stands_to_the_desk_and_leaves_nothing() {
    let place = Place::with_sample();
    let rehearse = |place: &Place, file: &str| {
        let output = place.run(&["restore", file, "--rehearse", "--json"]);
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        (output.status.code(), report["desk"].as_str().map(str::to_owned), report["difference"].as_u64())
    };
    place.said(&["backup", "one.gz"]);
    assert_eq!(rehearse(&place, "one.gz"), (Some(0), Some("same".into()), Some(0)));
    place.said(&ADD);
    assert_eq!(rehearse(&place, "one.gz"), (Some(0), Some("behind".into()), Some(1)));
    place.said(&["backup", "two.gz"]);
    place.said(&["restore", "one.gz", "--to", "old"]);
    let two = place.run(&["restore", "two.gz", "--rehearse", "--json", "--desk", "old"]);
    assert!(String::from_utf8(two.stdout).unwrap().contains("\"desk\":\"ahead\""));
    let other = Place::empty();
    other.said(&["add", "partner", "names.fr=Autre", "type=foundation"]);
    std::fs::copy(place.path().join("two.gz"), other.path().join("two.gz")).unwrap();
    assert_eq!(rehearse(&other, "two.gz").0, Some(4));
    let nowhere = place.run(&["restore", "one.gz", "--rehearse", "--json", "--desk", "nowhere"]);
    assert!(nowhere.status.success() && String::from_utf8(nowhere.stdout).unwrap().contains("\"desk\":null"));
    for lang in ["ar", "fr", "en"] {
        let said = place.said(&["restore", "one.gz", "--rehearse", "--lang", lang]);
        assert!(said.lines().count() == 2 && !said.contains('⟦'), "{said}");
    }
    let left = std::fs::read_dir(place.path().join("desk/temporary")).map_or(0, Iterator::count);
    assert!(left == 0 && !place.path().join("nowhere").exists());
}
